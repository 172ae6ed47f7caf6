// Levels that follow from what happens elsewhere: overload against limits, spans and norms, where the hours go, money.
// They are brought up to date when something changes, never by polling.
// Tested by tests/simulation/hours_test.cpp, overload_test.cpp and money_test.cpp.
#include <algorithm>
#include <cassert>

#include "simulation/service.hpp"

namespace caseload {
namespace {

/// Whether a team of managers has more children under it than they can oversee.
void look_at_span(State& s, const TeamState& team) {
  TeamRecord& record = *team.record;
  const double span = team.row->span;
  record.over_span.set(wall(s.now), span > 0 && record.managed_children.value() > span * record.in_post.value());
}

void look_at_norm(State& s, NormRecord& norm) {
  norm.above.set(wall(s.now), static_cast<double>(norm.children) > norm.allowed);
}

/// After the people in post of a team have changed, or what they can oversee.
void people_change(const Model& model, State& s, TeamId id) {
  const TeamState& team = s.teams[index(id)];
  if (!team.row->held_against) return;
  if (!team.row->manages.empty()) look_at_span(s, team);
  if (team.row->manager != nobody) look_at_span(s, s.teams[index(team.row->manager)]);
  for (const std::uint32_t norm : team.row->norms) {
    double workers = 0;
    for (const TeamId one : model.norms[norm].teams) workers += s.recorder.teams[index(one)].in_post.value();
    s.recorder.norms[norm].allowed = model.norms[norm].to * workers;
    look_at_norm(s, s.recorder.norms[norm]);
  }
}

void cost_of_person_changes(const Model& model, State& s, Worker& worker) {
  const TeamRow& team = model.teams[index(worker.team)];
  const double grade = model.grades.empty() ? 1 : model.grades[index(worker.grade)].cost;
  const double full = worker.in_post ? team.cost * grade * worker.hours : 0;
  const double cost = worker.agency ? full * team.agency_cost : full, agency_cost = worker.agency ? cost : 0;
  TeamRecord& record = s.recorder.teams[index(worker.team)];
  if (cost != worker.cost) record.cost.change(wall(s.now), cost - worker.cost);
  if (agency_cost != worker.agency_cost) record.agency_cost.change(wall(s.now), agency_cost - worker.agency_cost);
  worker.cost = cost;
  worker.agency_cost = agency_cost;
}

void cost_of_step_changes(const Model& model, State& s, std::size_t step) {
  StepRecord& record = s.recorder.steps[step];
  record.cost.set(wall(s.now), model.steps[step].cost * record.children.value());
}

Level& absent(const Model& model, State& s, const Worker& worker, std::uint32_t kind) {
  return s.recorder.absent_open[model.teams[index(worker.team)].absences.first + kind];
}

}  // namespace

void open_children_change(State& s, const StepState& step, int by) {
  const std::int64_t now = wall(s.now);
  if (step.row->cost > 0 || step.record->cost.value() > 0) {
    step.record->cost.set(now, step.row->cost * step.record->children.value());
  }
  if (step.team == nullptr || !step.team->row->held_against) return;
  const TeamRow& team = *step.team->row;
  if (team.manager != nobody) {
    const TeamState& manager = s.teams[index(team.manager)];
    manager.record->managed_children.change(now, by);
    look_at_span(s, manager);
  }
  for (const std::uint32_t norm : team.norms) {
    s.recorder.norms[norm].children += by;
    look_at_norm(s, s.recorder.norms[norm]);
  }
}

void person_changes(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  caseload_changes(s, worker);
  availability_changes(model, s, worker);
  cost_of_person_changes(model, s, worker);
  people_change(model, s, worker.team);
}

void posts_funded_change(const Model& model, State& s, TeamId team) {
  TeamRecord& record = s.recorder.teams[index(team)];
  record.funded_cost.set(wall(s.now), record.posts.value() * model.teams[index(team)].cost);
}

void caseload_changes(State& s, Worker& worker) {
  constexpr auto last = static_cast<std::uint32_t>(CaseloadHistogram::bins - 1);
  const std::uint32_t bin = worker.in_post ? std::min(worker.children, last) : none;
  if (bin == worker.histogram_bin) return;
  auto& histogram = s.recorder.with_children[index(worker.team)].workers;
  if (worker.histogram_bin != none) histogram[worker.histogram_bin].change(wall(s.now), -1);
  if (bin != none) histogram[bin].change(wall(s.now), 1);
  worker.histogram_bin = bin;
}

void over_limit_changes(State& s, Worker& worker) {
  TeamRecord& record = s.recorder.teams[index(worker.team)];
  record.over_limit_open.change(open_clock(s, worker.team), worker.over_limit ? worker.hours : -worker.hours);
  if (worker.over_limit) {
    worker.over_limit_since = s.now;
  } else {
    record.longest_run_over_limit = std::max(record.longest_run_over_limit, s.now - worker.over_limit_since);
  }
}

void unallocated_until_now(const Model& model, State& s, const Family& family) {
  TeamRecord& record = s.recorder.teams[index(model.steps[index(family.step)].team)];
  record.longest_unallocated = std::max(record.longest_unallocated, s.now - family.unallocated_since);
}

void count_as_they_stand(const Model& model, State& s) {
  for (const Worker& worker : s.workers) {
    if (!worker.over_limit) continue;
    TeamRecord& record = s.recorder.teams[index(worker.team)];
    record.longest_run_over_limit = std::max(record.longest_run_over_limit, s.now - worker.over_limit_since);
  }
  for (const Family& family : s.families) {
    if (family.queue_ticket != 0) unallocated_until_now(model, s, family);
  }
}

void adopt_other_casework(State& s, Worker& worker, TeamState& team, double casework) {
  if (worker.present()) {
    team.record->other_work_open.change(open_clock(s, team), worker.hours * (worker.casework - casework));
  }
  worker.casework = casework;
}

void presence_counts(State& s, const Worker& worker, int by) {
  s.recorder.teams[index(worker.team)].other_work_open.change(open_clock(s, worker.team),
                                                              by * worker.hours * (1 - worker.casework));
}

void absence_counts(const Model& model, State& s, Worker& worker, std::uint32_t kind) {
  assert(worker.away < max_absences);
  worker.away_for[worker.away] = static_cast<std::uint8_t>(kind);
  if (worker.away == 0) absent(model, s, worker, kind).change(open_clock(s, worker.team), worker.hours);
}

void absence_no_longer_counts(const Model& model, State& s, Worker& worker, std::uint32_t kind) {
  const auto first = worker.away_for.begin(), last = first + worker.away;
  const std::uint32_t counted = *first;
  const auto over = std::find(first, last, static_cast<std::uint8_t>(kind));
  assert(over != last);
  std::copy(over + 1, last, over);
  if (counted != kind) return;
  const std::int64_t now = open_clock(s, worker.team);
  absent(model, s, worker, kind).change(now, -worker.hours);
  if (worker.away > 1) absent(model, s, worker, *first).change(now, worker.hours);
}

void absent_hours_change(const Model& model, State& s, const Worker& worker, double by) {
  absent(model, s, worker, worker.away_for.front()).change(open_clock(s, worker.team), by);
}

void revalue_all(const Model& model, State& s) {
  for (std::uint32_t id = 0; id < s.workers.size(); ++id) {
    // A task in hand goes on at the share of casework that it was begun with.
    if (s.workers[id].doing != Worker::Doing::task) adopt_casework(s, s.workers[id], s.teams[index(s.workers[id].team)], model.teams[index(s.workers[id].team)].casework);
    person_changes(model, s, id);
  }
  for (std::size_t team = 0; team < s.teams.size(); ++team) {
    posts_funded_change(model, s, TeamId{static_cast<std::uint16_t>(team)});
  }
  for (std::size_t step = 0; step < model.steps.size(); ++step) cost_of_step_changes(model, s, step);
}

}  // namespace caseload
