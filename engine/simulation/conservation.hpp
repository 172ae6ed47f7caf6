// What must hold at any moment of a run: no family is lost, each allocated family has one worker, nobody works more hours
// than there are, and every level agrees with a recount. For tests.   Tested by tests/conservation.
#pragma once

#include <string>
#include <vector>

#include "simulation/state.hpp"

namespace caseload {

/// Looks between two events of a run (start(), advance() in service.hpp), at State::now.
/// @return what does not hold, in words; empty: nothing is lost
std::vector<std::string> check_conservation(const Model&, const State&);

}  // namespace caseload
