// Events that wait for a condition, and posts that go from one team to another. Conditions are looked at every four
// weeks.   Tested by tests/simulation/events_test.cpp.
#include <limits>

#include "observation/money.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

/// Sums over the teams of named workers, or of one of them, as they stand.
struct Levels {
  double children{}, waiting{}, over_limit{}, in_post{};
};

Levels levels_of(const Model& model, const State& s, TeamId only) {
  Levels sum;
  for (std::size_t t = 0; t < s.recorder.teams.size(); ++t) {
    if (model.teams[t].pool || (only != nobody && index(only) != t)) continue;
    const TeamRecord& team = s.recorder.teams[t];
    sum.children += team.children.value();
    sum.waiting += team.waiting_children.value();
    sum.over_limit += team.over_limit.value();
    sum.in_post += team.in_post.value();
  }
  return sum;
}

/// With nobody in post any work is more than enough.
double ratio(double part, double whole) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  return whole > 0 ? part / whole : part > 0 ? infinite : 0;
}

/// Spending since counting started, in % of what the budget allows for that time.
double spending(const Model& model, const State& s) {
  const double years = static_cast<double>((s.now - model.start).count()) / seconds_per_year;
  return 100 * spent(model, s.recorder, s.now) / (model.budget * years);
}

bool holds(const Model& whole, const State& s, const EventRow& event) {
  if (event.of == Condition::Of::spending && s.now <= whole.start) return false;
  const Levels levels = levels_of(whole, s, event.team);
  const double level = [&] {
    switch (event.of) {
      case Condition::Of::children_per_worker: return ratio(levels.children, levels.in_post);
      case Condition::Of::children_unallocated: return levels.waiting;
      case Condition::Of::workers_over_limit: return 100 * ratio(levels.over_limit, levels.in_post);
      case Condition::Of::spending: return spending(whole, s);
    }
    return 0.0;
  }();
  return event.above ? level > event.threshold : level < event.threshold;
}

}  // namespace

void move_early_posts(const Model& model, State& s) {
  for (std::uint32_t i = 0; i < model.events.size(); ++i) {
    if (model.events[i].posts > 0 && model.events[i].on <= model.begin) posts_move(model, s, i);
  }
}

void foresee_events(const Model& model, State& s) {
  bool any_waits = false;
  for (std::uint32_t i = 0; i < model.events.size(); ++i) {
    const EventRow& event = model.events[i];
    any_waits |= event.waits();
    const bool moves = event.posts > 0 && event.on > model.begin;
    if (moves) s.events.schedule(event.on, EventKind::posts_move, i);
  }
  if (any_waits) s.events.schedule(model.begin, EventKind::conditions_looked_at);
}

void look_at_conditions(const Model& whole, State& s) {
  s.events.schedule(s.now + std::chrono::weeks{4}, EventKind::conditions_looked_at);
  std::uint32_t holding = 0;
  for (std::uint32_t i = 0; i < whole.events.size(); ++i) {
    const EventRow& event = whole.events[i];
    if (!event.waits()) continue;
    WaitingEvent& waiting = s.waiting_events[i];
    const bool held = waiting.held;
    waiting.held = holds(whole, s, event);
    if (waiting.held) holding |= event.holding;
    const bool moves = waiting.held && !held && event.posts > 0 && waiting.happened < event.at_most;
    if (moves) s.events.schedule(s.now, EventKind::posts_move, i);
  }
  if (holding == s.holding) return;
  s.holding = holding;
  rules_change(whole, s);
}

void posts_move(const Model& whole, State& s, std::uint32_t id) {
  const EventRow& event = whole.events[id];
  ++s.waiting_events[id].happened;
  for (std::uint32_t post = 0; post < event.posts; ++post) {
    if (!move_post(*s.rules, s, event.from, event.to)) return;
  }
}

}  // namespace caseload
