// Student's t, as intervals and tests of means need it.   Tested by tests/estimate/estimate_test.cpp.
#pragma once

namespace caseload {

/// How many standard errors reach from the middle of an interval to its end, with a chance of `tail` beyond each.
double student_quantile(double degrees_of_freedom, double tail);
/// The chance of a t at least as far from nought, on either side.
double student_both_tails(double t, double degrees_of_freedom);

}  // namespace caseload
