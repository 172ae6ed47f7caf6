// The open cases that a steady beginning starts from.
#include <catch2/catch.hpp>

#include "caseload/report.hpp"

using namespace caseload;

TEST_CASE("a steady beginning is shown by step, in families and children") {
  // Little's law: 2 families a day for 30 days, of which half go on for 10 more.
  const auto scenario = read_text("name: x\nperiod: {start: 2024-01-01, length: 1 year, settle: 1 year}\n"
                                  "demand: {families: {rate: 2 families per day, children: 1.5}}\n"
                                  "steps: {plan: {lasts: 30 days, next: {more: 50 %, closed: rest}}, more: {lasts: 10 days}, never: {lasts: 1 day}}\n");
  REQUIRE(scenario);
  CHECK(stock_table(compile(*scenario), false) ==
        "begins with   families open   children\n"
        "plan                     60         90\n"
        "more                     10         15\n"
        "in all                   70        105\n");
}
