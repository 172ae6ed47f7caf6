// What users wait for, timed: the cases of `caseload bench`.
// Tested by tests/bench/suite_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/harness.hpp"

namespace caseload::bench {

/// One line of the table: a program, or a way to run it, that one case has timed.
struct Timing {
  std::string name;                 ///< of the case: "network"
  std::string way;                  ///< "by hand, heap", "2 threads"; empty: the engine on one thread
  double seconds{};                 ///< of one run, median
  double events{};                  ///< of one run; 0: none to count
  Spread per_event;                 ///< seconds; per run where there are no events
  std::optional<Spread> ratio;      ///< to ...
  std::string to;                   ///< ... this: "by hand", "1 thread"
  std::optional<double> megabytes;  ///< the most memory of the case
};

struct Case {
  std::string_view name;
  std::string_view what;  ///< what it times
  double seconds;         ///< of about 120 for all
  std::vector<Timing> (*time)(const Case&, double seconds);
};
const std::vector<Case>& all_cases();

}  // namespace caseload::bench
