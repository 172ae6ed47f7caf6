// What to say of a start that has not settled.   Tested by tests/report/settling_test.cpp.
#pragma once

#include <cstddef>
#include <string>

#include "caseload/estimates.hpp"

namespace caseload {

/// What is known of the beginning of a run.
struct Beginning {
  Instant begin{}, start{};          ///< of the simulation, of what is counted
  Begin::From from{};
  std::size_t weeks{};               ///< of the series: from `begin` until something changes
  WarmUp warm_up;                    ///< of it
  const Estimate* change{};          ///< of open children, third to last quarter of settling [%]; null: not measured
};

/// Empty when it has settled, when the series is too short to tell, or when the run begins from a council's own cases,
/// whose way back to normal is what is asked about.
std::string settling_advice(const Beginning&);

}  // namespace caseload
