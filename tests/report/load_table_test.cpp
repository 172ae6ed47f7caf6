// The loads that `caseload check` prints.
#include <catch2/catch.hpp>

#include "caseload/report.hpp"
#include "support/text.hpp"

namespace {

using namespace caseload;
using support::has;

Model teams(std::vector<std::string> names) {
  Model model;
  model.names.teams = std::move(names);
  return model;
}

OfferedLoad offered(std::vector<TeamLoad> loads) {
  OfferedLoad offered;
  offered.teams = std::move(loads);
  offered.referrals = 1234;
  return offered;
}

}  // namespace

TEST_CASE("each team's work stands against its hours, with what that means") {
  const std::string text = load_table(teams({"duty", "care planning", "legal"}),
                                      offered({{7, 9840, 8750}, {9, 10800, 11340}, {1, 300, 1250}}), false);
  CHECK(text ==
        "team            posts    work asked   hours there    load\n"
        "duty                7    9 840 h/yr    8 750 h/yr   112 %   the queue will grow until something gives\n"
        "care planning       9   10 800 h/yr   11 340 h/yr    95 %   waits will be long and uneven\n"
        "legal               1      300 h/yr    1 250 h/yr    24 %   room to spare\n"
        "referrals: 1 234 families a year, re-referrals included\n");
}

TEST_CASE("a team without people or without work is said to be so") {
  const std::string text = load_table(teams({"a", "b"}), offered({{0, 100, 0}, {2, 0, 3000}}), false);
  CHECK(has(text, "nobody is there to do it"));
  CHECK(has(text, "no work comes here"));
  CHECK_FALSE(has(text, "inf"));
  CHECK_FALSE(has(text, "nan"));
}

TEST_CASE("flows without an end have no loads") {
  OfferedLoad endless = offered({{1, 1, 1}});
  endless.finite = false;
  CHECK(has(load_table(teams({"a"}), endless, false), "circulate for ever"));
}

TEST_CASE("colour repeats the words and a team's name cannot colour anything") {
  const std::string text = load_table(teams({"\x1b[31mduty"}), offered({{7, 2, 1}}), true);
  CHECK(has(text, "\x1b[31mthe queue will grow"));
  CHECK(has(text, "\\x1b[31mduty"));
}
