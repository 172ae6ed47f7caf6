// One family's story, and the event log: replications done again with their events kept.
// Tested by tests/cli/trace_test.cpp.
#pragma once

#include <filesystem>

#include "caseload/report.hpp"
#include "cli/arguments.hpp"
#include "cli/reading.hpp"

namespace caseload::cli {

/// Prints what happened to the family. Gives the exit code.
int trace(const Trace&, const Ready&, const RunArguments&);

/// Prints what is different for the family between the first model and each other.
int trace(const Trace&, const std::vector<Ready>&, const std::vector<std::string>& names, const CompareArguments&);

/// Writes the log of the first `replications` of the run, which appears whole or not at all.
void write_events(const Run&, std::uint32_t replications, const std::filesystem::path& file);

}  // namespace caseload::cli
