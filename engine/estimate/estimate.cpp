// One value per replication in; a mean, its interval and the spread over futures out.
// Tested by tests/estimate/estimate_test.cpp.
#include "estimate/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "estimate/interval.hpp"
#include "estimate/no_number.hpp"
#include "estimate/student.hpp"

namespace caseload {
namespace {

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

/// Sums of powers about the mean.
struct Moments {
  double squares{}, cubes{};
};

Moments moments_of(std::span<const double> values, double mean) {
  Sum squares, cubes;
  for (const double x : values) {
    const double off = x - mean;
    squares.add(off * off);
    cubes.add(off * off * off);
  }
  return {squares.value(), cubes.value()};
}

/// Type 7: a straight line between the two order statistics around (n - 1) p.
double quantile(std::span<const double> sorted, double p) {
  return value_at(sorted, p * static_cast<double>(sorted.size() - 1));
}

OfSize of_size(std::size_t n) {
  OfSize size;
  size.t = n > 1 ? student_quantile(static_cast<double>(n - 1), 0.025) : 0;
  size.p10 = quantile_places(n, 0.1, 0.95);
  size.p50 = quantile_places(n, 0.5, 0.95);
  size.p90 = quantile_places(n, 0.9, 0.95);
  return size;
}

Estimate nothing_seen() {
  Estimate e{nan, nan, nan, nan, nan, nan, nan, 0};
  e.p10_95 = e.p50_95 = e.p90_95 = {nan, nan};
  return e;
}

}  // namespace

const OfSize& Sizes::operator[](std::size_t n) {
  const std::lock_guard lock{adding_};
  const auto found = known_.find(n);
  return found != known_.end() ? found->second : known_.emplace(n, of_size(n)).first->second;
}

Estimate estimate(std::span<const double> values, Sizes& sizes) {
  std::vector<double> seen;
  seen.reserve(values.size());
  std::copy_if(values.begin(), values.end(), std::back_inserter(seen), [](double x) { return !std::isnan(x); });
  if (seen.empty()) return nothing_seen();

  const OfSize& size = sizes[seen.size()];
  Estimate e;
  e.n = seen.size();
  e.mean = mean_value(seen);  // before sorting: in replication order
  const Moments moments = moments_of(seen, e.mean);
  const double n = static_cast<double>(e.n);
  e.standard_error = e.n > 1 ? std::sqrt(moments.squares / (n - 1) / n) : 0;
  const Interval mean =
      mean_interval(e.mean, e.standard_error, skewness(e.n, moments.squares, moments.cubes), e.n, size.t);
  e.lower95 = mean.lower;
  e.upper95 = mean.upper;

  std::sort(seen.begin(), seen.end());
  e.p10 = quantile(seen, 0.1);
  e.p50 = quantile(seen, 0.5);
  e.p90 = quantile(seen, 0.9);
  e.p10_95 = values_at(seen, size.p10);
  e.p50_95 = values_at(seen, size.p50);
  e.p90_95 = values_at(seen, size.p90);
  return e;
}

Estimate estimate(std::span<const double> values) {
  Sizes sizes;
  return estimate(values, sizes);
}

}  // namespace caseload
