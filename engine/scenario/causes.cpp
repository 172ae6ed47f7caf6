// Switching off what a result may be due to. The scenario keeps its steps, tasks, teams and absences, so that measures
// and the keys of random draws stay what they are.   Tested by tests/scenario/causes_test.cpp.
#include "caseload/causes.hpp"

#include <algorithm>
#include <utility>

namespace caseload {

namespace {

bool posts_are_added(const Dated<double>& posts) {
  const auto rises = [](const auto& before, const auto& after) { return after.value > before.value; };
  return std::adjacent_find(posts.entries.begin(), posts.entries.end(), rises) != posts.entries.end();
}

// Each of these takes its cause away and says whether it was there.

bool take_vacancies(Scenario& s) {
  bool was_there = false;
  for (Team& team : s.teams) {
    was_there |= team.people.leaving.has_value();
    team.people.leaving.reset();
    if (!team.people.vacancy) continue;
    Vacancy& vacancy = *team.people.vacancy;
    was_there |= std::exchange(vacancy.at_begin, 0) > 0;
    was_there |= std::exchange(vacancy.recruits_new_posts, false) && posts_are_added(team.posts);
  }
  return was_there;
}

/// Spells that never come, rather than no spells: the draws of other absences hang on their place in the list.
bool take_sickness(Scenario& s) {
  const DurationDistribution never_again{Fixed{1e11}, Duration::Unit::seconds};
  bool was_there = false;
  for (Team& team : s.teams) {
    for (Absence& absence : team.people.absences) {
      const bool comes = !absence.every || absence.every->of != never_again.of;
      if (absence.name != "sickness" || !comes) continue;
      absence.days_per_year.reset();
      absence.every = never_again;
      absence.lasting = {Fixed{0}, Duration::Unit::seconds};
      was_there = true;
    }
  }
  return was_there;
}

bool take_surge(Scenario& s) {
  bool was_there = false, is_public = false;
  for (DemandEvent& event : s.events) {
    was_there |= std::exchange(event.factor, 1) != 1;
    is_public |= event.publicity;
  }
  was_there |= is_public && s.feedback.applicants.size() > 0;
  s.feedback.applicants.strength = Loop::Strength::off;
  return was_there;
}

bool take_handovers(Scenario& s) {
  const auto takes_time = [](const Distribution& hours) { return hours != Distribution{Fixed{0}}; };
  const bool was_there = takes_time(s.handover_new) || takes_time(s.handover_old);
  s.handover_new = s.handover_old = Fixed{0};
  return was_there;
}

bool take_admin(Scenario& s) {
  const bool was_there = s.admin > 1;
  s.admin = std::min(s.admin, 1.0);
  return was_there;
}

bool take_newly_qualified(Scenario& s) {
  bool was_there = false;
  for (Team& team : s.teams) {
    was_there |= team.people.starter && team.people.starter->speed < 1;
    team.people.starter.reset();
  }
  for (Grade& grade : s.grades) {
    was_there |= grade.speed < 1 || grade.limit < 1;
    grade.speed = std::max(grade.speed, 1.0);
    grade.limit = std::max(grade.limit, 1.0);
  }
  return was_there;
}

bool take_from_rules(Scenario& s, Cause cause) {
  switch (cause) {
    case Cause::vacancies:
      return take_vacancies(s);
    case Cause::sickness:
      return take_sickness(s);
    case Cause::surge:
      return take_surge(s);
    case Cause::handovers:
      return take_handovers(s);
    case Cause::admin:
      return take_admin(s);
    case Cause::newly_qualified:
      return take_newly_qualified(s);
  }
  return false;
}

/// From the scenario and from what events make of it later.
bool take(Scenario& s, Cause cause) {
  bool was_there = take_from_rules(s, cause);
  for (Phase& phase : s.phases) {
    auto then = std::make_shared<Scenario>(*phase.scenario);
    was_there |= take_from_rules(*then, cause);
    phase.scenario = std::move(then);
  }
  return was_there;
}

}  // namespace

std::string_view name_of(Cause cause) {
  switch (cause) {
    case Cause::vacancies:
      return "vacancies";
    case Cause::sickness:
      return "sickness";
    case Cause::surge:
      return "surge";
    case Cause::handovers:
      return "handovers";
    case Cause::admin:
      return "admin";
    case Cause::newly_qualified:
      return "newly qualified";
  }
  return "";
}

Scenario without(const Scenario& scenario, Cause cause) {
  Scenario changed = scenario;
  take(changed, cause);
  return changed;
}

bool has(const Scenario& scenario, Cause cause) {
  Scenario changed = scenario;
  return take(changed, cause);
}

}  // namespace caseload
