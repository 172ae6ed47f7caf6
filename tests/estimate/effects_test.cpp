// Main effects of a grid, against sums done by hand.
#include <catch2/catch.hpp>
#include <cmath>

#include "caseload/sweep.hpp"

using namespace caseload;

namespace {

const std::vector<Factor> two_factors{{"b", {"1", "2", "3"}}, {"a", {"0", "5"}}};

/// y = 10 a + b, in two replications that differ by one and average out.
std::vector<PointResult> plane() {
  std::vector<PointResult> points;
  for (const DesignPoint& at : points_of(two_factors, {}, 1)) {
    SweepPoint point;
    point.number = static_cast<std::uint32_t>(points.size());
    point.values = at;
    const double y = 10 * *number_of(point.values[1]) + *number_of(point.values[0]);
    point.numbers = {0, 1};
    point.measured = {{y - 0.5}, {y + 0.5}};
    points.push_back(result_of(point, 1));
  }
  return points;
}

GroupMeans means_of(const std::vector<PointResult>& points) {
  GroupMeans means{two_factors, 1};
  for (const PointResult& point : points) means.add(point);
  return means;
}

}  // namespace

TEST_CASE("each factor's means average the others out, and the strongest stands first") {
  const std::vector<MainEffect> effects = means_of(plane()).main_effects(0);
  REQUIRE(effects.size() == 2);
  CHECK(effects[0].factor == 1);
  CHECK(effects[0].means == std::vector<double>{2, 52});
  CHECK(effects[0].lowest == 2);
  CHECK(effects[0].highest == 52);
  CHECK(effects[1].means == std::vector<double>{26, 27, 28});
}

TEST_CASE("pairs of groups have means of their own, whichever of the two is named first") {
  const GroupMeans means = means_of(plane());
  CHECK(means.mean_of_pair(0, 0, 2, 1, 1) == 53);
  CHECK(means.mean_of_pair(0, 1, 1, 0, 2) == 53);
  CHECK(means.mean_of_pair(0, 0, 0, 1, 0) == 1);
  CHECK(std::isnan(GroupMeans(two_factors, 1).mean_of_pair(0, 0, 0, 1, 0)));
}

TEST_CASE("a factor of very many values has no pairs, and the others have theirs") {
  std::vector<Factor> many{{"a", {"1", "2"}}, {"b", {}}, {"c", {"1", "2"}}};
  for (int i = 0; i < 1000; ++i) many[1].levels.push_back(std::to_string(i));
  GroupMeans means{many, 1};
  means.add({0, {"2", "17", "1"}, {estimate(std::vector<double>{3, 5})}});
  CHECK_FALSE(means.has_pairs(1));
  CHECK(means.mean_of_pair(0, 0, 1, 2, 0) == 4);
  CHECK(means.main_effects(0)[1].means[17] == 4);
}

TEST_CASE("points and replications that saw nothing are left out") {
  std::vector<PointResult> points = plane();
  points[0] = result_of({0, "", points[0].values, {0, 1}, {{std::nan("")}, {std::nan("")}}, {}, {}, ""}, 1);
  points[1].estimates.clear();
  const std::vector<MainEffect> effects = means_of(points).main_effects(0);
  const MainEffect& b = effects[0].factor == 0 ? effects[0] : effects[1];
  CHECK(std::isnan(b.means[0]));
  CHECK(b.lowest == 27);
}

TEST_CASE("a point's result are the estimates of its replications, or why there are none") {
  const PointResult result = result_of({4, "3f9a1c", {"1"}, {0, 1}, {{1.5, 7}, {2.5, 9}}, {}, {}, ""}, 2);
  REQUIRE(result.estimates.size() == 2);
  CHECK(result.estimates[0].mean == 2);
  CHECK(result.estimates[1].mean == 8);
  CHECK(result_of({5, "", {"1"}, {}, {}, {}, {}, "broke"}, 2).estimates.empty());
}
