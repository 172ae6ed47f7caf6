// Random numbers and replications made by hand, for tests of statistics. The same on every machine.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <utility>
#include <vector>

#include "caseload/experiment.hpp"

namespace caseload::test {

inline constexpr double unseen = std::numeric_limits<double>::quiet_NaN();

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : bits_(seed) {}

  /// Between 0 and 1, neither of them.
  double uniform() { return (static_cast<double>(bits_() >> 12) + 0.5) * 0x1p-52; }
  double exponential() { return -std::log(uniform()); }
  /// Box & Muller, "A note on the generation of random normal deviates" (1958).
  double normal() { return std::sqrt(2 * exponential()) * std::cos(2 * std::acos(-1.0) * uniform()); }

 private:
  std::mt19937_64 bits_;
};

/// Replications by what they observed: one row of values each.
inline Replications replications_of(const std::vector<std::vector<double>>& rows) {
  Replications replications;
  for (const std::vector<double>& row : rows) {
    replications.numbers.push_back(static_cast<std::uint32_t>(replications.numbers.size()));
    Observations seen;
    seen.values = row;
    replications.observations.push_back(std::move(seen));
  }
  return replications;
}

}  // namespace caseload::test
