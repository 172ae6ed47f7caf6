// Small scenarios built by hand, for the tests of engine/model.
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "caseload/model.hpp"
#include "caseload/scenario.hpp"

namespace caseload::testing {

using namespace std::chrono_literals;
using std::chrono::days;
using std::chrono::sys_days;

inline Calendar always() { return {"always", std::vector<bool>(7, true), 0h, 24h, false}; }

/// Monday to Friday, nine to five, closed on bank holidays.
inline Calendar office_hours() { return {"office hours", {true, true, true, true, true, false, false}, 9h, 17h, true}; }

inline ReferralStream referrals(const std::string& to, double per_second, const std::string& name = "referrals") {
  ReferralStream stream;
  stream.name = name;
  stream.to = to;
  stream.rate.entries = {{std::nullopt, {per_second, Counted::families}}};
  return stream;
}

inline Team team(const std::string& name, double posts) {
  Team made;
  made.name = name;
  made.posts.entries = {{std::nullopt, posts}};
  made.limit.amount = std::numeric_limits<double>::infinity();
  return made;
}

/// A work step with one task of this effort.
inline Step work(const std::string& name, const std::string& by, const Distribution& hours, std::vector<Route> next) {
  Step step;
  step.name = name;
  step.team = by;
  step.next = std::move(next);
  Task task;
  task.name = name + " task";
  task.effort = hours;
  step.tasks.push_back(task);
  return step;
}

/// The year 2010, counted from its first day, with the two calendars.
inline Scenario empty_scenario() {
  Scenario scenario;
  scenario.period.start = sys_days{std::chrono::year{2010} / 1 / 1};
  scenario.period.end = sys_days{std::chrono::year{2011} / 1 / 1};
  scenario.calendars = {always(), office_hours()};
  return scenario;
}

}  // namespace caseload::testing
