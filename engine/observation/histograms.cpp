// See histograms.hpp.
#include "observation/histograms.hpp"

#include <algorithm>
#include <cmath>

#include "observation/catalogue.hpp"
#include "observation/recorder.hpp"

namespace caseload {
namespace {

constexpr int most_due_bins = 20, usual_due_bins = 10, fewest_bins = 10, most_units_apart = 100;

/// How many bins there should be up to a due date after so many whole units: as many as divide it, but not too many.
int due_bins_for(int units) {
  if (units <= 1) return 1;
  for (int bins = std::min(units, most_due_bins); bins >= 5; --bins) {
    if (units % bins == 0) return bins;
  }
  // 23 has no divisors: a bin for each; not for each of the working days of a lifetime.
  return units <= most_units_apart ? units : 1;
}

/// A length of real time in the unit that people would say it in.
struct Said {
  const char* unit;
  double seconds;  ///< of the unit
};
Said unit_of(const Clock& due) {
  if (due.unit == Duration::Unit::months) return {"months", seconds_per_month};
  if (due.amount >= 3 * seconds_per_day) return {"days", seconds_per_day};
  return {"hours", seconds_per_hour};
}

double amount_in_seconds(const Clock& due) {
  return due.unit == Duration::Unit::months ? due.amount * seconds_per_month : due.amount;
}

Histogram of_clock(const Clock& due, std::string where) {
  const ClockBins bins = bins_of(due);
  Histogram histogram{"time taken",
                      std::move(where),
                      "working days",
                      static_cast<double>(bins.width),
                      static_cast<std::size_t>(bins.all),
                      false,
                      {}};
  if (!bins.working_days) {
    const Said said = unit_of(due);
    histogram.unit = said.unit;
    histogram.width /= said.seconds;
  }
  histogram.due = histogram.width * bins.due_bins;
  return histogram;
}

/// Whether the step has this clock under all rules of the run; its line would be a lie otherwise.
bool keeps_its_clock(const Model& model, std::size_t step) {
  const Clock& due = model.steps[step].due;
  return !catalogue::ever(model, [&](const Model& rules) {
    return rules.steps[step].due.amount != due.amount || rules.steps[step].due.unit != due.unit;
  });
}

template <class Tell>
void each_wait(const Model& model, const Recorder& r, Tell tell) {
  DurationTally all;
  bool named_workers = false;
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    if (model.teams[t].pool) continue;
    all.append(r.teams[t].wait);
    named_workers = true;
  }
  if (!named_workers) return;
  tell(Where{}, all);
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    if (!model.teams[t].pool) tell(Where{Where::Kind::team, t}, r.teams[t].wait);
  }
}

void add_waits(const DurationTally& waits, std::vector<double>& to) {
  constexpr std::uint32_t a_day = 86'400;
  const std::size_t first = to.size();
  to.resize(first + wait_bins);
  for (const std::uint32_t seconds : waits.seconds()) {
    to[first + std::min<std::size_t>(wait_bins - 1, (seconds + a_day - 1) / a_day)] += 1;
  }
}

}  // namespace

ClockBins bins_of(const Clock& due) {
  if (!due.set) return {};
  ClockBins bins;
  if (due.unit == Duration::Unit::working_days) {
    bins.working_days = true;
    const int units = std::max(1, static_cast<int>(std::ceil(due.amount - 1e-9)));
    bins.due_bins = due_bins_for(units);
    bins.width = units / bins.due_bins;
  } else {
    const double units = amount_in_seconds(due) / unit_of(due).seconds;
    const bool whole = due.unit == Duration::Unit::seconds && units >= 1 && units == std::floor(units);
    bins.due_bins = whole ? due_bins_for(static_cast<int>(units)) : usual_due_bins;
    bins.width = std::max<std::int64_t>(1, std::llround(amount_in_seconds(due) / bins.due_bins));
  }
  bins.all = std::max(fewest_bins, 3 * bins.due_bins) + 1;
  return bins;
}

std::vector<Histogram> histograms_of(const Model& model) {
  std::vector<Histogram> all;
  Recorder empty;
  empty.reset(model, model.start);
  each_wait(model, empty, [&](Where where, const DurationTally&) {
    all.push_back({"wait for a worker", name_of(model, where), "days", 1, wait_bins, true, {}});
  });
  for (std::size_t s = 0; s < model.steps.size(); ++s) {
    if (!model.steps[s].due.set || !keeps_its_clock(model, s)) continue;
    all.push_back(of_clock(model.steps[s].due, name_of(model, {Where::Kind::step, s})));
  }
  return all;
}

std::vector<double> tell_histograms(const Model& model, const Recorder& r) {
  std::vector<double> counts;
  each_wait(model, r, [&](Where, const DurationTally& waits) { add_waits(waits, counts); });
  for (std::size_t s = 0; s < model.steps.size(); ++s) {
    if (!model.steps[s].due.set || !keeps_its_clock(model, s)) continue;
    for (const std::uint32_t cases : r.steps[s].taken) counts.push_back(cases);
  }
  return counts;
}

}  // namespace caseload
