// Names that refer to something must refer to something that exists.   Tested by tests/scenario/bad_scenarios_test.cpp.
#include <unordered_set>

#include <fmt/format.h>

#include "scenario/description.hpp"
#include "scenario/draft.hpp"
#include "scenario/suggest.hpp"
#include "scenario/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace {

/// The names of one kind of thing, to look references up in.
class Names {
 public:
  Names(std::string what, std::vector<std::string> known)
      : what_{std::move(what)}, known_{std::move(known)}, set_{known_.begin(), known_.end()} {}

  template <class Thing>
  static Names of(std::string what, const std::vector<Thing>& things, std::vector<std::string> built_in = {}) {
    std::vector<std::string> names;
    for (const Thing& thing : things) names.push_back(thing.name);
    names.insert(names.end(), built_in.begin(), built_in.end());
    return {std::move(what), std::move(names)};
  }

  /// After a mistake in what declares the names, every name would seem to be of nothing.
  Names& declared_in(const std::string& key, const Collected& collected) {
    for (const Problem& problem : collected.problems) {
      const bool is_unknown_key = problem.key.find('.') == std::string::npos && !scenario_block().find(problem.key);
      const bool is_misspelt = is_unknown_key && !collected.places.contains(key);
      const bool is_item = problem.key.starts_with(key + ".") && is_digit(problem.key[key.size() + 1]);
      if (problem.key == key || is_item || is_misspelt) is_known_ = false;
    }
    return *this;
  }

  /// Complains at `path` unless `name` exists.
  void check(const std::string& name, const std::string& path, Collected& collected) const {
    if (!is_known_ || set_.contains(name)) return;
    collected.problems.push_back(problem_at(collected.place(path), path,
                                            fmt::format("there is no {} '{}'", what_, made_visible(name)),
                                            suggestion(name, known_)));
  }
  void check(const std::optional<std::string>& name, const std::string& path, Collected& collected) const {
    if (name) check(*name, path, collected);
  }

 private:
  std::string what_;
  std::vector<std::string> known_;
  std::unordered_set<std::string> set_;
  bool is_known_{true};
};

/// Grades, and the campaigns that name them.
void check_grades(const Draft& draft, const Names& teams, Collected& collected) {
  const Names grades = Names::of("grade", draft.grades).declared_in("grades", collected);
  const auto check_people = [&](const People& people, const std::string& path) {
    for (const auto& share : people.grades) grades.check(share.grade, path + ".grades." + share.grade, collected);
    for (const auto& share : people.starters) grades.check(share.grade, path + ".starters." + share.grade, collected);
  };
  check_people(draft.people, "people");
  for (const Team& team : draft.teams) check_people(team.people, "teams." + team.name + ".people");
  for (const Grade& grade : draft.grades) {
    if (!grade.becomes.empty()) grades.check(grade.becomes, "grades." + grade.name + ".becomes", collected);
  }
  for (const Campaign& campaign : draft.campaigns) {
    const std::string path = "campaigns." + campaign.name;
    if (!campaign.grade.empty()) grades.check(campaign.grade, path + ".grade", collected);
    for (std::size_t i = 0; i < campaign.teams.size(); ++i)
      teams.check(campaign.teams[i], fmt::format("{}.teams.{}", path, i + 1), collected);
  }
}

}  // namespace

void check_names(const Draft& draft, Collected& collected) {
  const Names steps = Names::of("step", draft.steps).declared_in("steps", collected);
  const Names steps_or_closed = Names::of("step", draft.steps, {"closed"}).declared_in("steps", collected);
  const Names steps_from = Names::of("step", draft.steps, {"referral", "step"}).declared_in("steps", collected);
  const Names teams = Names::of("team", draft.teams).declared_in("teams", collected);
  const Names streams = Names::of("stream of demand", draft.demand).declared_in("demand", collected);
  const Names calendars =
      Names::of("calendar", draft.calendars, {"always", "office hours"}).declared_in("calendars", collected);
  const Names urgencies = Names{"urgency", draft.urgencies}.declared_in("urgency", collected);

  for (const ReferralStream& stream : draft.demand) {
    const std::string path = "demand." + stream.name;
    if (!stream.to.empty()) steps.check(stream.to, path + ".to", collected);
    calendars.check(stream.hours, path + ".hours", collected);
  }
  if (draft.re_referral && !draft.re_referral->to.empty())
    steps.check(draft.re_referral->to, "re-referral.to", collected);
  for (std::size_t i = 0; i < draft.events.size(); ++i) {
    const auto& names = draft.events[i].streams;
    const std::string path = fmt::format("events.{}.streams", i + 1);
    for (std::size_t n = 0; n < names.size(); ++n)
      streams.check(names[n], fmt::format("{}.{}", path, n + 1), collected);
  }
  for (std::size_t i = 0; i < draft.events.size(); ++i) {
    const DemandEvent& event = draft.events[i];
    const std::string path = fmt::format("events.{}", i + 1);
    if (event.when && !event.when->team.empty()) teams.check(event.when->team, path + ".when.team", collected);
    if (!event.move) continue;
    if (!event.move->from.empty()) teams.check(event.move->from, path + ".move.from", collected);
    if (!event.move->to.empty()) teams.check(event.move->to, path + ".move.to", collected);
  }
  calendars.check(draft.people.hours, "people.hours", collected);
  for (const Team& team : draft.teams)
    calendars.check(team.people.hours, "teams." + team.name + ".people.hours", collected);
  const auto check_teams = [&](const std::vector<std::string>& names, const std::string& path) {
    for (std::size_t n = 0; n < names.size(); ++n)
      teams.check(names[n], fmt::format("{}.{}", path, n + 1), collected);
  };
  for (const Team& team : draft.teams) check_teams(team.manages, "teams." + team.name + ".manages");
  for (const Norm& norm : draft.norms) check_teams(norm.teams, "norms." + norm.name + ".teams");
  check_grades(draft, teams, collected);
  for (const Step& step : draft.steps) {
    const std::string path = "steps." + step.name;
    if (!step.team.empty()) teams.check(step.team, path + ".team", collected);
    urgencies.check(step.urgency, path + ".urgency", collected);
    steps_or_closed.check(step.gives_up_to, path + ".gives_up.to", collected);
    for (const Route& route : step.next) steps_or_closed.check(route.to, path + ".next." + route.to, collected);
    if (!step.due_from.empty()) steps_from.check(step.due_from, path + ".due.from", collected);
    if (!step.refused_to.empty()) steps_or_closed.check(step.refused_to, path + ".refused", collected);
    if (!step.if_been_in.empty()) steps.check(step.if_been_in, path + ".if_been.in", collected);
    for (const Route& route : step.then_next)
      steps_or_closed.check(route.to, path + ".if_been.next." + route.to, collected);
    if (step.returns && !step.returns->to.empty()) steps.check(step.returns->to, path + ".returns.to", collected);
    for (const Task& task : step.tasks) {
      const std::string task_path = path + ".tasks." + task.name;
      if (!task.by.empty() && task.by != the_manager) teams.check(task.by, task_path + ".by", collected);
      if (!task.or_by.empty()) teams.check(task.or_by, task_path + ".or_by", collected);
      for (const Route& route : task.to) steps_or_closed.check(route.to, task_path + ".to." + route.to, collected);
      urgencies.check(task.urgency, task_path + ".urgency", collected);
    }
  }
  if (!draft.words.begin) return;
  for (const auto& [step, families] : draft.words.begin->open) steps.check(step, "period.begin." + step, collected);
}

}  // namespace caseload::scenario
