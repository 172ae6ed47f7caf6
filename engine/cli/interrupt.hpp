// Ctrl-C, or the SIGTERM of a scheduler: once to finish what is under way and keep it, twice to stop at once.   Tested by
// tests/cli/interrupt_test.cpp.
#pragma once

namespace caseload::cli {

/// From now on the first SIGINT or SIGTERM is noted instead of ending the program.
void catch_interrupts();

bool interrupted();

}  // namespace caseload::cli
