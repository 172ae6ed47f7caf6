// Lengths of time between their author's units and elapsed seconds, for the means that the tables and the traffic
// equations need. A clock of a case is run exactly, by when().   Tested by tests/model/lengths_test.cpp.
#pragma once

#include "caseload/distribution.hpp"
#include "caseload/model.hpp"
#include "caseload/scenario.hpp"

namespace caseload {

/// Calendar time of a working day on average: five of them to a week, bank holidays left aside.
inline constexpr double seconds_per_working_day = seconds_per_week / 5;

/// Mean length in elapsed seconds: working days are 7/5 of a day and months are of mean length.
double mean_seconds(double amount, Duration::Unit);
double mean_seconds(const Duration&);
double mean_seconds(const Clock&);  ///< 0 if the clock is not set
double mean_seconds(const DurationDistribution&);

/// The distribution in elapsed seconds, by the same conversion.
Distribution in_seconds(const DurationDistribution&);

/// The distribution in open time of a calendar: a working day is one of its days, a second one of its open seconds.
Distribution in_open_seconds(const DurationDistribution&, const WorkCalendar&);

/// Nearest whole second.
Elapsed rounded(double seconds);

/// `t` and this many months of the calendar (months < 0: before). The day is moved back to the end of a month that is
/// too short; a fraction of a month has its mean length.
Instant add_months(Instant t, double months);

Clock clock_of(const Duration&);

}  // namespace caseload
