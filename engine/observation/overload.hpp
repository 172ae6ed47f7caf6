// A part of the catalogue: overload against limits, norms and spans.   Tested by tests/simulation/overload_test.cpp.
#pragma once

#include <array>

#include "observation/recorder.hpp"
#include "observation/where.hpp"

namespace caseload {

/// How long workers in post held how many children, from the levels of one team or several.
struct CaseloadShares {
  std::array<double, CaseloadHistogram::bins> time{};
  double all{};

  void add(const CaseloadHistogram& team, std::int64_t now) {
    for (std::size_t children = 0; children < time.size(); ++children) {
      const double here = team.workers[children].integral(now);
      time[children] += here;
      all += here;
    }
  }
  double percent_above(std::size_t children) const {
    double above = 0;
    for (std::size_t i = children + 1; i < time.size(); ++i) above += time[i];
    return 100 * catalogue::ratio(above, all);
  }
  /// The fewest children such that workers held at most so many for this share of the time.
  double quantile(double share) const {
    if (!(all > 0)) return catalogue::nan;
    double below = 0;
    std::size_t children = 0;
    while (children + 1 < time.size() && below + time[children] < share * all) below += time[children++];
    return static_cast<double>(children);
  }
};

/// Children open in the teams of a norm and people in post there.
struct AgainstNorm {
  double children{}, workers{};
};

template <class Emit>
void each_measure_against_norm(const NormRow& norm, Where here, const AgainstNorm& found, bool headline, Emit emit) {
  emit("workers needed, low", here, "workers", headline, found.children / norm.to);
  emit("workers needed, high", here, "workers", headline, found.children / norm.from);
  emit("children per worker", here, "children", false, catalogue::ratio(found.children, found.workers));
}

template <class Emit>
void each_measure_of_overload(const Model& model, Recorder& r, Instant end, Emit emit) {
  const std::int64_t now = end.time_since_epoch().count();
  const double elapsed = static_cast<double>((end - model.start).count()), years = elapsed / seconds_per_year;
  const auto days = [](Elapsed time) { return static_cast<double>(time.count()) / seconds_per_day; };
  const auto tell = [&](Where here, double worker_days, Elapsed run, Elapsed wait, const CaseloadShares& shares) {
    emit("worker-days over their limit", here, "working days per year", false, worker_days / years);
    emit("longest run over the limit", here, "days", false, days(run));
    emit("longest wait unallocated", here, "days", false, days(wait));
    emit("cases per worker, 90th percentile", here, "children", false, shares.quantile(0.9));
    // The two thresholds that services report (share of workers with more than 20, more than 25 children).
    emit("workers above 20 children", here, "%", false, shares.percent_above(20));
    emit("workers above 25 children", here, "%", false, shares.percent_above(25));
  };
  bool named_workers = false;
  double all_worker_days = 0;
  Elapsed longest_run{}, longest_wait{};
  CaseloadShares all;
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    const TeamRow& row = model.teams[t];
    if (row.pool) continue;
    named_workers = true;
    const TeamRecord& team = r.teams[t];
    const WorkCalendar& calendar = model.calendars[row.calendar];
    const double worker_days = team.over_limit_open.integral(calendar.open_until(end).count()) /
                               static_cast<double>(calendar.working_day().count());
    CaseloadShares shares;
    shares.add(r.with_children[t], now);
    all.add(r.with_children[t], now);
    tell({Where::Kind::team, t}, worker_days, team.longest_run_over_limit, team.longest_unallocated, shares);
    all_worker_days += worker_days;
    longest_run = std::max(longest_run, team.longest_run_over_limit);
    longest_wait = std::max(longest_wait, team.longest_unallocated);
  }
  if (named_workers) tell({}, all_worker_days, longest_run, longest_wait, all);

  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    const TeamRow& row = model.teams[t];
    const Where here{Where::Kind::team, t};
    const TeamRecord& team = r.teams[t];
    if (row.manages.empty()) continue;
    emit("children per manager", here, "children", true,
         catalogue::ratio(team.managed_children.integral(now), team.in_post.integral(now)));
    if (row.span > 0) emit("over the span", here, "%", false, 100 * team.over_span.mean(now));
    if (row.supervises_every.set) {
      const auto held = static_cast<double>(team.talks_held), missed = static_cast<double>(team.talks_missed);
      emit("supervision done", here, "%", false, 100 * catalogue::ratio(held, held + missed));
    }
  }

  for (std::size_t n = 0; n < r.norms.size(); ++n) {
    const Where here{Where::Kind::norm, n};
    AgainstNorm mean;
    for (const TeamId team : model.norms[n].teams) {
      mean.children += r.teams[index(team)].children.integral(now) / elapsed;
      mean.workers += r.teams[index(team)].in_post.integral(now) / elapsed;
    }
    each_measure_against_norm(model.norms[n], here, mean, true, emit);
    emit("above the norm", here, "%", false, 100 * r.norms[n].above.mean(now));
  }
}

/// The same as they stand, on a date.
template <class Emit>
void each_overload_on_date(const Model& model, const Recorder& r, Emit emit) {
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    if (model.teams[t].manages.empty()) continue;
    emit("children per manager", Where{Where::Kind::team, t}, "children", false,
         catalogue::ratio(r.teams[t].managed_children.value(), r.teams[t].in_post.value()));
  }
  for (std::size_t n = 0; n < r.norms.size(); ++n) {
    AgainstNorm found;
    for (const TeamId team : model.norms[n].teams) {
      found.children += r.teams[index(team)].children.value();
      found.workers += r.teams[index(team)].in_post.value();
    }
    each_measure_against_norm(model.norms[n], {Where::Kind::norm, n}, found, false, emit);
  }
}

}  // namespace caseload
