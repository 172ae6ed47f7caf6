// Distributions have the parameters that their words say: formulas from Johnson, Kotz and Balakrishnan, Continuous
// Univariate Distributions (1994).
#include <cmath>

#include <catch2/catch.hpp>

#include "good_reading.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

DurationDistribution lasting(const std::string& words) {
  return *step_of(read_good("{exponential: 6 months}", words), "plan").lasts;
}

template <class T>
T of(const std::string& words) {
  return std::get<T>(lasting(words).of);
}

Distribution children(const std::string& words) {
  return read_good("children: 1.8", "children: " + words).demand.front().children;
}

constexpr double day = seconds_per_day;

}  // namespace

TEST_CASE("a plain duration does not vary") {
  CHECK(of<Fixed>("6 days").value == 6 * day);
  CHECK(of<Fixed>("{fixed: 6 days}").value == 6 * day);
  CHECK(lasting("6 working days").unit == Duration::Unit::working_days);
  CHECK(of<Fixed>("6 working days").value == 6);
}

TEST_CASE("months in a distribution have their mean length") {
  CHECK(of<Exponential>("{exponential: 6 months}").mean == Approx(6 * seconds_per_month));
  CHECK(of<Exponential>("{exponential: 1 year}").mean == Approx(seconds_per_year));
}

TEST_CASE("a lognormal has the mean and the coefficient of variation asked for") {
  const auto law = of<LogNormal>("{lognormal: {mean: 10 days, cv: 0.8}}");
  const double mean = std::exp(law.mu + law.sigma * law.sigma / 2);
  CHECK(mean == Approx(10 * day));
  CHECK(std::sqrt(std::expm1(law.sigma * law.sigma)) == Approx(0.8));
}

TEST_CASE("a lognormal has the median and the 90th percentile asked for") {
  const auto law = of<LogNormal>("{lognormal: {median: 12 days, p90: 40 days}}");
  CHECK(std::exp(law.mu) == Approx(12 * day));
  const double below_p90 = std::erfc(-(std::log(40 * day) - law.mu) / law.sigma / std::sqrt(2.0)) / 2;
  CHECK(below_p90 == Approx(0.9));
}

TEST_CASE("a gamma and an Erlang have the mean and the variation asked for") {
  const auto gamma = of<Gamma>("{gamma: {mean: 10 days, cv: 0.5}}");
  CHECK(gamma.shape * gamma.scale == Approx(10 * day));
  CHECK(1 / std::sqrt(gamma.shape) == Approx(0.5));
  const auto erlang = of<Gamma>("{erlang: {stages: 3, mean: 12 days}}");
  CHECK(erlang == Gamma{3, 4 * day});
}

TEST_CASE("shapes and scales are taken as they are") {
  CHECK(of<Weibull>("{weibull: {shape: 1.5, scale: 10 days}}") == Weibull{1.5, 10 * day});
  CHECK(of<LogLogistic>("{loglogistic: {shape: 3, scale: 10 days}}") == LogLogistic{3, 10 * day});
  CHECK(of<Uniform>("{uniform: {low: 3 days, high: 9 days}}") == Uniform{3 * day, 9 * day});
  CHECK(of<Uniform>("{uniform: {low: 0, high: 9 working days}}") == Uniform{0, 9});
  CHECK(of<Triangular>("{triangular: {low: 2 days, mode: 5 days, high: 14 days}}") ==
        Triangular{2 * day, 5 * day, 14 * day});
  CHECK(of<Beta>("{beta: {a: 2, b: 5, low: 0 days, high: 10 days}}") == Beta{2, 5, 0, 10 * day});
  CHECK(of<TruncatedNormal>("{normal: {mean: 16 days, sd: 3 days, low: 0.5 days}}") ==
        TruncatedNormal{16 * day, 3 * day, day / 2});
  CHECK(of<TruncatedNormal>("{normal: {mean: 16 days, sd: 3 days}}").low == 0);
}

TEST_CASE("a pert has the mean (low + 4 mode + high) / 6") {
  const auto law = of<Beta>("{pert: {low: 2 days, mode: 5 days, high: 14 days}}");
  CHECK(law.low + (law.high - law.low) * law.a / (law.a + law.b) == Approx((2 + 4 * 5 + 14) / 6.0 * day));
  CHECK(law.a + law.b == Approx(6));
}

TEST_CASE("bands have shares that add up, one of them the rest") {
  const auto law = of<Bands>(
      "{bands: [{share: 33 %, low: 1 working day, high: 1 working day}, {share: rest, low: 2 working days, high: 5 "
      "working days}]}");
  REQUIRE(law.bands.size() == 2);
  CHECK(law.bands[0] == Band{0.33, 1, 1});
  CHECK(law.bands[1].share == Approx(0.67));
  CHECK(law.bands[1].high == 5);
}

TEST_CASE("effort may vary, in hours") {
  const auto effort = step_of(read_good("effort: 2 hours", "effort: {gamma: {mean: 120 minutes, cv: 1}}"), "intake")
                          .tasks.front()
                          .effort;
  CHECK(std::get<Gamma>(effort) == Gamma{1, 2});
}

TEST_CASE("children are whole numbers of at least one") {
  CHECK(std::get<Poisson>(children("1.8")).mean == Approx(0.8));
  CHECK(std::get<Poisson>(children("1.8")).shift == 1);
  CHECK(std::get<Fixed>(children("1")).value == 1);
  CHECK(std::get<Fixed>(children("{fixed: 2}")).value == 2);
  const auto bands =
      std::get<Bands>(children("{bands: [{share: 50 %, low: 1, high: 1}, {share: 50 %, low: 2, high: 3}]}"));
  REQUIRE(bands.bands.size() == 3);  // a band of two whole numbers becomes one for each
  CHECK(bands.bands[2] == Band{0.25, 3, 3});
}
