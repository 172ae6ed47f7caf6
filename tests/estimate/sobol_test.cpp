// Shares of variance against functions whose shares are known.
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "caseload/sensitivity.hpp"
#include "estimate/samples.hpp"
#include "estimate/sweep_samples.hpp"
#include "random/unit_points.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

/// A, A with one factor after the other from B, B.
/// @param both  the place of A, then that of B
void add_block(Sample& sample, const std::vector<double>& both, const Simulated& simulated) {
  const auto middle = both.begin() + static_cast<std::ptrdiff_t>(both.size() / 2);
  const Spot a(both.begin(), middle), b(middle, both.end());
  add_point(sample, a, simulated(a));
  for (std::size_t f = 0; f < a.size(); ++f) {
    Spot mixed = a;
    mixed[f] = b[f];
    add_point(sample, mixed, simulated(mixed));
  }
  add_point(sample, b, simulated(b));
}

Sample evenly_spread_blocks(std::size_t blocks, std::size_t factors, const Simulated& simulated) {
  Sample sample;
  for (const std::vector<double>& both : sobol_points(blocks, 2 * factors)) add_block(sample, both, simulated);
  return sample;
}

Sample at_random(std::size_t blocks, std::size_t factors, Dice& dice, const Simulated& simulated) {
  Sample sample;
  for (std::size_t j = 0; j < blocks; ++j) {
    std::vector<double> both;
    for (std::size_t i = 0; i < 2 * factors; ++i) both.push_back(dice.uniform());
    add_block(sample, both, simulated);
  }
  return sample;
}

std::vector<double> numbers(Dice& dice, std::size_t n) {
  std::vector<double> result;
  for (std::size_t i = 0; i < n; ++i) result.push_back(dice.normal());
  return result;
}

struct Shares {
  double first, total;
};
std::vector<Shares> ishigami_shares() {
  const double pi = std::acos(-1.0), a = 7, b = 0.1;
  const double one = std::pow(1 + b * std::pow(pi, 4) / 5, 2) / 2, two = a * a / 8;
  const double one_and_three = 8 * b * b * std::pow(pi, 8) / 225, all = one + two + one_and_three;
  return {{one / all, (one + one_and_three) / all}, {two / all, two / all}, {0, one_and_three / all}};
}

void check_ishigami(const std::vector<SobolIndices>& found, double widest) {
  const std::vector<Shares> truth = ishigami_shares();
  REQUIRE(found.size() == 3);
  for (std::size_t f = 0; f < 3; ++f) {
    INFO("factor " << f << ": first " << found[f].first.value << " (" << found[f].first.lower95 << " to "
                   << found[f].first.upper95 << "), total " << found[f].total.value << " (" << found[f].total.lower95
                   << " to " << found[f].total.upper95 << ")");
    CHECK(holds(found[f].first, truth[f].first));
    CHECK(holds(found[f].total, truth[f].total));
    CHECK(width(found[f].first) < widest);
    CHECK(width(found[f].total) < widest);
    CHECK(std::abs(found[f].first.value - truth[f].first) < 0.05);
    CHECK(std::abs(found[f].total.value - truth[f].total) < 0.05);
  }
}

/// Linear, with an interaction of the last two factors.
double with_interaction(const Spot& x) { return 4 * x[0] + 2 * x[1] + 6 * (x[1] - 0.5) * (x[2] - 0.5); }
std::vector<Shares> with_interaction_shares() {
  const double one = 16.0 / 12, two = 4.0 / 12, together = 36.0 / 144, all = one + two + together;
  return {{one / all, one / all}, {two / all, (two + together) / all}, {0, together / all}};
}

}  // namespace

TEST_CASE("the shares of Ishigami's function are found") {
  check_ishigami(
      sobol_indices(evenly_spread_blocks(1024, 3, [](const Spot& x) { return std::vector{ishigami(x)}; }), 1), 0.2);
}

TEST_CASE("noise of its own at each point makes no share larger") {
  // A variance of 36 in ten replications adds 3.6 to one of 13.8: the second factor's total share would be 0.56, not
  // 0.44.
  Dice dice{2};
  const Simulated noisy = [&](const Spot& x) {
    std::vector<double> seen = numbers(dice, 10);
    for (double& y : seen) y = ishigami(x) + 6 * y;
    return seen;
  };
  check_ishigami(sobol_indices(evenly_spread_blocks(1024, 3, noisy), 1), 0.35);
}

TEST_CASE("noise that points share as far as their settings are alike makes no share larger") {
  Dice dice{3};
  const std::vector<double> luck = numbers(dice, 40), of_second = numbers(dice, 40);
  const Simulated noisy = [&](const Spot& x) {
    std::vector<double> seen;
    for (std::size_t r = 0; r < luck.size(); ++r) {
      seen.push_back(ishigami(x) + 6 * luck[r] + 6 * of_second[r] * (x[1] - 0.5) + 2 * dice.normal());
    }
    return seen;
  };
  check_ishigami(sobol_indices(evenly_spread_blocks(1024, 3, noisy), 1), 0.35);
}

TEST_CASE("what a future does everywhere alike is no noise at all") {
  Dice dice{4};
  const std::vector<double> luck = numbers(dice, 20);
  const Simulated alone = [](const Spot& x) { return std::vector{with_interaction(x)}; };
  const Simulated shared = [&](const Spot& x) {
    std::vector<double> seen;
    for (const double y : luck) seen.push_back(with_interaction(x) + 50 * y);
    return seen;
  };
  const std::vector<SobolIndices> quiet = sobol_indices(evenly_spread_blocks(64, 3, alone), 1);
  const std::vector<SobolIndices> loud = sobol_indices(evenly_spread_blocks(64, 3, shared), 1);
  for (std::size_t f = 0; f < 3; ++f) {
    CHECK(loud[f].first.value == Approx(quiet[f].first.value).margin(1e-9));
    CHECK(loud[f].total.lower95 == Approx(quiet[f].total.lower95).margin(1e-9));
    CHECK(loud[f].total.upper95 == Approx(quiet[f].total.upper95).margin(1e-9));
  }
}

TEST_CASE("without noise the estimators are the published ones") {
  Dice dice{5};
  const Sample sample = at_random(7, 2, dice, [](const Spot& x) { return std::vector{x[0] + x[0] * x[1]}; });
  const auto y = [&](std::size_t block, std::size_t point) { return sample.outcomes[4 * block + point][0]; };
  double mean = 0, squares = 0, first = 0, total = 0;
  for (std::size_t j = 0; j < 7; ++j) mean += (y(j, 0) + y(j, 3)) / 14;
  for (std::size_t j = 0; j < 7; ++j) {
    squares += std::pow(y(j, 0) - mean, 2) + std::pow(y(j, 3) - mean, 2);
    first += (y(j, 3) - mean) * (y(j, 2) - y(j, 0)) / 7;
    total += std::pow(y(j, 0) - y(j, 2), 2) / 14;
  }
  const std::vector<SobolIndices> found = sobol_indices(sample, 1);
  CHECK(found[1].first.value == Approx(first / (squares / 13)));
  CHECK(found[1].total.value == Approx(total / (squares / 13)));
}

TEST_CASE("intervals of shares hold the truth about as often as they say, with and without noise") {
  const std::vector<Shares> truth = with_interaction_shares();
  const bool noise = GENERATE(false, true);
  std::vector<int> first(3), total(3);
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    Dice dice{seed};
    const std::vector<double> luck = numbers(dice, 20), of_first = numbers(dice, 20);
    const Simulated simulated = [&](const Spot& x) {
      std::vector<double> seen;
      for (std::size_t r = 0; r < luck.size(); ++r) {
        seen.push_back(with_interaction(x) + (noise ? 3 * luck[r] + 3 * of_first[r] * (x[0] - 0.5) : 0));
      }
      return seen;
    };
    const std::vector<SobolIndices> found = sobol_indices(at_random(64, 3, dice, simulated), seed);
    for (std::size_t f = 0; f < 3; ++f) {
      first[f] += holds(found[f].first, truth[f].first);
      total[f] += holds(found[f].total, truth[f].total);
    }
  }
  for (std::size_t f = 0; f < 3; ++f) {
    INFO("factor " << f << ", noise " << noise);
    CHECK(first[f] >= 176);
    CHECK(first[f] <= 198);  // 88 to 99 %
    CHECK(total[f] >= 176);
    CHECK(total[f] <= 198);
  }
}

TEST_CASE("a block with a point that failed or saw nothing is left out") {
  Dice dice{6};
  const Simulated simulated = [&](const Spot& x) {
    return std::vector{with_interaction(x) + dice.normal(), with_interaction(x) + dice.normal()};
  };
  Sample sample = at_random(9, 3, dice, simulated), without = sample;
  sample.outcomes[5 * 2 + 3] = {};
  sample.outcomes[5 * 7] = {unseen, unseen};
  for (const std::ptrdiff_t block : {7, 2}) {
    without.outcomes.erase(without.outcomes.begin() + 5 * block, without.outcomes.begin() + 5 * block + 5);
    without.places.erase(without.places.begin() + 15 * block, without.places.begin() + 15 * block + 15);
  }
  const std::vector<SobolIndices> found = sobol_indices(sample, 1), expected = sobol_indices(without, 1);
  for (std::size_t f = 0; f < 3; ++f) {
    CHECK(found[f].first.value == Approx(expected[f].first.value));
    CHECK(found[f].total.lower95 == Approx(expected[f].total.lower95));
  }
}

TEST_CASE("where nothing varies, or nothing was seen, there are no shares") {
  const auto shares_of = [](double slope, std::vector<double> luck) {
    return sobol_indices(evenly_spread_blocks(8, 2,
                                              [&](const Spot& x) {
                                                std::vector<double> seen = luck;
                                                for (double& y : seen) y += slope * x[0];
                                                return seen;
                                              }),
                         1);
  };
  CHECK(shares_of(0, {0.1}).empty());
  CHECK(shares_of(0, {0.1, 0.7, 0.3}).empty());
  CHECK(shares_of(1, {unseen}).empty());
  CHECK(shares_of(1, {}).empty());
  CHECK(shares_of(1, {0.1}).size() == 2);
  CHECK(sobol_indices({2, {}, {}}, 1).empty());
}

TEST_CASE("one factor explains everything; one block has no interval") {
  const Simulated simulated = [](const Spot& x) { return std::vector{3 * x[0]}; };
  const std::vector<SobolIndices> one = sobol_indices(evenly_spread_blocks(64, 1, simulated), 1);
  REQUIRE(one.size() == 1);
  CHECK(holds(one[0].first, 1));
  CHECK(holds(one[0].total, 1));
  Dice dice{7};
  const std::vector<SobolIndices> few = sobol_indices(at_random(1, 1, dice, simulated), 1);
  REQUIRE(few.size() == 1);
  CHECK(std::isnan(few[0].total.lower95));
}
