// The threads behind replications. Hides from everybody else: oneTBB.   Tested by tests/experiment/crew_test.cpp.
#pragma once

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/task_arena.h>

#include "caseload/experiment.hpp"

namespace caseload {

struct Crew::Threads {
  explicit Threads(unsigned wanted)
      : count{wanted}, allowed{tbb::global_control::max_allowed_parallelism, count}, place{static_cast<int>(count)} {}

  unsigned count;
  // The place is what limits the threads; the global control is what allows more of them than there are cores.
  tbb::global_control allowed;
  tbb::task_arena place;
  tbb::enumerable_thread_specific<Arena> arenas;  ///< each thread keeps its own from experiment to experiment
};

/// As many as the machine has, if nobody says how many.
unsigned threads_for(unsigned wanted);

}  // namespace caseload
