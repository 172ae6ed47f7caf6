// The scenarios of the benchmarks, and what is counted in them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caseload/caseload.hpp"

namespace caseload::bench {

/// Where a file of bench/ or of the shipped scenarios is.
std::string in_bench(const std::string& name);
std::string in_library(const std::string& name);

/// Throws std::runtime_error with the first mistake when there is no such file or it is refused.
Scenario scenario_of(const std::string& file, std::vector<std::string> overrides = {});
Model model_of(const std::string& file, std::vector<std::string> overrides = {});

/// Visits to steps within the counted period.
class StageVisits {
 public:
  explicit StageVisits(const Model&);
  std::uint64_t of(const Observations&) const;

 private:
  std::vector<std::size_t> entered_;  ///< measures
  double weeks_{};
};

}  // namespace caseload::bench
