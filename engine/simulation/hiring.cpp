// Leaving and hiring: notice, vacancies and their rounds of recruitment, agency cover, publicity that puts people off, and
// campaigns that win people from outside.   Tested by tests/simulation/hiring_test.cpp.
#include <cassert>

#include "simulation/people.hpp"

namespace caseload {
namespace {

GradeId grade_by_share(const Model& model, Range shares, double u) {
  std::uint32_t i = shares.first;
  while (i + 1 < shares.last && u >= model.grade_shares[i].cumulative) ++i;
  return shares.empty() ? GradeId{} : model.grade_shares[i].grade;
}

/// The key of what befalls a vacancy: the post and how many had held it when it fell vacant, whoever covers it meanwhile.
Stream vacancy_stream(const State& s, Purpose purpose, const Worker& worker) {
  return stream_for(s, purpose, static_cast<std::uint32_t>(worker.team), 0, worker.post, worker.vacated, worker.round);
}

/// Whether anything can let a round of recruitment find nobody.
bool may_fail(const Model& model, const TeamRow& team) { return team.fails > 0 || model.feedback.applicants > 0; }

bool finds_somebody(const Model& model, const State& s, const Worker& worker) {
  double chance = 1 - team_of(model, worker).fails;
  if (s.now < s.publicity_until) chance *= 1 - model.feedback.applicants;
  if (chance >= 1) return true;
  Stream bits = vacancy_stream(s, Purpose::round_finds, worker);
  return uniform01(bits) < chance;
}

void begin_next_round(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  ++worker.round;
  const double length =
      draw_with(team_of(model, worker).again, [&] { return vacancy_stream(s, Purpose::next_round, worker); });
  const Instant over = s.now + to_elapsed(length);
  s.events.schedule(over, EventKind::post_filled, id, worker.vacancy);
}

/// Whether an agency worker will cover the vacancy, and from when.
void cover_vacancy(const Model& model, State& s, std::uint32_t id, Instant until) {
  const Worker& worker = s.workers[id];
  const TeamRow& team = team_of(model, worker);
  if (team.agency_share <= 0) return;
  Stream bits = worker_stream(s, Purpose::agency, worker);
  if (uniform01(bits) >= team.agency_share) return;
  const Instant cover =
      s.now + to_elapsed(draw_with(team.agency_after, [&] { return worker_stream(s, Purpose::agency_after, worker); }));
  if (cover < until) s.events.schedule(cover, EventKind::agency_starts, id, worker.vacancy);
}

void fall_vacant(State& s, Worker& worker) {
  worker.vacancy = s.new_ticket();
  worker.vacant_since = s.now;
  worker.vacated = worker.hired;
  worker.round = 0;
}

/// The agency worker goes when the time that agency workers stay is over.
void foresee_end_of_cover(const Model& model, State& s, std::uint32_t id, bool there_before) {
  const Worker& worker = s.workers[id];
  const TeamRow& team = team_of(model, worker);
  if (!team.has_agency_stay) return;
  Stream bits = worker_stream(s, Purpose::agency_stay, worker);
  const Elapsed stay = to_elapsed(there_before ? residual_of(team.agency_stays, bits) : draw(team.agency_stays, bits));
  s.events.schedule(s.now + stay, EventKind::agency_leaves, id, worker.employment);
}

/// The next employee takes the post; an agency worker makes way.
void fill(const Model& model, State& s, std::uint32_t id, GradeId grade) {
  if (s.workers[id].in_post) part(model, s, id);
  s.workers[id].vacancy = 0;
  join(model, s, id, {.grade = grade, .starter = true});
}

bool is_vacant(const Worker& worker) { return worker.funded && worker.vacancy != 0; }

/// The post that has been vacant longest, agency cover or not; the first of equal ones. None if there is none.
std::uint32_t longest_vacant(const State& s, const std::vector<TeamId>& teams) {
  std::uint32_t longest = none;
  for (const TeamId id : teams) {
    const TeamState& team = s.teams[index(id)];
    for (std::uint32_t w = team.first_worker; w < team.first_worker + team.workers; ++w) {
      if (!is_vacant(s.workers[w])) continue;
      if (longest == none || s.workers[w].vacant_since < s.workers[longest].vacant_since) longest = w;
    }
  }
  return longest;
}

Stream recruit_stream(const State& s, Purpose purpose, std::uint32_t campaign, std::uint32_t person) {
  return stream_for(s, purpose, campaign, 0, person, 0, 0);
}

}  // namespace

GradeId grade_of_starter(const Model& model, const State& s, const Worker& worker) {
  const Range shares = team_of(model, worker).starters;
  if (shares.empty()) return GradeId{};
  Stream bits = worker_stream(s, Purpose::grade, worker);
  return grade_by_share(model, shares, uniform01(bits));
}

void open_vacancy(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  const TeamRow& team = team_of(model, worker);
  fall_vacant(s, worker);
  if (!team.has_vacancy) return;
  const Instant filled =
      s.now + to_elapsed(draw_with(team.filled_after, [&] { return worker_stream(s, Purpose::filled_after, worker); }));
  s.events.schedule(filled, EventKind::post_filled, id, worker.vacancy);
  cover_vacancy(model, s, id, may_fail(model, team) ? never : filled);
}

void vacant_at_begin(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  const TeamRow& team = team_of(model, worker);
  fall_vacant(s, worker);
  Stream age = worker_stream(s, Purpose::vacancy_age, worker);
  // Found in its first round or in a later one, in proportion to the time that vacancies spend there.
  const double first = mean_of(team.filled_after), later = mean_of(team.again) * team.fails / (1 - team.fails);
  const bool in_first = uniform01(age) * (first + later) < first;
  const Instant over = s.now + to_elapsed(residual_of(in_first ? team.filled_after : team.again, age));
  s.events.schedule(over, EventKind::post_filled, id, worker.vacancy);
  Stream cover = worker_stream(s, Purpose::agency_at_begin, worker);
  if (uniform01(cover) >= team.agency_share) return;
  join(model, s, id, {.agency = true, .there_before = true});
  foresee_end_of_cover(model, s, id, true);
}

void gives_notice(const Model& model, State& s, std::uint32_t id) {
  Worker& worker = s.workers[id];
  worker.tenure.ticket = 0;
  const TeamRow& team = team_of(model, worker);
  if (!team.notice.set || team.notice.amount <= 0) return leaves(model, s, id);
  worker.on_notice = true;
  availability_changes(model, s, worker);
  const Instant last_day = when(model, team.notice, s.now);
  s.events.schedule(last_day, EventKind::leaves, id, worker.employment);
}

void leaves(const Model& model, State& s, std::uint32_t id) {
  TeamRecord& record = s.recorder.teams[index(s.workers[id].team)];
  ++record.leavers;
  record.left += s.workers[id].hours;
  part(model, s, id);
  open_vacancy(model, s, id);
}

void agency_starts(const Model& model, State& s, std::uint32_t id) {
  join(model, s, id, {.agency = true, .starter = true});
  foresee_end_of_cover(model, s, id, false);
}

void agency_leaves(const Model& model, State& s, std::uint32_t id) {
  part(model, s, id);
  cover_vacancy(model, s, id, never);
}

void post_filled(const Model& model, State& s, std::uint32_t id) {
  if (!finds_somebody(model, s, s.workers[id])) return begin_next_round(model, s, id);
  fill(model, s, id, grade_of_starter(model, s, s.workers[id]));
}

void foresee_publicity(const Model& model, State& s) {
  s.publicity_until = Instant{};
  for (const Instant at : model.publicity) {
    if (at > model.begin) {
      s.events.schedule(at, EventKind::publicity);
    } else {
      s.publicity_until = at + model.feedback.publicity_lasts;
    }
  }
}

void publicity(const Model& model, State& s) { s.publicity_until = s.now + model.feedback.publicity_lasts; }

void foresee_campaigns(const Model& model, State& s) {
  for (std::uint32_t i = 0; i < model.campaigns.size(); ++i) {
    if (model.campaigns[i].on > model.begin) {
      s.events.schedule(model.campaigns[i].on, EventKind::campaign, i);
    } else {
      campaign(model, s, i);
    }
  }
}

void campaign(const Model& model, State& s, std::uint32_t id) {
  const CampaignRow& row = model.campaigns[id];
  for (std::uint32_t person = 0; person < row.people; ++person) {
    Stream bits = recruit_stream(s, Purpose::reached, id, person);
    if (uniform01(bits) >= row.reach) continue;
    const double wait =
        draw_with(row.starts_after, [&] { return recruit_stream(s, Purpose::starts_after, id, person); });
    const Instant starts = row.on + to_elapsed(wait);
    // Those of a campaign before the simulation who have started by now are among the people in post.
    if (model.begin <= starts) s.events.schedule(starts, EventKind::recruit_starts, id);
  }
}

void recruit_starts(const Model& model, State& s, std::uint32_t id) {
  const CampaignRow& row = model.campaigns[id];
  const std::uint32_t post = longest_vacant(s, row.teams);
  CampaignRecord& record = s.recorder.campaigns[id];
  if (post == none) {
    ++record.without_post;
    return;
  }
  ++record.started;
  fill(model, s, post, row.grade);
}

}  // namespace caseload
