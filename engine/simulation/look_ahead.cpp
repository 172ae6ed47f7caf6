// Brings what the next events will touch nearer, while the present one is dealt with: first whom they are about, then
// what hangs on it. In a service of a hundred people all is near enough anyway; in one of thirty thousand most of an
// event's time would be waiting for memory. No result hangs on it.
#include <utility>

#include "simulation/prefetch.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

// How near an event has come, as a template argument: 0 to 3.
constexpr int of_itself = 0;  ///< only whom it is about is known

void bring_task(const State& s, std::uint32_t task) {
  if (task != none) prefetch_all(s.tasks[task]);
}

/// Its first line.
void bring_family(const State& s, std::uint32_t family) {
  if (family != none) prefetch(&s.families[family]);
}

void bring_entry(const AgendaEntry& entry) { prefetch(&entry); }

/// Of a family that likely goes: who holds it, the neighbours among the holder's cases, and how the holder stands among
/// those who may be given one.
void look_at_holder(const State& s, const Family& family) {
  bring_family(s, family.next_case);
  bring_family(s, family.previous_case);
  if (family.worker == none) return;
  const Worker& holder = s.workers[family.worker];
  prefetch(&holder.first_case);
  s.teams[index(holder.team)].takers.look_ahead(holder.post, prefetch);
}

/// Whether the family's task may be its last in the step.
bool may_end_step(const Family& family, const TaskKind& kind) {
  const StepRow& step = *kind.step->row;
  return step.plan ? !kind.row->ends.empty() : family.next_task >= step.tasks.last;
}

/// Whether nothing of the family is asked for but what its task has, when that is done: a usual visit.
bool does_without_family(const TaskKind& kind) {
  const TaskRow& row = *kind.row;
  return kind.step->row->plan && row.recurs && row.ends.empty() && std::holds_alternative<Fixed>(row.effort);
}

/// Of somebody with whom a manager should talk: the talk before, if it has not been held.
template <int how_near>
void look_at_talk(const State& s, const Worker& worker) {
  if constexpr (how_near == of_itself) return prefetch_all(worker, who_is_absent);
  if constexpr (how_near == 1) bring_task(s, worker.talk);
}

/// Of somebody who ends a task, and begins the next: the task in hand, its family, and what is next.
template <int how_near>
void look_at_work(const State& s, const Worker& worker) {
  if constexpr (how_near == of_itself) return prefetch_all(worker, who_works);
  if constexpr (how_near == 1) {
    worker.agenda.look_ahead(s.agenda_memory, [](const AgendaEntry& entry) { prefetch_all(entry); });
    return bring_task(s, worker.task);
  }
  if constexpr (how_near == 2)
    worker.agenda.look_ahead(s.agenda_memory, [&](const AgendaEntry& entry) { bring_task(s, entry.item); });
  if (worker.task == none) return;
  const OpenTask& task = s.tasks[worker.task];
  if (task.kind == OpenTask::Kind::supervision) {
    if constexpr (how_near == 2) look_at_talk<of_itself>(s, s.workers[task.with]);
    return;
  }
  if (task.family == none) return;
  const TaskKind& kind = s.task_kinds[index(task.row)];
  if (does_without_family(kind)) return;
  const Family& family = s.families[task.family];
  if constexpr (how_near == 2) return prefetch_all(family);
  if (may_end_step(family, kind)) look_at_holder(s, family);
}

/// Of somebody whose absence begins or ends.
template <int how_near>
void look_at_absence(const State& s, const Worker& worker, std::uint32_t kind) {
  if constexpr (how_near == of_itself) {
    prefetch_all(worker, who_is_absent);
    return prefetch(&worker.gaps[kind]);
  }
  if constexpr (how_near == 2) {
    worker.agenda.look_where_added(s.agenda_memory, bring_entry);
    s.teams[index(worker.team)].takers.look_ahead(worker.post, prefetch);
  }
  look_at_work<how_near>(s, worker);
}

/// Of a task that falls due: whose agenda it will be on.
template <int how_near>
void look_at_task(const State& s, const OpenTask& task) {
  if constexpr (how_near == of_itself) return prefetch_all(task);
  if constexpr (how_near > 2) return;
  if constexpr (how_near == 1) {
    if (is_first_of_work(*s.task_kinds[index(task.row)].step, task)) bring_family(s, task.family);
  }
  if (task.holder == OpenTask::unheld) return;
  const Worker& holder = s.workers[task.holder];
  if constexpr (how_near == 1) return prefetch(&holder);
  holder.agenda.look_where_added(s.agenda_memory, bring_entry);
}

/// Of a family whose stay is over: its holder and its tasks.
template <int how_near>
void look_at_family(const State& s, const Family& family) {
  if constexpr (how_near == of_itself) return prefetch_all(family);
  if constexpr (how_near == 1) {
    if (family.worker != none) prefetch_all(s.workers[family.worker], who_holds_cases);
    return bring_task(s, family.first_open);
  }
  if constexpr (how_near > 2) return;
  look_at_holder(s, family);
  if (family.first_open != none) bring_task(s, s.tasks[family.first_open].next);
}

template <int how_near>
void look_at(const State& s, const Event& event) {
  const std::uint32_t subject = event.subject;
  switch (event.kind()) {
    case EventKind::task_done:
    case EventKind::worker_opens:
      return look_at_work<how_near>(s, s.workers[subject]);
    case EventKind::talk_falls_due:
      return look_at_talk<how_near>(s, s.workers[subject]);
    case EventKind::absence_begins:
    case EventKind::absence_over:
      return look_at_absence<how_near>(s, s.workers[subject / max_absences], subject % max_absences);
    case EventKind::task_ready:
    case EventKind::next_falls_due:
      return look_at_task<how_near>(s, s.tasks[subject]);
    case EventKind::stay_over:
    case EventKind::gives_up:
      return look_at_family<how_near>(s, s.families[subject]);
    default:
      return;
  }
}

}  // namespace

void look_at_taker(State& s, const TeamState& team) {
  if (team.takers.empty()) return;
  s.next_taker = team.first_worker + team.takers.first();
  prefetch_all(s.workers[s.next_taker], who_holds_cases);
}

void look_at_pool(const State& s, const TeamState& team) {
  team.pool.look_further(s.agenda_memory, 3, [&](const AgendaEntry& entry) { bring_task(s, entry.item); });
  team.pool.look_further(s.agenda_memory, 1,
                         [&](const AgendaEntry& entry) { bring_family(s, s.tasks[entry.item].family); });
}

void look_ahead(State& s) {
  if (s.next_taker != none) {
    const Worker& taker = s.workers[std::exchange(s.next_taker, none)];
    bring_family(s, taker.first_case);
    taker.agenda.look_where_added(s.agenda_memory, bring_entry);
  }
  s.events.look_ahead([&](const Event& event, auto how_near) { look_at<how_near>(s, event); });
}

}  // namespace caseload
