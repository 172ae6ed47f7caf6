// One step of one team against the queues of the textbooks, an hour of work at a time.
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <utility>

#include "support/queueing_run.hpp"
#include "support/queueing_theory.hpp"

using namespace caseload;
using namespace caseload::theory;

namespace {

/// Holds a step that families enter once, "help", and its team, "desk", against a queue in hours.
void check_queue(const Estimates& estimates, const Queue& queue, int servers) {
  check(estimates, "had to wait", "help", percent * queue.had_to_wait);
  check(estimates, "wait, mean", "help", queue.mean_wait / hours_per_day);
  check(estimates, "waiting families", "help", queue.mean_waiting);
  check(estimates, "open families", "help", queue.mean_present);
  check(estimates, "busy", "desk", percent * queue.mean_busy / servers);
}

}  // namespace

TEST_CASE("one worker with exponential times waits as long as M/M/1 says") {
  const auto [rate, length, settle] = GENERATE(table<double, std::string, std::string>({
      {0.5, "4 years", "4 weeks"},
      {0.9, "30 years", "1 year"},
  }));
  const std::string scenario = R"(
caseload: 1
name: M/M/1
period: {start: 2000-01-01, length: LENGTH, settle: SETTLE, begin: empty}
demand: {families: {rate: RATE families per hour, to: help}}
teams: {desk: {posts: 1, WORKS}}
steps: {help: {team: desk, tasks: {talk: {effort: {exponential: 1 hour}}}}}
)";
  for (const auto& [works, seed] : both_ways) {
    const auto estimates = run_scenario(
        filled_in(scenario, {{"LENGTH", length}, {"SETTLE", settle}, {"RATE", std::to_string(rate)}, {"WORKS", works}}),
        40, seed);
    INFO(works << ", " << rate << " families an hour");
    check_queue(estimates, mmc(rate, 1, 1), 1);
    check(estimates, "wait, 90th percentile", "help", mmc_wait_quantile(rate, 1, 1, 0.9) / hours_per_day);
    check(estimates, "entered", "help", rate * hours_per_week);
  }
}

TEST_CASE("a team with exponential times waits as long as Erlang C says") {
  struct Team {
    int posts;
    double rate;
    std::string length;
    Way way;
  };
  const Team team = GENERATE(Team{5, 4, "4 years", both_ways[0]}, Team{5, 4, "4 years", both_ways[1]},
                             Team{20, 16, "18 months", both_ways[0]});
  const std::string scenario = R"(
caseload: 1
name: M/M/c
period: {start: 2000-01-01, length: LENGTH, settle: 4 weeks, begin: empty}
demand: {families: {rate: RATE families per hour, to: help}}
teams: {desk: {posts: POSTS, WORKS}}
steps: {help: {team: desk, tasks: {talk: {effort: {exponential: 1 hour}}}}}
)";
  const auto estimates = run_scenario(filled_in(scenario, {{"LENGTH", team.length},
                                                           {"RATE", std::to_string(team.rate)},
                                                           {"POSTS", std::to_string(team.posts)},
                                                           {"WORKS", team.way.works}}),
                                      40, team.way.seed);
  INFO(team.way.works << ", " << team.posts << " posts");
  check_queue(estimates, mmc(team.rate, 1, team.posts), team.posts);
  for (const auto& [measure, p] : {std::pair{"wait, 90th percentile", 0.9}, std::pair{"wait, 95th percentile", 0.95}}) {
    check(estimates, measure, "help", mmc_wait_quantile(team.rate, 1, team.posts, p) / hours_per_day);
  }
}

TEST_CASE("one worker with other laws of effort waits as long as Pollaczek and Khinchine say") {
  struct Law {
    std::string effort;
    double cv;
    MeanUpTo mean_up_to;
    Way way;
  };
  const Law law = GENERATE(Law{"{lognormal: {mean: 1 hour, cv: 1}}", 1, lognormal(1, 1), both_ways[0]},
                           Law{"{gamma: {mean: 1 hour, cv: 0.5}}", 0.5, gamma(1, 0.5), both_ways[1]},
                           Law{"1 hour", 0, fixed(1), both_ways[0]});
  const std::string scenario = R"(
caseload: 1
name: M/G/1
period: {start: 2000-01-01, length: 10 years, settle: 3 months, begin: empty}
demand: {families: {rate: 0.8 families per hour, to: help}}
teams: {desk: {posts: 1, WORKS}}
steps: {help: {team: desk, tasks: {talk: {effort: EFFORT}}}}
)";
  const auto estimates =
      run_scenario(filled_in(scenario, {{"EFFORT", law.effort}, {"WORKS", law.way.works}}), 40, law.way.seed);
  INFO(law.way.works << ", effort " << law.effort);
  const double wait = pollaczek_khinchine(0.8, 1, law.cv);
  Queue queue;
  queue.had_to_wait = queue.mean_busy = 0.8;
  queue.mean_wait = wait;
  queue.mean_waiting = 0.8 * wait;
  queue.mean_present = 0.8 * (wait + 1);
  check_queue(estimates, queue, 1);
  check(estimates, "wait, 90th percentile", "help",
        mg1_wait_quantile(0.8, 1, law.mean_up_to, 0.9, 0.01) / hours_per_day);
  check(estimates, "time in step, mean", "help", (wait + 1) / hours_per_day);
}

TEST_CASE("a team that is open half the day is M/M/1 on the clock of its hours") {
  const std::string scenario = R"(
caseload: 1
name: M/M/1 by day
period: {start: 2000-01-01, length: 18 years, settle: 6 months, begin: empty}
calendars: {daytime: {days: [mon, tue, wed, thu, fri, sat, sun], from: "08:00", until: "20:00", bank_holidays: open}}
demand: {families: {rate: 0.4 families per hour, to: help, hours: daytime}}
people: {hours: daytime}
teams: {desk: {posts: 1, WORKS}}
steps: {help: {team: desk, tasks: {talk: {effort: {exponential: 1 hour}}}}}
)";
  for (const auto& [works, seed] : both_ways) {
    // 0.4 families an hour on average come in half of the hours.
    const auto estimates = run_scenario(filled_in(scenario, {{"WORKS", works}}), 40, seed);
    INFO(works);
    const Queue queue = mmc(0.8, 1, 1);
    check(estimates, "entered", "help", 0.4 * hours_per_week);
    check(estimates, "had to wait", "help", percent * queue.had_to_wait);
    check(estimates, "busy", "desk", percent * queue.mean_busy);
    // At night they are as many as when it closed.
    check(estimates, "open families", "help", queue.mean_present);
    check(estimates, "waiting families", "help", queue.mean_waiting);
  }
}

TEST_CASE("urgent families wait as little, and the others as long, as Cobham says") {
  const std::string scenario = R"(
caseload: 1
name: two classes
period: {start: 2000-01-01, length: 14 years, settle: 3 months, begin: empty}
demand:
  urgent: {rate: 0.2 families per hour, to: protect}
  others: {rate: 0.6 families per hour, to: help}
urgency: [first, second]
teams: {desk: {posts: 1, WORKS}}
steps:
  protect: {team: desk, urgency: first, tasks: {talk: {effort: {exponential: 1 hour}}}}
  help: {team: desk, urgency: second, tasks: {talk: {effort: {exponential: 1 hour}}}}
)";
  for (const auto& [works, seed] : both_ways) {
    const auto estimates = run_scenario(filled_in(scenario, {{"WORKS", works}}), 40, seed);
    INFO(works);
    const std::array loads{0.2, 0.6};
    const auto waits = cobham(erlang_c(1, 0.8), loads);
    check(estimates, "wait, mean", "protect", waits[0] / hours_per_day);
    check(estimates, "wait, mean", "help", waits[1] / hours_per_day);
    check(estimates, "waiting families", "protect", 0.2 * waits[0]);
    check(estimates, "waiting families", "help", 0.6 * waits[1]);
    check(estimates, "had to wait", "protect", percent * 0.8);
    check(estimates, "had to wait", "help", percent * 0.8);
    // Only the work in hand and the urgent ones before it delay an urgent case: 0.8 exp(-(1 - 0.2) t).
    check(estimates, "wait, 90th percentile", "protect", std::log(0.8 / 0.1) / 0.8 / hours_per_day);
  }
}

TEST_CASE("places without a queue are refused as often as Erlang B says, whatever the law of the stay") {
  const std::string stay = GENERATE("{exponential: 1 hour}", "{lognormal: {mean: 1 hour, cv: 1.5}}", "{fixed: 1 hour}");
  const std::string scenario = R"(
caseload: 1
name: Erlang loss
period: {start: 2000-01-01, length: 1 year, settle: 1 week, begin: empty}
demand: {families: {rate: 8 families per hour, to: shelter}}
steps: {shelter: {places: 10, lasts: STAY}}
)";
  const auto estimates = run_scenario(filled_in(scenario, {{"STAY", stay}}), 40);
  INFO("stay " << stay);
  const double refused = erlang_b(10, 8);
  check(estimates, "refused", "shelter", percent * refused);
  check(estimates, "open families", "shelter", 8 * (1 - refused));
  check(estimates, "entered", "shelter", 8 * (1 - refused) * hours_per_week);
}

TEST_CASE("a queue with few places is the birth-death process M/M/c/K") {
  const std::string scenario = R"(
caseload: 1
name: M/M/2/3
period: {start: 2000-01-01, length: 5 years, settle: 1 week, begin: empty}
demand: {families: {rate: 0.75 families per hour, to: help}}
teams: {desk: {posts: 2, WORKS}}
steps: {help: {team: desk, places: 3, tasks: {talk: {effort: {exponential: 1 hour}}}}}
)";
  for (const auto& [works, seed] : both_ways) {
    const auto estimates = run_scenario(filled_in(scenario, {{"WORKS", works}}), 40, seed);
    INFO(works);
    const Queue queue = mmck(0.75, 1, 2, 3);
    check_queue(estimates, queue, 2);
    check(estimates, "refused", "help", percent * queue.refused);
  }
}

TEST_CASE("families whose patience ends give up as often as Erlang A says") {
  const std::string scenario = R"(
caseload: 1
name: Erlang A
period: {start: 2000-01-01, length: 1 year, settle: 1 week, begin: empty}
demand: {families: {rate: 4.5 families per hour, to: help}}
teams: {desk: {posts: 5, WORKS}}
steps:
  help:
    team: desk
    gives_up: {after: {exponential: 2 hours}, to: gone}
    tasks: {talk: {effort: {exponential: 1 hour}}}
  gone: {}
)";
  for (const auto& [works, seed] : both_ways) {
    const auto estimates = run_scenario(filled_in(scenario, {{"WORKS", works}}), 40, seed);
    INFO(works);
    const Queue queue = erlang_a(4.5, 1, 5, 2);
    check(estimates, "gave up", "help", percent * queue.gave_up);
    check(estimates, "entered", "gone", 4.5 * queue.gave_up * hours_per_week);
    check(estimates, "waiting families", "help", queue.mean_waiting);
    check(estimates, "open families", "help", queue.mean_present);
    check(estimates, "busy", "desk", percent * queue.mean_busy / 5);
  }
}

TEST_CASE("a closed population queues as the machines of the repair problem do") {
  const std::string scenario = R"(
caseload: 1
name: machine repair
period: {start: 2000-01-01, length: 4 years, settle: 4 weeks, begin: {away: 5 families}}
teams: {desk: {posts: 1, WORKS}}
steps:
  away: {lasts: {exponential: 10 hours}, next: {help: rest}}
  help: {team: desk, tasks: {talk: {effort: {exponential: 2 hours}}}, next: {away: rest}}
)";
  for (const auto& [works, seed] : both_ways) {
    const auto estimates = run_scenario(filled_in(scenario, {{"WORKS", works}}), 40, seed);
    INFO(works);
    const Queue queue = machine_repair(5, 1, 10, 2);
    check(estimates, "open families", "help", queue.mean_present);
    check(estimates, "open families", "away", 5 - queue.mean_present);
    check(estimates, "waiting families", "help", queue.mean_waiting);
    check(estimates, "wait, mean", "help", queue.mean_wait / hours_per_day);
    check(estimates, "had to wait", "help", percent * queue.had_to_wait);
    check(estimates, "busy", "desk", percent * queue.mean_busy);
    CHECK(measured(estimates, "open families", "service").mean == 5);
  }
}
