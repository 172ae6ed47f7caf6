// The list of everything that is measured: each measure's name, place and unit stand beside the line that works it
// out, so that names and values cannot drift apart. Walked once with an empty recorder to get the names, and once per
// replication to get the values.   Tested by tests/observation/recorder_test.cpp.
#pragma once

#include <algorithm>
#include <limits>
#include <string_view>

#include "observation/hours.hpp"
#include "observation/money.hpp"
#include "observation/overload.hpp"
#include "observation/recorder.hpp"
#include "observation/where.hpp"

namespace caseload {

/// Whether the team ever does.
inline bool works_overtime(const Model& model, std::size_t team) {
  return catalogue::ever(model, [team](const Model& rules) { return rules.teams[team].overtime > 0; });
}

/// What people call the place.
std::string name_of(const Model&, Where);

/// emit(name, where, unit, headline, value, of) for every measure of the counted period, which ends at `end`. `of` says how
/// many cases a share is the share of, and is left out where a measure is no share of cases.
template <class Emit>
void each_measure(const Model& model, Recorder& r, Instant end, Emit emit) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const std::int64_t now = end.time_since_epoch().count();
  const double elapsed = static_cast<double>((end - model.start).count());
  const double weeks = elapsed / seconds_per_week;
  const double years = elapsed / seconds_per_year;
  const auto per_week = [weeks](std::uint64_t n) { return static_cast<double>(n) / weeks; };
  const auto share = [](double part, double whole) { return whole > 0 ? 100 * part / whole : nan; };
  const auto emit_share = [&](std::string_view name, Where where, std::uint64_t part, std::uint64_t whole) {
    const auto of = static_cast<double>(whole);
    emit(name, where, "%", false, share(static_cast<double>(part), of), of);
  };
  const auto emit_timeliness = [&](std::string_view name, Where where, bool headline, const ShareTally& tally) {
    emit(name, where, "%", headline, tally.percent(), static_cast<double>(tally.all));
  };

  bool named_workers = false;
  for (const TeamRow& team : model.teams) named_workers |= !team.pool;

  const Where service;
  DurationTally all_waits;
  double core_children = 0, held_children = 0, core_workers = 0, over = 0;
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    if (model.teams[t].pool) continue;
    all_waits.append(r.teams[t].wait);
    core_children += r.teams[t].children.integral(now);
    held_children += r.teams[t].children.integral(now) - r.teams[t].waiting_children.integral(now);
    core_workers += r.teams[t].in_post.integral(now);
    over += r.teams[t].over_limit.integral(now);
  }
  const auto children = static_cast<double>(r.referred_children);
  const auto referrals = static_cast<double>(r.referred_families);
  emit("children referred", service, "per week", true, children / weeks);
  emit("referrals", service, "families per week", false, referrals / weeks);
  emit_share("re-referrals", service, r.re_referrals, r.referred_families);
  emit("closed", service, "families per week", false, per_week(r.closed));
  emit("open families", service, "families", false, r.families.mean(now));
  emit("open children", service, "children", true, r.children.mean(now));
  if (named_workers) {
    emit("wait for a worker, mean", service, "days", false, all_waits.mean_days());
    const auto [median, ninth] = all_waits.quantiles_days<2>({0.5, 0.9});
    emit("wait for a worker, median", service, "days", true, median);
    emit("wait for a worker, 90th percentile", service, "days", true, ninth);
    emit("children per worker", service, "children", true, core_workers > 0 ? core_children / core_workers : nan);
    emit("caseload", service, "children", false, core_workers > 0 ? held_children / core_workers : nan);
    emit("children unallocated", service, "children", true, r.waiting_children.mean(now));
    emit("children unallocated, worst week", service, "children", true, r.worst_week_waiting_children);
    emit("workers over their limit", service, "%", true, share(over, core_workers));
  }
  const bool settles = model.start > model.begin;
  if (settles) emit("settling: change in open children", service, "%", false, r.settling.change());

  for (std::size_t i = 0; i < r.steps.size(); ++i) {
    StepRecord& step = r.steps[i];
    const StepRow& row = model.steps[i];
    const Where here{Where::Kind::step, i};
    const bool served = row.team != nobody;
    emit("entered", here, "families per week", false, per_week(step.entered));
    emit("children entered", here, "children per week", false, per_week(step.children_entered));
    emit("open families", here, "families", false, step.families.mean(now));
    emit("open children", here, "children", false, step.children.mean(now));
    emit("time in step, mean", here, "days", false, step.stay.mean_days());
    const auto [median_stay, ninth_stay] = step.stay.quantiles_days<2>({0.5, 0.9});
    emit("time in step, median", here, "days", false, median_stay);
    emit("time in step, 90th percentile", here, "days", false, ninth_stay);
    if (served) {
      emit("waiting families", here, "families", false, step.waiting.mean(now));
      emit("had to wait", here, "%", false, 100 * step.wait.share_above_zero(), static_cast<double>(step.wait.count()));
      emit("wait, mean", here, "days", !named_workers, step.wait.mean_days());
      const auto waits = step.wait.quantiles_days<3>({0.5, 0.9, 0.95});
      emit("wait, median", here, "days", false, waits[0]);
      emit("wait, 90th percentile", here, "days", !named_workers, waits[1]);
      emit("wait, 95th percentile", here, "days", false, waits[2]);
    }
    if (row.due.set) emit_timeliness("done in time", here, true, step.in_time);
    if (row.due.set && row.due.unit == Duration::Unit::working_days) {
      emit_timeliness("done in the last 5 working days before due", here, false, step.just_in_time);
      emit_timeliness("done in the first 5 working days after due", here, false, step.just_late);
    }
    if (row.places != std::numeric_limits<std::uint32_t>::max()) {
      emit_share("refused", here, step.refused, step.came);
    }
    if (row.has_patience) emit_share("gave up", here, step.gave_up, step.entered);
    if (settles) emit("settling: change in open children", here, "%", false, step.settling.change());
    if (row.is != 0) emit_share("came again", here, step.came_again, step.entered);
  }

  for (std::size_t i = 0; i < r.tasks.size(); ++i) {
    const Where here{Where::Kind::task, i};
    emit("done", here, "per week", false, per_week(r.tasks[i].done));
    emit("wait, mean", here, "days", false, r.tasks[i].wait.mean_days());
    if (model.tasks[i].due.set || model.tasks[i].every.set || model.steps[index(model.tasks[i].step)].due.set) {
      emit_timeliness("done in time", here, false, r.tasks[i].in_time);
    }
    if (model.tasks[i].may_be_missed) {
      emit_share("missed", here, r.tasks[i].missed, r.tasks[i].missed + r.tasks[i].done);
    }
  }

  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    TeamRecord& team = r.teams[t];
    const TeamRow& row = model.teams[t];
    const Where here{Where::Kind::team, t};
    const WorkCalendar& calendar = model.calendars[row.calendar];
    const std::int64_t open_now = calendar.open_until(end).count();
    const double in_post_open = team.in_post_open.integral(open_now);
    const double present = team.present_open.integral(open_now);
    const double busy = team.busy_open.integral(open_now);
    emit("posts", here, "workers", false, team.posts.mean(now));
    emit("in post", here, "workers", false, team.in_post.mean(now));
    emit("vacant", here, "workers", false, team.posts.mean(now) - team.in_post.mean(now));
    emit("present", here, "workers", false, team.present_open.mean(open_now));
    emit("absent", here, "%", false, share(in_post_open - present, in_post_open));
    emit("busy", here, "%", !named_workers, share(busy, present));
    const double overtime = team.overtime_open.integral(open_now);
    const double without_case = (team.handovers_open.integral(open_now) + team.supervision_open.integral(open_now)) / seconds_per_hour;
    const double beyond_contract = overtime * row.overtime_casework / seconds_per_hour;
    emit("hours on cases", here, "hours per year", false,
         (hours_on_cases(model, r, end, t) + without_case + beyond_contract) / years);
    emit("leavers", here, "per year", false, static_cast<double>(team.leavers) / years);
    const double posts = team.posts.mean(now), in_post = team.in_post.mean(now), agency = team.agency.mean(now);
    emit("vacant, share of posts", here, "%", false, share(posts - in_post, posts));
    emit("available", here, "%", false, share(team.present_open.mean(open_now), posts));
    emit("turnover", here, "%", false, share(team.left / years, in_post - agency));
    emit("hired", here, "per year", false, static_cast<double>(team.hired) / years);
    emit("agency workers", here, "workers", false, agency);
    emit("agency workers, share of in post", here, "%", false, share(agency, in_post));
    if (works_overtime(model, t)) emit("overtime", here, "%", false, share(overtime, busy));
    for (std::size_t g = 1; g < team.of_grade.size(); ++g) {
      emit("of grade " + model.names.grades[g], here, "workers", false, team.of_grade[g].mean(now));
    }
    emit("open families", here, "families", false, team.families.mean(now));
    emit("open children", here, "children", false, team.children.mean(now));
    if (!row.pool) {
      const double workers = team.in_post.integral(now);
      const double open = team.children.integral(now), held = open - team.waiting_children.integral(now);
      emit("children per worker", here, "children", true, workers > 0 ? open / workers : nan);
      emit("caseload", here, "children", false, workers > 0 ? held / workers : nan);
      emit("waiting families", here, "families", false, team.waiting_families.mean(now));
      emit("waiting children", here, "children", false, team.waiting_children.mean(now));
      emit("waiting children, worst week", here, "children", false, team.worst_week_waiting_children);
      emit("workers over their limit", here, "%", false, share(team.over_limit.integral(now), workers));
      emit("wait for a worker, mean", here, "days", false, team.wait.mean_days());
      const auto [median, ninth] = team.wait.quantiles_days<2>({0.5, 0.9});
      emit("wait for a worker, median", here, "days", false, median);
      emit("wait for a worker, 90th percentile", here, "days", false, ninth);
    }
  }

  for (std::size_t i = 0; i < r.campaigns.size(); ++i) {
    const Where here{Where::Kind::campaign, i};
    emit("started", here, "people", false, static_cast<double>(r.campaigns[i].started));
    emit("without a post", here, "people", false, static_cast<double>(r.campaigns[i].without_post));
  }
  each_measure_of_hours(model, r, end, emit);
  each_measure_of_overload(model, r, end, emit);
  each_measure_of_money(model, r, end, emit);
  if (model.population > 0) {
    const double ten_thousands = model.population / 10'000;
    emit("referrals per 10,000 children", service, "children per year", false, children / years / ten_thousands);
    for (std::size_t i = 0; i < r.steps.size(); ++i) {
      emit("open children per 10,000", Where{Where::Kind::step, i}, "children", false,
           r.steps[i].children.mean(now) / ten_thousands);
    }
  }
}

/// emit(name, where, unit, headline, value) for the levels as they stand, reported on single dates.
template <class Emit>
void each_level_on_date(const Model& model, const Recorder& r, Emit emit) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const Where service;
  double core_children = 0, core_workers = 0;
  bool named_workers = false;
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    if (model.teams[t].pool) continue;
    named_workers = true;
    core_children += r.teams[t].children.value();
    core_workers += r.teams[t].in_post.value();
  }
  const double held_children = core_children - r.waiting_children.value();
  emit("open families", service, "families", false, r.families.value());
  emit("open children", service, "children", true, r.children.value());
  if (named_workers) {
    emit("children held by teams of named workers", service, "children", false, core_children);
    emit("children per worker", service, "children", true, core_workers > 0 ? core_children / core_workers : nan);
    emit("caseload", service, "children", false, core_workers > 0 ? held_children / core_workers : nan);
    emit("children unallocated", service, "children", false, r.waiting_children.value());
  }
  for (std::size_t i = 0; i < r.steps.size(); ++i) {
    const Where here{Where::Kind::step, i};
    emit("open families", here, "families", false, r.steps[i].families.value());
    emit("open children", here, "children", false, r.steps[i].children.value());
    if (model.steps[i].team != nobody) emit("waiting families", here, "families", false, r.steps[i].waiting.value());
  }
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    const TeamRecord& team = r.teams[t];
    const Where here{Where::Kind::team, t};
    emit("in post", here, "workers", false, team.in_post.value());
    emit("vacant", here, "workers", false, team.posts.value() - team.in_post.value());
    emit("open families", here, "families", false, team.families.value());
    emit("open children", here, "children", false, team.children.value());
    if (!model.teams[t].pool) {
      emit("waiting families", here, "families", false, team.waiting_families.value());
      emit("waiting children", here, "children", false, team.waiting_children.value());
      emit("children per worker", here, "children", false,
           team.in_post.value() > 0 ? team.children.value() / team.in_post.value() : nan);
    }
  }
  each_overload_on_date(model, r, emit);
  each_cost_on_date(model, r, emit);
}

/// emit(name, where, unit, part, whole) for the piece of a week or month that ends `now`: the series' value is the sum of
/// parts over the sum of wholes, such as children x seconds over seconds; or the sum of parts if there are `no_wholes`.
template <class Emit>
void each_series(const Model& model, Recorder& r, Instant end, Emit emit) {
  const std::int64_t now = end.time_since_epoch().count();
  const double elapsed = static_cast<double>(now - r.piece_began.time_since_epoch().count());
  const Where service;
  emit("children referred", service, "children", static_cast<double>(r.piece_referred_children), no_wholes);
  emit("open children", service, "children", r.children.integral_since_mark(now), elapsed);
  double core_children = 0, core_workers = 0, over = 0;
  bool named_workers = false;
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    TeamRecord& team = r.teams[t];
    const TeamRow& row = model.teams[t];
    const Where here{Where::Kind::team, t};
    const std::int64_t open_now = model.calendars[row.calendar].open_until(end).count();
    const double children = team.children.integral_since_mark(now);
    const double workers = team.in_post.integral_since_mark(now);
    const double present = team.present_open.integral_since_mark(open_now);
    const double busy = team.busy_open.integral_since_mark(open_now);
    emit("open children", here, "children", children, elapsed);
    emit("in post", here, "workers", workers, elapsed);
    emit("busy", here, "%", 100 * busy, present);
    const std::int64_t open_before = model.calendars[row.calendar].open_until(r.piece_began).count();
    emit("present", here, "workers", present, static_cast<double>(open_now - open_before));
    if (team_costs(model, t)) {
      emit("cost", here, "pounds", team.cost.integral_since_mark(now) / seconds_per_year, no_wholes);
    }
    if (row.pool) continue;
    named_workers = true;
    const double waiting = team.waiting_children.integral_since_mark(now);
    const double over_limit = team.over_limit.integral_since_mark(now);
    team.week_waiting_children += waiting;
    emit("children per worker", here, "children", children, workers);
    emit("children unallocated", here, "children", waiting, elapsed);
    emit("workers over their limit", here, "%", 100 * over_limit, workers);
    core_children += children;
    core_workers += workers;
    over += over_limit;
  }
  if (named_workers) {
    const double waiting = r.waiting_children.integral_since_mark(now);
    r.week_waiting_children += waiting;
    emit("children per worker", service, "children", core_children, core_workers);
    emit("children unallocated", service, "children", waiting, elapsed);
    emit("workers over their limit", service, "%", 100 * over, core_workers);
  }
  for (std::size_t i = 0; i < r.steps.size(); ++i) {
    StepRecord& step = r.steps[i];
    const Where here{Where::Kind::step, i};
    emit("open children", here, "children", step.children.integral_since_mark(now), elapsed);
    emit("children entered", here, "children", static_cast<double>(step.piece_children_entered), no_wholes);
    if (model.steps[i].team != nobody) {
      emit("waiting families", here, "families", step.waiting.integral_since_mark(now), elapsed);
    }
    if (model.steps[i].due.set) {
      const auto yes = static_cast<double>(step.piece_in_time.yes), all = static_cast<double>(step.piece_in_time.all);
      emit("done in time", here, "%", 100 * yes, all);
    }
  }
}

}  // namespace caseload
