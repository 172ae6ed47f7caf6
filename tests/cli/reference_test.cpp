// scenarios/README.md has the reference and the index as the program writes them.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "cli/program.hpp"

using namespace caseload::test;

namespace {

const std::string readme = CASELOAD_SCENARIOS "/README.md";

/// What stands between two markers; with CASELOAD_RENEW, `by` is put there first.
std::string between(const std::string& begin, const std::string& end, const std::string& by) {
  std::string text = content_of(readme);
  const auto from = text.find(begin + "\n");
  const auto to = text.find(end);
  if (from == text.npos || to == text.npos) return "no markers " + begin;
  const auto first = from + begin.size() + 1;
  if (std::getenv("CASELOAD_RENEW")) {
    text.replace(first, to - first, by);
    std::ofstream{readme, std::ios::binary} << text;
    return by;
  }
  return text.substr(first, to - first);
}

void check_between(const std::string& command, const std::string& begin, const std::string& end) {
  const Desk desk;
  const Outcome outcome = desk.caseload(command, "CASELOAD_SCENARIOS='" CASELOAD_SCENARIOS "'");
  REQUIRE(outcome.exit_code == 0);
  INFO("scenarios/README.md is not what 'caseload " + command +
       "' writes. Renew it: CASELOAD_RENEW=1 build/release/tests/cli_tests 'the reference and*'");
  CHECK(between(begin, end, outcome.out) == outcome.out);
}

}  // namespace

TEST_CASE("the reference and the index of scenarios/README.md are what the program writes") {
  check_between("explain --markdown", "<!-- reference: written by caseload explain --markdown -->",
                "<!-- end of the reference -->");
  check_between("list --markdown", "<!-- index: written by caseload list --markdown -->", "<!-- end of the index -->");
}
