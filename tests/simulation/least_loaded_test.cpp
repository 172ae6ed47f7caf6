#include "simulation/least_loaded.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

using namespace caseload;

TEST_CASE("whoever has the least load is found, the first of equal ones") {
  const std::uint32_t size = GENERATE(1u, 2u, 8u, 9u, 21u, 64u, 65u, 1000u, 5000u);
  std::mt19937 random{5};
  LeastLoaded tree;
  tree.restart(size);
  CHECK(tree.empty());
  std::vector<double> loads(size, LeastLoaded::out);
  for (int i = 0; i < 5000; ++i) {
    const auto number = static_cast<std::uint32_t>(random() % size);
    loads[number] = random() % 4 == 0 ? LeastLoaded::out : static_cast<double>(random() % 20) / 3;
    tree.set(number, loads[number]);
    const auto least = std::min_element(loads.begin(), loads.end());
    REQUIRE(tree.least() == *least);
    REQUIRE(tree.empty() == (*least == LeastLoaded::out));
    if (!tree.empty()) REQUIRE(tree.first() == static_cast<std::uint32_t>(least - loads.begin()));
  }
}
