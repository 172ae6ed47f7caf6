// Means against closed forms, and changes of unit.
#include "caseload/distribution.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace caseload {
namespace {

// Figures: scipy.stats closed forms, as in tests/random/draw_test.cpp, where draws are held against them too.
const std::vector<std::pair<Distribution, double>> means{
    {Fixed{7}, 7},
    {Exponential{3}, 3},
    {LogNormal{std::log(12.0), std::log(40.0 / 12) / 1.2815515655446004}, 18.656672662852262},
    {Gamma{4, 2.5}, 10},
    {Weibull{1.5, 10}, 9.027452929509336},
    {Weibull{.7, 10}, 12.658235060572835},
    {LogLogistic{3, 10}, 12.09199576156145},
    {Uniform{3, 9}, 6},
    {Triangular{2, 5, 14}, 7},
    {Beta{2, 4, 2, 14}, 6},
    {Beta{2, 5}, 2.0 / 7},
    {TruncatedNormal{16, 3, .5}, 16.000001911641334},
    {TruncatedNormal{0, 1, 3}, 3.283098654930434},
    {Bands{{{1.0 / 3, 1, 1}, {2.0 / 3, 2, 5}}}, 8.0 / 3},
};

TEST_CASE("every distribution has the mean of its formula") {
  for (const auto& [distribution, mean] : means) {
    CAPTURE(distribution.index());
    CHECK(mean_of(distribution) == Approx(mean).epsilon(1e-12));
  }
  CHECK(mean_of(Poisson{0.8, 1}) == Approx(1.8));
}

TEST_CASE("a scaled distribution has its mean scaled, whichever it is") {
  for (const auto& [distribution, mean] : means) {
    CAPTURE(distribution.index());
    CHECK(mean_of(scaled(distribution, 86'400)) == Approx(86'400 * mean).epsilon(1e-12));
    CHECK(scaled(distribution, 1) == distribution);
  }
}

TEST_CASE("the mean of a truncated normal is right far out in either tail, and smooth where the method changes") {
  CHECK(mean_of(TruncatedNormal{5, 2, -std::numeric_limits<double>::infinity()}) == Approx(5));
  CHECK(mean_of(TruncatedNormal{5, 2, -1000}) == Approx(5));
  // By the asymptotic series of the inverse Mills ratio, a + 1/a - 2/a^3 + 10/a^5.
  CHECK(mean_of(TruncatedNormal{0, 1, 100}) == Approx(100 + 1e-2 - 2e-6 + 1e-9).epsilon(1e-12));
  const double below = mean_of(TruncatedNormal{0, 1, 25 - 1e-9}), above = mean_of(TruncatedNormal{0, 1, 25 + 1e-9});
  CHECK(above == Approx(below).epsilon(1e-9));
}

}  // namespace
}  // namespace caseload
