// `caseload sweep`, end to end.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"
#include "store/points.hpp"
#include "support/dump.hpp"

using namespace caseload::test;
using Json = nlohmann::json;

namespace {

constexpr auto six_points = "sweep small.yaml duty.posts=3..5 'demand.referrals.rate=16,20 families per day' --reps 5 ";

const std::vector<std::string> result_files{"design.csv", "report.html", "results.csv", "results.nc", "summary.csv"};

}  // namespace

TEST_CASE("a sweep runs every combination, and its points are those of runs") {
  const Desk desk;
  const Outcome outcome = desk.caseload(std::string{six_points} + "--out s --json");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const Json sweep = Json::parse(outcome.out);
  REQUIRE(sweep["points"].size() == 6);
  CHECK(sweep["points"][3]["values"] == Json{"4", "20 families per day"});
  REQUIRE(desk.caseload("run small.yaml duty.posts=4 --reps 5 --out r").exit_code == 0);
  const Json run = Json::parse(content_of(desk / "r/results.json"));
  int compared = 0;
  for (const Json& of : sweep["points"][3]["measures"]) {
    for (const Json& one : run["measures"]) {
      if (one["measure"] != of["measure"] || one["where"] != of["where"]) continue;
      CHECK(one["mean"] == of["mean"]);
      CHECK(one["p90"] == of["p90"]);
      ++compared;
    }
  }
  CHECK(compared > 5);
  CHECK(names_in(desk / "s") == std::vector<std::string>{"command.txt", "design.csv", "points.sqlite", "report.html",
                                                         "results.csv", "results.nc", "scenario.yaml", "summary.csv"});
  CHECK(content_of(desk / "s/design.csv")
            .starts_with("point,id,replications,failure,duty.posts,demand.referrals.rate\n0,"));
}

TEST_CASE("a sweep has the same bytes for any number of threads, and when it is made anew") {
  const Desk desk;
  REQUIRE(desk.caseload(std::string{six_points} + "--threads 1 --out a").exit_code == 0);
  for (const char* const threads : {"2", "3"}) {
    REQUIRE(desk.caseload(std::string{six_points} + "--fresh --out b --threads " + threads).exit_code == 0);
    for (const std::string& name : result_files) CHECK(content_of(desk / "a" / name) == content_of(desk / "b" / name));
    CHECK(dump_of(desk / "a/points.sqlite") == dump_of(desk / "b/points.sqlite"));
  }
  const std::string page = content_of(desk / "a/report.html");
  REQUIRE(desk.caseload("report a").exit_code == 0);
  CHECK(content_of(desk / "a/report.html") == page);
}

TEST_CASE("a sweep that was killed goes on where it was, and ends with the same bytes") {
  const Desk desk;
  const std::string longer =
      "sweep small.yaml duty.posts=3..8 'demand.referrals.rate=16..22:2 families per day' --reps 40 ";
  REQUIRE(desk.caseload(longer + "--out whole").exit_code == 0);
  int killed = 0;
  for (const char* const after : {"0.02", "0.05", "0.1", "0.2"}) {
    const Outcome outcome = desk.caseload(longer + "--resume --out part", "timeout -s KILL " + std::string{after});
    killed += outcome.exit_code == 137;
  }
  CHECK(killed > 0);
  REQUIRE(desk.caseload(longer + "--resume --out part").exit_code == 0);
  for (const std::string& name : result_files)
    CHECK(content_of(desk / "part" / name) == content_of(desk / "whole" / name));
}

TEST_CASE("points of another sweep, of a changed scenario, or unfinished ones are not touched without being asked") {
  const Desk desk;
  REQUIRE(desk.caseload(std::string{six_points} + "--out s").exit_code == 0);
  const Outcome other = desk.caseload("sweep small.yaml duty.posts=3..4 --reps 5 --out s --resume");
  CHECK(other.exit_code == 2);
  CHECK(has(other.err, "other settings or values"));
  std::string text = content_of(desk / "small.yaml");
  desk.write("small.yaml", text.replace(text.find("exponential: 3 hours"), 20, "exponential: 4 hours"));
  const Outcome changed = desk.caseload(std::string{six_points} + "--out s --resume");
  CHECK(changed.exit_code == 2);
  CHECK(has(changed.err, "steps.screening.tasks.decision.effort.exponential: 4 hours was 3 hours"));
  CHECK(desk.caseload(std::string{six_points} + "--out s --fresh").exit_code == 0);
}

TEST_CASE("a mistake in any value is said before anything is run") {
  const Desk desk;
  const Outcome outcome = desk.caseload("sweep small.yaml duty.posts=3,many --reps 2");
  CHECK(outcome.exit_code == 3);
  CHECK(has(outcome.err, "many"));
  CHECK_FALSE(desk.has_results());
  CHECK(desk.caseload("sweep small.yaml duty.posts=3 --reps 2").exit_code == 2);
  CHECK(desk.caseload("sweep small.yaml dutty.posts=3,4 --reps 2").exit_code == 3);
}

TEST_CASE("a plan is run as it says, the same in shards, and its mistakes are said with their places") {
  const Desk desk;
  desk.write("plan.yaml",
             "caseload_sweep: 1\n"
             "base: small.yaml\n"
             "set: {legal.posts: 2}\n"
             "design: {type: sobol, points: 9}\n"
             "factors:\n"
             "  duty.posts: {from: 3, to: 6}\n"
             "  demand.referrals.rate: {uniform: [14, 22], unit: families per day}\n"
             "replications: {count: 5}\n");
  const Outcome outcome = desk.caseload("sweep plan.yaml --out whole --json");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const Json sweep = Json::parse(outcome.out);
  CHECK(sweep["points"].size() == 9);
  CHECK(sweep["points"][0]["values"] == Json{"3", "14 families per day"});
  CHECK(sweep["points"][0]["replications"] == 5);
  for (const char* const shard : {"2/2", "1/2"}) {
    REQUIRE(desk.caseload("sweep plan.yaml --quiet --out parts --shard " + std::string{shard}).exit_code == 0);
  }
  REQUIRE(desk.caseload("collect parts").exit_code == 0);
  for (const std::string& name : result_files)
    CHECK(content_of(desk / "whole" / name) == content_of(desk / "parts" / name));

  // What the command line says goes before what the plan says.
  CHECK(Json::parse(desk.caseload("sweep plan.yaml --reps 3 --out other --json").out)["points"][0]["replications"] ==
        3);

  desk.write("wrong.yaml", "caseload_sweep: 1\nbase: small.yaml\nfactors: {duty.posts: {values: [3, many]}}\n");
  const Outcome wrong = desk.caseload("sweep wrong.yaml");
  CHECK(wrong.exit_code == 3);
  CHECK(has(wrong.err, "many"));
  desk.write("wrong.yaml", "caseload_sweep: 1\nbase: small.yaml\nfactor: {}\n");
  const Outcome unknown = desk.caseload("sweep wrong.yaml");
  CHECK(unknown.exit_code == 3);
  CHECK(has(unknown.err, "wrong.yaml:3:1: error: there is no setting 'factor' here"));
}

TEST_CASE("a point without something to measure is a point all the same") {
  const Desk desk;
  std::string text = content_of(desk / "small.yaml");
  desk.write("small.yaml",
             text.insert(text.find("teams:"), "people: {overtime: {up_to: 10 %, when_due_within: 1 day}}\n"));
  const Outcome outcome =
      desk.caseload("sweep small.yaml 'people.overtime.up_to=0 %,10 %' --reps 5 --keep all --json --out s");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const Json points = Json::parse(outcome.out)["points"];
  int without = 0, with = 0;
  for (const Json& of : points[0]["measures"]) without += of["measure"] == "overtime" && of["mean"].is_null();
  for (const Json& of : points[1]["measures"]) with += of["measure"] == "overtime" && of["mean"].is_number();
  CHECK(without == with);
  CHECK(with > 0);
}

namespace {

const std::string sobol_plan =
    "caseload_sweep: 1\n"
    "base: small.yaml\n"
    "design: {type: sobol, points: POINTS}\n"
    "factors:\n"
    "  duty.posts: {from: 3, to: 6}\n"
    "  demand.referrals.rate: {uniform: [14, 22], unit: families per day}\n";

void write_plan(const Desk& desk, int points) {
  std::string text = sobol_plan;
  desk.write("plan.yaml", text.replace(text.find("POINTS"), 6, std::to_string(points)));
}

void check_same_results(const Desk& desk, const std::string& a, const std::string& b) {
  for (const std::string& name : result_files) {
    INFO(name);
    CHECK(content_of(desk / a / name) == content_of(desk / b / name));
  }
  CHECK(dump_of(desk / a / "points.sqlite") == dump_of(desk / b / "points.sqlite"));
}

}  // namespace

TEST_CASE("a sweep that is extended by points and replications is the larger one done at once") {
  const Desk desk;
  write_plan(desk, 5);
  REQUIRE(desk.caseload("sweep plan.yaml --reps 4 --out s").exit_code == 0);
  write_plan(desk, 9);
  const Outcome refused = desk.caseload("sweep plan.yaml --reps 6 --out s --resume");
  CHECK(refused.exit_code == 2);
  CHECK(has(refused.err, "or add to them with --extend"));
  const Outcome points = desk.caseload("sweep plan.yaml --reps 4 --out s --extend");
  REQUIRE(points.exit_code == 0);
  CHECK(has(points.err, "4 points in "));  // and not the five that were there
  REQUIRE(desk.caseload("sweep plan.yaml --reps 6 --out s --extend").exit_code == 0);
  REQUIRE(desk.caseload("sweep plan.yaml --reps 6 --out whole").exit_code == 0);
  check_same_results(desk, "s", "whole");
  // Fewer replications, and automatic ones that take more than there are.
  REQUIRE(desk.caseload("sweep plan.yaml --reps 3 --out s --extend").exit_code == 0);
  REQUIRE(desk.caseload("sweep plan.yaml --reps 3 --out few").exit_code == 0);
  check_same_results(desk, "s", "few");
  REQUIRE(desk.caseload("sweep plan.yaml --min-reps 7 --max-reps 12 --out s --extend").exit_code == 0);
  REQUIRE(desk.caseload("sweep plan.yaml --min-reps 7 --max-reps 12 --out auto").exit_code == 0);
  check_same_results(desk, "s", "auto");
}

TEST_CASE("a grid grows by values, in any order") {
  const Desk desk;
  const std::string rate = " 'demand.referrals.rate=16,20 families per day' --reps 3 ";
  REQUIRE(desk.caseload("sweep small.yaml duty.posts=4,6" + rate + "--out s").exit_code == 0);
  const Outcome more = desk.caseload("sweep small.yaml duty.posts=3..6" + rate + "--out s --extend");
  REQUIRE(more.exit_code == 0);
  CHECK(has(more.err, "4 points in "));
  REQUIRE(desk.caseload("sweep small.yaml duty.posts=3..6" + rate + "--out whole").exit_code == 0);
  check_same_results(desk, "s", "whole");
}

TEST_CASE("what cannot be extended is refused and left alone") {
  const Desk desk;
  REQUIRE(desk.caseload("sweep small.yaml duty.posts=3..5 --reps 3 --out s").exit_code == 0);
  const std::string before = dump_of(desk / "s/points.sqlite");
  const auto refused = [&](const std::string& words, const std::string& why) {
    const Outcome outcome = desk.caseload("sweep small.yaml " + words + " --out s --extend");
    CHECK(outcome.exit_code == 2);
    INFO(outcome.err);
    CHECK(has(outcome.err, why));
    CHECK(dump_of(desk / "s/points.sqlite") == before);
  };
  refused("duty.posts=4..6 --reps 3", "1 of 3 finished points are not among those of the new design");
  refused("duty.posts=3..6 --reps 3 --seed 2", "they are of seed 1");
  refused("legal.posts=1..3 --reps 3", "they are of other settings");
  refused("duty.posts=3..6 legal.posts=2 --reps 3", "teams.legal.posts: 2 was 1");
  refused("duty.posts=3..6 --reps 3 --keep all", "they keep other measures");
}

TEST_CASE("a sweep that is interrupted keeps the replications that it has done, and ends with the same bytes") {
  const Desk desk;
  const std::string line = "sweep small.yaml duty.posts=3,4 period.length='12 months' --reps 400 --threads 2 ";
  REQUIRE(desk.caseload(line + "--out whole").exit_code == 0);
  // When a point is half done depends on the machine.
  bool half_done = false;
  for (const char* const after : {"0.1", "0.2", "0.4", "0.8", "1.6", "3.2"}) {
    const Outcome stopped = desk.caseload(line + "--out part --fresh", std::string{"timeout -s TERM "} + after);
    if (!std::filesystem::exists(desk / "part/points.sqlite")) continue;
    half_done =
        caseload::PointStore{desk / "part/points.sqlite", caseload::PointStore::Open::to_look}.begun(0).has_value();
    if (!half_done) continue;
    CHECK(has(stopped.err, "for the rest: caseload sweep"));
    break;
  }
  REQUIRE(half_done);
  REQUIRE(desk.caseload(line + "--out part --resume").exit_code == 0);
  check_same_results(desk, "part", "whole");
}

TEST_CASE("points that somebody listed are run as they stand") {
  const Desk desk;
  desk.write("points.csv", "duty.posts,demand.referrals.rate\n5,20 families per day\n3,16 families per day\n");
  desk.write("plan.yaml", "caseload_sweep: 1\nbase: small.yaml\ndesign: {type: list, file: points.csv}\n");
  const Outcome outcome = desk.caseload("sweep plan.yaml --reps 2 --json --out s");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const Json sweep = Json::parse(outcome.out);
  REQUIRE(sweep["points"].size() == 2);
  CHECK(sweep["points"][0]["values"] == Json{"5", "20 families per day"});
  CHECK(sweep["factors"][0]["values"] == Json{"3", "5"});
  desk.write("points.csv", "duty.posts\nmany\n");
  const Outcome wrong = desk.caseload("sweep plan.yaml --reps 2 --out t");
  CHECK(wrong.exit_code == 3);
  CHECK(has(wrong.err, "many"));
}

TEST_CASE("a point that cannot be run is kept as such beside the others, or ends the sweep if asked to") {
  const Desk desk;
  std::string text = content_of(desk / "small.yaml");
  const std::string routes = "{advice: 20 %, closed: rest}";
  desk.write("small.yaml",
             text.replace(text.find(routes), routes.size(), "{advice: 20 %, screening: 5 %, closed: rest}"));
  // Each share alone leaves room for the other; together they are more than everything.
  const std::string line = "sweep small.yaml 'screening.next.advice=60 %,20 %' 'screening.next.screening=50 %,10 %' ";
  const Outcome outcome = desk.caseload(line + "--reps 2 --threads 1 --json --out s");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 5);
  CHECK(has(outcome.err, "1 of 4 points failed"));
  const Json points = Json::parse(outcome.out)["points"];
  CHECK(points[0]["failure"].is_string());
  CHECK(points[0]["measures"].empty());
  CHECK(points[1]["failure"].is_null());
  CHECK(has(content_of(desk / "s/report.html"), "1 point failed and is left out"));
  const Outcome stopped = desk.caseload(line + "--reps 2 --threads 1 --stop-on-failure --json --out t");
  CHECK(stopped.exit_code == 5);
  CHECK(Json::parse(stopped.out)["points"].size() == 1);
}

TEST_CASE("what every month was like is kept on request, the same from shards") {
  const Desk desk;
  const std::string line = "sweep small.yaml duty.posts=3,4 'period.length=3 months' --reps 4 --monthly ";
  REQUIRE(desk.caseload(line + "--out s").exit_code == 0);
  const std::string series = content_of(desk / "s/series.csv");
  CHECK(series.starts_with("point,month,measure,where,unit,n,mean,sd,lower95,upper95,p10,p50,p90\n0,2024-01-01,"));
  CHECK(has(series, "\n1,2024-03-01,open children,service,children,4,"));
  for (const char* const shard : {"1/2", "2/2"})
    REQUIRE(desk.caseload(line + "--out p --shard " + shard).exit_code == 0);
  REQUIRE(desk.caseload("collect p").exit_code == 0);
  CHECK(content_of(desk / "p/series.csv") == series);
  CHECK(content_of(desk / "p/results.nc") == content_of(desk / "s/results.nc"));
}

TEST_CASE("on a full disk, or in a folder that cannot be written to, it says so and loses nothing that was finished") {
  const Desk desk;
  const std::string line = "sweep small.yaml duty.posts=3..8 legal.posts=1..4 --reps 40 --quiet ";
  const auto on_a_disk_of = [](const std::string& options) {
    return "mkdir -p disk && unshare -rm sh -c 'mount -t tmpfs -o " + options + " none disk && exec \"$@\"' sh";
  };
  if (desk.caseload("--version", on_a_disk_of("size=1m")).exit_code != 0) {
    WARN("this machine lets nobody mount a file system; left out");
    return;
  }
  // Small enough for the points to fill it; what is on it is saved before it goes.
  desk.write("fill.sh", "mount -t tmpfs -o size=220k none disk && \"$0\" " + line +
                            "--out disk/s; code=$?; cp -r disk/s saved; exit $code\n");
  const Outcome full = desk.caseload("", "unshare -rm sh -c '. ./fill.sh'");
  CHECK(full.exit_code == 1);
  INFO(full.err);
  CHECK(has(full.err, "full"));
  const Json status = Json::parse(desk.caseload("status saved --json").out);
  CHECK(status["finished"] > 0);
  CHECK(status["finished"] < 24);
  REQUIRE(desk.caseload(line + "--out saved --resume").exit_code == 0);
  REQUIRE(desk.caseload(line + "--out whole").exit_code == 0);
  check_same_results(desk, "saved", "whole");
  const Outcome readonly = desk.caseload(line + "--out disk/s", on_a_disk_of("ro"));
  CHECK(readonly.exit_code == 1);
  CHECK(has(readonly.err, "Read-only file system"));
}
