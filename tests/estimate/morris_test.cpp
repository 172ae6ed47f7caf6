// Elementary effects against functions whose effects are known.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <utility>
#include <vector>

#include "caseload/sensitivity.hpp"
#include "estimate/samples.hpp"
#include "estimate/sweep_samples.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

/// Half the range, up or down, in random order from a random place.
/// @param wholes  how many whole numbers each factor can be, by factor; 0: any number
void add_trajectory(Sample& sample, Dice& dice, const std::vector<std::size_t>& wholes, const Simulated& simulated) {
  const std::size_t k = wholes.size();
  Spot place;
  std::vector<std::size_t> order;
  for (std::size_t f = 0; f < k; ++f) {
    place.push_back(dice.uniform());
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(dice.uniform() * static_cast<double>(f + 1)), f);
  }
  const auto add = [&] {
    Spot rounded = place;
    for (std::size_t f = 0; f < k; ++f) {
      const double steps = static_cast<double>(wholes[f]) - 1;
      if (wholes[f] > 0) rounded[f] = std::round(place[f] * steps) / steps;
    }
    add_point(sample, rounded, simulated(rounded));
  };
  add();
  for (const std::size_t f : order) {
    place[f] += place[f] < 0.5 ? 0.5 : -0.5;
    add();
  }
}

Sample trajectories(std::size_t n, Dice& dice, const std::vector<std::size_t>& wholes, const Simulated& simulated) {
  Sample sample;
  for (std::size_t t = 0; t < n; ++t) add_trajectory(sample, dice, wholes, simulated);
  return sample;
}

double linear_in_two(const Spot& x) { return 3 + 5 * x[0] - 2 * x[1] + 0 * x[2]; }
/// The effect of the first factor is 2 + 6 times the second, evenly spread; that of the second -1 + 6 times the first.
double product(const Spot& x) { return 2 * x[0] - x[1] + 6 * x[0] * x[1]; }

}  // namespace

TEST_CASE("the effects in a linear function are its coefficients, without spread, however long the steps are") {
  Dice dice{1};
  const Simulated simulated = [](const Spot& x) { return std::vector{linear_in_two(x)}; };
  const std::vector<MorrisEffect> found = morris_effects(trajectories(12, dice, {0, 4, 6}, simulated), 1);
  REQUIRE(found.size() == 3);
  const std::vector<double> coefficients{5, -2, 0};
  for (std::size_t f = 0; f < 3; ++f) {
    CHECK(found[f].mean == Approx(coefficients[f]).margin(1e-12));
    CHECK(found[f].size.value == Approx(std::abs(coefficients[f])).margin(1e-12));
    CHECK(width(found[f].size) == Approx(0).margin(1e-12));
    CHECK(found[f].spread.value == Approx(0).margin(1e-12));
    CHECK(found[f].spread.upper95 == Approx(0).margin(1e-12));
    CHECK(found[f].effects == 12);
  }
}

TEST_CASE("a step that rounding made nought is no effect") {
  Sample sample;
  for (const Spot& place : {Spot{0, 0.5}, Spot{0.5, 0.5}, Spot{0.5, 0.5}, Spot{0.5, 0.25}, Spot{0.5, 1}, Spot{1, 1}}) {
    add_point(sample, place, {linear_in_two({place[0], place[1], 0})});
  }
  const std::vector<MorrisEffect> found = morris_effects(sample, 1);
  CHECK(found[0].effects == 2);
  CHECK(found[0].mean == Approx(5));
  CHECK(found[1].effects == 1);
  CHECK(found[1].size.value == Approx(2));
  CHECK(found[1].spread.value == 0);
  CHECK(std::isnan(found[1].size.upper95));
}

TEST_CASE("effects that depend on another factor spread as it does") {
  Dice dice{2};
  const Simulated simulated = [](const Spot& x) { return std::vector{product(x)}; };
  const std::vector<MorrisEffect> found = morris_effects(trajectories(2000, dice, {0, 0}, simulated), 1);
  for (const MorrisEffect& effect : found) {
    CHECK(holds(effect.spread, 6 / std::sqrt(12.0)));
    CHECK(width(effect.spread) < 0.15);
  }
  CHECK(holds(found[0].size, 5));
  CHECK(found[1].mean == Approx(2).margin(0.15));
  // The mean of |6 x - 1| when x is evenly spread: two triangles.
  CHECK(holds(found[1].size, (1 + 25) / 12.0));
  CHECK(width(found[1].size) < 0.2);
}

TEST_CASE("noise that all points share changes nothing; noise of their own does not look like spread") {
  Dice dice{3};
  std::vector<double> luck;
  for (int r = 0; r < 20; ++r) luck.push_back(dice.normal());
  const double own = GENERATE(0.0, 1.0);
  const Simulated simulated = [&](const Spot& x) {
    std::vector<double> seen;
    for (const double y : luck) seen.push_back(linear_in_two(x) + 100 * y + own * dice.normal());
    return seen;
  };
  const std::vector<MorrisEffect> found = morris_effects(trajectories(200, dice, {0, 0, 0}, simulated), 1);
  // Two means with a variance of 1 / 20 each, half the range apart: 0.63 for one effect, 0.045 for their mean.
  const double margin = own == 0 ? 1e-9 : 0.15;
  CHECK(found[0].size.value == Approx(5).margin(margin));
  CHECK(found[1].mean == Approx(-2).margin(margin));
  CHECK(found[0].size.lower95 <= 5 + 1e-9);
  CHECK(found[0].size.upper95 >= 5 - 1e-9);
  for (const MorrisEffect& effect : found) {
    CHECK(effect.spread.lower95 == Approx(0).margin(1e-9));
    CHECK(effect.spread.value < (own == 0 ? 1e-9 : 0.3));
  }
}

TEST_CASE("intervals of effects hold the truth about as often as they say, with ten trajectories") {
  const bool noise = GENERATE(false, true);
  int size = 0, spread = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    Dice dice{seed};
    std::vector<double> luck;
    for (int r = 0; r < 15; ++r) luck.push_back(dice.normal());
    const Simulated simulated = [&](const Spot& x) {
      std::vector<double> seen;
      for (const double y : luck) seen.push_back(product(x) + (noise ? 4 * y * x[0] : 0));
      return seen;
    };
    const std::vector<MorrisEffect> found = morris_effects(trajectories(10, dice, {0, 0}, simulated), seed);
    size += holds(found[0].size, 5);
    spread += holds(found[0].spread, 6 / std::sqrt(12.0));
  }
  INFO("noise " << noise);
  CHECK(size >= 264);
  CHECK(size <= 297);  // 88 to 99 %
  CHECK(spread >= 264);
  CHECK(spread <= 297);
}

TEST_CASE("a trajectory with a point that failed or saw nothing is left out") {
  Dice dice{4};
  Sample sample = trajectories(5, dice, {0, 0}, [](const Spot& x) { return std::vector{product(x), unseen}; });
  sample.outcomes[4] = {};
  sample.outcomes[9] = {unseen, unseen};
  const std::vector<MorrisEffect> found = morris_effects(sample, 1);
  CHECK(found[0].effects == 3);
  CHECK(found[1].effects == 3);
  CHECK(std::isfinite(found[0].size.upper95));
}

TEST_CASE("effects of a constant are nought, of failures unknown") {
  Dice dice{5};
  const std::vector<MorrisEffect> still = morris_effects(trajectories(4, dice, {0},
                                                                      [](const Spot&) {
                                                                        return std::vector{0.1, 0.3};
                                                                      }),
                                                         1);
  REQUIRE(still.size() == 1);
  CHECK(still[0].size.value == 0);
  CHECK(still[0].size.upper95 == 0);
  CHECK(still[0].spread.upper95 == 0);
  const std::vector<MorrisEffect> failed =
      morris_effects(trajectories(4, dice, {0, 0}, [](const Spot&) { return std::vector<double>{}; }), 1);
  REQUIRE(failed.size() == 2);
  CHECK(failed[1].effects == 0);
  CHECK(std::isnan(failed[1].size.value));
  CHECK(std::isnan(failed[1].spread.lower95));
}
