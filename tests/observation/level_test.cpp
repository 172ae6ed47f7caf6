#include "observation/level.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace caseload;

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
