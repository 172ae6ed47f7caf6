// What users wait for, timed: the cases of `caseload bench`.
// Hides: scenarios, programs by hand.   Tested by tests/bench/suite_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/harness.hpp"

namespace caseload::bench {

/// One line of the table: one program, or way to run it, that a case has timed.
struct Timing {
  std::string name;     ///< of the case: "network"
  std::string way;      ///< "by hand", "2 threads"; empty: the engine on one thread
  double seconds{};     ///< of one run, median
  std::string counted;  ///< "event", "replication", "point", "byte": what a run is made of; empty: nothing to count
  double count{};       ///< of these in one run
  Spread each;          ///< seconds for one of them; for a run where nothing is counted
  std::optional<Spread> ratio;      ///< of these seconds to ...
  std::string to;                   ///< ... those of this: "by hand", "1 thread"
  std::optional<double> megabytes;  ///< the most memory of the program while the case was timed; in its first line
};

struct Case {
  std::string_view name;  ///< on the command line
  std::string_view what;  ///< it times, in words
  double seconds;         ///< about, of two minutes for all
  std::vector<Timing> (*time)(const Case&, double seconds);
};
const std::vector<Case>& all_cases();

}  // namespace caseload::bench
