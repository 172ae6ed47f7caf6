// A replication that runs out of numbers fails and does not go on with those that are taken; how numbers are rounded.
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <random>
#include <set>
#include <stdexcept>
#include <tuple>
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

TEST_CASE("more posts than tasks can tell apart are refused before anybody is hired") {
  Model model;
  model.teams.resize(2);
  model.teams[0].most_posts = most_workers;
  model.teams[1].most_posts = 1;
  Arena arena;
  CHECK_THROWS_AS(staff_at_begin(model, arena.state()), std::length_error);
}

TEST_CASE("every post of a team has a number of its own, however many there are") {
  Reading reading;
  reading.overrides = {"teams.servers.posts=100000"};
  const Model model = compile(*read(CASELOAD_SCENARIOS "/../bench/mm20.yaml", reading));
  Arena arena;
  State& s = arena.state();
  start(model, s, Replication{0}, Seed{1}, {});
  REQUIRE(s.workers.size() == 100'000);
  for (std::uint32_t id = 0; id < s.workers.size(); ++id) REQUIRE(s.workers[id].post == id);
}

TEST_CASE("no two draws have the same key, however many teams and streams there are") {
  Arena arena;
  const State& s = arena.state();
  std::set<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>> keys;
  std::size_t draws = 0;
  for (const std::uint32_t purpose : {1u, 2u, 13u, 14u, 64u, 65u}) {
    for (const std::uint32_t group : {0u, 1u, 255u, 256u, 257u, 511u, 512u, 9'999u, 65'535u}) {
      for (const std::uint32_t detail : {0u, 1u, 255u, 256u, 9'999u, 65'535u}) {
        for (const std::uint32_t index : {0u, 1u, 256u, 65'536u, (1u << 24) - 1}) {
          const StreamKey key = key_for(s, static_cast<Purpose>(purpose), group, detail, 7, index, 3);
          CHECK(key.entity == 7);
          CHECK(key.item == 3);
          keys.emplace(key.purpose, key.index, key.item);
          ++draws;
        }
      }
    }
  }
  CHECK(keys.size() == draws);
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
