// The list of open cases beside a scenario file (period.begin.list): one family a line.
// Hides: CSV.   Tested by tests/scenario/open_cases_test.cpp.
#pragma once

#include "caseload/scenario.hpp"
#include "scenario/source.hpp"

namespace caseload::scenario {

/// Reads the file that `scenario.period.begin.list` names into `scenario.period.begin`.
/// @param at        where the scenario names it; the file lies in the folder of that scenario file
/// @param problems  gets every mistake of the list, of which the first fifty are told one by one
void read_open_cases(Scenario& scenario, const Span& at, Problems& problems);

}  // namespace caseload::scenario
