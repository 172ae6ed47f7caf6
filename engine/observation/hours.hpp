// A part of the catalogue: where the week's hours went.   Tested by tests/simulation/hours_test.cpp.
#pragma once

#include <algorithm>
#include <string>

#include "observation/recorder.hpp"
#include "observation/where.hpp"

namespace caseload {

/// Hours of a team's people on cases of another team's steps, or of no team's (nobody), in the counted period.
inline double hours_on_cases(const Model& model, Recorder& r, Instant end, std::size_t doer, TeamId served) {
  const std::int64_t open_now = model.calendars[model.teams[doer].calendar].open_until(end).count();
  return r.on_cases(TeamId{static_cast<std::uint16_t>(doer)}, served).integral(open_now) / seconds_per_hour;
}

/// ... on anybody's cases.
inline double hours_on_cases(const Model& model, Recorder& r, Instant end, std::size_t doer) {
  double hours = hours_on_cases(model, r, end, doer, nobody);
  for (std::size_t served = 0; served < r.teams.size(); ++served) {
    hours += hours_on_cases(model, r, end, doer, TeamId{static_cast<std::uint16_t>(served)});
  }
  return hours;
}

/// ... of anybody on cases of a team.
inline double hours_of_anybody(const Model& model, Recorder& r, Instant end, TeamId served) {
  double hours = 0;
  for (std::size_t doer = 0; doer < r.teams.size(); ++doer) hours += hours_on_cases(model, r, end, doer, served);
  return hours;
}

/// Of each full-time worker in post and week. What is listed here adds up to the open hours of a week, but for
/// `with families`, which is a part of `on cases`.
template <class Emit>
void each_measure_of_hours(const Model& model, Recorder& r, Instant end, Emit emit) {
  const std::int64_t now = end.time_since_epoch().count();
  const bool has_direct = catalogue::ever(model, [](const Model& rules) {
    return std::any_of(rules.tasks.begin(), rules.tasks.end(), [](const TaskRow& task) { return task.direct < 1; });
  });
  double of_all = hours_of_anybody(model, r, end, nobody);
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    TeamRecord& team = r.teams[t];
    const TeamRow& row = model.teams[t];
    const Where here{Where::Kind::team, t};
    const std::int64_t open_now = model.calendars[row.calendar].open_until(end).count();
    const double weeks = team.in_post.integral(now) / seconds_per_week;
    const auto hours_of = [&](const Level& level) { return level.integral(open_now) / seconds_per_hour; };
    const auto tell = [&](std::string_view name, double hours) {
      emit(name, here, "hours per week", false, catalogue::ratio(hours, weeks));
    };
    const double on_cases = hours_on_cases(model, r, end, t);
    const double handovers = hours_of(team.handovers_open), supervision = hours_of(team.supervision_open);
    const double other = hours_of(team.other_work_open);
    tell("hours: on cases", on_cases);
    if (has_direct) tell("hours: with families", on_cases - hours_of(team.not_with_families_open));
    if (!row.pool) tell("hours: handovers", handovers);
    if (row.supervises_every.set) tell("hours: supervision", supervision);
    tell("hours: other work", other);
    tell("hours: waiting for work", hours_of(team.present_open) - on_cases - handovers - supervision - other);
    for (std::uint32_t kind = row.absences.first; kind < row.absences.last; ++kind) {
      tell("hours: " + model.names.absences[kind], hours_of(r.absent_open[kind]));
    }
    const TeamId id{static_cast<std::uint16_t>(t)};
    if (std::none_of(model.steps.begin(), model.steps.end(), [id](const StepRow& step) { return step.team == id; })) {
      continue;
    }
    const double for_its_families = hours_of_anybody(model, r, end, id);
    of_all += for_its_families;
    emit("hours per child and month", here, "hours", false,
         catalogue::ratio(for_its_families, team.children.integral(now) / seconds_per_month));
  }
  emit("hours per child and month", Where{}, "hours", false,
       catalogue::ratio(of_all, r.children.integral(now) / seconds_per_month));
}

}  // namespace caseload
