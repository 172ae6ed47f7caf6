// Intervals of quantiles and of probabilities, against hand-worked cases, a published table, and what they promise.
#include "estimate/interval.hpp"

#include <algorithm>
#include <boost/math/special_functions/erf.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "estimate/samples.hpp"
#include "estimate/student.hpp"

namespace {

using namespace caseload;

/// How often the interval of the quantile p of n values holds it, by distribution.
struct Coverage {
  double uniform{}, exponential{}, normal{};
};

double normal_quantile(double p) { return std::sqrt(2.0) * boost::math::erf_inv(2 * p - 1); }
double exponential_quantile(double p) { return -std::log1p(-p); }

/// The values next to a place are all that the interval depends on: only those are turned into the distribution's.
template <class Quantile>
double end_at(const std::vector<double>& sorted, double place, Quantile quantile) {
  const auto below = static_cast<std::size_t>(place);
  const std::vector<double> both{quantile(sorted[below]), quantile(sorted[std::min(below + 1, sorted.size() - 1)])};
  return value_at(both, place - static_cast<double>(below));
}

template <class Quantile>
bool holds_quantile(const std::vector<double>& sorted, double p, const Interval& places, Quantile quantile) {
  return end_at(sorted, places.lower, quantile) <= quantile(p) && quantile(p) <= end_at(sorted, places.upper, quantile);
}

Coverage coverage(std::size_t n, double p, std::size_t samples) {
  test::Dice dice{n * 1000 + static_cast<std::size_t>(100 * p)};
  const Interval places = quantile_places(n, p, 0.95);
  Coverage held;
  std::vector<double> values(n);
  for (std::size_t i = 0; i < samples; ++i) {
    for (double& x : values) x = dice.uniform();
    std::sort(values.begin(), values.end());
    held.uniform += holds_quantile(values, p, places, [](double x) { return x; });
    held.exponential += holds_quantile(values, p, places, exponential_quantile);
    held.normal += holds_quantile(values, p, places, normal_quantile);
  }
  const double all = static_cast<double>(samples);
  return {held.uniform / all, held.exponential / all, held.normal / all};
}

}  // namespace

TEST_CASE("Wilson's intervals are those of Newcombe's table") {
  // Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I.
  struct Row {
    double yes, all, lower, upper;
  };
  for (const Row& row : {Row{81, 263, 0.2553, 0.3662}, Row{15, 148, 0.0624, 0.1605}, Row{0, 20, 0.0000, 0.1611},
                         Row{1, 29, 0.0061, 0.1718}}) {
    const Interval interval = wilson(row.yes, row.all);
    CHECK(interval.lower == Approx(row.lower).margin(0.00005).epsilon(0));
    CHECK(interval.upper == Approx(row.upper).margin(0.00005).epsilon(0));
  }
}

TEST_CASE("Wilson's interval of all or none ends exactly there, and of nothing at all is everything") {
  CHECK(wilson(0, 7).lower == 0);
  CHECK(wilson(7, 7).upper == 1);
  CHECK(wilson(7, 7).lower == Approx(1 - wilson(0, 7).upper));
  CHECK(wilson(0, 0).lower == 0);
  CHECK(wilson(0, 0).upper == 1);
}

TEST_CASE("Wilson's ends are where the score test of the probability just holds") {
  // By definition: |share - p| = z sqrt(p (1 - p) / n); z of 90 % is 1.644854.
  const Interval interval = wilson(3, 11, 0.9);
  for (const double p : {interval.lower, interval.upper}) {
    CHECK(std::abs(3.0 / 11 - p) == Approx(1.6448536269514722 * std::sqrt(p * (1 - p) / 11)).epsilon(1e-12));
  }
}

TEST_CASE("at the confidence of two order statistics the interval of the median ends at them") {
  // Of ten tosses, at most one is a head with chance 11 / 1024: the median lies between the second and the ninth value
  // with chance 1 - 22 / 1024.
  const std::vector<double> values{1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
  const Interval interval = quantile_interval(values, 0.5, 1 - 22.0 / 1024);
  CHECK(interval.lower == Approx(2).epsilon(1e-9));
  CHECK(interval.upper == Approx(256).epsilon(1e-9));
}

TEST_CASE("between order statistics the interval of the median is that of Hettmansperger and Sheather") {
  // "Confidence intervals based on interpolated order statistics", Statistics & Probability Letters 4 (1986): from the
  // (d + 1)-th value back to the d-th by (n - d) I / (d + (n - 2 d) I), I = (c_d - 0.95) / (c_d - c_(d + 1)), where c_d
  // is the confidence of the d-th values from both ends. Of ten, d = 2: c_2 = 1 - 22 / 1024, c_3 = 1 - 112 / 1024.
  const double share = (1 - 22.0 / 1024 - 0.95) / (90.0 / 1024);
  const double part = 8 * share / (2 + 6 * share);
  const std::vector<double> values{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
  const Interval interval = quantile_interval(values, 0.5);
  CHECK(interval.lower == Approx(2 + part).epsilon(1e-12));
  CHECK(interval.upper == Approx(9 - part).epsilon(1e-12));
}

TEST_CASE("turning values round turns the interval round") {
  const std::vector<double> values{1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233};
  std::vector<double> round(values.rbegin(), values.rend());
  for (double& x : round) x = -x;
  const Interval interval = quantile_interval(values, 0.3, 0.8), other = quantile_interval(round, 0.7, 0.8);
  CHECK(interval.lower == Approx(-other.upper));
  CHECK(interval.upper == Approx(-other.lower));
}

TEST_CASE("an end that no value can give is not given") {
  // All of 35 values lie above the lower tenth with chance 0.9^35 = 0.0250316, of 36 with 0.0225284: 0.025 is between.
  const std::vector<double> values(36, 1.0);
  const Interval of_35 = quantile_interval(std::span{values}.first(35), 0.1), of_36 = quantile_interval(values, 0.1);
  CHECK(std::isnan(of_35.lower));
  CHECK(of_35.upper == 1);
  CHECK(of_36.lower == 1);
  const Interval high = quantile_interval(std::span{values}.first(35), 0.9);
  CHECK(high.lower == 1);
  CHECK(std::isnan(high.upper));
  for (const std::size_t n : {0U, 1U}) {
    const Interval few = quantile_interval(std::span{values}.first(n), 0.5);
    CHECK(std::isnan(few.lower));
    CHECK(std::isnan(few.upper));
  }
}

TEST_CASE("intervals of quantiles cover as often as they promise, whatever the distribution") {
  // Four standard errors of a coverage over 20 000 samples are 0.0062; interpolation may be off by 0.001, as the
  // density is not quite constant between two neighbours.
  for (const std::size_t n : {40U, 55U, 100U}) {
    for (const double p : {0.1, 0.5, 0.9}) {
      const Coverage held = coverage(n, p, 20000);
      INFO("n = " << n << ", p = " << p);
      for (const double share : {held.uniform, held.exponential, held.normal}) {
        CHECK(share == Approx(0.95).margin(0.0072).epsilon(0));
      }
    }
  }
}

namespace {

/// How often the interval of the mean of n values holds it, and how often Student's does.
struct MeanCoverage {
  double skew_corrected{}, students{};
};

template <class Draw>
MeanCoverage mean_coverage(std::size_t n, double mean, Draw draw) {
  constexpr int samples = 20'000;
  test::Dice dice{n};
  MeanCoverage held;
  const double t = student_quantile(static_cast<double>(n - 1), 0.025);
  std::vector<double> values(n);
  for (int i = 0; i < samples; ++i) {
    for (double& x : values) x = draw(dice);
    const Estimate e = estimate(values);
    held.skew_corrected += e.lower95 <= mean && mean <= e.upper95;
    held.students += std::abs(e.mean - mean) <= t * e.standard_error;
  }
  return {held.skew_corrected / samples, held.students / samples};
}

}  // namespace

TEST_CASE("the interval of a mean is Student's where nothing is skewed") {
  const Interval even = mean_interval(10, 2, 0, 40, 2.0227);
  CHECK(even.lower == Approx(10 - 2 * 2.0227));
  CHECK(even.upper == Approx(10 + 2 * 2.0227));
  const Interval few = mean_interval(10, 2, 3, 9, 2.306);  // too few to know the skewness
  CHECK(few.upper - 10 == Approx(2 * 2.306));
  // With hardly any skewness hardly anything moves: the correction is of the order of skewness over the root of n.
  const Interval hardly = mean_interval(10, 2, 0.001, 40, 2.0227);
  CHECK(hardly.upper == Approx(even.upper).epsilon(1e-3));
}

TEST_CASE("a long tail moves the interval of a mean towards it, and the mirror image away") {
  // By hand for n = 100, skewness 2, t = 2: reach(x) = 15 (cbrt(1 + 0.2 (x - 1/30)) - 1), so reach(2) = 15 (cbrt(1.39333) - 1)
  // = 1.7537 and reach(-2) = 15 (cbrt(0.59333) - 1) = -2.39534.
  const Interval right = mean_interval(0, 1, 2, 100, 2);
  CHECK(right.lower == Approx(-1.7537).epsilon(1e-4));
  CHECK(right.upper == Approx(2.39534).epsilon(1e-4));
  const Interval left = mean_interval(0, 1, -2, 100, 2);
  CHECK(left.lower == Approx(-right.upper));
  CHECK(left.upper == Approx(-right.lower));
}

TEST_CASE("skewness is that of the textbook") {
  // 1, 2, 3, 10: mean 4, sums about it 50 and 180; variance 50/3, so 4/6 x 180 / 68.04 = 1.7636.
  CHECK(skewness(4, 50, 180) == Approx(1.7636).epsilon(1e-4));
  CHECK(skewness(2, 1, 1) == 0);
  CHECK(skewness(5, 0, 0) == 0);
}

TEST_CASE("intervals of means of skewed values cover as often as they say, where Student's do not") {
  const auto exponential = [](test::Dice& dice) { return dice.exponential(); };
  const auto normal = [](test::Dice& dice) { return dice.normal(); };
  for (const std::size_t n : {10U, 30U, 60U}) {
    INFO("n " << n);
    const MeanCoverage skewed = mean_coverage(n, 1, exponential);
    CHECK(skewed.skew_corrected > 0.94);
    CHECK(skewed.skew_corrected < 0.956);
    CHECK(skewed.students < 0.942);
    const MeanCoverage even = mean_coverage(n, 0, normal);
    CHECK(even.skew_corrected > 0.944);
    CHECK(even.skew_corrected < 0.956);
  }
}
