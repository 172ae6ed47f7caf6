// See workforce.hpp.   Tested by tests/model/workforce_test.cpp.
#include "model/workforce.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "model/lengths.hpp"

namespace caseload {
namespace {

double count(Elapsed seconds) { return static_cast<double>(seconds.count()); }

Range add_posts(const Dated<double>& posts, Model& model) {
  Range rows{.first = static_cast<std::uint32_t>(model.posts.size())};
  for (const auto& entry : posts.entries) {
    const Instant from = entry.from ? std::max(Instant{*entry.from}, model.begin) : model.begin;
    if (from >= model.end && from > model.begin) break;
    const double people = std::ceil(entry.value - 1e-9);
    const PostsRow row{from, static_cast<std::uint32_t>(people), people > 0 ? 1 - (people - entry.value) : 1};
    // Of several that hold from the beginning, the last counts.
    const bool first = model.posts.size() == rows.first;
    if (!first && model.posts.back().from == from) {
      model.posts.back() = row;
    } else {
      model.posts.push_back(row);
    }
  }
  rows.last = static_cast<std::uint32_t>(model.posts.size());
  assert(!rows.empty() && model.posts[rows.first].from == model.begin);
  return rows;
}

/// Open time of a length in whatever unit: seconds are open ones already, and a month has a twelfth of the year's.
Elapsed open_time(const Duration& d, const WorkCalendar& calendar) {
  switch (d.unit) {
    case Duration::Unit::seconds:
      return rounded(d.amount);
    case Duration::Unit::working_days:
      return rounded(d.amount * count(calendar.working_day()));
    case Duration::Unit::months:
      return rounded(d.amount * count(calendar.per_year()) / 12);
  }
  assert(false);
  return {};
}

/// Mean open time from the end of one spell to the next, so that a worker loses this many working days a year.
/// The worker is away for the share (days lost) / (working days of a year), and renewal theory makes that share
/// spell / (spell + gap).
/// @param mean_spell  open seconds
double mean_gap(double days_lost, double mean_spell, const WorkCalendar& calendar) {
  const double days_of_year = count(calendar.per_year()) / count(calendar.working_day());
  return std::max(1.0, (days_of_year / days_lost - 1) * mean_spell);
}

Range add_absences(const std::vector<Absence>& absences, const WorkCalendar& calendar, Model& model) {
  Range rows{.first = static_cast<std::uint32_t>(model.absences.size())};
  for (const Absence& absence : absences) {
    if (absence.days_per_year && *absence.days_per_year <= 0) continue;
    AbsenceRow row;
    row.length = in_open_seconds(absence.lasting, calendar);
    row.gap = absence.days_per_year ? Exponential{mean_gap(*absence.days_per_year, mean_of(row.length), calendar)}
                                    : in_open_seconds(*absence.every, calendar);
    row.sickness = absence.name == "sickness";
    row.while_away = absence.while_away;
    row.handed_over_after = open_time(absence.handed_over_after, calendar);
    model.absences.push_back(row);
    model.names.absences.push_back(absence.name);
  }
  rows.last = static_cast<std::uint32_t>(model.absences.size());
  return rows;
}

Range add_grade_shares(const std::vector<GradeShare>& shares, const std::vector<Grade>& grades, Model& model) {
  Range rows{.first = static_cast<std::uint32_t>(model.grade_shares.size())};
  double cumulative = 0;
  for (const GradeShare& share : shares) {
    cumulative += share.share;
    model.grade_shares.push_back({cumulative, grade_of(grades, share.grade)});
  }
  rows.last = static_cast<std::uint32_t>(model.grade_shares.size());
  if (!rows.empty()) model.grade_shares.back().cumulative = 1;
  return rows;
}

void compile_vacancy(const Vacancy& vacancy, TeamRow& row) {
  row.has_vacancy = true;
  row.filled_after = in_seconds(vacancy.filled_after);
  row.fails = vacancy.fails;
  row.again = vacancy.again ? in_seconds(*vacancy.again) : row.filled_after;
  row.agency_share = vacancy.agency_share;
  row.agency_after = in_seconds(vacancy.agency_after);
  row.has_agency_stay = vacancy.agency_stays.has_value();
  if (vacancy.agency_stays) row.agency_stays = in_seconds(*vacancy.agency_stays);
  row.agency_cost = vacancy.agency_cost;
  row.recruits_new_posts = vacancy.recruits_new_posts;
  row.vacant_at_begin = vacancy.at_begin;
}

/// Time for which agency workers are there in a vacancy of this length, if all times were as long as their means.
double covered_time(const TeamRow& team, double vacancy) {
  const double stay = team.has_agency_stay ? mean_of(team.agency_stays) : vacancy;
  const double wait = mean_of(team.agency_after);
  double covered = 0, chance = team.agency_share;
  for (double from = wait; from < vacancy && chance > 1e-9; from += stay + wait, chance *= team.agency_share) {
    covered += chance * std::min(stay, vacancy - from);
    if (stay <= 0) break;
  }
  return covered;
}

}  // namespace

GradeId grade_of(const std::vector<Grade>& grades, const std::string& name) {
  if (name.empty()) return GradeId{};
  const auto found = std::find_if(grades.begin(), grades.end(), [&](const Grade& grade) { return grade.name == name; });
  assert(found != grades.end());
  return GradeId{static_cast<std::uint8_t>(found - grades.begin() + 1)};
}

TeamRow compile_team(const Team& team, std::uint16_t calendar, Model& model, const std::vector<Grade>& grades) {
  const People& people = team.people;
  TeamRow row;
  row.pool = team.works == Works::pool;
  row.limit_of = team.limit.of;
  row.limit = team.limit.amount;
  row.calendar = calendar;
  row.casework = people.casework;
  row.posts = add_posts(team.posts, model);
  for (std::uint32_t i = row.posts.first; i < row.posts.last; ++i) {
    row.most_posts = std::max(row.most_posts, model.posts[i].posts);
  }
  row.absences = add_absences(people.absences, model.calendars[calendar], model);
  if (people.leaving) {
    row.has_leaving = true;
    row.tenure = in_seconds(people.leaving->tenure);
    row.notice = clock_of(people.leaving->notice);
  }
  if (people.vacancy) compile_vacancy(*people.vacancy, row);
  if (people.starter) {
    row.has_starter = true;
    row.starter_speed = people.starter->speed;
    row.full_after = rounded(mean_seconds(people.starter->full_after));
  }
  row.spread = people.spread;
  row.cost = people.cost;
  row.grades = add_grade_shares(people.grades, grades, model);
  row.starters = people.starters.empty() ? row.grades : add_grade_shares(people.starters, grades, model);
  if (people.overtime) {
    row.overtime = people.overtime->up_to;
    row.overtime_within = clock_of(people.overtime->when_due_within);
    row.overtime_casework = people.overtime->casework.value_or(people.casework);
  }
  return row;
}

double capacity_of_grades(const Model& model, const TeamRow& team) {
  double capacity = 0, before = 0;
  for (std::uint32_t i = team.grades.first; i < team.grades.last; ++i) {
    const GradeRow& grade = model.grades[index(model.grade_shares[i].grade)];
    capacity += (model.grade_shares[i].cumulative - before) * grade.hours * grade.speed;
    before = model.grade_shares[i].cumulative;
  }
  return team.grades.empty() ? 1 : capacity;
}

double absent_share(const Model& model, const TeamRow& team) {
  double present = 1;
  for (std::uint32_t i = team.absences.first; i < team.absences.last; ++i) {
    const double gap = mean_of(model.absences[i].gap);
    const double length = mean_of(model.absences[i].length);
    if (length > 0) present *= gap / (gap + length);
  }
  return 1 - present;
}

double filled_share(const TeamRow& team) {
  if (!team.has_leaving || !team.has_vacancy) return 1;
  const double in_post = mean_of(team.tenure) + mean_seconds(team.notice);
  const double vacant =
      mean_of(team.filled_after) + (team.fails > 0 ? mean_of(team.again) * team.fails / (1 - team.fails) : 0);
  const double covered = covered_time(team, vacant);
  return in_post + vacant > 0 ? (in_post + covered) / (in_post + vacant) : 1;
}

}  // namespace caseload
