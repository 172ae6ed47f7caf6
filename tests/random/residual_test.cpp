#include "random/residual.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

using namespace caseload;

namespace {

Stream stream(std::uint32_t purpose, std::uint32_t number) {
  return Stream{StreamKey{.seed = 7, .replication = 0, .entity = number, .purpose = purpose, .index = 0, .item = 0}};
}

std::vector<double> many(std::uint32_t purpose, const auto& draws) {
  std::vector<double> values(200'000);
  for (std::uint32_t i = 0; i < values.size(); ++i) {
    Stream bits = stream(purpose, i);
    values[i] = draws(bits);
  }
  return values;
}

const std::vector<std::pair<std::string, Distribution>> laws{
    {"fixed", Fixed{3}},
    {"exponential", Exponential{2}},
    {"lognormal", LogNormal{0.3, 0.7}},
    {"gamma", Gamma{0.6, 2}},
    {"weibull", Weibull{1.7, 3}},
    {"log-logistic", LogLogistic{3.5, 2}},
    {"uniform", Uniform{1, 4}},
    {"uniform from nought", Uniform{0, 4}},
    {"triangular", Triangular{0, 1, 5}},
    {"beta", Beta{0.8, 2.5, 1, 9}},
    {"beta from nought", Beta{2, 3, 0, 2}},
    {"truncated normal", TruncatedNormal{1, 1.5, 0}},
    {"truncated normal, the tail", TruncatedNormal{-2, 1, 0}},
    {"Poisson", Poisson{1.4, 0}},
    {"Poisson above one", Poisson{0.7, 1}},
    {"bands", Bands{{{0.5, 0, 1}, {0.3, 2, 2}, {0.2, 3, 30}}}},
};

}  // namespace

// The law of lengths met is that of all lengths, each weighed by itself.
TEST_CASE("lengths under way are met in proportion to their length, whatever their law") {
  std::uint32_t purpose = 0;
  for (const auto& [name, law] : laws) {
    INFO(name);
    const auto plain = many(++purpose, [&law = law](Stream& bits) { return draw(law, bits); });
    const auto met = many(++purpose, [&law = law](Stream& bits) { return length_biased(law, bits); });
    std::vector<double> sorted = met;
    std::sort(sorted.begin(), sorted.end());
    const double n = static_cast<double>(met.size());
    double mean = 0;
    for (const double x : plain) mean += x / n;
    for (const double part : {0.02, 0.2, 0.5, 0.8, 0.98}) {
      const double below = sorted[static_cast<std::size_t>(part * n)];
      INFO("up to " << below);
      const auto counted = static_cast<double>(std::upper_bound(sorted.begin(), sorted.end(), below) - sorted.begin());
      const double seen = counted / n;
      double expected = 0, variance = 0;
      for (const double x : plain) expected += x * (x <= below) / mean / n;
      for (const double x : plain) variance += std::pow(x * ((x <= below) - expected) / mean, 2) / n;
      const double error = std::sqrt((seen * (1 - seen) + variance) / n);
      CHECK(std::abs(seen - expected) <= 4.5 * error + 1e-9);
    }
  }
}

TEST_CASE("what is left of a length has half the mean of the lengths that are met") {
  // E L^2 / (2 E L): a uniform length 16 / 3 / 4, and these bands by hand.
  const auto mean_left = [](std::uint32_t purpose, const Distribution& law) {
    double sum = 0;
    const auto left = many(purpose, [&law](Stream& bits) { return residual_of(law, bits); });
    for (const double x : left) sum += x;
    return sum / static_cast<double>(left.size());
  };
  CHECK(mean_left(91, Uniform{0, 4}) == Approx(4.0 / 3).epsilon(0.01));
  CHECK(mean_left(92, Exponential{2}) == Approx(2).epsilon(0.01));
  const Bands bands{{{0.75, 0, 2}, {0.25, 10, 10}}};
  const double mean = 0.75 * 1 + 0.25 * 10, square = 0.75 * 4 / 3 + 0.25 * 100;
  CHECK(mean_left(93, bands) == Approx(square / (2 * mean)).epsilon(0.01));
}

TEST_CASE("lengths of the heaviest tail that a scenario may have are finite") {
  for (const double length : many(101, [](Stream& bits) { return length_biased(LogLogistic{1.001, 1}, bits); })) {
    if (!std::isfinite(length)) FAIL("a length of " << length);
  }
}

TEST_CASE("a length that is always nought is nought when it is met") {
  Stream bits = stream(100, 0);
  for (const Distribution& law : {Distribution{Fixed{0}}, Distribution{Uniform{0, 0}}, Distribution{Poisson{0, 0}},
                                  Distribution{Bands{{{1, 0, 0}}}}}) {
    CHECK(residual_of(law, bits) == 0);
  }
}
