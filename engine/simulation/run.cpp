// One replication from begin to end. THE MAIN LOOP is in run(); deal_with_next() is what it does each time. Plain
// networks of queues have one of their own: network.cpp.
// Tested by tests/simulation/*_test.cpp and, against theory, by tests/queueing/*_test.cpp.
#include "caseload/simulation.hpp"

#include <algorithm>
#include <tuple>

#include "simulation/first_waits.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

/// What the rules in force say of teams and steps, beside what is counted of them.
void look_up(const Model& rules, State& s) {
  s.any_strain = rules.feedback.any_strain();
  s.teams.resize(rules.teams.size());
  for (std::size_t t = 0; t < s.teams.size(); ++t) {
    TeamState& team = s.teams[t];
    team.row = &rules.teams[t];
    team.record = &s.recorder.teams[t];
    team.calendar = &rules.calendars[team.row->calendar];
    team.clock = {};
    team.overtime_reaches_until = Instant::min();
    team.on_cases = &s.recorder.on_cases(TeamId{static_cast<std::uint16_t>(t)}, TeamId{0});
  }
  s.steps.resize(rules.steps.size());
  for (std::size_t i = 0; i < s.steps.size(); ++i) {
    const StepRow& row = rules.steps[i];
    s.steps[i] = {.row = &row,
                  .record = &s.recorder.steps[i],
                  .team = row.team == nobody ? nullptr : &s.teams[index(row.team)],
                  .served = row.team == nobody ? static_cast<std::uint32_t>(s.teams.size())
                                               : static_cast<std::uint32_t>(row.team),
                  .by_case = by_case(rules, row)};
  }
  s.task_kinds.resize(rules.tasks.size());
  for (std::size_t row = 0; row < s.task_kinds.size(); ++row) {
    const TaskRow& task = rules.tasks[row];
    const StepState& step = s.steps[index(task.step)];
    const bool by_holder = task.by == nobody && step.by_case;
    TeamState* const team = task.by != nobody ? &s.teams[index(task.by)] : step.team;
    s.task_kinds[row] = {.row = &task,
                         .record = &s.recorder.tasks[row],
                         .step = &step,
                         .pool = by_holder ? nullptr : team,
                         .others = task.or_by != nobody ? &s.teams[index(task.or_by)] : nullptr};
  }
}

void reset(const Model& model, State& s, Replication replication, Seed seed, Recording recording) {
  s.now = model.begin;
  s.rules = &rules_at(model, model.begin);
  s.seed = static_cast<std::uint32_t>(seed);
  s.replication = static_cast<std::uint32_t>(replication);
  s.events.restart(model.begin, model.end);
  s.recorder.reset(model, model.begin);
  look_up(*s.rules, s);
  clear_with_spare(s.families);
  clear_with_spare(s.tasks);
  for (auto* list : {&s.free_families, &s.free_tasks, &s.to_choose})
    list->reserve(std::max(s.families.capacity(), s.tasks.capacity()));
  s.touched.reserve(model.teams.size());
  s.free_families.clear();
  s.free_tasks.clear();
  clear_with_spare(s.memories);
  s.streams.assign(model.streams.size(), {});
  s.holding = 0;
  s.waiting_events.assign(model.events.size(), {});
  s.luck = {};
  s.asked.assign(model.tasks.size(), {});
  s.journeys.clear();
  s.first_waits.clear();
  s.first_wait_of.clear();
  s.log.clear();
  s.recording = recording;
  s.last_ticket = 0;
  s.last_arrival = 0;
  s.touched.clear();
  s.to_choose.clear();
  s.large = false;
  s.next_taker = none;
}

/// The end of the second, third and last quarter of the settling period.
void foresee_quarters(const Model& model, State& s) {
  if (model.start == model.begin) return;
  const Elapsed quarter = (model.start - model.begin) / 4;
  for (int after = 0; after <= 2; ++after) s.events.schedule(model.start - after * quarter, EventKind::quarter_settles);
}

/// Bytes; more than that and what an event touches is likely not there [a usual second-level cache].
constexpr std::size_t nearest_cache = 1 << 20;

bool ever_strained(const Model& model) {
  return model.feedback.any_strain() ||
         std::any_of(model.later.begin(), model.later.end(),
                     [](const LaterRules& later) { return later.model->feedback.any_strain(); });
}

/// The end of the next week from Model::begin on that is over before anything changes.
void foresee_early_week(const Model& model, State& s) {
  const Instant end = s.now + std::chrono::weeks{1};
  if (end <= model.quiet_until) s.events.schedule(end, EventKind::early_week_ends);
}

/// Marked teams allocate, and marked workers pick their next task.
[[gnu::always_inline]] inline void dispatch(const Model& model, State& s) {
  // Either list may grow while it is gone through.
  for (std::size_t i = 0; i < s.touched.size(); ++i) {
    if (!s.touched[i]->row->pool) allocate(model, s, *s.touched[i]);
  }
  for (std::size_t i = 0; i < s.to_choose.size(); ++i) {
    s.workers[s.to_choose[i]].to_choose = false;
    choose(model, s, s.to_choose[i]);
  }
  s.to_choose.clear();
  for (std::size_t i = 0; i < s.touched.size(); ++i) {
    call_idle(model, s, *s.touched[i]);
    s.touched[i]->touched = false;
  }
  s.touched.clear();
}

void begin(const Model& model, State& s) {
  foresee_publicity(model, s);
  staff_at_begin(*s.rules, s);
  move_early_posts(model, s);
  foresee_campaigns(*s.rules, s);
  first_arrivals(*s.rules, s);
  open_stock(model, s);
  s.recorder.bring_forward(model);
  for (const LaterRules& later : model.later) {
    if (later.from > model.begin && later.holding == 0) s.events.schedule(later.from, EventKind::rules_change);
  }
  foresee_events(model, s);
  foresee_quarters(model, s);
  if (ever_strained(model)) s.events.schedule(model.begin + std::chrono::weeks{1}, EventKind::strain_looked_at);
  if (model.start > model.begin) s.events.schedule(model.start, EventKind::counting_starts);
  for (const Instant at : model.report_on) s.events.schedule(at, EventKind::report_date);
  s.events.schedule(model.start + std::chrono::weeks{1}, EventKind::week_ends);
  s.events.schedule(next_month(model.start), EventKind::month_ends);
  foresee_early_week(model, s);
  for (std::size_t row = 0; row < model.tasks.size(); ++row) {
    const TaskRow& task = model.tasks[row];
    const bool in_run = task.asked == Asked::on_date && model.begin <= task.on && task.on <= model.end;
    if (in_run) s.events.schedule(task.on, EventKind::audit_begins, static_cast<std::uint32_t>(row));
  }
  s.events.schedule(model.end, EventKind::horizon_reached);
  s.large = s.families.size() * sizeof(Family) + s.workers.size() * sizeof(Worker) > nearest_cache;
  s.events.watch(s.large);
  dispatch(*s.rules, s);
}

}  // namespace

WorkCalendar::Reading read_clock_anew(const State& s, TeamState& team) {
  const WorkCalendar::Reading reading = team.calendar->read(s.now);
  if (reading.is_open) team.clock = {s.now, team.calendar->closes(s.now), reading.shows};
  return reading;
}

void rules_change(const Model& model, State& s) {
  const Model& before = *s.rules;
  settle_hours_asked(before, s);
  s.rules = &rules_at(model, s.now, s.holding);
  look_up(*s.rules, s);
  rates_change(before, *s.rules, s);
  reweigh_all(*s.rules, s);
  revalue_all(*s.rules, s);
}

namespace {

void week_ends(const Model& model, State& s) {
  s.recorder.week_ends(model, s.now);
  s.events.schedule(s.now + std::chrono::weeks{1}, EventKind::week_ends);
}

void month_ends(const Model& model, State& s) {
  s.recorder.month_ends(model, s.now);
  s.events.schedule(next_month(s.now), EventKind::month_ends);
}

void early_week_ends(const Model& model, State& s) {
  s.recorder.early_week_ends(s.now);
  foresee_early_week(model, s);
}

/// What happens to a person in post.
void befalls(const Model& model, State& s, EventKind kind, std::uint32_t worker) {
  switch (kind) {
    case EventKind::talk_falls_due:
      return talk_falls_due(model, s, worker);
    case EventKind::cases_handed_over:
      return hand_over_cases(model, s, worker);
    case EventKind::grade_changes:
      return grade_changes(model, s, worker);
    case EventKind::agency_leaves:
      return agency_leaves(model, s, worker);
    default:
      return leaves(model, s, worker);
  }
}

/// Deals with an event, unless it no longer concerns the person, the stay or the task that it was scheduled for.
/// @return whether it did
[[gnu::noinline]] bool handle_other(const Model& whole, State& s, const Event& event) {
  const Model& model = *s.rules;
  const std::uint32_t subject = event.subject, ticket = event.ticket;
  const std::uint32_t who = subject / max_absences, kind = subject % max_absences;  // of events of absences
  switch (event.kind()) {
    case EventKind::worker_opens:
      return s.workers[subject].task_ticket == ticket && (worker_opens(model, s, subject), true);
    case EventKind::stay_over:
      return s.families[subject].visit_ticket == ticket && (stay_over(model, s, subject), true);
    case EventKind::gives_up:
      return s.families[subject].visit_ticket == ticket && (gives_up(model, s, subject), true);
    case EventKind::next_falls_due:
      return s.tasks[subject].set == ticket && (next_falls_due(model, s, subject), true);
    case EventKind::absence_begins:
      return s.workers[who].gaps[kind].ticket == ticket && (absence_begins(model, s, who, kind), true);
    case EventKind::gives_notice:
      return s.workers[subject].tenure.ticket == ticket && (gives_notice(model, s, subject), true);
    case EventKind::agency_starts:
      return s.workers[subject].vacancy == ticket && (agency_starts(model, s, subject), true);
    case EventKind::post_filled:
      return s.workers[subject].vacancy == ticket && (post_filled(model, s, subject), true);
    case EventKind::absence_over:
      return s.workers[who].employment == ticket && (absence_over(model, s, who, kind), true);
    case EventKind::talk_falls_due:
    case EventKind::cases_handed_over:
    case EventKind::grade_changes:
    case EventKind::agency_leaves:
    case EventKind::leaves:
      return s.workers[subject].employment == ticket && (befalls(model, s, event.kind(), subject), true);
    case EventKind::arrival:
      arrival(model, s, StreamId{static_cast<std::uint16_t>(subject)});
      break;
    case EventKind::family_returns:
      family_returns(model, s, subject);
      break;
    case EventKind::audit_begins:
      audit_begins(model, s, subject);
      break;
    case EventKind::publicity:
      publicity(model, s);
      break;
    case EventKind::strain_looked_at:
      look_at_strain(model, s);
      break;
    case EventKind::campaign:
      campaign(model, s, subject);
      break;
    case EventKind::recruit_starts:
      recruit_starts(model, s, subject);
      break;
    case EventKind::posts_change:
      posts_change(model, s, TeamId{static_cast<std::uint16_t>(subject)});
      break;
    case EventKind::posts_move:
      posts_move(whole, s, subject);
      break;
    case EventKind::conditions_looked_at:
      look_at_conditions(whole, s);
      break;
    case EventKind::quarter_settles:
      s.recorder.quarter_settled(s.now);
      break;
    case EventKind::rules_change:
      rules_change(whole, s);
      break;
    case EventKind::counting_starts:
      s.recorder.restart(whole, s.now);
      break;
    case EventKind::week_ends:
      week_ends(whole, s);
      break;
    case EventKind::month_ends:
      month_ends(whole, s);
      break;
    case EventKind::early_week_ends:
      early_week_ends(whole, s);
      break;
    case EventKind::report_date:
      s.recorder.report_date(whole);
      break;
    case EventKind::task_done:
    case EventKind::task_ready:  // in handle()
    case EventKind::horizon_reached:
      break;
  }
  return true;
}

/// The same; nine events of ten are of two kinds.
[[gnu::always_inline]] inline bool handle(const Model& whole, State& s, const Event& event) {
  const std::uint32_t subject = event.subject, ticket = event.ticket;
  switch (event.kind()) {
    case EventKind::task_done:
      return s.workers[subject].task_ticket == ticket && (task_done(*s.rules, s, subject), true);
    case EventKind::task_ready:
      return s.tasks[subject].ticket == ticket && (task_ready(*s.rules, s, subject), true);
    default:
      return handle_other(whole, s, event);
  }
}

/// advance(), as part of whoever calls it.
[[gnu::always_inline]] inline bool deal_with_next(const Model& model, State& s) {
  for (;;) {
    const Event event = s.events.advance();
    s.now = s.events.at(event);
    if (event.kind() == EventKind::horizon_reached) return false;
    if (s.large) look_ahead(s);
    if (!handle(model, s, event)) continue;
    if (!s.touched.empty() || !s.to_choose.empty()) dispatch(*s.rules, s);
    return true;
  }
}

std::vector<FirstWait> first_waits(State& s) {
  for (std::uint32_t id = 0; id < s.first_wait_of.size(); ++id) {
    if (s.families[id].queue_ticket != 0) first_wait_until_now(s, id);
  }
  std::vector<FirstWait> all = s.first_waits;
  std::sort(all.begin(), all.end(), [](const FirstWait& a, const FirstWait& b) {
    return std::tie(a.stream, a.family) < std::tie(b.stream, b.family);
  });
  return all;
}

}  // namespace

void start(const Model& model, State& s, Replication replication, Seed seed, Recording recording) {
  reset(model, s, replication, seed, recording);
  begin(model, s);
}

bool advance(const Model& model, State& s) { return deal_with_next(model, s); }

Observations finish(const Model& model, State& s) {
  count_as_they_stand(*s.rules, s);
  settle_hours_asked(*s.rules, s);
  settle_families(model, s);
  Observations seen;
  s.recorder.tell(model, model.end, seen.values, seen.of);
  seen.series = s.recorder.series;
  seen.months = s.recorder.months;
  seen.histograms = tell_histograms(model, s.recorder);
  seen.beginning = s.recorder.beginning;
  seen.luck = listed(model, s.luck);
  seen.journeys = s.journeys;
  seen.waits = first_waits(s);
  seen.log = s.log;
  return seen;
}

Observations run(const Model& model, Replication replication, Seed seed, Arena& arena, Recording recording) {
  State& s = arena.state();
  start(model, s, replication, seed, recording);
  std::uint64_t handled = 0;
  if (is_plain_network(model) && !records_anything(recording)) {
    handled = run_network(
        model, s, [](const Model& whole, State& state, const Event& event) { return handle(whole, state, event); });
  } else {
    while (deal_with_next(model, s)) ++handled;
  }
  Observations seen = finish(model, s);
  seen.events = handled;
  return seen;
}

Observations run(const Model& model, Replication replication, Seed seed) {
  Arena arena;
  return run(model, replication, seed, arena);
}

Arena::Arena() : state_{std::make_unique<State>()} {}
Arena::~Arena() = default;
Arena::Arena(Arena&&) noexcept = default;
Arena& Arena::operator=(Arena&&) noexcept = default;

}  // namespace caseload
