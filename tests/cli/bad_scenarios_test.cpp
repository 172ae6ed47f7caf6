// Every scenario of tests/support/bad_scenarios.hpp, given to the program.
#include "support/bad_scenarios.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "cli/program.hpp"

using namespace caseload::test;

TEST_CASE("no bad scenario is run, and each is refused at the line of its mistake") {
  const Desk desk;
  for (const BadScenario& bad : bad_scenarios()) {
    INFO(bad.name);
    desk.write("bad.yaml", bad.yaml);
    const Outcome outcome = desk.caseload("run bad.yaml --reps 1");
    INFO(outcome.err);
    CHECK(outcome.exit_code == 3);
    CHECK(outcome.out.empty());
    const std::string place = bad.line > 0 ? "bad.yaml:" + std::to_string(bad.line) + ":" : "bad.yaml";
    CHECK(has(outcome.err, place));
    CHECK(has(outcome.err, ". Nothing was run.\n"));
  }
  CHECK_FALSE(desk.has_results());
}
