// See lengths.hpp.   Tested by tests/model/lengths_test.cpp.
#include "model/lengths.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace caseload {
namespace {

/// `t + seconds`, or `never` when that is further than an Instant reaches. @param seconds  not negative
Instant later_by(Instant t, double seconds) {
  constexpr auto reach = static_cast<double>(never.time_since_epoch().count());
  if (seconds + static_cast<double>(t.time_since_epoch().count()) >= reach) return never;
  // What rounded() gives, without a call.
  const auto whole = static_cast<std::int64_t>(seconds);
  return t + Elapsed{whole + (seconds - static_cast<double>(whole) >= 0.5)};
}

/// The day that begins each month of three centuries, counted from the first of them. To look a month up takes a tenth
/// of the time that it takes to work out a date.
constexpr std::chrono::year_month first_month = std::chrono::year{1900} / 1;
constexpr std::uint32_t months_listed = 300 * 12;
constexpr auto month_begins = [] {
  std::array<std::uint32_t, months_listed + 1> begins{};
  for (std::uint32_t month = 0; month < begins.size(); ++month) {
    const Date first = (first_month + std::chrono::months{month}) / 1;
    begins[month] = static_cast<std::uint32_t>((first - Date{first_month / 1}).count());
  }
  return begins;
}();

/// The number in that list of the month that a day is in.
std::uint32_t month_of(std::uint32_t day) {
  // With months of 65536 / 2153 days this is it or the one before it.
  const std::uint32_t month = day * 2153U >> 16U;
  return month + (day >= month_begins[month + 1]);
}

/// `t` on its day of the month so many months later, or on the last one.
Instant later_by_months(Instant t, int months) {
  // Before the list begins these are too large, as they wrap round.
  const std::uint64_t day = static_cast<std::uint64_t>((t - Date{first_month / 1}).count()) / 86'400U;
  if (day < month_begins.back()) [[likely]] {
    const auto here = static_cast<std::uint32_t>(day);
    const std::uint32_t from = month_of(here), to = from + static_cast<std::uint32_t>(months);
    if (to < months_listed) [[likely]] {
      const std::uint32_t there = month_begins[to] + here - month_begins[from], last = month_begins[to + 1] - 1;
      return t + std::chrono::days{std::int64_t{std::min(there, last)} - here};
    }
  }
  const Date midnight = std::chrono::floor<std::chrono::days>(t);
  std::chrono::year_month_day moved = std::chrono::year_month_day{midnight} + std::chrono::months{months};
  if (!moved.ok()) moved = moved.year() / moved.month() / std::chrono::last;
  return Date{moved} + (t - midnight);
}

}  // namespace

Elapsed rounded(double seconds) { return Elapsed{std::llround(seconds)}; }

double mean_seconds(double amount, Duration::Unit unit) {
  switch (unit) {
    case Duration::Unit::seconds:
      return amount;
    case Duration::Unit::working_days:
      return amount * seconds_per_working_day;
    case Duration::Unit::months:
      return amount * seconds_per_month;
  }
  assert(false);
  return 0;
}

double mean_seconds(const Duration& d) { return mean_seconds(d.amount, d.unit); }
double mean_seconds(const Clock& c) { return c.set ? mean_seconds(c.amount, c.unit) : 0; }
double mean_seconds(const DurationDistribution& d) { return mean_seconds(mean_of(d.of), d.unit); }

Distribution in_seconds(const DurationDistribution& d) { return scaled(d.of, mean_seconds(1, d.unit)); }

Distribution in_open_seconds(const DurationDistribution& d, const WorkCalendar& calendar) {
  assert(d.unit != Duration::Unit::months);
  if (d.unit == Duration::Unit::seconds) return d.of;
  return scaled(d.of, static_cast<double>(calendar.working_day().count()));
}

Instant add_months(Instant t, double months) {
  // Past the last year that the calendar types can hold.
  if (months >= 12.0 * 30'000 + 1) return never;
  auto whole = static_cast<int>(months);
  whole -= months < whole;
  const Instant moved = later_by_months(t, whole);
  const double rest = months - whole;
  return rest > 0 ? later_by(moved, rest * seconds_per_month) : moved;
}

Clock clock_of(const Duration& d) { return {d.amount, d.unit, true}; }

Instant when(const Model& model, const Clock& clock, Instant from) {
  if (!clock.set || from == never) return never;
  switch (clock.unit) {
    case Duration::Unit::seconds:
      return later_by(from, clock.amount);
    case Duration::Unit::working_days:
      return model.working_days.after(from, clock.amount);
    case Duration::Unit::months:
      return add_months(from, clock.amount);
  }
  assert(false);
  return never;
}

}  // namespace caseload
