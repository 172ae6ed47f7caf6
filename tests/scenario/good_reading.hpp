// Reading what is expected to be good.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "caseload/scenario.hpp"
#include "support/bad_scenarios.hpp"

namespace caseload::test {

/// A scenario that is good; throws what is wrong with it if it is not.
inline Scenario read_yaml(const std::string& yaml, const Reading& reading = {}) {
  auto result = read_text(yaml, "kent.yaml", reading);
  if (!result) throw std::runtime_error{to_text(result.problems().front())};
  return *std::move(result);
}

/// The good scenario with `by` in place of `what`.
inline Scenario read_good(std::string_view what = "", std::string_view by = "", const Reading& reading = {}) {
  return read_yaml(good_but(what, by), reading);
}

inline Step step_of(const Scenario& scenario, std::string_view name) {
  for (const Step& step : scenario.steps) {
    if (step.name == name) return step;
  }
  throw std::runtime_error{"no step " + std::string{name}};
}

/// The first problem of a reading that must fail, as its author sees it.
inline std::string error_of(const std::string& yaml, const Reading& reading = {}) {
  const auto result = read_text(yaml, "kent.yaml", reading);
  return result ? "no error" : to_text(result.problems().front());
}

}  // namespace caseload::test
