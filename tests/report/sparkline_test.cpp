// Rows of blocks on a terminal.
#include "report/sparkline.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "report/text.hpp"
#include "support/hand_made_run.hpp"
#include "support/text.hpp"

namespace {

using namespace caseload;
using support::has;
using support::lines_of;
constexpr double none = test::nan;

std::string line(const std::vector<double>& values, std::size_t most = 36, double least_range = 0) {
  return sparkline(values, most, least_range);
}

/// Sets a series of each month, the same in two futures.
void add_series(Estimates& e, Measure series, const std::vector<double>& values) {
  const std::vector<Estimate> before = std::move(e.month_estimates);
  const std::size_t columns = e.series.size();
  e.series.push_back(std::move(series));
  e.month_estimates.clear();
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t k = 0; k < columns; ++k) e.month_estimates.push_back(before[i * columns + k]);
    const std::vector<double> futures{values[i], values[i]};
    e.month_estimates.push_back(estimate(futures));
  }
}

Estimates months(std::size_t count) {
  Estimates e;
  for (std::size_t i = 0; i < count; ++i) {
    e.months.push_back(test::date(2008 + static_cast<int>(i / 12), static_cast<unsigned>(i % 12 + 1), 1));
  }
  return e;
}

std::vector<double> rising(std::size_t count, double from, double step) {
  std::vector<double> values;
  for (std::size_t i = 0; i < count; ++i) values.push_back(from + step * static_cast<double>(i));
  return values;
}

}  // namespace

TEST_CASE("blocks are as high as the values between the lowest and the highest") {
  CHECK(line({0, 1, 2, 3, 4, 5, 6, 7}) == "▁▂▃▄▅▆▇█");
  CHECK(line({70, 10, 40}) == "█▁▅");
  CHECK(line({-1, -3}) == "█▁");
}

TEST_CASE("what does not change is flat, and so is what changes too little to be seen in the numbers") {
  CHECK(line({5, 5, 5}) == "▄▄▄");
  CHECK(line({5, 5.04, 5}, 36, 0.1) == "▄▄▄");
  CHECK(line({5, 5.1, 5}, 36, 0.05) == "▁█▁");
}

TEST_CASE("a value that is missing is a blank") {
  CHECK(line({0, none, 7}) == "▁ █");
  CHECK(line({none, none}) == "  ");
  CHECK(line({}).empty());
}

TEST_CASE("a long series is averaged into the room that there is") {
  CHECK(line({0, 2, 7, 9}, 2) == "▁█");  // 1 and 8
  CHECK(line({0, 3, 6}, 2) == "▂▇");     // 1 and 5: the one in the middle belongs to both
  CHECK(line({0, none, 7, 7}, 2) == "▁█");
  CHECK(line({none, none, 0, 7}, 2) == " ▅");
  CHECK(display_width(line(rising(500, 0, 1))) == 36);
  CHECK(line(rising(500, 0, 1)).starts_with("▁▁"));
  CHECK(line(rising(500, 0, 1)).ends_with("██"));
}

TEST_CASE("the main series stand below each other with their ends and extremes") {
  Estimates e = months(14);
  add_series(e, {"open children", "duty", "children", false}, rising(14, 1, 1));
  add_series(e, {"children referred", "service", "children", false}, rising(14, 1000, -10));
  add_series(e, {"open children", "service", "children", false}, rising(14, 480, 12.5));
  add_series(e, {"workers over their limit", "service", "%", false}, rising(14, 30, 0.03));
  add_series(e, {"done in time", "assessment", "%", false},
             {none, 50, 40, 30, 20, 10, none, 40, 30, 90, 20, 99.6, none, none});
  add_series(e, {"done in time", "review", "%", false}, rising(14, 0, 1));
  e.measures = {{"done in time", "assessment", "%", true}, {"done in time", "review", "%", false}};
  CHECK(over_time(e, false) ==
        "  over time, by month        first                 last  low – high\n"
        "  children referred a month  1 000 ██▇▇▆▅▅▄▄▃▂▂▁▁   870  870 – 1 000\n"
        "  open children                480 ▁▁▂▂▃▄▄▅▅▆▇▇██   642  480 –   642\n"
        "  workers over their limit    30 % ▄▄▄▄▄▄▄▄▄▄▄▄▄▄  30 %   30 –  30 %\n"
        "  done in time\n"
        "    assessment                50 %  ▄▃▂▁▁ ▃▂█▁█   100 %   10 – 100 %\n"
        "  Medians over futures: ▁ the lowest month, █ the highest.\n");
}

TEST_CASE("a short period goes by weeks, and one of a single week by nothing") {
  Estimates e = months(2);
  add_series(e, {"open children", "service", "children", false}, {1, 2});
  e.weeks = {test::date(2008, 1, 1), test::date(2008, 1, 8), test::date(2008, 1, 15)};
  const std::vector<double> low{1}, high{3};
  e.series_estimates = {estimate(low), estimate(high), estimate(low)};
  CHECK(has(over_time(e, false), "over time, by week"));
  CHECK(has(over_time(e, false), "1.0 ▁█▁  1.0  1.0 – 3.0\n"));
  CHECK(has(over_time(e, false), "This future alone: ▁ the lowest week"));
  e.weeks.resize(1);
  CHECK(has(over_time(e, false), "over time, by month"));
  e.months.resize(1);
  CHECK(over_time(e, false).empty());
}

TEST_CASE("no line is too wide for a terminal, whatever the period, the numbers and the names") {
  for (const std::size_t count : {2U, 12U, 36U, 37U, 120U, 1200U}) {
    Estimates e = months(count);
    const std::string name = "児童の\x1b[2Jアセスメント" + std::string(10'000, 'x');
    e.measures = {{"done in time", name, "%", true}};
    add_series(e, {"children referred", "service", "children", false}, rising(count, 123'456, 7'654));
    add_series(e, {"open children", "service", "children", false}, rising(count, 0, 0.001));
    add_series(e, {"done in time", name, "%", false}, rising(count, 0, 1));
    const auto lines = lines_of(over_time(e, false));
    REQUIRE(lines.size() == 6);
    for (const std::string& one : lines) {
      INFO(one);
      CHECK(display_width(one) <= 80);
      CHECK_FALSE(has(one, "\x1b"));
    }
    CHECK(has(lines[4], "児童の\\x1b[2Jア"));
    CHECK(has(lines[4], "… "));
  }
}

TEST_CASE("a series that is not there or has nothing to show has no line") {
  Estimates e = months(12);
  add_series(e, {"children per worker", "service", "children", false}, std::vector<double>(12, none));
  CHECK(over_time(e, false).empty());
}

TEST_CASE("the table of a run ends with it on a terminal, and never in a pipe") {
  Run run = test::hand_made_run();
  CHECK_FALSE(has(table(run, false), "over time"));
  CHECK(has(table(run, true), "over time, by week"));
}
