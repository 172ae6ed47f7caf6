// The bank holidays of England and Wales: rules, and the years that departed from them.
// Tested by tests/model/bank_holidays_test.cpp against the published lists.
#include <algorithm>
#include <array>
#include <chrono>

#include "caseload/model.hpp"

namespace caseload {
namespace {

using namespace std::chrono;

/// Easter Sunday of the Gregorian calendar.
/// Source: "A New York correspondent", Nature 13 (1876), p. 487; Meeus, Astronomical Algorithms (1998), chapter 8.
sys_days easter_sunday(year in) {
  const int y = static_cast<int>(in);
  const int golden = y % 19, century = y / 100, rest = y % 100;
  const int correction = (century - (century + 8) / 25 + 1) / 3;
  const int moon = (19 * golden + century - century / 4 - correction + 15) % 30;
  const int weekday_shift = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7;
  const int late = (golden + 11 * moon + 22 * weekday_shift) / 451;
  const int march_based = moon + weekday_shift - 7 * late + 114;
  return year_month_day{in, month{static_cast<unsigned>(march_based / 31)},
                        day{static_cast<unsigned>(march_based % 31 + 1)}};
}

/// Holidays added for one year by proclamation: the millennium, royal weddings, jubilees, a funeral, a coronation.
constexpr std::array added{
    1981y / July / 29, 1999y / December / 31,  2002y / June / 3, 2011y / April / 29,
    2012y / June / 5,  2022y / September / 19, 2022y / June / 3, 2023y / May / 8,
};

/// The early May holiday: moved to the 50th and the 75th anniversary of VE day.
sys_days early_may(year in) {
  if (in == 1995y || in == 2020y) return in / May / 8;
  return in / May / Monday[1];
}

/// The spring holiday: moved next to three of the Queen's jubilees.
sys_days spring(year in) {
  if (in == 2002y || in == 2012y) return in / June / 4;
  if (in == 2022y) return in / June / 2;
  return in / May / Monday[last];
}

/// The first weekday at or after `from`.
sys_days weekday_from(sys_days from) {
  const weekday on{from};
  return on == Saturday ? from + days{2} : on == Sunday ? from + days{1} : from;
}

/// Christmas takes the first weekday from the 25th on, and Boxing Day the next one. (When Christmas is a Sunday it is
/// Boxing Day that keeps the Monday and Christmas that moves to the Tuesday: the same two days.)
bool is_christmas_or_boxing_day(Date date, year in) {
  const sys_days first = weekday_from(in / December / 25);
  return date == first || date == weekday_from(first + days{1});
}

}  // namespace

bool is_england_bank_holiday(Date date) {
  const year_month_day on{date};
  const year in = on.year();
  const sys_days easter = easter_sunday(in);
  return date == weekday_from(in / January / 1) || date == easter - days{2} || date == easter + days{1} ||
         date == early_may(in) || date == spring(in) || date == sys_days{in / August / Monday[last]} ||
         is_christmas_or_boxing_day(date, in) || std::find(added.begin(), added.end(), on) != added.end();
}

}  // namespace caseload
