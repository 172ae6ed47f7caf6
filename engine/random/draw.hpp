// Draws from the distributions of distribution.hpp.   Tested by tests/random/draw_test.cpp.
#pragma once

#include "caseload/distribution.hpp"
#include "random/stream.hpp"

namespace caseload {

/// One value, in the unit of the distribution's parameters. Uses as many bits of the stream as it needs, so give each
/// draw a stream of its own where options must stay in step.
double draw(const Distribution&, Stream&);

}  // namespace caseload
