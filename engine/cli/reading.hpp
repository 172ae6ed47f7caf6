// From a file's name on the command line to a scenario, or to what is wrong with it.   Tested by tests/cli/.
#pragma once

#include <string>
#include <vector>

#include "caseload/report.hpp"
#include "cli/arguments.hpp"

namespace caseload::cli {

/// Reads what was asked for. A name without a folder that is no file here is looked up among the shipped scenarios.
Result<Ready> read(const What&);

/// Where the shipped scenarios are: known from the build, unless the environment says otherwise.
std::string library();

/// The file of that name, or the shipped scenario's where there is no such file.
std::string find(const std::string& file);

/// As results remember it.
Origin origin_of(const What&);

/// Says every problem, how many there are, and what became of it.
void explain(const Problems&, const char* then = "Nothing was run.");

/// Says which options the scenario offers and how to run one; nothing when one was chosen.
void mention_options(const Scenario&, const What&);

}  // namespace caseload::cli
