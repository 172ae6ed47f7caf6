// Estimating many columns of equally many values: what depends on their number alone is worked out once.
// Tested by tests/estimate/estimate_test.cpp.
#pragma once

#include <cstddef>
#include <mutex>
#include <span>
#include <unordered_map>

#include "caseload/estimates.hpp"

namespace caseload {

/// What the intervals of n values need to know of n.
struct OfSize {
  double t{};                ///< standard errors from the mean to the end of its 95 % interval; 0 when n = 1
  Interval p10, p50, p90{};  ///< places among the sorted values, see quantile_places()
};
/// May be shared by threads.
class Sizes {
 public:
  const OfSize& operator[](std::size_t n);

 private:
  std::mutex adding_;
  std::unordered_map<std::size_t, OfSize> known_;
};

Estimate estimate(std::span<const double> values, Sizes&);

}  // namespace caseload
