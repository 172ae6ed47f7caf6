// Events that change settings: from each date on which one begins or ends, the scenario is read once more with the
// changes then in force.   Tested by tests/scenario/phases_test.cpp.
#pragma once

#include <vector>

#include "caseload/scenario.hpp"
#include "scenario/node.hpp"

namespace caseload::scenario {

/// The phases of a scenario, and in `scenario.events` the paths that each event changes.
/// @param root      the tree that `scenario` was read from, without mistakes
/// @param problems  gets what is wrong with a change: a setting that does not exist or cannot change on a date, a value
///                  that does not fit, an event that changes nothing
std::vector<Phase> phases_of(const Node& root, Scenario& scenario, Problems& problems);

}  // namespace caseload::scenario
