// What becomes of a scenario's targets.   Tested by tests/report/targets_table_test.cpp.
#pragma once

#include <string>

#include "caseload/report.hpp"

namespace caseload {

/// A line for each target under the headlines, with what is known of it; empty without targets.
std::string targets_block(const Run&, bool colour);

}  // namespace caseload
