// Workers do tasks: one at a time, in the order of their agenda, in the open hours of their team.
#include <cassert>

#include "simulation/draws.hpp"
#include "simulation/event_log.hpp"
#include "simulation/prefetch.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

using Doing = Worker::Doing;

const TaskKind& kind_of(const State& s, const OpenTask& task) { return s.task_kinds[index(task.row)]; }

/// Whether people of another team than the case holder's have a hand in the task, and this worker is one of them.
bool others_do(const State& s, const OpenTask& task, std::uint32_t worker) {
  return kind_of(s, task).others != nullptr && s.families[task.family].worker != worker;
}

void add_to_pool(State& s, TeamState& team, const AgendaEntry& entry) {
  team.pool.add(s.agenda_memory, entry);
  touch(s, team);
}

/// The manager's team that has the talk.
TeamState& talks(State& s, const OpenTask& talk) {
  return s.teams[index(s.teams[index(s.workers[talk.with].team)].row->manager)];
}

/// By when whoever does it means to have it done.
Instant planned(const OpenTask& task) { return task.due == never ? never : task.due - Elapsed{task.ahead}; }

AgendaEntry entry_of(const OpenTask& task, std::uint32_t id) {
  return {task.urgency, planned(task), task.arrival, id, task.ticket};
}

/// Share of full speed in an hour of presence: a starter's rises in a straight line.
double speed(const Model& model, const State& s, const TeamRow& team, const Worker& worker) {
  double share = 1;
  if (worker.starter && team.has_starter && s.now < worker.joined + team.full_after) {
    const double gone =
        static_cast<double>((s.now - worker.joined).count()) / static_cast<double>(team.full_after.count());
    share = team.starter_speed + (1 - team.starter_speed) * gone;
  }
  return share * worker.casework * model.grades[index(worker.grade)].speed * worker.own_pace;
}

/// Up to when a task must be due for overtime to be worked on it. In working days it is the same the whole day.
Instant overtime_reaches(const Model& model, const State& s, TeamState& team) {
  const Clock& within = team.row->overtime_within;
  if (within.unit != Duration::Unit::working_days) return when(model, within, s.now);
  if (s.now >= team.overtime_reaches_until) {
    team.overtime_reaches_until = std::chrono::floor<std::chrono::days>(s.now) + std::chrono::days{1};
    team.overtime_reaches = when(model, within, s.now);
  }
  return team.overtime_reaches;
}

/// Hours beyond the contract, for each of it: on a family's task that is due soon or late.
double overtime_on(const Model& model, const State& s, TeamState& team, const OpenTask& task) {
  const double overtime = team.row->overtime;
  if (overtime <= 0 || task.due == never) return 0;
  return planned(task) <= overtime_reaches(model, s, team) ? overtime : 0;
}

/// A family's task is begun for the first time.
void first_begun(State& s, const TaskKind& kind, const OpenTask& task) {
  const Elapsed waited = s.now - task.ready_since;
  kind.record->wait.add(waited);
  if (kind.step->by_case || !s.families[task.family].waiting) return;
  kind.step->record->wait.add(waited);
  stops_waiting(s, task.family);
}

/// This is counted of the worker's hours from now on, and no longer what was. Most go from one task to another like it:
/// then nothing changes, and it is not asked what.
/// @param now  on the clock of open hours
[[gnu::always_inline]] inline void count(Worker& worker, TeamState& team, std::int64_t now, const CountedWork& next) {
  CountedWork& last = worker.counted;
  TeamRecord& record = *team.record;
  if (next.in == last.in) {
    if (next.in == nullptr) return;
    next.in->change(now, next.there - last.there);
  } else {
    if (last.in == nullptr) record.busy_open.change(now, worker.hours);
    if (next.in == nullptr) record.busy_open.change(now, -worker.hours);
    if (last.in != nullptr) last.in->change(now, -last.there);
    if (next.in != nullptr) next.in->change(now, next.there);
  }
  record.not_with_families_open.change(now, next.not_with_families - last.not_with_families);
  if (team.row->overtime > 0 || last.overtime > 0) record.overtime_open.change(now, next.overtime - last.overtime);
  last = next;
}

/// The worker has no task in hand, nor the next one at once.
void rest(State& s, Worker& worker, TeamState& team) {
  if (worker.counted.in != nullptr) count(worker, team, open_clock(s, team), {});
  adopt_casework(s, worker, team, team.row->casework);
}

/// @param open  what the clock of the team's open hours shows; it is running
void begin_task(const Model& model, State& s, std::uint32_t id, Worker& worker, TeamState& team, Elapsed open,
                std::uint32_t task_id) {
  OpenTask& task = s.tasks[task_id];
  const TeamRow& row = *team.row;
  if (s.any_strain) count_overtime(model, s, id);
  CountedWork counted;
  double direct = 1;
  worker.overtime = 0;
  if (task.kind == OpenTask::Kind::of_family) {
    const TaskKind& kind = kind_of(s, task);
    if (!task.begun) first_begun(s, kind, task);
    worker.overtime = overtime_on(model, s, team, task);
    direct = kind.row->direct;
    counted.in = team.on_cases + kind.step->served;
  } else {
    const bool handover = task.kind == OpenTask::Kind::handover;
    counted.in = handover ? &team.record->handovers_open : &team.record->supervision_open;
  }
  task.ticket = 0;  // it is in no agenda now
  task.worker = id;
  task.begun = true;
  worker.doing = Doing::task;
  worker.task = task_id;
  worker.task_began = s.now;
  adopt_casework(s, worker, team, worker.overtime > 0 ? row.overtime_casework : row.casework);
  worker.task_speed = speed(model, s, row, worker) * worker.hours * (1 + worker.overtime);
  if (model.feedback.manager > 0) worker.task_speed /= slowed_by_span(model, s, worker.team);
  worker.task_ticket = s.new_ticket();
  counted.there = worker.hours * worker.casework;
  counted.not_with_families = counted.there * (1 - direct);
  counted.overtime = worker.hours * worker.overtime;
  count(worker, team, open.count(), counted);
  note_work(s, LogEntry::What::begins, task, worker);
  const Elapsed needed = to_elapsed(task.hours_left * seconds_per_hour / worker.task_speed);
  const bool today = needed <= team.clock.until - s.now;
  const Instant done = today ? s.now + needed : team.calendar->instant_at(open + needed);
  s.events.schedule(done, EventKind::task_done, id, worker.task_ticket);
}

/// Takes the worker off the task; the task is nobody's then. The hours are counted on it until rest() or the next one.
std::uint32_t stop(const Model& model, State& s, std::uint32_t id, Worker& worker) {
  const std::uint32_t task = worker.task;
  if (s.any_strain) count_overtime(model, s, id);
  s.tasks[task].worker = none;
  worker.task = none;
  worker.task_ticket = 0;
  worker.doing = Doing::nothing;
  return task;
}

}  // namespace

void change_idle(State& s, std::uint32_t id, bool idle) {
  Worker& worker = s.workers[id];
  worker.idle = idle;
  TeamState& team = s.teams[index(worker.team)];
  const std::uint32_t post = id - team.first_worker;
  idle ? team.idle.insert(post) : team.idle.erase(post);
}

std::uint32_t new_task_slot(State& s) {
  std::uint32_t slot;
  if (s.free_tasks.empty()) {
    slot = static_cast<std::uint32_t>(s.tasks.size());
    s.tasks.emplace_back();
  } else {
    slot = s.free_tasks.back();
    s.free_tasks.pop_back();
    if (!s.free_tasks.empty()) prefetch(&s.tasks[s.free_tasks.back()]);  // the next one's
  }
  s.tasks[slot] = OpenTask{};
  return slot;
}

void put_on_agenda(const Model&, State& s, std::uint32_t id) {
  OpenTask& task = s.tasks[id];
  if (task.kind == OpenTask::Kind::supervision) {
    task.ticket = s.new_ticket();
    return add_to_pool(s, talks(s, task), entry_of(task, id));
  }
  const TaskKind& kind = kind_of(s, task);
  const bool by_holder = kind.pool == nullptr && task.holder != OpenTask::unheld;
  if (!by_holder && kind.pool == nullptr && kind.others == nullptr) return;  // waits with its family for a worker
  // One ticket for every agenda that it is in: whoever begins it makes the others stale.
  task.ticket = s.new_ticket();
  const AgendaEntry entry = entry_of(task, id);
  if (kind.pool != nullptr) add_to_pool(s, *kind.pool, entry);
  if (kind.others != nullptr) add_to_pool(s, *kind.others, entry);
  if (!by_holder) return;
  Worker& worker = s.workers[task.holder];
  worker.agenda.add(s.agenda_memory, entry);
  let_choose(s, task.holder, worker);
}

void add_handover(const Model&, State& s, std::uint32_t id, std::uint32_t family_id, const Distribution& hours,
                  std::uint32_t part) {
  if (!s.workers[id].in_post) return;
  const Family& family = s.families[family_id];
  const double needed = draw_with(hours, [&] { return family_stream(s, Purpose::handover, family, part); });
  if (needed <= 0) return;
  const std::uint32_t slot = new_task_slot(s);
  OpenTask& task = s.tasks[slot];
  task.kind = OpenTask::Kind::handover;
  task.ready = true;
  task.hours_left = needed;
  task.ready_since = task.due = s.now;
  task.arrival = s.new_arrival();
  task.ticket = s.new_ticket();
  s.workers[id].agenda.add(s.agenda_memory, entry_of(task, slot));
  let_choose(s, id);
}

void choose(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  if (!worker.present() || worker.doing != Doing::nothing) return;
  const auto open = [&s](const AgendaEntry& e) { return s.tasks[e.item].ticket == e.ticket; };
  TeamState& team = s.teams[index(worker.team)];
  const AgendaEntry* own = worker.agenda.first(s.agenda_memory, open);
  const AgendaEntry* shared = team.pool.first(s.agenda_memory, open);
  if (own == nullptr && shared == nullptr) {
    rest(s, worker, team);
    return set_idle(s, id, true);
  }
  set_idle(s, id, false);
  const WorkCalendar::Reading clock = reading_now(s, team);
  if (!clock.is_open) {
    rest(s, worker, team);
    const Instant opens = team.calendar->next_open(s.now);
    worker.doing = Doing::waits_for_opening;
    worker.task_ticket = s.new_ticket();
    s.events.schedule(opens, EventKind::worker_opens, id, worker.task_ticket);
    return;
  }
  const bool from_own = shared == nullptr || (own != nullptr && before(*own, *shared));
  const std::uint32_t task = (from_own ? own : shared)->item;
  (from_own ? worker.agenda : team.pool).remove_first(s.agenda_memory);
  if (s.large && !from_own) look_at_pool(s, team);
  begin_task(model, s, id, worker, team, clock.shows, task);
}

void call_idle(const Model& model, State& s, TeamState& team) {
  const auto open = [&s](const AgendaEntry& e) { return s.tasks[e.item].ticket == e.ticket; };
  while (!team.idle.empty() && team.pool.first(s.agenda_memory, open) != nullptr) {
    const std::uint32_t worker = team.first_worker + team.idle.first();
    choose(model, s, worker);
    if (!team.idle.empty()) prefetch_all(s.workers[team.first_worker + team.idle.first()], who_works);  // who is next
    // Out of hours the task stays where it is until somebody opens: one for each call is enough.
    if (s.workers[worker].doing == Doing::waits_for_opening) return;
  }
}

void worker_opens(const Model&, State& s, std::uint32_t id) {
  s.workers[id].doing = Doing::nothing;
  s.workers[id].task_ticket = 0;
  touch(s, s.workers[id].team);  // one was called out of hours, however many tasks there are
  let_choose(s, id);
}

void task_done(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  const std::uint32_t task = stop(model, s, id, worker);
  note_work(s, LogEntry::What::done, s.tasks[task], worker);
  if (worker.goes_when_done != 0) {
    rest(s, worker, s.teams[index(worker.team)]);
    go_as_put_off(model, s, id);
  }
  let_choose(s, id, worker);
  complete(model, s, task);
}

std::uint32_t interrupt(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  if (worker.doing == Doing::waits_for_opening) {
    worker.doing = Doing::nothing;
    worker.task_ticket = 0;
    touch(s, worker.team);  // somebody else opens instead
  }
  if (worker.doing != Doing::task) return none;
  const Elapsed worked = calendar_of(model, worker.team).between(worker.task_began, s.now);
  const double done = static_cast<double>(worked.count()) * worker.task_speed / seconds_per_hour;
  const std::uint32_t task = stop(model, s, id, worker);
  rest(s, worker, s.teams[index(worker.team)]);
  note_work(s, LogEntry::What::stops, s.tasks[task], worker);
  s.tasks[task].hours_left = std::max(0.0, s.tasks[task].hours_left - done);
  return task;
}

void put_down(const Model& model, State& s, std::uint32_t id) {
  const std::uint32_t task = interrupt(model, s, id);
  if (task == none) return;
  s.tasks[task].ticket = s.new_ticket();
  s.workers[id].agenda.add(s.agenda_memory, entry_of(s.tasks[task], task));
}

void return_pool_tasks(const Model& model, State& s, std::uint32_t id) {
  const auto open = [&s](const AgendaEntry& e) { return s.tasks[e.item].ticket == e.ticket; };
  Worker& worker = s.workers[id];
  Agenda& kept = s.kept;
  kept.clear(s.agenda_memory);
  while (const AgendaEntry* first = worker.agenda.first(s.agenda_memory, open)) {
    const AgendaEntry entry = *first;
    worker.agenda.remove_first(s.agenda_memory);
    const OpenTask& task = s.tasks[entry.item];
    const bool of_others =
        task.kind == OpenTask::Kind::supervision ||
        (task.kind == OpenTask::Kind::of_family && (kind_of(s, task).pool != nullptr || others_do(s, task, id)));
    if (of_others) {
      put_on_agenda(model, s, entry.item);
    } else {
      kept.add(s.agenda_memory, entry);
    }
  }
  std::swap(worker.agenda, kept);
}

void clear_agenda(const Model& model, State& s, std::uint32_t id) {
  return_pool_tasks(model, s, id);
  const auto open = [&s](const AgendaEntry& e) { return s.tasks[e.item].ticket == e.ticket; };
  Worker& worker = s.workers[id];
  while (const AgendaEntry* first = worker.agenda.first(s.agenda_memory, open)) {
    const std::uint32_t task = first->item;
    worker.agenda.remove_first(s.agenda_memory);
    if (s.tasks[task].kind == OpenTask::Kind::handover) free_task(model, s, task);
  }
}

}  // namespace caseload
