// See lengths.hpp.   Tested by tests/model/lengths_test.cpp.
#include "model/lengths.hpp"

#include <cassert>
#include <chrono>
#include <cmath>

namespace caseload {
namespace {

/// `t + seconds`, or `never` when that is further than an Instant reaches.
Instant later_by(Instant t, double seconds) {
  const auto reach = static_cast<double>(never.time_since_epoch().count());
  if (seconds + static_cast<double>(t.time_since_epoch().count()) >= reach) return never;
  return t + rounded(seconds);
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
  using namespace std::chrono;
  const double whole = std::floor(months);
  // Past the last year that the calendar types can hold.
  if (whole > 12.0 * 30'000) return never;
  const auto midnight = floor<days>(t);
  year_month_day moved = year_month_day{midnight} + std::chrono::months{static_cast<int>(whole)};
  if (!moved.ok()) moved = moved.year() / moved.month() / last;
  return later_by(sys_days{moved} + (t - midnight), (months - whole) * seconds_per_month);
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
