// Replications with progress on the terminal, a way to interrupt them, and words for what went wrong.
// Tested by tests/cli/run_test.cpp, tests/cli/interrupt_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "caseload/estimates.hpp"
#include "cli/arguments.hpp"

namespace caseload::cli {

Experiment experiment_of(const HowMany&);

/// Fixed, or by the stopping rule on the headlines of all models.
Wanted wanted_of(const HowMany&, std::vector<std::vector<Measure>> measures);

/// @param earlier  how many of them were done before
PairedReplications replicate_with_progress(PairedExperiment, const Wanted&, bool quiet);

/// " --reps auto --precision 2% --seed 1": what a command needs to say to get the same replications.
std::string in_words(const HowMany&);

/// Files or settings as they were typed, each after a space.
std::string in_words(const std::vector<std::string>&);

/// @param alone  the line that runs one replication alone
void explain_failures(const Replications&, const std::function<std::string(std::uint32_t)>& alone);

}  // namespace caseload::cli
