// The files of a run, byte by byte.
#include <catch2/catch.hpp>

#include "support/hand_made_run.hpp"
#include "support/scratch.hpp"
#include "support/text.hpp"

namespace {

using namespace caseload;
using test::content_of;
using test::Scratch;

std::vector<std::string> lines_in(const std::filesystem::path& file) { return support::lines_of(content_of(file)); }

}  // namespace

TEST_CASE("a run leaves its files") {
  const Scratch scratch;
  const Run run = test::hand_made_run();
  write_results(run, scratch.path());
  CHECK(test::names_in(scratch.path()) ==
        std::vector<std::string>{"command.txt", "histograms.csv", "months.csv", "results.csv", "results.json", "scenario.yaml",
                                 "series.csv"});
  CHECK(content_of(scratch / "results.json") == results_json(run));
  CHECK(content_of(scratch / "scenario.yaml") == run.scenario.resolved);
  CHECK(content_of(scratch / "command.txt") == run.command + "\n");
}

TEST_CASE("results.csv has one row per replication and measure") {
  const Scratch scratch;
  write_results(test::hand_made_run(), scratch.path());
  const auto lines = lines_in(scratch / "results.csv");
  REQUIRE(lines.size() == 1 + 3 * 4);
  CHECK(lines[0] == "replication,measure,where,unit,value");
  CHECK(lines[1] == "0,\"wait for a worker, mean\",service,days,2");
  CHECK(lines[4] == "0,open families,duty,families,1234");
  CHECK(lines[7] == "1,done in time,care planning,%,0.25");
  CHECK(lines[10] == "2,done in time,duty,%,");
}

TEST_CASE("results.csv calls replications by their numbers, not by their places") {
  const Scratch scratch;
  Run run = test::bare_run(1);
  run.replications.numbers = {37};
  test::add_measure(run, {"wait", "service", "days", true}, {1.5});
  write_results(run, scratch.path());
  CHECK(lines_in(scratch / "results.csv")[1] == "37,wait,service,days,1.5");
}

TEST_CASE("series.csv has one row per week and measure") {
  const Scratch scratch;
  write_results(test::hand_made_run(), scratch.path());
  const auto lines = lines_in(scratch / "series.csv");
  REQUIRE(lines.size() == 3);
  CHECK(lines[0] == "week,measure,where,unit,mean,p10,p50,p90");
  CHECK(lines[1] == "2008-04-01,open children,service,children,2,1.2,2,2.8");
  CHECK(lines[2] == "2008-04-08,open children,service,children,,,,");
}

TEST_CASE("months.csv has one row per month and measure, with the noise and the spread of each") {
  const Scratch scratch;
  Run run = test::hand_made_run();
  write_results(run, scratch / "none");
  CHECK(content_of(scratch / "none" / "months.csv") ==
        "month,measure,where,unit,mean,lower95,upper95,p10,p50,p90\n");
  run.estimates.months = {test::date(2008, 4, 1), test::date(2008, 5, 1)};
  const std::vector<double> same{3, 3, 3}, none{test::nan, test::nan, test::nan};
  run.estimates.month_estimates = {estimate(same), estimate(none)};
  write_results(run, scratch / "two");
  CHECK(content_of(scratch / "two" / "months.csv") ==
        "month,measure,where,unit,mean,lower95,upper95,p10,p50,p90\n"
        "2008-04,open children,service,children,3,3,3,3,3,3\n"
        "2008-05,open children,service,children,,,,,,\n");
}

TEST_CASE("a team called like a formula stays a name in the files") {
  const Scratch scratch;
  Run run = test::bare_run(1);
  test::add_measure(run, {"wait", "=cmd|' /C calc'!A0", "days", true}, {1});
  write_results(run, scratch.path());
  CHECK(lines_in(scratch / "results.csv")[1] == "0,wait,'=cmd|' /C calc'!A0,days,1");
}

TEST_CASE("threads leave no trace in the files") {
  const Scratch scratch;
  Run run = test::hand_made_run();
  for (const unsigned threads : {1U, 8U}) {
    run.replications.asked.threads = threads;
    write_results(run, scratch / std::to_string(threads));
  }
  for (const std::string& name : test::names_in(scratch / "1")) {
    CHECK(content_of(scratch / "1" / name) == content_of(scratch / "8" / name));
  }
}
