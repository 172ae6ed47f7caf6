// Finds and reads the scenarios of the benchmarks.
#include "bench/scenarios.hpp"

#include <cmath>
#include <cstdlib>
#include <stdexcept>

namespace caseload::bench {
namespace {

/// Known from the build, unless the environment says otherwise: as for every other command.
std::string library() {
  const char* const elsewhere = std::getenv("CASELOAD_SCENARIOS");
  return elsewhere && *elsewhere ? elsewhere : CASELOAD_SCENARIOS;
}

}  // namespace

std::string in_bench(const std::string& name) { return std::string{CASELOAD_BENCH} + '/' + name; }
std::string in_library(const std::string& name) { return library() + '/' + name; }

Scenario scenario_of(const std::string& file, std::vector<std::string> overrides) {
  Result<Scenario> scenario = read(file, {std::move(overrides), {}, library()});
  if (!scenario) {
    const std::string text = to_text(scenario.problems().front());
    throw std::runtime_error(text.substr(0, text.find('\n')));
  }
  return *std::move(scenario);
}

Model model_of(const std::string& file, std::vector<std::string> overrides) {
  return compile(scenario_of(file, std::move(overrides)));
}

TimesOf::TimesOf(const Model& model, std::string_view measure) {
  const std::vector<Measure> measures = measures_of(model);
  for (std::size_t i = 0; i < measures.size(); ++i)
    if (measures[i].name == measure) places_.push_back(i);
  weeks_ = std::chrono::duration<double>(model.end - model.start).count() / seconds_per_week;
}

std::uint64_t TimesOf::in(const Observations& seen) const {
  std::uint64_t times = 0;
  for (const std::size_t place : places_)
    times += static_cast<std::uint64_t>(std::llround(seen.values[place] * weeks_));
  return times;
}

}  // namespace caseload::bench
