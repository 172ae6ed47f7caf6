// Services without chance, worked out by hand: every digit must match.
#include <catch2/catch.hpp>

#include "support/queueing_run.hpp"

using namespace caseload;
using namespace caseload::theory;

namespace {

double value(const Estimates& estimates, std::string_view measure, std::string_view where) {
  return measured(estimates, measure, where).mean;
}

}  // namespace

TEST_CASE("one worker who is slower than families come falls behind by two hours with each") {
  const std::string scenario = R"(
caseload: 1
name: falling behind
period: {start: 2000-01-01, length: 10 days, begin: empty}
report: {on: [2000-01-03, 2000-01-04]}
demand: {families: {every: 4 hours, first: 0 hours, at_most: 25, to: help}}
teams: {desk: {posts: 1, WORKS}}
steps: {help: {team: desk, tasks: {talk: {effort: 6 hours}}}}
)";
  for (const auto& [works, seed] : both_ways) {
    // 25 families at 0, 4, ... 96; number k is begun at 6k and done at 6k + 6; the last at 150.
    const auto estimates = run_scenario(filled_in(scenario, {{"WORKS", works}}), 1, seed);
    INFO(works);
    CHECK(value(estimates, "wait, mean", "help") == 24 / hours_per_day);
    CHECK(value(estimates, "wait, median", "help") == 24 / hours_per_day);
    CHECK(value(estimates, "wait, 90th percentile", "help") == Approx(43.2 / hours_per_day).epsilon(1e-12));
    CHECK(value(estimates, "had to wait", "help") == percent * 24 / 25);
    CHECK(value(estimates, "time in step, mean", "help") == 30 / hours_per_day);
    CHECK(value(estimates, "open families", "help") == 25 * 30 / 240.0);
    CHECK(value(estimates, "waiting families", "help") == 25 * 24 / 240.0);
    CHECK(value(estimates, "busy", "desk") == percent * 150 / 240);
    CHECK(value(estimates, "closed", "service") == Approx(25 * 7 / 10.0).epsilon(1e-12));
    // At 72 hours the 12th is done, and the one who comes then belongs to the next day: 18 came. At 96 it is 24 and 16.
    CHECK(value(estimates, "open families", "help on 2000-01-03") == 18 - 12);
    CHECK(value(estimates, "open families", "help on 2000-01-04") == 24 - 16);
  }
}

TEST_CASE("the fourth family in a room for three is refused") {
  const std::string scenario = R"(
caseload: 1
name: three places
period: {start: 2000-01-01, length: 51 hours, begin: empty}
demand: {families: {every: 5 hours, at_most: 10, to: help}}
teams: {desk: {posts: 1, WORKS}}
steps: {help: {team: desk, places: 3, tasks: {talk: {effort: 21 hours}}}}
)";
  for (const auto& [works, seed] : both_ways) {
    // At 5, 10, ... 50; begun at 5, 26 and 47; refused at 20, 25, 35, 40 and 45 (test_baulking of Ciw, by Palmer and
    // others, Journal of Simulation 13, 2019).
    const auto estimates = run_scenario(filled_in(scenario, {{"WORKS", works}}), 1, seed);
    INFO(works);
    CHECK(value(estimates, "refused", "help") == percent * 5 / 10);
    CHECK(value(estimates, "entered", "help") == Approx(5 * 168 / 51.0).epsilon(1e-12));
    CHECK(value(estimates, "wait, mean", "help") == Approx((0 + 16 + 32) / 3.0 / hours_per_day).epsilon(1e-12));
    CHECK(value(estimates, "time in step, mean", "help") == Approx((21 + 37) / 2.0 / hours_per_day).epsilon(1e-12));
    CHECK(value(estimates, "busy", "desk") == Approx(percent * 46 / 51).epsilon(1e-12));
  }
}

TEST_CASE("two teams in a row serve ten families as arithmetic says") {
  const std::string scenario = R"(
caseload: 1
name: two teams in a row
period: {start: 2000-01-01, length: 24 hours, begin: empty}
report: {on: [2000-01-01]}
demand: {families: {every: 1 hour, at_most: 10, to: screening}}
teams: {duty: {posts: 2, WORKS}, care: {posts: 1, WORKS}}
steps:
  screening: {team: duty, tasks: {look: {effort: 3 hours}}, next: {plan: rest}}
  plan: {team: care, tasks: {write: {effort: 2 hours}}}
)";
  for (const auto& [works, seed] : both_ways) {
    // At 1, 2, ... 10; two workers take 3 hours each, then one takes 2; the last is out at 24.
    const auto estimates = run_scenario(filled_in(scenario, {{"WORKS", works}}), 1, seed);
    INFO(works);
    CHECK(value(estimates, "wait, mean", "screening") == Approx(2 / hours_per_day).epsilon(1e-12));
    CHECK(value(estimates, "wait, mean", "plan") == Approx(2.5 / hours_per_day).epsilon(1e-12));
    CHECK(value(estimates, "open families", "service") == Approx(10 * 9.5 / 24).epsilon(1e-12));
    CHECK(value(estimates, "open families", "service on 2000-01-01") == 0);
    CHECK(value(estimates, "closed", "service") == Approx(10 * 7).epsilon(1e-12));
  }
}
