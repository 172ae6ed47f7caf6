// Means, intervals and quantiles against closed forms and numbers worked out by hand.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>
#include <vector>

#include "caseload/estimates.hpp"
#include "estimate/samples.hpp"

namespace {

using namespace caseload;
using test::unseen;

}  // namespace

TEST_CASE("the interval of a mean is Student's") {
  // Sample variance of 1 ... 5 is 2.5, so the standard error is sqrt(2.5 / 5); t for 4 degrees of freedom is 2.776445
  // (Biometrika tables, 1966).
  const Estimate e = estimate(std::vector<double>{1, 2, 3, 4, 5});
  CHECK(e.n == 5);
  CHECK(e.mean == 3);
  CHECK(e.standard_error == Approx(std::sqrt(0.5)).epsilon(1e-15));
  CHECK(e.upper95 == Approx(3 + 2.7764451 * std::sqrt(0.5)).epsilon(1e-8));
  CHECK(e.lower95 == Approx(3 - 2.7764451 * std::sqrt(0.5)).epsilon(1e-8));
}

TEST_CASE("with one degree of freedom the interval is Cauchy's") {
  // The quantile of Student's t with 1 degree of freedom is tan(pi (p - 1/2)).
  const Estimate e = estimate(std::vector<double>{10, 12});
  CHECK(e.standard_error == 1);
  CHECK(e.upper95 == Approx(11 + std::tan(std::acos(-1.0) * 0.475)).epsilon(1e-10));
}

TEST_CASE("quantiles are of type 7") {
  // Hyndman & Fan, type 7: the value at (n - 1) p between the order statistics. By hand, of 10 20 40 80 160.
  const Estimate e = estimate(std::vector<double>{160, 10, 40, 20, 80});
  CHECK(e.p10 == Approx(10 + 0.4 * 10));
  CHECK(e.p50 == 40);
  CHECK(e.p90 == Approx(80 + 0.6 * 80));
}

TEST_CASE("quantiles have the intervals of their order statistics") {
  std::vector<double> values(60);
  std::iota(values.begin(), values.end(), 1.0);
  std::vector<double> mixed = values;
  std::rotate(mixed.begin(), mixed.begin() + 17, mixed.end());
  const Estimate e = estimate(mixed);
  CHECK(e.p10_95.lower == quantile_interval(values, 0.1).lower);
  CHECK(e.p10_95.upper == quantile_interval(values, 0.1).upper);
  CHECK(e.p50_95.lower == quantile_interval(values, 0.5).lower);
  CHECK(e.p90_95.upper == quantile_interval(values, 0.9).upper);
  CHECK(e.p90_95.lower < e.p90);
  CHECK(e.p90 < e.p90_95.upper);
}

TEST_CASE("what was not observed is left out, not counted as nought") {
  const Estimate e = estimate(std::vector<double>{unseen, 4, unseen, 6});
  const Estimate seen = estimate(std::vector<double>{4, 6});
  CHECK(e.n == 2);
  CHECK(e.mean == seen.mean);
  CHECK(e.lower95 == seen.lower95);
  CHECK(e.p90 == seen.p90);
}

TEST_CASE("nothing observed gives no number at all") {
  for (const std::vector<double>& values : {std::vector<double>{}, std::vector<double>{unseen, unseen}}) {
    const Estimate e = estimate(values);
    CHECK(e.n == 0);
    for (const double x : {e.mean, e.standard_error, e.lower95, e.upper95, e.p10, e.p50, e.p90}) CHECK(std::isnan(x));
    for (const Interval& of : {e.p10_95, e.p50_95, e.p90_95}) CHECK((std::isnan(of.lower) && std::isnan(of.upper)));
  }
}

TEST_CASE("one value is its own interval and its own quantiles") {
  const Estimate e = estimate(std::vector<double>{7.25});
  CHECK(e.standard_error == 0);
  for (const double x : {e.mean, e.lower95, e.upper95, e.p10, e.p50, e.p90}) CHECK(x == 7.25);
}

TEST_CASE("equal values have an interval of no width, whatever their last bit") {
  const std::vector<double> values(49, 0.1);
  const Estimate e = estimate(values);
  CHECK(e.mean == 0.1);
  CHECK(e.standard_error == 0);
  CHECK(e.lower95 == e.upper95);
}

TEST_CASE("a small spread far from nought is not lost") {
  // The variance of 4 7 13 16 is 30 wherever they stand (Chan, Golub & LeVeque, The American Statistician 37, 1983).
  const double far = 1e9;
  const Estimate e = estimate(std::vector<double>{far + 4, far + 7, far + 13, far + 16});
  CHECK(e.mean == far + 10);
  CHECK(e.standard_error == Approx(std::sqrt(30.0 / 4)).epsilon(1e-12));
}

TEST_CASE("large terms that cancel leave the small ones") {
  const Estimate e = estimate(std::vector<double>{1, 1e100, 1, -1e100});
  CHECK(e.mean == 0.5);
}
