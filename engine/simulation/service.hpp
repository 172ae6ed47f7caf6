// The parts of the service, one source file each. Every function changes the State and may mark teams and workers
// (touch, let_choose); once the event has been handled, dispatch() in run.cpp lets marked teams allocate and marked
// workers pick their next task. So an event first settles what is, and only then does anybody decide.
#pragma once

#include "simulation/state.hpp"

namespace caseload {

// referrals.cpp: families come, and come back
void first_arrivals(const Model&, State&);
void arrival(const Model&, State&, StreamId);
void family_returns(const Model&, State&, std::uint32_t family);
std::uint32_t new_family(const Model&, State&, std::uint16_t stream, std::uint32_t number, const Distribution& children);

// opening.cpp: the families that are there when the simulation begins
void open_stock(const Model& whole, State&);

// events.cpp: what waits for a condition, and posts that move
/// Posts that have moved before the simulation begins.
void move_early_posts(const Model& whole, State&);
/// Schedules what Model::events say of the time to come.
void foresee_events(const Model& whole, State&);
void look_at_conditions(const Model& whole, State&);
void posts_move(const Model& whole, State&, std::uint32_t event);

// pathway.cpp: families go through steps
enum class Entry {
  fresh,        ///< comes into the step now
  there_before, ///< was in it when the simulation began: its stay and its recurring tasks are under way
  listed        ///< the same, and Family::entered and Family::referred say since when
};
void enter(const Model&, State&, std::uint32_t family, StepId, Entry = Entry::fresh);
/// @param by  row of the task that ends it, which may have ways out of its own; none: not a task
void end_step(const Model&, State&, std::uint32_t family, std::uint32_t by = none);
/// The length of the stay is over, unless it has been lengthened meanwhile.
void stay_over(const Model&, State&, std::uint32_t family);
void lengthen_stay(State&, std::uint32_t family, Elapsed by);
void gives_up(const Model&, State&, std::uint32_t family);
void starts_waiting(State&, std::uint32_t family);
void stops_waiting(State&, std::uint32_t family);

// tasks.cpp: what is asked for the family in its step
/// The first task of a work step, or those of a plan step.
void set_first_tasks(const Model&, State&, std::uint32_t family, Entry);
/// Hours of one occurrence of a task: a need of the family, whoever works on it and whenever.
double hours_of(const Model&, State&, const Family&, std::uint32_t row, std::uint32_t occurrence);
void task_ready(const Model&, State&, std::uint32_t task);
/// The family's, the one that was set last in front: who is freed first when a step ends chooses first.
void put_tasks_in_order(State&, std::uint32_t family);
void complete(const Model&, State&, std::uint32_t task);
void free_task(const Model&, State&, std::uint32_t task);
/// A task of its own date is asked of every family that is in its step.
void audit_begins(const Model&, State&, std::uint32_t row);
/// A task that nobody has begun when its next occurrence falls due is dropped.
void next_falls_due(const Model&, State&, std::uint32_t task);
/// The family begins to wait for a named worker, or has one: what is done for it meanwhile.
void ask_while_unallocated(const Model&, State&, std::uint32_t family);
void stop_asking_while_unallocated(const Model&, State&, std::uint32_t family);

// allocation.cpp: families get a named worker
void join_queue(const Model&, State&, std::uint32_t family);
void leave_queue(const Model&, State&, std::uint32_t family);
void allocate(const Model&, State&, TeamState&);
/// Gives the family to the least loaded worker, over the limit if need be; to the queue if nobody is there.
void allocate_to_somebody(const Model&, State&, std::uint32_t family);
void release(const Model&, State&, std::uint32_t family);
void reweigh(const Model&, State&, std::uint32_t family);
/// Counts the worker among those over their limit, or no longer.
void look_at_limit(const Model&, State&, Worker&);
/// After whatever decides who is given the next case has changed: load, presence, notice, hours, grade, the rules.
void availability_changes(const Model&, State&, const Worker&);
/// Takes the worker from those over their limit, whatever the load.
void forget_over_limit(State&, Worker&);
/// Loads and limits are looked at afresh: the rules have changed.
void reweigh_all(const Model&, State&);

// work.cpp: workers do tasks
void put_on_agenda(const Model&, State&, std::uint32_t task);
void choose(const Model&, State&, std::uint32_t worker);
void worker_opens(const Model&, State&, std::uint32_t worker);
void task_done(const Model&, State&, std::uint32_t worker);
/// Puts the task in hand down; the effort done is kept. Gives the task, or none.
std::uint32_t interrupt(const Model&, State&, std::uint32_t worker);
void call_idle(const Model&, State&, TeamState&);
std::uint32_t new_task_slot(State&);
/// Hours that a worker spends on passing a case on (part 1) or taking it over (part 0).
void add_handover(const Model&, State&, std::uint32_t worker, std::uint32_t family, const Distribution& hours,
                  std::uint32_t part);
/// A pool's tasks that an absent worker kept go back to the pool, in their old place.
void return_pool_tasks(const Model&, State&, std::uint32_t worker);
/// Empties the agenda of a worker who goes for good: pool tasks go back, handovers are dropped.
void clear_agenda(const Model&, State&, std::uint32_t worker);
void change_idle(State&, std::uint32_t worker, bool);
/// Interrupts the task in hand and leaves it on the worker's own agenda.
void put_down(const Model&, State&, std::uint32_t worker);

// workforce.cpp: posts, and the people in them
void staff_at_begin(const Model&, State&);
void posts_change(const Model&, State&, TeamId);
void grade_changes(const Model&, State&, std::uint32_t worker);

// absence.cpp: workers are absent
void absence_begins(const Model&, State&, std::uint32_t worker, std::uint32_t kind);
void absence_over(const Model&, State&, std::uint32_t worker, std::uint32_t kind);
/// Absences that waited until the worker had no task in hand begin.
void go_as_put_off(const Model&, State&, std::uint32_t worker);
void go_away(const Model&, State&, std::uint32_t worker, std::uint32_t kind);
void hand_over_cases(const Model&, State&, std::uint32_t worker);

// hiring.cpp: workers leave and are replaced
void gives_notice(const Model&, State&, std::uint32_t worker);
void leaves(const Model&, State&, std::uint32_t worker);
void agency_starts(const Model&, State&, std::uint32_t worker);
void agency_leaves(const Model&, State&, std::uint32_t worker);
void post_filled(const Model&, State&, std::uint32_t worker);
/// One post goes from one team to another, with whoever is in it; none if there is none.
bool move_post(const Model&, State&, TeamId from, TeamId to);

// managers.cpp: talks with workers, and what too many children do to a manager's work
void first_talk(const Model&, State&, std::uint32_t worker);
void talk_falls_due(const Model&, State&, std::uint32_t worker);
void talk_held(const Model&, State&, std::uint32_t task);
/// The worker goes, or the next talk falls due.
void drop_talk(const Model&, State&, std::uint32_t worker);
/// How many times as long a team's tasks take because it oversees too many children.
double slowed_by_span(const Model&, const State&, TeamId);

// levels.cpp: levels that follow from what happens elsewhere
/// A step has more or fewer open children; the levels of the step and its team know it already.
void open_children_change(State&, const StepState&, int by);
/// A worker comes or goes, or costs more or less; the levels of people in post know it already.
void person_changes(const Model&, State&, std::uint32_t worker);
void posts_funded_change(const Model&, State&, TeamId);
void caseload_changes(State&, Worker&);
void over_limit_changes(State&, Worker&);
/// A family leaves the allocation queue, or the run ends.
void unallocated_until_now(const Model&, State&, const Family&);
/// Runs over the limit and waits that last at the end of the run.
void count_as_they_stand(const Model&, State&);
/// Another share of the worker's present hours goes on cases from now on.
void adopt_other_casework(State&, Worker&, TeamState&, double casework);
void presence_counts(State&, const Worker&, int by);
/// An absence of that kind begins; Worker::away does not count it yet.
void absence_counts(const Model&, State&, Worker&, std::uint32_t kind);
/// It is over; Worker::away counts it still.
void absence_no_longer_counts(const Model&, State&, Worker&, std::uint32_t kind);
/// An absent worker comes to or goes from the post, or works other hours from now on.
void absent_hours_change(const Model&, State&, const Worker&, double by);
/// Costs, shares of casework and spans are looked at afresh: the rules have changed.
void revalue_all(const Model&, State&);
void foresee_publicity(const Model&, State&);
void publicity(const Model&, State&);
void foresee_campaigns(const Model&, State&);
void campaign(const Model&, State&, std::uint32_t campaign);
void recruit_starts(const Model&, State&, std::uint32_t campaign);

// strain.cpp: what overload does to those who bear it
void look_at_strain(const Model&, State&);
/// Counts what the worker has worked since the last time, before the task in hand changes.
void count_overtime(const Model&, State&, std::uint32_t worker);
/// What is left of tenures and gaps stretches or shrinks: the rates are others.
void rates_change(const Model& before, const Model&, State&);

// luck.cpp: what chance brought
/// The hours that tasks have asked for so far count against the means of these rules.
void settle_hours_asked(const Model& rules, State&);
/// The families who came count against those expected.
void settle_families(const Model& whole, State&);

// look_ahead.cpp: what is about to be needed is fetched from memory; in a large service only
/// What belongs to the next few events, and to who is given the next case.
[[gnu::noinline]] void look_ahead(State&);
/// Whoever is given the team's next case, most likely.
void look_at_taker(State&, const TeamState&);
/// The next of the pool's tasks.
void look_at_pool(const State&, const TeamState&);

// run.cpp
/// The rules that hold from now on are others: those of the date, with the changes whose condition holds.
void rules_change(const Model& whole, State&);
/// A replication, step by step: start(), then advance() until it is false, then finish().
void start(const Model&, State&, Replication, Seed, Recording);
/// Deals with the next event; false when the run is over.
bool advance(const Model&, State&);
Observations finish(const Model&, State&);

inline std::int64_t wall(Instant t) { return t.time_since_epoch().count(); }

inline const WorkCalendar& calendar_of(const Model& model, TeamId team) {
  return model.calendars[model.teams[index(team)].calendar];
}
/// What the clock of the team's open hours shows now. Most events come in the hours of the same day.
WorkCalendar::Reading read_clock_anew(const State&, TeamState&);
inline WorkCalendar::Reading reading_now(const State& s, TeamState& team) {
  const OpenClock& clock = team.clock;
  if (clock.from <= s.now && s.now < clock.until) return {clock.shown + (s.now - clock.from), true};
  return read_clock_anew(s, team);
}
inline std::int64_t open_clock(const State& s, TeamState& team) { return reading_now(s, team).shows.count(); }
inline std::int64_t open_clock(State& s, TeamId team) {
  return open_clock(s, s.teams[index(team)]);
}

inline void touch(State& s, TeamState& team) {
  if (team.touched) return;
  team.touched = true;
  s.touched.push_back(&team);
}
inline void touch(State& s, TeamId team) { touch(s, s.teams[index(team)]); }

inline void let_choose(State& s, std::uint32_t id, Worker& worker) {
  if (worker.to_choose || worker.doing != Worker::Doing::nothing) return;
  worker.to_choose = true;
  s.to_choose.push_back(id);
}
inline void let_choose(State& s, std::uint32_t id) { let_choose(s, id, s.workers[id]); }

inline void set_idle(State& s, std::uint32_t worker, bool idle) {
  if (s.workers[worker].idle != idle) change_idle(s, worker, idle);
}

inline const StepState& state_of_step(const State& s, const Family& family) { return s.steps[index(family.step)]; }

/// Whether it is the first task of a work step.
inline bool is_first_of_work(const StepState& step, const OpenTask& task) {
  return !step.row->plan && static_cast<std::uint32_t>(task.row) == step.row->tasks.first;
}

/// Its place among the families.
inline std::size_t number_of(const State& s, const Family& family) {
  return static_cast<std::size_t>(&family - s.families.data());
}

inline void adopt_casework(State& s, Worker& worker, TeamState& team, double casework) {
  if (casework != worker.casework) adopt_other_casework(s, worker, team, casework);
}

inline const StepRow& step_of(const Model& model, const Family& family) { return model.steps[index(family.step)]; }

/// By what a family whose case closes from its step comes back.
inline const ReReferralRow& returns_of(const Model& model, const Family& family) {
  const StepRow& step = step_of(model, family);
  return step.has_returns ? step.returns : model.re_referral;
}

/// Whether the team that holds the step gives each family a named worker.
inline bool by_case(const Model& model, const StepRow& step) {
  return step.team != nobody && !model.teams[index(step.team)].pool;
}

}  // namespace caseload
