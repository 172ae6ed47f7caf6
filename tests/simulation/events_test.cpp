// Events that wait for a condition, and posts that move, at instants worked out by hand.
#include <catch2/catch.hpp>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// Three families of two children come to a team of two on days 0, 10 and 20 and stay for 30 days. A probe of three
/// hours' work at another desk, every two weeks from day 1, shows which rules hold. Looks are on days 0, 28, 56, 84.
std::string watched(const std::string& events, const std::string& limit = "10 families") {
  return R"(
caseload: 1
name: watched
period: {start: 2024-01-01, length: 80 days, begin: empty}
budget: 100000 pounds per year
demand:
  families: {every: 10 days, first: 0 hours, at_most: 3, to: plan, children: {fixed: 2}}
  probe: {every: 14 days, first: 1 day, at_most: 6, to: work}
teams:
  holders: {posts: 2, limit: )" + limit + R"(}
  desk: {posts: 1, works: pool}
events: [)" + events + R"(]
steps:
  plan: {team: holders, lasts: 30 days}
  work: {team: desk, tasks: {task: {effort: 3 hours}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)";
}

/// Hours that each probe took.
Hours probes(const Model& model) {
  Hours taken = entry_hours(model, observe(model), "finished");
  for (std::size_t i = 0; i < taken.size(); ++i) taken[i] -= (1 + 14 * static_cast<double>(i)) * day;
  return taken;
}

Hours probes(const std::string& events, const std::string& limit = "10 families") {
  return probes(model_of(watched(events, limit)));
}

const std::string twice = ", changes: {task.effort: +100 %}}";
const Hours never_held{3, 3, 3, 3, 3, 3};
const Hours held_from_28_to_56{3, 3, 6, 6, 3, 3};
}  // namespace

TEST_CASE("changes hold while the condition does, from one look to the next") {
  // Children per worker: 2 x families / 2 workers: 1 on day 0, 3 on day 28, none on day 56.
  CHECK(probes("{name: a, when: {children per worker: above 2}" + twice) == held_from_28_to_56);
  CHECK(probes("{name: a, when: {children per worker: above 2, team: holders}" + twice) == held_from_28_to_56);
  CHECK(probes("{name: a, when: {children per worker: above 3}" + twice) == never_held);
  CHECK(probes("{name: a, when: {children per worker: below 3}" + twice) == Hours{6, 6, 3, 3, 6, 6});
}

TEST_CASE("an event may wait for children without a worker, or for workers over their limit") {
  // With one family each, the third waits on day 28.
  CHECK(probes("{name: a, when: {children unallocated: above 1}" + twice, "1 family") == held_from_28_to_56);
  CHECK(probes("{name: a, when: {children unallocated: above 2}" + twice, "1 family") == never_held);
  // Both hold a family of two on day 28.
  CHECK(probes("{name: a, when: {workers over their limit: above 99 %}" + twice, "1 children") == held_from_28_to_56);
  CHECK(probes("{name: a, when: {workers over their limit: above 100 %}" + twice, "1 children") == never_held);
  CHECK(probes("{name: a, when: {workers over their limit: above 0 %}" + twice, "4 children") == never_held);
}

TEST_CASE("an event may wait for spending: people in post and what steps cost, against the budget so far") {
  const auto with_costs = [](const std::string& threshold) {
    Model model = model_of(watched("{name: a, when: {spending: above " + threshold + "}" + twice));
    const auto set = [](Model& m) {
      m.teams[0].cost = 30'000;  // two of them: 60 % of the budget
      m.steps[0].cost = 25'000 / seconds_per_year;
    };
    set(model);
    for (LaterRules& later : model.later) {
      Model then = *later.model;
      set(then);
      later.model = std::make_shared<const Model>(std::move(then));
    }
    return probes(model);
  };
  // Steps cost 25 % of the budget for each child there. By day 28 there have been (28 + 18 + 8) x 2 child-days: 3.857
  // children on average, 96.4 %, 156.4 % in all. By day 56 there have been 180: 140.4 % in all.
  CHECK(with_costs("156 %") == held_from_28_to_56);
  CHECK(with_costs("157 %") == never_held);
}

TEST_CASE("what waits for a condition and what is dated add up, in the order of the list") {
  CHECK(probes("{name: a, when: {children per worker: above 2}" + twice +
               ", {on: 2024-02-05, name: b, changes: {people.casework: 50 %}, lasting: 30 days}") ==
        Hours{3, 3, 6, 12, 6, 3});  // the dated one from day 35 to 65
  CHECK(probes("{name: a, when: {children per worker: above 2}" + twice +
               ", {name: b, when: {children per worker: above 1}, changes: {task.effort: 10 hours}}") ==
        Hours{3, 3, 10, 10, 3, 3});
  CHECK(probes("{name: b, when: {children per worker: above 1}, changes: {task.effort: 10 hours}}, "
               "{name: a, when: {children per worker: above 2}" + twice) == Hours{3, 3, 20, 20, 3, 3});
}

namespace {
std::string two_teams(const std::string& events, const std::string& a, const std::string& b,
                      const std::string& people = "{}") {
  return R"(
caseload: 1
name: two teams
period: {start: 2024-01-01, length: 60 days, begin: empty}
demand:
  first: {every: 1 hour, first: 0 hours, at_most: 2, to: long}
  second: {every: 1 hour, first: 0 hours, at_most: 1, to: short}
people: )" + people + R"(
teams:
  a: {posts: )" + a + R"(, limit: 1 family}
  b: {posts: )" + b + R"(, limit: 1 family}
events: [)" + events + R"(]
report: {on: [2024-01-09, 2024-01-10, 2024-01-17, 2024-01-18, 2024-01-20]}
steps:
  long: {team: a, tasks: {task: {effort: 100 hours}}, next: {long done: 100 %}}
  short: {team: b, tasks: {task: {effort: 6 hours}}, next: {short done: 100 %}}
  long done: {next: {closed: rest}}
  short done: {next: {closed: rest}}
)";
}
}  // namespace

TEST_CASE("the last worker moves, and the case goes back to the queue with the effort done") {
  const Model model =
      model_of(two_teams("{on: 2024-01-02, name: move, move: {posts: 1, from: a, to: b}}", "2", "0"));
  const Observations seen = observe(model);
  // Hours 1 to 24 of the second case are done when its worker goes; the other has it from 100 on.
  CHECK(entry_hours(model, seen, "long done") == Hours{100, 100 + 77});
  CHECK(entry_hours(model, seen, "short done") == Hours{24 + 6});
  CHECK(value(model, seen, "leavers", "a") == 0);
}

TEST_CASE("who moves keeps their speed") {
  // A starter from the 6th is half of the way from 50 % to full speed on the 11th: 6 hours take 8.
  const Model model = model_of(two_teams("{on: 2024-01-11, name: move, move: {posts: 1, from: a, to: b}}",
                                         "[0, 1 from 2024-01-06]", "0", "{starter: {speed: 50 %, full_after: 10 days}}"));
  CHECK(entry_hours(model, observe(model), "short done") == Hours{10 * day + 8});
}

TEST_CASE("posts that have moved stay moved when the lists of posts change, and no more move than there are") {
  const Model model = model_of(two_teams("{on: 2024-01-10, name: move, move: {posts: 2, from: a, to: b}}, "
                                         "{on: 2024-01-18, name: more, move: {posts: 9, from: b, to: a}}",
                                         "[3, 5 from 2024-01-11]", "1"));
  const Observations seen = observe(model);
  const auto in_post = [&](const char* team, const char* on) {
    return value(model, seen, "in post", std::string{team} + " on 2024-01-" + on);
  };
  CHECK(in_post("a", "09") == 3);
  CHECK(in_post("b", "09") == 1);
  CHECK(in_post("a", "10") == 1);
  CHECK(in_post("b", "10") == 3);
  CHECK(in_post("a", "17") == 3);
  CHECK(in_post("b", "17") == 3);
  CHECK(in_post("a", "18") == 6);
  CHECK(in_post("b", "18") == 0);
  CHECK(value(model, seen, "vacant", "a on 2024-01-18") == 0);
}

TEST_CASE("a vacant post moves as a vacancy, and recruitment begins anew") {
  // The only worker of a leaves on the 6th; the post moves on the 9th and is filled ten days later.
  const Model model = model_of(two_teams("{on: 2024-01-09, name: move, move: {posts: 1, from: a, to: b}}", "1", "0",
                                         "{leaving: {after: 5 days}, vacancy: {filled_after: 10 days}}"));
  const Observations seen = observe(model);
  CHECK(value(model, seen, "vacant", "b on 2024-01-17") == 1);
  CHECK(value(model, seen, "in post", "b on 2024-01-17") == 0);
  CHECK(entry_hours(model, seen, "short done") == Hours{18 * day + 6});
  CHECK(value(model, seen, "in post", "b on 2024-01-20") == 1);
  CHECK(value(model, seen, "in post", "a on 2024-01-20") == 0);
}

TEST_CASE("posts move each time their condition comes true, as often as is said") {
  // Above 2 on day 28 (3 children each) ... and below 2 on days 0 and 56.
  const auto posts = [](const std::string& event) {
    const Model model = model_of(watched("{name: a, " + event + ", move: {posts: 1, from: holders, to: desk}}"));
    return value(model, observe(model), "posts", "desk");
  };
  CHECK(posts("when: {children per worker: above 9}") == 1);
  CHECK(posts("when: {children per worker: below 2}") == Approx((80 + 80 + 24) / 80.0));
  CHECK(posts("when: {children per worker: below 2}, at_most: 1") == Approx((80 + 80) / 80.0));
  // True on two looks in a row counts once: 6 children to two workers on day 28, none on day 56.
  CHECK(posts("when: {children unallocated: below 1}") == Approx((80 + 80) / 80.0));
}

TEST_CASE("no family is lost when posts go to and fro") {
  const std::string yaml = R"(
caseload: 1
name: to and fro
period: {start: 2024-01-01, length: 364 days, begin: empty}
demand: {families: {rate: 6 families per day, children: 1.8, to: assess}}
people: {leaving: {rate: 40 % per year, notice: 2 weeks}, vacancy: {filled_after: 6 weeks, agency: 50 %, agency_after: 1 week},
  sickness: {days: 20 per year, lasting: 5 days, while_away: handed over}}
teams: {a: {posts: [9, 8 from 2024-08-01], limit: 4 families}, b: {posts: [3, 6 from 2024-05-01], limit: 4 families}}
effort: {handover_new: 2 hours, handover_old: 1 hour}
events:
  - {name: there, when: {children per worker: above 14, team: b}, move: {posts: 3, from: a, to: b}, at_most: 2}
  - {name: back, when: {children per worker: above 14, team: a}, move: {posts: 4, from: b, to: a}}
  - {name: once, on: 2024-03-01, move: {posts: 2, from: a, to: b}}
steps:
  assess: {team: a, tasks: {task: {effort: {exponential: 18 hours}}}, next: {plan: 50 %, closed: rest}}
  plan: {team: b, lasts: 2 weeks, tasks: {visit: {every: 1 week, effort: 8 hours}}}
report: {on: [2024-12-29]}
)";
  const Model model = model_of(yaml);
  REQUIRE(model.end == Instant{Date{std::chrono::year{2024} / 12 / 30}});
  double moved = 0;
  Arena used;
  run(model, Replication{7}, Seed{1}, used);
  CHECK(run(model, Replication{0}, Seed{1}, used).values == run(model, Replication{0}, Seed{1}).values);
  for (std::uint32_t replication = 0; replication < 5; ++replication) {
    const Observations seen = observe(model, replication);
    const double referred = value(model, seen, "referrals", "service") * 52, closed = value(model, seen, "closed", "service") * 52;
    CHECK(referred - closed == Approx(value(model, seen, "open families", "service on 2024-12-29")));
    const double posts = value(model, seen, "in post", "a on 2024-12-29") + value(model, seen, "vacant", "a on 2024-12-29") +
                         value(model, seen, "in post", "b on 2024-12-29") + value(model, seen, "vacant", "b on 2024-12-29");
    CHECK(posts == 14);
    moved += std::abs(value(model, seen, "posts", "a") - (9 * 213 + 8 * 151) / 364.0);
  }
  CHECK(moved > 1);
}

TEST_CASE("who is on notice does not come along: the post moves as a vacancy") {
  // All three give notice on the 11th and go on the 21st; in between the last post moves without its person.
  const Model model = model_of(two_teams("{on: 2024-01-16, name: move, move: {posts: 1, from: a, to: b}}", "3", "0",
                                         "{leaving: {after: 10 days, notice: 10 days}}"));
  const Observations seen = observe(model);
  CHECK(value(model, seen, "in post", "a on 2024-01-17") == 2);
  CHECK(value(model, seen, "in post", "b on 2024-01-17") == 0);
  CHECK(value(model, seen, "vacant", "b on 2024-01-17") == 1);
  CHECK(value(model, seen, "leavers", "a") == Approx(2 * days_per_year / 60));
  CHECK(value(model, seen, "leavers", "b") == 0);
}
