// Families go through the steps of the pathway: a work step ends when its tasks are done, a plan step when its length
// or a task (a review) ends it.
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "simulation/draws.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

const StepRow& step_of(const Model& model, const Family& family) { return model.steps[index(family.step)]; }

double siblings(const Model& model, const Family& family) { return 1 + model.next_child * (family.children - 1); }

/// Hours of one occurrence of a task: a need of the family, whoever works on it and whenever.
double hours_of(const Model& model, const State& s, const Family& family, std::uint32_t task, std::uint32_t occurrence) {
  const std::uint32_t within = task - step_of(model, family).tasks.first;
  return siblings(model, family) * draw_with(model.tasks[task].effort, [&] {
           return family_stream(s, Purpose::effort, family, within, occurrence);
         });
}

/// What is left of a stay that is under way when the simulation begins: a uniform part of a length-biased stay.
/// Source: Cox, Renewal Theory (1962), section 5.2 (backward and forward recurrence times). Length bias by choosing one
/// of 32 draws in proportion to its length.
Instant residual(const Model& model, const State& s, const Family& family, const DurationDistribution& stay) {
  Stream bits = family_stream(s, Purpose::age, family);
  double left = 0;
  if (std::holds_alternative<Exponential>(stay.of)) {
    left = draw(stay.of, bits);  // without memory
  } else {
    std::array<double, 32> lengths;
    double sum = 0;
    for (double& length : lengths) sum += length = draw(stay.of, bits);
    double pick = uniform01(bits) * sum;
    std::size_t chosen = 0;
    while (chosen + 1 < lengths.size() && pick >= lengths[chosen]) pick -= lengths[chosen++];
    left = lengths[chosen] * uniform01(bits);
  }
  if (stay.unit == Duration::Unit::working_days) return model.working_days.after(s.now, left);
  return s.now + to_elapsed(left);
}

/// When a length is over that began when the family entered its step and is not over yet: drawn again until it is as
/// long; if it never is, a uniform part of the longest draw is left.
/// @param which  keeps the draws of several lengths apart
Instant end_of_lasting(const Model& model, const State& s, const Family& family, const DurationDistribution& length,
                       std::uint32_t which) {
  Stream bits = family_stream(s, Purpose::age, family, 0, which);
  const auto after = [&](Instant from, double amount) {
    return length.unit == Duration::Unit::working_days ? model.working_days.after(from, amount)
                                                       : from + to_elapsed(amount);
  };
  if (std::holds_alternative<Exponential>(length.of)) return after(s.now, draw(length.of, bits));  // without memory
  constexpr int most_tries = 1000;
  double longest = 0;
  for (int i = 0; i < most_tries; ++i) {
    const double amount = draw(length.of, bits);
    const Instant end = after(family.entered, amount);
    if (end > s.now) return end;
    longest = std::max(longest, amount);
  }
  return after(s.now, longest * uniform01(bits));
}

/// The first due date on a recurring task's grid that is still to come, and the how-manieth it is.
std::pair<Instant, std::uint32_t> next_on_grid(const Model& model, const State& s, const Family& family,
                                               const TaskRow& task) {
  std::pair<Instant, std::uint32_t> next{when(model, task.first, family.entered), 0};
  auto& [due, occurrence] = next;
  if (task.every.unit == Duration::Unit::seconds && due <= s.now) {
    const auto every = to_elapsed(task.every.amount);
    const auto missed = (s.now - due) / every;
    due += missed * every;
    occurrence = static_cast<std::uint32_t>(missed);
  }
  const bool ends_a_day = task.every.unit == Duration::Unit::working_days;  // see set_next_occurrence()
  for (; due <= s.now; ++occurrence) due = when(model, task.every, ends_a_day ? due - Elapsed{1} : due);
  return next;
}

std::uint32_t new_task(State& s, TaskId row, std::uint32_t family) {
  const std::uint32_t slot = new_task_slot(s);
  OpenTask& task = s.tasks[slot];
  task.row = row;
  task.family = family;
  task.next = s.families[family].first_open;
  s.families[family].first_open = slot;
  return slot;
}

void unlink(State& s, std::uint32_t task) {
  std::uint32_t* link = &s.families[s.tasks[task].family].first_open;
  while (*link != task) link = &s.tasks[*link].next;
  *link = s.tasks[task].next;
}

/// Sets a task that may begin at `ready`; at once if that is not in the future.
void set_task(const Model& model, State& s, std::uint32_t family, std::uint32_t row, std::uint32_t occurrence,
              Instant ready, Instant due) {
  const std::uint32_t id = new_task(s, TaskId{static_cast<std::uint16_t>(row)}, family);
  OpenTask& task = s.tasks[id];
  task.occurrence = occurrence;
  task.due = due;
  task.urgency = model.tasks[row].urgency;
  task.hours_left = hours_of(model, s, s.families[family], row, occurrence);
  if (ready <= s.now) return task_ready(model, s, id);
  task.ticket = s.new_ticket();
  s.events.schedule(ready, EventKind::task_ready, id, task.ticket);
}

/// The next task of a work step. @param from  when the one before it was done
void set_work_task(const Model& model, State& s, std::uint32_t family, Instant from) {
  const std::uint32_t row = s.families[family].next_task++;
  const TaskRow& task = model.tasks[row];
  Instant ready = from;
  if (task.has_after) {
    const Family& f = s.families[family];
    const std::uint32_t within = row - step_of(model, f).tasks.first;
    ready = after_duration(model, from, task.after, [&] { return family_stream(s, Purpose::delay, f, within); });
  }
  set_task(model, s, family, row, 0, ready, task.due.set ? when(model, task.due, ready) : s.families[family].due);
}

/// The first task of a family that is listed in a work step: it has waited since it could begin, or its worker has done
/// a uniform share of it.
void set_listed_task(const Model& model, State& s, std::uint32_t id) {
  set_work_task(model, s, id, s.families[id].entered);
  const Family& family = s.families[id];
  OpenTask& task = s.tasks[family.first_open];
  if (!task.ready) return;
  task.ready_since = family.entered;
  if (family.worker == none) return;
  task.begun = true;
  Stream bits = family_stream(s, Purpose::age, family, 0, 2);
  task.hours_left *= uniform01(bits);
}

/// The first instant at which a recurring task due at `due` may be done.
Instant window_opens(const Clock& window, Instant due) {
  double seconds = window.amount;
  if (window.unit == Duration::Unit::months) seconds *= seconds_per_month;
  if (window.unit == Duration::Unit::working_days) seconds *= seconds_per_day * 7 / 5;
  return due - to_elapsed(seconds);
}

/// Tasks of a plan step, side by side. For a family that was there before, recurring tasks are at a random phase.
void set_plan_tasks(const Model& model, State& s, std::uint32_t family, Entry entry) {
  const Range tasks = step_of(model, s.families[family]).tasks;
  for (std::uint32_t row = tasks.first; row < tasks.last; ++row) {
    const TaskRow& task = model.tasks[row];
    const Family& f = s.families[family];
    const std::uint32_t within = row - tasks.first;
    if (!task.recurs) {
      if (entry == Entry::there_before && task.ends.empty()) continue;  // done long ago
      Instant ready = entry == Entry::listed ? f.entered : s.now;
      if (task.has_after) {
        ready = after_duration(model, ready, task.after, [&] { return family_stream(s, Purpose::delay, f, within); });
      }
      if (entry == Entry::listed && task.ends.empty() && ready < s.now) continue;  // done, likely
      const Instant due = task.due.set ? when(model, task.due, ready) : f.due;
      set_task(model, s, family, row, 0, ready, due);
      continue;
    }
    Instant due = when(model, task.first, s.now);
    std::uint32_t occurrence = 0;
    if (entry == Entry::listed) std::tie(due, occurrence) = next_on_grid(model, s, f, task);
    if (entry == Entry::there_before) {
      // Which interval it is in, in proportion to the time that families spend there; then uniform within it.
      Stream bits = family_stream(s, Purpose::age, f, within + 1);
      const auto length = [&](std::uint32_t k) {
        return static_cast<double>((when(model, k == 0 ? task.first : task.every, s.now) - s.now).count());
      };
      double total = 0, alive = 1;
      std::array<double, 64> weights{};
      for (std::uint32_t k = 0; k < weights.size(); ++k) {
        total += weights[k] = alive * length(k);
        if (task.ends.empty()) break;  // no interval differs from the next
        alive *= 1 - model.end_probabilities[task.ends.first + std::min(k, task.ends.size() - 1)];
      }
      double pick = uniform01(bits) * total;
      while (occurrence + 1 < weights.size() && pick >= weights[occurrence]) pick -= weights[occurrence++];
      due = s.now + to_elapsed(uniform01(bits) * length(task.ends.empty() ? 1 : occurrence));
    }
    set_task(model, s, family, row, occurrence, window_opens(task.window, due), due);
  }
}

/// After one occurrence of a recurring task: the next stands on the grid of due dates, unless that was missed.
void set_next_occurrence(const Model& model, State& s, std::uint32_t family, const OpenTask& done) {
  const TaskRow& row = model.tasks[index(done.row)];
  // A due date in working days is the midnight that ends a day: the next is counted from that day, not from the one after.
  const bool ends_a_day = row.every.unit == Duration::Unit::working_days;
  Instant due = when(model, row.every, ends_a_day ? done.due - Elapsed{1} : done.due);
  if (due <= s.now) due = when(model, row.every, s.now);
  set_task(model, s, family, static_cast<std::uint32_t>(done.row), done.occurrence + 1, window_opens(row.window, due),
           due);
}

void record_journey(const Model& model, State& s, const Family& family) {
  const StepRow& row = step_of(model, family);
  double effort = 0;
  if (!row.plan) {
    for (std::uint32_t task = row.tasks.first; task < row.tasks.last; ++task) effort += hours_of(model, s, family, task, 0);
  }
  s.journeys.push_back({family.number, family.stream, static_cast<std::uint16_t>(family.visit), family.step, s.now,
                        family.children, effort});
}

/// Whether the step ended by its due date, and how near to it: work that is done by deadline piles up before it.
void record_timeliness(const Model& model, const State& s, const Family& family, StepRecord& record) {
  record.in_time.add(s.now <= family.due);
  if (step_of(model, family).due.unit != Duration::Unit::working_days) return;
  constexpr int week = 5;
  const Instant on_due_day = family.due - std::chrono::seconds{1};  // it is due at midnight after that day
  record.just_in_time.add(s.now <= family.due && model.working_days.between(s.now, on_due_day) < week);
  record.just_late.add(s.now > family.due && model.working_days.between(on_due_day, s.now) <= week);
}

/// Takes the family's presence out of its step's levels and drops what is left of the step's tasks.
void leave_step(const Model& model, State& s, std::uint32_t id) {
  stops_waiting(model, s, id);
  leave_queue(model, s, id);
  while (s.families[id].first_open != none) free_task(model, s, s.families[id].first_open);
  Family& family = s.families[id];
  family.visit_ticket = 0;
  StepRecord& record = s.recorder.steps[index(family.step)];
  record.families.change(wall(s.now), -1);
  record.children.change(wall(s.now), -family.children);
  const TeamId team = step_of(model, family).team;
  if (team != nobody) {
    s.recorder.teams[index(team)].families.change(wall(s.now), -1);
    s.recorder.teams[index(team)].children.change(wall(s.now), -family.children);
  }
  s.recorder.families.change(wall(s.now), -1);
  s.recorder.children.change(wall(s.now), -family.children);
  --s.in_step[index(family.step)];
}

StepId next_step(const Model& model, const State& s, const Family& family) {
  const Range routes = step_of(model, family).routes;
  if (routes.size() == 1) return model.routes[routes.first].to;
  Stream bits = family_stream(s, Purpose::route, family);
  const double u = uniform01(bits);
  std::uint32_t route = routes.first;
  while (u >= model.routes[route].cumulative && route + 1 < routes.last) ++route;
  return model.routes[route].to;
}

void leave_service(const Model& model, State& s, std::uint32_t family) {
  release(model, s, family);
  s.free_families.push_back(family);
}

void close_case(const Model& model, State& s, std::uint32_t id) {
  ++s.recorder.closed;
  const Family& family = s.families[id];
  const bool returns = model.re_referral.share > 0 && [&] {
    Stream bits = family_stream(s, Purpose::returns, family);
    return uniform01(bits) < model.re_referral.share;
  }();
  if (!returns) return leave_service(model, s, id);
  release(model, s, id);
  s.families[id].passed_on = false;
  const Instant at = after_duration(model, s.now, model.re_referral.after,
                                    [&] { return family_stream(s, Purpose::return_delay, s.families[id]); });
  if (at <= model.end) s.events.schedule(at, EventKind::family_returns, id);
}

bool is_junction(const StepRow& row) { return !row.plan && row.tasks.empty(); }

/// Settles who holds the case in the step that the family just entered.
void settle_holder(const Model& model, State& s, std::uint32_t id) {
  const StepRow& row = step_of(model, s.families[id]);
  const std::uint32_t holder = s.families[id].worker;
  const bool stays = holder != none && by_case(model, row) && s.workers[holder].team == row.team;
  if (stays) {
    s.families[id].seen = true;
    s.recorder.steps[index(s.families[id].step)].wait.add(Elapsed::zero());
    return reweigh(model, s, id);
  }
  if (holder != none) {
    release(model, s, id);
    if (by_case(model, row)) {
      s.families[id].passed_on = true;
      add_handover(model, s, holder, id, model.handover_old, 1);
    }
  }
  if (by_case(model, row)) join_queue(model, s, id);
}

}  // namespace

void starts_waiting(const Model&, State& s, std::uint32_t id) {
  Family& family = s.families[id];
  family.waiting = true;
  s.recorder.steps[index(family.step)].waiting.change(wall(s.now), 1);
}

void stops_waiting(const Model&, State& s, std::uint32_t id) {
  Family& family = s.families[id];
  if (!family.waiting) return;
  family.waiting = false;
  s.recorder.steps[index(family.step)].waiting.change(wall(s.now), -1);
}

void enter(const Model& model, State& s, std::uint32_t id, StepId to, Entry entry) {
  while (to != closed) {
    const StepRow& row = model.steps[index(to)];
    StepRecord& record = s.recorder.steps[index(to)];
    ++record.came;
    if (s.in_step[index(to)] >= row.places && entry != Entry::listed) {
      ++record.refused;
      return leave_service(model, s, id);
    }
    ++record.entered;
    Family& family = s.families[id];
    record.children_entered += family.children;
    family.step = to;
    if (entry != Entry::listed) {
      family.entered = s.now;
      family.seen = false;
    }
    family.arrival = s.new_arrival();
    family.due = row.due.set ? when(model, row.due, row.due_from_referral ? family.referred : family.entered) : never;
    if (s.record_journeys) record_journey(model, s, family);
    if (!is_junction(row)) break;
    to = next_step(model, s, family);
    if (to == closed) close_case(model, s, id);
    ++s.families[id].visit;  // after a closure, as in end_step()
  }
  if (to == closed) return;

  const StepRow& row = model.steps[index(to)];
  {
    Family& family = s.families[id];
    StepRecord& record = s.recorder.steps[index(to)];
    record.families.change(wall(s.now), 1);
    record.children.change(wall(s.now), family.children);
    s.recorder.families.change(wall(s.now), 1);
    s.recorder.children.change(wall(s.now), family.children);
    if (row.team != nobody) {
      s.recorder.teams[index(row.team)].families.change(wall(s.now), 1);
      s.recorder.teams[index(row.team)].children.change(wall(s.now), family.children);
    }
    ++s.in_step[index(to)];
    family.visit_ticket = s.new_ticket();
    family.next_task = row.tasks.first;
  }
  if (entry == Entry::listed && s.families[id].seen && by_case(model, row)) {
    allocate_to_somebody(model, s, id);
  } else {
    settle_holder(model, s, id);
  }
  if (row.plan) {
    if (row.has_lasts) {
      const Family& family = s.families[id];
      const Instant over =
          entry == Entry::listed ? end_of_lasting(model, s, family, row.lasts, 0)
          : entry == Entry::there_before
              ? residual(model, s, family, row.lasts)
              : after_duration(model, s.now, row.lasts, [&] { return family_stream(s, Purpose::stay, family); });
      s.events.schedule(over, EventKind::stay_over, id, family.visit_ticket);
    }
    set_plan_tasks(model, s, id, entry);
  } else if (entry == Entry::listed) {
    set_listed_task(model, s, id);
  } else {
    set_work_task(model, s, id, s.now);
  }
  if (row.has_patience) {
    const Family& family = s.families[id];
    const Instant at =
        entry == Entry::listed
            ? end_of_lasting(model, s, family, row.patience, 1)
            : after_duration(model, s.now, row.patience, [&] { return family_stream(s, Purpose::patience, family); });
    s.events.schedule(at, EventKind::gives_up, id, family.visit_ticket);
  }
}

void end_step(const Model& model, State& s, std::uint32_t id) {
  {
    const Family& family = s.families[id];
    StepRecord& record = s.recorder.steps[index(family.step)];
    record.stay.add(s.now - family.entered);
    if (family.due != never) record_timeliness(model, s, family, record);
  }
  leave_step(model, s, id);
  const StepId to = next_step(model, s, s.families[id]);
  if (to == closed) close_case(model, s, id);
  // The draws of a closure belong to the visit that ends, those of the next step to the next.
  ++s.families[id].visit;
  if (to != closed) enter(model, s, id, to);
}

void gives_up(const Model& model, State& s, std::uint32_t id) {
  if (!s.families[id].waiting) return;
  const StepRow& row = step_of(model, s.families[id]);
  ++s.recorder.steps[index(s.families[id].step)].gave_up;
  leave_step(model, s, id);
  if (row.gives_up_to == closed) close_case(model, s, id);
  ++s.families[id].visit;
  if (row.gives_up_to != closed) enter(model, s, id, row.gives_up_to);
}

void task_ready(const Model& model, State& s, std::uint32_t id) {
  OpenTask& task = s.tasks[id];
  task.ready = true;
  task.ready_since = s.now;
  const Family& family = s.families[task.family];
  const StepRow& row = step_of(model, family);
  const bool first_of_work = !row.plan && static_cast<std::uint32_t>(task.row) == row.tasks.first;
  // The first task keeps the family's place in the queue, wherever it waits.
  task.arrival = first_of_work ? family.arrival : s.new_arrival();
  if (first_of_work && !by_case(model, row)) starts_waiting(model, s, task.family);
  put_on_agenda(model, s, id);
}

void complete(const Model& model, State& s, std::uint32_t id) {
  const OpenTask done = s.tasks[id];
  if (done.family == none) return free_task(model, s, id);
  TaskRecord& record = s.recorder.tasks[index(done.row)];
  ++record.done;
  if (done.due != never) record.in_time.add(s.now <= done.due);
  free_task(model, s, id);

  const Family& family = s.families[done.family];
  const StepRow& step = step_of(model, family);
  if (!step.plan) {
    if (family.next_task < step.tasks.last) return set_work_task(model, s, done.family, s.now);
    return end_step(model, s, done.family);
  }
  const TaskRow& row = model.tasks[index(done.row)];
  if (!row.ends.empty()) {
    const double p = model.end_probabilities[row.ends.first + std::min(done.occurrence, row.ends.size() - 1)];
    Stream bits = family_stream(s, Purpose::ends, family, static_cast<std::uint32_t>(done.row) - step.tasks.first,
                                done.occurrence);
    if (uniform01(bits) < p) return end_step(model, s, done.family);
  }
  if (row.recurs) set_next_occurrence(model, s, done.family, done);
}

void free_task(const Model& model, State& s, std::uint32_t id) {
  const std::uint32_t worker = s.tasks[id].worker;
  if (worker != none) {
    interrupt(model, s, worker);
    go_as_put_off(model, s, worker);
    let_choose(s, worker);
  }
  if (s.tasks[id].family != none) unlink(s, id);
  s.tasks[id].ticket = 0;
  s.free_tasks.push_back(id);
}

}  // namespace caseload
