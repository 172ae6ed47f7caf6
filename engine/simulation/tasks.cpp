// What is asked for families in their steps: the tasks of a work step one after the other, those of a plan step side by
// side and again and again, audits on a date, and what is done for those who wait for a named worker.
// Tested by tests/simulation/*_test.cpp.
#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "simulation/draws.hpp"
#include "simulation/event_log.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

/// How many times as long something takes for all children of a family as for the first.
double siblings(const Model& model, int children) { return 1 + model.next_child * (children - 1); }

[[gnu::noinline]] double drawn_effort(const Model& model, State& s, const Family& family, const TaskRow& task,
                                      std::uint32_t occurrence) {
  return draw_with(task.effort, [&] {
    const auto within = static_cast<std::uint32_t>(&task - &model.tasks[step_of(model, family).tasks.first]);
    const StreamKey key = key_of_family(s, Purpose::effort, family, within, occurrence);
    // What families need first, in the order in which they come.
    const bool first = (family.visit | within | occurrence) == 0 && family.stream < s.streams.size();
    return first ? stream_ahead(s.streams[family.stream].efforts, key) : stream_of(key);
  });
}

/// Hours of one occurrence of a task for the first child.
double effort(const Model& model, State& s, const Family& family, const TaskRow& task, std::uint32_t occurrence) {
  const auto* fixed = std::get_if<Fixed>(&task.effort);
  return fixed ? fixed->value : drawn_effort(model, s, family, task, occurrence);
}

std::uint32_t new_task(State& s, std::uint32_t family_id) {
  const std::uint32_t slot = new_task_slot(s);
  OpenTask& task = s.tasks[slot];
  Family& family = s.families[family_id];
  task.family = family_id;
  task.children = family.children;
  task.set_holder(family.worker);
  task.next = family.first_open;
  family.first_open = slot;
  return slot;
}

void unlink(State& s, std::uint32_t task) {
  std::uint32_t* link = &s.families[s.tasks[task].family].first_open;
  while (*link != task) link = &s.tasks[*link].next;
  *link = s.tasks[task].next;
}

/// The first instant at which a recurring task due at `due` may be done.
Instant window_opens(const Clock& window, Instant due) {
  double seconds = window.amount;
  if (window.unit == Duration::Unit::months) seconds *= seconds_per_month;
  if (window.unit == Duration::Unit::working_days) seconds *= seconds_per_day * 7 / 5;
  return due - to_elapsed(seconds);
}

/// When the occurrence after one that is due at `due` is.
Instant next_due(const Model& model, const TaskRow& row, Instant due) {
  // A due date in working days is the midnight that ends a day: the next is counted from that day, not from the one after.
  const bool ends_a_day = row.every.unit == Duration::Unit::working_days;
  return when(model, row.every, ends_a_day ? due - Elapsed{1} : due);
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
  for (; due <= s.now; ++occurrence) due = next_due(model, task, due);
  return next;
}

/// Sets a task that may begin at `ready`; at once if that is not in the future.
/// @param after  the family's task that was done before it, whose place in State::tasks it takes; none: a new place
void set_task(const Model& model, State& s, std::uint32_t family, std::uint32_t row, std::uint32_t occurrence,
              Instant ready, Instant due, std::uint32_t ahead = 0, std::uint32_t after = none) {
  const std::uint32_t id = after != none ? after : new_task(s, family);
  OpenTask& task = s.tasks[id];
  const TaskRow& asked = model.tasks[row];
  task.row = TaskId{static_cast<std::uint16_t>(row)};
  task.set = s.new_ticket();
  task.ready = task.begun = false;
  task.occurrence = occurrence;
  task.due = due;
  task.ahead = ahead;
  task.urgency = asked.urgency;
  const double times = siblings(model, task.children);
  task.hours_left = times * effort(model, s, s.families[family], asked, occurrence);
  if (!std::holds_alternative<Fixed>(asked.effort)) {  // or luck has no say in it
    s.asked[row].hours += task.hours_left;
    s.asked[row].times += times;
  }
  if (asked.may_be_missed) s.events.schedule(next_due(model, asked, due), EventKind::next_falls_due, id, task.set);
  if (ready <= s.now) return task_ready(model, s, id);
  task.ticket = task.set;
  s.events.schedule(ready, EventKind::task_ready, id, task.ticket);
}

/// The next task of a work step. @param from  when the one before it was done  @param after  as in set_task()
void set_work_task(const Model& model, State& s, std::uint32_t family, Instant from, std::uint32_t after = none) {
  const std::uint32_t row = s.families[family].next_task++;
  const TaskRow& task = model.tasks[row];
  Instant ready = from;
  if (task.has_after) {
    const Family& f = s.families[family];
    const std::uint32_t within = row - step_of(model, f).tasks.first;
    ready = after_duration(model, from, task.after, [&] { return family_stream(s, Purpose::delay, f, within); });
  }
  if (task.due.set) return set_task(model, s, family, row, 0, ready, when(model, task.due, ready), 0, after);
  const auto ahead = static_cast<std::uint32_t>(task.ahead.count());
  set_task(model, s, family, row, 0, ready, s.families[family].due, ahead, after);
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

/// Tasks of a plan step, side by side. For a family that was there before, recurring tasks are at a random phase.
void set_plan_tasks(const Model& model, State& s, std::uint32_t family, Entry entry) {
  const Range tasks = step_of(model, s.families[family]).tasks;
  for (std::uint32_t row = tasks.first; row < tasks.last; ++row) {
    const TaskRow& task = model.tasks[row];
    if (task.asked != Asked::on_entry) return;  // the last ones of the step
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
      const auto seconds = [&](const Clock& clock) {
        return static_cast<double>((when(model, clock, s.now) - s.now).count());
      };
      const double first = seconds(task.first), every = seconds(task.every);
      const auto length = [&](std::uint32_t k) { return k == 0 ? first : every; };
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
void set_next_occurrence(const Model& model, State& s, std::uint32_t id) {
  const OpenTask& done = s.tasks[id];
  const TaskRow& row = model.tasks[index(done.row)];
  Instant due = next_due(model, row, done.due);
  if (due <= s.now) due = when(model, row.every, s.now);
  set_task(model, s, done.family, static_cast<std::uint32_t>(done.row), done.occurrence + 1,
           window_opens(row.window, due), due, 0, id);
}

/// Occurrences of a task that is asked while the family waits for a worker: the time of waiting in the upper half, so
/// that a family which waits twice has other needs the second time.
constexpr std::uint32_t waits_times = 1u << 16;

void ask_of_unallocated(const Model& model, State& s, std::uint32_t family, std::uint32_t row, std::uint32_t occurrence,
                        Instant at) {
  const TaskRow& task = model.tasks[row];
  set_task(model, s, family, row, occurrence, at, when(model, task.due.set ? task.due : task.every, at));
}

/// After one occurrence of such a task, if the family has waited without a break since it was asked for.
[[gnu::noinline]] void ask_again_of_unallocated(const Model& model, State& s, std::uint32_t id) {
  const OpenTask done = s.tasks[id];
  free_task(model, s, id);
  const Family& family = s.families[done.family];
  if (family.queue_ticket == 0 || done.occurrence / waits_times != family.queued) return;
  const Clock& every = model.tasks[index(done.row)].every;
  Instant at = when(model, every, done.ready_since);
  if (at <= s.now) at = when(model, every, s.now);
  ask_of_unallocated(model, s, done.family, static_cast<std::uint32_t>(done.row), done.occurrence + 1, at);
}

/// Whether the step has tasks that are not asked of everybody: these are its last ones.
bool has_special_tasks(const Model& model, const StepRow& step) {
  return !step.tasks.empty() && model.tasks[step.tasks.last - 1].asked != Asked::on_entry;
}

}  // namespace

void put_tasks_in_order(State& s, std::uint32_t family) {
  std::uint32_t& first = s.families[family].first_open;
  if (first == none || s.tasks[first].next == none) return;
  std::uint32_t task = std::exchange(first, none);
  while (task != none) {
    std::uint32_t* link = &first;
    while (*link != none && s.tasks[*link].set > s.tasks[task].set) link = &s.tasks[*link].next;
    const std::uint32_t next = std::exchange(s.tasks[task].next, *link);
    *link = std::exchange(task, next);
  }
}

void set_first_tasks(const Model& model, State& s, std::uint32_t family, Entry entry) {
  if (step_of(model, s.families[family]).plan) return set_plan_tasks(model, s, family, entry);
  if (entry == Entry::listed) return set_listed_task(model, s, family);
  set_work_task(model, s, family, s.now);
}

double hours_of(const Model& model, State& s, const Family& family, std::uint32_t task, std::uint32_t occurrence) {
  return siblings(model, family.children) * effort(model, s, family, model.tasks[task], occurrence);
}

void task_ready(const Model& model, State& s, std::uint32_t id) {
  OpenTask& task = s.tasks[id];
  task.ready = true;
  task.ready_since = s.now;
  const StepState& step = *s.task_kinds[index(task.row)].step;
  const bool first_of_work = is_first_of_work(step, task);
  // The first task keeps the family's place in the queue, wherever it waits.
  task.arrival = first_of_work ? s.families[task.family].arrival : s.new_arrival();
  if (first_of_work && !step.by_case) starts_waiting(s, task.family);
  put_on_agenda(model, s, id);
}

void complete(const Model& model, State& s, std::uint32_t id) {
  const OpenTask& done = s.tasks[id];
  if (done.kind == OpenTask::Kind::supervision) return talk_held(model, s, id);
  if (done.kind == OpenTask::Kind::handover) return free_task(model, s, id);
  const TaskKind& kind = s.task_kinds[index(done.row)];
  ++kind.record->done;
  if (done.due != never) kind.record->in_time.add(s.now <= done.due);

  const std::uint32_t family_id = done.family;
  const Family& family = s.families[family_id];
  const StepRow& step = *kind.step->row;
  const TaskRow& row = *kind.row;
  if (row.asked == Asked::while_unallocated) {
    return ask_again_of_unallocated(model, s, id);
  }
  if (!step.plan) {
    const std::uint32_t next = family.next_task;
    const bool goes_on = next < step.tasks.last && model.tasks[next].asked == Asked::on_entry;
    if (goes_on) return set_work_task(model, s, family_id, s.now, id);
    free_task(model, s, id);
    return end_step(model, s, family_id);
  }
  if (!row.ends.empty()) {
    const double p = model.end_probabilities[row.ends.first + std::min(done.occurrence, row.ends.size() - 1)];
    const auto task = static_cast<std::uint32_t>(done.row);
    Stream bits = family_stream(s, Purpose::ends, family, task - step.tasks.first, done.occurrence);
    if (uniform01(bits) < p) {
      free_task(model, s, id);
      return end_step(model, s, family_id, task);
    }
  }
  row.recurs ? set_next_occurrence(model, s, id) : free_task(model, s, id);
}

void audit_begins(const Model& model, State& s, std::uint32_t row) {
  const TaskRow& task = model.tasks[row];
  const std::uint32_t within = row - model.steps[index(task.step)].tasks.first;
  for (std::uint32_t id = 0; id < s.families.size(); ++id) {
    const Family& family = s.families[id];
    if (family.visit_ticket == 0 || family.step != task.step) continue;
    Instant ready = s.now;
    if (task.over > Elapsed::zero()) {
      Stream bits = family_stream(s, Purpose::audit, family, within);
      ready += to_elapsed(uniform01(bits) * static_cast<double>(task.over.count()));
    }
    set_task(model, s, id, row, 0, ready, task.due.set ? when(model, task.due, ready) : family.due);
  }
}

void next_falls_due(const Model& model, State& s, std::uint32_t id) {
  const OpenTask missed = s.tasks[id];
  if (missed.begun) return;
  const TaskRow& row = model.tasks[index(missed.row)];
  ++s.recorder.tasks[index(missed.row)].missed;
  const Family& family = s.families[missed.family];
  note(s, LogEntry::What::missed, family, {.step = family.step, .task = &missed, .due = missed.due});
  free_task(model, s, id);
  lengthen_stay(s, missed.family, row.missed_adds);
  // The next one is due now.
  set_task(model, s, missed.family, static_cast<std::uint32_t>(missed.row), missed.occurrence + 1, s.now, s.now);
}

void ask_while_unallocated(const Model& model, State& s, std::uint32_t id) {
  Family& family = s.families[id];
  const StepRow& step = step_of(model, family);
  if (!has_special_tasks(model, step)) return;
  ++family.queued;
  for (std::uint32_t row = step.tasks.first; row < step.tasks.last; ++row) {
    const TaskRow& task = model.tasks[row];
    if (task.asked != Asked::while_unallocated) continue;
    ask_of_unallocated(model, s, id, row, family.queued * waits_times, when(model, task.first, s.now));
  }
}

void stop_asking_while_unallocated(const Model& model, State& s, std::uint32_t id) {
  if (!has_special_tasks(model, step_of(model, s.families[id]))) return;
  put_tasks_in_order(s, id);
  for (std::uint32_t task = s.families[id].first_open; task != none;) {
    const OpenTask& open = s.tasks[task];
    const std::uint32_t following = open.next;
    const bool in_hand = open.worker != none;  // then it is finished
    if (model.tasks[index(open.row)].asked == Asked::while_unallocated && !in_hand) free_task(model, s, task);
    task = following;
  }
}

void free_task(const Model& model, State& s, std::uint32_t id) {
  const std::uint32_t worker = s.tasks[id].worker;
  if (worker != none) {
    interrupt(model, s, worker);
    go_as_put_off(model, s, worker);
    let_choose(s, worker);
  }
  if (s.tasks[id].family != none) unlink(s, id);
  s.tasks[id].ticket = s.tasks[id].set = 0;
  s.free_tasks.push_back(id);
}

}  // namespace caseload
