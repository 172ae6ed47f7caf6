// Shards of a sweep, `caseload collect` and `caseload status`.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"
#include "support/dump.hpp"

using namespace caseload::test;
using Json = nlohmann::json;

namespace {

constexpr auto twelve_points =
    "sweep small.yaml duty.posts=3..6 'demand.referrals.rate=16..20:2 families per day' --quiet --reps ";
const std::vector<std::string> files{"command.txt", "design.csv",    "report.html", "results.csv",
                                     "results.nc",  "scenario.yaml", "summary.csv"};

void check_same(const Desk& desk, const std::string& whole, const std::string& collected) {
  for (const std::string& name : files) {
    INFO(name);
    CHECK(content_of(desk / whole / name) == content_of(desk / collected / name));
  }
  INFO("points.sqlite");
  CHECK(dump_of(desk / whole / "points.sqlite") == dump_of(desk / collected / "points.sqlite"));
}

std::string shard(int index, int of, const std::string& out, int replications = 8) {
  return twelve_points + std::to_string(replications) + " --out " + out + " --shard " + std::to_string(index) + "/" +
         std::to_string(of);
}

}  // namespace

TEST_CASE("shards put together in any order are the sweep done at once, byte by byte") {
  const Desk desk;
  REQUIRE(desk.caseload(std::string{twelve_points} + "8 --out whole").exit_code == 0);
  for (const int of : {1, 3, 7}) {
    const std::string folder = "of" + std::to_string(of);
    for (int i = of; i > 0; --i) REQUIRE(desk.caseload(shard(i, of, folder)).exit_code == 0);
    REQUIRE(desk.caseload("collect " + folder).exit_code == 0);
    check_same(desk, "whole", folder);
  }
  // Folders of several machines, the second named first.
  REQUIRE(desk.caseload(shard(1, 2, "a")).exit_code == 0);
  REQUIRE(desk.caseload(shard(2, 2, "b")).exit_code == 0);
  REQUIRE(desk.caseload("collect b a --out both").exit_code == 0);
  check_same(desk, "whole", "both");
}

TEST_CASE("shards that are killed again and again go on where they were") {
  const Desk desk;
  REQUIRE(desk.caseload(std::string{twelve_points} + "900 --out whole").exit_code == 0);
  int killed = 0;
  for (int attempt = 0; attempt < 25; ++attempt) {
    // Instants spread over the whole length of a shard, in an order without a pattern.
    const std::string after = std::to_string(0.005 + 0.008 * (attempt * 7 % 25));
    const Outcome outcome = desk.caseload(shard(1 + attempt % 2, 2, "part", 900), "timeout -s KILL " + after);
    killed += outcome.exit_code == 137;
  }
  CHECK(killed > 0);  // how many depends on the machine; the first instant is too early for any
  for (const int i : {2, 1}) REQUIRE(desk.caseload(shard(i, 2, "part", 900)).exit_code == 0);
  REQUIRE(desk.caseload("collect part").exit_code == 0);
  check_same(desk, "whole", "part");
}

TEST_CASE("what is not finished yet is said, and can be collected later") {
  const Desk desk;
  REQUIRE(desk.caseload(shard(1, 3, "s")).exit_code == 0);
  const Outcome some = desk.caseload("collect s");
  CHECK(some.exit_code == 5);
  CHECK(has(some.err, "8 of 12 points are not finished yet"));
  CHECK(has(content_of(desk / "s/report.html"), "4 of 12 points are finished"));
  const Json status = Json::parse(desk.caseload("status s --json").out);
  CHECK(status["size"] == 12);
  CHECK(status["finished"] == 4);
  CHECK(has(desk.caseload("status s").out, "4 of 12 points finished (33 %)"));
  for (const int i : {2, 3}) REQUIRE(desk.caseload(shard(i, 3, "s")).exit_code == 0);
  CHECK(desk.caseload("collect s").exit_code == 0);
  REQUIRE(desk.caseload(std::string{twelve_points} + "8 --out whole").exit_code == 0);
  check_same(desk, "whole", "s");
}

TEST_CASE("a point that failed is counted once, though a shard and the whole have it") {
  const Desk desk;
  std::string text = content_of(desk / "small.yaml");
  const std::string routes = "{advice: 20 %, closed: rest}";
  desk.write("small.yaml",
             text.replace(text.find(routes), routes.size(), "{advice: 20 %, screening: 5 %, closed: rest}"));
  const std::string line =
      "sweep small.yaml 'screening.next.advice=60 %,20 %' 'screening.next.screening=50 %,10 %' --reps 2 --out s ";
  for (const char* const shard : {"1/2", "2/2"}) desk.caseload(line + "--shard " + shard);
  CHECK(desk.caseload("collect s").exit_code == 5);
  CHECK(Json::parse(desk.caseload("status s --json").out)["failed"] == 1);
}

TEST_CASE("shards of different sweeps are not put together") {
  const Desk desk;
  REQUIRE(desk.caseload(shard(1, 2, "a")).exit_code == 0);
  REQUIRE(desk.caseload("sweep small.yaml duty.posts=3..4 --reps 2 --quiet --shard 2/2 --out b").exit_code == 0);
  const Outcome outcome = desk.caseload("collect a b");
  CHECK(outcome.exit_code == 2);
  CHECK(has(outcome.err, "different sweeps"));
  REQUIRE(desk.caseload("collect a").exit_code == 5);
  CHECK(desk.caseload("collect b --out a").exit_code == 2);
  CHECK(desk.caseload("collect nowhere").exit_code == 1);
  CHECK(desk.caseload("status nowhere").exit_code == 1);
  CHECK(desk.caseload(std::string{twelve_points} + "8 --shard 4/3").exit_code == 2);
  CHECK(desk.caseload(std::string{twelve_points} + "8 --shard 3").exit_code == 2);
}

TEST_CASE("a job script for Slurm has one task for each shard") {
  const Desk desk;
  const Outcome outcome = desk.caseload(std::string{twelve_points} + "8 --emit slurm --shards 8 --out s");
  CHECK(outcome.exit_code == 0);
  CHECK(has(outcome.out, "#SBATCH --array=1-8\n"));
  CHECK(has(outcome.out, "--shard \"$SLURM_ARRAY_TASK_ID/8\""));
  CHECK(has(outcome.out, "# when all are done: caseload collect s\n"));
  CHECK(has(desk.caseload(std::string{twelve_points} + "8 --emit slurm --threads 4").out, "--cpus-per-task=4\n"));
  desk.write("job.sh", outcome.out);
  // What the scheduler would do, one task after the other.
  const Outcome tasks =
      desk.caseload("--version", "for i in 1 2 3 4 5 6 7 8; do PATH=\"$(dirname '" + std::string{CASELOAD_PROGRAM} +
                                     "'):$PATH\" SLURM_ARRAY_TASK_ID=$i bash job.sh || exit 9; done; ");
  CHECK(tasks.exit_code == 0);
  CHECK(desk.caseload("collect s").exit_code == 0);
}
