// Events that change settings on a date: what is read, and what is refused.
#include <catch2/catch.hpp>

#include "caseload/scenario.hpp"

using namespace caseload;

namespace {

std::string with_events(const std::string& events) {
  return "name: test\nperiod: {start: 2024-01-01, length: 1 year}\n"
         "demand: {referrals: {rate: 5 families per week}}\n"
         "teams: {duty: {posts: 3, limit: 12 families}}\n"
         "people: {casework: 80 %, sickness: {days: 10 per year, lasting: 3 working days}}\n"
         "steps: {assess: {team: duty, tasks: {visit: {effort: 4 hours}}, next: {closed: rest}}}\n"
         "events:\n" + events;
}

Problem only_problem(const std::string& events) {
  const auto scenario = read_text(with_events(events));
  REQUIRE_FALSE(scenario);
  for (const Problem& problem : scenario.problems()) INFO(to_text(problem));
  REQUIRE(scenario.problems().size() == 1);
  return scenario.problems().front();
}

}  // namespace

TEST_CASE("each date on which a change begins or ends starts a phase") {
  const auto scenario = read_text(with_events(
      "  - {on: 2024-03-01, name: system, changes: {people.casework: 70 %}, lasting: 2 months}\n"
      "  - {on: 2024-04-01, name: forms, changes: {visit.effort: +50 %, people.casework: -10 %}}\n"));
  REQUIRE(scenario);
  REQUIRE(scenario->phases.size() == 3);
  const auto casework = [&](std::size_t i) { return scenario->phases[i].scenario->teams[0].people.casework; };
  const auto effort = [&](std::size_t i) { return mean_of(scenario->phases[i].scenario->steps[0].tasks[0].effort); };
  CHECK(scenario->phases[0].from == Date{std::chrono::year{2024} / 3 / 1});
  CHECK(scenario->phases[1].from == Date{std::chrono::year{2024} / 4 / 1});
  CHECK(scenario->phases[2].from == Date{std::chrono::year{2024} / 5 / 1});
  CHECK(casework(0) == Approx(0.70));
  CHECK(casework(1) == Approx(0.63));
  CHECK(casework(2) == Approx(0.72));
  CHECK(effort(0) == Approx(4));
  CHECK(effort(1) == Approx(6));
  CHECK(scenario->teams[0].people.casework == Approx(0.80));
  CHECK(scenario->events[1].changes == std::vector<std::string>{"steps.assess.tasks.visit.effort", "people.casework"});
}

TEST_CASE("changes survive in the resolved text") {
  const auto scenario =
      read_text(with_events("  - {on: 2024-03-01, name: system, changes: {people.casework: 70 %}}\n"));
  REQUIRE(scenario);
  const auto again = read_text(scenario->resolved);
  REQUIRE(again);
  REQUIRE(again->phases.size() == 1);
  CHECK(again->phases[0].scenario->teams[0].people.casework == Approx(0.70));
}

TEST_CASE("a change of what does not exist is refused at its key, with a suggestion") {
  const Problem problem = only_problem("  - {on: 2024-03-01, name: x, changes: {people.casewrok: 70 %}}\n");
  CHECK(problem.place.line == 8);
  CHECK(problem.place.column == 41);
  CHECK(problem.hint.find("casework") != std::string::npos);
}

TEST_CASE("a value that does not fit is refused where it stands") {
  const Problem problem = only_problem("  - {on: 2024-03-01, name: x, changes: {people.casework: 170 %}}\n");
  CHECK(problem.place.line == 8);
  CHECK(problem.place.column == 58);
}

TEST_CASE("posts, rates and dates do not change by an event") {
  for (const char* change : {"duty.posts: 4", "referrals.rate: +10 %", "period.length: 2 years", "urgency: [a]"}) {
    INFO(change);
    const Problem problem = only_problem("  - {on: 2024-03-01, name: x, changes: {" + std::string{change} + "}}\n");
    CHECK(problem.message.find("cannot change by an event") != std::string::npos);
    CHECK_FALSE(problem.hint.empty());
  }
}

TEST_CASE("an event cannot change what there is, only how much of it") {
  for (const char* change : {"people.hours: office hours", "people.sickness.days: 0 per year",
                             "teams.duty: {posts: 9, limit: 12 families}", "steps.assess.tasks.visit: none", "steps.assess: {team: duty, lasts: 3 weeks}"}) {
    INFO(change);
    const auto scenario = read_text(with_events("  - {on: 2024-02-01, name: fine, changes: {people.casework: 70 %}}\n"
                                                "  - {on: 2024-03-01, name: x, changes: {" + std::string{change} + "}}\n"));
    REQUIRE_FALSE(scenario);
    CHECK(scenario.problems().front().place.line == 9);  // at the second event
  }
  // These contradict other settings, and are refused where the contradiction stands.
  for (const char* change : {"duty.works: pool", "steps.assess.team: none"}) {
    INFO(change);
    CHECK_FALSE(read_text(with_events("  - {on: 2024-03-01, name: x, changes: {" + std::string{change} + "}}\n")));
  }
}

TEST_CASE("an event that changes nothing, or fades a setting, is refused") {
  CHECK(only_problem("  - {on: 2024-03-01, name: x}\n").message.find("changes nothing") != std::string::npos);
  CHECK(only_problem("  - {on: 2024-03-01, name: x, changes: {people.casework: 70 %}, half_life: 3 weeks}\n")
            .message.find("fade") != std::string::npos);
}
