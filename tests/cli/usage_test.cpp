// What the program says of itself, and to those who mistype.
#include <catch2/catch.hpp>

#include "cli/program.hpp"

using namespace caseload::test;

TEST_CASE("help and version are data") {
  const Desk desk;
  CHECK(desk.caseload("--version").out == "caseload 0.1.0\n");
  for (const char* const asked : {"--help", "run --help", "check --help", "compare --help", "why --help", "list --help",
                                  "explain --help", "schema --help"}) {
    const Outcome outcome = desk.caseload(asked);
    CHECK(outcome.exit_code == 0);
    CHECK(has(outcome.out, "caseload"));
    CHECK(outcome.err.empty());
  }
  CHECK(has(desk.caseload("run --help").out, "--reps"));
}

TEST_CASE("a mistake on the command line is explained and ends with 2") {
  const Desk desk;
  for (const char* const wrong :
       {"", "run", "check", "run small.yaml --rep 5", "run small.yaml --reps", "run small.yaml --reps 0",
        "run small.yaml --reps -3", "run small.yaml --reps automatic", "run small.yaml --reps 1e3",
        "run small.yaml --precision 0", "run small.yaml --precision 5 days", "run small.yaml --confidence 100%",
        "run small.yaml --extend --replication 3", "run small.yaml other.yaml", "compare", "compare duty.posts=3",
        "compare small.yaml small.yaml --option 'one more'", "why small.yaml 'open children' --reps auto",
        "run small.yaml --seed 4294967296", "run small.yaml --threads 0", "run small.yaml --replication -1",
        "run small.yaml duty.posts", "run small.yaml =9", "check small.yaml --reps 5", "--reps 5", "walk small.yaml",
        "list --jsno", "explain duty.posts small.yaml more", "schema small.yaml"}) {
    INFO(wrong);
    const Outcome outcome = desk.caseload(wrong);
    CHECK(outcome.exit_code == 2);
    CHECK(outcome.out.empty());
    CHECK(has(outcome.err, "--help"));
  }
  CHECK_FALSE(desk.has_results());
}

TEST_CASE("a number that does not fit says what would") {
  const Desk desk;
  CHECK(has(desk.caseload("run small.yaml --reps 0").err, "--reps takes a whole number from 1 to 1000000, not '0'"));
}

TEST_CASE("leading noughts do not make a number octal") {
  const Desk desk;
  CHECK(has(desk.caseload("run small.yaml --reps 1 --seed 010").out, "seed 10\n"));
}

TEST_CASE("a mistyped command gets a suggestion") {
  const Desk desk;
  CHECK(has(desk.caseload("rnu small.yaml").err, "did you mean: caseload run"));
  CHECK(has(desk.caseload("small.yaml").err, "did you mean: caseload run small.yaml"));
}
