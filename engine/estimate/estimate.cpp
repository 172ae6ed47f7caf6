// One value per replication in; a mean, its interval and the spread over futures out.
// Hides: Boost.Math.   Tested by tests/estimate/estimate_test.cpp.
#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <iterator>
#include <limits>

#include "caseload/estimates.hpp"

namespace caseload {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// A sum whose error does not grow with the number of terms.
/// Source: Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54 (1974).
class Sum {
 public:
  void add(double x) {
    const double total = total_ + x;
    lost_ += std::abs(total_) >= std::abs(x) ? (total_ - total) + x : (x - total) + total_;
    total_ = total;
  }
  double value() const { return total_ + lost_; }

 private:
  double total_{0}, lost_{0};
};

double mean_value(std::span<const double> values) {
  Sum sum;
  for (const double x : values) sum.add(x);
  // Rounding must not put the mean of equal values beside them: its interval would then miss them.
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  return std::clamp(sum.value() / static_cast<double>(values.size()), *least, *most);
}

/// Of the mean; two or more values.
double standard_error_of(std::span<const double> values, double mean) {
  const double n = static_cast<double>(values.size());
  Sum squares;
  for (const double x : values) squares.add((x - mean) * (x - mean));
  return std::sqrt(squares.value() / (n - 1) / n);
}

/// How many standard errors reach from the middle of a 95 % interval to its end.
double t_quantile(std::size_t n) {
  const boost::math::students_t t{static_cast<double>(n - 1)};
  return boost::math::quantile(boost::math::complement(t, 0.025));
}

/// Type 7: a straight line between the two order statistics around (n - 1) p.
double quantile(std::span<const double> sorted, double p) {
  const double place = p * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

}  // namespace

Estimate estimate(std::span<const double> values) {
  std::vector<double> seen;
  seen.reserve(values.size());
  std::copy_if(values.begin(), values.end(), std::back_inserter(seen), [](double x) { return !std::isnan(x); });
  if (seen.empty()) return {nan, nan, nan, nan, nan, nan, nan, 0};

  Estimate e;
  e.n = seen.size();
  e.mean = mean_value(seen);  // before sorting: in replication order
  e.standard_error = e.n > 1 ? standard_error_of(seen, e.mean) : 0;
  const double half_width = e.n > 1 ? t_quantile(e.n) * e.standard_error : 0;
  e.lower95 = e.mean - half_width;
  e.upper95 = e.mean + half_width;

  std::sort(seen.begin(), seen.end());
  e.p10 = quantile(seen, 0.1);
  e.p50 = quantile(seen, 0.5);
  e.p90 = quantile(seen, 0.9);
  return e;
}

}  // namespace caseload
