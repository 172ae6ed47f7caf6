// A replication that runs out of numbers fails, it does not go on with those that are taken; a family that does counts
// anew; and how numbers are rounded.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <stdexcept>
#include <vector>

#include "caseload/caseload.hpp"
#include "simulation/draws.hpp"
#include "simulation/service.hpp"

using namespace caseload;

TEST_CASE("a replication without numbers left says so") {
  Reading reading;
  reading.library = CASELOAD_SCENARIOS;
  const Model model = compile(*read(CASELOAD_SCENARIOS "/darlington-2009.yaml", reading));
  Arena arena;
  State& s = arena.state();
  std::uint32_t State::*const counter = GENERATE(&State::last_ticket, &State::last_arrival);
  start(model, s, Replication{0}, Seed{1}, {});
  s.*counter = std::numeric_limits<std::uint32_t>::max() - 100;
  const auto go_on = [&] {
    while (advance(model, s)) {
    }
  };
  CHECK_THROWS_AS(go_on(), std::length_error);
}

TEST_CASE("a family without numbers left for its tasks gives those that it has others, in the same order") {
  Reading reading;
  reading.library = CASELOAD_SCENARIOS;
  const Model model = compile(*read(CASELOAD_SCENARIOS "/darlington-2009.yaml", reading));
  constexpr std::uint16_t nearly_all = std::numeric_limits<std::uint16_t>::max() - 2;
  Arena arena;
  State& s = arena.state();
  const auto seen_with = [&](std::uint16_t used) {
    start(model, s, Replication{0}, Seed{1}, {});
    for (Family& family : s.families) family.turns = std::max(family.turns, used);
    std::uint64_t events = 0;
    std::vector<std::uint32_t> order;
    bool anew = false;
    while (advance(model, s)) {
      if (++events % 1000 != 0) continue;
      for (std::uint32_t id = 0; id < s.families.size(); ++id) {
        const bool there_from_the_beginning = s.families[id].stream == model.streams.size();
        anew |= there_from_the_beginning && s.families[id].turns < used;
        put_tasks_in_order(s, id);
        for (std::uint32_t task = s.families[id].first_open; task != none; task = s.tasks[task].next) {
          order.push_back(task);
        }
      }
    }
    CHECK(anew == (used > 0));
    return order;
  };
  const std::vector<std::uint32_t> usual = seen_with(0);
  CHECK(usual.size() > 10'000);
  CHECK(seen_with(nearly_all) == usual);
}

TEST_CASE("drawn seconds are rounded as the library rounds, and never below zero or past what a date can hold") {
  const double infinity = std::numeric_limits<double>::infinity();
  const auto check = [](double seconds) {
    CAPTURE(seconds);
    CHECK(to_elapsed(seconds).count() == std::llround(seconds));
  };
  for (const double half : {0.5, 1.5, 2.5, 86'399.5, 4'503'599.5, 99'999'999'999.5}) {
    check(half);
    check(std::nextafter(half, 0));
    check(std::nextafter(half, infinity));
  }
  std::mt19937_64 bits{1};
  for (int i = 0; i < 100'000; ++i) check(std::ldexp(static_cast<double>(bits() >> 11), -53 + i % 36));
  for (const double too_few : {-0.0, -0.6, -1e300, -infinity, std::numeric_limits<double>::quiet_NaN()}) {
    CHECK(to_elapsed(too_few) == Elapsed{0});
  }
  for (const double too_many : {1e11, 1e12, 1e300, infinity}) CHECK(to_elapsed(too_many) == Elapsed{100'000'000'000});
}
