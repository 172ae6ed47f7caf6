// The same as replicate() of caseload/experiment.hpp, for any function that runs one replication: tests give one that
// fails or counts.   Tested by tests/experiment/replicate_test.cpp.
#pragma once

#include <functional>

#include "caseload/experiment.hpp"

namespace caseload {

/// Runs one replication in an arena that no other thread uses meanwhile. May throw.
using RunOne = std::function<Observations(Replication, Arena&)>;

/// Replications are begun in increasing order and every one that is begun is finished, so an experiment that was
/// interrupted after k replications holds the first k: the same as one that asked for k.
Replications replicate(const Experiment&, const RunOne&, const GoOn&);

/// What one replication of every model left behind.
struct Future {
  std::vector<Observations> seen;                ///< by model
  std::vector<PairedReplications::Waits> waits;  ///< by model; empty unless asked for
};
using RunAll = std::function<Future(Replication, Arena&)>;

/// Until `wanted` has enough. Adds to `all`, which holds what was done before, by model.
/// @param crew  as in PairedExperiment
void replicate(const Experiment&, const RunAll&, const Wanted&, const GoOn&, PairedReplications& all,
               Crew* crew = nullptr);

}  // namespace caseload
