// Turns, and what is made of them. Nothing here depends on how fast the machine is.
#include "bench/harness.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace caseload::bench;

namespace {

/// Keeps the clock busy for longer than the shortest turn, so that each turn is one run.
void spin() {
  const double began = seconds_now(Time::of_thread);
  while (seconds_now(Time::of_thread) - began < 0.06) {
  }
}

}  // namespace

TEST_CASE("the middle of an even number of values lies between two of them") {
  const Spread even = spread({4, 1, 3, 2}), odd = spread({3, 1, 2});
  CHECK(even.median == 2.5);
  CHECK(even.lowest == 1);
  CHECK(even.highest == 4);
  CHECK(odd.median == 2);
}

TEST_CASE("a ratio is the median over turns side by side, not the ratio of two medians") {
  // In the third turn the machine was ten times slower, for both.
  const Turns of{{2, 4, 30}, 36, 3, 3}, to{{1, 1, 10}, 12, 3, 3};
  const Spread found = ratio(of, to);
  CHECK(found.median == 3);
  CHECK(found.lowest == 2);
  CHECK(found.highest == 4);
}

TEST_CASE("contenders take turns, and warming up is left out") {
  std::string order;
  const auto work = [&](char name) {
    return [&order, name] {
      order += name;
      spin();
      return std::uint64_t{10};
    };
  };
  const auto turns = take_turns({{"a", work('a')}, {"b", work('b')}}, 1, Time::of_thread);
  REQUIRE(turns.size() == 2);
  // How many there are in a second hangs on what else the machine does: on a very busy one, none but that to warm up.
  const std::size_t rounds = order.size() / 2;
  for (std::size_t i = 0; i < order.size(); ++i) CHECK(order[i] == "ab"[i % 2]);
  CHECK(order.size() % 2 == 0);
  CHECK(turns[0].runs == (rounds > 1 ? rounds - 1 : 1));
  CHECK(turns[0].events == 10 * turns[0].runs);
  CHECK(turns[0].seconds_per_event.size() == turns[1].seconds_per_event.size());
}

TEST_CASE("what takes all of its time to warm up is done once") {
  int runs = 0;
  const auto turns = take_turns({{"slow",
                                  [&] {
                                    ++runs;
                                    spin();
                                    return std::uint64_t{1};
                                  }}},
                                0, Time::of_thread);
  CHECK(runs == 1);
  CHECK(turns.front().runs == 1);
}
