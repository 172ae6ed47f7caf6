// Timings for people and programs.   Tested by tests/bench/table_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "bench/suite.hpp"

namespace caseload::bench {

std::string table(const std::vector<Timing>&);

}  // namespace caseload::bench
