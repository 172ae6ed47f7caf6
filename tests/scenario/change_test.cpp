// Overrides and options find a setting by the end of its path and change the value in force.
#include <catch2/catch.hpp>

#include "good_reading.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

Scenario overridden(const std::string& override_text) { return read_good("", "", {{override_text}, {}, {}}); }
std::string error_with(const std::string& override_text) { return error_of(good_scenario, {{override_text}, {}, {}}); }
double posts(const std::string& override_text) {
  return overridden(override_text).teams.front().posts.entries.front().value;
}

}  // namespace

TEST_CASE("a setting is found by its path or a unique end of it") {
  CHECK(posts("teams.duty.posts=9") == 9);
  CHECK(posts("duty.posts=9") == 9);
  CHECK(posts(" duty.posts = 9 ") == 9);
  CHECK(overridden("casework=70 %").teams.front().people.casework == Approx(0.7));
  CHECK(overridden("name=Kent, with more people").name == "Kent, with more people");
}

TEST_CASE("a change is relative to the value in force") {
  CHECK(posts("duty.posts=+3") == 10);
  CHECK(posts("duty.posts=-2") == 5);
  CHECK(posts("duty.posts=x 2") == 14);
  CHECK(read_good("posts: 7", "posts: 10", {{"duty.posts=+10 %"}, {}, {}}).teams.front().posts.entries.front().value ==
        11);
  CHECK(overridden("casework=-10 %").teams.front().people.casework == Approx(0.72));
  CHECK(overridden("visit.every=x 0.5").steps.back().tasks.front().every->amount == Approx(2 * seconds_per_week));
  CHECK(overridden("referrals.rate=+40 %").demand.front().rate.entries.front().value.per_second * seconds_per_week ==
        Approx(36.4));
}

TEST_CASE("a change from a date holds from then on") {
  const std::string planned = "posts: [7, 8 from 2011-01-01, 9 from 2012-01-01]";
  const auto values = [&](const std::string& change) {
    std::vector<double> all;
    const auto scenario = read_good("posts: 7", planned, {{"duty.posts=" + change}, {}, {}});
    for (const auto& entry : scenario.teams.front().posts.entries) all.push_back(entry.value);
    return all;
  };
  CHECK(values("+3") == std::vector<double>{10, 11, 12});
  CHECK(values("+3 from 2011-06-01") == std::vector<double>{7, 8, 11, 12});
  CHECK(values("+3 from 2011-01-01") == std::vector<double>{7, 11, 12});
  CHECK(values("5 from 2011-06-01") == std::vector<double>{7, 8, 5});
  CHECK(values("5") == std::vector<double>{5});
  CHECK(values("[5, 6 from 2011-01-01]") == std::vector<double>{5, 6});
}

TEST_CASE("a setting that is not written may be set, and changed if its default is a number") {
  CHECK(step_of(overridden("plan.urgent=yes"), "plan").urgent);
  CHECK(step_of(overridden("plan.points=+1"), "plan").points == 2);
  CHECK(overridden("people.starter={speed: 50 %, full_after: 3 months}").teams.front().people.starter->speed == 0.5);
  CHECK(overridden("duty.people.casework=-10 %").teams.front().people.casework == Approx(0.72));
  CHECK(overridden("duty.people.casework=-10 %").teams.back().people.casework == Approx(0.8));
  CHECK(error_with("plan.due=+3 days").find("'plan.due' has no value yet") != std::string::npos);
}

TEST_CASE("a distribution is scaled, and one of its parameters may be set") {
  CHECK(std::get<Exponential>(step_of(overridden("plan.lasts=x 2"), "plan").lasts->of).mean ==
        Approx(seconds_per_year));
  CHECK(std::get<Exponential>(step_of(overridden("lasts.exponential=3 months"), "plan").lasts->of).mean ==
        Approx(3 * seconds_per_month));
  CHECK(std::get<LogNormal>(
            step_of(overridden("plan.lasts={lognormal: {median: 12 days, p90: 40 days}}"), "plan").lasts->of)
            .sigma > 0);
  CHECK(step_of(overridden("next.plan=50 %"), "intake").next.back().share == Approx(0.5));
}

TEST_CASE("a key takes away the other key that says the same thing") {
  const auto scenario =
      read_good("casework: 80 %", "leaving: {rate: 9 % per year}", {{"leaving.after={fixed: 3 weeks}"}, {}, {}});
  CHECK(std::holds_alternative<Fixed>(scenario.teams.front().people.leaving->tenure.of));
}

TEST_CASE("none takes away a block, an optional value or a member of a collection") {
  CHECK(read_good("legal: {posts: 1, works: pool}", "legal: {posts: 1, works: pool}", {{"teams.legal=none"}, {}, {}})
            .teams.size() == 1);
  CHECK_FALSE(overridden("visit.urgency=none").steps.back().tasks.front().urgency);
  CHECK(read_good("casework: 80 %", "leaving: {rate: 9 % per year}", {{"people.leaving=none"}, {}, {}})
            .teams.front()
            .people.leaving.has_value() == false);
}

TEST_CASE("an event's change is a value of its own") {
  CHECK(overridden("events.1.referrals=+60 %").events.front().factor == Approx(1.6));
}

TEST_CASE("a setting that does not exist is refused with the nearest one and its value") {
  CHECK(error_with("duty.psots=9") ==
        "error: there is no setting 'duty.psots'\n  did you mean duty.posts?   (now 7, from kent.yaml line 8)");
  CHECK(error_with("plan.urgnet=yes").find("did you mean plan.urgent?   (not given; default: no)") !=
        std::string::npos);
}

TEST_CASE("an end of several paths is refused with the paths") {
  const std::string error = error_with("posts=9");
  CHECK(error.find("'posts' could be any of 2 settings") != std::string::npos);
  CHECK(error.find("teams.duty.posts, teams.legal.posts") != std::string::npos);
}

TEST_CASE("several values are for a sweep") {
  for (const std::string values : {"6,9,12", "6..12:3", "6, 9"})
    CHECK(error_with("duty.posts=" + values).find("caseload sweep") != std::string::npos);
}

TEST_CASE("a bad value of an override is shown where it stands") {
  CHECK(error_with("duty.posts=-9") ==
        "error: teams.duty.posts: expected a number of posts from 0 to 100000, found '-2'\n"
        "      | duty.posts=-9\n"
        "      |            ^^");
}

TEST_CASE("what is no override is refused") {
  for (const std::string text : {"", "=", "duty.posts", "=9", "duty.posts=", "duty.posts={", "duty.posts=\x1B[2J",
                                 "duty.posts=\xFF", "duty..posts=9", "events.9.on=2010-01-01"}) {
    INFO(text);
    CHECK_FALSE(read_text(good_scenario, "kent.yaml", {{text}, {}, {}}));
  }
}

TEST_CASE("an option is applied before the overrides, by its name") {
  const std::string options =
      "options:\n  three more: {teams.duty.posts: +3 from 2011-01-01}\n  fewer: {duty.posts: 5, people.casework: 70 "
      "%}\nurgency:";
  const auto scenario = read_good("urgency:", options, {{"duty.posts=+1"}, "three more", {}});
  CHECK(scenario.option == "three more");
  CHECK(scenario.option_names == std::vector<std::string>{"three more", "fewer"});
  const auto& entries = scenario.teams.front().posts.entries;
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].value == 8);
  CHECK(entries[1].value == 11);
  CHECK(read_good("urgency:", options, {{}, "fewer", {}}).teams.front().people.casework == Approx(0.7));
  CHECK(read_good("urgency:", options).teams.front().posts.entries.size() == 1);
  CHECK(error_of(good_but("urgency:", options), {{}, "three mroe", {}}) ==
        "error: there is no option 'three mroe'\n  did you mean 'three more'?");
  CHECK(error_of(good_scenario, {{}, "any", {}}).find("the scenario has no options") != std::string::npos);
}
