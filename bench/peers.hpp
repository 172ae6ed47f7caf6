// Other simulators on the same queues: SimPy and SimJS, where they are installed.
// Tested by tests/bench/peers_test.cpp.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "bench/suite.hpp"

namespace caseload::bench {

/// Times them on mm1, mm20 or network; nothing for any other case.
/// @param missing  told what is not there, and how to install it
std::vector<Timing> peers(std::string_view name, const std::function<void(std::string_view)>& missing);

}  // namespace caseload::bench
