// Plans of sweeps: what they say, and all of their mistakes at once.
#include <catch2/catch.hpp>

#include "caseload/sweep.hpp"
#include "support/scratch.hpp"

using namespace caseload;
using test::Scratch;

namespace {

Result<SweepPlan> plan(const std::string& text) {
  const Scratch scratch;
  scratch.write("plan.yaml", text);
  CHECK(is_sweep_plan((scratch / "plan.yaml").string()));
  return read_sweep_plan((scratch / "plan.yaml").string());
}

std::string mistakes(const std::string& text) {
  const Result<SweepPlan> found = plan(text);
  REQUIRE_FALSE(found);
  std::string all;
  for (const Problem& problem : found.problems()) {
    all += std::to_string(problem.place.line) + ":" + std::to_string(problem.place.column) + " " + problem.key + ": " +
           problem.message + (problem.hint.empty() ? "" : " (" + problem.hint + ")") + "\n";
  }
  return all;
}

}  // namespace

TEST_CASE("a plan says what is varied, how, and how often") {
  const Result<SweepPlan> found = plan(
      "caseload_sweep: 1\n"
      "base: kent.yaml\n"
      "option: three workers\n"
      "set: {legal.posts: 2, referrals.rate: 30 children per week}\n"
      "design: {type: sobol, points: 64}\n"
      "factors:\n"
      "  teams.duty.posts: {from: 6, to: 12}\n"
      "  demand.referrals.rate: {uniform: [28, 44.5], unit: children per week}\n"
      "  people.sickness.while_away: {values: [kept, handed over]}\n"
      "  people.casework: {from: 60, to: 80, by: 10, unit: \"%\"}\n"
      "replications: {count: auto, at_most: 200}\n");
  REQUIRE(found);
  CHECK(found->base == "kent.yaml");
  CHECK(found->option == "three workers");
  CHECK(found->overrides == std::vector<std::string>{"legal.posts=2", "referrals.rate=30 children per week"});
  CHECK(found->design.type == Design::Type::sobol);
  CHECK(found->design.size == 64);
  REQUIRE(found->factors.size() == 4);
  CHECK(found->factors[0].whole);
  CHECK(found->factors[1].high == 44.5);
  CHECK(found->factors[1].unit == "children per week");
  CHECK(found->factors[2].levels == std::vector<std::string>{"kept", "handed over"});
  CHECK(found->factors[3].levels == std::vector<std::string>{"60 %", "70 %", "80 %"});
  CHECK(found->at_most == 200);
  CHECK_FALSE(found->replications);
}

TEST_CASE("all mistakes of a plan are said at once, each with its place") {
  CHECK(
      mistakes("caseload_sweep: 2\n"
               "bas: kent.yaml\n"
               "design: {type: sobl, point: 3}\n"
               "factors:\n"
               "  duty.posts: {from: 12, to: 6}\n"
               "  rate: 5\n"
               "replications: {count: many}\n") ==
      "2:1 bas: there is no setting 'bas' here (did you mean 'base'?)\n"
      "1:17 caseload_sweep: expected format version 1\n"
      "1:1 base: 'base' is missing (the scenario file, such as base: kent.yaml)\n"
      "3:22 design.point: there is no setting 'point' here (did you mean 'points'?)\n"
      "3:16 design.type: there is no design 'sobl' (did you mean 'sobol'?)\n"
      "7:23 replications.count: expected a number, found 'many'\n"
      "5:15 factors.duty.posts: expected whole numbers, 'from' below 'to' (for others: {uniform: [0.5, 1.5]}, or "
      "'by')\n"
      "6:9 factors.rate: expected how it is varied ({from: 6, to: 12}, {uniform: [28, 44], unit: children per week} or "
      "{values: [6, 9]})\n");
}

TEST_CASE("design and factors must fit") {
  const std::string start = "caseload_sweep: 1\nbase: kent.yaml\n";
  CHECK(mistakes(start + "factors: {a: {uniform: [1, 2]}}\n").find("a grid needs values") != std::string::npos);
  CHECK(mistakes(start + "design: {type: lhs}\nfactors: {a: {from: 1, to: 2}}\n").find("'points' is missing") !=
        std::string::npos);
  CHECK(
      mistakes(start + "design: {type: grid, points: 4}\nfactors: {a: {from: 1, to: 2}}\n").find("as many points as") !=
      std::string::npos);
  CHECK(mistakes(start + "factors: {}\n").find("no setting is varied") != std::string::npos);
}

TEST_CASE("a scenario is not taken for a plan") {
  const Scratch scratch;
  scratch.write("kent.yaml", "caseload: 1\nname: caseload_sweep: 1\n");
  CHECK_FALSE(is_sweep_plan((scratch / "kent.yaml").string()));
  CHECK_FALSE(is_sweep_plan((scratch / "nowhere.yaml").string()));
}

TEST_CASE("each design takes its own size, and is told what it does not take") {
  const std::string start = "caseload_sweep: 1\nbase: kent.yaml\nfactors: {a: {from: 1, to: 2}}\ndesign: ";
  CHECK(plan(start + "{type: morris, trajectories: 12}\n")->design.size == 12);
  CHECK(plan(start + "{type: saltelli, blocks: 64}\n")->design.type == Design::Type::saltelli);
  CHECK(mistakes(start + "{type: morris, points: 12}\n") ==
        "4:32 design.points: 'points' does not go with morris (it takes 'trajectories')\n"
        "4:9 design.trajectories: 'trajectories' is missing (how many, such as trajectories: 64)\n");
}

TEST_CASE("a list names its settings and gives a point on each line") {
  const Scratch scratch;
  scratch.write(
      "points.csv",
      "\xEF\xBB\xBF"
      "duty.posts,rate\r\n9,\"30 children per week\"\r\n6,28 children per week\r\n\r\n9,28 children per week\r\n");
  const auto read = [&](const std::string& more) {
    scratch.write("plan.yaml", "caseload_sweep: 1\nbase: kent.yaml\ndesign: {type: list, file: points.csv}\n" + more);
    return read_sweep_plan((scratch / "plan.yaml").string());
  };
  const Result<SweepPlan> found = read("");
  REQUIRE(found);
  CHECK(found->design.listed.size() == 3);
  CHECK(found->design.listed[0] == DesignPoint{"9", "30 children per week"});
  REQUIRE(found->factors.size() == 2);
  CHECK(found->factors[0].name == "duty.posts");
  CHECK(found->factors[0].levels == std::vector<std::string>{"6", "9"});
  CHECK_FALSE(read("factors: {a: {from: 1, to: 2}}\n"));
  scratch.write("points.csv", "duty.posts,rate\n9,30\n9\n1,2,3\n");
  const Result<SweepPlan> wrong = read("");
  REQUIRE_FALSE(wrong);
  REQUIRE(wrong.problems().size() == 2);
  CHECK(wrong.problems()[0].place.line == 3);
  CHECK(wrong.problems()[1].message == "expected 2 values, one for each setting, found 3");
  scratch.write("points.csv", "");
  CHECK_FALSE(read(""));
  CHECK_FALSE(plan("caseload_sweep: 1\nbase: kent.yaml\ndesign: {type: list, file: nowhere.csv}\n"));
}

TEST_CASE("a plan says what is kept, and what happens when a point fails") {
  const std::string start = "caseload_sweep: 1\nbase: kent.yaml\nfactors: {a: {from: 1, to: 2}}\n";
  const Result<SweepPlan> plain = plan(start),
                          asked = plan(start + "keep: {measures: all, series: monthly}\non_failure: stop\n");
  REQUIRE(plain);
  REQUIRE(asked);
  CHECK_FALSE((plain->all_measures || plain->series || plain->stop_on_failure));
  CHECK((asked->all_measures && asked->series && asked->stop_on_failure));
  CHECK(mistakes(start + "keep: {series: weekly}\non_failure: cry\n") ==
        "4:16 keep.series: expected none or monthly, found 'weekly'\n"
        "5:13 on_failure: expected continue or stop, found 'cry'\n");
}
