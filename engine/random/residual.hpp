// What is left of a random length that is under way at a moment chosen at random.   Tested by
// tests/random/residual_test.cpp.
#pragma once

#include "random/draw.hpp"

namespace caseload {

/// The whole length that is under way then: long ones are met more often, in proportion to their length. Exact for
/// every law. The mean of the law must be finite; of a law whose mean is 0 it is 0.
double length_biased(const Distribution&, Stream&);

/// What is left of it: a uniform part.
/// Source: Cox, Renewal Theory (1962), section 5.2.
double residual_of(const Distribution&, Stream&);

}  // namespace caseload
