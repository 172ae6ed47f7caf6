// The page of a sweep: what it says of samples whose answer is known.
#include <catch2/catch.hpp>
#include <memory>

#include "caseload/sensitivity.hpp"

using namespace caseload;

namespace {

/// A sweep of a queue over two settings, where the wait is 5 days and 2 more for each family a day above 10, whatever
/// the posts.
SweepRun sweep_of(const Design& design) {
  const auto scenario = read_text(
      "caseload: 1\n"
      "name: Queue\n"
      "period: {start: 2024-01-01, length: 4 weeks, begin: empty}\n"
      "demand: {arrivals: {rate: 10 families per day, to: job}}\n"
      "teams: {servers: {posts: 4, works: pool}}\n"
      "steps: {job: {team: servers, tasks: {job: {effort: {exponential: 1 hour}}}}}\n");
  REQUIRE(scenario);
  SweepRun run;
  run.scenario = *scenario;
  run.model = compile(*scenario);
  run.factors = {{"arrivals.rate", {}, 10, 20, false, "families per day"}, {"servers.posts", {}, 4, 8, true, ""}};
  run.design = design;
  run.measures = {{"wait for a worker, mean", "service", "days", true, Better::less}};
  const auto points = std::make_shared<std::vector<DesignPoint>>(points_of(run.factors, design, 1));
  run.size = points->size();
  run.finished = {run.size, 0, 2 * run.size, 2, 2};
  run.each = [points](const std::function<bool(const SweepPoint&)>& go_on) {
    for (std::size_t i = 0; i < points->size(); ++i) {
      const double wait = 5 + 2 * (*number_of((*points)[i][0]) - 10);
      SweepPoint point{static_cast<std::uint32_t>(i), "id", (*points)[i], {0, 1},
                       {{wait - 0.1}, {wait + 0.1}},  {},   {},           ""};
      if (!go_on(point)) return;
    }
  };
  return run;
}

bool says(const std::string& page, const std::string& words) { return page.find(words) != std::string::npos; }

}  // namespace

TEST_CASE("the page of a sample draws curves between its points and says how they stand up to points left out") {
  const std::string all = page(sweep_of({Design::Type::sobol, 64}));
  CHECK(says(all, "drawn through the points by a Gaussian process"));
  CHECK(says(all, "100 % of wait for a worker, mean"));
  CHECK(says(all, "arrivals.rate moves it most"));
  CHECK(says(all, "rises from 5 to 25 along arrivals.rate"));
}

TEST_CASE("a grid is joined by lines, of which the page says that they prove nothing") {
  SweepRun run = sweep_of({Design::Type::sobol, 9});
  run.factors = {{"arrivals.rate", {"10 families per day", "15 families per day", "20 families per day"}},
                 {"servers.posts", {"4", "6", "8"}}};
  run.design = {};
  const auto points = std::make_shared<std::vector<DesignPoint>>(points_of(run.factors, run.design, 1));
  run.each = [points](const std::function<bool(const SweepPoint&)>& go_on) {
    for (std::size_t i = 0; i < points->size(); ++i) {
      const double wait = *number_of((*points)[i][0]);
      if (!go_on({static_cast<std::uint32_t>(i), "id", (*points)[i], {0, 1}, {{wait}, {wait}}, {}, {}, ""})) return;
    }
  };
  const std::string all = page(run);
  CHECK(says(all, "lines join points, they prove nothing between them"));
  CHECK_FALSE(says(all, "Gaussian process"));
  CHECK(says(all, "10.0\u00A0days at best, 20\u00A0days at worst"));
}

TEST_CASE("designs that were made for indices show them, with their intervals") {
  const std::string shares = page(sweep_of({Design::Type::saltelli, 32})),
                    effects = page(sweep_of({Design::Type::morris, 8}));
  CHECK(says(shares, "Sobol&#39; indices"));
  CHECK(says(shares, "arrivals.rate matters most"));
  CHECK(says(effects, "Elementary effects on"));
  CHECK(says(effects, "arrivals.rate matters most"));
}
