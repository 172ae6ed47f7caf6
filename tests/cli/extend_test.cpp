// How many replications: automatic, fixed, and added to what is there.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace caseload::test;

namespace {

void same_files(const Desk& desk, const std::string& a, const std::string& b) {
  REQUIRE(names_in(desk / a) == names_in(desk / b));
  for (const std::string& name : names_in(desk / a)) {
    INFO(name);
    CHECK(content_of(desk / a / name) == content_of(desk / b / name));
  }
}

}  // namespace

TEST_CASE("fifty replications and fifty more give the files of a hundred") {
  const Desk desk;
  REQUIRE(desk.caseload("run small.yaml --reps 50 --out parts").exit_code == 0);
  const Outcome more = desk.caseload("run small.yaml --reps 100 --extend --out parts");
  INFO(more.err);
  REQUIRE(more.exit_code == 0);
  CHECK(has(more.err, "50 replications added to 50"));
  REQUIRE(desk.caseload("run small.yaml --reps 100 --out whole").exit_code == 0);
  same_files(desk, "parts", "whole");

  SECTION("and fewer than there are give the files of those") {
    REQUIRE(desk.caseload("run small.yaml --reps 30 --extend --out parts").exit_code == 0);
    REQUIRE(desk.caseload("run small.yaml --reps 30 --out few").exit_code == 0);
    same_files(desk, "parts", "few");
  }
}

TEST_CASE("an automatic run stops at the same number for 1, 2 and 8 threads, and from any number on") {
  const Desk desk;
  for (const char* const threads : {"1", "2", "8"}) {
    REQUIRE(desk.caseload("run small.yaml --threads " + std::string{threads} + " --out t" + threads).exit_code == 0);
  }
  same_files(desk, "t1", "t2");
  same_files(desk, "t1", "t8");
  const auto results = nlohmann::json::parse(content_of(desk / "t1/results.json"));
  CHECK(results["replications"].get<int>() >= 55);

  REQUIRE(desk.caseload("run small.yaml --reps 20 --out parts").exit_code == 0);
  REQUIRE(desk.caseload("run small.yaml --extend --out parts").exit_code == 0);
  same_files(desk, "t1", "parts");
}

TEST_CASE("what cannot be added to is said, and all is done afresh") {
  const Desk desk;
  const Outcome none = desk.caseload("run small.yaml --reps 3 --extend --out it");
  CHECK(none.exit_code == 0);
  CHECK(has(none.err, "Nothing to add to in it/: there are none."));
  const Outcome other = desk.caseload("run small.yaml duty.posts=4 --reps 3 --extend --out it");
  CHECK(other.exit_code == 0);
  CHECK(has(other.err, "it is of another scenario"));
}

TEST_CASE("more precision takes more replications") {
  const Desk desk;
  REQUIRE(desk.caseload("run small.yaml --precision 10% --out coarse").exit_code == 0);
  REQUIRE(desk.caseload("run small.yaml --precision 3% --out fine").exit_code == 0);
  const auto n = [&](const char* folder) {
    return nlohmann::json::parse(content_of(desk / folder / "results.json"))["replications"].get<int>();
  };
  CHECK(n("fine") > n("coarse"));
  CHECK(content_of(desk / "fine/command.txt") == "caseload run small.yaml --reps auto --precision 3% --seed 1\n");

  REQUIRE(desk.caseload("run small.yaml --precision 7% --confidence 99.9% --out seven").exit_code == 0);
  CHECK(content_of(desk / "seven/command.txt") ==
        "caseload run small.yaml --reps auto --precision 7% --confidence 99.9% --seed 1\n");

  const Outcome capped = desk.caseload("run small.yaml --precision 0.1% --max-reps 60 --out capped");
  CHECK(capped.exit_code == 0);
  CHECK(n("capped") == 60);
}
