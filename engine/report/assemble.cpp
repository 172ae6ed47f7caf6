// From replications to results: what a run or a comparison tells, whether it was just simulated or read from a file.
// Tested by tests/cli/report_test.cpp.
#include <utility>

#include "caseload/report.hpp"
#include "report/text.hpp"

namespace caseload {

Result<Ready> ready(Scenario scenario) {
  Ready ready{std::move(scenario), {}, {}, {}};
  ready.model = compile(ready.scenario);
  ready.measures = measures_of(ready.model);
  Result<std::vector<TargetRow>> targets = targets_of(ready.scenario, ready.measures);
  Problems problems = unknown_expected(ready.scenario, ready.measures);
  if (!targets) problems.insert(problems.begin(), targets.problems().begin(), targets.problems().end());
  if (!problems.empty()) return problems;
  ready.targets = *std::move(targets);
  return ready;
}

Run run_of(Ready ready, Origin origin, Replications replications, const Request& asked) {
  Run run;
  run.origin = std::move(origin);
  run.scenario = std::move(ready.scenario);
  run.model = std::move(ready.model);
  run.replications = std::move(replications);
  run.command = asked.command;
  run.estimates = estimate(run.model, run.replications);
  if (asked.controls) run.estimates.controlled = control(run.replications);
  run.precision = asked.precision;
  if (run.precision) run.not_precise = not_precise(ready.measures, run.replications, *run.precision);
  run.targets = std::move(ready.targets);
  run.confidence = asked.confidence;
  for (const TargetRow& target : run.targets) run.judged.push_back(judge(target, run.replications, run.confidence));
  return run;
}

ComparisonRun comparison_of(const std::vector<std::string>& names, std::vector<Ready> ready,
                            std::vector<Origin> origins, PairedReplications replications, const Request& asked) {
  std::vector<std::vector<Measure>> measures;
  for (const Ready& one : ready) measures.push_back(one.measures);
  const Model& first = ready.front().model;
  const double years = static_cast<double>((first.end - first.start).count()) / seconds_per_year;
  ComparisonRun run;
  run.title = title(ready.front().scenario);
  run.comparison = compare(names, measures, replications, years);
  run.seed = static_cast<std::uint32_t>(replications.of.front().asked.seed);
  run.command = asked.command;
  run.precision = asked.precision;
  run.waits = std::move(replications.waits);
  for (std::size_t i = 0; i < ready.size(); ++i) {
    run.options.push_back(run_of(std::move(ready[i]), std::move(origins[i]), std::move(replications.of[i]), asked));
  }
  return run;
}

}  // namespace caseload
