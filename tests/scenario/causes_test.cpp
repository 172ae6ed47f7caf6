// What switching a cause off leaves of a scenario, and of its phases.
#include "caseload/causes.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "good_reading.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

/// Everything that can be switched off, in the scenario and again in the rules of an event.
const std::string with_everything =
    "name: Kent\n"
    "period: {start: 2010-04-01, length: 2 years}\n"
    "demand: {referrals: {rate: 26 children per week, children: 1.8}}\n"
    "events:\n"
    "  - {on: 2010-06-01, name: coverage, referrals: +40 %, lasting: 3 months, publicity: yes}\n"
    "  - on: 2011-01-01\n"
    "    name: a bad year\n"
    "    changes: {effort.admin: 180 %, people.sickness.days: 20 per year, people.leaving.rate: 30 % per year}\n"
    "feedback: {applicants: {strength: default, default: 30 %, lasting: 1 year}}\n"
    "grades: {new: {speed: 70 %, limit: 90 %, hours: 50 %}, old: {speed: 120 %, limit: 110 %}}\n"
    "people:\n"
    "  casework: 80 %\n"
    "  sickness: {days: 10 per year, lasting: 3 working days, while_away: handed over}\n"
    "  leave: {days: 28 per year, lasting: 5 working days}\n"
    "  leaving: {rate: 10 % per year, notice: 1 month}\n"
    "  vacancy: {filled_after: 5 months, agency: 70 %, new_posts: recruited, at_begin: 20 %}\n"
    "  starter: {speed: 50 %, full_after: 3 months}\n"
    "  grades: {new: 50 %, old: rest}\n"
    "teams: {duty: {posts: [7, 9 from 2011-02-01], limit: 20 children}}\n"
    "effort: {admin: 140 %, direct: 20 %, handover_new: 2 hours, handover_old: 1 hour}\n"
    "steps: {visits: {team: duty, tasks: {visit: {effort: 4 hours}}}}\n";

/// The scenario and what it becomes.
std::vector<Scenario> all_rules(const Scenario& scenario) {
  std::vector<Scenario> all{scenario};
  for (const Phase& phase : scenario.phases) all.push_back(*phase.scenario);
  return all;
}

std::vector<Scenario> rules_without(Cause cause) {
  const Scenario scenario = read_yaml(with_everything);
  CHECK(has(scenario, cause));
  const Scenario less = without(scenario, cause);
  CHECK_FALSE(has(less, cause));
  for (const Cause other : all_causes) {
    INFO(name_of(other));
    CHECK(has(less, other) == (other != cause));
  }
  CHECK(less.resolved == scenario.resolved);
  CHECK(less.phases.size() == 1);
  return all_rules(less);
}

}  // namespace

TEST_CASE("without vacancies nobody leaves, no post begins vacant and new posts are filled on their date") {
  for (const Scenario& rules : rules_without(Cause::vacancies)) {
    CHECK_FALSE(rules.teams[0].people.leaving);
    CHECK(rules.teams[0].people.vacancy->at_begin == 0);
    CHECK_FALSE(rules.teams[0].people.vacancy->recruits_new_posts);
    CHECK(rules.teams[0].people.absences.size() == 2);
  }
}

TEST_CASE("without sickness no spell ever comes, and leave keeps its place in the list") {
  for (const Scenario& rules : rules_without(Cause::sickness)) {
    const auto& absences = rules.teams[0].people.absences;
    REQUIRE(absences.size() == 2);
    CHECK(absences[0].name == "sickness");
    CHECK_FALSE(absences[0].days_per_year);
    CHECK(mean_of(absences[0].every->of) > 1000 * seconds_per_year);
    CHECK(absences[1].days_per_year == 28.0);
  }
}

TEST_CASE("without the surge events change no rates, in their order and with what else they change") {
  const auto all = rules_without(Cause::surge);
  for (const Scenario& rules : all) {
    REQUIRE(rules.events.size() == 2);
    CHECK(rules.events[0].factor == 1);
    CHECK(rules.feedback.applicants.size() == 0);
  }
  CHECK(all[1].admin == 1.8);
}

TEST_CASE("without handovers passing a case on takes no time") {
  for (const Scenario& rules : rules_without(Cause::handovers)) {
    CHECK(rules.handover_new == Distribution{Fixed{0}});
    CHECK(rules.handover_old == Distribution{Fixed{0}});
  }
}

TEST_CASE("without admin effort is what it is at 100 %") {
  for (const Scenario& rules : rules_without(Cause::admin)) {
    CHECK(rules.admin == 1);
    CHECK(rules.direct == 0.2);
  }
}

TEST_CASE("without the newly qualified everybody is at full speed and holds as much as others") {
  for (const Scenario& rules : rules_without(Cause::newly_qualified)) {
    CHECK_FALSE(rules.teams[0].people.starter);
    CHECK(rules.grades[0].speed == 1);
    CHECK(rules.grades[0].limit == 1);
    CHECK(rules.grades[0].hours == 0.5);
    CHECK(rules.grades[1].speed == 1.2);
    CHECK(rules.grades[1].limit == 1.1);
  }
}

TEST_CASE("what is there only after an event is a cause too") {
  const auto scenario = read_good("events: [{on: 2011-01-01, referrals: +40 %}]",
                                  "events: [{on: 2011-01-01, changes: {effort.admin: 140 %}}]");
  CHECK(has(scenario, Cause::admin));
  CHECK(without(scenario, Cause::admin).phases[0].scenario->admin == 1);
  CHECK(scenario.phases[0].scenario->admin == 1.4);  // phases are shared: this one must not have changed
  for (const Cause cause : {Cause::vacancies, Cause::sickness, Cause::surge, Cause::handovers, Cause::newly_qualified}) {
    INFO(name_of(cause));
    CHECK_FALSE(has(scenario, cause));
  }
}

TEST_CASE("recruitment of new posts is a cause only where there are any") {
  const std::string people = "people: {casework: 80 %, vacancy: {filled_after: 5 months, new_posts: recruited}}";
  const std::string steady = good_but("people: {casework: 80 %}", people);
  CHECK_FALSE(has(read_yaml(steady), Cause::vacancies));
  std::string growing = steady;
  growing.replace(growing.find("posts: 7"), 8, "posts: [7, 9 from 2011-02-01]");
  CHECK(has(read_yaml(growing), Cause::vacancies));
}

TEST_CASE("less admin than usual is not a cause of delay") {
  CHECK_FALSE(has(read_good("urgency:", "effort: {admin: 80 %}\nurgency:"), Cause::admin));
}

TEST_CASE("every scenario that comes with the program compiles without each cause, and measures the same things") {
  std::size_t shipped = 0;
  for (const auto& entry : std::filesystem::directory_iterator{CASELOAD_SCENARIOS}) {
    if (entry.path().extension() != ".yaml") continue;
    INFO(entry.path().filename().string());
    const auto scenario = read(entry.path().string(), {.overrides = {}, .option = {}, .library = CASELOAD_SCENARIOS});
    if (!scenario) FAIL(to_text(scenario.problems().front()));
    ++shipped;
    const Model with = compile(*scenario);
    Scenario without_any = *scenario;
    for (const Cause cause : all_causes) {
      INFO(name_of(cause));
      const Model model = compile(without(*scenario, cause));
      CHECK(model.names.absences == with.names.absences);
      CHECK(model.names.tasks == with.names.tasks);
      CHECK(model.later.size() == with.later.size());
      without_any = without(without_any, cause);
    }
    const Model model = compile(without_any);
    for (std::size_t t = 0; t < model.teams.size(); ++t) CHECK_FALSE(model.teams[t].has_leaving);
    for (const Cause cause : all_causes) CHECK_FALSE(has(without_any, cause));
  }
  CHECK(shipped >= 9);
}
