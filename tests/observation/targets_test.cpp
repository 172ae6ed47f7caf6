// Targets against a handful of measures: whether they are found, and bounds in other units.
#include <catch2/catch.hpp>

#include "caseload/observations.hpp"

namespace {

using namespace caseload;

const std::vector<Measure> measures{{"wait for a worker, mean", "service", "days", true},
                                    {"children per worker", "service", "children", true},
                                    {"done in time", "initial assessment", "%", true},
                                    {"cost", "service", "pounds per year", false},
                                    {"children referred", "service", "per week", true},
                                    {"hours per child and month", "duty", "hours", false}};

Target target(std::string measure, double bound, std::string unit, bool at_least = false) {
  return {"a target", std::move(measure), at_least, bound, std::move(unit), 0.6, {"kent.yaml", 7, 20}};
}

Result<std::vector<TargetRow>> rows_of(std::vector<Target> targets) {
  Scenario scenario;
  scenario.targets = std::move(targets);
  return targets_of(scenario, measures);
}

double bound_of(const std::string& measure, double bound, const std::string& unit) {
  const auto rows = rows_of({target(measure, bound, unit)});
  if (!rows) FAIL(to_text(rows.problems().front()));
  return rows->front().bound;
}

Problem problem_of(Target bad) {
  const auto rows = rows_of({std::move(bad)});
  REQUIRE_FALSE(rows);
  REQUIRE(rows.problems().size() == 1);
  return rows.problems().front();
}

}  // namespace

TEST_CASE("a target becomes the number of its measure, the way, the bound and the chance") {
  const auto rows = rows_of({target("initial assessment.done in time", 80, "%", true), target("children per worker", 20, "")});
  REQUIRE(rows);
  REQUIRE(rows->size() == 2);
  CHECK(rows->at(0).measure == 2);
  CHECK(rows->at(0).at_least);
  CHECK(rows->at(0).bound == 80);
  CHECK(rows->at(0).chance == 0.6);
  CHECK(rows->at(1).measure == 1);
  CHECK_FALSE(rows->at(1).at_least);
}

TEST_CASE("a bound in another unit of time is converted to the measure's") {
  CHECK(bound_of("wait for a worker, mean", 36, "hours") == Approx(1.5));
  CHECK(bound_of("wait for a worker, mean", 2, "weeks") == Approx(14));
  CHECK(bound_of("wait for a worker, mean", 1, "day") == 1);
  CHECK(bound_of("duty.hours per child and month", 90, "minutes") == Approx(1.5));
}

TEST_CASE("a bound may be in fewer or more words than the measure") {
  CHECK(bound_of("cost", 2e6, "pounds") == 2e6);
  CHECK(bound_of("cost", 2e6, "pounds per year") == 2e6);
  CHECK(bound_of("children per worker", 20, "children per worker") == 20);
  CHECK(bound_of("children per worker", 1, "child") == 1);
  CHECK(bound_of("children referred", 30, "children per week") == 30);
  CHECK(bound_of("children referred", 30, "per week") == 30);
}

TEST_CASE("a bound in a unit of something else is refused, with the measure's unit") {
  const Problem days = problem_of(target("children per worker", 7, "days"));
  CHECK(days.key == "targets.1.at_most");
  CHECK(days.message == "'children per worker' is in children, the bound in 'days'");
  CHECK(days.hint == "write '7 children', or what it should be");
  CHECK(problem_of(target("cost", 2e6, "pounds per week")).message.find("pounds per year") != std::string::npos);
  CHECK(problem_of(target("children referred", 30, "families per week")).key == "targets.1.at_most");
  CHECK(problem_of(target("children referred", 30, "children per month")).key == "targets.1.at_most");
}

TEST_CASE("working days and months are no fixed number of days") {
  for (const char* unit : {"working days", "working day", "months", "year"}) {
    CHECK(problem_of(target("wait for a worker, mean", 7, unit)).hint ==
          "months and working days differ in length: write it in days");
  }
}

TEST_CASE("0.8 of a percentage could be 80 % or 0.8 %: its author must say") {
  const Problem problem = problem_of(target("initial assessment.done in time", 0.8, "", true));
  CHECK(problem.key == "targets.1.at_least");
  CHECK(problem.hint == "write '80 %' or '0.8 %'");
  CHECK(bound_of("initial assessment.done in time", 0.8, "%") == 0.8);
  CHECK(bound_of("initial assessment.done in time", 0, "") == 0);
}

TEST_CASE("all that is wrong with targets is said at once, each at its place") {
  const auto rows = rows_of({target("children per wroker", 20, ""), target("children per worker", 20, ""),
                             target("wait for a worker, mean", 20, "%", true)});
  REQUIRE_FALSE(rows);
  REQUIRE(rows.problems().size() == 2);
  const Problem& missing = rows.problems().front();
  CHECK(missing.key == "targets.1.measure");
  CHECK(missing.message == "there is no measure 'children per wroker'");
  CHECK(missing.hint.find("did you mean 'children") != std::string::npos);
  CHECK(missing.place.file == "kent.yaml");
  CHECK(missing.place.line == 7);
  CHECK(missing.place.column == 20);
  CHECK(rows.problems().back().key == "targets.3.at_least");
}

TEST_CASE("the targets of the scenarios that come with the program are of measures that they have") {
  for (const char* const name : {"darlington-2009"}) {
    INFO(name);
    const std::string folder = CASELOAD_SCENARIOS;
    const auto scenario = read(folder + "/" + name + ".yaml", {.overrides = {}, .option = {}, .library = folder});
    REQUIRE(scenario);
    const auto rows = targets_of(*scenario, measures_of(compile(*scenario)));
    if (!rows) FAIL(to_text(rows.problems().front()));
    CHECK(rows->size() == 3);
  }
}

TEST_CASE("what a scenario expects is of measures that it has") {
  Scenario scenario;
  const auto expected = [](std::string option, std::string against, std::string measure) {
    return Expectation{std::move(option), std::move(against), std::move(measure), Expectation::Effect::lower,
                       {"kent.yaml", 9, 30}};
  };
  scenario.about.expect = {expected("more", "", "service.children per worker"),
                           expected("more", "fewer", "initial assessment.done in tiem"),
                           expected("fewer", "", "overtime")};
  const Problems problems = unknown_expected(scenario, measures);
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].key == "about.expect.2.measure");
  CHECK(problems[0].message == "there is no measure 'initial assessment.done in tiem'");
  CHECK(problems[0].hint == "did you mean 'initial assessment.done in time'?");
  CHECK(problems[0].place.line == 9);
  CHECK(problems[1].key == "about.expect.3.measure");
  scenario.option = "more";  // another option may have measures of its own
  CHECK(unknown_expected(scenario, measures).size() == 1);
  scenario.option = "another";
  CHECK(unknown_expected(scenario, measures).empty());
}
