// Intervals of quantiles and of probabilities, which know nothing of the shape of what was drawn.
// Hides: Boost.Math.   Tested by tests/estimate/interval_test.cpp.
#include "estimate/interval.hpp"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/normal.hpp>
#include <cassert>
#include <cmath>
#include <map>
#include <tuple>

#include "estimate/no_number.hpp"

namespace caseload {
namespace {

/// The chance that the k-th smallest of n values lies below the quantile p: that at least k of them do.
double chance_below(std::size_t n, std::size_t k, double p) {
  const boost::math::binomial below{static_cast<double>(n), p};
  return boost::math::cdf(boost::math::complement(below, static_cast<double>(k - 1)));
}

/// Of the n values, the place that lies below the quantile p with just the chance `sure`.
double lower_place(std::size_t n, double p, double sure) {
  if (n == 0 || chance_below(n, 1, p) < sure) return nan;
  std::size_t k = 1, too_far = n + 1;  // as k grows, the chance falls
  while (too_far - k > 1) {
    const std::size_t middle = k + (too_far - k) / 2;
    (chance_below(n, middle, p) < sure ? too_far : k) = middle;
  }
  const double at_k = static_cast<double>(k - 1);
  if (k == n) return at_k;

  // The quantile lies between the k-th value and the next with a chance known exactly. Where between them: the
  // distances to both are close to exponential with rates k / p and (n - k) / (1 - p), as the density hardly changes
  // there.
  const double count = static_cast<double>(n), rank = static_cast<double>(k);
  const double spare = (count - rank) * p * (chance_below(n, k, p) - sure);
  const double lacking = rank * (1 - p) * (sure - chance_below(n, k + 1, p));
  return at_k + spare / (spare + lacking);
}

}  // namespace

Interval quantile_places(std::size_t n, double p, double confidence) {
  assert(0 < p && p < 1 && 0 < confidence && confidence < 1);
  // They depend on nothing else, and thousands of estimates have the same few numbers of values.
  constexpr std::size_t most_remembered = 10'000;
  thread_local std::map<std::tuple<std::size_t, double, double>, Interval> remembered;
  const auto [found, is_new] = remembered.try_emplace({n, p, confidence});
  if (!is_new) return found->second;
  const double sure = (1 + confidence) / 2;
  const Interval places{lower_place(n, p, sure), static_cast<double>(n) - 1 - lower_place(n, 1 - p, sure)};
  found->second = places;
  if (remembered.size() > most_remembered) remembered.clear();
  return places;
}

double value_at(std::span<const double> sorted, double place) {
  if (std::isnan(place)) return nan;
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

Interval values_at(std::span<const double> sorted, const Interval& places) {
  return {value_at(sorted, places.lower), value_at(sorted, places.upper)};
}

Interval quantile_interval(std::span<const double> sorted, double p, double confidence) {
  return values_at(sorted, quantile_places(sorted.size(), p, confidence));
}

Interval wilson(double yes, double all, double confidence) {
  assert(0 <= yes && yes <= all && 0 < confidence && confidence < 1);
  if (all == 0) return {0, 1};
  const double z = boost::math::quantile(boost::math::complement(boost::math::normal{}, (1 - confidence) / 2));
  const double no = all - yes;
  const double middle = (yes + z * z / 2) / (all + z * z);
  const double half_width = z / (all + z * z) * std::sqrt(yes * no / all + z * z / 4);
  // When all say the same, one end is exactly there, and rounding must not put it beside it.
  return {yes == 0 ? 0 : middle - half_width, no == 0 ? 1 : middle + half_width};
}

double skewness(std::size_t n, double squares, double cubes) {
  if (n < 3 || squares <= 0) return 0;
  const double count = static_cast<double>(n), deviation = std::sqrt(squares / (count - 1));
  return count / ((count - 1) * (count - 2)) * cubes / (deviation * deviation * deviation);
}

Interval mean_interval(double mean, double standard_error, double skewness, std::size_t n, double t) {
  constexpr std::size_t fewest = 10;  // the skewness of fewer is mostly noise
  const double root = std::sqrt(static_cast<double>(n));
  const auto reach = [&](double of) {  // Hall's transformation of the t statistic, backwards
    if (n < fewest || std::abs(skewness) < 1e-6) return of;
    return 3 * root / skewness * (std::cbrt(1 + skewness * (of - skewness / (6 * root)) / root) - 1);
  };
  return {mean - reach(t) * standard_error, mean - reach(-t) * standard_error};
}

}  // namespace caseload
