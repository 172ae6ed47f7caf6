// Instants, elapsed time and effort: three types, so that one is never taken for another.
#pragma once

#include <chrono>

namespace caseload {

using Date = std::chrono::sys_days;         ///< a day of the calendar
using Instant = std::chrono::sys_seconds;   ///< a date and time; two of them do not add
using Elapsed = std::chrono::seconds;       ///< integer ticks: exact, the same on every machine

/// Effort: three worker-hours may take ten days.
struct WorkHours {
  double hours{};
};

/// A length of time as its author wrote it. Working days and months stay what they are, because how long
/// they last depends on when they begin (DESIGN, D8).
struct Duration {
  enum class Unit { seconds, working_days, months };
  double amount{};
  Unit unit{Unit::seconds};

  friend bool operator==(const Duration&, const Duration&) = default;
};

inline constexpr Instant never = Instant::max();
inline constexpr double seconds_per_hour = 3600.0;
inline constexpr double seconds_per_day = 86'400.0;
inline constexpr double days_per_year = 365.2425;  ///< Gregorian mean
inline constexpr double seconds_per_week = 7 * seconds_per_day;
inline constexpr double seconds_per_year = days_per_year * seconds_per_day;
inline constexpr double seconds_per_month = seconds_per_year / 12;

}  // namespace caseload
