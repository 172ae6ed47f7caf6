// How long a family stays in a step, and how often a task is done meanwhile, if nobody ever had to wait.
// Tested by tests/model/stay_test.cpp.
#pragma once

#include <vector>

#include "caseload/model.hpp"

namespace caseload {

/// Mean stay [s]; infinity if nothing ever ends the step.
/// A work step takes the delays of its tasks and their effort at the share of the week that their team spends on
/// cases. A plan step ends with `lasts` or on the due date of the task that ends it; with several of these the
/// smallest mean counts, which is a little too long, because the earliest of them ends the step. Where it matters which
/// of them does, because a task has ways out of its own, it is exits_of().stay. Audits are left out.
/// @param siblings  effort of a mean family over that of one with a single child
double mean_stay(const Model&, const StepRow&, double siblings);

/// How families leave a plan step some of whose tasks have ways out of their own.
struct Exits {
  double stay{};                ///< mean [s]; infinity if nothing ever ends the step
  std::vector<double> by_task;  ///< probability that this task ends it, by position among the step's tasks
  double otherwise{};           ///< probability that `lasts` does
};

/// Walks the due dates of the tasks that may end the step in order, with `lasts` running beside them. Lengths that vary
/// are taken for exponential ones of the same mean, and a length that is fixed for what it is.
Exits exits_of(const Model&, const StepRow&, double siblings);

/// Whether a task of the step has ways out of its own.
bool has_own_ways_out(const Model&, const StepRow&);

/// Mean number of times that a task is done in one visit to its step.
/// @param stay  mean_stay of the step, finite
double mean_occurrences(const Model&, const TaskRow&, double stay);

}  // namespace caseload
