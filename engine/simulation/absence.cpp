// Workers are absent in spells; what becomes of their cases meanwhile.   Tested by tests/simulation/work_test.cpp.
#include <utility>

#include "simulation/people.hpp"

namespace caseload {

void absence_begins(const Model& model, State& s, std::uint32_t id, std::uint32_t kind) {
  Worker& worker = s.workers[id];
  worker.gaps[kind].ticket = 0;
  const bool finishes =
      absence_of(model, worker, kind).while_away == WhileAway::finished_first && worker.doing == Worker::Doing::task;
  if (finishes) {
    worker.goes_when_done = static_cast<std::uint8_t>(worker.goes_when_done | 1u << kind);
  } else {
    go_away(model, s, id, kind);
  }
}

void go_away(const Model& model, State& s, std::uint32_t id, std::uint32_t kind) {
  Worker& worker = s.workers[id];
  const AbsenceRow& row = absence_of(model, worker, kind);
  const WorkCalendar& calendar = calendar_of(model, worker.team);
  const double drawn = draw_with(row.length, [&] {
    return worker_stream(s, Purpose::spell_length, worker, kind, worker.spells[kind]);
  });
  if (row.sickness) s.luck.sick += in_working_days(calendar, drawn - mean_of(row.length));
  const Elapsed length = to_elapsed(drawn);
  ++worker.spells[kind];
  put_down(model, s, id);  // kept for now, also if it is a pool's; it goes back with the cases if they do
  absence_counts(model, s, worker, kind);
  if (worker.away++ == 0) {
    presence_changes(model, s, worker, -worker.hours);
    set_idle(s, id, false);
  }
  go_as_put_off(model, s, id);
  const Instant back = calendar.after(s.now, length);
  s.events.schedule(back, EventKind::absence_over, id * max_absences + kind, worker.employment);
  if (row.while_away != WhileAway::handed_over || length <= row.handed_over_after) return;
  if (row.handed_over_after == Elapsed::zero()) return hand_over_cases(model, s, id);
  s.events.schedule(calendar.after(s.now, row.handed_over_after), EventKind::cases_handed_over, id, worker.employment);
}

void go_as_put_off(const Model& model, State& s, std::uint32_t id) {
  const std::uint32_t kinds = std::exchange(s.workers[id].goes_when_done, std::uint8_t{0});
  for (std::uint32_t kind = 0; kind < max_absences; ++kind) {
    if ((kinds >> kind & 1u) != 0) go_away(model, s, id, kind);
  }
}

void absence_over(const Model& model, State& s, std::uint32_t id, std::uint32_t kind) {
  Worker& worker = s.workers[id];
  count_down_gap(model, s, id, kind);
  absence_no_longer_counts(model, s, worker, kind);
  if (--worker.away > 0) return;
  presence_changes(model, s, worker, worker.hours);
  touch(s, worker.team);
  let_choose(s, id);
}

void hand_over_cases(const Model& model, State& s, std::uint32_t id) {
  return_pool_tasks(model, s, id);
  while (s.workers[id].first_case != none) {
    const std::uint32_t family = s.workers[id].first_case;
    release(model, s, family);
    s.families[family].passed_on = true;
    join_queue(model, s, family);
  }
}

}  // namespace caseload
