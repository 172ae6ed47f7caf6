// `caseload sweep`, end to end.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace caseload::test;
using Json = nlohmann::json;

namespace {

constexpr auto six_points = "sweep small.yaml duty.posts=3..5 'demand.referrals.rate=16,20 families per day' --reps 5 ";

const std::vector<std::string> files{"design.csv", "report.html", "results.csv", "summary.csv"};

}  // namespace

TEST_CASE("a sweep runs every combination, and its points are those of runs") {
  const Desk desk;
  const Outcome outcome = desk.caseload(std::string{six_points} + "--out s --json");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const Json sweep = Json::parse(outcome.out);
  REQUIRE(sweep["points"].size() == 6);
  CHECK(sweep["points"][3]["values"] == Json{"4", "20 families per day"});
  REQUIRE(desk.caseload("run small.yaml duty.posts=4 --reps 5 --out r").exit_code == 0);
  const Json run = Json::parse(content_of(desk / "r/results.json"));
  int compared = 0;
  for (const Json& of : sweep["points"][3]["measures"]) {
    for (const Json& one : run["measures"]) {
      if (one["measure"] != of["measure"] || one["where"] != of["where"]) continue;
      CHECK(one["mean"] == of["mean"]);
      CHECK(one["p90"] == of["p90"]);
      ++compared;
    }
  }
  CHECK(compared > 5);
  CHECK(names_in(desk / "s") == std::vector<std::string>{"command.txt", "design.csv", "points.sqlite", "report.html",
                                                         "results.csv", "scenario.yaml", "summary.csv"});
  CHECK(content_of(desk / "s/design.csv")
            .starts_with("point,id,replications,failure,duty.posts,demand.referrals.rate\n0,"));
}

TEST_CASE("a sweep has the same bytes for any number of threads, and when it is made anew") {
  const Desk desk;
  REQUIRE(desk.caseload(std::string{six_points} + "--threads 1 --out a").exit_code == 0);
  REQUIRE(desk.caseload(std::string{six_points} + "--threads 3 --out b").exit_code == 0);
  for (const std::string& name : files) CHECK(content_of(desk / "a" / name) == content_of(desk / "b" / name));
  const std::string page = content_of(desk / "a/report.html");
  REQUIRE(desk.caseload("report a").exit_code == 0);
  CHECK(content_of(desk / "a/report.html") == page);
}

TEST_CASE("a sweep that was killed goes on where it was, and ends with the same bytes") {
  const Desk desk;
  const std::string longer =
      "sweep small.yaml duty.posts=3..8 'demand.referrals.rate=16..22:2 families per day' --reps 40 ";
  REQUIRE(desk.caseload(longer + "--out whole").exit_code == 0);
  int killed = 0;
  for (const char* const after : {"0.02", "0.05", "0.1", "0.2"}) {
    const Outcome outcome = desk.caseload(longer + "--resume --out part", "timeout -s KILL " + std::string{after});
    killed += outcome.exit_code == 137;
  }
  CHECK(killed > 0);
  REQUIRE(desk.caseload(longer + "--resume --out part").exit_code == 0);
  for (const std::string& name : files) CHECK(content_of(desk / "part" / name) == content_of(desk / "whole" / name));
}

TEST_CASE("points of another sweep, of a changed scenario, or unfinished ones are not touched without being asked") {
  const Desk desk;
  REQUIRE(desk.caseload(std::string{six_points} + "--out s").exit_code == 0);
  const Outcome other = desk.caseload("sweep small.yaml duty.posts=3..4 --reps 5 --out s --resume");
  CHECK(other.exit_code == 2);
  CHECK(has(other.err, "other settings or values"));
  std::string text = content_of(desk / "small.yaml");
  desk.write("small.yaml", text.replace(text.find("exponential: 3 hours"), 20, "exponential: 4 hours"));
  const Outcome changed = desk.caseload(std::string{six_points} + "--out s --resume");
  CHECK(changed.exit_code == 2);
  CHECK(has(changed.err, "steps.screening.tasks.decision.effort.exponential: 4 hours was 3 hours"));
  CHECK(desk.caseload(std::string{six_points} + "--out s --fresh").exit_code == 0);
}

TEST_CASE("a mistake in any value is said before anything is run") {
  const Desk desk;
  const Outcome outcome = desk.caseload("sweep small.yaml duty.posts=3,many --reps 2");
  CHECK(outcome.exit_code == 3);
  CHECK(has(outcome.err, "many"));
  CHECK_FALSE(desk.has_results());
  CHECK(desk.caseload("sweep small.yaml duty.posts=3 --reps 2").exit_code == 2);
  CHECK(desk.caseload("sweep small.yaml dutty.posts=3,4 --reps 2").exit_code == 3);
}

TEST_CASE("a plan is run as it says, the same in shards, and its mistakes are said with their places") {
  const Desk desk;
  desk.write("plan.yaml",
             "caseload_sweep: 1\n"
             "base: small.yaml\n"
             "set: {legal.posts: 2}\n"
             "design: {type: sobol, points: 9}\n"
             "factors:\n"
             "  duty.posts: {from: 3, to: 6}\n"
             "  demand.referrals.rate: {uniform: [14, 22], unit: families per day}\n"
             "replications: {count: 5}\n");
  const Outcome outcome = desk.caseload("sweep plan.yaml --out whole --json");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const Json sweep = Json::parse(outcome.out);
  CHECK(sweep["points"].size() == 9);
  CHECK(sweep["points"][0]["values"] == Json{"3", "14 families per day"});
  CHECK(sweep["points"][0]["replications"] == 5);
  for (const char* const shard : {"2/2", "1/2"}) {
    REQUIRE(desk.caseload("sweep plan.yaml --quiet --out parts --shard " + std::string{shard}).exit_code == 0);
  }
  REQUIRE(desk.caseload("collect parts").exit_code == 0);
  for (const std::string& name : files) CHECK(content_of(desk / "whole" / name) == content_of(desk / "parts" / name));

  desk.write("wrong.yaml", "caseload_sweep: 1\nbase: small.yaml\nfactors: {duty.posts: {values: [3, many]}}\n");
  const Outcome wrong = desk.caseload("sweep wrong.yaml");
  CHECK(wrong.exit_code == 3);
  CHECK(has(wrong.err, "many"));
  desk.write("wrong.yaml", "caseload_sweep: 1\nbase: small.yaml\nfactor: {}\n");
  const Outcome unknown = desk.caseload("sweep wrong.yaml");
  CHECK(unknown.exit_code == 3);
  CHECK(has(unknown.err, "wrong.yaml:3:1: error: there is no setting 'factor' here"));
}

TEST_CASE("a point without something to measure is a point all the same") {
  const Desk desk;
  std::string text = content_of(desk / "small.yaml");
  desk.write("small.yaml",
             text.insert(text.find("teams:"), "people: {overtime: {up_to: 10 %, when_due_within: 1 day}}\n"));
  const Outcome outcome =
      desk.caseload("sweep small.yaml 'people.overtime.up_to=0 %,10 %' --reps 5 --keep all --json --out s");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const Json points = Json::parse(outcome.out)["points"];
  int without = 0, with = 0;
  for (const Json& of : points[0]["measures"]) without += of["measure"] == "overtime" && of["mean"].is_null();
  for (const Json& of : points[1]["measures"]) with += of["measure"] == "overtime" && of["mean"].is_number();
  CHECK(without == with);
  CHECK(with > 0);
}
