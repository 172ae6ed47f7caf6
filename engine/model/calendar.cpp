// Opening hours and working days as tables by day, and conversions in O(1).
// Tested by tests/model/calendar_test.cpp, against a walk minute by minute.
//
// Every open day of a calendar has the same hours, so open time is a count of days and a remainder. Times are those of
// the wall clock: the hour that is skipped in March and repeated in October does not exist here.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "caseload/model.hpp"

namespace caseload {
namespace {

using std::chrono::days;

/// Days from `first` to the day of `t`, kept within [0, count].
std::int64_t day_in_table(Instant t, Date first, std::size_t count) {
  const auto day = (std::chrono::floor<days>(t) - first).count();
  return std::clamp<std::int64_t>(day, 0, static_cast<std::int64_t>(count));
}

bool is_open_on(const Calendar& calendar, Date date) {
  const auto weekday = std::chrono::weekday{date}.iso_encoding() - 1;  // Monday first
  return calendar.days[weekday] && !(calendar.england_bank_holidays && is_england_bank_holiday(date));
}

/// For each day of [first, last], how many before it are open; and which these are.
template <class IsOpen>
void fill(std::vector<std::uint32_t>& open_before, std::vector<std::int32_t>& open, Date first, Date last,
          const IsOpen& is_open) {
  const auto count = (last - first).count();
  open_before.reserve(static_cast<std::size_t>(count) + 1);
  for (std::int32_t day = 0; day < count; ++day) {
    open_before.push_back(static_cast<std::uint32_t>(open.size()));
    if (is_open(first + days{day})) open.push_back(day);
  }
  open_before.push_back(static_cast<std::uint32_t>(open.size()));
}

}  // namespace

WorkCalendar::WorkCalendar(const Calendar& calendar, Date first, Date last) {
  assert(calendar.days.size() == 7 && first < last);
  assert(calendar.from < calendar.until && calendar.until <= std::chrono::hours{24});
  always_ = std::count(calendar.days.begin(), calendar.days.end(), true) == 7 && !calendar.england_bank_holidays &&
            calendar.until - calendar.from == std::chrono::hours{24};
  if (always_) return;
  first_ = first;
  from_ = calendar.from;
  working_day_ = calendar.until - calendar.from;
  fill(open_days_before_, open_days_, first, last, [&](Date date) { return is_open_on(calendar, date); });
  const auto open = static_cast<double>(open_days_.size()) * static_cast<double>(working_day_.count());
  per_year_ = Elapsed{std::llround(open * days_per_year / static_cast<double>((last - first).count()))};
}

bool WorkCalendar::is_open(Instant t) const { return next_open(t) == t; }

Instant WorkCalendar::next_open(Instant t) const {
  if (always_ || t == never) return t;
  const auto count = open_days_before_.size() - 1;
  // Today if it is open and not yet over; otherwise the first open day after it.
  auto day = std::chrono::floor<days>(t) < first_ ? 0 : day_in_table(t, first_, count);
  if (t >= first_ + days{day} + from_ + working_day_) ++day;
  if (day >= static_cast<std::int64_t>(count)) return never;
  const std::size_t k = open_days_before_[static_cast<std::size_t>(day)];
  if (k == open_days_.size()) return never;
  return std::max(t, Instant{first_ + days{open_days_[k]} + from_});
}

Elapsed WorkCalendar::open_until(Instant t) const {
  if (always_) return t - first_;
  const auto count = open_days_before_.size() - 1;
  if (t < first_) return Elapsed{0};
  const auto day = static_cast<std::size_t>(day_in_table(t, first_, count));
  const Elapsed before = open_days_before_[day] * working_day_;
  if (day == count || open_days_before_[day] == open_days_before_[day + 1]) return before;
  const Elapsed time_of_day = t - std::chrono::floor<days>(t);
  return before + std::clamp(time_of_day - from_, Elapsed{0}, working_day_);
}

Instant WorkCalendar::instant_at(Elapsed open) const {
  if (always_) return first_ + open;
  if (open <= Elapsed{0}) return first_;
  // One second back, so that a whole number of days ends the last of them and does not begin the next.
  const auto day = static_cast<std::size_t>((open - Elapsed{1}) / working_day_);
  if (day >= open_days_.size()) return never;
  return first_ + days{open_days_[day]} + from_ + (open - static_cast<std::int64_t>(day) * working_day_);
}

WorkingDays::WorkingDays(Date first, Date last) : first_{first} {
  fill(before_, days_, first, last,
       [](Date date) { return std::chrono::weekday{date}.iso_encoding() <= 5 && !is_england_bank_holiday(date); });
}

Instant WorkingDays::after(Instant t, double working_days) const {
  if (t == never) return never;
  // 50 * 0.1 is a hair above 5 and means 5.
  const double whole = std::ceil(working_days - 1e-9);
  if (whole <= 0) return std::chrono::floor<days>(t) + days{1};
  if (whole > static_cast<double>(days_.size())) return never;
  const auto count = before_.size() - 1;
  const auto today = std::chrono::floor<days>(t) < first_ ? -1 : day_in_table(t, first_, count);
  const auto passed = before_[std::min(static_cast<std::size_t>(today + 1), count)];
  const auto k = passed + static_cast<std::size_t>(whole) - 1;
  return k < days_.size() ? Instant{first_ + days{days_[k] + 1}} : never;
}

int WorkingDays::between(Instant from, Instant until) const {
  const auto count = before_.size() - 1;
  const auto up_to_end_of_day = [&](Instant t) {
    if (t < first_) return 0;
    const auto day = static_cast<std::size_t>(day_in_table(t, first_, count));
    return static_cast<int>(before_[std::min(day + 1, count)]);
  };
  return up_to_end_of_day(until) - up_to_end_of_day(from);
}

}  // namespace caseload
