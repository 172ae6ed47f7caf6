// Teams: posts over time, absences set by days lost, leaving and hiring.
#include "model/workforce.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "model/lengths.hpp"
#include "model/scenarios.hpp"

namespace caseload {
namespace {

using namespace std::chrono;
using namespace testing;

/// 2010, always open (0) and office hours (1).
Model year_of_office_hours() {
  Model model;
  model.begin = sys_days{2010y / 1 / 1};
  model.end = sys_days{2011y / 1 / 1};
  model.calendars = {WorkCalendar{}, WorkCalendar{office_hours(), sys_days{2009y / 1 / 1}, sys_days{2013y / 1 / 1}}};
  return model;
}

TEST_CASE("posts change at midnight of their dates; what was before the beginning holds from it") {
  Model model = year_of_office_hours();
  Team duty = team("duty", 7);
  duty.posts.entries.push_back({sys_days{2009y / 7 / 1}, 8});
  duty.posts.entries.push_back({sys_days{2010y / 1 / 1}, 9});
  duty.posts.entries.push_back({sys_days{2010y / 4 / 1}, 12});
  duty.posts.entries.push_back({sys_days{2010y / 9 / 1}, 6});
  duty.posts.entries.push_back({sys_days{2019y / 1 / 1}, 50});  // after the end
  const TeamRow row = compile_team(duty, 0, model);
  REQUIRE(row.posts.size() == 3);
  CHECK(model.posts[0].from == model.begin);
  CHECK(model.posts[0].posts == 9);
  CHECK(model.posts[1].from == Instant{sys_days{2010y / 4 / 1}});
  CHECK(model.posts[1].posts == 12);
  CHECK(model.posts[2].posts == 6);
  CHECK(row.most_posts == 12);

  const TeamRow second = compile_team(team("legal", 1), 0, model);
  CHECK(second.posts.first == 3);
  CHECK(model.posts[second.posts.first].posts == 1);
}

TEST_CASE("days lost a year set how often spells begin, so that the days lost come out") {
  Model model = year_of_office_hours();
  Team duty = team("duty", 7);
  Absence sickness;
  sickness.days_per_year = 11.8;
  sickness.lasting = {Exponential{6.6}, Duration::Unit::working_days};
  sickness.handed_over_after = {20, Duration::Unit::working_days};
  duty.people.absences = {sickness};
  const TeamRow row = compile_team(duty, 1, model);
  REQUIRE(row.absences.size() == 1);
  const AbsenceRow& spell = model.absences[row.absences.first];
  CHECK(mean_of(spell.length) == Approx(6.6 * 8 * 3600));
  const double working_days_a_year = 1009 * 365.2425 / 1461;  // as in calendar_test.cpp
  CHECK(mean_of(spell.gap) == Approx((working_days_a_year / 11.8 - 1) * 6.6 * 8 * 3600).epsilon(1e-6));
  CHECK(absent_share(model, row) == Approx(11.8 / working_days_a_year).epsilon(1e-6));
  CHECK(spell.handed_over_after == 160h);
}

TEST_CASE("spells given by their gap keep it, in open time") {
  Model model = year_of_office_hours();
  Team duty = team("duty", 3);
  Absence away;
  away.every = DurationDistribution{Exponential{30 * 3600}, Duration::Unit::seconds};
  away.lasting = {Exponential{10 * 3600}, Duration::Unit::seconds};
  Absence never_away;
  never_away.days_per_year = 0;
  never_away.lasting = {Fixed{5}, Duration::Unit::working_days};
  duty.people.absences = {away, never_away};
  const TeamRow row = compile_team(duty, 0, model);
  REQUIRE(row.absences.size() == 1);
  CHECK(model.absences[0].gap == Distribution{Exponential{108'000}});
  CHECK(model.absences[0].length == Distribution{Exponential{36'000}});
  CHECK(absent_share(model, row) == Approx(0.25));
}

TEST_CASE("kinds of absence overlap: a worker is there when away for neither") {
  Model model = year_of_office_hours();
  Team duty = team("duty", 3);
  Absence away;
  away.every = DurationDistribution{Exponential{3}, Duration::Unit::working_days};
  away.lasting = {Fixed{1}, Duration::Unit::working_days};
  duty.people.absences = {away, away};
  CHECK(absent_share(model, compile_team(duty, 1, model)) == Approx(1 - 0.75 * 0.75));
}

TEST_CASE("a post is filled for tenure over tenure plus vacancy") {
  Model model = year_of_office_hours();
  Team duty = team("duty", 40);
  duty.people.leaving = Leaving{{Exponential{156 * seconds_per_week}, Duration::Unit::seconds}, {}};
  CHECK(filled_share(compile_team(duty, 0, model)) == 1);  // nobody is ever hired: the question is for one moment
  duty.people.vacancy.emplace().filled_after = {Exponential{13 * seconds_per_week}, Duration::Unit::seconds};
  CHECK(filled_share(compile_team(duty, 0, model)) == Approx(156.0 / 169));
  duty.people.leaving->notice = {4 * seconds_per_week, Duration::Unit::seconds};
  CHECK(filled_share(compile_team(duty, 0, model)) == Approx(160.0 / 173));
  duty.people.vacancy->agency_share = 0.7;
  duty.people.vacancy->agency_after = {Fixed{3 * seconds_per_week}, Duration::Unit::seconds};
  CHECK(filled_share(compile_team(duty, 0, model)) == Approx((160 + 0.7 * 10) / 173));
}

TEST_CASE("a fraction of a post is a person who works part of the week") {
  Model model = year_of_office_hours();
  Team duty = team("duty", 2.6);
  duty.posts.entries.push_back({sys_days{2010y / 4 / 1}, 3});
  duty.posts.entries.push_back({sys_days{2010y / 6 / 1}, 0.25});
  duty.posts.entries.push_back({sys_days{2010y / 9 / 1}, 0});
  const TeamRow row = compile_team(duty, 0, model);
  CHECK(row.most_posts == 3);
  CHECK(model.posts[0].posts == 3);
  CHECK(model.posts[0].last == Approx(0.6));
  CHECK(model.posts[1].posts == 3);
  CHECK(model.posts[1].last == 1);
  CHECK(model.posts[2].posts == 1);
  CHECK(model.posts[2].last == 0.25);
  CHECK(model.posts[3].posts == 0);
}

TEST_CASE("rounds that find nobody lengthen a vacancy, and cover that ends leaves gaps in it") {
  Model model = year_of_office_hours();
  Team duty = team("duty", 40);
  const auto weeks = [](double n) { return DurationDistribution{Fixed{n * seconds_per_week}, Duration::Unit::seconds}; };
  duty.people.leaving = Leaving{{Exponential{156 * seconds_per_week}, Duration::Unit::seconds}, {}};
  duty.people.vacancy.emplace();
  duty.people.vacancy->filled_after = weeks(10);
  duty.people.vacancy->fails = 0.5;
  duty.people.vacancy->again = weeks(20);
  CHECK(filled_share(compile_team(duty, 0, model)) == Approx(156.0 / (156 + 30)));
  duty.people.vacancy->agency_share = 0.5;
  duty.people.vacancy->agency_after = weeks(2);
  duty.people.vacancy->agency_stays = weeks(10);
  // Covered from 2 to 12 in half of the vacancies, from 14 to 24 in a quarter, from 26 to 30 in an eighth.
  CHECK(filled_share(compile_team(duty, 0, model)) == Approx((156 + 5 + 2.5 + 0.5) / (156 + 30)));
  duty.people.vacancy->again.reset();  // as long as the first
  duty.people.vacancy->agency_share = 0;
  CHECK(filled_share(compile_team(duty, 0, model)) == Approx(156.0 / (156 + 20)));
}

TEST_CASE("grades change what the people of a team can do") {
  Scenario scenario = empty_scenario();
  Grade newly, part;
  newly.name = "newly qualified", newly.speed = 0.7;
  part.name = "part time", part.hours = 0.5;
  scenario.grades = {newly, part};
  scenario.teams = {team("duty", 10), team("plain", 10)};
  for (Team& one : scenario.teams) one.people.hours = "office hours";
  scenario.teams[0].people.grades = {{"newly qualified", 0.4}, {"part time", 0.6}};
  const Model model = compile(scenario);
  CHECK(capacity_of_grades(model, model.teams[0]) == Approx(0.4 * 0.7 + 0.6 * 0.5));
  CHECK(model.offered_at_begin.teams[0].there == Approx(0.58 * model.offered_at_begin.teams[1].there));
  CHECK(index(model.grade_shares[1].grade) == 2);
  CHECK(model.teams[0].starters.first == model.teams[0].grades.first);  // those who are hired are of the same
}

TEST_CASE("people's times are in elapsed seconds") {
  Model model = year_of_office_hours();
  Team duty = team("duty", 1);
  duty.works = Works::pool;
  duty.limit = {20, Counted::children};
  duty.people.casework = 0.8;
  duty.people.leaving = Leaving{{Exponential{10}, Duration::Unit::working_days}, {1, Duration::Unit::months}};
  duty.people.starter = Starter{0.5, {3, Duration::Unit::months}};
  const TeamRow row = compile_team(duty, 1, model);
  CHECK(row.pool);
  CHECK(row.limit == 20);
  CHECK(row.limit_of == Counted::children);
  CHECK(row.casework == 0.8);
  CHECK(row.calendar == 1);
  CHECK(mean_of(row.tenure) == Approx(2 * seconds_per_week));
  CHECK(row.notice.unit == Duration::Unit::months);
  CHECK(row.full_after == rounded(seconds_per_year / 4));
  CHECK_FALSE(row.has_vacancy);
}

}  // namespace
}  // namespace caseload
