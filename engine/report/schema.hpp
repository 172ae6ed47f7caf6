// The JSON Schema of scenarios, for editors.   Tested by tests/report/schema_test.cpp.
#pragma once

#include <string>

#include "scenario/description.hpp"

namespace caseload {

/// Draft-07, as yaml-language-server reads it. It refuses nothing that read() accepts, but for numbers that are not
/// said as the reference says them; read() finds more.
std::string schema(const scenario::Block& of = scenario::scenario_block());

}  // namespace caseload
