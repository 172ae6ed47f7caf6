// Grades, feedback, campaigns and the finer points of people, as they are read.
#include <catch2/catch.hpp>

#include "good_reading.hpp"

using namespace caseload;
using namespace caseload::test;

TEST_CASE("people's grades, overtime, spread and recruitment are read, and a team's own stand on top") {
  const auto scenario = read_good(
      "people: {casework: 80 %}\nteams:\n  duty: {posts: 7,",
      "people:\n"
      "  casework: 80 %\n"
      "  spread: 20 %\n"
      "  cost: 36729 pounds per year\n"
      "  overtime: {up_to: 20 %, when_due_within: 5 working days}\n"
      "  grades: {experienced: 70 %, newly qualified: rest}\n"
      "  vacancy: {filled_after: 5 months, fails: 30 %, again: 3 months, agency: 70 %, agency_stays: 6 months, agency_cost: 230 %,\n"
      "            new_posts: recruited, at_begin: 14 %}\n"
      "grades:\n"
      "  experienced: {}\n"
      "  newly qualified: {speed: 70 %, limit: 90 %, leaving: 1.5, supervision: 200 %, cost: 90 %, becomes: experienced, after: 1 year}\n"
      "teams:\n  duty: {people: {starters: {newly qualified: 100 %}, overtime: {up_to: 10 %}}, posts: 7.5,");
  REQUIRE(scenario.grades.size() == 2);
  const Grade& grade = scenario.grades[1];
  CHECK(grade.name == "newly qualified");
  CHECK(grade.hours == 1);
  CHECK(grade.speed == 0.7);
  CHECK(grade.limit == 0.9);
  CHECK(grade.leaving == 1.5);
  CHECK(grade.supervision == 2);
  CHECK(grade.cost == 0.9);
  CHECK(grade.becomes == "experienced");
  CHECK(grade.after.amount == 12);
  const People& legal = scenario.teams[1].people;
  CHECK(legal.spread == 0.2);
  CHECK(legal.cost == 36729);
  REQUIRE(legal.overtime);
  CHECK(legal.overtime->up_to == 0.2);
  CHECK(legal.overtime->when_due_within.unit == Duration::Unit::working_days);
  REQUIRE(legal.grades.size() == 2);
  CHECK(legal.grades[1].share == Approx(0.3));
  CHECK(legal.starters.empty());
  REQUIRE(legal.vacancy);
  CHECK(legal.vacancy->fails == 0.3);
  CHECK(mean_of(legal.vacancy->again->of) == Approx(3 * seconds_per_month));
  CHECK(mean_of(legal.vacancy->agency_stays->of) == Approx(6 * seconds_per_month));
  CHECK(legal.vacancy->agency_cost == 2.3);
  CHECK(legal.vacancy->recruits_new_posts);
  CHECK(legal.vacancy->at_begin == 0.14);
  const Team& duty = scenario.teams[0];
  CHECK(duty.posts.entries.front().value == 7.5);
  CHECK(duty.people.overtime->up_to == 0.1);
  CHECK(duty.people.overtime->when_due_within.amount == 5);
  REQUIRE(duty.people.starters.size() == 1);
  CHECK(duty.people.grades.size() == 2);
}

TEST_CASE("feedback is off unless it is switched on, also by an override") {
  const std::string block =
      "feedback:\n"
      "  above: 20 children\n"
      "  sickness: {strength: off, default: 2 %, strong: 6 %}\n"
      "  leaving: {default: 2 %, strong: 10 %}\n"
      "  applicants: {strength: default, default: 30 %, strong: 50 %, lasting: 18 months}\n"
      "  worker change: {strength: strong, default: 10 %, strong: 20 %}\n"
      "  manager: {strength: strong, strong: 40 %}\n"
      "  re-referral: {strength: default, default: 1 %}\n"
      "urgency:";
  const auto scenario = read_good("urgency:", block);
  const Feedback& feedback = scenario.feedback;
  CHECK(feedback.above == 20);
  CHECK(feedback.sickness.size() == 0);
  CHECK(feedback.leaving.size() == 0);
  CHECK(feedback.applicants.size() == 0.3);
  CHECK(feedback.publicity_lasts.amount == 18);
  CHECK(feedback.worker_change.size() == 0.2);
  CHECK(feedback.manager.size() == 0.4);
  CHECK(feedback.re_referral.size() == 0.01);
  const auto strong = read_good("urgency:", block, {{"feedback.leaving.strength=strong"}, {}, {}});
  CHECK(strong.feedback.leaving.size() == 0.1);
  CHECK(read_text(good_scenario)->feedback.leaving.size() == 0);
}

TEST_CASE("campaigns are read by name; all who are reached get through unless stages are given") {
  const auto scenario = read_good(
      "urgency:",
      "grades: {newly qualified: {}}\n"
      "campaigns:\n"
      "  West Sussex: {on: 2009-01-15, people: 19, reach: 58 %, teams: [duty], starts_after: {uniform: {low: 2 months, high: 4 months}},\n"
      "                grade: newly qualified, cost: 20000 pounds}\n"
      "  Return: {on: 2010-05-01, people: 40000, reach: [1 %, 80 %], starts_after: 6 months}\n"
      "  All: {on: 2010-05-01, people: 2, starts_after: 6 months}\n"
      "urgency:");
  REQUIRE(scenario.campaigns.size() == 3);
  const Campaign& first = scenario.campaigns[0];
  CHECK(first.name == "West Sussex");
  CHECK(first.people == 19);
  CHECK(first.reach == std::vector<double>{0.58});
  CHECK(first.teams == std::vector<std::string>{"duty"});
  CHECK(mean_of(first.starts_after.of) == Approx(3 * seconds_per_month));
  CHECK(first.grade == "newly qualified");
  CHECK(first.cost == 20000);
  CHECK(scenario.campaigns[1].reach == std::vector<double>{0.01, 0.8});
  CHECK(scenario.campaigns[2].reach == std::vector<double>{1});
}

TEST_CASE("publicity is enough for an event, and grades do not change by one") {
  const auto scenario = read_good("events: [{on: 2011-01-01, referrals: +40 %}]", "events: [{on: 2011-01-01, publicity: yes}]");
  CHECK(scenario.events.front().publicity);
  const auto refused = read_text(
      good_but("events: [{on: 2011-01-01, referrals: +40 %}]",
               "events: [{on: 2011-01-01, changes: {grades.new.speed: 50 %}}]\ngrades: {new: {speed: 70 %}}"));
  REQUIRE_FALSE(refused);
  CHECK(refused.problems().front().message == "'grades.new.speed' cannot change by an event");
}
