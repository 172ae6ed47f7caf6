// How long a family stays in a step, and how often a task is done meanwhile, if nobody ever had to wait.
// Tested by tests/model/stay_test.cpp.
#pragma once

#include "caseload/model.hpp"

namespace caseload {

/// Mean stay [s]; infinity if nothing ever ends the step.
/// A work step takes the delays of its tasks and their effort at the share of the week that their team spends on
/// cases. A plan step ends with `lasts` or on the due date of the task that ends it; with several of these the
/// smallest mean counts, which is a little too long, because the earliest of them ends the step.
/// @param siblings  effort of a mean family over that of one with a single child
double mean_stay(const Model&, const StepRow&, double siblings);

/// Mean number of times that a task is done in one visit to its step.
/// @param stay  mean_stay of the step, finite
double mean_occurrences(const Model&, const TaskRow&, double stay);

}  // namespace caseload
