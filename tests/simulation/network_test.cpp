// The loop for plain networks against the general one: everything that is observed is the same to the last bit.
#include "simulation/network.hpp"

#include <bit>
#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <utility>

#include "simulation/service.hpp"
#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// What the general loop sees.
Observations in_general(const Model& model, Replication replication, Seed seed) {
  Arena arena;
  State& s = arena.state();
  start(model, s, replication, seed, {});
  std::uint64_t handled = 0;
  while (advance(model, s)) ++handled;
  Observations seen = finish(model, s);
  seen.events = handled;
  return seen;
}

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](double x, double y) { return same(x, y); });
}

/// The first thing in which they differ; empty: none.
std::string difference(const Model& model, const Observations& a, const Observations& b) {
  if (a.events != b.events) return "events: " + std::to_string(a.events) + " and " + std::to_string(b.events);
  const std::vector<Measure> measures = measures_of(model);
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (!same(a.values.at(i), b.values.at(i))) {
      return full_name(measures[i]) + ": " + std::to_string(a.values[i]) + " and " + std::to_string(b.values[i]);
    }
  }
  if (!same(a.of, b.of)) return "number of cases that a share is the share of";
  if (!same(a.series, b.series)) return "weekly series";
  if (!same(a.months, b.months)) return "monthly series";
  if (!same(a.histograms, b.histograms)) return "histograms";
  if (!same(a.beginning, b.beginning)) return "weeks of the beginning";
  if (!same(a.luck, b.luck)) return "luck";
  return {};
}

/// @return  events handled
std::uint64_t agree(const Model& model, Arena& arena, std::uint32_t replications) {
  REQUIRE(is_plain_network(model));
  std::uint64_t events = 0;
  for (std::uint32_t k = 0; k < replications; ++k) {
    const Observations plain = run(model, Replication{k}, Seed{3}, arena);
    REQUIRE(difference(model, in_general(model, Replication{k}, Seed{3}), plain) == "");
    events += plain.events;
  }
  return events;
}

/// In the same memory one after the other.
std::uint64_t agree(const std::string& yaml, std::uint32_t replications = 3) {
  INFO(yaml);
  Arena arena;
  return agree(model_of(yaml), arena, replications);
}

std::string network(const std::string& rest, const std::string& period = "length: 1 year") {
  return "caseload: 1\nname: network\nperiod: {start: 2024-01-01, " + period + ", begin: empty}\n" + rest;
}

const std::string four_stages = network(R"(
demand: {arrivals: {rate: 8 families per hour, to: a}}
teams: {a: {posts: 5, works: pool}, b: {posts: 10, works: pool}, c: {posts: 15, works: pool}, d: {posts: 20, works: pool}}
steps:
  a: {team: a, tasks: {job: {effort: {exponential: 0.53125 hours}}}, next: {b: 50 %, closed: rest}}
  b: {team: b, tasks: {job: {effort: {exponential: 2.125 hours}}}, next: {c: 40 %, closed: rest}}
  c: {team: c, tasks: {job: {effort: {exponential: 7.96875 hours}}}, next: {d: 30 %, closed: rest}}
  d: {team: d, tasks: {job: {effort: {exponential: 35.4 hours}}}}
)",
                                        "length: 90 days");

}  // namespace

TEST_CASE("one server, twenty servers and four stages: both loops see the same") {
  const std::string one_queue = network(R"(
demand: {arrivals: {rate: RATE families per hour, to: job}}
teams: {servers: {posts: POSTS, works: pool}}
steps: {job: {team: servers, tasks: {job: {effort: {exponential: 1 hour}}}}}
)");
  const auto of = [&](const std::string& rate, const std::string& posts) {
    std::string text = one_queue;
    text.replace(text.find("RATE"), 4, rate);
    return text.replace(text.find("POSTS"), 5, posts);
  };
  CHECK(agree(of("0.9", "1")) > 30'000);
  CHECK(agree(of("19", "20"), 1) > 300'000);
  agree(of("1.1", "1"));  // the queue grows for ever
  agree(of("3", "0"));    // ... all the more if nobody is there
  CHECK(agree(four_stages) > 100'000);
}

TEST_CASE("teams that serve several steps, streams into several steps and loops back") {
  agree(network(R"(
demand:
  calls: {rate: 20 families per day, children: 1.8, to: look}
  letters: {rate: 30 children per week, children: {bands: [{share: 50 %, low: 1, high: 1}, {share: 50 %, low: 2, high: 6}]}, to: sort}
  visits: {every: {exponential: 3 hours}, first: 30 minutes, at_most: 500, to: look}
effort: {next_child: 30 %}
teams: {front: {posts: 3, works: pool}, back: {posts: 2, works: pool}, nobody comes: {posts: 1, works: pool}}
steps:
  look: {team: front, tasks: {one: {effort: {lognormal: {mean: 2 hours, cv: 1.2}}}}, next: {look: 10 %, sort: 20 %, check: 30 %, closed: rest}}
  sort: {team: back, tasks: {one: {effort: 45 minutes}}, next: {look: 15 %, closed: rest}}
  check: {team: front, tasks: {one: {effort: {gamma: {mean: 1 hour, cv: 0.5}}}}, next: {sort: 100 %}}
)"));
}

TEST_CASE("much at the same second: whoever is free chooses first, and what was scheduled first comes first") {
  const std::string ties = network(R"(
report: {on: [2024-01-03, 2024-01-10]}
demand:
  one: {every: 1 hour, first: 0 hours, to: a}
  two: {every: 30 minutes, first: 1 hour, to: b}
  three: {every: 1 hour, first: 1 hour, children: {fixed: 3}, to: c}
  four: {every: 1 hour, at_most: 10, to: a}
effort: {next_child: 100 %}
teams: {first: {posts: 2, works: pool}, second: {posts: 3, works: pool}}
steps:
  a: {team: first, tasks: {job: {effort: 1 hour}}, next: {b: 50 %, a: 20 %, closed: rest}}
  b: {team: second, tasks: {job: {effort: 30 minutes}}, next: {a: 20 %, c: 20 %, closed: rest}}
  c: {team: second, tasks: {job: {effort: 0 hours}}, next: {a: 30 %, closed: rest}}
)",
                                   "length: 60 days, settle: 1 week");
  agree(ties, 10);
  // Who is done and begins again does so before the one to whom the family has gone: an hour later both are done at the
  // same second, and the first of them sends a family to the front of the queue.
  agree(network(R"(
demand: {families: {every: 20 minutes, first: 0 hours, to: a}}
teams: {first: {posts: 2, works: pool}, second: {posts: 2, works: pool}, third: {posts: 1, works: pool}}
steps:
  a: {team: first, tasks: {job: {effort: 1 hour}}, next: {b: 50 %, c: rest}}
  b: {team: second, tasks: {job: {effort: 1 hour}}, next: {c: 100 %}}
  c: {team: third, tasks: {job: {effort: {exponential: 25 minutes}}}}
)",
                "length: 60 days"),
        10);
}

TEST_CASE("settling, dates of reports, seasons, opening hours of the demand and rates that change") {
  agree(network(R"(
report: {on: [2024-05-01, 2024-08-31]}
calendars: {nine to five: {days: [mon, tue, wed, thu, fri], from: "09:00", until: "17:00", bank_holidays: closed}}
demand:
  a: {rate: 40 families per week, children: 1.8, season: {aug: 50 %, oct: 130 %}, hours: nine to five, to: look}
  b: {rate: 30 families per week, to: look}
events: [{on: 2024-06-01, name: news, referrals: +40 %, over: 4 weeks, lasting: yes}]
teams: {desk: {posts: 1, works: pool}}
steps: {look: {team: desk, tasks: {visit: {effort: {exponential: 2 hours}}}}}
)",
                "length: 1 year, settle: 3 months"));
}

// ---------------------------------------------------------------------------------------------- random networks

namespace {

class RandomNetwork {
 public:
  explicit RandomNetwork(std::uint32_t number) : bits_{StreamKey{.seed = 20240101, .entity = number}} {}

  std::string yaml() {
    steps_ = between(1, 5);
    teams_ = between(1, 4);
    std::string text =
        "caseload: 1\nname: random\nperiod: {start: 2024-01-29, length: " + std::to_string(between(3, 60)) +
        " days, begin: empty" + maybe(", settle: " + any_of({"5 days", "1 week", "1 month"})) + "}\n" +
        maybe("report: {on: [2024-01-30, 2024-01-31]}\n") + "demand:\n";
    for (int i = between(1, 4); i > 0; --i) text += "  stream " + std::to_string(i) + ": {" + stream() + "}\n";
    text += maybe("effort: {next_child: " + any_of({"0 %", "50 %", "100 %"}) + "}\n") + "teams:\n";
    for (int i = 0; i < teams_; ++i) {
      text += "  team " + std::to_string(i) + ": {works: pool, posts: " + std::to_string(between(1, 6)) + "}\n";
    }
    text += "steps:\n";
    for (int i = 0; i < steps_; ++i) text += "  step " + std::to_string(i) + ": {" + step(i) + "}\n";
    return text;
  }

 private:
  int between(int low, int high) { return low + static_cast<int>(uniform01(bits_) * (high - low + 1)); }
  std::string any_of(const std::vector<std::string>& all) {
    return all[static_cast<std::size_t>(between(0, static_cast<int>(all.size()) - 1))];
  }
  std::string maybe(const std::string& text) { return between(0, 1) == 0 ? "" : text; }
  std::string any_step() { return "step " + std::to_string(between(0, steps_ - 1)); }

  std::string stream() {
    const std::string often =
        between(0, 1) == 0 ? "rate: " + any_of({"1 family per day", "3 families per hour", "40 children per week"})
                           : "every: " +
                                 any_of({"1 hour", "2 hours", "{exponential: 50 minutes}",
                                         "{uniform: {low: 0 hours, high: 3 hours}}"}) +
                                 maybe(", first: " + any_of({"0 hours", "1 hour", "2 days"})) +
                                 maybe(", at_most: " + std::to_string(between(1, 60)));
    return often + maybe(", children: " + any_of({"1.8", "{fixed: 2}", "{fixed: 3}"})) + ", to: " + any_step();
  }

  std::string step(int number) {
    // Families may not go round and round in no time.
    const bool at_once = number == 0 && steps_ > 1 && between(0, 2) == 0;
    const std::string effort =
        at_once ? "0 hours"
                : any_of({"1 hour", "30 minutes", "{exponential: 1 hour}", "{exponential: 20 minutes}",
                          "{lognormal: {mean: 1 hour, cv: 1.5}}", "{weibull: {shape: 2, scale: 1 hour}}"});
    std::string text =
        "team: team " + std::to_string(between(0, teams_ - 1)) + ", tasks: {job: {effort: " + effort + "}}, next: {";
    const int to = between(at_once, steps_ - 1), also = between(at_once, steps_ - 1);
    if (between(0, 3) > 0) text += "step " + std::to_string(to) + ": " + std::to_string(between(5, 50)) + " %, ";
    if (also != to && between(0, 1) == 0) text += "step " + std::to_string(also) + ": 20 %, ";
    return text + "closed: rest}";
  }

  Stream bits_;
  int steps_{}, teams_{};
};

}  // namespace

TEST_CASE("both loops see the same in 300 random networks, one after the other in the same memory") {
  Arena arena;
  std::uint64_t events = 0;
  for (std::uint32_t number = 0; number < 300; ++number) {
    const std::string yaml = RandomNetwork{number}.yaml();
    INFO("network " << number << "\n" << yaml);
    events += agree(model_of(yaml), arena, 2);
  }
  CHECK(events > 500'000);
}

// ---------------------------------------------------------------------------------------------- what is not plain

namespace {

struct Feature {
  const char* what;
  std::function<void(Model&)> make;
};

const std::vector<Feature> not_plain = {
    {"other rules later",
     [](Model& m) {
       m.later.push_back({m.start, 0, std::make_shared<Model>(m)});
     }},
    {"an event that waits", [](Model& m) { m.events.emplace_back(); }},
    {"posts that move", [](Model& m) { m.events.push_back({.on = m.start, .posts = 1}); }},
    {"a campaign", [](Model& m) { m.campaigns.emplace_back(); }},
    {"a cost at once", [](Model& m) { m.one_off_costs.emplace_back(); }},
    {"a norm", [](Model& m) { m.norms.emplace_back(); }},
    {"publicity", [](Model& m) { m.publicity.push_back(m.start); }},
    {"sickness under strain", [](Model& m) { m.feedback.sickness = 0.1; }},
    {"leaving under strain", [](Model& m) { m.feedback.leaving = 0.1; }},
    {"fewer applicants", [](Model& m) { m.feedback.applicants = 0.1; }},
    {"trust built anew", [](Model& m) { m.feedback.worker_change = 0.1; }},
    {"slow managers", [](Model& m) { m.feedback.manager = 0.1; }},
    {"more re-referrals", [](Model& m) { m.feedback.re_referral = 0.1; }},
    {"re-referrals", [](Model& m) { m.re_referral.share = 0.1; }},
    {"memory", [](Model& m) { m.remembers = true; }},
    {"families there at the beginning", [](Model& m) { m.begins_from = Begin::From::steady; }},
    {"a grade", [](Model& m) { m.grades.emplace_back(); }},
    {"a slow usual grade", [](Model& m) { m.grades[0].speed = 0.5; }},
    {"named workers", [](Model& m) { m.teams[1].pool = false; }},
    {"office hours", [](Model& m) { m.teams[1].calendar = 1; }},
    {"other work", [](Model& m) { m.teams[1].casework = 0.8; }},
    {"absences",
     [](Model& m) {
       m.absences.emplace_back(), m.teams[1].absences = {0, 1};
     }},
    {"leaving", [](Model& m) { m.teams[1].has_leaving = true; }},
    {"vacancies", [](Model& m) { m.teams[1].has_vacancy = true; }},
    {"vacant posts at the beginning", [](Model& m) { m.teams[1].vacant_at_begin = 0.2; }},
    {"slow starters", [](Model& m) { m.teams[1].has_starter = true; }},
    {"people of their own pace", [](Model& m) { m.teams[1].spread = 0.2; }},
    {"grades in a team",
     [](Model& m) {
       m.teams[1].grades = {0, 1};
     }},
    {"grades of starters",
     [](Model& m) {
       m.teams[1].starters = {0, 1};
     }},
    {"overtime", [](Model& m) { m.teams[1].overtime = 0.1; }},
    {"a manager", [](Model& m) { m.teams[1].manager = TeamId{0}; }},
    {"a team that manages", [](Model& m) { m.teams[1].manages = {TeamId{0}}; }},
    {"a span", [](Model& m) { m.teams[1].span = 50; }},
    {"a team held against something", [](Model& m) { m.teams[1].held_against = true; }},
    {"talks", [](Model& m) { m.teams[1].supervises_every.set = true; }},
    {"costs of people", [](Model& m) { m.teams[1].cost = 1; }},
    {"posts that change", [](Model& m) { m.teams[1].posts.first = m.teams[0].posts.first; }},
    {"a part-time post", [](Model& m) { m.posts[m.teams[1].posts.first].last = 0.5; }},
    {"room for more posts", [](Model& m) { ++m.teams[1].most_posts, ++m.teams[1].room; }},
    {"a step of nobody", [](Model& m) { m.steps[1].team = nobody; }},
    {"a junction",
     [](Model& m) {
       m.steps[1].tasks = {0, 0};
     }},
    {"two tasks",
     [](Model& m) {
       m.steps[1].tasks = {0, 2};
     }},
    {"a plan", [](Model& m) { m.steps[1].plan = true; }},
    {"an urgent step", [](Model& m) { m.steps[1].urgent = true; }},
    {"a step that lasts", [](Model& m) { m.steps[1].has_lasts = true; }},
    {"patience", [](Model& m) { m.steps[1].has_patience = true; }},
    {"a step with a due date", [](Model& m) { m.steps[1].due.set = true; }},
    {"a clock from referral", [](Model& m) { m.steps[1].due_from_referral = true; }},
    {"a clock from another step", [](Model& m) { m.steps[1].due_from = 0; }},
    {"a mark", [](Model& m) { m.steps[1].mark = 0; }},
    {"a step that is remembered", [](Model& m) { m.steps[1].is = 1; }},
    {"ways that hang on the past", [](Model& m) { m.steps[1].been = 1; }},
    {"a limit of places", [](Model& m) { m.steps[1].places = 5; }},
    {"returns to a step", [](Model& m) { m.steps[1].has_returns = true, m.steps[1].returns.share = 0.1; }},
    {"costs of a step", [](Model& m) { m.steps[1].cost = 1; }},
    {"a task of another team", [](Model& m) { m.tasks[1].by = TeamId{0}; }},
    {"a task for two teams", [](Model& m) { m.tasks[1].or_by = TeamId{0}; }},
    {"an audit", [](Model& m) { m.tasks[1].asked = Asked::on_date; }},
    {"a task while unallocated", [](Model& m) { m.tasks[1].asked = Asked::while_unallocated; }},
    {"a task that may be missed", [](Model& m) { m.tasks[1].may_be_missed = true; }},
    {"a task that recurs", [](Model& m) { m.tasks[1].recurs = true; }},
    {"a delay", [](Model& m) { m.tasks[1].has_after = true; }},
    {"a task with a due date", [](Model& m) { m.tasks[1].due.set = true; }},
    {"office work", [](Model& m) { m.tasks[1].direct = 0.5; }},
    {"a task that may end its step",
     [](Model& m) {
       m.tasks[1].ends = {0, 1};
     }},
    {"ways out of a task",
     [](Model& m) {
       m.tasks[1].routes = {0, 1};
     }},
    {"an urgent task beside another in a team",
     [](Model& m) { m.steps[0].team = m.steps[1].team, ++m.tasks[1].urgency; }},
};

}  // namespace

TEST_CASE("anything else in a model is left to the general loop") {
  Model plain = model_of(four_stages);
  const Calendar mornings{.name = "mornings",
                          .days = std::vector<bool>(7, true),
                          .from = std::chrono::hours{0},
                          .until = std::chrono::hours{12}};
  plain.calendars.resize(1);
  plain.calendars.emplace_back(mornings, Date{}, Date{} + std::chrono::days{7});
  REQUIRE(is_plain_network(plain));
  for (const Feature& feature : not_plain) {
    INFO(feature.what);
    Model changed = plain;
    feature.make(changed);
    CHECK_FALSE(is_plain_network(changed));
  }
}

TEST_CASE("the urgency of a team's tasks does not matter as long as it is the same") {
  Model model = model_of(four_stages);
  ++model.tasks[1].urgency;  // of another team than the others
  Arena arena;
  agree(model, arena, 1);
}

TEST_CASE("what is recorded family by family is left to the general loop") {
  const Model model = model_of(four_stages);
  Arena arena;
  CHECK_FALSE(run(model, Replication{0}, Seed{1}, arena, {.journeys = true}).journeys.empty());
  CHECK_FALSE(run(model, Replication{0}, Seed{1}, arena, {.log = true}).log.empty());
}

// ---------------------------------------------------------------------------------------------- the tournament

TEST_CASE("a tournament gives what is next, in the order of a sorted list") {
  // So many players and seconds that the order of scheduling is counted anew every few thousand times.
  constexpr std::uint32_t players = 5000;
  constexpr std::int64_t last = (std::int64_t{1} << 34) - 1;
  REQUIRE(WhoIsNext::fits(players, last));
  WhoIsNext next;
  next.restart(players, last);
  using Entry = std::tuple<std::int64_t, WhoIsNext::What, std::uint64_t, std::uint32_t>;
  std::set<Entry> list;
  std::vector<std::set<Entry>::iterator> of(players, list.end());
  Stream bits{StreamKey{.seed = 5}};
  const auto below = [&](std::uint64_t n) { return bits() % n; };
  std::int64_t now = 0;
  for (std::uint64_t order = 0; order < 100'000; ++order) {
    const auto player = static_cast<std::uint32_t>(below(players));
    if (of[player] != list.end()) list.erase(of[player]);
    if (below(10) == 0) {
      next.has_nothing_to_do(player);
      of[player] = list.end();
    } else {
      const auto what = below(2) == 0 ? WhoIsNext::What::ends : WhoIsNext::What::begins;
      const std::int64_t second = below(100) == 0 ? last + 1 : now + static_cast<std::int64_t>(below(5));
      next.schedule(player, second, what);
      of[player] = second > last ? list.end() : list.insert({second, what, order, player}).first;
    }
    const WhoIsNext::Key end = next.middle_of(last);
    REQUIRE((next.first() > end) == list.empty());
    if (list.empty()) continue;
    const auto& [second, what, ordered, first] = *list.begin();
    REQUIRE(next.player(next.first()) == first);
    REQUIRE(next.second(next.first()) == second);
    REQUIRE((next.first() < next.middle_of(second)) == (what == WhoIsNext::What::ends));
    now = second;
    if (below(3) > 0) continue;
    of[first] = list.end();
    next.has_nothing_to_do(first);
    list.erase(list.begin());
  }
}

TEST_CASE("a tournament of one is won by that one") {
  WhoIsNext alone;
  alone.restart(1, 10);
  CHECK(alone.first() > alone.middle_of(10));
  alone.schedule(0, 10, WhoIsNext::What::ends);
  CHECK(alone.second(alone.first()) == 10);
  alone.schedule(0, 11, WhoIsNext::What::ends);
  CHECK(alone.first() > alone.middle_of(10));
}
