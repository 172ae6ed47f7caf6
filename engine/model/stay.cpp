// See stay.hpp.   Tested by tests/model/stay_test.cpp.
#include "model/stay.hpp"

#include <algorithm>
#include <cmath>
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

bool may_end_step(const TaskRow& task) { return task.asked == Asked::on_entry && !task.ends.empty(); }

/// From entering the step to the first time that the task may end it.
double first_end(const Model& model, const TaskRow& task, TeamId holder, double siblings) {
  if (task.recurs) return mean_seconds(task.first);
  return (task.has_after ? mean_seconds(task.after) : 0) + working_time(model, task, holder, siblings);
}

/// The next time at which a task may end its step.
struct NextEnd {
  double at{infinity};
  std::uint32_t occurrence{};
};

/// Those who are still there, and how they leave as time goes on.
class Outflow {
 public:
  explicit Outflow(const StepRow& step)
      : lasts_{step.has_lasts ? mean_seconds(step.lasts) : infinity},
        fixed_{step.has_lasts && std::holds_alternative<Fixed>(step.lasts.of)} {
    exits.by_task.resize(step.tasks.size());
  }

  /// Time passes until `t`, in which the length of the step may end it.
  void pass(double t) {
    if (alive <= 0) return;
    if (fixed_ || std::isinf(lasts_)) {
      const double until = std::min(t, lasts_);
      exits.stay += alive * (until - now_);
      if (lasts_ <= t) leave(1, exits.otherwise);
    } else {
      const double gone = std::isinf(t) ? 1 : -std::expm1((now_ - t) / lasts_);
      exits.stay += alive * lasts_ * gone;
      leave(gone, exits.otherwise);
    }
    now_ = t;
  }
  void leave(double share, double& by) {
    by += alive * share;
    alive *= 1 - share;
  }

  Exits exits;
  double alive{1};

 private:
  double lasts_;
  bool fixed_;
  double now_{};
};

}  // namespace

bool has_own_ways_out(const Model& model, const StepRow& step) {
  for (std::uint32_t i = step.tasks.first; i < step.tasks.last; ++i) {
    if (may_end_step(model.tasks[i]) && !model.tasks[i].routes.empty()) return true;
  }
  return false;
}

Exits exits_of(const Model& model, const StepRow& step, double siblings) {
  constexpr double nobody_left = 1e-12;
  constexpr int most_ends = 100'000;  // after these they stay for ever
  std::vector<NextEnd> next(step.tasks.size());
  for (std::uint32_t i = 0; i < next.size(); ++i) {
    const TaskRow& task = model.tasks[step.tasks.first + i];
    if (!may_end_step(task)) continue;
    next[i].at = first_end(model, task, step.team, siblings);
  }
  Outflow families{step};
  for (int ends = 0; ends < most_ends && families.alive > nobody_left; ++ends) {
    const auto first = std::min_element(next.begin(), next.end(), [](auto& a, auto& b) { return a.at < b.at; });
    const double at = first == next.end() ? infinity : first->at;
    families.pass(at);
    if (std::isinf(at)) break;
    const auto i = static_cast<std::uint32_t>(first - next.begin());
    const TaskRow& task = model.tasks[step.tasks.first + i];
    families.leave(model.end_probabilities[task.ends.first + std::min(first->occurrence, task.ends.size() - 1)],
                   families.exits.by_task[i]);
    ++first->occurrence;
    first->at = task.recurs ? at + mean_seconds(task.every) : infinity;
  }
  if (families.alive > nobody_left) families.exits.stay = infinity;
  return families.exits;
}

double mean_stay(const Model& model, const StepRow& step, double siblings) {
  if (step.plan && has_own_ways_out(model, step)) return exits_of(model, step, siblings).stay;
  if (step.plan) {
    double stay = step.has_lasts ? mean_seconds(step.lasts) : infinity;
    for (std::uint32_t i = step.tasks.first; i < step.tasks.last; ++i) {
      const TaskRow& task = model.tasks[i];
      if (may_end_step(task)) stay = std::min(stay, time_to_end(model, task, step.team, siblings));
    }
    return stay;
  }
  double stay = 0;
  for (std::uint32_t i = step.tasks.first; i < step.tasks.last; ++i) {
    const TaskRow& task = model.tasks[i];
    if (task.asked != Asked::on_entry) continue;
    if (task.has_after) stay += mean_seconds(task.after);
    stay += working_time(model, task, step.team, siblings);
  }
  return stay;
}

double mean_occurrences(const Model& model, const TaskRow& task, double stay) {
  if (task.asked != Asked::on_entry) return 0;
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
