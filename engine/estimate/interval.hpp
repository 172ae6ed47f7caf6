// Intervals of means and quantiles. Where among sorted values that of a quantile ends depends on their number, not on
// them, and is worth keeping.   Tested by tests/estimate/interval_test.cpp.
#pragma once

#include <cstddef>
#include <span>

#include "caseload/estimates.hpp"

namespace caseload {

/// Places count from 0 and lie between two values where they are broken numbers; NaN: no place is far enough out.
Interval quantile_places(std::size_t n, double p, double confidence);

/// On the straight line between the two values around a place; NaN for a place that is NaN.
double value_at(std::span<const double> sorted, double place);
Interval values_at(std::span<const double> sorted, const Interval& places);

/// Of a mean, from its standard error and the skewness of the n values: Student's t interval, moved towards the long tail,
/// where values that were not seen yet may lie. With fewer than ten values or no skewness it is Student's.
/// @param t  Student's quantile with n - 1 degrees of freedom
/// Source: Hall, "On the removal of skewness by transformation", Journal of the Royal Statistical Society B 54 (1992), with
/// t in place of the normal quantile.
Interval mean_interval(double mean, double standard_error, double skewness, std::size_t n, double t);

/// Of a sample, adjusted for its size (Fisher and Pearson); 0 where there is none.
/// @param squares, cubes  sums about the mean
double skewness(std::size_t n, double squares, double cubes);

}  // namespace caseload
