// Turns a Scenario into a Model: names -> indices, units -> ticks, calendars -> tables. The only way in is compile().
// Tested by tests/model/compile_test.cpp.
#include <algorithm>
#include <cassert>
#include <chrono>
#include <cmath>
#include <unordered_map>
#include <utility>

#include "caseload/model.hpp"
#include "model/lengths.hpp"
#include "model/quiet.hpp"
#include "model/referral_rates.hpp"
#include "model/workforce.hpp"

namespace caseload {
namespace {

using std::chrono::days;

std::uint32_t size_of(const auto& table) { return static_cast<std::uint32_t>(table.size()); }

/// Index of the setting with this name; read() has checked that there is one.
template <class Named>
std::uint16_t position_of(const std::vector<Named>& all, const std::string& name) {
  const auto found = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
  assert(found != all.end());
  return static_cast<std::uint16_t>(found - all.begin());
}

StepId step_of(const Scenario& scenario, const std::string& name) {
  return name == "closed" ? closed : StepId{position_of(scenario.steps, name)};
}

/// @param name  empty: nobody
TeamId team_of(const Scenario& scenario, const std::string& name) {
  return name.empty() ? nobody : TeamId{position_of(scenario.teams, name)};
}

Clock clock_of(const std::optional<Duration>& d) { return d ? clock_of(*d) : Clock{}; }

// ---------------------------------------------------------------------------------------------- time

void compile_period(const Scenario& scenario, Model& model) {
  const Period& period = scenario.period;
  const Instant start = period.start;
  model.start = start;
  model.end = Instant{period.end} + period.tail;
  // Working days have no calendar before the beginning, so they are taken as 7/5 of a day.
  model.begin = period.settle.unit == Duration::Unit::months ? add_months(start, -period.settle.amount)
                                                             : start - rounded(mean_seconds(period.settle));
  for (const Date date : scenario.report_on) {
    const Instant end_of_day = date + days{1};
    if (model.start < end_of_day && end_of_day <= model.end) model.report_on.push_back(end_of_day);
  }
  std::sort(model.report_on.begin(), model.report_on.end());
  model.report_on.erase(std::unique(model.report_on.begin(), model.report_on.end()), model.report_on.end());
}

/// Tables reach beyond the run on both sides: clocks of families that are there at the beginning started before it, and
/// those that are there at the end run out after it.
void compile_calendars(const Scenario& scenario, Model& model) {
  const Date first = std::chrono::floor<days>(model.begin) - days{40};
  const Date last = std::chrono::ceil<days>(model.end) + days{400};
  for (const Calendar& calendar : scenario.calendars) model.calendars.emplace_back(calendar, first, last);
  Date first_clock = first;
  for (const OpenCase& open : scenario.period.begin.cases) first_clock = std::min(first_clock, open.referred - days{40});
  model.working_days = WorkingDays{first_clock, last};
}

/// @return index into model.calendars, where "always" is added if the scenario does not list it
std::uint16_t calendar_of(const Scenario& scenario, const std::string& name, Model& model) {
  const bool listed = std::any_of(scenario.calendars.begin(), scenario.calendars.end(),
                                  [&](const Calendar& c) { return c.name == name; });
  if (listed) return position_of(scenario.calendars, name);
  assert(name == "always");
  if (model.calendars.size() == scenario.calendars.size()) model.calendars.emplace_back();
  return static_cast<std::uint16_t>(scenario.calendars.size());
}

// ---------------------------------------------------------------------------------------------- pathway

/// Position in the list of urgencies; the last if none is named.
std::uint8_t urgency_of(const Scenario& scenario, const std::optional<std::string>& name) {
  const auto& all = scenario.urgencies;
  if (all.empty()) return 0;
  if (!name) return static_cast<std::uint8_t>(all.size() - 1);
  const auto found = std::find(all.begin(), all.end(), *name);
  assert(found != all.end());
  return static_cast<std::uint8_t>(found - all.begin());
}

/// At least one share is above nought.
Range add_routes(const Scenario& scenario, const std::vector<Route>& routes, Model& model) {
  Range rows{.first = size_of(model.routes)};
  double cumulative = 0;
  for (const Route& route : routes) {
    // A route that is never taken must not be the last one, which takes what rounding leaves over.
    if (route.share <= 0) continue;
    cumulative += route.share;
    model.routes.push_back({cumulative, step_of(scenario, route.to)});
  }
  rows.last = size_of(model.routes);
  assert(!rows.empty() && std::abs(cumulative - 1) < 1e-6);
  model.routes.back().cumulative = 1;
  return rows;
}

/// The part of the effort that is spent with the family stays; the rest grows with recording and other office work.
void compile_effort(const Scenario& scenario, const Task& task, TaskRow& row) {
  const double direct = task.direct.value_or(scenario.direct);
  const double factor = scenario.admin == 1 ? 1 : direct + scenario.admin * (1 - direct);
  row.direct = factor > 0 ? direct / factor : 1;
  row.effort = factor == 1 ? task.effort : factor > 0 ? scaled(task.effort, factor) : Fixed{0};
}

void compile_asking(const Task& task, TaskRow& row) {
  if (task.while_unallocated) row.asked = Asked::while_unallocated;
  if (!task.on) return;
  row.asked = Asked::on_date;
  row.on = *task.on;
  row.over = rounded(mean_seconds(task.over));
}

TaskRow compile_task(const Scenario& scenario, const Task& task, StepId step, std::uint8_t step_urgency, Model& model) {
  TaskRow row;
  row.step = step;
  row.by = team_of(scenario, task.by);
  row.or_by = team_of(scenario, task.or_by);
  row.urgency = task.urgency ? urgency_of(scenario, task.urgency) : step_urgency;
  compile_effort(scenario, task, row);
  compile_asking(task, row);
  row.has_after = task.after.has_value();
  if (task.after) row.after = *task.after;
  row.due = clock_of(task.due);
  row.recurs = task.every.has_value();
  row.every = clock_of(task.every);
  row.first = task.first ? clock_of(*task.first) : row.every;
  row.window = clock_of(task.window);
  if (row.recurs && !row.window.set) {
    row.window = row.every;
    row.window.amount /= 2;
  }
  row.ends.first = size_of(model.end_probabilities);
  model.end_probabilities.insert(model.end_probabilities.end(), task.ends.begin(), task.ends.end());
  row.ends.last = size_of(model.end_probabilities);
  if (!task.to.empty()) row.routes = add_routes(scenario, task.to, model);
  row.may_be_missed = task.missed_adds.has_value();
  if (task.missed_adds) row.missed_adds = rounded(mean_seconds(*task.missed_adds));
  return row;
}

/// Those that are asked of everybody first: a work step is a sequence of them, and what families need in them does not
/// change when others are added.
std::vector<Task> in_order_of_asking(std::vector<Task> tasks) {
  std::stable_partition(tasks.begin(), tasks.end(),
                        [](const Task& task) { return !task.on && !task.while_unallocated; });
  return tasks;
}

ReReferralRow compile_returns(const Scenario& scenario, const ReReferral& again) {
  return {again.share, again.after, step_of(scenario, again.to)};
}

/// Tasks of a work step that are due with it are planned to leave time for the delays that come after them.
void plan_ahead(const StepRow& step, Model& model) {
  for (std::uint32_t task = step.tasks.first; task < step.tasks.last; ++task) {
    double still_to_come = 0;
    for (std::uint32_t later = task + 1; later < step.tasks.last; ++later) {
      const TaskRow& row = model.tasks[later];
      if (row.asked == Asked::on_entry && row.has_after) still_to_come += mean_seconds(row.after);
    }
    model.tasks[task].ahead = rounded(still_to_come);
  }
}

void compile_step(const Scenario& scenario, const Step& step, Model& model) {
  const StepId id{static_cast<std::uint16_t>(model.steps.size())};
  StepRow row;
  row.team = team_of(scenario, step.team);
  row.plan = step.is_plan();
  row.urgent = step.urgent;
  row.due_from_referral = step.due_from_referral;
  row.urgency = urgency_of(scenario, step.urgency);
  row.points = step.points;
  row.due = clock_of(step.due);
  row.has_lasts = step.lasts.has_value();
  if (step.lasts) row.lasts = *step.lasts;
  row.has_patience = step.gives_up_after.has_value();
  if (step.gives_up_after) row.patience = *step.gives_up_after;
  row.gives_up_to = step_of(scenario, step.gives_up_to);
  if (step.places) row.places = *step.places;
  row.refused_elsewhere = !step.refused_to.empty();
  if (row.refused_elsewhere) row.refused_to = step_of(scenario, step.refused_to);
  row.has_returns = step.returns.has_value();
  if (step.returns) row.returns = compile_returns(scenario, *step.returns);
  row.cost = step.cost / seconds_per_week;
  row.tasks.first = size_of(model.tasks);
  for (const Task& task : in_order_of_asking(step.tasks)) {
    model.tasks.push_back(compile_task(scenario, task, id, row.urgency, model));
    model.names.tasks.push_back(task.name);
  }
  row.tasks.last = size_of(model.tasks);
  if (!row.plan) plan_ahead(row, model);
  row.routes = add_routes(scenario, step.next, model);
  if (!step.then_next.empty()) row.been_routes = add_routes(scenario, step.then_next, model);
  model.steps.push_back(row);
  model.names.steps.push_back(step.name);
}

/// Numbers the steps that a family remembers: those that other steps' clocks run from, and those that decide where a
/// family goes that has been there before.
void number_memories(const Scenario& scenario, Model& model) {
  std::uint8_t marks = 0;
  unsigned bits = 0;
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    const Step& step = scenario.steps[i];
    if (!step.due_from.empty()) {
      StepRow& from = model.steps[index(step_of(scenario, step.due_from))];
      if (from.mark == no_mark) from.mark = marks++;
      model.steps[i].due_from = from.mark;
      assert(marks <= most_marks);
    }
    if (!step.if_been_in.empty()) {
      StepRow& in = model.steps[index(step_of(scenario, step.if_been_in))];
      if (in.is == 0) in.is = std::uint64_t{1} << bits++;
      model.steps[i].been = in.is;
      assert(bits <= 64);
    }
  }
  model.remembers = marks > 0 || bits > 0;
}

// ---------------------------------------------------------------------------------------------- managers, norms, money

/// Who oversees whom. Expects all teams to be there.
void compile_managers(const Scenario& scenario, Model& model) {
  for (std::size_t t = 0; t < scenario.teams.size(); ++t) {
    const Team& team = scenario.teams[t];
    TeamRow& row = model.teams[t];
    row.span = team.span;
    for (const std::string& managed : team.manages) {
      row.manages.push_back(team_of(scenario, managed));
      model.teams[index(row.manages.back())].manager = TeamId{static_cast<std::uint16_t>(t)};
    }
    if (!team.supervision) continue;
    row.supervises_every = clock_of(team.supervision->every);
    row.supervision_per_worker = team.supervision->per_worker;
    row.supervision_per_child = team.supervision->per_child;
  }
}

void compile_norm(const Scenario& scenario, const Norm& norm, Model& model) {
  NormRow& row = model.norms.emplace_back();
  row.from = norm.from;
  row.to = norm.to;
  for (const std::string& team : norm.teams) row.teams.push_back(team_of(scenario, team));
  model.names.norms.push_back(norm.name);
}

void mark_teams_held_against(Model& model) {
  for (TeamRow& team : model.teams) team.held_against = !team.manages.empty() || team.manager != nobody;
  for (std::uint32_t n = 0; n < model.norms.size(); ++n) {
    for (const TeamId id : model.norms[n].teams) {
      TeamRow& team = model.teams[index(id)];
      team.held_against = true;
      team.norms.push_back(n);
    }
  }
}

void compile_money(const Scenario& scenario, Model& model) {
  model.budget = scenario.budget;
  for (const DemandEvent& event : scenario.events) {
    if (!event.when && event.cost > 0) model.one_off_costs.push_back({event.on, event.cost});
  }
}

// ---------------------------------------------------------------------------------------------- demand

void compile_stream(const Scenario& scenario, const ReferralStream& stream, Model& model) {
  StreamRow row;
  row.to = step_of(scenario, stream.to);
  row.children = stream.children;
  row.mean_children = mean_of(row.children);
  row.by_gap = stream.every.has_value();
  row.has_first = stream.first.has_value();
  if (stream.first) row.first = when(model, clock_of(*stream.first), model.begin) - model.begin;
  if (stream.at_most) row.at_most = *stream.at_most;
  row.segments.first = size_of(model.segments);
  if (row.by_gap) {
    row.gap = in_seconds(*stream.every);
  } else {
    const std::uint16_t hours = calendar_of(scenario, stream.hours, model);
    const auto segments = rate_segments(model, stream, scenario.events, model.calendars[hours]);
    model.segments.insert(model.segments.end(), segments.begin(), segments.end());
  }
  row.segments.last = size_of(model.segments);
  model.streams.push_back(row);
  model.names.streams.push_back(stream.name);
}

// ---------------------------------------------------------------------------------------------- people

void compile_grades(const Scenario& scenario, Model& model) {
  model.grades.emplace_back();  // no special grade
  model.names.grades.emplace_back();
  for (const Grade& grade : scenario.grades) {
    GradeRow row;
    row.hours = grade.hours;
    row.speed = grade.speed;
    row.limit = grade.limit;
    row.leaving = grade.leaving;
    row.supervision = grade.supervision;
    row.cost = grade.cost;
    row.changes = !grade.becomes.empty();
    row.becomes = grade_of(scenario.grades, grade.becomes);
    row.after = clock_of(grade.after);
    model.grades.push_back(row);
    model.names.grades.push_back(grade.name);
  }
}

void compile_feedback(const Scenario& scenario, Model& model) {
  const Feedback& feedback = scenario.feedback;
  FeedbackRow& row = model.feedback;
  row.above = feedback.above;
  row.sickness = feedback.sickness.size();
  row.leaving = feedback.leaving.size();
  row.applicants = feedback.applicants.size();
  row.publicity_lasts = rounded(mean_seconds(feedback.publicity_lasts));
  row.worker_change = feedback.worker_change.size();
  row.manager = feedback.manager.size();
  row.re_referral = feedback.re_referral.size();
  for (const DemandEvent& event : scenario.events) {
    if (event.publicity && !event.when) model.publicity.push_back(event.on);
  }
  std::sort(model.publicity.begin(), model.publicity.end());
}

void compile_campaigns(const Scenario& scenario, Model& model) {
  for (const Campaign& campaign : scenario.campaigns) {
    CampaignRow row;
    row.on = campaign.on;
    row.people = campaign.people;
    row.reach = 1;
    row.cost = campaign.cost;
    for (const double stage : campaign.reach) row.reach *= stage;
    for (const std::string& team : campaign.teams) row.teams.push_back(team_of(scenario, team));
    for (std::uint16_t t = 0; campaign.teams.empty() && t < model.teams.size(); ++t) {
      if (!model.teams[t].pool) row.teams.push_back(TeamId{t});
    }
    row.starts_after = in_seconds(campaign.starts_after);
    row.grade = grade_of(scenario.grades, campaign.grade);
    model.campaigns.push_back(row);
    model.names.campaigns.push_back(campaign.name);
  }
}

void compile_beginning(const Scenario& scenario, Model& model) {
  const Begin& begin = scenario.period.begin;
  model.begins_from = begin.from;
  model.open_at_begin.resize(model.steps.size());
  if (begin.from != Begin::From::snapshot) return;
  for (const auto& [step, families] : begin.open) model.open_at_begin[index(step_of(scenario, step))] = families;
}

void compile_list(const Scenario& scenario, Model& model) {
  std::unordered_map<std::string, StepId> steps;
  for (const Step& step : scenario.steps) steps.emplace(step.name, step_of(scenario, step.name));
  model.open_cases.reserve(scenario.period.begin.cases.size());
  for (const OpenCase& open : scenario.period.begin.cases) {
    model.open_cases.push_back({.step = steps.at(open.step),
                                .children = static_cast<std::uint8_t>(open.children),
                                .allocated = open.allocated,
                                .entered = open.entered,
                                .referred = open.referred});
  }
  std::stable_sort(model.open_cases.begin(), model.open_cases.end(),
                   [](const OpenCaseRow& a, const OpenCaseRow& b) { return a.entered < b.entered; });
}

void compile_events(const Scenario& scenario, Model& model) {
  std::uint32_t next_bit = 1;
  for (const DemandEvent& event : scenario.events) {
    EventRow row;
    if (event.when) {
      row.of = event.when->of;
      row.team = team_of(scenario, event.when->team);
      row.above = event.when->above;
      row.threshold = event.when->threshold;
      row.holding = event.changes.empty() ? 0 : std::exchange(next_bit, next_bit << 1);
    } else {
      row.on = event.on;
    }
    if (event.move) {
      row.posts = event.move->posts;
      row.from = team_of(scenario, event.move->from);
      row.to = team_of(scenario, event.move->to);
      row.at_most = event.when ? event.at_most : 1;
    }
    model.events.push_back(row);
  }
}

/// Room in each team's table of workers for all posts that may come from others: never more than the others have, even
/// if posts go to and fro.
void make_room_for_moves(Model& model) {
  std::uint64_t all_posts = 0;
  for (const TeamRow& team : model.teams) all_posts += team.most_posts;
  std::vector<std::uint64_t> may_come(model.teams.size());
  for (const EventRow& event : model.events) {
    if (event.posts > 0) may_come[index(event.to)] += std::uint64_t{event.posts} * event.at_most;
  }
  for (std::size_t t = 0; t < model.teams.size(); ++t) {
    TeamRow& team = model.teams[t];
    team.room = static_cast<std::uint32_t>(std::min(may_come[t], all_posts));
    team.most_posts += team.room;
  }
}

}  // namespace

const Model& rules_at(const Model& model, Instant at, std::uint32_t holding) {
  const Model* rules = &model;
  for (const LaterRules& later : model.later) {
    if (later.from <= at && later.holding == holding) rules = later.model.get();
  }
  return *rules;
}

Model compile(const Scenario& scenario) {
  Model model;
  model.names.scenario = scenario.name;
  model.names.option = scenario.option;
  compile_period(scenario, model);
  compile_calendars(scenario, model);
  compile_grades(scenario, model);
  for (const Team& team : scenario.teams) {
    const std::uint16_t calendar = calendar_of(scenario, team.people.hours, model);
    model.teams.push_back(compile_team(team, calendar, model, scenario.grades));
    model.names.teams.push_back(team.name);
  }
  compile_managers(scenario, model);
  for (const Norm& norm : scenario.norms) compile_norm(scenario, norm, model);
  mark_teams_held_against(model);
  compile_money(scenario, model);
  model.population = scenario.population;
  for (const Step& step : scenario.steps) compile_step(scenario, step, model);
  number_memories(scenario, model);
  for (const ReferralStream& stream : scenario.demand) compile_stream(scenario, stream, model);
  if (scenario.re_referral) model.re_referral = compile_returns(scenario, *scenario.re_referral);
  compile_feedback(scenario, model);
  compile_campaigns(scenario, model);
  model.next_child = scenario.next_child;
  model.handover_new = scenario.handover_new;
  model.handover_old = scenario.handover_old;
  model.population = scenario.population;
  model.budget = scenario.budget;
  compile_events(scenario, model);
  make_room_for_moves(model);
  compile_beginning(scenario, model);
  compile_list(scenario, model);
  for (const Phase& phase : scenario.phases) {
    Model then = compile(*phase.scenario);
    then.working_days = model.working_days;  // only this one knows how far back the list of open cases reaches
    model.later.push_back({phase.from, phase.holding, std::make_shared<const Model>(std::move(then))});
  }
  model.quiet_until = first_change(scenario, model);
  model.offered_at_begin = offered_load(model, model.begin);
  for (std::size_t i = 0; i < model.steps.size(); ++i) {
    model.steps[i].mean_stock = model.offered_at_begin.step_stock[i];
  }
  return model;
}

}  // namespace caseload
