// Settings that change on a date, at instants worked out by hand.
#include <catch2/catch.hpp>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// A family a day at midnight, three hours of work for each.
std::string daily(const std::string& events) {
  return R"(
caseload: 1
name: changes
period: {start: 2024-01-01, length: 8 days, begin: empty}
demand: {families: {every: 1 day, first: 0 hours, at_most: 6, to: work}}
teams: {desk: {posts: 1, limit: 5 families}}
events: [)" + events + R"(]
steps:
  work: {team: desk, tasks: {task: {effort: 3 hours}}, next: {finished: 100 %, other: 0 %}}
  finished: {next: {closed: rest}}
  other: {next: {closed: rest}}
)";
}
}  // namespace

TEST_CASE("from its date on an event changes the effort of what begins then, and only for as long as it lasts") {
  const Model model =
      model_of(daily("{on: 2024-01-03, name: forms, changes: {steps.work.tasks.task.effort: +100 %}, lasting: 2 days}"));
  CHECK(entry_hours(model, observe(model), "finished") == Hours{3, 27, 2 * 24 + 6, 3 * 24 + 6, 4 * 24 + 3, 5 * 24 + 3});
}

TEST_CASE("an event can change where families go, and several add up") {
  const Model model = model_of(daily(
      "{on: 2024-01-03, name: threshold, changes: {work.next: {other: 100 %}}},"
      "{on: 2024-01-05, name: speed, changes: {people.casework: 50 %}}"));
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "finished") == Hours{3, 27});
  CHECK(entry_hours(model, seen, "other") == Hours{2 * 24 + 3, 3 * 24 + 3, 4 * 24 + 6, 5 * 24 + 6});
}

TEST_CASE("an event before the beginning holds from the beginning") {
  const Model model =
      model_of(daily("{on: 2023-06-01, name: old, changes: {steps.work.tasks.task.effort: 5 hours}}"));
  CHECK(entry_hours(model, observe(model), "finished").front() == 5);
}

TEST_CASE("a limit that rises on a date lets those who wait be allocated") {
  const std::string yaml = R"(
caseload: 1
name: limit
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 1 hour, first: 0 hours, at_most: 4, to: plan}}
teams: {desk: {posts: 1, limit: 2 families}}
events: [{on: 2024-01-06, name: more each, changes: {desk.limit: 3 families}}]
steps: {plan: {team: desk, lasts: 100 days}}
report: {on: [2024-01-05, 2024-01-06]}
)";
  const Model model = model_of(yaml);
  const Observations seen = observe(model);
  CHECK(value(model, seen, "waiting families", "desk on 2024-01-05") == 2);
  CHECK(value(model, seen, "waiting families", "desk on 2024-01-06") == 1);
}

TEST_CASE("the offered load is that of the rules in force") {
  const Model model =
      model_of(daily("{on: 2024-01-03, name: forms, changes: {steps.work.tasks.task.effort: +100 %}, lasting: 2 days}"));
  const auto asked = [&](int days) {
    return offered_load(model, model.begin + std::chrono::days{days}).teams[0].asked;
  };
  CHECK(asked(2) == Approx(2 * asked(1)));
  CHECK(asked(4) == Approx(asked(1)));
}
