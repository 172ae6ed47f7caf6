// A tally: what was counted one by one, such as each family's wait. Keeps every value, as quantiles want them all.
// Tested by tests/observation/tally_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <vector>

#include "caseload/time.hpp"
#include "observation/spare.hpp"

namespace caseload {

/// Lengths of time of which only the mean is asked for.
class DurationMean {
 public:
  DurationMean() = default;
  DurationMean(std::uint64_t sum_of_seconds, std::size_t count) : sum_{sum_of_seconds}, count_{count} {}

  void add(Elapsed value) {
    sum_ += static_cast<std::uint32_t>(value.count());
    ++count_;
  }
  void clear() { *this = {}; }
  double mean_days() const {
    if (count_ == 0) return std::numeric_limits<double>::quiet_NaN();
    return static_cast<double>(sum_) / static_cast<double>(count_) / seconds_per_day;
  }

 private:
  std::uint64_t sum_{};
  std::size_t count_{};
};

/// Lengths of time, exact to the tick. Its memory is reused after clear().
class DurationTally {
 public:
  void add(Elapsed value) { values_.push_back(static_cast<std::uint32_t>(value.count())); }
  void clear_with_spare() { caseload::clear_with_spare(values_); }
  /// Memory for so many.
  void reserve(std::size_t values) { values_.reserve(values); }
  void clear() { values_.clear(); }

  std::size_t count() const { return values_.size(); }
  DurationMean mean() const { return {std::accumulate(values_.begin(), values_.end(), std::uint64_t{0}), count()}; }
  double mean_days() const { return mean().mean_days(); }
  double share_above_zero() const {
    const auto none = std::count(values_.begin(), values_.end(), std::uint32_t{0});
    return values_.empty()
               ? nan
               : static_cast<double>(count() - static_cast<std::size_t>(none)) / static_cast<double>(count());
  }

  /// May reorder the values. Type 7 of Hyndman & Fan (1996), as estimate() uses across replications.
  double quantile_days(double p) { return quantiles_days<1>({p})[0]; }
  /// Several of them, which takes hardly longer than one.
  template <std::size_t n>
  std::array<double, n> quantiles_days(const std::array<double, n>& shares) {
    std::array<double, n> days;
    days.fill(nan);
    if (values_.empty()) return days;
    std::array<std::size_t, n> places;
    const double last = static_cast<double>(count() - 1);
    for (std::size_t i = 0; i < n; ++i) places[i] = static_cast<std::size_t>(shares[i] * last);
    // Of many it is sooner to look only at those that come near one of the places.
    std::vector<std::uint32_t> some;
    const std::array<std::size_t, n> left_out = count() < many ? std::array<std::size_t, n>{} : look_near(places, some);
    std::vector<std::uint32_t>& values = count() < many ? values_ : some;
    for (std::size_t i = 0; i < n; ++i) {
      const auto at = values.begin() + static_cast<std::ptrdiff_t>(places[i] - left_out[i]);
      std::nth_element(values.begin(), at, values.end());
      const double low = *at;
      const double high = at + 1 == values.end() ? low : *std::min_element(at + 1, values.end());
      days[i] = (low + (shares[i] * last - static_cast<double>(places[i])) * (high - low)) / seconds_per_day;
    }
    return days;
  }

  /// The values, in no particular order after quantile_days().
  const std::vector<std::uint32_t>& seconds() const { return values_; }
  void append(const DurationTally& other) { values_.insert(values_.end(), other.values_.begin(), other.values_.end()); }

 private:
  static constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  static constexpr std::size_t many = 2000, most_bins = 2048;

  /// Copies the values at some places in order, and each of the ones after them, with others of the same upper bits.
  /// @return  for each place how many values below it are not copied
  template <std::size_t n>
  std::array<std::size_t, n> look_near(const std::array<std::size_t, n>& places, std::vector<std::uint32_t>& to) const {
    std::uint32_t bits = 0;
    for (const std::uint32_t value : values_) bits |= value;
    unsigned lower = 0;  // bits that a bin does not look at
    while (bits >> lower >= most_bins) ++lower;
    std::array<std::uint32_t, most_bins> bins{};
    for (const std::uint32_t value : values_) ++bins[value >> lower];

    std::array<std::uint8_t, most_bins> looked_at{};
    for (const std::size_t place : places) {
      std::size_t bin = 0, up_to = bins[0];
      while (up_to <= place) up_to += bins[++bin];
      looked_at[bin] = 1;
      if (place + 1 == count()) continue;
      while (up_to <= place + 1) up_to += bins[++bin];
      looked_at[bin] = 1;
    }
    std::size_t copied = 0;
    for (std::size_t bin = 0; bin < most_bins; ++bin) copied += looked_at[bin] * bins[bin];
    to.resize(copied + 1);
    std::uint32_t* next = to.data();
    for (const std::uint32_t value : values_) {
      *next = value;  // no branch hangs on whether it stays
      next += looked_at[value >> lower];
    }
    to.pop_back();

    std::array<std::size_t, n> left_out{};
    for (std::size_t i = 0; i < n; ++i) {
      for (std::size_t bin = 0, up_to = bins[0]; up_to <= places[i]; up_to += bins[++bin]) {
        left_out[i] += looked_at[bin] ? 0 : bins[bin];
      }
    }
    return left_out;
  }

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
