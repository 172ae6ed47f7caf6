// Timings for people and for programs, and those of another machine to hold them against.
// Hides: JSON.   Tested by tests/bench/record_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "bench/suite.hpp"

namespace caseload::bench {

/// What one must know to compare.
struct Machine {
  std::string processor;
  unsigned cores{};  ///< threads at once
  std::string compiler;
  std::string build;   ///< "Release -O2"
  std::string commit;  ///< of the sources; "unknown" where git does not say
  std::string date;    ///< "2024-05-17"
};
Machine this_machine();

struct Record {
  Machine machine;
  std::vector<Timing> timings;
};

std::string json(const Record&);
/// Empty: there is no such file. Throws std::runtime_error: it is none that json() wrote.
std::optional<Record> read_record(const std::string& file);

/// @param recorded  shown beside; null: nothing is
std::string table(const Record&, const Record* recorded, bool colour);
/// For bench/README.md.
std::string markdown(const Record&);

}  // namespace caseload::bench
