// What the program tells the shell (CONVENTIONS, section 1).   Tested by tests/cli/.
#pragma once

namespace caseload::cli::exit_code {

inline constexpr int ok = 0;
inline constexpr int run_failed = 1;     ///< the machine's fault, or ours
inline constexpr int usage = 2;          ///< a mistake on the command line
inline constexpr int bad_scenario = 3;   ///< a mistake in the scenario
inline constexpr int target_missed = 4;  ///< only where asked to check
inline constexpr int points_failed = 5;  ///< some points of a sweep; the others are kept
inline constexpr int interrupted = 130;

}  // namespace caseload::cli::exit_code
