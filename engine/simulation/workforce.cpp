// Posts, who holds them, and on what terms: full time or part of it, of which grade.
// Tested by tests/simulation/people_test.cpp.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "simulation/people.hpp"

namespace caseload {
namespace {

/// A person counts as so many workers, in whatever way they are counted.
void count_in_post(const Model& model, State& s, Worker& worker, double by) {
  TeamRecord& record = s.recorder.teams[index(worker.team)];
  record.in_post.change(wall(s.now), by);
  record.in_post_open.change(open_clock(s, worker.team), by);
  if (worker.away == 0) {
    presence_changes(model, s, worker, by);
  } else {
    absent_hours_change(model, s, worker, by);
  }
  if (worker.agency) record.agency.change(wall(s.now), by);
  if (!record.of_grade.empty()) record.of_grade[index(worker.grade)].change(wall(s.now), by);
}

double own_pace(const Model& model, const State& s, const Worker& worker) {
  const double cv = team_of(model, worker).spread;
  if (cv <= 0) return 1;
  const double variance = std::log1p(cv * cv);
  Stream bits = worker_stream(s, Purpose::own_pace, worker);
  return draw(LogNormal{-variance / 2, std::sqrt(variance)}, bits);
}

/// The day on which the worker's grade becomes another. Those who were there before are on their way to it.
void foresee_grade(const Model& model, State& s, std::uint32_t id, bool there_before) {
  const Worker& worker = s.workers[id];
  const GradeRow& grade = model.grades[index(worker.grade)];
  if (!grade.changes) return;
  Instant at = when(model, grade.after, s.now);
  if (there_before) {
    Stream bits = worker_stream(s, Purpose::grade_age, worker);
    at = s.now + to_elapsed(uniform01(bits) * static_cast<double>((at - s.now).count()));
  }
  s.events.schedule(at, EventKind::grade_changes, id, worker.employment);
}

/// Another grade, or another share of full time. The task in hand goes on at another speed.
void change_terms(const Model& model, State& s, std::uint32_t id, GradeId grade, double post_hours) {
  Worker& worker = s.workers[id];
  const double hours = post_hours * model.grades[index(grade)].hours;
  if (worker.in_post) {
    put_down(model, s, id);
    forget_over_limit(s, worker);
    count_in_post(model, s, worker, -worker.hours);
  }
  worker.grade = grade;
  worker.post_hours = post_hours;
  worker.hours = hours;
  if (!worker.in_post) return;
  count_in_post(model, s, worker, worker.hours);
  person_changes(model, s, id);
  look_at_limit(model, s, worker);
  pace_changes(model, s, id);
  go_as_put_off(model, s, id);
  touch(s, worker.team);
  let_choose(s, id);
}

/// The post is there from now on.
void fund(const Model& model, State& s, Worker& worker, double hours) {
  worker.funded = true;
  worker.post_hours = hours;
  s.recorder.teams[index(worker.team)].posts.change(wall(s.now), hours);
  posts_funded_change(model, s, worker.team);
}

void open_post(const Model& model, State& s, std::uint32_t id, double hours) {
  Worker& worker = s.workers[id];
  fund(model, s, worker, hours);
  if (team_of(model, worker).recruits_new_posts) return open_vacancy(model, s, id);
  join(model, s, id, {.grade = grade_of_starter(model, s, worker), .starter = true});
}

void close_post(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  worker.funded = false;
  worker.vacancy = 0;
  s.recorder.teams[index(worker.team)].posts.change(wall(s.now), -worker.post_hours);
  posts_funded_change(model, s, worker.team);
  if (worker.in_post) part(model, s, id);
}

double hours_of(const PostsRow& row, std::uint32_t post) { return post + 1 == row.posts ? row.last : 1; }

/// The grades of those in post at the beginning, shared out by largest remainder; the first written have the first posts.
std::vector<GradeId> grades_at_begin(const Model& model, const TeamRow& team, std::uint32_t posts) {
  std::vector<std::uint32_t> people(team.grades.size());
  std::vector<std::pair<double, std::size_t>> remainders;
  double before = 0;
  for (std::size_t i = 0; i < people.size(); ++i) {
    const double cumulative = model.grade_shares[team.grades.first + i].cumulative;
    const double exact = (cumulative - before) * posts;
    before = cumulative;
    people[i] = static_cast<std::uint32_t>(exact + 1e-9);
    remainders.emplace_back(people[i] - exact, i);  // the largest first, of equal ones the first written
  }
  std::sort(remainders.begin(), remainders.end(), [](const auto& a, const auto& b) {
    return std::abs(a.first - b.first) > 1e-9 ? a.first < b.first : a.second < b.second;
  });
  const auto shared_out = std::accumulate(people.begin(), people.end(), 0u);
  for (std::size_t i = 0; i + shared_out < posts && i < remainders.size(); ++i) ++people[remainders[i].second];
  std::vector<GradeId> grades;
  for (std::size_t i = 0; i < people.size(); ++i) {
    grades.insert(grades.end(), people[i], model.grade_shares[team.grades.first + i].grade);
  }
  grades.resize(posts);
  return grades;
}

void staff_team_at_begin(const Model& model, State& s, const TeamRow& row, std::uint32_t first) {
  const PostsRow& posts = model.posts[row.posts.first];
  const std::vector<GradeId> grades = grades_at_begin(model, row, posts.posts);
  for (std::uint32_t post = 0; post < posts.posts; ++post) {
    const std::uint32_t id = first + post;
    Worker& worker = s.workers[id];
    fund(model, s, worker, hours_of(posts, post));
    Stream bits = worker_stream(s, Purpose::vacant_at_begin, worker);
    if (row.vacant_at_begin > 0 && uniform01(bits) < row.vacant_at_begin) {
      vacant_at_begin(model, s, id);
    } else {
      join(model, s, id, {.grade = grades[post], .there_before = true});
    }
  }
}

}  // namespace

void presence_changes(const Model& model, State& s, Worker& worker, double by) {
  s.recorder.teams[index(worker.team)].present_open.change(open_clock(s, worker.team), by);
  if (by > 0) worker.casework = team_of(model, worker).casework;
  presence_counts(s, worker, by > 0 ? 1 : -1);
  availability_changes(model, s, worker);
}

void join(const Model& model, State& s, std::uint32_t id, Joining how) {
  Worker& worker = s.workers[id];
  const TeamRow& team = team_of(model, worker);
  ++worker.hired;
  worker.in_post = true;
  worker.agency = how.agency;
  worker.starter = how.starter;
  worker.on_notice = false;
  worker.joined = s.now;
  worker.away = 0;
  worker.goes_when_done = 0;
  worker.spells.fill(0);
  worker.grade = how.grade;
  worker.hours = worker.post_hours * model.grades[index(how.grade)].hours;
  worker.own_pace = own_pace(model, s, worker);
  worker.strain = 0;
  worker.recent = {.counted_until = s.now};
  worker.employment = s.new_ticket();
  if (how.starter && !how.agency) ++s.recorder.teams[index(worker.team)].hired;
  count_in_post(model, s, worker, worker.hours);
  person_changes(model, s, id);
  first_talk(model, s, id);
  for (std::uint32_t kind = 0; kind < team.absences.size(); ++kind) count_down_gap(model, s, id, kind);
  if (team.has_leaving && !how.agency) count_down_tenure(model, s, id, how.there_before);
  foresee_grade(model, s, id, how.there_before);
  touch(s, worker.team);
  let_choose(s, id);
}

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
  for (; worker.away > 1; --worker.away) absence_no_longer_counts(model, s, worker, worker.away_for.front());
  count_in_post(model, s, worker, -worker.hours);
  worker.away = 0;
  worker.in_post = false;
  person_changes(model, s, id);
  worker.employment = 0;
  worker.tenure.ticket = 0;
  for (Countdown& gap : worker.gaps) gap.ticket = 0;
  hand_over_cases(model, s, id);
  clear_agenda(model, s, id);
  worker.agenda.clear(s.agenda_memory);
}

void staff_at_begin(const Model& model, State& s) {
  s.agenda_memory.restart();
  s.kept = {};
  s.teams.resize(model.teams.size());
  const auto posts = [](std::uint64_t sum, const TeamRow& row) { return sum + row.most_posts; };
  if (std::accumulate(model.teams.begin(), model.teams.end(), std::uint64_t{0}, posts) > most_workers)
    throw std::length_error("more than sixteen million posts");
  std::uint32_t first = 0;
  for (std::size_t t = 0; t < model.teams.size(); ++t) {
    const TeamRow& row = model.teams[t];
    TeamState& team = s.teams[t];
    team.first_worker = first;
    team.workers = row.most_posts;
    team.queue = team.pool = {};
    team.touched = false;
    team.moved_here = 0;
    team.idle.restart(row.most_posts);
    team.takers.restart(row.most_posts);
    first += row.most_posts;
    assert(row.absences.size() <= max_absences);
  }
  s.workers.resize(first);
  for (std::size_t t = 0; t < model.teams.size(); ++t) {
    const TeamRow& row = model.teams[t];
    for (std::uint32_t post = 0; post < row.most_posts; ++post) {
      Worker& worker = s.workers[s.teams[t].first_worker + post];
      worker = Worker{};
      worker.team = TeamId{static_cast<std::uint16_t>(t)};
      worker.post = post;
    }
    staff_team_at_begin(model, s, row, s.teams[t].first_worker);
    for (std::uint32_t change = row.posts.first + 1; change < row.posts.last; ++change) {
      s.events.schedule(model.posts[change].from, EventKind::posts_change, static_cast<std::uint32_t>(t));
    }
  }
}

void posts_change(const Model& model, State& s, TeamId id) {
  const TeamRow& row = model.teams[index(id)];
  PostsRow posts;
  for (std::uint32_t change = row.posts.first; change < row.posts.last; ++change) {
    if (change == row.posts.first || model.posts[change].from <= s.now) posts = model.posts[change];
  }
  TeamState& team = s.teams[index(id)];
  // Posts that have moved stay moved; a team cannot have given more than it has.
  team.moved_here = std::max(team.moved_here, -static_cast<std::int32_t>(posts.posts));
  const auto wanted = static_cast<std::uint32_t>(static_cast<std::int32_t>(posts.posts) + team.moved_here);
  std::uint32_t funded = 0;
  for (std::uint32_t post = 0; post < row.most_posts; ++post) funded += s.workers[team.first_worker + post].funded;
  for (std::uint32_t post = 0; funded < wanted; ++post) {
    if (s.workers[team.first_worker + post].funded) continue;
    open_post(model, s, team.first_worker + post, hours_of(posts, post));
    ++funded;
  }
  for (std::uint32_t post = row.most_posts; funded > wanted;) {
    if (!s.workers[team.first_worker + --post].funded) continue;
    close_post(model, s, team.first_worker + post);
    --funded;
  }
  for (std::uint32_t post = 0; post < posts.posts; ++post) {
    const Worker& worker = s.workers[team.first_worker + post];
    const double hours = hours_of(posts, post);
    if (!worker.funded || worker.post_hours == hours) continue;
    s.recorder.teams[index(id)].posts.change(wall(s.now), hours - worker.post_hours);
    posts_funded_change(model, s, id);
    change_terms(model, s, team.first_worker + post, worker.grade, hours);
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
  const GradeId grade = s.workers[old].grade;
  const double pace = s.workers[old].own_pace;
  close_post(model, s, old);
  --s.teams[index(from)].moved_here;
  ++s.teams[index(to)].moved_here;
  fund(model, s, s.workers[now], s.workers[old].post_hours);
  if (!stays) {
    open_vacancy(model, s, now);
    return true;
  }
  join(model, s, now, {.grade = grade});
  Worker& moved = s.workers[now];
  moved.starter = starter;
  moved.joined = joined;  // somebody who was new goes on learning
  moved.own_pace = pace;
  return true;
}

void grade_changes(const Model& model, State& s, std::uint32_t id) {
  const Worker& worker = s.workers[id];
  change_terms(model, s, id, model.grades[index(worker.grade)].becomes, worker.post_hours);
  foresee_grade(model, s, id, false);
}

}  // namespace caseload
