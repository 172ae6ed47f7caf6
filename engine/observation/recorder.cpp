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
    for (CountLevel* level : {&step.families, &step.children, &step.waiting}) action(*level, wall(now));
    action(step.cost, wall(now));
  }
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    TeamRecord& team = r.teams[t];
    for (CountLevel* level : {&team.families, &team.children, &team.waiting_families, &team.waiting_children,
                              &team.managed_children}) {
      action(*level, wall(now));
    }
    for (Level* level : {&team.posts, &team.in_post, &team.agency, &team.over_limit, &team.cost, &team.agency_cost,
                         &team.funded_cost, &team.over_span}) {
      action(*level, wall(now));
    }
    for (Level& level : team.of_grade) action(level, wall(now));
    const std::int64_t open_now = open(model, t, now);
    for (Level* level : {&team.in_post_open, &team.present_open, &team.busy_open, &team.overtime_open, &team.handovers_open,
                         &team.supervision_open, &team.not_with_families_open, &team.other_work_open,
                         &team.over_limit_open}) {
      action(*level, open_now);
    }
    for (CountLevel& level : r.with_children[t].workers) action(level, wall(now));
    const auto doer = static_cast<std::ptrdiff_t>(t), columns = static_cast<std::ptrdiff_t>(r.teams.size() + 1);
    std::for_each_n(r.on_cases_open.begin() + doer * columns, columns, [&](Level& level) { action(level, open_now); });
    const Range absences = model.teams[t].absences;
    for (std::uint32_t kind = absences.first; kind < absences.last; ++kind) action(r.absent_open[kind], open_now);
  }
  for (NormRecord& norm : r.norms) action(norm.above, wall(now));
  for (CountLevel* level : {&r.families, &r.children, &r.waiting_children}) action(*level, wall(now));
}

}  // namespace

void Recorder::reset(const Model& model, Instant now) {
  steps.resize(model.steps.size());
  tasks.resize(model.tasks.size());
  teams.resize(model.teams.size());
  with_children.resize(teams.size());
  on_cases_open.resize(teams.size() * (teams.size() + 1));
  absent_open.resize(model.absences.size());
  norms.assign(model.norms.size(), {});
  campaigns.resize(model.campaigns.size());
  for (TeamRecord& team : teams) team.of_grade.resize(model.grades.size() > 1 ? model.grades.size() : 0);
  each_level(*this, model, now, [](auto& level, std::int64_t) { level = {}; });
  for (StepRecord& step : steps) step.wait.clear_with_spare(), step.stay.clear_with_spare();
  for (TeamRecord& team : teams) team.wait.clear_with_spare();
  beginning.clear();
  beginning_marked = 0;
  settling = {};
  for (std::size_t i = 0; i < steps.size(); ++i) {
    steps[i].settling = {};
    steps[i].clock_bins = bins_of(model.steps[i].due);
    steps[i].taken.resize(static_cast<std::size_t>(steps[i].clock_bins.all));
  }
  restart(model, now);
}

void Recorder::quarter_settled(Instant now) {
  const auto next = [now](Settling& quarters, CountLevel& level) {
    quarters.third = quarters.last;
    quarters.last = level.integral_since_mark(wall(now));
  };
  next(settling, children);
  for (StepRecord& step : steps) next(step.settling, step.children);
}

void Recorder::restart(const Model& model, Instant now) {
  beginning_marked -= children.integral(wall(now));  // the integral begins anew, in the middle of a week maybe
  each_level(*this, model, now, [](auto& level, std::int64_t t) { level.restart(t); });
  for (StepRecord& step : steps) {
    step.wait.clear();
    step.stay.clear();
    std::fill(step.taken.begin(), step.taken.end(), 0);
    step.in_time = step.just_in_time = step.just_late = step.piece_in_time = {};
    step.entered = step.children_entered = step.came = step.refused = step.gave_up = step.came_again = step.piece_children_entered = 0;
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
    team.week_waiting_children = team.worst_week_waiting_children = 0;
  }
  for (CampaignRecord& campaign : campaigns) campaign = {};
  week_waiting_children = worst_week_waiting_children = 0;
  spent_once = 0;
  referred_families = referred_children = re_referrals = closed = piece_referred_children = 0;
  on_dates.clear();
  series.clear();
  months.clear();
  week.clear();
  month.clear();
  piece_began = week_began = month_began = now;
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

void Recorder::early_week_ends(Instant now) {
  const double integral = children.integral(wall(now));
  beginning.push_back((integral - beginning_marked) / seconds_per_week);
  beginning_marked = integral;
}

void Recorder::piece_ends(const Model& model, Instant now) {
  if (now == piece_began) return;
  std::size_t row = 0;
  each_series(model, *this, now, [&](std::string_view, Where, std::string_view, double part, double whole) {
    if (row == week.size()) {
      week.emplace_back();
      month.emplace_back();
    }
    week[row].add(part, whole);
    month[row].add(part, whole);
    ++row;
  });
  for (StepRecord& step : steps) {
    step.piece_in_time = {};
    step.piece_children_entered = 0;
  }
  piece_referred_children = 0;
  piece_began = now;
}

void Recorder::week_ends(const Model& model, Instant now) {
  piece_ends(model, now);
  for (SeriesSum& sum : week) {
    series.push_back(sum.value());
    sum = {};
  }
  const auto seconds = static_cast<double>((now - week_began).count());
  const auto look_for_worst = [seconds](double& of_this_week, double& worst) {
    worst = std::max(worst, of_this_week / seconds);
    of_this_week = 0;
  };
  look_for_worst(week_waiting_children, worst_week_waiting_children);
  for (TeamRecord& team : teams) look_for_worst(team.week_waiting_children, team.worst_week_waiting_children);
  week_began = now;
}

void Recorder::month_ends(const Model& model, Instant now) {
  piece_ends(model, now);
  const bool whole = next_month(month_began - Elapsed{1}) == month_began;
  for (SeriesSum& sum : month) {
    if (whole) months.push_back(sum.value());
    sum = {};
  }
  month_began = now;
}

Instant next_month(Instant t) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(t)};
  return Date{(day.year() / day.month() + std::chrono::months{1}) / 1};
}

void Recorder::report_date(const Model& model) {
  each_level_on_date(model, *this, [this](std::string_view, Where, std::string_view, bool, double value) {
    on_dates.push_back(value);
  });
}

void Recorder::tell(const Model& model, Instant end, std::vector<double>& values, std::vector<double>& of) {
  const auto note = [&](std::string_view, Where, std::string_view, bool, double value, double cases = 0) {
    values.push_back(value);
    of.push_back(cases);
  };
  each_measure(model, *this, end, note);
  values.insert(values.end(), on_dates.begin(), on_dates.end());
  of.resize(values.size());
}

}  // namespace caseload
