// Runs a small YAML scenario and tells when each family entered each step: for tests that know every instant.
#pragma once

#include <catch2/catch.hpp>
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "caseload/caseload.hpp"

namespace caseload::support {

inline Model model_of(const std::string& yaml, const std::string& option = {},
                      const std::vector<std::string>& overrides = {}) {
  const auto scenario = read_text(yaml, "test.yaml", {.overrides = overrides, .option = option, .library = {}});
  if (!scenario) {
    std::string all;
    for (const Problem& problem : scenario.problems()) all += to_text(problem) + "\n";
    FAIL(all);
  }
  return compile(*scenario);
}

inline Observations observe(const Model& model, std::uint32_t replication = 0, std::uint32_t seed = 1) {
  Arena arena;
  return run(model, Replication{replication}, Seed{seed}, arena, {.journeys = true});
}

using Hours = std::vector<double>;  ///< from the beginning of the simulation
inline constexpr double day = 24;   ///< in hours

/// When families entered the step, in order.
inline Hours entry_hours(const Model& model, const Observations& seen, const std::string& step) {
  Hours hours;
  for (const JourneyStep& visit : seen.journeys) {
    if (model.names.steps[index(visit.step)] != step) continue;
    hours.push_back(static_cast<double>((visit.entered - model.begin).count()) / seconds_per_hour);
  }
  return hours;
}

inline double value(const Model& model, const Observations& seen, const std::string& name, const std::string& where) {
  const std::vector<Measure> measures = measures_of(model);
  REQUIRE(measures.size() == seen.values.size());
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (measures[i].name == name && measures[i].where == where) return seen.values[i];
  }
  FAIL("no measure '" + name + "' at '" + where + "'");
  return 0;
}

}  // namespace caseload::support
