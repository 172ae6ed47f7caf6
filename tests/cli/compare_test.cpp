// `caseload compare`, end to end.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace caseload::test;
using Json = nlohmann::json;

namespace {

/// What a comparison says of an option on a measure.
Json entry(const Json& comparison, const std::string& measure, const std::string& where, const std::string& option) {
  for (const Json& one : comparison["measures"]) {
    if (one["measure"] != measure || one["where"] != where) continue;
    for (const Json& of : one["options"]) {
      if (of["option"] == option) return of;
    }
  }
  FAIL("nothing of " << option << " on " << measure << " of " << where);
  return {};
}

/// The entry of a measure at a place in the results of a run.
Json entry(const Json& measures, const std::string& measure, const std::string& where) {
  for (const Json& one : measures) {
    if (one["measure"] == measure && one["where"] == where) return one;
  }
  FAIL("no measure " << measure << " of " << where);
  return {};
}

}  // namespace

TEST_CASE("a comparison puts the options of a scenario beside it") {
  const Desk desk;
  const Outcome outcome = desk.caseload("compare small.yaml --reps 20 --out it");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(has(outcome.out, "one more"));
  CHECK(has(outcome.out, "quiet time"));
  CHECK(has(outcome.out, "again   caseload compare small.yaml --reps 20 --seed 1"));
  CHECK(names_in(desk / "it") == std::vector<std::string>{"command.txt", "comparison.csv", "comparison.json",
                                                             "replications.sqlite", "report.html"});
}

TEST_CASE("differences are those of the runs of each option, replication by replication") {
  const Desk desk;
  REQUIRE(desk.caseload("compare small.yaml --reps 12 --option 'one more' --out both").exit_code == 0);
  REQUIRE(desk.caseload("run small.yaml --reps 12 --out a").exit_code == 0);
  REQUIRE(desk.caseload("run small.yaml --option 'one more' --reps 12 --out b").exit_code == 0);
  const auto mean = [&](const char* folder) {
    const Json results = Json::parse(content_of(desk / folder / "results.json"));
    return entry(results["measures"], "open children", "service")["mean"].get<double>();
  };
  const Json comparison = Json::parse(content_of(desk / "both/comparison.json"));
  CHECK(comparison["options"] == Json{"as it is", "one more"});
  CHECK(entry(comparison, "open children", "service", "as it is")["mean"].get<double>() == Approx(mean("a")));
  CHECK(entry(comparison, "open children", "service", "one more")["difference"]["mean"].get<double>() ==
        Approx(mean("b") - mean("a")));
}

TEST_CASE("several files are compared with the first") {
  const Desk desk;
  std::string busier = content_of(desk / "small.yaml");
  busier.replace(busier.find("Small council"), 13, "Busier council");
  busier.replace(busier.find("20 families per day"), 19, "24 families per day");
  desk.write("busier.yaml", busier);
  const Outcome outcome = desk.caseload("compare small.yaml busier.yaml duty.posts=4 --reps 10 --json");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const Json comparison = Json::parse(outcome.out);
  CHECK(comparison["options"] == Json{"Small council", "Busier council"});
  const Json busier_less_small = entry(comparison, "children referred", "service", "Busier council")["difference"];
  CHECK(busier_less_small["lower95"].get<double>() > 0);
}

TEST_CASE("the options of a scenario on standard input are compared too") {
  const Desk desk;
  const Outcome outcome = desk.caseload("compare - --reps 5 --json < small.yaml");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(Json::parse(outcome.out)["options"] == Json{"as it is", "one more", "quiet time"});
}

TEST_CASE("a comparison has the same bytes for 1, 2 and 8 threads") {
  const Desk desk;
  for (const char* const threads : {"1", "2", "8"}) {
    REQUIRE(desk.caseload("compare small.yaml --threads " + std::string{threads} + " --out t" + threads).exit_code == 0);
  }
  for (const std::string& name : names_in(desk / "t1")) {
    CHECK(content_of(desk / "t2" / name) == content_of(desk / "t1" / name));
    CHECK(content_of(desk / "t8" / name) == content_of(desk / "t1" / name));
  }
}

TEST_CASE("what cannot be compared is refused") {
  const Desk desk;
  CHECK(has(desk.caseload("compare small.yaml --option 'two more' --reps 2").err, "two more"));
  CHECK(desk.caseload("compare small.yaml --option 'two more' --reps 2").exit_code == 3);
  std::string text = content_of(desk / "small.yaml");
  desk.write("alone.yaml", text.substr(0, text.find("options:")));
  CHECK(desk.caseload("compare alone.yaml --reps 2").exit_code == 2);
  desk.write("longer.yaml", text.replace(text.find("3 weeks"), 7, "4 weeks"));
  const Outcome periods = desk.caseload("compare small.yaml longer.yaml --reps 2");
  CHECK(periods.exit_code == 3);
  CHECK(has(periods.err, "different periods"));
  CHECK_FALSE(desk.has_results());
}

TEST_CASE("an option that changes nothing stands for the scenario as it is") {
  const Desk desk;
  desk.write("named.yaml", content_of(desk / "small.yaml") + "  do nothing: {}\n");
  const Outcome outcome = desk.caseload("compare named.yaml --reps 5 --json");
  REQUIRE(outcome.exit_code == 0);
  CHECK(Json::parse(outcome.out)["options"] == Json{"do nothing", "one more", "quiet time"});
}
