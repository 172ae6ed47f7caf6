// scenarios/README.md has the reference and the index as the program writes them.
#include <catch2/catch.hpp>

#include "cli/program.hpp"
#include "support/written.hpp"

using namespace caseload::test;

namespace {

const std::string readme = CASELOAD_SCENARIOS "/README.md";

void check_between(const std::string& command, const std::string& begin, const std::string& end) {
  const Desk desk;
  const Outcome outcome = desk.caseload(command, "CASELOAD_SCENARIOS='" CASELOAD_SCENARIOS "'");
  REQUIRE(outcome.exit_code == 0);
  INFO("scenarios/README.md is not what 'caseload " + command +
       "' writes. Renew it: CASELOAD_RENEW=1 build/release/tests/cli_tests 'the reference and*'");
  CHECK(written_between(readme, begin, end, outcome.out) == outcome.out);
}

}  // namespace

TEST_CASE("the reference and the index of scenarios/README.md are what the program writes") {
  check_between("explain --markdown", "<!-- reference: written by caseload explain --markdown -->",
                "<!-- end of the reference -->");
  check_between("list --markdown", "<!-- index: written by caseload list --markdown -->", "<!-- end of the index -->");
}
