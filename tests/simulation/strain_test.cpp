// Times that stretch and shrink: rates that change on a date, grades, and what overload does to sickness and leaving.
#include <catch2/catch.hpp>
#include <cmath>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// One worker for 480 hours with a family that stays.
std::string twenty_days(const std::string& people, const std::string& rest = "", const std::string& family = "children: 1",
                        const std::string& step = "lasts: 100 days") {
  return R"(
caseload: 1
name: strain
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 90 days, first: 0 hours, at_most: 1, to: plan, )" + family + R"(}}
people: {)" + people + R"(}
teams: {desk: {posts: 1}}
)" + rest + R"(
steps: {plan: {team: desk, )" + step + R"(}}
)";
}

double hours_in_post(const std::string& yaml) {
  const Model model = model_of(yaml);
  return 480 * value(model, observe(model), "in post", "desk");
}

double hours_away(const std::string& yaml) {
  const Model model = model_of(yaml);
  return 480 * value(model, observe(model), "absent", "desk") / 100;
}

}  // namespace

TEST_CASE("when the rate of leaving changes, what is left of everybody's time in post changes with it") {
  const std::string leaving = "leaving: {after: 100 hours}";
  CHECK(hours_in_post(twenty_days(leaving)) == Approx(100));
  // On the third day, at hour 48, 52 hours are left.
  const auto from_third_day = [](const std::string& changes) {
    return "events: [{on: 2024-01-03, name: change, changes: {" + changes + "}}]";
  };
  CHECK(hours_in_post(twenty_days(leaving, from_third_day("people.leaving.after: 200 hours"))) == Approx(48 + 104));
  CHECK(hours_in_post(twenty_days(leaving, from_third_day("people.leaving.after: 50 hours"))) == Approx(48 + 26));
  CHECK(hours_in_post(twenty_days(leaving, from_third_day("people.leaving: none"))) == Approx(480));
  CHECK(hours_in_post(twenty_days("casework: 90 %", from_third_day("people.leaving: {after: 30 hours}"))) ==
        Approx(48 + 30));
  CHECK(hours_in_post(twenty_days(leaving, from_third_day("people.casework: 90 %"))) == Approx(100));
}

TEST_CASE("when the rate of sickness changes, so does what is left until the next spell") {
  const std::string sickness = "sickness: {every: 100 hours, lasting: 300 hours}";
  CHECK(hours_away(twenty_days(sickness)) == Approx(300));
  CHECK(hours_away(twenty_days(sickness, "events: [{on: 2024-01-03, name: flu, changes: {people.sickness.every: 300 "
                                         "hours}}]")) == Approx(480 - 48 - 3 * 52));
  // A spell that is under way goes on: away 100 to 400, and again after 10 hours.
  CHECK(hours_away(twenty_days(sickness, "events: [{on: 2024-01-07, name: flu, changes: {people.sickness.every: 10 "
                                         "hours}}]")) == Approx(480 - 100 - 10));
}

TEST_CASE("a grade may be quicker to leave") {
  CHECK(hours_in_post(twenty_days("leaving: {after: 100 hours}, grades: {new: 100 %}", "grades: {new: {leaving: 4}}")) ==
        Approx(25));
  CHECK(hours_in_post(twenty_days("leaving: {after: 100 hours}, grades: {new: 100 %}", "grades: {new: {leaving: 0}}")) ==
        Approx(480));
}

TEST_CASE("children above what can be borne hasten leaving and sickness from the first weekly look on") {
  // Thirty children are ten too many: at 10 % each the rates double after 168 hours, when 232 of 400 are left.
  const std::string thirty = "children: {fixed: 30}";
  const auto feedback = [](const std::string& effect) {
    return "feedback: {above: 20 children, " + effect + ": {strength: default, default: 10 %, strong: 20 %}}";
  };
  const std::string leaving = "leaving: {after: 400 hours}", sickness = "sickness: {every: 400 hours, lasting: 900 hours}";
  CHECK(hours_in_post(twenty_days(leaving, feedback("leaving"), thirty)) == Approx(168 + 116));
  CHECK(hours_away(twenty_days(sickness, feedback("sickness"), thirty)) == Approx(480 - 284));
  CHECK(hours_in_post(twenty_days(leaving, feedback("leaving"), "children: {fixed: 20}")) == Approx(400));
  CHECK(hours_in_post(twenty_days(leaving, feedback("sickness"), thirty)) == Approx(400));
  // A part-timer has twice as many for each hour: forty too many, five times the rate.
  CHECK(hours_in_post(twenty_days(leaving + ", grades: {half: 100 %}", feedback("leaving") + "\ngrades: {half: {hours: 50 %}}",
                                  thirty)) == Approx((168 + 232 / 5.0) / 2).epsilon(1e-4));
  // Leave is no matter of strain.
  CHECK(hours_away(twenty_days("leave: {every: 400 hours, lasting: 900 hours}", feedback("sickness"), thirty)) ==
        Approx(80));
}

TEST_CASE("an effect can be switched on by an event") {
  const std::string feedback = R"(
feedback: {above: 20 children, leaving: {default: 10 %}}
events: [{on: 2024-01-05, name: it begins to tell, changes: {feedback.leaving.strength: default}}])";
  CHECK(hours_in_post(twenty_days("leaving: {after: 400 hours}", feedback, "children: {fixed: 30}")) ==
        Approx(168 + 116));
}

TEST_CASE("overtime is strain in the place of children") {
  // All hours are worked with 50 % more, which is as ten children above twenty.
  const std::string people = "leaving: {after: 400 hours}, overtime: {up_to: 50 %, when_due_within: 1 day}";
  const std::string feedback = "feedback: {above: 20 children, leaving: {strength: default, default: 10 %}}";
  const std::string endless = "due: 1 hour, tasks: {task: {effort: 10000 hours}}";
  CHECK(hours_in_post(twenty_days(people, feedback, "children: 1", endless)) == Approx(168 + 116));
}

TEST_CASE("those who are in post at the beginning leave as steadily as ever after") {
  // Weibull with shape 1/2 and mean 104 weeks: half of all leave within 25 weeks of starting, so 2000 people who all
  // began today would lose far more than the 19.2 a week of a service that has been there for long.
  const std::string law = GENERATE(as<std::string>{}, "{weibull: {shape: 0.5, scale: 52 weeks}}",
                                   "{lognormal: {mean: 104 weeks, cv: 1}}", "{gamma: {mean: 104 weeks, cv: 0.5}}",
                                   "{uniform: {low: 52 weeks, high: 156 weeks}}");
  const Model model = model_of(R"(
caseload: 1
name: steady
period: {start: 2024-01-01, length: 26 weeks, begin: empty}
demand: {families: {every: 90 days, at_most: 1, to: plan}}
people: {leaving: {after: )" + law + R"(}, vacancy: {filled_after: 0 hours}}
teams: {desk: {posts: 2000}}
steps: {plan: {team: desk, lasts: 1 day}}
)");
  double leavers = 0;
  for (std::uint32_t replication = 0; replication < 4; ++replication) {
    leavers += value(model, observe(model, replication), "leavers", "desk") * 26 * seconds_per_week / seconds_per_year;
  }
  INFO(law);
  const double expected = 4 * 2000 * 26 / 104.0;
  CHECK(leavers == Approx(expected).margin(4 * 1.6 * std::sqrt(expected)));  // clustered, so wider than Poisson
}
