// Common random numbers: which families come, when, and what they need does not depend on who works for them.
#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <tuple>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {
const char* const council = R"(
caseload: 1
name: small council
period: {start: 2024-01-01, length: 2 years, begin: empty}
report: {on: [2025-12-31]}
demand:
  referrals: {rate: 10 children per week, children: 1.8, to: assessment, season: {aug: 80 %}}
re-referral: {share: 20 %, after: {exponential: 3 months}}
events: [{on: 2024-06-01, name: coverage, referrals: +40 %, over: 4 weeks, lasting: yes}]
people:
  hours: office hours
  sickness: {days: 12 per year, lasting: {exponential: 6 working days}, while_away: handed over, handed_over_after: 10 working days}
  leaving: {rate: 20 % per year, notice: 1 month}
  vacancy: {filled_after: {exponential: 4 months}}
effort: {next_child: 50 %, handover_new: 2 hours, handover_old: 1 hour}
teams: {duty: {posts: 4, limit: 12 children}, plans: {posts: 5, limit: 15 children}}
steps:
  assessment:
    team: duty
    due: 45 working days
    tasks:
      visit: {effort: {lognormal: {mean: 6 hours, cv: 0.5}}}
      report: {effort: {gamma: {mean: 10 hours, cv: 0.7}}, after: {exponential: 5 days}}
    next: {plan: 40 %, closed: rest}
  plan:
    team: plans
    lasts: {lognormal: {mean: 9 months, cv: 1}}
    tasks: {visit: {every: 2 weeks, effort: 2 hours}}
    next: {assessment: 10 %, closed: rest}
options:
  fewer: {teams.duty.posts: -1, teams.plans.posts: -2}
  more: {teams.duty.posts: +2}
  surge: {demand.referrals.rate: +50 %}
)";

using Key = std::tuple<std::uint16_t, std::uint32_t, std::uint16_t>;  // stream, family, visit

std::map<Key, JourneyStep> by_visit(const Observations& seen) {
  std::map<Key, JourneyStep> visits;
  for (const JourneyStep& visit : seen.journeys) visits[{visit.stream, visit.family, visit.visit}] = visit;
  return visits;
}

std::vector<JourneyStep> first_visits(const Observations& seen) {
  std::vector<JourneyStep> visits;
  for (const JourneyStep& visit : seen.journeys) {
    if (visit.visit == 0) visits.push_back(visit);
  }
  return visits;
}
}  // namespace

TEST_CASE("under two staffing options the same families arrive at the same instants with the same needs") {
  const Observations base = observe(model_of(council));
  for (const char* option : {"fewer", "more"}) {
    const Observations other = observe(model_of(council, option));
    // Arrivals: every field of every family, one by one.
    const auto ours = first_visits(base), theirs = first_visits(other);
    REQUIRE(ours.size() > 500);
    REQUIRE(ours.size() == theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) REQUIRE(ours[i] == theirs[i]);
    // Later visits happen at other times, for that is what staffing changes; the family, where it goes and what it
    // needs there stay the same.
    const auto later = by_visit(other);
    std::size_t compared = 0, moved = 0;
    for (const auto& [key, visit] : by_visit(base)) {
      const auto found = later.find(key);
      if (found == later.end()) continue;  // beyond the horizon in one of the two
      REQUIRE(visit.step == found->second.step);
      REQUIRE(visit.children == found->second.children);
      REQUIRE(visit.effort == found->second.effort);
      ++compared;
      moved += visit.entered != found->second.entered;
    }
    CHECK(compared > 700);
    CHECK(moved > 20);
  }
}

TEST_CASE("more demand moves the same families closer together") {
  const auto base = first_visits(observe(model_of(council)));
  const auto surge = first_visits(observe(model_of(council, "surge")));
  REQUIRE(surge.size() > base.size());
  for (std::size_t i = 0; i < base.size(); ++i) {
    REQUIRE(base[i].family == surge[i].family);
    REQUIRE(base[i].children == surge[i].children);
    REQUIRE(base[i].effort == surge[i].effort);
    REQUIRE(surge[i].entered <= base[i].entered);
  }
}

TEST_CASE("a replication is the same whatever its arena did before, and unlike the next one") {
  const Model model = model_of(council);
  const Observations alone = run(model, Replication{37}, Seed{5});
  Arena arena;
  for (std::uint32_t r = 30; r < 37; ++r) run(model, Replication{r}, Seed{5}, arena);
  run(model_of(council, "surge"), Replication{1}, Seed{9}, arena);  // another model in the same memory
  const Observations after = run(model, Replication{37}, Seed{5}, arena);
  REQUIRE(alone.values.size() == after.values.size());
  const auto same = [](double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); };
  CHECK(std::equal(alone.values.begin(), alone.values.end(), after.values.begin(), same));
  CHECK(std::equal(alone.series.begin(), alone.series.end(), after.series.begin(), after.series.end(), same));
  CHECK(alone.events == after.events);
  CHECK(run(model, Replication{38}, Seed{5}, arena).events != alone.events);
  CHECK(run(model, Replication{37}, Seed{6}, arena).events != alone.events);
}

TEST_CASE("every referral is closed or open, and hours worked fit in the diary") {
  const Model model = model_of(council);
  const double weeks = static_cast<double>((model.end - model.start).count()) / seconds_per_week;
  for (std::uint32_t r = 0; r < 5; ++r) {
    const Observations seen = observe(model, r);
    const double referrals = value(model, seen, "referrals", "service") * weeks;
    const double closures = value(model, seen, "closed", "service") * weeks;
    const double open = value(model, seen, "open families", "service on 2025-12-31");
    CHECK(referrals > 500);
    CHECK(open > 10);
    CHECK(referrals == Approx(closures + open).margin(1e-6).epsilon(0));
    for (const char* team : {"duty", "plans"}) {
      CHECK(value(model, seen, "busy", team) > 10.0);
      CHECK(value(model, seen, "busy", team) <= 100.0);
      CHECK(value(model, seen, "in post", team) <= value(model, seen, "posts", team));
      CHECK(value(model, seen, "absent", team) > 0);
    }
  }
}

TEST_CASE("a family in a named worker's team is either in the queue or held") {
  const Model model = model_of(council);
  const Observations seen = observe(model);
  for (const char* team : {"duty on 2025-12-31", "plans on 2025-12-31"}) {
    const double open = value(model, seen, "open families", team);
    const double waiting = value(model, seen, "waiting families", team);
    CHECK(waiting >= 0);
    CHECK(waiting <= open);
  }
}
