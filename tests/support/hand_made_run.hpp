// A small run made by hand: three futures, four measures, two weeks. For tests of what becomes of results.
#pragma once

#include <limits>
#include <utility>

#include "caseload/estimates.hpp"
#include "caseload/report.hpp"
#include "support/kept.hpp"

namespace caseload::test {

inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

inline Date date(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

/// Sets one column of numbers, one per replication, and their estimate.
inline void add_measure(Run& run, Measure measure, const std::vector<double>& values) {
  run.estimates.measures.push_back(std::move(measure));
  run.estimates.estimates.push_back(estimate(values));
  change_each(run.replications.observations,
              [&](std::size_t i, Observations& seen) { seen.values.push_back(values[i]); });
}

/// Without measures yet.
inline Run bare_run(std::size_t replications) {
  Run run;
  run.scenario.name = "Kent";
  run.scenario.period.start = date(2008, 4, 1);
  run.scenario.period.end = date(2011, 4, 1);
  run.scenario.resolved = "caseload: 1\nname: Kent\n";
  run.replications.asked.seed = Seed{7};
  run.replications.asked.replications = static_cast<std::uint32_t>(replications);
  run.replications.observations = std::vector<Observations>(replications);
  for (std::size_t i = 0; i < replications; ++i) run.replications.numbers.push_back(static_cast<std::uint32_t>(i));
  run.command = "caseload run kent.yaml --reps 3 --seed 7";
  return run;
}

inline Run hand_made_run() {
  Run run = bare_run(3);
  add_measure(run, {"wait for a worker, mean", "service", "days", true}, {2, 4, 9});
  add_measure(run, {"done in time", "duty", "%", true}, {60, 61, nan});
  add_measure(run, {"done in time", "care planning", "%", true}, {0.5, 0.25, 0.125});
  add_measure(run, {"open families", "duty", "families", false}, {1234, 1235, 1236});
  run.estimates.weeks = {date(2008, 4, 1), date(2008, 4, 8)};
  run.estimates.series = {{"open children", "service", "children", false}};
  const std::vector<double> first{1, 2, 3}, second{nan, nan, nan};
  run.estimates.series_estimates = {estimate(first), estimate(second)};
  return run;
}

}  // namespace caseload::test
