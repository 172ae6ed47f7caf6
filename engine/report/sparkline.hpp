// How the service moves over the period, in rows of blocks as high as the numbers. For terminals: files and the page
// say it better.   Tested by tests/report/sparkline_test.cpp.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "caseload/estimates.hpp"

namespace caseload {

/// A block for each value, ▁ for the lowest and █ for the highest, a blank for NaN; more than `most` values are
/// averaged into so many. Values that differ by less than `least_range` are all the same, ▄.
std::string sparkline(std::span<const double> values, std::size_t most, double least_range = 0);

/// The main series of the service and the timeliness of its steps, each with its first and last, lowest and highest
/// value: medians over futures by month, or by week if there is less than a year. Empty when there are not two of
/// either.
std::string over_time(const Estimates&, bool colour);

}  // namespace caseload
