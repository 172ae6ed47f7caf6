// Replications of a model, over all cores; their results do not depend on how many cores there are.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "caseload/simulation.hpp"

namespace caseload {

struct Experiment {
  Seed seed{1};
  std::uint32_t first{0};         ///< number of the first replication
  std::uint32_t replications{100};
  unsigned threads{0};            ///< 0: as many as the machine has
};

struct Failure {
  std::uint32_t replication{};
  std::string what;
};

struct Replications {
  Experiment asked;
  std::vector<std::uint32_t> numbers;       ///< of the replications that were done, increasing
  std::vector<Observations> observations;   ///< same order
  std::vector<Failure> failures;            ///< reported, never fatal to the others
  bool interrupted{};                       ///< `go_on` said no; what was done is kept
};

/// Called from any thread, one call at a time. Give false to stop after the replications under way.
using GoOn = std::function<bool(std::uint32_t done, std::uint32_t of)>;

/// Runs them in parallel. Slots are filled by threads and never added up by them (DESIGN, D10).
Replications replicate(const Model&, const Experiment&, const GoOn& = {});

}  // namespace caseload
