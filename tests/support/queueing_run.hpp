// Runs a ten-line scenario and holds what it measures against what theory says. For tests with Catch2 only.
#pragma once

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caseload/caseload.hpp"

namespace caseload::theory {

inline constexpr double hours_per_day = 24;
inline constexpr double hours_per_week = 168;
inline constexpr double percent = 100;

/// A way in which a team can hold work such that a worker serves one case at a time. The two meet different families,
/// as with the same ones they would do the same to the last bit and prove nothing more.
struct Way {
  std::string works;
  Seed seed;
};
inline const std::vector<Way> both_ways{{"works: pool", Seed{2009}}, {"limit: 1 family", Seed{2010}}};

/// The scenario with each name in capitals replaced by its text.
inline std::string filled_in(std::string yaml, const std::vector<std::pair<std::string, std::string>>& texts) {
  for (const auto& [name, text] : texts) {
    for (auto at = yaml.find(name); at != std::string::npos; at = yaml.find(name, at + text.size())) {
      yaml.replace(at, name.size(), text);
    }
  }
  return yaml;
}

/// Fails the test case when the scenario has mistakes or a replication breaks off.
inline Estimates run_scenario(const std::string& yaml, std::uint32_t replications, Seed seed = Seed{2009}) {
  const Result<Scenario> scenario = read_text(yaml);
  if (!scenario) {
    std::string mistakes;
    for (const Problem& problem : scenario.problems()) {
      mistakes += to_text(problem) + '\n';
    }
    FAIL(mistakes);
  }
  const Model model = compile(*scenario);
  const Replications done = replicate(model, {.seed = seed, .replications = replications});
  for (const Failure& failure : done.failures) {
    FAIL("replication " << failure.replication << ": " << failure.what);
  }
  return estimate(model, done);
}

inline const Estimate& measured(const Estimates& estimates, std::string_view measure, std::string_view where) {
  const Estimate* found = estimates.find(measure, where);
  INFO("there is no measure '" << measure << "' of '" << where << "'");
  REQUIRE(found != nullptr);
  return *found;
}

/// The estimate is near the exact value, and the net is fine enough to catch something.
/// Four standard errors: one false alarm in a few thousand seeds, as 40 replications estimate the error too, and the
/// seed is fixed.
inline void check(const Estimates& estimates, std::string_view measure, std::string_view where, double exact) {
  const Estimate& found = measured(estimates, measure, where);
  INFO(measure << " of " << where << ": " << found.mean << ", exactly " << exact << ", z "
               << (found.mean - exact) / found.standard_error << ", standard error "
               << 100 * found.standard_error / exact << " %");
  CHECK(std::abs(found.mean - exact) < 4 * found.standard_error);
  CHECK(found.standard_error < 0.01 * std::abs(exact));
}

}  // namespace caseload::theory
