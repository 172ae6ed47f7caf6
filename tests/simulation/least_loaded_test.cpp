#include "simulation/least_loaded.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

using namespace caseload;

TEST_CASE("whoever has the least load is found, of all or of those with room, the first of equal ones") {
  const std::uint32_t size = GENERATE(1u, 2u, 8u, 9u, 21u, 64u, 65u, 1000u, 5000u);
  std::mt19937 random{5};
  LeastLoaded tree;
  tree.restart(size);
  CHECK(tree.empty(LeastLoaded::all));
  CHECK(tree.empty(LeastLoaded::with_room));
  std::vector<double> loads(size, LeastLoaded::out), with_room = loads;
  for (int i = 0; i < 5000; ++i) {
    const auto number = static_cast<std::uint32_t>(random() % size);
    loads[number] = random() % 4 == 0 ? LeastLoaded::out : static_cast<double>(random() % 20) / 3;
    with_room[number] = random() % 3 == 0 ? LeastLoaded::out : loads[number];
    tree.set(number, loads[number], with_room[number]);
    for (const auto& [among, of] : {std::pair{LeastLoaded::all, &loads}, {LeastLoaded::with_room, &with_room}}) {
      const auto least = std::min_element(of->begin(), of->end());
      REQUIRE(tree.empty(among) == (*least == LeastLoaded::out));
      if (!tree.empty(among)) REQUIRE(tree.first(among) == static_cast<std::uint32_t>(least - of->begin()));
    }
  }
}
