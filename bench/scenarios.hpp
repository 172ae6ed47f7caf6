// The scenarios of the benchmarks, and what is counted in them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/caseload.hpp"

namespace caseload::bench {

/// Where a file of bench/ or of the shipped scenarios is.
std::string in_bench(const std::string& name);
std::string in_library(const std::string& name);

/// Throws std::runtime_error with the first mistake when there is no such file or it is refused.
Scenario scenario_of(const std::string& file, std::vector<std::string> overrides = {});
Model model_of(const std::string& file, std::vector<std::string> overrides = {});

/// How often something happened within the counted period, wherever it did.
class TimesOf {
 public:
  /// @param measure  that counts it by the week, such as "entered" (visits to steps) or "done" (tasks)
  TimesOf(const Model&, std::string_view measure);
  std::uint64_t in(const Observations&) const;

 private:
  std::vector<std::size_t> places_;  ///< of the measure
  double weeks_{};
};

}  // namespace caseload::bench
