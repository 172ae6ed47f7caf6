// Workers who are away, leave and hold several cases, against the chains of queueing_theory.hpp.
#include <catch2/catch.hpp>

#include "support/queueing_run.hpp"
#include "support/queueing_theory.hpp"

using namespace caseload;
using namespace caseload::theory;

TEST_CASE("what becomes of an absent worker's case is what theory says of its rule") {
  struct Rule {
    std::string while_away;
    InHand in_hand;
  };
  const Rule rule = GENERATE(Rule{"handed over", InHand::handed_over}, Rule{"kept", InHand::kept},
                             Rule{"finished first", InHand::finished_first});
  const AbsenceAnswer exact = absent_workers(
      {.workers = 3, .arrival_rate = 0.45, .mean_service = 5, .mean_gap = 30, .mean_absence = 5}, rule.in_hand);
  const std::string scenario = R"(
caseload: 1
name: absent workers
period: {start: 2000-01-01, length: 45 years, settle: 1 year, begin: empty}
demand: {families: {rate: 0.45 families per hour, to: help}}
people: {sickness: {every: {exponential: 30 hours}, lasting: {exponential: 5 hours}, while_away: RULE}}
teams: {desk: {posts: 3, WORKS}}
steps: {help: {team: desk, tasks: {talk: {effort: {exponential: 5 hours}}}}}
)";
  for (const auto& [works, seed] : both_ways) {
    const auto estimates = run_scenario(filled_in(scenario, {{"RULE", rule.while_away}, {"WORKS", works}}), 40, seed);
    INFO(works << ", " << rule.while_away);
    check(estimates, "open families", "help", exact.mean_present);
    // A pool's family waits until it is begun; one that had a named worker waits again for the next.
    check(estimates, "waiting families", "help", works == "works: pool" ? exact.mean_not_begun : exact.mean_waiting);
    check(estimates, "had to wait", "help", percent * exact.had_to_wait);
    check(estimates, "wait, mean", "help", exact.mean_not_begun / 0.45 / hours_per_day);
    check(estimates, "busy", "desk", percent * exact.mean_busy / (3 - exact.mean_absent));
    check(estimates, "present", "desk", 3 - exact.mean_absent);
    check(estimates, "absent", "desk", percent * exact.mean_absent / 3);
  }
}

TEST_CASE("posts stand vacant as often as renewal theory says, whatever the law of recruitment") {
  const std::string recruitment = GENERATE("{exponential: 13 weeks}", "13 weeks", "{gamma: {mean: 13 weeks, cv: 0.5}}");
  const std::string scenario = R"(
caseload: 1
name: turnover
period: {start: 2000-01-01, length: 100 years, settle: 5 years, begin: empty}
demand: {families: {rate: 1 family per week, to: help}}
people: {leaving: {after: {exponential: 156 weeks}}, vacancy: {filled_after: RECRUITMENT}}
teams: {desk: {posts: 40, works: pool}}
steps: {help: {team: desk, tasks: {talk: {effort: 1 hour}}}}
)";
  const auto estimates = run_scenario(filled_in(scenario, {{"RECRUITMENT", recruitment}}), 100);
  INFO("recruitment " << recruitment);
  const double vacant = 40 * vacant_share(156, 13);
  check(estimates, "vacant", "desk", vacant);
  check(estimates, "in post", "desk", 40 - vacant);
  check(estimates, "leavers", "desk", (40 - vacant) / 156 * days_per_year / 7);
  CHECK(measured(estimates, "posts", "desk").mean == 40);
}

TEST_CASE("posts that are full at first empty as renewal theory says, date by date") {
  const bool fixed_recruitment = GENERATE(false, true);
  const std::string scenario = R"(
caseload: 1
name: turnover from full
period: {start: 2000-01-01, length: 104 weeks, begin: empty}
report: {on: [2000-03-31, 2000-06-30, 2000-12-29, 2001-12-28]}
demand: {families: {rate: 1 family per week, to: help}}
people: {leaving: {after: {exponential: 156 weeks}}, vacancy: {filled_after: RECRUITMENT}}
teams: {desk: {posts: 40, works: pool}}
steps: {help: {team: desk, tasks: {talk: {effort: 1 hour}}}}
)";
  const auto estimates = run_scenario(
      filled_in(scenario, {{"RECRUITMENT", fixed_recruitment ? "13 weeks" : "{exponential: 13 weeks}"}}), 10'000);
  INFO((fixed_recruitment ? "fixed" : "exponential") << " recruitment");
  struct Day {
    std::string date;
    double ends;  // weeks
  };
  for (const auto& [date, ends] :
       {Day{"2000-03-31", 13}, Day{"2000-06-30", 26}, Day{"2000-12-29", 52}, Day{"2001-12-28", 104}}) {
    const double vacant =
        40 * (fixed_recruitment ? vacant_at_fixed_recruitment(156, 13, ends) : vacant_at(156, 13, ends));
    check(estimates, "vacant", "desk on " + date, vacant);
    check(estimates, "in post", "desk on " + date, 40 - vacant);
  }
}

TEST_CASE("a case manager takes new cases on as late as the chain of Campello and others says") {
  const CaseManager manager{.limit = 3, .arrival_rate = 0.12, .mean_work = 1, .mean_away = 3, .leaves = 0.25};
  const CaseManagerAnswer exact = case_manager(manager);
  const std::string scenario = R"(
caseload: 1
name: case manager
period: {start: 2000-01-01, length: 50 years, settle: 1 year, begin: empty}
demand: {families: {rate: 0.12 families per hour, to: first visit}}
teams: {manager: {posts: 1, limit: 3 families}}
steps:
  first visit: {team: manager, tasks: {visit: {effort: {exponential: 1 hour}}}, next: {closed: 25 %, elsewhere: rest}}
  elsewhere: {team: manager, lasts: {exponential: 3 hours}, next: {next visit: rest}}
  next visit: {team: manager, tasks: {visit: {effort: {exponential: 1 hour}}}, next: {closed: 25 %, elsewhere: rest}}
)";
  const auto estimates = run_scenario(scenario, 40);
  check(estimates, "wait, mean", "first visit", exact.mean_wait / hours_per_day);
  check(estimates, "had to wait", "first visit", percent * exact.had_to_wait);
  check(estimates, "waiting families", "manager", exact.mean_waiting);
  check(estimates, "open families", "service", exact.mean_waiting + exact.mean_open);
  check(estimates, "busy", "manager", percent * exact.busy);
  CHECK(measured(estimates, "had to wait", "next visit").mean == 0);
}
