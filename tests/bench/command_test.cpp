// `caseload bench` as a user types it.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace caseload::test;

TEST_CASE("bench tells data on standard output and talks on standard error") {
  const Desk desk;
  const Outcome outcome = desk.caseload("bench read_and_compile --seconds 1");
  CHECK(outcome.exit_code == 0);
  CHECK(has(outcome.out, "read_and_compile, Darlington"));
  CHECK(has(outcome.err, "read_and_compile: from a YAML file"));
  CHECK_FALSE(desk.has_results());
}

TEST_CASE("bench writes a record and prints it as Markdown") {
  const Desk desk;
  const Outcome outcome = desk.caseload("bench read_and_compile --seconds 1 --record mine.json");
  CHECK(outcome.exit_code == 0);
  CHECK(has(outcome.out, "|---|"));
  CHECK(nlohmann::json::parse(content_of(desk / "mine.json")).at("timings").size() == 2);
}

TEST_CASE("a record that cannot be written is told all the same") {
  const Desk desk;
  const Outcome outcome = desk.caseload("bench read_and_compile --seconds 1 --record small.yaml/mine.json");
  CHECK(outcome.exit_code == 1);
  CHECK(has(outcome.out, "|---|"));
  CHECK(has(outcome.err, "error: "));
}

TEST_CASE("bench --json is data") {
  const Desk desk;
  const auto all = nlohmann::json::parse(desk.caseload("bench mm1 --seconds 1 --json").out);
  CHECK(all.at("timings").at(0).at("case") == "mm1");
  CHECK(all.at("timings").at(0).at("ns_per_event").get<double>() > 0);
  CHECK(all.at("machine").at("threads").get<int>() > 0);
}

TEST_CASE("a benchmark that there is not is a usage mistake") {
  const Desk desk;
  const Outcome outcome = desk.caseload("bench netwrok");
  CHECK(outcome.exit_code == 2);
  CHECK(outcome.out.empty());
  CHECK(has(outcome.err, "did you mean 'network'?"));
  CHECK(desk.caseload("bench --seconds 0").exit_code == 2);
}
