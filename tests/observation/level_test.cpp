#include "observation/level.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace caseload;

TEST_CASE("a level of whole numbers is the same as one of any numbers") {
  Level any;
  CountLevel whole;
  const auto same = [&](std::int64_t now) {
    CHECK(any.value() == whole.value());
    CHECK(any.integral(now) == whole.integral(now));
    CHECK(any.mean(now) == whole.mean(now));
  };
  std::int64_t now = 1'700'000'000;
  any.restart(now);
  whole.restart(now);
  for (int i = 0; i < 1000; ++i) {
    now += i % 7 * 1000;
    const int by = i % 3 == 2 ? -1 : 1;
    any.change(now, by);
    whole.change(now, by);
    if (i == 300) any.restart(now + 5), whole.restart(now + 5), now += 5;
    if (i % 100 == 99) CHECK(any.integral_since_mark(now + 10) == whole.integral_since_mark(now + 10));
  }
  same(now + 12'345);
}

TEST_CASE("a level's mean weighs each value by how long it lasted") {
  Level level;
  level.restart(100);
  level.change(110, 2);   // 0 for 10
  level.change(115, -1);  // 2 for 5
  CHECK(level.value() == 1);
  CHECK(level.integral(135) == Approx(2 * 5 + 1 * 20));
  CHECK(level.mean(135) == Approx(30.0 / 35));
  CHECK(std::isnan(Level{}.mean(0)));
}

TEST_CASE("a restart forgets the past and keeps the value") {
  Level level;
  level.change(0, 7);
  level.change(50, -3);
  level.restart(60);
  CHECK(level.value() == 4);
  CHECK(level.mean(70) == Approx(4));
}

TEST_CASE("marks cut the integral into weeks that add up") {
  Level level;
  level.restart(0);
  level.change(3, 5);
  const double first = level.integral_since_mark(7);
  level.change(10, -5);
  const double second = level.integral_since_mark(14);
  CHECK(first == Approx(20));
  CHECK(second == Approx(15));
  CHECK(first + second == Approx(level.integral(14)));
}

TEST_CASE("changes that are added together are the same to the last bit as one after the other") {
  // As many people, for as long, as a level can have to bear.
  const std::int64_t begin = 1'700'000'000;
  CountLevel counted, counted_together;
  Level exact, together;
  std::int64_t sum = 0, moment = 0;
  std::uint32_t bits = 1;
  for (std::int64_t now = begin; now < begin + 40'000'000; now += 997) {
    bits = bits * 1664525 + 1013904223;
    const std::int64_t by = static_cast<std::int64_t>(bits >> 30) - 1;
    counted.change(now, by);
    exact.change(now, static_cast<double>(by));
    sum += by;
    moment += by * now;
    if (bits % 64 != 0) continue;
    counted_together.add(sum, moment);
    together.add(now, sum, moment);
    sum = moment = 0;
    REQUIRE(counted_together.integral(now) == counted.integral(now));
    REQUIRE(together.integral(now + 5) == exact.integral(now + 5));
    REQUIRE(together.value() == exact.value());
    if (bits % 1024 != 0) continue;
    for (Level* level : {&exact, &together}) level->restart(now);
    for (CountLevel* level : {&counted, &counted_together}) level->restart(now);
  }
}
