// From a tree to a draft and from a draft to a Scenario: the defaults that depend on other settings.
// Tested by tests/scenario/read_test.cpp.
#include <algorithm>
#include <cmath>
#include <limits>

#include "scenario/draft.hpp"
#include "scenario/extend.hpp"
#include "scenario/quantity.hpp"
#include "scenario/settings.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

/// The teams' own `people` on top of the scenario's.
Node with_people_of_teams(Node root) {
  const Node* people = root.find("people");
  Node* teams = root.find("teams");
  if (!people || !people->is_map() || !teams || !teams->is_map()) return root;
  for (Entry& team : teams->map) {
    if (!team.value.is_map()) continue;
    const Node* own = team.value.find("people");
    if (own && !own->is_map()) continue;  // a mistake, which the reader will find
    Node together = own ? merged(*people, *own, people_block()) : *people;
    team.value.set("people", together.span, std::move(together));
  }
  return root;
}

bool never_happens(const Absence& absence) { return absence.days_per_year == 0.0; }

void complete_people(People& people) {
  std::erase_if(people.absences, never_happens);
  if (!people.leaving) return;
  const auto* tenure = std::get_if<Exponential>(&people.leaving->tenure.of);
  if (tenure && std::isinf(tenure->mean)) people.leaving.reset();
}

void complete_period(const PeriodWords& words, Period& period) {
  period.start = words.start;
  period.settle = words.settle;
  double seconds = words.length.unit == Duration::Unit::seconds ? words.length.amount : 0;
  Date end = words.start;
  if (words.length.unit == Duration::Unit::months) {
    const double months = std::floor(words.length.amount + 1e-9);
    end = months_after(words.start, static_cast<int>(months));
    seconds = std::max(0.0, words.length.amount - months) * seconds_per_month;
  }
  const Elapsed rest{static_cast<std::int64_t>(std::llround(seconds))};
  const auto days = std::chrono::floor<std::chrono::days>(rest);
  period.end = end + days;
  period.tail = rest - days;
}

/// Tasks by 'manager' are by the team that manages the step's team.
void complete_managers(Scenario& scenario) {
  for (Step& step : scenario.steps) {
    for (Task& task : step.tasks) {
      const Team* manager = task.by == the_manager ? manager_of(scenario, step.team) : nullptr;
      if (manager) task.by = manager->name;
    }
  }
}

void complete_norm(Norm& norm, const std::vector<Team>& teams) {
  if (norm.from == 0) norm.from = norm.to;
  if (!norm.teams.empty()) return;
  for (const Team& team : teams) {
    if (team.works == Works::cases) norm.teams.push_back(team.name);
  }
}

bool lasts_or_recurs(const Step& step) {
  return step.lasts ||
         std::any_of(step.tasks.begin(), step.tasks.end(), [](const Task& task) {
           return task.every.has_value() && !task.while_unallocated;
         });
}

Begin default_begin(const Scenario& scenario) {
  const bool stays = std::any_of(scenario.steps.begin(), scenario.steps.end(), lasts_or_recurs);
  Begin begin;
  begin.from = !scenario.demand.empty() && stays ? Begin::From::steady : Begin::From::empty;
  return begin;
}

Calendar office_hours() {
  using namespace std::chrono_literals;
  return {"office hours", {true, true, true, true, true, false, false}, 9h, 16h + 24min, true};  // 37 hours a week
}

}  // namespace

Draft fill(const Node& root, Collected& collected) {
  Draft draft;
  const Node whole = with_people_of_teams(root);
  read_block(Value{whole, {}, collected, Opens::block}, scenario_block(), &draft);
  return draft;
}

Date months_after(Date from, int months) {
  auto day = std::chrono::year_month_day{from} + std::chrono::months{months};
  if (!day.ok()) day = day.year() / day.month() / std::chrono::last;  // a month after 31 January ends in February
  return day;
}

Attempt attempt(const Node& root) {
  Attempt made;
  made.draft = fill(root, made.collected);
  const bool is_whole = made.collected.problems.empty();
  check_names(made.draft, made.collected);
  if (is_whole && made.collected.problems.empty()) check_sense(made.draft, made.collected);
  return made;
}

const Team* manager_of(const Scenario& scenario, const std::string& team) {
  const auto manages = [&](const Team& one) {
    return std::find(one.manages.begin(), one.manages.end(), team) != one.manages.end();
  };
  const auto found = std::find_if(scenario.teams.begin(), scenario.teams.end(), manages);
  return found == scenario.teams.end() ? nullptr : &*found;
}

Scenario complete(Draft draft) {
  complete_period(draft.words, draft.period);
  draft.period.begin = draft.words.begin.value_or(default_begin(draft));
  const std::string first_step = draft.steps.empty() ? std::string{} : draft.steps.front().name;
  for (ReferralStream& stream : draft.demand) {
    if (stream.to.empty()) stream.to = first_step;
  }
  if (draft.re_referral && draft.re_referral->to.empty()) draft.re_referral->to = first_step;
  for (DemandEvent& event : draft.events) {
    if (event.name.empty()) event.name = event.when ? in_words(*event.when) : in_words(event.on);
  }
  for (Step& step : draft.steps) {
    if (step.next.empty()) step.next = {{"closed", 1}};
    if (step.returns && step.returns->to.empty()) step.returns->to = first_step;
  }
  for (Team& team : draft.teams) {
    if (team.limit.amount == 0) team.limit.amount = std::numeric_limits<double>::infinity();
    complete_people(team.people);
  }
  complete_managers(draft);
  for (Norm& norm : draft.norms) complete_norm(norm, draft.teams);
  for (Target& target : draft.targets) {
    if (target.name.empty()) target.name = target.measure;
  }
  for (Campaign& campaign : draft.campaigns) {
    if (campaign.reach.empty()) campaign.reach = {1};
  }
  for (Calendar& calendar : draft.calendars) {
    if (calendar.until.count() == 0) calendar.until = std::chrono::hours{24};
  }
  draft.calendars.push_back({"always", std::vector<bool>(7, true), {}, std::chrono::hours{24}, false});
  draft.calendars.push_back(office_hours());
  return draft;  // the Scenario in it
}

}  // namespace caseload::scenario

namespace caseload {

bool Step::is_plan() const {
  const auto ends_it = [](const Task& task) { return !task.ends.empty() && !task.on && !task.while_unallocated; };
  return lasts || std::any_of(tasks.begin(), tasks.end(), ends_it);
}

}  // namespace caseload
