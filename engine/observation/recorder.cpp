#include "observation/recorder.hpp"

#include <algorithm>
#include <chrono>

#include "observation/catalogue.hpp"

namespace caseload {
namespace {

std::int64_t wall(Instant t) { return t.time_since_epoch().count(); }

std::int64_t open(const Model& model, std::size_t team, Instant t) {
  return model.calendars[model.teams[team].calendar].open_until(t).count();
}

/// Applies `action(level, now)` to each level, with the time of the clock that the level runs on.
template <class Action>
void each_level(Recorder& r, const Model& model, Instant now, Action action) {
  for (StepRecord& step : r.steps) {
    for (Level* level : {&step.families, &step.children, &step.waiting, &step.cost}) action(*level, wall(now));
  }
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    TeamRecord& team = r.teams[t];
    for (Level* level : {&team.posts, &team.in_post, &team.families, &team.children, &team.waiting_families,
                         &team.waiting_children, &team.agency, &team.over_limit, &team.cost, &team.agency_cost,
                         &team.funded_cost, &team.managed_children, &team.over_span}) {
      action(*level, wall(now));
    }
    for (Level& level : team.of_grade) action(level, wall(now));
    const std::int64_t open_now = open(model, t, now);
    for (Level* level : {&team.in_post_open, &team.present_open, &team.busy_open, &team.overtime_open, &team.handovers_open,
                         &team.supervision_open, &team.not_with_families_open, &team.other_work_open,
                         &team.over_limit_open}) {
      action(*level, open_now);
    }
    for (Level& level : r.with_children[t].workers) action(level, wall(now));
    const auto doer = static_cast<std::ptrdiff_t>(t), columns = static_cast<std::ptrdiff_t>(r.teams.size() + 1);
    std::for_each_n(r.on_cases_open.begin() + doer * columns, columns, [&](Level& level) { action(level, open_now); });
    const Range absences = model.teams[t].absences;
    for (std::uint32_t kind = absences.first; kind < absences.last; ++kind) action(r.absent_open[kind], open_now);
  }
  for (NormRecord& norm : r.norms) action(norm.above, wall(now));
  for (Level* level : {&r.families, &r.children, &r.waiting_children}) action(*level, wall(now));
}

}  // namespace

void Recorder::reset(const Model& model, Instant now) {
  steps.resize(model.steps.size());
  tasks.resize(model.tasks.size());
  teams.resize(model.teams.size());
  with_children.resize(teams.size());
  on_cases_open.resize(teams.size() * (teams.size() + 1));
  absent_open.resize(model.absences.size());
  norms.resize(model.norms.size());
  campaigns.resize(model.campaigns.size());
  for (TeamRecord& team : teams) team.of_grade.resize(model.grades.size() > 1 ? model.grades.size() : 0);
  each_level(*this, model, now, [](Level& level, std::int64_t) { level = Level{}; });
  series.clear();
  settling = {};
  for (StepRecord& step : steps) step.settling = {};
  restart(model, now);
}

void Recorder::quarter_settled(Instant now) {
  const auto next = [now](Settling& quarters, Level& level) {
    quarters.third = quarters.last;
    quarters.last = level.integral_since_mark(wall(now));
  };
  next(settling, children);
  for (StepRecord& step : steps) next(step.settling, step.children);
}

void Recorder::restart(const Model& model, Instant now) {
  each_level(*this, model, now, [](Level& level, std::int64_t t) { level.restart(t); });
  for (StepRecord& step : steps) {
    step.wait.clear();
    step.stay.clear();
    step.in_time = step.just_in_time = step.just_late = step.week_in_time = {};
    step.entered = step.children_entered = step.came = step.refused = step.gave_up = step.came_again = 0;
  }
  for (TaskRecord& task : tasks) {
    task.in_time = {};
    task.wait.clear();
    task.done = task.missed = 0;
  }
  for (TeamRecord& team : teams) {
    team.wait.clear();
    team.leavers = team.hired = team.talks_held = team.talks_missed = 0;
    team.left = 0;
    team.longest_run_over_limit = team.longest_unallocated = {};
    team.worst_week_waiting_children = 0;
  }
  for (CampaignRecord& campaign : campaigns) campaign = {};
  worst_week_waiting_children = 0;
  spent_once = 0;
  referred_families = referred_children = re_referrals = closed = week_referred_children = 0;
  on_dates.clear();
  series.clear();
  week_began = now;
  bring_forward(model);
}

std::uint64_t Recorder::turned_away(const Model& model) const {
  std::uint64_t left = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) left += model.steps[i].refused_elsewhere ? 0 : steps[i].refused;
  return left;
}

void Recorder::bring_forward(const Model& model) {
  brought_forward = families.value() + static_cast<double>(closed + turned_away(model)) -
                    static_cast<double>(referred_families);
}

void Recorder::week_ends(const Model& model, Instant now) {
  each_series(model, *this, now, [this](std::string_view, Where, std::string_view, double value) {
    series.push_back(value);
  });
  for (StepRecord& step : steps) step.week_in_time = {};
  week_referred_children = 0;
  week_began = now;
}

void Recorder::report_date(const Model& model) {
  each_level_on_date(model, *this, [this](std::string_view, Where, std::string_view, bool, double value) {
    on_dates.push_back(value);
  });
}

std::vector<double> Recorder::values(const Model& model, Instant end) {
  std::vector<double> all;
  each_measure(model, *this, end, [&all](std::string_view, Where, std::string_view, bool, double value) {
    all.push_back(value);
  });
  all.insert(all.end(), on_dates.begin(), on_dates.end());
  return all;
}

}  // namespace caseload
