// `caseload check`, end to end, and what a bad scenario does to every command.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace caseload::test;

namespace {

constexpr auto bad =
    "caseload: 1\n"
    "name: Bad\n"
    "period: {start: 2024-01-01, length: 3 weeks, begin: empty}\n"
    "demand: {referrals: {rate: 20 families per day, to: screening}}\n"
    "teams: {duty: {posts: -2}}\n"
    "steps:\n"
    "  screening:\n"
    "    team: duty\n"
    "    due: 45\n"
    "    tasks: {decision: {effort: {exponential: 3 hours}}}\n";

}  // namespace

TEST_CASE("a check prints the load of each team and writes nothing") {
  const Desk desk;
  const Outcome outcome = desk.caseload("check small.yaml");
  INFO(outcome.err);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out.starts_with("Small council · 3 weeks from 1 Jan 2024\nteam "));
  CHECK(has(outcome.out, "\nduty "));
  CHECK(has(outcome.out, "\nlegal "));
  CHECK(has(outcome.err, "one more, quiet time"));
  CHECK_FALSE(desk.has_results());
}

TEST_CASE("a check shows the end of the period too when posts or demand are others then") {
  const Desk desk;
  const Outcome outcome = desk.caseload("check small.yaml 'duty.posts=+2 from 2024-01-10'");
  INFO(outcome.err);
  CHECK(has(outcome.out, "at the rates and posts of 1 Jan 2024\n"));
  CHECK(has(outcome.out, "at the rates and posts of 21 Jan 2024\n"));
}

TEST_CASE("a check as JSON has the loads") {
  const Desk desk;
  const auto json = nlohmann::json::parse(desk.caseload("check small.yaml --json").out);
  CHECK(json["problems"].empty());
  CHECK(json["loads"][0]["teams"][0]["team"] == "duty");
  CHECK(json["loads"][0]["teams"][0]["posts"] == 3);
  CHECK(json["options"].size() == 2);
}

TEST_CASE("a bad scenario is refused with every mistake, and nothing is run") {
  const Desk desk;
  desk.write("bad.yaml", bad);
  for (const char* const command : {"check bad.yaml", "run bad.yaml --reps 2", "run bad.yaml --reps 2 --json"}) {
    const Outcome outcome = desk.caseload(command);
    CHECK(outcome.exit_code == 3);
    CHECK(outcome.out.empty());
    CHECK(has(outcome.err, "bad.yaml:5:"));
    CHECK(has(outcome.err, "bad.yaml:9:"));
    CHECK(has(outcome.err, "\n2 errors. Nothing was run.\n"));
  }
  CHECK_FALSE(desk.has_results());
}

TEST_CASE("a check of a bad scenario as JSON lists the places") {
  const Desk desk;
  desk.write("bad.yaml", bad);
  const Outcome outcome = desk.caseload("check bad.yaml --json");
  CHECK(outcome.exit_code == 3);
  const auto json = nlohmann::json::parse(outcome.out);
  REQUIRE(json["problems"].size() == 2);
  CHECK(json["problems"][0]["line"] == 5);
}

TEST_CASE("a scenario that is not there, an option that it lacks and a setting that is not there are refused") {
  const Desk desk;
  for (const char* const what : {"nowhere.yaml", "small.yaml --option 'two more'", "small.yaml duty.psots=9"}) {
    for (const char* const command : {"run ", "check "}) {
      const Outcome outcome = desk.caseload(std::string{command} + what);
      INFO(outcome.err);
      CHECK(outcome.exit_code == 3);
      CHECK(outcome.out.empty());
      CHECK(has(outcome.err, "1 error. Nothing was run.\n"));
    }
  }
  CHECK_FALSE(desk.has_results());
}

TEST_CASE("check finds a measure that a file expects something of and that is none, beside one of a target") {
  const Desk desk;
  const std::string small = content_of(desk / "small.yaml");
  desk.write("about.yaml",
             small + "targets: [{measure: childern per worker, at_most: 20 children}]\n"
                     "about: {authority: Kent, expect: [{option: one more, measure: duty.children per wroker, effect: lower}]}\n");
  const Outcome outcome = desk.caseload("check about.yaml");
  CHECK(outcome.exit_code == 3);
  CHECK(has(outcome.err, "about.yaml:16:21: error: targets.1.measure: there is no measure 'childern per worker'"));
  CHECK(has(outcome.err, "about.yaml:17:63: error: about.expect.1.measure: there is no measure 'duty.children per wroker'"));
  CHECK(has(outcome.err, "did you mean 'duty.children per worker'?"));
  CHECK(has(outcome.err, "2 errors. Nothing was run."));
}
