// Times that run faster under pressure: the tenure of a worker, and the gap until the next spell of sickness. Pressure
// comes from the grade and from strain, which is looked at once a week. With pressure 1 they run with the clock.
// The idea is that of operational time: a hazard that is p times as high uses up what is left p times as fast (Cox and
// Oakes, Analysis of Survival Data, 1984, section 5.2).   Tested by tests/simulation/strain_test.cpp.
#include <algorithm>

#include "simulation/people.hpp"

namespace caseload {
namespace {

double leaving_pressure(const Model& model, const Worker& worker) {
  return model.grades[index(worker.grade)].leaving * (1 + model.feedback.leaving * worker.strain);
}

double spell_pressure(const Model& model, const Worker& worker, std::uint32_t kind) {
  return absence_of(model, worker, kind).sickness ? 1 + model.feedback.sickness * worker.strain : 1;
}

/// Clock time until a countdown is over.
Elapsed until_over(const Countdown& it) { return to_elapsed(it.pace > 0 ? it.left / it.pace : 1e11); }

void schedule_notice(State& s, std::uint32_t id) {
  Countdown& tenure = s.workers[id].tenure;
  tenure.ticket = s.new_ticket();
  const Instant at = s.now + until_over(tenure);
  s.events.schedule(at, EventKind::gives_notice, id, tenure.ticket);
}

void schedule_spell(const Model& model, State& s, std::uint32_t id, std::uint32_t kind) {
  Worker& worker = s.workers[id];
  Countdown& gap = worker.gaps[kind];
  gap.ticket = s.new_ticket();
  const Instant at = calendar_of(model, worker.team).after(s.now, until_over(gap));
  s.events.schedule(at, EventKind::absence_begins, id * max_absences + kind, gap.ticket);
}

/// Uses up the time that has passed; from now on the countdown runs at another pace.
void run_at(Countdown& it, Instant now, Elapsed passed, double pace) {
  it.left = std::max(0.0, it.left - static_cast<double>(passed.count()) * it.pace);
  it.since = now;
  it.pace = pace;
}

void tenure_runs_at(State& s, std::uint32_t id, double pace, double stretched) {
  Countdown& tenure = s.workers[id].tenure;
  if (tenure.ticket == 0 || (pace == tenure.pace && stretched == 1)) return;
  run_at(tenure, s.now, s.now - tenure.since, pace);
  tenure.left *= stretched;
  schedule_notice(s, id);
}

void gap_runs_at(const Model& model, State& s, std::uint32_t id, std::uint32_t kind, double pace, double stretched) {
  Worker& worker = s.workers[id];
  Countdown& gap = worker.gaps[kind];
  if (gap.ticket == 0 || (pace == gap.pace && stretched == 1)) return;
  run_at(gap, s.now, calendar_of(model, worker.team).between(gap.since, s.now), pace);
  gap.left *= stretched;
  schedule_spell(model, s, id, kind);
}

/// How much longer one length is than another on average.
double ratio(const Distribution& now, const Distribution& before) {
  const double old_mean = mean_of(before);
  return now == before || old_mean <= 0 ? 1 : mean_of(now) / old_mean;
}

double drawn_tenure(const Model& model, const State& s, const Worker& worker, bool there_before, std::uint32_t again) {
  const Distribution& tenure = team_of(model, worker).tenure;
  const bool has_age = there_before && !std::holds_alternative<Exponential>(tenure) &&
                       !std::holds_alternative<Fixed>(tenure);
  if (!has_age) return draw_with(tenure, [&] { return worker_stream(s, Purpose::tenure, worker, again); });
  Stream bits = worker_stream(s, Purpose::tenure_age, worker);
  return residual_of(tenure, bits);
}

void count_recent(const Model& model, const State& s, Worker& worker) {
  if (worker.doing == Worker::Doing::task) {
    const auto worked = static_cast<double>(
        calendar_of(model, worker.team).between(worker.recent.counted_until, s.now).count());
    worker.recent.normal.front() += worked;
    worker.recent.overtime.front() += worked * worker.overtime;
  }
  worker.recent.counted_until = s.now;
}

double sum(const std::array<double, 4>& weeks) { return weeks[0] + weeks[1] + weeks[2] + weeks[3]; }

/// Children above what can be borne, and overtime in their place.
double strain_of(const Model& model, const Worker& worker) {
  const double above = model.feedback.above, worked = sum(worker.recent.normal);
  const double overtime = worked > 0 ? sum(worker.recent.overtime) / worked : 0;
  return std::max(0.0, worker.children / worker.hours - above) + above * overtime;
}

void next_week(std::array<double, 4>& weeks) {
  std::rotate(weeks.begin(), weeks.end() - 1, weeks.end());
  weeks.front() = 0;
}

}  // namespace

void count_down_tenure(const Model& model, State& s, std::uint32_t id, bool there_before) {
  Worker& worker = s.workers[id];
  worker.tenure = {.left = drawn_tenure(model, s, worker, there_before, 0),
                   .pace = leaving_pressure(model, worker),
                   .since = s.now};
  schedule_notice(s, id);
}

void count_down_gap(const Model& model, State& s, std::uint32_t id, std::uint32_t kind) {
  Worker& worker = s.workers[id];
  const AbsenceRow& row = absence_of(model, worker, kind);
  const double gap = draw_with(row.gap, [&] {
    return worker_stream(s, Purpose::spell_gap, worker, kind, worker.spells[kind]);
  });
  if (row.sickness) s.luck.sooner += in_working_days(calendar_of(model, worker.team), mean_of(row.gap) - gap);
  worker.gaps[kind] = {.left = gap, .pace = spell_pressure(model, worker, kind), .since = s.now};
  schedule_spell(model, s, id, kind);
}

void pace_changes(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  tenure_runs_at(s, id, leaving_pressure(model, worker), 1);
  for (std::uint32_t kind = 0; kind < team_of(model, worker).absences.size(); ++kind) {
    gap_runs_at(model, s, id, kind, spell_pressure(model, worker, kind), 1);
  }
}

void rates_change(const Model& before, const Model& model, State& s) {
  for (std::uint32_t id = 0; id < s.workers.size(); ++id) {
    Worker& worker = s.workers[id];
    if (!worker.in_post) continue;
    const TeamRow& old_team = team_of(before, worker);
    const TeamRow& team = team_of(model, worker);
    if (!team.has_leaving) worker.tenure.ticket = 0;
    if (team.has_leaving && old_team.has_leaving) {
      tenure_runs_at(s, id, worker.tenure.pace, ratio(team.tenure, old_team.tenure));
    } else if (team.has_leaving && !worker.agency && !worker.on_notice) {
      worker.tenure = {.left = drawn_tenure(model, s, worker, false, 1),
                       .pace = leaving_pressure(model, worker),
                       .since = s.now};
      schedule_notice(s, id);
    }
    for (std::uint32_t kind = 0; kind < team.absences.size(); ++kind) {
      const double longer = ratio(absence_of(model, worker, kind).gap, absence_of(before, worker, kind).gap);
      gap_runs_at(model, s, id, kind, worker.gaps[kind].pace, longer);
    }
  }
}

void count_overtime(const Model& model, State& s, std::uint32_t id) { count_recent(model, s, s.workers[id]); }

void look_at_strain(const Model& model, State& s) {
  for (std::uint32_t id = 0; id < s.workers.size(); ++id) {
    Worker& worker = s.workers[id];
    if (!worker.in_post) continue;
    count_recent(model, s, worker);
    worker.strain = strain_of(model, worker);
    pace_changes(model, s, id);
    next_week(worker.recent.normal);
    next_week(worker.recent.overtime);
  }
  s.events.schedule(s.now + std::chrono::weeks{1}, EventKind::strain_looked_at);
}

}  // namespace caseload
