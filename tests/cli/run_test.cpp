// `caseload run`, end to end.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/program.hpp"

namespace {

using namespace caseload::test;

/// The rows of results.csv that belong to one replication.
std::string rows_of(const std::string& csv, const std::string& replication) {
  std::istringstream in{csv};
  std::string rows;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with(replication + ",")) rows += line + '\n';
  }
  return rows;
}

}  // namespace

TEST_CASE("a run prints a table and leaves its files") {
  const Desk desk;
  const Outcome outcome = desk.caseload("run small.yaml --reps 5");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  CHECK(outcome.out.starts_with("Small council · 3 weeks from 1 Jan 2024 · seed 1\n"));
  CHECK(has(outcome.out, "5 replications"));
  CHECK(has(outcome.out, "again   caseload run small.yaml --reps 5 --seed 1\n"));
  CHECK(names_in(desk.results()) ==
        std::vector<std::string>{"command.txt", "histograms.csv", "months.csv", "replications.sqlite", "report.html", "results.csv", "results.json",
                                 "scenario.yaml", "series.csv"});
  CHECK(has(outcome.out, "files   out/" + desk.results().filename().string() + "/\n"));
  CHECK(content_of(desk.results() / "command.txt") == "caseload run small.yaml --reps 5 --seed 1\n");
}

TEST_CASE("the files are the same, byte for byte, for 1, 2 and 8 threads") {
  const Desk desk;
  for (const char* const threads : {"1", "2", "8"}) {
    REQUIRE(
        desk.caseload("run small.yaml --reps 20 --threads " + std::string{threads} + " --out t" + threads).exit_code ==
        0);
  }
  for (const std::string& name : names_in(desk / "t1")) {
    const std::string bytes = content_of(desk / "t1" / name);
    CHECK_FALSE(bytes.empty());
    CHECK(content_of(desk / "t2" / name) == bytes);
    CHECK(content_of(desk / "t8" / name) == bytes);
  }
}

TEST_CASE("so are those of the shipped scenario, and its replication 37 alone gives its row of the full run") {
  const Desk desk;
  for (const char* const threads : {"1", "2", "8"}) {
    REQUIRE(desk.caseload("run darlington-2009 --reps 40 --threads " + std::string{threads} + " --out t" + threads)
                .exit_code == 0);
  }
  for (const char* const name : {"results.json", "results.csv", "series.csv"}) {
    const std::string bytes = content_of(desk / "t1" / name);
    CHECK_FALSE(bytes.empty());
    CHECK(content_of(desk / "t2" / name) == bytes);
    CHECK(content_of(desk / "t8" / name) == bytes);
  }
  REQUIRE(desk.caseload("run darlington-2009 --replication 37 --out alone").exit_code == 0);
  const std::string row = rows_of(content_of(desk / "alone/results.csv"), "37");
  CHECK_FALSE(row.empty());
  CHECK(row == rows_of(content_of(desk / "t1/results.csv"), "37"));
}

TEST_CASE("a replication alone gives the row that it has among all") {
  const Desk desk;
  REQUIRE(desk.caseload("run small.yaml --reps 40 --out all").exit_code == 0);
  const Outcome alone = desk.caseload("run small.yaml --replication 37 --out alone");
  REQUIRE(alone.exit_code == 0);
  const std::string row = rows_of(content_of(desk / "alone/results.csv"), "37");
  CHECK_FALSE(row.empty());
  CHECK(row == rows_of(content_of(desk / "all/results.csv"), "37"));
  CHECK(has(alone.out, "replication 37 alone"));
  CHECK(content_of(desk / "alone/command.txt") == "caseload run small.yaml --replication 37 --seed 1\n");
}

TEST_CASE("looking at one replication does not cost the results of all") {
  const Desk desk;
  REQUIRE(desk.caseload("run small.yaml --reps 3").exit_code == 0);
  const std::string before = content_of(desk.results() / "results.json");
  const auto all = desk.results();
  REQUIRE(desk.caseload("run small.yaml --replication 2").exit_code == 0);
  CHECK(content_of(all / "results.json") == before);
  CHECK(names_in(desk / "out").size() == 2);
}

TEST_CASE("more replications leave the first ones as they were") {
  const Desk desk;
  REQUIRE(desk.caseload("run small.yaml --reps 3 --out few").exit_code == 0);
  REQUIRE(desk.caseload("run small.yaml --reps 9 --out many").exit_code == 0);
  const std::string few = content_of(desk / "few/results.csv");
  CHECK(content_of(desk / "many/results.csv").starts_with(few));
}

TEST_CASE("the line that a run prints gives the same files again") {
  const Desk desk;
  REQUIRE(desk.caseload("run small.yaml duty.posts=4 --option 'quiet time' --reps 4 --seed 9 --threads 2 --out a")
              .exit_code == 0);
  const std::string line = content_of(desk / "a/command.txt");
  CHECK(line == "caseload run small.yaml duty.posts=4 --option 'quiet time' --reps 4 --seed 9\n");
  const std::string arguments = line.substr(9, line.size() - 10);
  REQUIRE(desk.caseload(arguments + " --out b").exit_code == 0);
  for (const std::string& name : names_in(desk / "a"))
    CHECK(content_of(desk / "a" / name) == content_of(desk / "b" / name));
}

TEST_CASE("scenario.yaml of a run is a scenario with the same results") {
  const Desk desk;
  REQUIRE(desk.caseload("run small.yaml duty.posts=+2 --reps 3 --out a").exit_code == 0);
  const Outcome again = desk.caseload("run a/scenario.yaml --reps 3 --out b");
  INFO(again.err);
  REQUIRE(again.exit_code == 0);
  CHECK(content_of(desk / "a/results.csv") == content_of(desk / "b/results.csv"));
}

TEST_CASE("a run asked for JSON prints results.json and nothing else") {
  const Desk desk;
  const Outcome outcome = desk.caseload("run small.yaml --reps 2 --json");
  REQUIRE(outcome.exit_code == 0);
  CHECK(outcome.out == content_of(desk.results() / "results.json"));
  CHECK(nlohmann::json::parse(outcome.out)["replications"] == 2);
}

TEST_CASE("data goes to standard output and talk to standard error") {
  const Desk desk;
  const Outcome loud = desk.caseload("run small.yaml --reps 2");
  CHECK(has(loud.err, "one more, quiet time"));
  CHECK(has(loud.err, "--option 'one more'"));
  CHECK(std::count(loud.err.begin(), loud.err.end(), '\n') <= 6);
  CHECK_FALSE(has(loud.err + loud.out, "\x1b"));
  CHECK_FALSE(has(loud.err + loud.out, "\r"));
  const Outcome quiet = desk.caseload("run small.yaml --reps 2 --quiet");
  CHECK(quiet.err.empty());
  CHECK(quiet.out == loud.out);
}

TEST_CASE("a scenario comes from standard input too") {
  const Desk desk;
  const Outcome outcome = desk.caseload("run - --reps 2 <small.yaml");
  INFO(outcome.err);
  CHECK(outcome.exit_code == 0);
  CHECK(has(outcome.out, "Small council"));
}

TEST_CASE("a name without a folder is looked up among the shipped scenarios") {
  const Desk desk;
  std::filesystem::create_directories(desk / "library");
  std::filesystem::rename(desk / "small.yaml", desk / "library/small.yaml");
  for (const char* const name : {"small", "small.yaml"}) {
    const Outcome outcome =
        desk.caseload(std::string{"run --reps 1 --out "} + name + ".d " + name, "CASELOAD_SCENARIOS=library");
    INFO(outcome.err);
    CHECK(outcome.exit_code == 0);
    CHECK(content_of(desk / (std::string{name} + ".d/command.txt")) ==
          std::string{"caseload run "} + name + " --reps 1 --seed 1\n");
  }
}

TEST_CASE("a folder that cannot be made fails the run before it begins") {
  const Desk desk;
  desk.write("taken", "a file\n");
  const Outcome outcome = desk.caseload("run small.yaml --reps 2 --out taken");
  CHECK(outcome.exit_code == 1);
  CHECK(outcome.out.empty());
  CHECK(has(outcome.err, "error: "));
  CHECK_FALSE(has(outcome.err, "Running"));
  CHECK(content_of(desk / "taken") == "a file\n");
}

TEST_CASE("a full disk under standard output fails the run, and its files are kept") {
  if (!std::filesystem::exists("/dev/full")) return;
  const Desk desk;
  const Outcome outcome = desk.caseload("run small.yaml --reps 2 >/dev/full");
  CHECK(outcome.exit_code == 1);
  CHECK(has(outcome.err, "No space left"));
  CHECK(std::filesystem::exists(desk.results() / "results.json"));
}
