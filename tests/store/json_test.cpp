// The JSON that other programs read, parsed back.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "store/dates.hpp"
#include "support/hand_made_run.hpp"

using namespace caseload;
using test::date;
using Json = nlohmann::ordered_json;

TEST_CASE("results.json says what was run and every measure of it") {
  Run run = test::hand_made_run();
  run.replications.failures = {{17, "out of dates"}};
  const Json json = Json::parse(results_json(run));
  CHECK(json["scenario"] == "Kent");
  CHECK(json["option"] == "");
  CHECK(json["version"] == version);
  CHECK(json["seed"] == 7);
  CHECK(json["replications"] == 3);
  CHECK(json["failures"] == Json::parse(R"([{"replication": 17, "what": "out of dates"}])"));
  CHECK(json["period"] == Json::parse(R"({"start": "2008-04-01", "end": "2011-04-01"})"));
  REQUIRE(json["measures"].size() == 4);
  const Json& wait = json["measures"][0];
  CHECK(wait["measure"] == "wait for a worker, mean");
  CHECK(wait["where"] == "service");
  CHECK(wait["unit"] == "days");
  CHECK(wait["mean"] == 5);
  CHECK(wait["lower95"].get<double>() == run.estimates.estimates[0].lower95);
  CHECK(wait["p50"] == 4);
  CHECK(wait["n"] == 3);
}

TEST_CASE("the keys of results.json come in a fixed order") {
  const Json json = Json::parse(results_json(test::hand_made_run()));
  const auto keys = [](const Json& object) {
    std::string all;
    for (const auto& [key, value] : object.items()) all += key + ' ';
    return all;
  };
  CHECK(keys(json) == "scenario option version seed replications failures period precision targets measures ");
  CHECK(keys(json["measures"][0]) ==
        "measure where unit better mean lower95 upper95 p10 p50 p90 n p10_lower95 p10_upper95 p50_lower95 p50_upper95 "
        "p90_lower95 p90_upper95 ");
}

TEST_CASE("results.json says which way is better and how sure the quantiles are") {
  Run run = test::bare_run(3);
  test::add_measure(run, {"wait", "duty", "days", true, Better::less}, {1, 2, 3});
  test::add_measure(run, {"done in time", "duty", "%", true, Better::more}, {1, 2, 3});
  test::add_measure(run, {"referrals", "service", "families", true}, {1, 2, 3});
  run.estimates.estimates[0].p50_95 = {1.5, test::nan};
  const Json measures = Json::parse(results_json(run))["measures"];
  CHECK(measures[0]["better"] == "less");
  CHECK(measures[1]["better"] == "more");
  CHECK(measures[2]["better"].is_null());
  CHECK(measures[0]["p50_lower95"] == 1.5);
  CHECK(measures[0]["p50_upper95"].is_null());
  CHECK_FALSE(measures[0].contains("controlled"));
}

TEST_CASE("results.json tells what control variates made of each mean, where they were asked for") {
  Run run = test::bare_run(2);
  test::add_measure(run, {"wait", "duty", "days", true}, {1, 2});
  Controlled controlled;
  controlled.with.mean = 1.4;
  controlled.with.lower95 = 1.3;
  controlled.with.upper95 = 1.5;
  controlled.variance_reduction = 2.5;
  run.estimates.controlled = {controlled};
  CHECK(Json::parse(results_json(run))["measures"][0]["controlled"] ==
        Json::parse(R"({"mean": 1.4, "lower95": 1.3, "upper95": 1.5, "variance_reduction": 2.5})"));
}

TEST_CASE("results.json says whether the precision that was asked for was reached, and by which headlines not") {
  Run run = test::hand_made_run();
  CHECK(Json::parse(results_json(run))["precision"].is_null());
  run.precision = Precision{};
  CHECK(Json::parse(results_json(run))["precision"]["reached"] == true);
  run.not_precise = {2};
  CHECK(Json::parse(results_json(run))["precision"] ==
        Json::parse(R"({"relative": 0.05, "confidence": 0.95, "least": 50, "most": 2000, "reached": false,
                        "not_precise": [{"measure": "done in time", "where": "care planning"}]})"));
}

TEST_CASE("results.json has the targets, with the chance of keeping each") {
  Run run = test::hand_made_run();
  run.scenario.targets = {{"Short waits", "wait", false, 1, "weeks", 0.6, {}}};
  run.targets = {{0, false, 7, 0.6}};
  run.judged = {{2.0 / 3, {0.2, 0.94}, 3, TargetEstimate::Verdict::open}};
  const Json target = Json::parse(results_json(run))["targets"][0];
  CHECK(target["target"] == "Short waits");
  CHECK(target["measure"] == "wait for a worker, mean");
  CHECK(target["at_most"] == 7);
  CHECK_FALSE(target.contains("at_least"));
  CHECK(target["chance"] == 0.6);
  CHECK(target["mean"] == 5);
  CHECK(target["share"].get<double>() == Approx(0.6667).epsilon(1e-3));
  CHECK(target["share_lower"] == 0.2);
  CHECK(target["share_upper"] == 0.94);
  CHECK(target["confidence"] == 0.95);
  CHECK(target["n"] == 3);
  CHECK(target["verdict"] == "open");
}

TEST_CASE("a number that does not exist is null") {
  Run run = test::bare_run(2);
  test::add_measure(run, {"wait", "duty", "days", true}, {test::nan, test::nan});
  const Json measure = Json::parse(results_json(run))["measures"][0];
  for (const char* const key : {"mean", "lower95", "upper95", "p10", "p50", "p90"}) CHECK(measure[key].is_null());
  CHECK(measure["n"] == 0);
}

TEST_CASE("a scenario's words cannot break out of the JSON or drive a terminal") {
  Run run = test::bare_run(1);
  run.scenario.name = "a\"b\\c\n\x1b[2J\xE2\x80\xAE\xC2\x9B \xFF";
  const std::string text = results_json(run);
  for (const char c : text) CHECK((c == '\n' || (c >= ' ' && c < 0x7F)));
  CHECK(Json::parse(text)["scenario"].get<std::string>().starts_with("a\"b\\c\n\x1b[2J\xE2\x80\xAE"));
}

TEST_CASE("a period that ends within a day ends at an hour") {
  CHECK(iso_instant(date(2024, 2, 29)) == "2024-02-29");
  CHECK(iso_instant(date(2024, 2, 29) + std::chrono::hours{20}) == "2024-02-29T20:00:00");
  Run run = test::bare_run(1);
  run.scenario.period.tail = std::chrono::hours{6};
  CHECK(Json::parse(results_json(run))["period"]["end"] == "2011-04-01T06:00:00");
}

TEST_CASE("a check lists every problem with its place") {
  Problem problem;
  problem.place = {"kent.yaml", 22, 10};
  problem.key = "steps.assessment.due";
  problem.message = "'due' needs a unit";
  const Json json = Json::parse(check_json({problem, problem}));
  REQUIRE(json["problems"].size() == 2);
  CHECK(json["problems"][0]["line"] == 22);
  CHECK(json["problems"][0]["column"] == 10);
  CHECK(json["problems"][0]["key"] == "steps.assessment.due");
}

TEST_CASE("a check of a sound scenario gives the load of each team") {
  Scenario scenario;
  scenario.name = "Kent";
  Model model;
  model.names.teams = {"duty", "legal"};
  OfferedLoad offered;
  offered.teams = {{7, 9000, 10000}, {0, 100, 0}};
  const Json json = Json::parse(check_json(scenario, model, {{date(2008, 4, 1), offered}}));
  CHECK(json["problems"].empty());
  CHECK(json["loads"][0]["on"] == "2008-04-01");
  CHECK(json["loads"][0]["teams"][0]["load"].get<double>() == Approx(0.9));
  CHECK(json["loads"][0]["teams"][1]["load"].is_null());
}
