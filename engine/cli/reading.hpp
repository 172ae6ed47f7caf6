// From a file's name on the command line to a scenario, or to what is wrong with it.   Tested by tests/cli/.
#pragma once

#include <string>
#include <vector>

#include "caseload/report.hpp"
#include "cli/arguments.hpp"

namespace caseload::cli {

/// Reads what was asked for. A name without a folder that is no file here is looked up among the shipped scenarios.
Result<Ready> read(const What&);

/// As results remember it.
Origin origin_of(const What&);

/// Says every problem and how many there are.
void explain(const Problems&);

/// Says which options the scenario offers and how to run one; nothing when one was chosen.
void mention_options(const Scenario&, const What&);

}  // namespace caseload::cli
