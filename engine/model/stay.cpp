// See stay.hpp.   Tested by tests/model/stay_test.cpp.
#include "model/stay.hpp"

#include <algorithm>
#include <limits>

#include "model/lengths.hpp"

namespace caseload {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Elapsed seconds in which a worker of this team does the task of a mean family, with nothing else to do.
double working_time(const Model& model, const TaskRow& task, TeamId holder, double siblings) {
  const double effort = mean_of(task.effort) * siblings * seconds_per_hour;
  const TeamId by = task.by == nobody ? holder : task.by;
  if (effort <= 0 || by == nobody) return 0;
  const TeamRow& team = model.teams[index(by)];
  const auto open_per_year = static_cast<double>(model.calendars[team.calendar].per_year().count());
  return effort / (team.casework * open_per_year / seconds_per_year);
}

/// Mean number of occurrences until one ends the step; infinity if that may never happen.
double occurrences_until_end(const Model& model, const TaskRow& task) {
  double expected = 0, alive = 1;
  for (std::uint32_t i = task.ends.first; i + 1 < task.ends.last; ++i) {
    expected += alive;
    alive *= 1 - model.end_probabilities[i];
  }
  if (alive <= 0) return expected;
  return expected + alive / model.end_probabilities[task.ends.last - 1];  // the last repeats: geometric
}

/// Mean time from entering the step until this task ends it.
double time_to_end(const Model& model, const TaskRow& task, TeamId holder, double siblings) {
  const double occurrences = occurrences_until_end(model, task);
  if (task.recurs) return mean_seconds(task.first) + (occurrences - 1) * mean_seconds(task.every);
  if (model.end_probabilities[task.ends.first] < 1) return infinity;
  return (task.has_after ? mean_seconds(task.after) : 0) + working_time(model, task, holder, siblings);
}

}  // namespace

double mean_stay(const Model& model, const StepRow& step, double siblings) {
  if (step.plan) {
    double stay = step.has_lasts ? mean_seconds(step.lasts) : infinity;
    for (std::uint32_t i = step.tasks.first; i < step.tasks.last; ++i) {
      const TaskRow& task = model.tasks[i];
      if (!task.ends.empty()) stay = std::min(stay, time_to_end(model, task, step.team, siblings));
    }
    return stay;
  }
  double stay = 0;
  for (std::uint32_t i = step.tasks.first; i < step.tasks.last; ++i) {
    const TaskRow& task = model.tasks[i];
    if (task.has_after) stay += mean_seconds(task.after);
    stay += working_time(model, task, step.team, siblings);
  }
  return stay;
}

double mean_occurrences(const Model& model, const TaskRow& task, double stay) {
  if (!task.recurs) return 1;
  const double every = mean_seconds(task.every);
  if (!task.ends.empty()) {
    const double occurrences = occurrences_until_end(model, task);
    // It is this task that ends the step, not `lasts` or another one.
    if (mean_seconds(task.first) + (occurrences - 1) * every <= stay) return occurrences;
  }
  // Occurrences may be done from `first - window` on, and a stay of any length ends half an interval after one of them
  // on average. With the defaults of `first` and `window` this is stay / every.
  const double opens = mean_seconds(task.first) - mean_seconds(task.window);
  return std::max(0.0, (stay - opens) / every + 0.5);
}

}  // namespace caseload
