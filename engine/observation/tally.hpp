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
  void add(Elapsed value) { values_.push_back(static_cast<std::uint32_t>(value.count())); }
  void clear() {
    values_.clear();
    counted_ = 0;
  }
  /// Room for twice as many.
  void keep_spare() { caseload::keep_spare(values_); }

  std::size_t count() const { return values_.size(); }
  double mean_days() const {
    const auto sum = std::accumulate(values_.begin(), values_.end(), std::uint64_t{0});
    return values_.empty() ? nan : static_cast<double>(sum) / static_cast<double>(count()) / seconds_per_day;
  }
  double share_above_zero() const {
    const auto none = std::count(values_.begin(), values_.end(), std::uint32_t{0});
    return values_.empty()
               ? nan
               : static_cast<double>(count() - static_cast<std::size_t>(none)) / static_cast<double>(count());
  }

  /// Reorders the values. Type 7 of Hyndman & Fan (1996), as estimate() uses across replications.
  double quantile_days(double p) {
    if (values_.empty()) return nan;
    const double position = p * static_cast<double>(count() - 1);
    const auto below = static_cast<std::size_t>(position);
    const auto [low, high] = count() < many ? neighbours(values_, below) : neighbours_of_many(below);
    return (low + (position - static_cast<double>(below)) * (high - low)) / seconds_per_day;
  }

  /// The values, in no particular order after quantile_days().
  const std::vector<std::uint32_t>& seconds() const { return values_; }
  void append(const DurationTally& other) { values_.insert(values_.end(), other.values_.begin(), other.values_.end()); }

 private:
  static constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  static constexpr std::size_t many = 2000, most_bins = 2048;  // of fewer it is sooner to order them all

  /// Two that follow each other in order.
  struct Neighbours {
    double low, high;
  };

  /// The value at a place in order and the next, or twice the last.
  static Neighbours neighbours(std::vector<std::uint32_t>& values, std::size_t place) {
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values.begin(), at, values.end());
    return {static_cast<double>(*at),
            static_cast<double>(at + 1 == values.end() ? *at : *std::min_element(at + 1, values.end()))};
  }

  /// The same: only the values of the bin where they are, or of two, are put in order.
  Neighbours neighbours_of_many(std::size_t place) {
    if (counted_ != count()) count_in_bins();
    std::size_t before = 0, bin = 0;
    while (before + bins_[bin] <= place) before += bins_[bin++];
    std::size_t in_bins = bins_[bin], last = bin;
    while (before + in_bins < std::min(place + 2, count())) in_bins += bins_[++last];
    std::vector<std::uint32_t> values(in_bins + 1);
    std::size_t n = 0;
    for (const std::uint32_t value : values_) {
      values[n] = value;  // written over by the next if it is not one of them; no branch hangs on it
      n += (value >> bin_bits_) - bin <= last - bin;
    }
    values.pop_back();
    return neighbours(values, place - before);
  }

  void count_in_bins() {
    std::uint32_t bits = 0;
    for (const std::uint32_t value : values_) bits |= value;
    bin_bits_ = 0;
    while (bits >> bin_bits_ >= most_bins) ++bin_bits_;
    bins_.assign(most_bins, 0);
    for (const std::uint32_t value : values_) ++bins_[value >> bin_bits_];
    counted_ = count();
  }

  std::vector<std::uint32_t> values_;  // seconds; 136 years at most, longer than any wait worth reporting
  std::vector<std::uint32_t> bins_;    // how many of them have which upper bits
  std::size_t counted_{};              // how many values the bins know of
  unsigned bin_bits_{};                // lower bits, which a bin does not look at
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
