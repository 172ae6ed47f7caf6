// Months, working days and seconds; clocks.
#include "model/lengths.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "model/scenarios.hpp"

namespace caseload {
namespace {

using namespace std::chrono;
using namespace testing;

TEST_CASE("a month is a calendar month, cut short where the next one is short") {
  const auto noon = [](year_month_day d) { return Instant{sys_days{d}} + 12h; };
  CHECK(add_months(noon(2010y / 3 / 15), 1) == noon(2010y / 4 / 15));
  CHECK(add_months(noon(2010y / 1 / 31), 1) == noon(2010y / 2 / 28));
  CHECK(add_months(noon(2012y / 1 / 31), 1) == noon(2012y / 2 / 29));
  CHECK(add_months(noon(2010y / 11 / 30), 3) == noon(2011y / 2 / 28));
  CHECK(add_months(noon(2010y / 3 / 31), -1) == noon(2010y / 2 / 28));
  CHECK(add_months(noon(2010y / 1 / 15), -24) == noon(2008y / 1 / 15));
  CHECK(add_months(noon(2010y / 1 / 15), 0.5) == noon(2010y / 1 / 15) + Elapsed{1'314'873});
  CHECK(add_months(noon(2010y / 1 / 15), 1e9) == never);
}

TEST_CASE("months are those of the calendar on every day of four centuries") {
  const auto by_the_calendar = [](Date from, int n) {
    const year_month_day day{from};
    const year_month month = day.year() / day.month() + std::chrono::months{n};
    const year_month_day there = month / day.day();
    return there.ok() ? Date{there} : Date{month / std::chrono::last};
  };
  for (const int n : {-13, -1, 0, 1, 6, 120, 1300}) {
    bool same = true;
    for (Date day = sys_days{1850y / 1 / 1}; day < sys_days{2250y / 1 / 1}; day += days{1}) {
      same = same && add_months(day + 17h, n) == by_the_calendar(day, n) + 17h;
    }
    CAPTURE(n);
    CHECK(same);
  }
}

TEST_CASE("a clock of seconds runs out on the nearest whole one") {
  const Instant t = sys_days{2010y / April / 1};
  for (const double amount : {0.0, 0.49999999999999994, 0.5, 1.5, 59.499, 1e11 + 0.5, 4503599627370497.5}) {
    CHECK(when({}, {amount, Duration::Unit::seconds, true}, t) == t + rounded(amount));
  }
}

TEST_CASE("a clock runs out after its seconds, at the end of its working days, or on its day of the month") {
  Model model;
  model.working_days = WorkingDays{sys_days{2010y / 1 / 1}, sys_days{2011y / 1 / 1}};
  const Instant thursday = sys_days{2010y / April / 1} + 15h;  // before Easter
  CHECK(when(model, {90, Duration::Unit::seconds, true}, thursday) == thursday + 90s);
  CHECK(when(model, {1, Duration::Unit::working_days, true}, thursday) == sys_days{2010y / April / 7});
  CHECK(when(model, {3, Duration::Unit::months, true}, thursday) == sys_days{2010y / July / 1} + 15h);
}

TEST_CASE("a clock that is not set, or starts never, or reaches beyond time, runs out never") {
  Model model;
  model.working_days = WorkingDays{sys_days{2010y / 1 / 1}, sys_days{2011y / 1 / 1}};
  const Instant t = sys_days{2010y / April / 1};
  CHECK(when(model, Clock{}, t) == never);
  for (const auto unit : {Duration::Unit::seconds, Duration::Unit::working_days, Duration::Unit::months}) {
    CHECK(when(model, {5, unit, true}, never) == never);
    CHECK(when(model, {1e300, unit, true}, t) == never);
  }
  CHECK(when(model, {9.3e18, Duration::Unit::seconds, true}, sys_days{1900y / 1 / 1}) == never);
}

TEST_CASE("on average a working day is 7/5 of a day and a month a twelfth of a year") {
  CHECK(mean_seconds(5, Duration::Unit::working_days) == seconds_per_week);
  CHECK(mean_seconds(12, Duration::Unit::months) == Approx(seconds_per_year));
  CHECK(mean_seconds(7, Duration::Unit::seconds) == 7);
  CHECK(mean_seconds(DurationDistribution{Exponential{10}, Duration::Unit::working_days}) == 2 * seconds_per_week);
  CHECK(mean_seconds(Clock{}) == 0);
}

TEST_CASE("a working day of a calendar is that calendar's day") {
  const WorkCalendar office{office_hours(), sys_days{2010y / 1 / 1}, sys_days{2011y / 1 / 1}};
  CHECK(in_open_seconds({Exponential{2}, Duration::Unit::working_days}, office) == Distribution{Exponential{57'600}});
  CHECK(in_open_seconds({Exponential{2}, Duration::Unit::seconds}, office) == Distribution{Exponential{2}});
  CHECK(in_open_seconds({Fixed{2}, Duration::Unit::working_days}, WorkCalendar{}) == Distribution{Fixed{172'800}});
}

}  // namespace
}  // namespace caseload
