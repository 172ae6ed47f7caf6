// Points in the unit cube: where they lie, and that they fill it better than chance.
#include "random/unit_points.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

using namespace caseload;

namespace {

/// Of the function with mean 1 that is hard for few points: product of |4x - 2|, as Sobol's g-function with a = 0.
double mean_of_g(const std::vector<std::vector<double>>& points) {
  double sum = 0;
  for (const std::vector<double>& point : points) {
    double product = 1;
    for (const double x : point) product *= std::abs(4 * x - 2);
    sum += product;
  }
  return sum / static_cast<double>(points.size());
}

}  // namespace

TEST_CASE("Sobol's sequence begins as it is printed in the literature") {
  const auto points = sobol_points(4, 2);
  std::set<std::vector<double>> first(points.begin(), points.end());
  CHECK(first == std::set<std::vector<double>>{{0, 0}, {0.5, 0.5}, {0.75, 0.25}, {0.25, 0.75}});
}

TEST_CASE("a longer sequence begins with the shorter one") {
  const auto few = sobol_points(50, 3), many = sobol_points(200, 3);
  CHECK(std::equal(few.begin(), few.end(), many.begin()));
}

TEST_CASE("each of the 2^k parts of every factor is met equally often by 2^k Sobol points") {
  for (std::size_t d = 0; d < 5; ++d) {
    std::set<int> parts;
    for (const auto& point : sobol_points(64, 5)) parts.insert(static_cast<int>(point[d] * 64));
    CHECK(parts.size() == 64);
  }
}

TEST_CASE("each of n parts of every factor is met once by n points of a Latin hypercube") {
  for (const std::uint32_t seed : {1U, 2U}) {
    const auto points = latin_hypercube(37, 4, seed);
    for (std::size_t d = 0; d < 4; ++d) {
      std::set<int> parts;
      for (const auto& point : points) parts.insert(static_cast<int>(point[d] * 37));
      CHECK(parts.size() == 37);
    }
  }
  CHECK(latin_hypercube(37, 4, 1) != latin_hypercube(37, 4, 2));
  CHECK(latin_hypercube(37, 4, 1) == latin_hypercube(37, 4, 1));
}

TEST_CASE("integrals come out closer than chance would have them") {
  CHECK(mean_of_g(sobol_points(4096, 3)) == Approx(1).margin(0.005));
  // Chance: standard error sqrt((4/3)^3 - 1) / 64 = 0.018.
  CHECK(mean_of_g(latin_hypercube(4096, 3, 5)) == Approx(1).margin(0.036));
}
