// Main effects of a grid, against sums done by hand.
#include <catch2/catch.hpp>
#include <cmath>

#include "caseload/sweep.hpp"

using namespace caseload;

namespace {

/// y = 10 a + b, in two replications that differ by one and average out.
SweepRun plane() {
  SweepRun run;
  run.factors = {{"b", {"1", "2", "3"}}, {"a", {"0", "5"}}};
  run.measures = {{"wait", "service", "days", true, Better::less}};
  std::uint32_t number = 0;
  for (const DesignPoint& at : points_of(run.factors, {}, 1)) {
    SweepPoint point;
    point.number = number++;
    point.values = at;
    const double y = 10 * *number_of(point.values[1]) + *number_of(point.values[0]);
    point.numbers = {0, 1};
    point.measured = {{y - 0.5}, {y + 0.5}};
    run.points.push_back(result_of(point, 1));
  }
  run.design = run.points.size();
  return run;
}

}  // namespace

TEST_CASE("each factor's means average the others out, and the strongest stands first") {
  const std::vector<MainEffect> effects = main_effects(plane(), 0);
  REQUIRE(effects.size() == 2);
  CHECK(effects[0].factor == 1);
  CHECK(effects[0].means == std::vector<double>{2, 52});
  CHECK(effects[0].lowest == 2);
  CHECK(effects[0].highest == 52);
  CHECK(effects[1].means == std::vector<double>{26, 27, 28});
}

TEST_CASE("points and replications that saw nothing are left out") {
  SweepRun run = plane();
  SweepPoint blind{0, "", run.points[0].values, {0, 1}, {{std::nan("")}, {std::nan("")}}, {}, ""};
  run.points[0] = result_of(blind, 1);
  run.points[1].estimates.clear();
  const std::vector<MainEffect> effects = main_effects(run, 0);
  const MainEffect& b = effects[0].factor == 0 ? effects[0] : effects[1];
  CHECK(std::isnan(b.means[0]));
  CHECK(b.lowest == 27);
}

TEST_CASE("a point's result are the estimates of its replications, or why there are none") {
  const PointResult result = result_of({4, "3f9a1c", {"1"}, {0, 1}, {{1.5, 7}, {2.5, 9}}, {}, ""}, 2);
  REQUIRE(result.estimates.size() == 2);
  CHECK(result.estimates[0].mean == 2);
  CHECK(result.estimates[1].mean == 8);
  CHECK(result.replications == 2);
  CHECK(result_of({5, "", {"1"}, {}, {}, {}, "broke"}, 2).estimates.empty());
}
