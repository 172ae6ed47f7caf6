// Families go through the steps of the pathway: a work step ends when its tasks are done, a plan step when its length
// or a task (a review) ends it.
#include <algorithm>

#include "random/residual.hpp"
#include "simulation/draws.hpp"
#include "simulation/event_log.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

using What = LogEntry::What;

/// The end of a stay that is under way when the simulation begins.
Instant residual(const Model& model, const State& s, const Family& family, const DurationDistribution& stay) {
  Stream bits = family_stream(s, Purpose::age, family);
  const double left = residual_of(stay.of, bits);
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

/// One more in its step, or one less.
void open_families_change(State& s, const Family& family, int by) {
  const StepState& step = state_of_step(s, family);
  const std::int64_t now = wall(s.now);
  const int children = by * family.children;
  step.record->families.change(now, by);
  step.record->children.change(now, children);
  s.recorder.families.change(now, by);
  s.recorder.children.change(now, children);
  if (step.team != nullptr) {
    step.team->record->families.change(now, by);
    step.team->record->children.change(now, children);
  }
  open_children_change(s, step, children);
}

void record_journey(const Model& model, State& s, const Family& family) {
  const StepRow& row = step_of(model, family);
  double effort = 0;
  for (std::uint32_t task = row.tasks.first; !row.plan && task < row.tasks.last; ++task) {
    if (model.tasks[task].asked == Asked::on_entry) effort += hours_of(model, s, family, task, 0);
  }
  s.journeys.push_back({family.number, family.stream, static_cast<std::uint16_t>(family.visit), family.step, s.now,
                        family.children, effort});
}

void count_time_taken(StepRecord& record, std::int64_t late) {
  if (!record.taken.empty()) ++record.taken[record.clock_bins.bin(late)];
}

/// Whether the step ended by its due date, and how near to it: work that is done by deadline piles up before it.
void record_timeliness(const Model& model, const State& s, const Family& family, StepRecord& record) {
  record.in_time.add(s.now <= family.due);
  record.piece_in_time.add(s.now <= family.due);
  if (step_of(model, family).due.unit != Duration::Unit::working_days) {
    return count_time_taken(record, (s.now - family.due).count());
  }
  constexpr int week = 5;
  const Instant on_due_day = family.due - std::chrono::seconds{1};  // it is due at midnight after that day
  const bool in_time = s.now <= family.due;
  const int left = in_time ? std::max(0, model.working_days.between(s.now, on_due_day)) : 0;  // at that midnight: none
  const int late = in_time ? 0 : model.working_days.between(on_due_day, s.now);
  record.just_in_time.add(in_time && left < week);
  record.just_late.add(!in_time && late <= week);
  count_time_taken(record, in_time ? -left : std::max(1, late));  // late over a weekend is late
}

/// Takes the family's presence out of its step's levels and drops what is left of the step's tasks.
void leave_step(const Model& model, State& s, std::uint32_t id) {
  Family& family = s.families[id];
  if (family.waiting) stops_waiting(s, id);
  if (family.queue_ticket != 0) leave_queue(model, s, id);
  put_tasks_in_order(s, id);
  while (family.first_open != none) free_task(model, s, family.first_open);
  family.visit_ticket = 0;
  open_families_change(s, family, -1);
  note(s, What::leaves, family, {.step = family.step, .due = family.due});
}

/// Where a step leads by its own routes: others for a family that has been in a certain step before this visit.
Range routes_of(const State& s, const StepRow& step, const Family& family) {
  if (step.been == 0) return step.routes;
  const Memory& memory = s.memories[number_of(s, family)];
  const bool been = step.been == step.is ? memory.again : (memory.been & step.been) != 0;
  return been ? step.been_routes : step.routes;
}

/// @param by  as in end_step()
StepId next_step(const Model& model, const State& s, const Family& family, std::uint32_t by = none) {
  const StepRow& step = step_of(model, family);
  const bool by_task = by != none && !model.tasks[by].routes.empty();
  const Range routes = by_task ? model.tasks[by].routes : routes_of(s, step, family);
  if (routes.size() == 1) return model.routes[routes.first].to;
  Stream bits = by_task ? family_stream(s, Purpose::task_route, family, by - step.tasks.first)
                        : family_stream(s, Purpose::route, family);
  const double u = uniform01(bits);
  std::uint32_t route = routes.first;
  while (u >= model.routes[route].cumulative && route + 1 < routes.last) ++route;
  return model.routes[route].to;
}

/// Nobody holds the family any longer, and it goes.
void depart(const Model& model, State& s, std::uint32_t family, StepId from) {
  release(model, s, family);
  note(s, What::case_closed, s.families[family], {.step = from});
}

/// Probability that a family whose case closes comes back; higher from the hands of somebody who holds too many.
double share_that_returns(const Model& model, const State& s, const Family& family) {
  const double share = returns_of(model, family).share;
  if (model.feedback.re_referral <= 0 || family.worker == none) return share;
  const Worker& holder = s.workers[family.worker];
  const bool too_many = holder.children > model.feedback.above * holder.hours;
  return too_many ? std::min(1.0, share * (1 + model.feedback.re_referral)) : share;
}

/// The family's step is the one that its case is closed from.
void close_case(const Model& model, State& s, std::uint32_t id) {
  ++s.recorder.closed;
  const Family& family = s.families[id];
  const double share = share_that_returns(model, s, family);
  const bool returns = share > 0 && [&] {
    Stream bits = family_stream(s, Purpose::returns, family);
    return uniform01(bits) < share;
  }();
  depart(model, s, id, family.step);
  if (!returns) return s.free_families.push_back(id);
  s.families[id].passed_on = false;
  const Instant at = after_duration(model, s.now, returns_of(model, family).after,
                                    [&] { return family_stream(s, Purpose::return_delay, s.families[id]); });
  s.events.schedule(at, EventKind::family_returns, id);
}

bool is_junction(const StepRow& row) { return !row.plan && row.tasks.empty(); }

/// What the family keeps in mind of its way when it enters a step.
void remember(const StepRow& row, StepRecord& record, const Family& family, Memory& memory) {
  if (row.mark != no_mark) memory.marks[row.mark] = family.entered;
  memory.again = (memory.been & row.is) != 0;
  memory.been |= row.is;
  record.came_again += memory.again;
}

/// When the step that the family enters is due.
Instant due_date(const Model& model, const State& s, const StepRow& row, const Family& family) {
  if (!row.due.set) return never;
  if (row.due_from_referral) return when(model, row.due, family.referred);
  const Instant from_another = row.due_from != no_mark ? s.memories[number_of(s, family)].marks[row.due_from] : never;
  return when(model, row.due, from_another != never ? from_another : family.entered);
}

/// There is no place in `full`: the case closes, leaves the service, or goes elsewhere. Gives where.
StepId refuse(const Model& model, State& s, std::uint32_t id, StepId full) {
  const StepRow& row = model.steps[index(full)];
  ++s.recorder.steps[index(full)].refused;
  note(s, What::refused, s.families[id], {.step = full});
  if (!row.refused_elsewhere) {
    depart(model, s, id, full);
    s.free_families.push_back(id);
  } else if (row.refused_to == closed) {
    s.families[id].step = full;
    close_case(model, s, id);
    ++s.families[id].visit;
  }
  return row.refused_to;
}

/// Settles who holds the case in the step that the family just entered.
void settle_holder(const Model& model, State& s, std::uint32_t id) {
  Family& family = s.families[id];
  const StepState& step = state_of_step(s, family);
  if (family.worker != none) {
    const std::uint32_t holder = family.worker;
    if (step.by_case && s.workers[holder].team == step.row->team) {
      family.seen = true;
      step.record->wait.add(Elapsed::zero());
      return reweigh(model, s, id);
    }
    release(model, s, id);
    if (step.by_case) {
      family.passed_on = true;
      add_handover(model, s, holder, id, model.handover_old, 1);
    }
  }
  if (step.by_case) join_queue(model, s, id);
}

}  // namespace

void starts_waiting(State& s, std::uint32_t id) {
  Family& family = s.families[id];
  family.waiting = true;
  state_of_step(s, family).record->waiting.change(wall(s.now), 1);
}

void stops_waiting(State& s, std::uint32_t id) {
  Family& family = s.families[id];
  if (!family.waiting) return;
  family.waiting = false;
  state_of_step(s, family).record->waiting.change(wall(s.now), -1);
}

void enter(const Model& model, State& s, std::uint32_t id, StepId to, Entry entry) {
  Family& family = s.families[id];
  while (to != closed) {
    const StepRow& row = *s.steps[index(to)].row;
    StepRecord& record = *s.steps[index(to)].record;
    ++record.came;
    if (static_cast<std::uint64_t>(record.families.count()) >= row.places && entry != Entry::listed) {
      to = refuse(model, s, id, to);
      continue;
    }
    ++record.entered;
    record.children_entered += family.children;
    record.piece_children_entered += family.children;
    family.step = to;
    if (entry != Entry::listed) {
      family.entered = s.now;
      family.seen = false;
    }
    family.arrival = s.new_arrival();
    family.queued = 0;
    if (model.remembers) remember(row, record, family, s.memories[id]);
    family.due = due_date(model, s, row, family);
    if (s.recording.journeys) record_journey(model, s, family);
    note(s, What::enters, family, {.step = to, .due = family.due});
    if (!is_junction(row)) break;
    note(s, What::leaves, family, {.step = to, .due = family.due});
    to = next_step(model, s, family);
    if (to == closed) close_case(model, s, id);
    ++family.visit;  // after a closure, as in end_step()
  }
  if (to == closed) return;

  const StepState& step = s.steps[index(to)];
  const StepRow& row = *step.row;
  open_families_change(s, family, 1);
  family.visit_ticket = s.new_ticket();
  family.next_task = row.tasks.first;
  family.over = never;
  if (entry == Entry::listed && family.seen && step.by_case) {
    allocate_to_somebody(model, s, id);
  } else {
    settle_holder(model, s, id);
  }
  if (row.has_lasts) {
    const auto stay = [&] { return family_stream(s, Purpose::stay, family); };
    family.over = entry == Entry::listed         ? end_of_lasting(model, s, family, row.lasts, 0)
                  : entry == Entry::there_before ? residual(model, s, family, row.lasts)
                                                 : after_duration(model, s.now, row.lasts, stay);
    s.events.schedule(family.over, EventKind::stay_over, id, family.visit_ticket);
  }
  set_first_tasks(model, s, id, entry);
  if (row.has_patience) {
    const Instant at =
        entry == Entry::listed
            ? end_of_lasting(model, s, family, row.patience, 1)
            : after_duration(model, s.now, row.patience, [&] { return family_stream(s, Purpose::patience, family); });
    s.events.schedule(at, EventKind::gives_up, id, family.visit_ticket);
  }
}

void stay_over(const Model& model, State& s, std::uint32_t id) {
  const Family& family = s.families[id];
  if (family.over <= s.now) return end_step(model, s, id);
  s.events.schedule(family.over, EventKind::stay_over, id, family.visit_ticket);
}

void lengthen_stay(State& s, std::uint32_t id, Elapsed by) {
  Instant& over = s.families[id].over;
  if (over != never) over += by;
}

void end_step(const Model& model, State& s, std::uint32_t id, std::uint32_t by) {
  Family& family = s.families[id];
  StepRecord& record = *state_of_step(s, family).record;
  record.stay.add(s.now - family.entered);
  if (family.due != never) record_timeliness(model, s, family, record);
  leave_step(model, s, id);
  const StepId to = next_step(model, s, family, by);
  if (to == closed) close_case(model, s, id);
  // The draws of a closure belong to the visit that ends, those of the next step to the next.
  ++family.visit;
  if (to != closed) enter(model, s, id, to);
}

void gives_up(const Model& model, State& s, std::uint32_t id) {
  if (!s.families[id].waiting) return;
  const StepRow& row = step_of(model, s.families[id]);
  ++s.recorder.steps[index(s.families[id].step)].gave_up;
  note(s, What::gave_up, s.families[id], {.step = s.families[id].step});
  leave_step(model, s, id);
  if (row.gives_up_to == closed) close_case(model, s, id);
  ++s.families[id].visit;
  if (row.gives_up_to != closed) enter(model, s, id, row.gives_up_to);
}

}  // namespace caseload
