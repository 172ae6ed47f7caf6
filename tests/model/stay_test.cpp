// Mean stays and occurrences against sums over what may happen.
#include "model/stay.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "model/lengths.hpp"
#include "model/scenarios.hpp"

namespace caseload {
namespace {

using namespace testing;

constexpr double day = seconds_per_day;
Duration length_of_days(double n) { return {n * day, Duration::Unit::seconds}; }

/// A plan whose review recurs and ends it with these chances.
Scenario reviewed_plan(std::vector<double> ends) {
  Scenario s = empty_scenario();
  s.teams = {team("care", 1)};
  Step plan = work("plan", "care", Fixed{2}, {{"closed", 1}});
  plan.tasks[0].every = length_of_days(182);
  plan.tasks[0].first = length_of_days(91);
  plan.tasks[0].ends = std::move(ends);
  s.steps = {plan};
  return s;
}

TEST_CASE("a plan ends on the grid of the reviews that may end it") {
  const Model model = compile(reviewed_plan({0.27, 0.60, 0.61}));
  // Brute force: walk the grid until next to nobody is left.
  double alive = 1, stay = 0, reviews = 0;
  for (int n = 0; n < 200; ++n) {
    const double end = n == 0 ? 0.27 : n == 1 ? 0.60 : 0.61;
    reviews += alive;
    stay += alive * end * (91 + 182 * n) * day;
    alive *= 1 - end;
  }
  CHECK(mean_stay(model, model.steps[0], 1) == Approx(stay).epsilon(1e-12));
  CHECK(mean_occurrences(model, model.tasks[0], stay * (1 + 1e-12)) == Approx(reviews).epsilon(1e-12));
}

TEST_CASE("a last chance of nothing means for ever, unless nobody is left by then") {
  const Model for_ever = compile(reviewed_plan({0.5, 0}));
  CHECK(std::isinf(mean_stay(for_ever, for_ever.steps[0], 1)));
  const Model all_gone = compile(reviewed_plan({0, 1, 0}));
  CHECK(mean_stay(all_gone, all_gone.steps[0], 1) == Approx((91 + 182) * day));
  CHECK(mean_occurrences(all_gone, all_gone.tasks[0], (91 + 182) * day) == Approx(2));
}

TEST_CASE("a plan that a review or a duration may end lasts for the smaller mean") {
  Scenario s = reviewed_plan({0.5});
  s.steps[0].lasts = DurationDistribution{Exponential{20}, Duration::Unit::working_days};
  const Model model = compile(s);
  CHECK(mean_stay(model, model.steps[0], 1) == Approx(28 * day));
}

TEST_CASE("a task that recurs is done once an interval, when its window and first date are the defaults") {
  Scenario s = reviewed_plan({1});
  Task visit;
  visit.name = "visit";
  visit.effort = Fixed{1};
  visit.every = length_of_days(10);
  s.steps[0].tasks.push_back(visit);
  const Model model = compile(s);
  CHECK(mean_occurrences(model, model.tasks[1], 91 * day) == Approx(9.1));
  CHECK(mean_occurrences(model, model.tasks[1], 0) == 0);
}

TEST_CASE("a task due on the first day and not before its date is done half a time more") {
  Scenario s = reviewed_plan({1});
  Task visit;
  visit.name = "visit";
  visit.every = length_of_days(10);
  visit.first = length_of_days(0);
  visit.window = length_of_days(0);
  s.steps[0].tasks.push_back(visit);
  const Model model = compile(s);
  // Exactly, for an exponential stay of mean m: 1 / (1 - exp(-10 / m)) = m / 10 + 1 / 2 + 10 / (12 m) - ...
  CHECK(mean_occurrences(model, model.tasks[1], 500 * day) == Approx(1 / (1 - std::exp(-10.0 / 500))).epsilon(1e-4));
}

TEST_CASE("a work step lasts for the delays of its tasks and their effort at the pace of the team") {
  Scenario s = empty_scenario();
  s.teams = {team("duty", 1), team("panel", 1)};
  s.teams[0].people.casework = 0.8;
  s.teams[1].people.hours = "office hours";
  Step step = work("assessment", "duty", Fixed{8}, {{"closed", 1}});
  step.tasks[0].after = DurationDistribution{Exponential{5}, Duration::Unit::working_days};
  Task decision;
  decision.name = "decision";
  decision.effort = Fixed{2};
  decision.by = "panel";
  step.tasks.push_back(decision);
  s.steps = {step};
  const Model model = compile(s);
  const double open_share = static_cast<double>(model.calendars[1].per_year().count()) / seconds_per_year;
  const double expected = seconds_per_week + 1.5 * 8 * 3600 / 0.8 + 1.5 * 2 * 3600 / open_share;
  CHECK(mean_stay(model, model.steps[0], 1.5) == Approx(expected));
}

TEST_CASE("a junction takes no time") {
  Scenario s = empty_scenario();
  Step junction;
  junction.name = "which way";
  junction.next = {{"closed", 1}};
  s.steps = {junction};
  const Model model = compile(s);
  CHECK(mean_stay(model, model.steps[0], 1) == 0);
}

}  // namespace
}  // namespace caseload
