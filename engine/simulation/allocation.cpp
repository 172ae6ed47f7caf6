// Families get a named worker: least load in relation to the limit first, among those present who have room.
#include "simulation/draws.hpp"
#include "simulation/event_log.hpp"
#include "simulation/first_waits.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

double weight_of(const State& s, const Family& family) {
  const StepState& step = state_of_step(s, family);
  switch (step.team->row->limit_of) {
    case Counted::families: return 1;
    case Counted::children: return family.children;
    case Counted::points:
      return step.row->points * family.children;
  }
  return 1;
}

/// How much of a full-time worker's load this one carries: part of the hours, and of those a protected caseload.
double share_of_limit(const Model& model, const Worker& worker) {
  return worker.hours * model.grades[index(worker.grade)].limit;
}

double limit_of(const Model& model, const Worker& worker) {
  return model.teams[index(worker.team)].limit * share_of_limit(model, worker);
}

void set_over_limit(State& s, Worker& worker, bool over) {
  if (over == worker.over_limit) return;
  worker.over_limit = over;
  s.recorder.teams[index(worker.team)].over_limit.change(wall(s.now), over ? worker.hours : -worker.hours);
  over_limit_changes(s, worker);
}

void change_load(const Model& model, State& s, Worker& worker, double by) {
  worker.load += by;
  look_at_limit(model, s, worker);
  availability_changes(model, s, worker);
}

/// The worker who should have the next family, or none. Ties go to the first post. If anybody has room for it, whoever
/// has the least load has.
std::uint32_t least_loaded(const TeamState& team, bool over_the_limit) {
  if (team.takers.empty()) return none;
  const bool has_room = team.takers.least() < team.row->limit;
  return has_room || over_the_limit ? team.first_worker + team.takers.first() : none;
}

void waiting_changes(State& s, const Family& family, int by) {
  const std::int64_t now = wall(s.now);
  const int children = by * family.children;
  TeamRecord& record = *state_of_step(s, family).team->record;
  record.waiting_families.change(now, by);
  record.waiting_children.change(now, children);
  s.recorder.waiting_children.change(now, children);
}

/// A task for whoever holds the case that nobody, of another team either, works on.
bool waits_for_case_holder(const Model& model, const OpenTask& task) {
  return task.ready && task.worker == none && model.tasks[index(task.row)].by == nobody;
}

/// Trust is built anew: what is left of the stay grows.
void change_of_worker(const Model& model, State& s, std::uint32_t id) {
  const Family& family = s.families[id];
  if (model.feedback.worker_change <= 0 || family.over == never) return;
  const auto left = static_cast<double>((family.over - s.now).count());
  lengthen_stay(s, id, to_elapsed(left * model.feedback.worker_change));
}

void give_case(const Model& model, State& s, std::uint32_t id, std::uint32_t to) {
  leave_queue(model, s, id);
  stops_waiting(s, id);
  Family& family = s.families[id];
  Worker& worker = s.workers[to];
  if (!family.seen) {
    const Elapsed wait = s.now - family.entered;
    const StepState& step = state_of_step(s, family);
    step.record->wait.add(wait);
    step.team->record->wait.add(wait);
  }
  family.seen = true;
  family.worker = to;
  first_wait_is_over(s, id);
  note(s, LogEntry::What::allocated, family, {.step = family.step, .worker = &worker});
  family.previous_case = none;
  family.next_case = worker.first_case;
  if (worker.first_case != none) s.families[worker.first_case].previous_case = id;
  worker.first_case = id;
  ++worker.families;
  worker.children += family.children;
  caseload_changes(s, worker);
  family.weight = weight_of(s, family);
  change_load(model, s, worker, family.weight);

  const bool handover = family.passed_on;
  family.passed_on = false;
  if (handover) {
    add_handover(model, s, to, id, model.handover_new, 0);
    change_of_worker(model, s, id);
  }
  put_tasks_in_order(s, id);
  for (std::uint32_t task = s.families[id].first_open; task != none; task = s.tasks[task].next) {
    s.tasks[task].set_holder(to);
    if (waits_for_case_holder(model, s.tasks[task])) put_on_agenda(model, s, task);
  }
  let_choose(s, to);
  if (s.large) look_at_taker(s, s.teams[index(worker.team)]);
}

}  // namespace

void look_at_limit(const Model& model, State& s, Worker& worker) {
  set_over_limit(s, worker, worker.in_post && worker.load > limit_of(model, worker));
}

void availability_changes(const Model& model, State& s, const Worker& worker) {
  TeamState& team = s.teams[index(worker.team)];
  if (team.row->pool) return;
  const bool takes_part = worker.present() && !worker.on_notice;
  team.takers.set(worker.post, takes_part ? worker.load / share_of_limit(model, worker) : LeastLoaded::out);
}

void forget_over_limit(State& s, Worker& worker) { set_over_limit(s, worker, false); }

void join_queue(const Model& model, State& s, std::uint32_t id) {
  Family& family = s.families[id];
  const StepRow& row = model.steps[index(family.step)];
  family.queue_ticket = s.new_ticket();
  family.unallocated_since = s.now;
  // Urgent families are looked at first, as they need no room.
  const auto urgency = static_cast<std::uint8_t>(row.urgent ? 0 : row.urgency + 1);
  s.teams[index(row.team)].queue.add(s.agenda_memory, {urgency, family.due, family.arrival, id, family.queue_ticket});
  waiting_changes(s, family, 1);
  first_wait_begins(s, id);
  note(s, LogEntry::What::waits, family, {.step = family.step});
  starts_waiting(s, id);
  ask_while_unallocated(model, s, id);
  touch(s, row.team);
}

void leave_queue(const Model& model, State& s, std::uint32_t id) {
  Family& family = s.families[id];
  if (family.queue_ticket == 0) return;
  family.queue_ticket = 0;
  first_wait_until_now(s, id);
  unallocated_until_now(model, s, family);
  waiting_changes(s, family, -1);
  stop_asking_while_unallocated(model, s, id);
}

void allocate(const Model& model, State& s, TeamState& team) {
  const auto waits = [&s](const AgendaEntry& e) { return s.families[e.item].queue_ticket == e.ticket; };
  while (const AgendaEntry* first = team.queue.first(s.agenda_memory, waits)) {
    const std::uint32_t family = first->item;
    const bool urgent = model.steps[index(s.families[family].step)].urgent;
    const std::uint32_t worker = least_loaded(team, urgent);
    if (worker == none) return;
    team.queue.remove_first(s.agenda_memory);
    give_case(model, s, family, worker);
  }
}

void allocate_to_somebody(const Model& model, State& s, std::uint32_t family) {
  const std::uint32_t worker = least_loaded(*state_of_step(s, s.families[family]).team, true);
  if (worker == none) return join_queue(model, s, family);
  give_case(model, s, family, worker);
}

void release(const Model& model, State& s, std::uint32_t id) {
  const std::uint32_t holder = s.families[id].worker;
  if (holder == none) return;
  Worker& worker = s.workers[holder];
  put_tasks_in_order(s, id);
  for (std::uint32_t task = s.families[id].first_open; task != none; task = s.tasks[task].next) {
    OpenTask& open = s.tasks[task];
    open.set_holder(none);
    if (!open.ready || model.tasks[index(open.row)].by != nobody) continue;
    if (open.worker == holder) {
      interrupt(model, s, holder);
      let_choose(s, holder);
    }
    open.ticket = 0;  // parked until somebody has the case, or in the hands of another team
  }
  Family& family = s.families[id];
  if (family.previous_case == none) {
    worker.first_case = family.next_case;
  } else {
    s.families[family.previous_case].next_case = family.next_case;
  }
  if (family.next_case != none) s.families[family.next_case].previous_case = family.previous_case;
  family.worker = none;
  note(s, LogEntry::What::released, family, {.step = family.step, .worker = &worker});
  --worker.families;
  worker.children -= family.children;
  caseload_changes(s, worker);
  change_load(model, s, worker, -family.weight);
  if (worker.families == 0) change_load(model, s, worker, -worker.load);  // no rounding is left behind
  family.weight = 0;
  for (std::uint32_t task = family.first_open; task != none; task = s.tasks[task].next) {
    if (waits_for_case_holder(model, s.tasks[task])) put_on_agenda(model, s, task);  // of those who may do it as well
  }
  touch(s, worker.team);
}

void reweigh_all(const Model& model, State& s) {
  for (const Worker& worker : s.workers) {
    for (std::uint32_t family = worker.first_case; family != none; family = s.families[family].next_case) {
      reweigh(model, s, family);
    }
  }
  for (std::size_t team = 0; team < s.teams.size(); ++team) touch(s, TeamId{static_cast<std::uint16_t>(team)});
}

void reweigh(const Model& model, State& s, std::uint32_t id) {
  Family& family = s.families[id];
  const double weight = weight_of(s, family);
  change_load(model, s, s.workers[family.worker], weight - family.weight);
  family.weight = weight;
  touch(s, s.workers[family.worker].team);
}

}  // namespace caseload
