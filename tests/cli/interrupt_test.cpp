// Ctrl-C in the middle of a run.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace caseload::test;

namespace {

/// Starts a run that would take far too long and sends it signals some time after it says that it is running.
Outcome interrupted_run(const Desk& desk, const std::string& seconds, const std::string& signals = "kill -INT $pid") {
  return desk.caseload(
      "run small.yaml --reps 1000000 --threads 2 --out kept & pid=$!; "
      "while ! grep -q Running .stderr; do sleep 0.02; done; sleep " +
      seconds + "; " + signals + "; wait $pid");
}

}  // namespace

TEST_CASE("an interrupted run keeps what was finished, whole, and says so") {
  const Desk desk;
  const Outcome outcome = interrupted_run(desk, "0.3");
  INFO(outcome.err);
  CHECK(outcome.exit_code == 130);
  CHECK(has(outcome.err, "Interrupted: "));
  CHECK(has(outcome.err, "kept in kept"));
  REQUIRE(names_in(desk / "kept") ==
          std::vector<std::string>{"command.txt", "histograms.csv", "months.csv", "replications.sqlite", "report.html", "results.csv", "results.json",
                                 "scenario.yaml", "series.csv"});

  const auto done = nlohmann::json::parse(content_of(desk / "kept/results.json"))["replications"].get<int>();
  REQUIRE(done > 0);
  REQUIRE(desk.caseload("run small.yaml --reps " + std::to_string(done) + " --out again").exit_code == 0);
  CHECK(content_of(desk / "kept/results.json") == content_of(desk / "again/results.json"));
  CHECK(content_of(desk / "kept/results.csv") == content_of(desk / "again/results.csv"));
}

TEST_CASE("two SIGTERMs at once, as timeout(1) sends them, are one") {
  const Desk desk;
  const Outcome outcome = interrupted_run(desk, "0.3", "kill -TERM $pid; sleep 0.01; kill -TERM $pid");
  INFO(outcome.err);
  CHECK(outcome.exit_code == 130);
  CHECK(has(outcome.err, "kept in kept"));
}
