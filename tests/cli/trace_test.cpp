// One family's story, and the event log, end to end.
#include <catch2/catch.hpp>
#include <sstream>

#include "cli/program.hpp"

using namespace caseload::test;

TEST_CASE("a trace says what happened to a family") {
  const Desk desk;
  const Outcome outcome = desk.caseload("run small.yaml --trace family=3 --replication 7");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(has(outcome.out, "family 3 in replication 7"));
  CHECK(has(outcome.out, "referred"));
  CHECK(has(outcome.out, "screening"));
  const auto story = [](const std::string& out) { return out.substr(out.find('\n')); };
  const Outcome by_stream = desk.caseload("run small.yaml --trace family=referrals-3 --replication 7");
  CHECK(story(by_stream.out) == story(outcome.out));
  CHECK_FALSE(desk.has_results());
}

TEST_CASE("a family that does not come, and one that cannot be, are told apart") {
  const Desk desk;
  CHECK(has(desk.caseload("run small.yaml --trace family=99999 --replication 0").out, "does not come"));
  CHECK(desk.caseload("run small.yaml --trace family=police-3 --replication 0").exit_code == 2);
  CHECK(desk.caseload("run small.yaml --trace family=3").exit_code == 2);
  CHECK(desk.caseload("run small.yaml --trace 3 --replication 0").exit_code == 2);
}

TEST_CASE("two traces are put side by side") {
  const Desk desk;
  const Outcome outcome = desk.caseload("compare small.yaml --option 'one more' --trace family=200 --replication 2");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(has(outcome.out, "- as it is\n+ one more\n"));
  CHECK(has(outcome.out, "referred"));
}

TEST_CASE("the event log has a row for each event of the replications asked for") {
  const Desk desk;
  REQUIRE(desk.caseload("run small.yaml --reps 3 --events 2 --out it").exit_code == 0);
  std::istringstream in{content_of(desk / "it/events.csv")};
  std::string line;
  std::getline(in, line);
  CHECK(line == "entity_id,event_type,event,time,timestamp,run_number,pathway,resource_id");
  std::size_t rows = 0, of_third = 0;
  while (std::getline(in, line)) {
    ++rows;
    of_third += has(line, ",2,referrals,");
  }
  CHECK(rows > 1000);
  CHECK(of_third == 0);
}

TEST_CASE("a target that is missed ends a run with 4, where it is asked to check") {
  const Desk desk;
  const std::string small = content_of(desk / "small.yaml");
  desk.write("strict.yaml", small + "targets: [{name: Quick, measure: screening.done in time, at_least: 100 %, chance: 99 %}]\n");
  desk.write("easy.yaml", small + "targets: [{name: Slow, measure: screening.done in time, at_least: 1 %}]\n");
  CHECK(desk.caseload("run strict.yaml --reps 60 --out a").exit_code == 0);
  const Outcome missed = desk.caseload("run strict.yaml --reps 60 --check-targets --out a");
  CHECK(missed.exit_code == 4);
  CHECK(has(missed.err, "Target missed: Quick"));
  CHECK(desk.caseload("run easy.yaml --reps 60 --check-targets --out b").exit_code == 0);
}

TEST_CASE("a target of something that is not measured is a mistake of the scenario") {
  const Desk desk;
  desk.write("odd.yaml", content_of(desk / "small.yaml") + "targets: [{measure: screening.done in tine, at_least: 90 %}]\n");
  const Outcome outcome = desk.caseload("run odd.yaml --reps 2");
  CHECK(outcome.exit_code == 3);
  CHECK(has(outcome.err, "odd.yaml:"));
  CHECK(has(outcome.err, "done in time"));
  CHECK_FALSE(desk.has_results());
}
