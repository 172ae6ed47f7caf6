// How the tables of calendar.hpp are made.   Tested by tests/model/calendar_test.cpp.
#include "caseload/calendar.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace caseload {
namespace {

bool is_open_on(const Calendar& calendar, Date date) {
  const auto weekday = std::chrono::weekday{date}.iso_encoding() - 1;  // Monday first
  return calendar.days[weekday] && !(calendar.england_bank_holidays && is_england_bank_holiday(date));
}

}  // namespace

WorkCalendar::WorkCalendar(const Calendar& calendar, Date first, Date last) {
  assert(calendar.days.size() == 7 && first < last);
  assert(calendar.from < calendar.until && calendar.until <= std::chrono::hours{24});
  always_ = std::count(calendar.days.begin(), calendar.days.end(), true) == 7 && !calendar.england_bank_holidays &&
            calendar.until - calendar.from == std::chrono::hours{24};
  if (always_) return;
  from_ = calendar.from;
  working_day_ = calendar.until - calendar.from;
  open_ = CountedDays{first, last, [&](Date date) { return is_open_on(calendar, date); }};
  const auto open = static_cast<double>(open_.count()) * static_cast<double>(working_day_.count());
  per_year_ = Elapsed{std::llround(open * days_per_year / static_cast<double>((last - first).count()))};
}

WorkingDays::WorkingDays(Date first, Date last)
    : days_{first, last, [](Date date) {
              return std::chrono::weekday{date}.iso_encoding() <= 5 && !is_england_bank_holiday(date);
            }} {}

}  // namespace caseload
