// Managers oversee the people of other teams: each of them should talk with every worker regularly, and with more
// children under them than their span their work takes longer.   Tested by tests/simulation/managers_test.cpp.
#include <algorithm>
#include <utility>

#include "simulation/draws.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

constexpr std::uint8_t after_all_families = 0xFF;  // urgency of a talk

/// The team that talks with this worker, or nobody.
TeamId supervisor_of(const Model& model, const Worker& worker) {
  const TeamId manager = model.teams[index(worker.team)].manager;
  return manager != nobody && model.teams[index(manager)].supervises_every.set ? manager : nobody;
}

double hours_of_talk(const Model& model, const TeamRow& manager, const Worker& worker) {
  const double grade = model.grades.empty() ? 1 : model.grades[index(worker.grade)].supervision;
  return manager.supervision_per_worker * grade + manager.supervision_per_child * worker.children;
}

void schedule_talk(State& s, std::uint32_t id, Instant at) {
  s.events.schedule(at, EventKind::talk_falls_due, id, s.workers[id].employment);
}

/// A due date in working days is the midnight that ends a day: the next counts from that day, not from the one after.
Instant next_talk(const Model& model, const TeamRow& manager, Instant from) {
  const bool ends_a_day = manager.supervises_every.unit == Duration::Unit::working_days;
  return when(model, manager.supervises_every, ends_a_day ? from - Elapsed{1} : from);
}

}  // namespace

void first_talk(const Model& model, State& s, std::uint32_t id) {
  const Worker& worker = s.workers[id];
  const TeamId manager = supervisor_of(model, worker);
  if (manager == nobody) return;
  if (worker.starter) return talk_falls_due(model, s, id);
  // Those who are there at the beginning are anywhere between one talk and the next.
  const Elapsed interval = next_talk(model, model.teams[index(manager)], s.now) - s.now;
  Stream bits = worker_stream(s, Purpose::talk, worker);
  schedule_talk(s, id, s.now + to_elapsed(uniform01(bits) * static_cast<double>(interval.count())));
}

void talk_falls_due(const Model& model, State& s, std::uint32_t id) {
  const TeamId manager = supervisor_of(model, s.workers[id]);
  if (const std::uint32_t last = s.workers[id].talk; last != none && !s.tasks[last].begun) {
    ++s.recorder.teams[index(manager)].talks_missed;
    drop_talk(model, s, id);
  }
  const TeamRow& row = model.teams[index(manager)];
  const Instant next = next_talk(model, row, s.now);
  const std::uint32_t slot = new_task_slot(s);
  OpenTask& task = s.tasks[slot];
  task.kind = OpenTask::Kind::supervision;
  task.with = id;
  task.ready = true;
  task.urgency = after_all_families;
  task.hours_left = hours_of_talk(model, row, s.workers[id]);
  task.ready_since = s.now;
  task.due = next;
  task.arrival = s.new_arrival();
  s.workers[id].talk = slot;
  put_on_agenda(model, s, slot);
  schedule_talk(s, id, next);
}

void talk_held(const Model& model, State& s, std::uint32_t task) {
  Worker& worker = s.workers[s.tasks[task].with];
  ++s.recorder.teams[index(model.teams[index(worker.team)].manager)].talks_held;
  if (worker.talk == task) worker.talk = none;
  free_task(model, s, task);
}

void drop_talk(const Model& model, State& s, std::uint32_t id) {
  const std::uint32_t talk = std::exchange(s.workers[id].talk, none);
  if (talk != none) free_task(model, s, talk);
}

double slowed_by_span(const Model& model, const State& s, TeamId team) {
  const TeamRow& row = model.teams[index(team)];
  const TeamRecord& record = s.recorder.teams[index(team)];
  if (model.feedback.manager <= 0 || row.span <= 0 || record.in_post.value() <= 0) return 1;
  const double each = record.managed_children.value() / record.in_post.value();
  return 1 + model.feedback.manager * std::max(0.0, each / row.span - 1);
}

}  // namespace caseload
