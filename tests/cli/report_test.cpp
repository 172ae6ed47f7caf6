// `caseload report`: the page of a folder of results, made anew.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace caseload::test;
using Json = nlohmann::json;

TEST_CASE("the page made anew has the bytes of the one that the run wrote") {
  const Desk desk;
  REQUIRE(desk.caseload("run small.yaml duty.posts=4 --option 'quiet time' --reps 12 --control-variates --out r")
              .exit_code == 0);
  const std::string page = content_of(desk / "r/report.html");
  CHECK(page.starts_with("<!doctype html>"));
  desk.write("r/report.html", "lost");
  const Outcome outcome = desk.caseload("report r");
  INFO(outcome.err);
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out == "  report  r/report.html\n");
  CHECK(outcome.err.empty());
  CHECK(content_of(desk / "r/report.html") == page);
  CHECK(desk.caseload("report r --out -").out == page);
}

TEST_CASE("so has that of a comparison, and of a run that was added to") {
  const Desk desk;
  REQUIRE(desk.caseload("compare small.yaml --reps 6 --out c").exit_code == 0);
  const std::string page = content_of(desk / "c/report.html");
  CHECK(desk.caseload("report c --out again.html").exit_code == 0);
  CHECK(content_of(desk / "again.html") == page);

  REQUIRE(desk.caseload("run small.yaml --reps 6 --out r").exit_code == 0);
  REQUIRE(desk.caseload("run small.yaml --reps 9 --extend --out r").exit_code == 0);
  const std::string extended = content_of(desk / "r/report.html");
  REQUIRE(desk.caseload("run small.yaml --reps 9 --out s").exit_code == 0);
  CHECK(content_of(desk / "s/report.html") == extended);
  CHECK(desk.caseload("report r --out -").out == extended);
}

TEST_CASE("pages are the same for any number of threads") {
  const Desk desk;
  for (const char* const threads : {"1", "3"}) {
    REQUIRE(
        desk.caseload("run small.yaml --reps 9 --threads " + std::string{threads} + " --out r" + threads).exit_code ==
        0);
    REQUIRE(desk.caseload("compare small.yaml --reps 9 --threads " + std::string{threads} + " --out c" + threads)
                .exit_code == 0);
  }
  CHECK(content_of(desk / "r1/report.html") == content_of(desk / "r3/report.html"));
  CHECK(content_of(desk / "c1/report.html") == content_of(desk / "c3/report.html"));
}

TEST_CASE("results of a scenario that has changed since say so, and what") {
  const Desk desk;
  REQUIRE(desk.caseload("run small.yaml --reps 5 --out r").exit_code == 0);
  std::string text = content_of(desk / "small.yaml");
  desk.write("small.yaml", text.replace(text.find("20 families per day"), 19, "24 families per day"));
  const Outcome outcome = desk.caseload("report r --json");
  CHECK(outcome.exit_code == 0);
  CHECK(has(outcome.err, "has changed since"));
  const Json said = Json::parse(outcome.out);
  CHECK(said["fresh"] == false);
  REQUIRE(said["changes"].size() == 1);
  CHECK(said["changes"][0]["setting"] == "demand.referrals.rate");
  const std::string page = content_of(desk / "r/report.html");
  CHECK(has(page, "The scenario has changed since these results were made"));
  CHECK(has(page, "20 families per day"));
  CHECK(has(page, "24 families per day"));
}

TEST_CASE("results whose scenario is gone are told all the same, with a doubt") {
  const Desk desk;
  REQUIRE(desk.caseload("run small.yaml --reps 5 --out r").exit_code == 0);
  std::filesystem::remove(desk / "small.yaml");
  const Outcome gone = desk.caseload("report r --json");
  CHECK(gone.exit_code == 0);
  CHECK(Json::parse(gone.out)["fresh"].is_null());
  CHECK(has(content_of(desk / "r/report.html"), "Nobody can tell whether the scenario is still what it was"));

  const Desk piped;
  REQUIRE(piped.caseload("run - --reps 5 --out r < small.yaml").exit_code == 0);
  CHECK(has(piped.caseload("report r").err, "standard input"));
}

TEST_CASE("a folder without results, and one with damaged ones, are refused in words") {
  const Desk desk;
  const Outcome nothing = desk.caseload("report nowhere");
  CHECK(nothing.exit_code == 1);
  CHECK(has(nothing.err, "no results to report on in nowhere"));
  REQUIRE(desk.caseload("run small.yaml --reps 3 --out r").exit_code == 0);
  const std::string whole = content_of(desk / "r/replications.sqlite");
  for (const std::size_t kept : {std::size_t{0}, std::size_t{100}, whole.size() / 3}) {
    desk.write("r/replications.sqlite", whole.substr(0, kept));
    const Outcome damaged = desk.caseload("report r");
    CHECK(damaged.exit_code == 1);
    CHECK(has(damaged.err, "error: "));
  }
  CHECK(desk.caseload("report").exit_code == 2);
}

TEST_CASE("files with spaces and quotes in their names are found again") {
  const Desk desk;
  desk.write("it's a council.yaml", content_of(desk / "small.yaml"));
  REQUIRE(desk.caseload("run \"it's a council.yaml\" --reps 3 --out 'my results'").exit_code == 0);
  const Outcome outcome = desk.caseload("report 'my results' --json");
  CHECK(Json::parse(outcome.out)["fresh"] == true);
}
