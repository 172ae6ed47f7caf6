// See phases.hpp.   Tested by tests/scenario/phases_test.cpp.
#include "scenario/phases.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "scenario/change.hpp"
#include "scenario/draft.hpp"
#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace {

using std::chrono::days;

/// An event with changes, and when they hold.
struct DatedChanges {
  Date from{before_all_phases};
  Date until{Date::max()};
  std::uint32_t waits{};  ///< its bit of Phase::holding; 0: it is dated
  const Node* changes{};  ///< paths and values

  bool hold(Date date, std::uint32_t holding) const {
    return waits != 0 ? (waits & holding) != 0 : from <= date && date < until;
  }
};

/// The day on which a duration from a date is over. Months are calendar months, working days 7/5 of a day.
Date after(Date from, const Duration& duration) {
  if (duration.unit == Duration::Unit::months) {
    const double months = std::floor(duration.amount);
    return months_after(from, static_cast<int>(months)) +
           days{std::lround((duration.amount - months) * seconds_per_month / seconds_per_day)};
  }
  const double in_days = duration.unit == Duration::Unit::working_days ? duration.amount * 7 / 5
                                                                      : duration.amount / seconds_per_day;
  return from + days{std::lround(in_days)};
}

/// Why a setting cannot change by an event, and what to do instead; empty if it can. What a setting may not change to is
/// the business of same_structure().
std::string refusal(std::string_view path) {
  if (path.starts_with("demand.") && path.ends_with(".rate")) return "write the date in the rate, or use 'referrals'";
  if (path.starts_with("teams.") && path.ends_with(".posts")) return "write the date in the posts: +3 from 2010-04-01";
  constexpr std::array<std::string_view, 6> changeable{"steps.", "effort.", "people.", "re-referral.", "teams.", "feedback."};
  const bool can = std::any_of(changeable.begin(), changeable.end(), [&](auto block) { return path.starts_with(block); });
  return can ? "" : "only steps, effort, people, re-referral, feedback and the limits and people of teams can";
}

/// Whether two scenarios have the same steps, tasks, teams, posts and absences, so that a family can go on from one in
/// the other.
bool same_structure(const Scenario& a, const Scenario& b) {
  const auto same_task = [](const Task& x, const Task& y) {
    return x.name == y.name && x.by == y.by && x.every.has_value() == y.every.has_value() && x.or_by == y.or_by &&
           x.on == y.on && x.while_unallocated == y.while_unallocated &&
           x.missed_adds.has_value() == y.missed_adds.has_value();
  };
  const auto same_step = [&](const Step& x, const Step& y) {
    return x.name == y.name && x.team == y.team && x.is_plan() == y.is_plan() && x.due_from == y.due_from &&
           x.if_been_in == y.if_been_in && x.returns.has_value() == y.returns.has_value() &&
           std::equal(x.tasks.begin(), x.tasks.end(), y.tasks.begin(), y.tasks.end(), same_task);
  };
  const auto same_absence = [](const Absence& x, const Absence& y) { return x.name == y.name; };
  const auto same_entry = [](const Dated<double>::Entry& x, const Dated<double>::Entry& y) {
    return x.from == y.from && x.value == y.value;
  };
  const auto same_team = [&](const Team& x, const Team& y) {
    return x.name == y.name && x.works == y.works && x.people.hours == y.people.hours && x.manages == y.manages &&
           x.supervision.has_value() == y.supervision.has_value() &&
           std::equal(x.posts.entries.begin(), x.posts.entries.end(), y.posts.entries.begin(), y.posts.entries.end(),
                      same_entry) &&
           std::equal(x.people.absences.begin(), x.people.absences.end(), y.people.absences.begin(),
                      y.people.absences.end(), same_absence);
  };
  return std::equal(a.steps.begin(), a.steps.end(), b.steps.begin(), b.steps.end(), same_step) &&
         std::equal(a.teams.begin(), a.teams.end(), b.teams.begin(), b.teams.end(), same_team);
}

/// The events that change settings, with the mistakes that do not depend on what is in force.
std::vector<DatedChanges> dated_changes(const Node& root, Scenario& scenario, Problems& problems) {
  std::vector<DatedChanges> all;
  std::size_t waiting = 0;
  const Node* events = root.find("events");
  for (std::size_t i = 0; events && i < events->list.size() && i < scenario.events.size(); ++i) {
    const Node& node = events->list[i];
    DemandEvent& event = scenario.events[i];
    const std::string path = fmt::format("events.{}", i + 1);
    const Node* changes = node.find("changes");
    if (!changes || (changes->is_map() && changes->map.empty())) {
      if (!node.find("referrals") && !event.move && !event.publicity && event.cost == 0)
        problems.push_back(problem_at(node.span, path, "the event changes nothing",
                                      event.when ? "give it 'changes' or 'move'" : "give it 'referrals' or 'changes'"));
      continue;
    }
    if (!changes->is_map()) {
      problems.push_back(problem_at(changes->span, path + ".changes",
                                    "expected changes by path, such as {people.casework: 70 %}"));
      continue;
    }
    if (event.half_life) {
      problems.push_back(problem_at(changes->span, path + ".changes", "settings cannot fade with a half-life",
                                    "say how long they are different: 'lasting: 6 months'"));
      continue;
    }
    DatedChanges& added = all.emplace_back();
    if (event.when) {
      if (waiting == most_waiting_events) {
        problems.push_back(problem_at(changes->span, path + ".changes",
                                      fmt::format("more than {} events with 'when' and 'changes'", most_waiting_events),
                                      "put the changes of several together"));
        return all;
      }
      added.waits = 1u << waiting++;
    } else {
      added.from = event.on;
      if (event.lasting) added.until = after(after(event.on, event.over), *event.lasting);
    }
    added.changes = changes;
    for (const Entry& entry : changes->map) {
      const std::string setting = path_of(root, entry.key, entry.key_span, problems);
      if (setting.empty()) continue;
      event.changes.push_back(setting);
      if (const std::string hint = refusal(setting); !hint.empty())
        problems.push_back(problem_at(entry.key_span, path + ".changes",
                                      fmt::format("'{}' cannot change by an event", made_visible(setting)), hint));
    }
  }
  return all;
}

/// The event that is to blame for a change of structure at a date: the one that began last among those that hold, as
/// phases before it were found to be sound.
const DatedChanges& culprit(const std::vector<DatedChanges>& all, Date date, std::uint32_t holding) {
  const DatedChanges* last = nullptr;
  for (const DatedChanges& one : all) {
    const bool of_this_kind = (one.waits != 0) == (holding != 0);
    if (of_this_kind && one.hold(date, holding) && (!last || one.from >= last->from)) last = &one;
  }
  return *last;
}

/// The scenario with the changes that hold on a date; null if `problems` says why there is none.
std::shared_ptr<Scenario> scenario_on(Date date, std::uint32_t holding, const Node& root, const Scenario& scenario,
                                      const std::vector<DatedChanges>& all, Problems& problems) {
  Node tree = root;
  for (const DatedChanges& one : all) {
    if (!one.hold(date, holding)) continue;
    for (const Entry& entry : one.changes->map) change(tree, entry.key, entry.key_span, entry.value, problems);
  }
  Attempt made = attempt(tree);
  problems.insert(problems.end(), made.collected.problems.begin(), made.collected.problems.end());
  if (!problems.empty()) return {};
  auto then = std::make_shared<Scenario>(complete(std::move(made.draft)));
  if (!same_structure(scenario, *then)) {
    problems.push_back(problem_at(culprit(all, date, holding).changes->span, "events",
                                  "an event can change amounts, not which steps, tasks, teams, posts and absences "
                                  "there are, who does what and when they are there",
                                  "describe what comes later from the start, and let the event change how much of it "
                                  "there is"));
    return {};
  }
  then->option = scenario.option;
  return then;
}

}  // namespace

std::vector<Phase> phases_of(const Node& root, Scenario& scenario, Problems& problems) {
  const std::vector<DatedChanges> all = dated_changes(root, scenario, problems);
  std::set<Date> dates{before_all_phases};
  std::uint32_t combinations = 1;
  for (const DatedChanges& one : all) {
    combinations <<= one.waits != 0;
    dates.insert(one.from);
    if (one.until != Date::max()) dates.insert(one.until);
  }
  std::vector<Phase> phases;
  for (const Date date : dates) {
    for (std::uint32_t holding = 0; holding < combinations; ++holding) {
      if (date == before_all_phases && holding == 0) continue;  // the scenario itself
      if (!problems.empty()) return {};
      auto then = scenario_on(date, holding, root, scenario, all, problems);
      if (!then) return {};
      phases.push_back({date, holding, std::move(then)});
    }
  }
  return phases;
}

}  // namespace caseload::scenario
