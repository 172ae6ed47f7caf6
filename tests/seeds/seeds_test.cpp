// What the sources report (V01 to V23), and what comes out of the shipped scenarios: at least 21 of 23, and the
// README's table is what was computed. Everything is simulated once, with a fixed seed.
//
// When a scenario changes, renew the table: CASELOAD_RENEW=1 build/release/tests/seeds_tests
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "seeds/fact.hpp"
#include "support/written.hpp"

using namespace caseload::seeds;

namespace {

const std::string readme = CASELOAD_SCENARIOS "/../README.md";

const std::vector<Fact>& facts() {
  static const std::vector<Fact> all = [] {
    std::vector<Fact> facts = darlington_facts();
    for (const auto& more : {council_facts(), workforce_facts()}) facts.insert(facts.end(), more.begin(), more.end());
    std::sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) { return a.id < b.id; });
    return facts;
  }();
  return all;
}

std::string table() {
  std::string text = "| fact | reported | simulated (95 % interval) | |\n|---|---|---|---|\n";
  for (const Fact& fact : facts()) {
    text += "| " + fact.id + " " + fact.what + " | " + fact.reported + " | " + fact.found + " | " +
            (fact.passes ? "✓" : "no") + " |\n";
  }
  return text;
}

}  // namespace

TEST_CASE("what the sources report comes out of the scenarios, and the README says so") {
  SECTION("at least 21 of the 23 facts") {
    REQUIRE(facts().size() == 23);
    int passed = 0;
    for (const Fact& fact : facts()) {
      if (fact.passes) ++passed;
      INFO(fact.id << " " << fact.what << ": reported " << fact.reported << ", simulated " << fact.found << " "
                   << fact.note);
      CHECK_NOFAIL(fact.passes);
    }
    CHECK(passed >= 21);
  }
  SECTION("the README's table") {
    INFO("to renew the table: CASELOAD_RENEW=1 build/release/tests/seeds_tests");
    CHECK(caseload::test::written_between(readme, "<!-- seed facts: begin -->", "<!-- seed facts: end -->", table()) ==
          table());
  }
}
