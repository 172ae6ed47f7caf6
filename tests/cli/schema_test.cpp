// `caseload schema`, end to end.
#include <catch2/catch.hpp>

#include "cli/program.hpp"
#include "support/json_schema.hpp"

using namespace caseload::test;

TEST_CASE("the schema is printed as JSON, and the small scenario fits it") {
  const Desk desk;
  const Outcome outcome = desk.caseload("schema");
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.err.empty());
  const JsonSchema schema(Json::parse(outcome.out));
  const std::string small = content_of(desk / "small.yaml");
  CHECK(schema.mistake_of(yaml_as_json(small)) == "");
  CHECK(schema.mistake_of(yaml_as_json(small + "optoins: {}\n")).starts_with("/optoins: no such key"));
  CHECK(desk.caseload("schema --json").out == outcome.out);
  CHECK(desk.caseload("schema small.yaml").exit_code == 2);
}
