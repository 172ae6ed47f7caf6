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
  for (const DesignPoint& at : grid(run.factors)) {
    SweepPoint point;
    point.number = number++;
    for (std::size_t f = 0; f < at.size(); ++f) point.values.push_back(run.factors[f].levels[at[f]]);
    const double y = 10 * *number_of(point.values[1]) + *number_of(point.values[0]);
    point.numbers = {0, 1};
    point.measured = {{y - 0.5}, {y + 0.5}};
    run.points.push_back(std::move(point));
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
  run.points[0].measured = {{std::nan("")}, {std::nan("")}};
  run.points[1].measured.clear();
  const std::vector<MainEffect> effects = main_effects(run, 0);
  const MainEffect& b = effects[0].factor == 0 ? effects[0] : effects[1];
  CHECK(std::isnan(b.means[0]));
  CHECK(b.lowest == 27);
}

TEST_CASE("a point's estimates are those of its replications") {
  const SweepRun run = plane();
  const std::vector<Estimate> estimates = estimates_of(run.points[2], 1);
  REQUIRE(estimates.size() == 1);
  CHECK(estimates[0].mean == 2);
  CHECK(estimates[0].n == 2);
}
