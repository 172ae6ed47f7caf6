// Events that change settings on a date: what is read, and what is refused.
#include <catch2/catch.hpp>

#include "caseload/scenario.hpp"

using namespace caseload;

namespace {

std::string with_events(const std::string& events) {
  return "name: test\nperiod: {start: 2024-01-01, length: 1 year}\n"
         "demand: {referrals: {rate: 5 families per week}}\n"
         "teams: {duty: {posts: 3, limit: 12 families}, heads: {posts: 1, works: pool}}\n"
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

TEST_CASE("events that wait make a phase for each combination of them, from the beginning and from each date") {
  const auto scenario = read_text(with_events(
      "  - {name: a, when: {children per worker: above 20}, changes: {people.casework: 70 %}}\n"
      "  - {on: 2024-04-01, name: forms, changes: {visit.effort: +50 %, people.casework: -10 %}}\n"
      "  - {name: b, when: {children per worker: below 5}, changes: {visit.effort: 8 hours}}\n"));
  REQUIRE(scenario);
  REQUIRE(scenario->phases.size() == 7);
  struct Expected {
    std::uint32_t holding;
    double casework, effort;
  };
  const std::vector<Expected> expected{{1, 0.7, 4}, {2, 0.8, 8}, {3, 0.7, 8}, {0, 0.72, 6}, {1, 0.63, 6}, {2, 0.72, 8}, {3, 0.63, 8}};
  for (std::size_t i = 0; i < expected.size(); ++i) {
    INFO(i);
    const Phase& phase = scenario->phases[i];
    CHECK(phase.from == (i < 3 ? before_all_phases : Date{std::chrono::year{2024} / 4 / 1}));
    CHECK(phase.holding == expected[i].holding);
    CHECK(phase.scenario->teams[0].people.casework == Approx(expected[i].casework));
    CHECK(mean_of(phase.scenario->steps[0].tasks[0].effort) == Approx(expected[i].effort));
  }
}

TEST_CASE("an event that waits is called by its condition, and no more than four may change settings") {
  const std::string one = "  - {when: {children per worker: above 20}, changes: {people.casework: 70 %}}\n";
  const auto four = read_text(with_events(one + one + one + one));
  REQUIRE(four);
  CHECK(four->events[3].name == "children per worker above 20");
  CHECK(four->phases.size() == 15);
  const Problem five = only_problem(one + one + one + one + one);
  CHECK(five.message == "more than 4 events with 'when' and 'changes'");
  CHECK(five.place.line == 12);
}

TEST_CASE("events that wait and move survive in the resolved text, and are settings like others") {
  const std::string text = with_events(
      "  - {when: {workers over their limit: above 40 %, team: duty}, move: {posts: 2, from: duty, to: other}, at_most: 3}\n"
      "  - {when: {children unallocated: below 7}, changes: {people.casework: 70 %}}\n"
      "  - {on: 2024-03-01, name: fee, cost: 1.5 million pounds}\n"
      "budget: 2 million pounds per year\n");
  std::string with_other = text;
  with_other.replace(with_other.find("teams: {"), 8, "teams: {other: {posts: 1}, ");
  const auto scenario = read_text(with_other, "test.yaml", {.overrides = {"events.1.move.posts=1"}, .option = {}, .library = {}});
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  const auto again = read_text(scenario->resolved);
  REQUIRE(again);
  for (const Scenario& each : {*scenario, *again}) {
    const DemandEvent& moves = each.events[0];
    REQUIRE(moves.when);
    CHECK(moves.when->of == Condition::Of::workers_over_limit);
    CHECK(moves.when->team == "duty");
    CHECK(moves.when->above);
    CHECK(moves.when->threshold == 40);
    CHECK(moves.move->posts == 1);
    CHECK(moves.move->to == "other");
    CHECK(moves.at_most == 3);
    CHECK_FALSE(each.events[1].when->above);
    CHECK(each.events[1].when->threshold == 7);
    CHECK(each.events[2].cost == 1.5e6);
    CHECK(each.budget == 2e6);
    CHECK(each.phases.size() == 1);
  }
}

TEST_CASE("an event that waits can change amounts only") {
  const Problem problem = only_problem("  - {on: 2024-02-01, name: fine, changes: {people.casework: 70 %}}\n"
                                       "  - {when: {children per worker: above 20}, changes: {people.hours: office hours}}\n");
  CHECK(problem.place.line == 9);
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
                             "steps.assess.tasks.visit.or_by: duty", "steps.assess.tasks.visit: {effort: 1 hour, on: 2024-04-01}",
                             "steps.assess.due: {within: 3 days, from: assess}", "steps.assess.if_been: {in: assess, next: {closed: 100 %}}",
                             "steps.assess.returns: {share: 5 %, after: 1 month, to: assess}",
                             "teams.duty: {posts: 9, limit: 12 families}", "steps.assess.tasks.visit: none", "steps.assess: {team: duty, lasts: 3 weeks}",
                             "heads.manages: [duty]"}) {
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
