// Workers are absent in spells, give notice, leave; posts stay vacant until they are filled; starters are slow at first.
#include <cassert>
#include <utility>

#include "simulation/draws.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

const TeamRow& team_of(const Model& model, const Worker& worker) { return model.teams[index(worker.team)]; }

void schedule_absence(const Model& model, State& s, std::uint32_t id, std::uint32_t kind) {
  Worker& worker = s.workers[id];
  const AbsenceRow& row = model.absences[team_of(model, worker).absences.first + kind];
  const double gap = draw_with(row.gap, [&] {
    return worker_stream(s, Purpose::spell_gap, worker, kind, worker.spells[kind]);
  });
  const Instant at = calendar_of(model, worker.team).after(s.now, to_elapsed(gap));
  if (at <= model.end) s.events.schedule(at, EventKind::absence_begins, id * max_absences + kind, worker.employment);
}

void presence_changes(const Model& model, State& s, Worker& worker, int by) {
  s.recorder.teams[index(worker.team)].present_open.change(open_clock(model, s, worker.team), by);
  if (by > 0) worker.casework = team_of(model, worker).casework;
  presence_counts(model, s, worker, by);
}

/// A person takes the post. At the beginning of the simulation everybody has been there for long.
void join(const Model& model, State& s, std::uint32_t id, bool agency, bool starter) {
  Worker& worker = s.workers[id];
  const TeamRow& team = team_of(model, worker);
  ++worker.hired;
  worker.in_post = true;
  worker.agency = agency;
  worker.starter = starter;
  worker.on_notice = false;
  worker.joined = s.now;
  worker.away = 0;
  worker.goes_when_done = 0;
  worker.spells.fill(0);
  worker.employment = s.new_ticket();
  TeamRecord& record = s.recorder.teams[index(worker.team)];
  record.in_post.change(wall(s.now), 1);
  record.in_post_open.change(open_clock(model, s, worker.team), 1);
  if (agency) record.agency.change(wall(s.now), 1);
  presence_changes(model, s, worker, 1);
  person_changes(model, s, id);
  first_talk(model, s, id);
  for (std::uint32_t kind = 0; kind < team.absences.size(); ++kind) schedule_absence(model, s, id, kind);
  if (team.has_leaving && !agency) {
    const double tenure = draw_with(team.tenure, [&] { return worker_stream(s, Purpose::tenure, worker); });
    const Instant at = s.now + to_elapsed(tenure);
    if (at <= model.end) s.events.schedule(at, EventKind::gives_notice, id, worker.employment);
  }
  touch(s, worker.team);
  let_choose(s, id);
}

/// The person goes for good: the task in hand and all cases go back to the team.
void part(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  assert(worker.in_post);
  if (const std::uint32_t task = interrupt(model, s, id); task != none) {
    if (s.tasks[task].kind == OpenTask::Kind::handover) {
      free_task(model, s, task);
    } else {
      put_on_agenda(model, s, task);  // with its case, or its pool
    }
  }
  set_idle(s, id, false);
  drop_talk(model, s, id);
  TeamRecord& record = s.recorder.teams[index(worker.team)];
  record.in_post.change(wall(s.now), -1);
  record.in_post_open.change(open_clock(model, s, worker.team), -1);
  if (worker.agency) record.agency.change(wall(s.now), -1);
  if (worker.away == 0) presence_changes(model, s, worker, -1);
  for (; worker.away > 0; --worker.away) absence_no_longer_counts(model, s, worker, worker.away_for.front());
  worker.in_post = false;
  person_changes(model, s, id);
  worker.employment = 0;
  hand_over_cases(model, s, id);
  clear_agenda(model, s, id);
  worker.agenda.clear();
}

void open_vacancy(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  const TeamRow& team = team_of(model, worker);
  worker.vacancy = s.new_ticket();
  if (!team.has_vacancy) return;
  const Instant filled =
      s.now + to_elapsed(draw_with(team.filled_after, [&] { return worker_stream(s, Purpose::filled_after, worker); }));
  if (filled <= model.end) s.events.schedule(filled, EventKind::post_filled, id, worker.vacancy);
  if (team.agency_share <= 0) return;
  Stream bits = worker_stream(s, Purpose::agency, worker);
  if (uniform01(bits) >= team.agency_share) return;
  const Instant cover =
      s.now + to_elapsed(draw_with(team.agency_after, [&] { return worker_stream(s, Purpose::agency_after, worker); }));
  if (cover < filled && cover <= model.end) s.events.schedule(cover, EventKind::agency_starts, id, worker.vacancy);
}

void fund(const Model& model, State& s, std::uint32_t id, bool starter) {
  s.workers[id].funded = true;
  s.recorder.teams[index(s.workers[id].team)].posts.change(wall(s.now), 1);
  posts_funded_change(model, s, s.workers[id].team);
  join(model, s, id, false, starter);
}

void close_post(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  worker.funded = false;
  worker.vacancy = 0;
  s.recorder.teams[index(worker.team)].posts.change(wall(s.now), -1);
  posts_funded_change(model, s, worker.team);
  if (worker.in_post) part(model, s, id);
}

}  // namespace

void staff_at_begin(const Model& model, State& s) {
  s.teams.resize(model.teams.size());
  std::uint32_t first = 0;
  for (std::size_t t = 0; t < model.teams.size(); ++t) {
    const TeamRow& row = model.teams[t];
    TeamState& team = s.teams[t];
    team.first_worker = first;
    team.workers = row.most_posts;
    team.queue.clear();
    team.pool.clear();
    team.touched = false;
    team.moved_here = 0;
    team.idle.assign((row.most_posts + 63) / 64, 0);
    first += row.most_posts;
    assert(row.absences.size() <= max_absences);
  }
  s.workers.resize(first);
  for (std::size_t t = 0; t < model.teams.size(); ++t) {
    const TeamRow& row = model.teams[t];
    for (std::uint32_t post = 0; post < row.most_posts; ++post) {
      Worker& worker = s.workers[s.teams[t].first_worker + post];
      Agenda agenda = std::move(worker.agenda);  // its memory is worth keeping
      agenda.clear();
      worker = Worker{};
      worker.agenda = std::move(agenda);
      worker.team = TeamId{static_cast<std::uint16_t>(t)};
      worker.post = static_cast<std::uint16_t>(post);
    }
    const std::uint32_t posts = model.posts[row.posts.first].posts;
    for (std::uint32_t post = 0; post < posts; ++post) fund(model, s, s.teams[t].first_worker + post, false);
    for (std::uint32_t change = row.posts.first + 1; change < row.posts.last; ++change) {
      s.events.schedule(model.posts[change].from, EventKind::posts_change, static_cast<std::uint32_t>(t));
    }
  }
}

void posts_change(const Model& model, State& s, TeamId id) {
  const TeamRow& row = model.teams[index(id)];
  std::uint32_t posts = 0;
  for (std::uint32_t change = row.posts.first; change < row.posts.last; ++change) {
    if (change == row.posts.first || model.posts[change].from <= s.now) posts = model.posts[change].posts;
  }
  TeamState& team = s.teams[index(id)];
  // Posts that have moved stay moved; a team cannot have given more than it has.
  team.moved_here = std::max(team.moved_here, -static_cast<std::int32_t>(posts));
  posts = static_cast<std::uint32_t>(static_cast<std::int32_t>(posts) + team.moved_here);
  std::uint32_t funded = 0;
  for (std::uint32_t post = 0; post < row.most_posts; ++post) funded += s.workers[team.first_worker + post].funded;
  for (std::uint32_t post = 0; funded < posts; ++post) {
    if (s.workers[team.first_worker + post].funded) continue;
    fund(model, s, team.first_worker + post, true);
    ++funded;
  }
  for (std::uint32_t post = row.most_posts; funded > posts;) {
    if (!s.workers[team.first_worker + --post].funded) continue;
    close_post(model, s, team.first_worker + post);
    --funded;
  }
}

namespace {

bool is_there_to_stay(const Worker& worker) { return worker.in_post && !worker.agency && !worker.on_notice; }

/// The post of a team that goes first when one must: the last with somebody who is there to stay, else the last.
std::uint32_t post_to_give(const State& s, const TeamState& team) {
  const auto rank = [](const Worker& w) { return is_there_to_stay(w) ? 1 + (w.away == 0) : 0; };
  std::uint32_t best = none;
  for (std::uint32_t w = team.first_worker; w < team.first_worker + team.workers; ++w) {
    if (!s.workers[w].funded) continue;
    if (best == none || rank(s.workers[w]) >= rank(s.workers[best])) best = w;
  }
  return best;
}

/// Where a post that comes from another team stands: behind the team's own posts, so that these keep their draws.
std::uint32_t place_for_post(const State& s, const TeamState& team, const TeamRow& row) {
  for (std::uint32_t i = 0; i < row.most_posts; ++i) {
    const std::uint32_t w = team.first_worker + (row.most_posts - row.room + i) % row.most_posts;
    if (!s.workers[w].funded) return w;
  }
  return none;
}

}  // namespace

bool move_post(const Model& model, State& s, TeamId from, TeamId to) {
  const std::uint32_t old = post_to_give(s, s.teams[index(from)]);
  if (old == none) return false;
  const std::uint32_t now = place_for_post(s, s.teams[index(to)], model.teams[index(to)]);
  assert(now != none);  // make_room_for_moves() has seen to it
  const bool stays = is_there_to_stay(s.workers[old]), starter = s.workers[old].starter;
  const Instant joined = s.workers[old].joined;
  close_post(model, s, old);
  --s.teams[index(from)].moved_here;
  ++s.teams[index(to)].moved_here;
  s.workers[now].funded = true;
  s.recorder.teams[index(to)].posts.change(wall(s.now), 1);
  if (stays) {
    join(model, s, now, false, starter);
    s.workers[now].joined = joined;  // somebody who was new goes on learning
  } else {
    open_vacancy(model, s, now);
  }
  return true;
}

void absence_begins(const Model& model, State& s, std::uint32_t id, std::uint32_t kind) {
  Worker& worker = s.workers[id];
  const AbsenceRow& row = model.absences[team_of(model, worker).absences.first + kind];
  const bool finishes = row.while_away == WhileAway::finished_first && worker.doing == Worker::Doing::task;
  if (finishes) {
    worker.goes_when_done = static_cast<std::uint8_t>(worker.goes_when_done | 1u << kind);
  } else {
    go_away(model, s, id, kind);
  }
}

void go_away(const Model& model, State& s, std::uint32_t id, std::uint32_t kind) {
  Worker& worker = s.workers[id];
  const AbsenceRow& row = model.absences[team_of(model, worker).absences.first + kind];
  const WorkCalendar& calendar = calendar_of(model, worker.team);
  const Elapsed length = to_elapsed(draw_with(row.length, [&] {
    return worker_stream(s, Purpose::spell_length, worker, kind, worker.spells[kind]);
  }));
  ++worker.spells[kind];
  if (const std::uint32_t task = interrupt(model, s, id); task != none) {
    // Kept by the worker for now, also if it is a pool's; it goes back with the cases if they do.
    s.tasks[task].ticket = s.new_ticket();
    worker.agenda.add({s.tasks[task].due, AgendaEntry::make_rank(s.tasks[task].urgency, s.tasks[task].arrival), task,
                       s.tasks[task].ticket});
  }
  absence_counts(model, s, worker, kind);
  if (worker.away++ == 0) {
    presence_changes(model, s, worker, -1);
    set_idle(s, id, false);
  }
  go_as_put_off(model, s, id);
  const Instant back = calendar.after(s.now, length);
  if (back <= model.end) s.events.schedule(back, EventKind::absence_over, id * max_absences + kind, worker.employment);
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
  schedule_absence(model, s, id, kind);
  absence_no_longer_counts(model, s, worker, kind);
  if (--worker.away > 0) return;
  presence_changes(model, s, worker, 1);
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

void gives_notice(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  const TeamRow& team = team_of(model, worker);
  if (!team.notice.set || team.notice.amount <= 0) return leaves(model, s, id);
  worker.on_notice = true;
  const Instant last_day = when(model, team.notice, s.now);
  if (last_day <= model.end) s.events.schedule(last_day, EventKind::leaves, id, worker.employment);
}

void leaves(const Model& model, State& s, std::uint32_t id) {
  ++s.recorder.teams[index(s.workers[id].team)].leavers;
  part(model, s, id);
  open_vacancy(model, s, id);
}

void agency_starts(const Model& model, State& s, std::uint32_t id) { join(model, s, id, true, true); }

void post_filled(const Model& model, State& s, std::uint32_t id) {
  if (s.workers[id].in_post) part(model, s, id);  // the agency worker makes way
  s.workers[id].vacancy = 0;
  join(model, s, id, false, true);
}

}  // namespace caseload
