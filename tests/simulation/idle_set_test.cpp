#include "simulation/idle_set.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <set>

using namespace caseload;

TEST_CASE("the first of a set of workers is the first of all that were put in and not taken out") {
  const std::uint32_t bound = GENERATE(1u, 21u, 64u, 65u, 4096u, 30'000u);
  std::mt19937 random{5};
  IdleSet idle;
  std::set<std::uint32_t> expected;
  for (int round = 0; round < 2; ++round) {
    idle.restart(bound);
    expected.clear();
    for (int i = 0; i < 3000; ++i) {
      const auto number = static_cast<std::uint32_t>(random() % bound);
      if (random() % 2 == 0) {
        idle.insert(number);
        expected.insert(number);
      } else {
        idle.erase(number);
        expected.erase(number);
      }
      REQUIRE(idle.empty() == expected.empty());
      if (!expected.empty()) REQUIRE(idle.first() == *expected.begin());
    }
  }
}
