// Distances between distributions, against ones worked out by hand.
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "caseload/sensitivity.hpp"
#include "estimate/samples.hpp"
#include "estimate/sweep_samples.hpp"
#include "random/unit_points.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

Sample evenly_spread_points(std::size_t points, std::size_t factors, const Simulated& simulated) {
  Sample sample;
  for (const Spot& spot : sobol_points(points, factors)) add_point(sample, spot, simulated(spot));
  return sample;
}

/// Each factor twice as strong as the one before; the fourth does nothing.
double doubling(const Spot& x) { return x[0] + 2 * x[1] + 4 * x[2] + 0 * x[3]; }

}  // namespace

TEST_CASE("a factor that takes few places has a part for each, with the distances of steps") {
  // Four outcomes, each a quarter: where the factor is lowest all are lowest, 1 instead of 1/4; in the second place
  // none is lowest, 0 instead of 1/4, and all are second, 1 instead of 1/2; and so on.
  Sample sample;
  for (const double place : {0.0, 0.2, 0.5, 1.0, 0.0, 0.2, 0.5, 1.0}) add_point(sample, {place, 0.5}, {7 + place});
  const Pawn found = pawn(sample, 1);
  REQUIRE(found.factors.size() == 2);
  CHECK(found.factors[0].highest.value == Approx(0.75));
  CHECK(found.factors[0].median.value == Approx(0.625));
  CHECK(found.factors[1].highest.value == 0);
}

TEST_CASE("parts hold equally many points, and those in the same place stay together") {
  // Two parts: the three in the lowest place make one, with the lowest outcomes, and the other three the other.
  Sample sample;
  for (const double place : {0.1, 0.1, 0.1, 0.4, 0.6, 0.9}) add_point(sample, {place}, {place});
  CHECK(pawn(sample, 1, 2).factors[0].median.value == Approx(0.5));
  // Three parts of two, of outcomes that are all different: 2/3, 1/3 and 2/3.
  Sample different;
  for (const double place : {0.0, 0.3, 0.31, 0.32, 0.33, 1.0}) add_point(different, {place}, {place});
  const Pawn found = pawn(different, 1, 3);
  CHECK(found.factors[0].highest.value == Approx(2 / 3.0));
  CHECK(found.factors[0].median.value == Approx(2 / 3.0));
}

TEST_CASE("factors stand in the order of what they do, and one that does nothing stays below what nothing shows") {
  const Pawn found = pawn(evenly_spread_points(512, 4, [](const Spot& x) { return std::vector{doubling(x)}; }), 1);
  REQUIRE(found.factors.size() == 4);
  CHECK(found.factors[0].median.value < found.factors[1].median.value);
  CHECK(found.factors[1].median.upper95 < found.factors[2].median.lower95);
  CHECK(found.factors[2].median.lower95 > 3 * found.nothing);
  CHECK(found.factors[3].median.value < found.nothing);
  for (const PawnIndex& index : found.factors) {
    CHECK(index.median.value <= index.highest.value);
    CHECK(holds(index.median, index.median.value));
    CHECK(width(index.median) < 0.2);
  }
}

TEST_CASE("a factor that moves outcomes apart but not their mean is seen") {
  // The third factor of Ishigami's function explains nothing alone.
  Dice dice{1};
  std::vector<double> luck;
  for (int r = 0; r < 10; ++r) luck.push_back(dice.normal());
  const Simulated noisy = [&](const Spot& x) {
    std::vector<double> seen;
    for (const double y : luck) seen.push_back(ishigami(x) + 0.3 * y + 0.3 * dice.normal());
    return seen;
  };
  const Pawn found = pawn(evenly_spread_points(1024, 4, noisy), 1);
  CHECK(found.factors[0].median.lower95 > 2 * found.nothing);
  CHECK(found.factors[1].median.lower95 > 2 * found.nothing);
  CHECK(found.factors[2].median.value > 1.3 * found.nothing);
  CHECK(found.factors[3].median.value < found.nothing);
}

TEST_CASE("what a factor that does nothing shows is below the bound about as often as it says") {
  int below = 0;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    Dice dice{seed};
    Sample sample;
    for (int p = 0; p < 100; ++p) add_point(sample, {dice.uniform()}, {dice.exponential()});
    const Pawn found = pawn(sample, seed);
    below += found.factors[0].median.value <= found.nothing;
  }
  CHECK(below >= 180);
  CHECK(below <= 198);  // 90 to 99 %
}

TEST_CASE("distances have intervals only where something was seen, and none where all is the same") {
  const Pawn still = pawn(evenly_spread_points(32, 1, [](const Spot&) { return std::vector{0.1, 0.1}; }), 1);
  REQUIRE(still.factors.size() == 1);
  CHECK(still.factors[0].highest.value == 0);
  CHECK(still.factors[0].highest.upper95 == 0);
  CHECK(still.nothing == 0);

  const Pawn failed = pawn(evenly_spread_points(32, 2, [](const Spot&) { return std::vector<double>{}; }), 1);
  REQUIRE(failed.factors.size() == 2);
  CHECK(std::isnan(failed.factors[1].median.value));
  CHECK(std::isnan(failed.nothing));

  Sample some = evenly_spread_points(64, 2, [](const Spot& x) { return std::vector{x[0], unseen}; });
  Sample without = some;
  for (std::size_t p = 0; p < 32; ++p) some.outcomes[p] = {unseen};
  without.outcomes.erase(without.outcomes.begin(), without.outcomes.begin() + 32);
  without.places.erase(without.places.begin(), without.places.begin() + 64);
  CHECK(pawn(some, 1).factors[0].median.value == pawn(without, 1).factors[0].median.value);
  CHECK(pawn(some, 1).nothing == pawn(without, 1).nothing);
}
