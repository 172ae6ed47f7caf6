// Values of factors and points of designs.
#include <catch2/catch.hpp>
#include <cmath>
#include <set>

#include "caseload/sweep.hpp"

using namespace caseload;
using Texts = std::vector<std::string>;

TEST_CASE("a range includes its end, a list is what it lists, and units stand after the last number") {
  CHECK(several_values("6..12:3") == Texts{"6", "9", "12"});
  CHECK(several_values("6..8") == Texts{"6", "7", "8"});
  CHECK(several_values("6..11:3") == Texts{"6", "9"});
  CHECK(several_values("0.1..0.5:0.1") == Texts{"0.1", "0.2", "0.3", "0.4", "0.5"});
  CHECK(several_values("28..34:3 children per week") ==
        Texts{"28 children per week", "31 children per week", "34 children per week"});
  CHECK(several_values("+0..+40:20 %") == Texts{"+0 %", "+20 %", "+40 %"});
  CHECK(several_values("6,9, 12") == Texts{"6", "9", "12"});
  CHECK(several_values("4,5 months") == Texts{"4 months", "5 months"});
  CHECK(several_values("4 weeks, 5 months") == Texts{"4 weeks", "5 months"});
  CHECK(several_values("kept, handed over") == Texts{"kept", "handed over"});
}

TEST_CASE("what is one value is not several") {
  for (const char* const one : {"9", "+3", "{exponential: 6 weeks}", "[7, 8 from 2009-07-01]", "\"a, b\"", ""}) {
    CHECK(several_values(one).empty());
  }
  CHECK(several_values("12..6").empty());
  CHECK(several_values("6..12:0").empty());
  CHECK(several_values("6..1e9:0.001").empty());
}

TEST_CASE("levels stand on an axis by their number") {
  CHECK(number_of("34 children per week") == 34);
  CHECK(number_of("+40 %") == 40);
  CHECK(number_of("-3") == -3);
  CHECK(number_of("x 0.8") == 0.8);
  CHECK_FALSE(number_of("handed over"));
}

TEST_CASE("a grid has every combination once, the last factor fastest") {
  const std::vector<DesignPoint> points = points_of({{"a", {"1", "2"}}, {"b", {"x", "y", "z"}}}, {}, 1);
  REQUIRE(points.size() == 6);
  CHECK(points[1] == DesignPoint{"1", "y"});
  CHECK(points[3] == DesignPoint{"2", "x"});
  CHECK(std::set<DesignPoint>(points.begin(), points.end()).size() == 6);
  CHECK(points_of({{"a", {"1"}}}, {}, 1).size() == 1);
}

TEST_CASE("samples keep to what each factor may be, and meet all of it") {
  const std::vector<Factor> factors{{"posts", {}, 6, 9, true, ""},
                                    {"rate", {}, 28, 44, false, "children per week"},
                                    {"away", {"kept", "handed over"}}};
  for (const Design::Type type : {Design::Type::lhs, Design::Type::sobol}) {
    std::set<std::string> posts, away;
    const std::vector<DesignPoint> points = points_of(factors, {type, 64}, 3);
    REQUIRE(points.size() == 64);
    for (const DesignPoint& point : points) {
      posts.insert(point[0]);
      away.insert(point[2]);
      CHECK(point[1].ends_with(" children per week"));
      CHECK(*number_of(point[1]) >= 28);
      CHECK(*number_of(point[1]) <= 44);
    }
    CHECK(posts == std::set<std::string>{"6", "7", "8", "9"});
    CHECK(away.size() == 2);
  }
}

TEST_CASE("values are told together by level, whole number or fifth of a range") {
  const Factor posts{"posts", {}, 6, 9, true, ""}, rate{"rate", {}, 0, 10, false, "%"},
      listed{"a", {"6 weeks", "8 weeks"}};
  CHECK(groups_of(posts).names == Texts{"6", "7", "8", "9"});
  CHECK(group_of(posts, "8") == 2);
  CHECK(groups_of(rate).names.size() == 5);
  CHECK(group_of(rate, "0 %") == 0);
  CHECK(group_of(rate, "4.5 %") == 2);
  CHECK(group_of(rate, "10 %") == 4);
  CHECK(groups_of(listed).at == std::vector<double>{6, 8});
  CHECK(group_of(listed, "8 weeks") == 1);
  CHECK(groups_of({"a", {"kept", "handed over"}}).at.empty());
}

TEST_CASE("trajectories move one factor at a time by two thirds of its range, each once, from end to end") {
  const std::vector<Factor> factors{{"posts", {}, 6, 12, true, ""},
                                    {"rate", {}, 28, 40, false, "children per week"},
                                    {"away", {"kept", "handed over"}}};
  const std::vector<DesignPoint> points = points_of(factors, {Design::Type::morris, 30}, 3);
  REQUIRE(points.size() == 30 * 4);
  std::set<std::string> posts;
  for (std::size_t t = 0; t < 30; ++t) {
    std::set<std::size_t> moved;
    for (std::size_t i = 1; i < 4; ++i) {
      const DesignPoint &before = points[4 * t + i - 1], &after = points[4 * t + i];
      for (std::size_t f = 0; f < 3; ++f) {
        if (before[f] == after[f]) continue;
        moved.insert(f);
        const double step = std::abs(place_of(factors[f], after[f]) - place_of(factors[f], before[f]));
        CHECK(step == Approx(f == 2 ? 1.0 : 2.0 / 3));
      }
      posts.insert(after[0]);
    }
    CHECK(moved == std::set<std::size_t>{0, 1, 2});
  }
  CHECK(posts == std::set<std::string>{"6", "8", "10", "12"});
  CHECK(points_of(factors, {Design::Type::morris, 5}, 3)[7] == points[7]);  // a longer design begins like a shorter one
}

TEST_CASE("blocks are a point, that point with one factor after the other of a second, and the second") {
  const std::vector<Factor> factors{{"a", {}, 0, 1, false, ""}, {"b", {}, 0, 1, false, ""}, {"c", {}, 0, 1, false, ""}};
  const std::vector<DesignPoint> points = points_of(factors, {Design::Type::saltelli, 16}, 3);
  REQUIRE(points.size() == 16 * 5);
  for (std::size_t block = 0; block < 16; ++block) {
    const DesignPoint &a = points[5 * block], &b = points[5 * block + 4];
    for (std::size_t f = 0; f < 3; ++f) {
      CHECK(a[f] != b[f]);
      for (std::size_t moved = 0; moved < 3; ++moved)
        CHECK(points[5 * block + 1 + moved][f] == (moved == f ? b : a)[f]);
    }
  }
  CHECK(points_of(factors, {Design::Type::saltelli, 8}, 3)[7] == points[7]);
}

TEST_CASE("values have places between the ends, by their numbers, or else evenly in their order") {
  const Factor posts{"posts", {}, 6, 12, true, ""}, listed{"a", {"1 week", "3 weeks", "11 weeks"}},
      words{"away", {"kept", "handed over", "lost"}};
  CHECK(place_of(posts, "9") == 0.5);
  CHECK(place_of(listed, "3 weeks") == Approx(0.2));
  CHECK(place_of(words, "handed over") == 0.5);
  CHECK(place_of({"one", {"7"}}, "7") == 0);
  for (const Factor& factor : {posts, listed, words}) {
    for (const std::string& level : factor.levels) CHECK(value_at(factor, place_of(factor, level)) == level);
    CHECK(place_of(factor, value_at(factor, 0)) == 0);
    CHECK(place_of(factor, value_at(factor, 1)) == 1);
  }
  CHECK(value_at(posts, 0.55) == "9");
}

TEST_CASE("a list has the points that it lists") {
  Design design{Design::Type::list};
  design.listed = {{"7", "x"}, {"6", "y"}};
  CHECK(points_of({{"a", {"6", "7"}}, {"b", {"x", "y"}}}, design, 1) == design.listed);
}
