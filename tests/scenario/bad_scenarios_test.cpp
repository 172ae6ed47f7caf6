// Every kind of mistake is refused at its place.
#include <set>

#include <catch2/catch.hpp>

#include "caseload/scenario.hpp"
#include "support/bad_scenarios.hpp"

using namespace caseload;

TEST_CASE("the scenario that the bad ones are made from is good") {
  const auto scenario = read_text(test::good_scenario);
  if (!scenario) {
    for (const Problem& problem : scenario.problems()) UNSCOPED_INFO(to_text(problem));
  }
  REQUIRE(scenario);
}

TEST_CASE("a bad scenario is refused with the line, column, key and what was expected") {
  for (const test::BadScenario& bad : test::bad_scenarios()) {
    INFO(bad.name);
    const auto result = read_text(bad.yaml, "kent.yaml");
    CHECK_FALSE(result);
    if (result) continue;
    const Problem& first = result.problems().front();
    INFO(to_text(first));
    CHECK(first.place.file == "kent.yaml");
    CHECK(first.place.line == bad.line);
    CHECK(first.place.column == bad.column);
    CHECK(first.key == bad.key);
    CHECK(first.message.find(bad.message_part) != std::string::npos);
    CHECK(result.problems().size() == 1);
  }
}

TEST_CASE("the bad scenarios are of at least a hundred kinds") {
  std::set<std::string> names;
  for (const test::BadScenario& bad : test::bad_scenarios()) names.insert(bad.name);
  CHECK(names.size() == test::bad_scenarios().size());
  CHECK(names.size() >= 100);
}
