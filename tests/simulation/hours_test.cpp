// Where the hours of a week went, worked out by hand.
#include <catch2/catch.hpp>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {
/// One worker for four weeks without bank holidays, 30 hours each, 80 % of them for casework; one family of eight hours.
std::string four_weeks(const std::string& people, const std::string& more = "") {
  return R"(
caseload: 1
name: hours
period: {start: 2024-01-08, length: 4 weeks, begin: empty}
calendars: {ten to four: {days: [mon, tue, wed, thu, fri], from: "10:00", until: "16:00", bank_holidays: closed}}
demand: {families: {every: 90 days, first: 0 hours, at_most: 1, to: work}}
people: {hours: ten to four, casework: 80 %)" + people + R"(}
teams: {desk: {posts: 1, limit: 5 families}}
steps: {work: {team: desk, tasks: {task: {effort: 8 hours}}}}
)" + more;
}

double sum_of_hours(const Model& model, const Observations& seen, const std::string& team) {
  const auto measures = measures_of(model);
  double sum = 0;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const std::string& name = measures[i].name;
    if (measures[i].where == team && name.starts_with("hours: ") && name != "hours: with families") sum += seen.values[i];
  }
  return sum;
}
}  // namespace

TEST_CASE("the hours of a week are told apart, and overlapping absences count as the one that began first") {
  // Leave in open hours 54 to 60 and 114 to 120, training from 57 to 63: three hours of it while on leave already. Present
  // in 120 - 12 - 3 = 105 hours, of which 21 are no casework; 8 go on the family.
  Model model = model_of(four_weeks(", leave: {every: 54 hours, lasting: 6 hours}, training: {every: 57 hours, lasting: 6 hours}"));
  model.tasks[0].direct = 0.25;
  const Observations seen = observe(model);
  const auto hours = [&](const std::string& of) { return value(model, seen, "hours: " + of, "desk"); };
  CHECK(hours("leave") == Approx(12 / 4.0));
  CHECK(hours("training") == Approx(3 / 4.0));
  CHECK(hours("other work") == Approx(21 / 4.0));
  CHECK(hours("on cases") == Approx(8 / 4.0));
  CHECK(hours("with families") == Approx(2 / 4.0));
  CHECK(hours("waiting for work") == Approx((84 - 8) / 4.0));
  CHECK(hours("handovers") == 0);
  CHECK(sum_of_hours(model, seen, "desk") == Approx(30));
  // Ten present hours at 80 %: open from Monday 00:00 to Tuesday 14:00.
  const double months = 38 * seconds_per_hour / seconds_per_month;
  CHECK(value(model, seen, "hours per child and month", "desk") == Approx(8 / months));
  CHECK(value(model, seen, "hours per child and month", "service") == Approx(8 / months));
}

TEST_CASE("an absence that outlasts the one that it is hidden behind is counted from then on") {
  // Sick in open hours 5 to 45, on leave from 10 to 70 (every 10 hours): 40 hours of sickness, then 25 of leave, then
  // present from 70; sick again from 50 to 90, behind the leave until 70.
  const Model model = model_of(four_weeks(", sickness: {every: 5 hours, lasting: 40 hours}, leave: {every: 10 hours, lasting: 60 hours}"),
                               "", {"period.length=10 days", "steps.work.tasks.task.effort=0 hours"});
  const Observations seen = observe(model);
  // Ten days from Monday: eight working days, 48 open hours. Sick 5 to 45, then 45 to 48 on leave.
  const double weeks = 10.0 / 7;
  CHECK(value(model, seen, "hours: sickness", "desk") == Approx(40 / weeks));
  CHECK(value(model, seen, "hours: leave", "desk") == Approx(3 / weeks));
  CHECK(sum_of_hours(model, seen, "desk") == Approx(48 / weeks));
}

TEST_CASE("a changed share of casework holds for idle hours at once and for a task in hand when it is done") {
  // Begun on Friday the 19th at 13:00, at 80 %: ten present hours, until Tuesday the 23rd at 11:00. The share is 60 % from
  // the 22nd on.
  const Model model = model_of(
      four_weeks("", "events: [{on: 2024-01-22, name: forms, changes: {people.casework: 60 %}}]\n"), "",
      {"demand.families.first=277 hours"});
  const Observations seen = observe(model);
  CHECK(value(model, seen, "hours: on cases", "desk") == Approx(8 / 4.0));
  CHECK(value(model, seen, "hours: other work", "desk") == Approx((60 * 0.2 + 7 * 0.2 + 53 * 0.4) / 4));
  CHECK(sum_of_hours(model, seen, "desk") == Approx(30));
}

TEST_CASE("hours of handovers are told apart from hours on cases") {
  // Desk works for 8 hours, hands over for one; the other team takes over for 2 hours and has nothing else to do.
  const Model model = model_of(R"(
caseload: 1
name: handover
period: {start: 2024-01-01, length: 2 weeks, begin: empty}
demand: {families: {every: 90 days, first: 0 hours, at_most: 1, to: work}}
teams: {desk: {posts: 1, limit: 5 families}, other: {posts: 1, limit: 5 families}}
effort: {handover_old: 1 hour, handover_new: 2 hours}
steps:
  work: {team: desk, tasks: {task: {effort: 8 hours}}, next: {plan: 100 %}}
  plan: {team: other, lasts: 90 days, tasks: {advice: {effort: 6 hours, by: desk}}}
)");
  const Observations seen = observe(model);
  CHECK(value(model, seen, "hours: handovers", "desk") == Approx(1 / 2.0));
  CHECK(value(model, seen, "hours: on cases", "desk") == Approx((8 + 6) / 2.0));
  CHECK(value(model, seen, "hours: handovers", "other") == Approx(2 / 2.0));
  CHECK(value(model, seen, "hours: on cases", "other") == 0);
  CHECK(sum_of_hours(model, seen, "other") == Approx(168));
  // What desk did for the family while it was the other team's counts there.
  const double months = (14 * 24 - 8) * seconds_per_hour / seconds_per_month;
  CHECK(value(model, seen, "hours per child and month", "other") == Approx(6 / months));
}

TEST_CASE("a service's hours add up to the hours that its people were in post") {
  const auto scenario = read(CASELOAD_SCENARIOS "/darlington-2009.yaml", {.overrides = {}, .option = {}, .library = CASELOAD_SCENARIOS});
  REQUIRE(scenario);
  const Model model = compile(*scenario);
  const Observations seen = observe(model, 3);
  for (std::size_t t = 0; t < model.teams.size(); ++t) {
    const std::string& team = model.names.teams[t];
    INFO(team);
    if (value(model, seen, "in post", team) == 0) continue;
    const WorkCalendar& calendar = model.calendars[model.teams[t].calendar];
    const double open_hours = static_cast<double>(calendar.between(model.start, model.end).count()) / seconds_per_hour;
    const double weeks = static_cast<double>((model.end - model.start).count()) / seconds_per_week;
    const double in_post_hours = value(model, seen, "present", team) * open_hours / (1 - value(model, seen, "absent", team) / 100);
    CHECK(sum_of_hours(model, seen, team) * value(model, seen, "in post", team) * weeks == Approx(in_post_hours));
    CHECK(value(model, seen, "hours: waiting for work", team) >= 0);
  }
}
