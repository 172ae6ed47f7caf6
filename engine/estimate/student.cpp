// Student's t.   Hides: Boost.Math.   Tested by tests/estimate/estimate_test.cpp and comparison_test.cpp.
#include "estimate/student.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace caseload {

double student_quantile(double degrees_of_freedom, double tail) {
  const boost::math::students_t t{degrees_of_freedom};
  return boost::math::quantile(boost::math::complement(t, tail));
}

double student_both_tails(double t, double degrees_of_freedom) {
  const boost::math::students_t student{degrees_of_freedom};
  return 2 * boost::math::cdf(boost::math::complement(student, std::abs(t)));
}

}  // namespace caseload
