// `caseload explain`, end to end.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace caseload::test;
using Json = nlohmann::json;

TEST_CASE("a key is explained: what it means, what may stand there, its default") {
  const Desk desk;
  const Outcome outcome = desk.caseload("explain duty.posts");
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  CHECK(has(outcome.out, "teams.<team>.posts\n  funded full-time posts"));
  CHECK(has(outcome.out, "\n  example   posts: [7, 8 from 2009-07-01]\n"));
  CHECK(has(outcome.out, "\n  default   required\n"));
  CHECK(has(desk.caseload("explain people.leaving.after").out, "default   this or 'rate'"));
  const Outcome block = desk.caseload("explain teams");
  CHECK(has(block.out, "\n    supervision  "));
}

TEST_CASE("with a scenario a setting has its value, its line and its source") {
  const Desk desk;
  desk.write("own.yaml", content_of(desk / "small.yaml") + "population: {value: 9000 children, source: census}\n");
  const Outcome outcome = desk.caseload("explain population own.yaml");
  CHECK(outcome.exit_code == 0);
  CHECK(has(outcome.out, "\n  now       9000 children (own.yaml line 16)\n  source    census\n"));
  CHECK(has(desk.caseload("explain legal.limit own.yaml").out, "\n  now       not given\n"));
  const Json json = Json::parse(desk.caseload("explain duty.posts own.yaml --json").out);
  CHECK(json.at("key") == "teams.<team>.posts");
  CHECK(json.at("now").at("path") == "teams.duty.posts");
  CHECK(json.at("now").at("value") == "3");
  CHECK(json.at("now").at("line") == 5);
  CHECK(has(desk.caseload("explain extends own.yaml").out, "a scenario that this one says its differences from"));
}

TEST_CASE("what is no key is answered with what may have been meant") {
  const Desk desk;
  const Outcome near = desk.caseload("explain duty.psots");
  CHECK(near.exit_code == 2);
  CHECK(near.out.empty());
  CHECK(near.err == "error: there is no key 'duty.psots'\n  did you mean duty.posts?\n");
  CHECK(has(desk.caseload("explain small.yaml").err, "caseload explain KEY small.yaml"));
  const Outcome several = desk.caseload("explain strength");
  CHECK(several.exit_code == 2);
  CHECK(has(desk.caseload("explain duty.psots small.yaml").err,
            "did you mean duty.posts?   (now 3, from small.yaml line 5)"));
  CHECK(desk.caseload("explain duty.psots small.yaml").exit_code == 2);
  CHECK(desk.caseload("explain duty.posts nowhere.yaml").exit_code == 3);
}

TEST_CASE("without a key all keys are listed, a line each") {
  const Desk desk;
  const std::string text = desk.caseload("explain").out;
  CHECK(has(text, "\nteams.<team>.posts "));
  CHECK(has(text, "\nabout.question "));
  CHECK(has(text, "(keys as of people)"));
  const Json json = Json::parse(desk.caseload("explain --json").out);
  CHECK(json.at("keys").size() > 150);
}
