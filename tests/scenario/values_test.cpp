// Every unit and form of value means what scenarios/README.md says.
#include <catch2/catch.hpp>

#include "caseload/scenario.hpp"
#include "good_reading.hpp"
#include "support/bad_scenarios.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

/// The due date of the intake, written so.
Duration due(const std::string& words) {
  return *step_of(read_good("    tasks: {decision", "    due: " + words + "\n    tasks: {decision"), "intake").due;
}

/// The first rate, written so.
Rate rate(const std::string& words) {
  return read_good("26 children per week", words).demand.front().rate.entries.front().value;
}

double casework(const std::string& words) {
  return read_good("casework: 80 %", "casework: " + words).teams.front().people.casework;
}

double effort(const std::string& words) {
  return std::get<Fixed>(step_of(read_good("effort: 2 hours", "effort: " + words), "intake").tasks.front().effort)
      .value;
}

}  // namespace

TEST_CASE("every unit of time has its length") {
  CHECK(due("90 seconds") == Duration{90, Duration::Unit::seconds});
  CHECK(due("30 minutes") == Duration{1800, Duration::Unit::seconds});
  CHECK(due("2.5 hours") == Duration{9000, Duration::Unit::seconds});
  CHECK(due("3 days") == Duration{3 * 86'400, Duration::Unit::seconds});
  CHECK(due("6 weeks") == Duration{42 * 86'400, Duration::Unit::seconds});
  CHECK(due("45 working days") == Duration{45, Duration::Unit::working_days});
  CHECK(due("1 working day") == Duration{1, Duration::Unit::working_days});
  CHECK(due("3 months") == Duration{3, Duration::Unit::months});
  CHECK(due("2 years") == Duration{24, Duration::Unit::months});
  CHECK(due("1 year") == Duration{12, Duration::Unit::months});
}

TEST_CASE("effort is in worker hours") {
  CHECK(effort("10.5 hours") == 10.5);
  CHECK(effort("45 minutes") == 0.75);
  CHECK(effort("0") == 0);
}

TEST_CASE("a percentage and a plain share are the same") {
  CHECK(casework("60 %") == 0.6);
  CHECK(casework("60%") == 0.6);
  CHECK(casework("0.6") == 0.6);
  CHECK(casework("\"0.6\"") == 0.6);
}

TEST_CASE("a rate counts families or children in a time") {
  CHECK(rate("7 families per week").per_second * seconds_per_week == Approx(7));
  CHECK(rate("7 families per week").counted == Counted::families);
  CHECK(rate("4 children per hour").per_second == Approx(4 / 3600.0));
  CHECK(rate("4 children per hour").counted == Counted::children);
  CHECK(rate("1 family per day").per_second * seconds_per_day == Approx(1));
  CHECK(rate("12 families per year").per_second * seconds_per_year == Approx(12));
  CHECK(rate("1 child per month").per_second * seconds_per_month == Approx(1));
}

TEST_CASE("posts and rates change on dates, absolutely or by a difference") {
  using namespace std::chrono;
  const auto posts =
      read_good("posts: 7",
                "posts: [7, 8 from 2010-07-01, +2 from 2011-01-01, -1 from 2011-06-01, x 2 from 2012-01-01]")
          .teams.front()
          .posts;
  REQUIRE(posts.entries.size() == 5);
  CHECK_FALSE(posts.entries[0].from);
  CHECK(posts.entries[0].value == 7);
  CHECK(posts.entries[1].from == sys_days{2010y / July / 1});
  CHECK(posts.entries[1].value == 8);
  CHECK(posts.entries[2].value == 10);
  CHECK(posts.entries[3].value == 9);
  CHECK(posts.entries[4].value == 18);
  const auto rates = read_good("rate: 26 children per week",
                               "rate: [2 families per day, 5 families per week from 2011-01-31, +40 % from 2012-01-01]")
                         .demand.front()
                         .rate;
  REQUIRE(rates.entries.size() == 3);
  CHECK(rates.entries[1].value.per_second * seconds_per_week == Approx(5));
  CHECK(rates.entries[2].value.per_second * seconds_per_week == Approx(7));
}

TEST_CASE("a limit is in children, families or points, and none is infinite") {
  const auto limit = [](const std::string& words) { return read_good("20 children", words).teams.front().limit; };
  CHECK(limit("20 children").of == Counted::children);
  CHECK(limit("1 family").of == Counted::families);
  CHECK(limit("100 points").of == Counted::points);
  CHECK(limit("100 points").amount == 100);
  CHECK(limit("none").amount == std::numeric_limits<double>::infinity());
}

TEST_CASE("a due date may run from the referral") {
  const auto step = [](const std::string& words) {
    return step_of(read_good("    lasts:", "    due: " + words + "\n    lasts:"), "plan");
  };
  CHECK(step("{within: 45 working days, from: referral}").due_from_referral);
  CHECK(step("{within: 45 working days, from: referral}").due == Duration{45, Duration::Unit::working_days});
  CHECK_FALSE(step("{within: 45 working days, from: step}").due_from_referral);
  CHECK_FALSE(step("45 working days").due_from_referral);
}

TEST_CASE("a due date may run from another step") {
  const Step step = step_of(read_good("    lasts:", "    due: {within: 15 working days, from: intake}\n    lasts:"), "plan");
  CHECK(step.due_from == "intake");
  CHECK_FALSE(step.due_from_referral);
  CHECK(step_of(read_good("    lasts:", "    due: {within: 15 working days, from: step}\n    lasts:"), "plan").due_from.empty());
}

TEST_CASE("a step's cost is kept by the week") {
  const auto cost = [](const std::string& words) {
    return step_of(read_good("    lasts:", "    cost: " + words + "\n    lasts:"), "plan").cost;
  };
  CHECK(cost("950 pounds per week") == Approx(950));
  CHECK(cost("100 pounds per day") == Approx(700));
  CHECK(cost("52178 pounds per year") == Approx(1000).epsilon(1e-4));
  CHECK(cost("0") == 0);
}

TEST_CASE("office work may be more than it is") {
  CHECK(read_good("urgency:", "effort: {admin: 140 %, direct: 13 %}\nurgency:").admin == Approx(1.4));
  CHECK(read_good("urgency:", "effort: {admin: 140 %, direct: 13 %}\nurgency:").direct == Approx(0.13));
  CHECK(read_good().admin == 1);
}

TEST_CASE("the rest takes what the other shares leave") {
  const auto routes = step_of(read_good(), "intake").next;
  REQUIRE(routes.size() == 2);
  CHECK(routes[0].to == "plan");
  CHECK(routes[0].share == Approx(0.6));
  CHECK(routes[1].to == "closed");
  CHECK(routes[1].share == Approx(0.4));
  const auto thirds = step_of(read_good("{plan: 60 %, closed: rest}",
                                        "{plan: 33.3333333 %, intake: 33.3333333 %, closed: 33.3333333 %}"),
                              "intake")
                          .next;
  CHECK(thirds.size() == 3);
}

TEST_CASE("a season has a factor for each month, 1 unless given") {
  const auto season = read_good("to: intake", "to: intake, season: {jan: 0.5, jul: 110 %}").demand.front().season;
  REQUIRE(season.size() == 12);
  CHECK(season[0] == 0.5);
  CHECK(season[1] == 1);
  CHECK(season[6] == Approx(1.1));
}

TEST_CASE("an event is a factor on the rates") {
  const auto event = [](const std::string& words) { return read_good("referrals: +40 %", words).events.front(); };
  CHECK(event("referrals: +40 %").factor == Approx(1.4));
  CHECK(event("referrals: -16 %").factor == Approx(0.84));
  CHECK(event("referrals: x 1.4").factor == Approx(1.4));
  CHECK_FALSE(event("referrals: +40 %, lasting: yes").lasting);
  CHECK(event("referrals: +40 %, lasting: 6 months").lasting == Duration{6, Duration::Unit::months});
  CHECK(event("referrals: +40 %, half_life: 10 weeks").half_life ==
        Duration{10 * seconds_per_week, Duration::Unit::seconds});
  CHECK(event("referrals: +40 %, over: 4 weeks").over == Duration{4 * seconds_per_week, Duration::Unit::seconds});
  CHECK(event("referrals: +40 %, streams: referrals").streams == std::vector<std::string>{"referrals"});
}

TEST_CASE("a renewal stream has gaps, a first arrival and an end") {
  const auto stream =
      read_good("rate: 26 children per week,", "every: {exponential: 2 hours}, first: 0, at_most: 10,").demand.front();
  CHECK(stream.rate.entries.empty());
  CHECK(std::get<Exponential>(stream.every->of).mean == 7200);
  CHECK(stream.first == Duration{});
  CHECK(stream.at_most == 10u);
}

TEST_CASE("people are away, leave, are replaced and start slowly") {
  const auto people =
      read_good("casework: 80 %",
                "casework: 80 %, sickness: {days: 11.8 per year, lasting: {exponential: 6.6 working days}, while_away: "
                "handed over, handed_over_after: 20 working days}, "
                "training: {every: {exponential: 30 hours}, lasting: 1 hour, while_away: finished first}, "
                "leaving: {rate: 10 % per year, notice: 1 month}, vacancy: {filled_after: 5 months, agency: 70 %, "
                "agency_after: 4 weeks}, "
                "starter: {speed: 50 %, full_after: 3 months}")
          .teams.front()
          .people;
  REQUIRE(people.absences.size() == 2);
  CHECK(people.absences[0].name == "sickness");
  CHECK(*people.absences[0].days_per_year == Approx(11.8));
  CHECK(people.absences[0].lasting.unit == Duration::Unit::working_days);
  CHECK(std::get<Exponential>(people.absences[0].lasting.of).mean == Approx(6.6));
  CHECK(people.absences[0].while_away == WhileAway::handed_over);
  CHECK(people.absences[0].handed_over_after == Duration{20, Duration::Unit::working_days});
  CHECK(people.absences[1].name == "training");
  CHECK(people.absences[1].while_away == WhileAway::finished_first);
  CHECK(std::get<Exponential>(people.absences[1].every->of).mean == 30 * 3600);
  CHECK(std::get<Exponential>(people.leaving->tenure.of).mean == Approx(10 * seconds_per_year));
  CHECK(people.leaving->notice == Duration{1, Duration::Unit::months});
  CHECK(people.vacancy->agency_share == Approx(0.7));
  CHECK(std::get<Fixed>(people.vacancy->filled_after.of).value == Approx(5 * seconds_per_month));
  CHECK(people.starter->speed == 0.5);
  CHECK(people.starter->full_after == Duration{3, Duration::Unit::months});
}

TEST_CASE("nobody leaves at a rate of nought, and an absence of no days does not happen") {
  const auto people =
      read_good("casework: 80 %", "leaving: {rate: 0 % per year}, leave: {days: 0 per year, lasting: 1 day}")
          .teams.front()
          .people;
  CHECK_FALSE(people.leaving);
  CHECK(people.absences.empty());
}

TEST_CASE("a calendar has days, hours and bank holidays") {
  using namespace std::chrono_literals;
  const auto calendars =
      read_good(
          "teams:\n",
          "calendars: {rota: {days: [mon, sat], from: \"08:00\", until: \"20:30\", bank_holidays: open}}\nteams:\n")
          .calendars;
  REQUIRE(calendars.size() == 3);
  CHECK(calendars[0].days == std::vector<bool>{true, false, false, false, false, true, false});
  CHECK(calendars[0].from == 8h);
  CHECK(calendars[0].until == 20h + 30min);
  CHECK_FALSE(calendars[0].england_bank_holidays);
}

TEST_CASE("a task may be delayed, recur, end its step and be done by another team") {
  const auto task = step_of(read_good("every: 4 weeks",
                                      "every: 4 weeks, by: legal, after: {uniform: {low: 1 day, high: 3 days}}, due: 1 "
                                      "week, first: 2 weeks, window: 1 week, ends: [27 %, 60 %]"),
                            "plan")
                        .tasks.front();
  CHECK(task.by == "legal");
  CHECK(task.urgency == "visit");
  CHECK(std::get<Uniform>(task.after->of) == Uniform{86'400, 3 * 86'400});
  CHECK(task.due == Duration{seconds_per_week, Duration::Unit::seconds});
  CHECK(task.first == Duration{2 * seconds_per_week, Duration::Unit::seconds});
  CHECK(task.window == Duration{seconds_per_week, Duration::Unit::seconds});
  CHECK(task.ends == std::vector<double>{0.27, 0.6});
}

TEST_CASE("families may give up, a step may be full, urgent and weighty") {
  const auto step = step_of(read_good("    lasts:",
                                      "    gives_up: {after: {exponential: 2 hours}, to: intake}\n    places: 12\n    "
                                      "urgent: yes\n    points: 2.5\n    lasts:"),
                            "plan");
  CHECK(std::get<Exponential>(step.gives_up_after->of).mean == 7200);
  CHECK(step.gives_up_to == "intake");
  CHECK(step.places == 12u);
  CHECK(step.urgent);
  CHECK(step.points == 2.5);
}

TEST_CASE("assumptions, report dates and effort are read") {
  const auto scenario = read_good("teams:\n",
                                  "report: {on: [2010-10-30, 2011-10-30]}\neffort: {next_child: 50 %, handover_new: "
                                  "2.5 hours, handover_old: {exponential: 1 hour}}\n"
                                  "assumptions: [{id: A1, text: Guessed, quality: low, impact: high}]\nteams:\n");
  CHECK(scenario.report_on.size() == 2);
  CHECK(scenario.next_child == 0.5);
  CHECK(std::get<Fixed>(scenario.handover_new).value == 2.5);
  CHECK(std::get<Exponential>(scenario.handover_old).mean == 1);
  REQUIRE(scenario.assumptions.size() == 1);
  CHECK(scenario.assumptions.front().quality == "low");
  CHECK(scenario.notes.empty());
}

TEST_CASE("amounts of money are in pounds, a year or once") {
  for (const auto& [words, pounds] : std::vector<std::pair<std::string, double>>{
           {"500000 pounds", 5e5}, {"1.5 million pounds", 1.5e6}, {"1 pound", 1}, {"0 pounds", 0}, {"2 million pounds per year", 2e6}}) {
    INFO(words);
    CHECK(read_good("urgency:", "budget: " + words + "\nurgency:").budget == pounds);
  }
  for (const char* words : {"500000", "500,000 pounds", "-3 pounds", "5 pounds per week", "5 children", "many"}) {
    INFO(words);
    CHECK_FALSE(read_text(good_but("urgency:", std::string{"budget: "} + words + "\nurgency:")));
  }
}

TEST_CASE("a norm without a lower end is one number, and holds for all with named workers") {
  const auto scenario = read_good("urgency:", "norms: {mixed: {from: 15 children, to: 20 children, teams: legal}, court: {to: 15 children}}\n"
                                  "population: 22730 children\nurgency:");
  REQUIRE(scenario.norms.size() == 2);
  CHECK(scenario.norms[0].from == 15);
  CHECK(scenario.norms[0].to == 20);
  CHECK(scenario.norms[0].teams == std::vector<std::string>{"legal"});
  CHECK(scenario.norms[1].from == 15);
  CHECK(scenario.norms[1].teams == std::vector<std::string>{"duty"});
  CHECK(scenario.population == 22'730);
}

TEST_CASE("a team of managers oversees others, and a task may be by the manager") {
  const auto scenario = read_good("works: pool", "works: pool, manages: duty, span: 150 children, supervision: {every: 1 month, "
                                  "per_worker: 2 hours, per_child: 15 minutes}", {{"decision.by=manager"}, {}, {}});
  const Team& managers = scenario.teams[1];
  CHECK(managers.manages == std::vector<std::string>{"duty"});
  CHECK(managers.span == 150);
  REQUIRE(managers.supervision);
  CHECK(managers.supervision->every == Duration{1, Duration::Unit::months});
  CHECK(managers.supervision->per_worker == 2);
  CHECK(managers.supervision->per_child == 0.25);
  CHECK(step_of(scenario, "intake").tasks.front().by == "legal");
}
