// Values of factors and points of designs.
#include <catch2/catch.hpp>
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
