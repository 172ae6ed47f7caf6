// A tally: what was counted one by one, such as each family's wait. Keeps every value, as quantiles want them all.
// Tested by tests/observation/tally_test.cpp.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "caseload/time.hpp"
#include "observation/spare.hpp"

namespace caseload {

/// Lengths of time, exact to the tick. Its memory is reused after clear().
class DurationTally {
 public:
  void add(Elapsed value) {
    values_.push_back(static_cast<std::uint32_t>(value.count()));
  }
  void clear() { values_.clear(); }
  /// Room for twice as many.
  void keep_spare() { caseload::keep_spare(values_); }

  std::size_t count() const { return values_.size(); }
  double mean_days() const {
    const auto sum = std::accumulate(values_.begin(), values_.end(), std::uint64_t{0});
    return values_.empty() ? nan : static_cast<double>(sum) / static_cast<double>(count()) / seconds_per_day;
  }
  double share_above_zero() const {
    const auto none = std::count(values_.begin(), values_.end(), std::uint32_t{0});
    return values_.empty() ? nan : static_cast<double>(count() - static_cast<std::size_t>(none)) / static_cast<double>(count());
  }

  /// Reorders the values. Type 7 of Hyndman & Fan (1996), as estimate() uses across replications.
  double quantile_days(double p) {
    if (values_.empty()) return nan;
    const double position = p * static_cast<double>(count() - 1);
    const auto below = static_cast<std::ptrdiff_t>(position);
    const auto at = values_.begin() + below;
    std::nth_element(values_.begin(), at, values_.end());
    const double low = *at;
    const double high = at + 1 == values_.end() ? low : *std::min_element(at + 1, values_.end());
    return (low + (position - static_cast<double>(below)) * (high - low)) / seconds_per_day;
  }

  /// The values, in no particular order after quantile_days().
  const std::vector<std::uint32_t>& seconds() const { return values_; }
  void append(const DurationTally& other) {
    values_.insert(values_.end(), other.values_.begin(), other.values_.end());
  }

 private:
  static constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  std::vector<std::uint32_t> values_;  // seconds; 136 years at most, longer than any wait worth reporting
};

/// How many of those counted had a property, such as being on time.
struct ShareTally {
  std::uint64_t yes{}, all{};
  void add(bool has_it) {
    yes += has_it;
    ++all;
  }
  double percent() const {
    return all == 0 ? std::numeric_limits<double>::quiet_NaN()
                    : 100.0 * static_cast<double>(yes) / static_cast<double>(all);
  }
};

}  // namespace caseload
