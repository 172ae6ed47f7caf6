// Runs two variants of a scenario on the same families and gives the paired difference of a measure.
#pragma once

#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "caseload/caseload.hpp"

namespace caseload::support {

struct Paired {
  double off{}, on{}, difference{}, half_width{};  // means, mean of (on - off), 95 % half-width (t)
  bool above_zero() const { return difference - half_width > 0; }
  bool below_zero() const { return difference + half_width < 0; }
};

inline std::vector<double> values_of(const std::string& yaml, const std::string& measure, const std::string& where,
                                     std::uint32_t replications) {
  const auto scenario = read_text(yaml, "mechanism.yaml", {.overrides = {}, .option = {}, .library = CASELOAD_SCENARIOS});
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  const Model model = compile(*scenario);
  const std::vector<Measure> measures = measures_of(model);
  std::size_t column = 0;
  while (column < measures.size() && (measures[column].name != measure || measures[column].where != where)) ++column;
  if (column == measures.size()) FAIL("no measure '" + measure + "' at '" + where + "'");
  const Replications done = replicate(model, {.seed = Seed{1}, .replications = replications});
  REQUIRE(done.failures.empty());
  std::vector<double> values;
  for (const Observations& seen : done.observations) values.push_back(seen.values[column]);
  return values;
}

/// @param off, on  whole scenario texts;  measure, where as in results.csv
inline Paired paired(const std::string& off, const std::string& on, const std::string& measure,
                     const std::string& where, std::uint32_t replications = 30) {
  const std::vector<double> without = values_of(off, measure, where, replications);
  const std::vector<double> with = values_of(on, measure, where, replications);
  std::vector<double> differences;
  for (std::size_t i = 0; i < with.size(); ++i) differences.push_back(with[i] - without[i]);
  const Estimate difference = estimate(differences);
  return {estimate(without).mean, estimate(with).mean, difference.mean, difference.upper95 - difference.mean};
}

}  // namespace caseload::support
