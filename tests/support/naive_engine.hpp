// A second engine, written from scenarios/README.md and as simple as it can be: it runs a Scenario in its author's
// words and is there to be compared with the real one, event for event. The future is one vector, sorted whenever
// something is added; calendars are walked day by day; loads and queues are worked out anew each time by looking at
// everybody. The two engines share the random draws and their keys, and nothing else.   Used by
// tests/naive/agreement_test.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "caseload/scenario.hpp"

namespace caseload::support {

/// A family's entry into a step: a JourneyStep with names.
struct NaiveVisit {
  std::uint32_t family{};
  std::string stream;
  std::uint32_t visit{};
  std::string step;
  Instant entered{};
  unsigned children{};
  double effort{};
};

struct NaiveRun {
  std::vector<NaiveVisit> visits;  ///< in order of time
  /// What is measured, under the names of the real engine: {name, where}.
  std::map<std::pair<std::string, std::string>, double> measures;
  std::map<std::string, int> happened;  ///< how often what: "handed over", "refused", "two events at once", ...
};

/// One replication. Covers `begin: empty`, and of demand constant rates and `every`.
NaiveRun run_naively(const Scenario&, std::uint32_t replication, std::uint32_t seed);

}  // namespace caseload::support
