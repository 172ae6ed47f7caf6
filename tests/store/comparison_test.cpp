// Comparisons and explanations as other programs read them.
#include <catch2/catch.hpp>

#include "store/json.hpp"
#include "support/hand_made_comparison.hpp"
#include "support/scratch.hpp"
#include "support/text.hpp"

namespace {

using namespace caseload;
using json::Json;
using support::lines_of;
using test::content_of;
using test::Scratch;

const std::vector<std::string> three{"do nothing", "three workers", "council's plan"};

}  // namespace

TEST_CASE("comparison.json has every measure with what each option makes of it") {
  ComparisonRun run = test::hand_made_comparison_run(three);
  run.precision = Precision{};
  const Json json = Json::parse(comparison_json(run));
  CHECK(json["seed"] == 7);
  CHECK(json["replications"] == 58);
  CHECK(json["options"] == Json(three));
  CHECK(json["precision"]["relative"] == 0.05);
  REQUIRE(json["measures"].size() == 5);
  const Json& wait = json["measures"][0];
  CHECK(wait["better"] == "less");
  CHECK(wait["headline"] == true);
  REQUIRE(wait["options"].size() == 3);
  CHECK(wait["options"][0]["difference"].is_null());
  CHECK(wait["options"][0]["mean"] == 9.4);
  const Json& plan = wait["options"][2]["difference"];
  CHECK(plan["mean"] == -2);
  CHECK(plan["p_holm"] == 0.001);
  CHECK(plan["clear"] == true);
  CHECK(plan["variance_reduction"] == 12.5);
  CHECK(wait["options"][2]["best"]["share"].get<double>() == Approx(0.5));
  CHECK(wait["options"][2]["more_in_time_a_year"].is_null());
  CHECK(json["measures"][2]["options"][1]["more_in_time_a_year"]["mean"] == 212);
  CHECK(json["measures"][1]["better"].is_null());
  CHECK(json["measures"][1]["options"][1]["best"]["share"].is_null());
  CHECK(json["measures"][4]["options"][1]["difference"]["p_holm"].is_null());
  CHECK(json["waits"][1]["option"] == "council's plan");
  CHECK(json["waits"][1]["children_longer_a_year"]["mean"] == 31);
}

TEST_CASE("comparison.csv has one row per option and measure, all with as many cells") {
  const auto lines = lines_of(comparison_csv(test::hand_made_comparison_run(three)));
  REQUIRE(lines.size() == 1 + 3 * 5);
  const auto commas = [](const std::string& line) {
    std::ptrdiff_t count = 0;
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') quoted = !quoted;
      count += c == ',' && !quoted;
    }
    return count;
  };
  for (const std::string& line : lines) CHECK(commas(line) == commas(lines.front()));
  CHECK(lines[2] == "do nothing,open children,service,children,58,633,627,639,615,633,651,,,,,,,,,,,,");
  CHECK(lines[8].starts_with("three workers,done in time,initial assessment,%,58,45,"));
  CHECK(lines[8].ends_with(",212,198,226"));
}

TEST_CASE("a comparison leaves three files") {
  const Scratch scratch;
  const ComparisonRun run = test::hand_made_comparison_run(three);
  write_results(run, scratch.path());
  CHECK(test::names_in(scratch.path()) == std::vector<std::string>{"command.txt", "comparison.csv", "comparison.json"});
  CHECK(content_of(scratch / "comparison.json") == comparison_json(run));
  CHECK(content_of(scratch / "comparison.csv") == comparison_csv(run));
  CHECK(content_of(scratch / "command.txt") == run.command + "\n");
}

TEST_CASE("an explanation names each cause with its share, and those that are not there") {
  const Json json = Json::parse(explanation_json(test::hand_made_explanation_run()));
  CHECK(json["measure"]["measure"] == "wait for a worker, mean");
  CHECK(json["with"]["mean"] == 9.4);
  CHECK(json["without"]["mean"] == 0.3);
  CHECK(json["difference"]["mean"] == 9.1);
  REQUIRE(json["causes"].size() == 3);
  CHECK(json["causes"][1]["cause"] == "vacancies");
  CHECK(json["causes"][1]["share"]["mean"] == 4.1);
  CHECK(json["causes"][1]["alone"]["mean"] == 3);
  CHECK(json["absent"] == Json::parse(R"(["admin", "newly qualified"])"));
}
