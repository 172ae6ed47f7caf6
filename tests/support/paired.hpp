// Runs two variants of a scenario on the same families and gives the paired difference of a measure.
#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "caseload/caseload.hpp"

namespace caseload::support {

struct Paired {
  double off{}, on{}, difference{};  ///< means, mean of (on - off)
  double lower95{}, upper95{};       ///< of that
  bool above_zero() const { return lower95 > 0; }
  bool below_zero() const { return upper95 < 0; }
  double half_width() const { return (upper95 - lower95) / 2; }
};

/// The measure in each replication.
inline std::vector<double> each_replication(const std::string& yaml, const std::string& measure,
                                            const std::string& where, std::uint32_t replications) {
  const auto scenario = read_text(yaml, "test.yaml", {.overrides = {}, .option = {}, .library = CASELOAD_SCENARIOS});
  if (!scenario) {
    std::string all;
    for (const Problem& problem : scenario.problems()) all += to_text(problem) + "\n";
    FAIL(all);
  }
  const Model model = compile(*scenario);
  const std::vector<Measure> measures = measures_of(model);
  std::size_t at = 0;
  while (at < measures.size() && !(measures[at].name == measure && measures[at].where == where)) ++at;
  if (at == measures.size()) FAIL("no measure '" + measure + "' at '" + where + "'");
  const Replications done = replicate(model, {.seed = Seed{1}, .first = 0, .replications = replications, .threads = 0});
  std::vector<double> values;
  for (const Observations& seen : done.observations) values.push_back(seen.values[at]);
  return values;
}

/// @param off, on  whole scenario texts;  measure, where as in results.csv
/// Replications in which either saw nothing to measure are left out.
inline Paired paired(const std::string& off, const std::string& on, const std::string& measure,
                     const std::string& where, std::uint32_t replications = 30) {
  const std::vector<double> without = each_replication(off, measure, where, replications);
  const std::vector<double> with = each_replication(on, measure, where, replications);
  std::vector<double> differences;
  double sum_off = 0, sum_on = 0;
  for (std::size_t i = 0; i < with.size(); ++i) {
    if (std::isnan(without[i]) || std::isnan(with[i])) continue;
    sum_off += without[i];
    sum_on += with[i];
    differences.push_back(with[i] - without[i]);
  }
  REQUIRE(differences.size() > 1);
  const auto n = static_cast<double>(differences.size());
  const Estimate mean = estimate(differences);
  return {sum_off / n, sum_on / n, mean.mean, mean.lower95, mean.upper95};
}

}  // namespace caseload::support
