// `caseload list`, end to end.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace caseload::test;
using Json = nlohmann::json;

namespace {

constexpr auto here = "CASELOAD_SCENARIOS=.";

}  // namespace

TEST_CASE("the scenarios are listed with their questions and the line that runs each") {
  const Desk desk;
  const std::string small = content_of(desk / "small.yaml");
  desk.write("asked.yaml", small +
                               "about:\n  authority: Leeds\n  question: How far do more posts | bring caseloads down?\n"
                               "  lever: recruitment\n"
                               "  expect: [{option: one more, measure: duty.children per worker, effect: lower}]\n");
  desk.write("bad.yaml", small + "nmae: x\n");
  desk.write("plain.yaml", small.substr(0, small.find("options:")) + "description: A plain one.\n");
  desk.write("plan.yaml", "caseload_sweep: 1\nbase: small.yaml\n");
  desk.write("effects.csv",
             "authority,scenario,option,against,measure,expected,difference,lower95,upper95,unit,replications\n"
             "Leeds,asked.yaml,one more,,\"wait, mean\",lower,-2.5,-3.1,-1.9,days,20\n"
             "Leeds,asked.yaml,one more,two more,duty.busy,none,0.1,-0.2,0.4,%,20\n"
             "Leeds,asked.yaml,one more,two more,duty.posts,lower,-1,-1,-1,posts,20\n"
             "not a line of this kind\n");
  const Outcome text = desk.caseload("list", here);
  CHECK(text.exit_code == 0);
  CHECK(text.err.empty());
  CHECK(text.out ==
        "Leeds\n"
        "  How far do more posts | bring caseloads down?\n"
        "  What can be done: recruitment\n"
        "  What came out: wait, mean lower by 2.5 days (1.9 to 3.1): one more against as it is\n"
        "  and duty.busy no different for certain: 0.1 points (-0.2 to 0.4): one more against two more\n"
        "  caseload compare asked\n"
        "\n"
        "bad\n"
        "  This file has mistakes; 'caseload check' lists them.\n"
        "  caseload check bad\n"
        "\n"
        "Small council\n"
        "  A plain one.\n"
        "  caseload run plain\n"
        "\n"
        "Small council\n"
        "  caseload compare small\n");
  const Json json = Json::parse(desk.caseload("list --json", here).out);
  REQUIRE(json.at("scenarios").size() == 4);
  const Json& first = json.at("scenarios").front();
  CHECK(first.at("file") == "asked");
  CHECK(first.at("authority") == "Leeds");
  CHECK(first.at("expect").front().at("effect") == "lower");
  CHECK(first.at("command") == "caseload compare asked");
  REQUIRE(first.at("outcomes").size() == 3);
  CHECK(first.at("outcomes").front().at("lower95") == -3.1);
  CHECK(has(
      desk.caseload("list --markdown", here).out,
      "| [Leeds](asked.yaml) | How far do more posts \\| bring caseloads down? | recruitment | wait, mean lower by 2.5 "
      "days (1.9 to 3.1): one more against as it is; duty.busy no different for certain: 0.1 points (-0.2 to 0.4): one "
      "more against two more | `caseload compare asked` |\n"));
}

TEST_CASE("a folder without scenarios is no library") {
  const Desk desk;
  CHECK(desk.caseload("list", "CASELOAD_SCENARIOS=nowhere").exit_code == 1);
  CHECK(desk.caseload("list small.yaml").exit_code == 2);
}
