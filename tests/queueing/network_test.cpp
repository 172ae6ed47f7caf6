// Several steps: networks, stays without workers, cohorts, and the laws that hold in any of them.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "support/queueing_run.hpp"
#include "support/queueing_theory.hpp"

using namespace caseload;
using namespace caseload::theory;

namespace {

const std::string network = R"(
caseload: 1
name: Jackson network
period: {start: 2000-01-01, length: LENGTH, settle: 3 months, begin: empty}
demand:
  referrals: {rate: 3 families per hour, to: screening}
  others: {rate: 0.5 families per hour, to: assessment}
teams: {one: {posts: 4, WORKS}, two: {posts: 4, WORKS}, three: {posts: 3, WORKS}, four: {posts: 3, WORKS}}
steps:
  screening:
    {team: one, tasks: {work: {effort: {exponential: 0.8 hours}}},
     next: {assessment: 60 %, planning: 10 %, closed: rest}}
  assessment:
    {team: two, tasks: {work: {effort: {exponential: 1 hour}}},
     next: {screening: 10 %, planning: 50 %, review: 10 %, closed: rest}}
  planning:
    {team: three, tasks: {work: {effort: {exponential: 1.2 hours}}},
     next: {assessment: 20 %, review: 40 %, closed: rest}}
  review:
    {team: four, tasks: {work: {effort: {exponential: 2 hours}}},
     next: {screening: 15 %, planning: 10 %, closed: rest}}
)";

}  // namespace

TEST_CASE("teams that pass families on, and back, wait as long as Jackson says") {
  const std::array external{3.0, 0.5, 0.0, 0.0}, efforts{0.8, 1.0, 1.2, 2.0};
  const std::array posts{4, 4, 3, 3};
  const Matrix routing{{0, 0.6, 0.1, 0}, {0.1, 0, 0.5, 0.1}, {0, 0.2, 0, 0.4}, {0.15, 0, 0.1, 0}};
  const std::array steps{"screening", "assessment", "planning", "review"};
  const std::array teams{"one", "two", "three", "four"};
  const auto rates = traffic_equations(external, routing);
  const auto stations = jackson(external, routing, efforts, posts);

  const auto estimates = run_scenario(filled_in(network, {{"LENGTH", "4 years"}, {"WORKS", "works: pool"}}), 40);
  double present = 0;
  for (std::size_t i = 0; i < stations.size(); ++i) {
    check(estimates, "entered", steps[i], rates[i] * hours_per_week);
    check(estimates, "had to wait", steps[i], percent * stations[i].had_to_wait);
    check(estimates, "wait, mean", steps[i], stations[i].mean_wait / hours_per_day);
    check(estimates, "wait, 90th percentile", steps[i],
          mmc_wait_quantile(rates[i], 1 / efforts[i], posts[i], 0.9) / hours_per_day);
    check(estimates, "open families", steps[i], stations[i].mean_present);
    check(estimates, "busy", teams[i], percent * stations[i].mean_busy / posts[i]);
    present += stations[i].mean_present;
  }
  check(estimates, "open families", "service", present);
  check(estimates, "closed", "service", 3.5 * hours_per_week);
}

TEST_CASE("workers with one case at a time are the same network as pools, to the last bit") {
  const auto pools = run_scenario(filled_in(network, {{"LENGTH", "1 year"}, {"WORKS", "works: pool"}}), 2);
  const auto named = run_scenario(filled_in(network, {{"LENGTH", "1 year"}, {"WORKS", "limit: 1 family"}}), 2);
  for (const char* step : {"screening", "assessment", "planning", "review"}) {
    for (const char* measure : {"entered", "wait, mean", "wait, 90th percentile", "had to wait", "waiting families",
                                "open families", "time in step, mean"}) {
      INFO(measure << " of " << step);
      CHECK(measured(named, measure, step).mean == measured(pools, measure, step).mean);
    }
  }
  for (const char* team : {"one", "two", "three", "four"}) {
    CHECK(measured(named, "busy", team).mean == measured(pools, "busy", team).mean);
  }
}

TEST_CASE("families that wait for nobody are as many as Mt/G/infinity says, on every date") {
  struct Law {
    std::string stay;
    MeanUpTo mean_up_to;
  };
  const Law law = GENERATE(Law{"{exponential: 10 days}", exponential(10)}, Law{"10 days", fixed(10)},
                           Law{"{lognormal: {mean: 10 days, cv: 1.5}}", lognormal(10, 1.5)},
                           Law{"{gamma: {mean: 10 days, cv: 0.6}}", gamma(10, 0.6)});
  const std::string scenario = R"(
caseload: 1
name: Mt/G/infinity
period: {start: 2000-01-01, length: 120 days, begin: empty}
report: {on: [2000-01-10, 2000-01-30, 2000-02-09, 2000-02-29, 2000-03-15, 2000-04-29]}
demand:
  families:
    rate: [2 families per day, 5 families per day from 2000-01-31, 1 family per day from 2000-03-01]
    to: stay
steps: {stay: {lasts: STAY}}
)";
  const auto estimates = run_scenario(filled_in(scenario, {{"STAY", law.stay}}), 2500);
  INFO("stay " << law.stay);
  const std::array<RateFrom, 3> rates{{{0, 2}, {30, 5}, {60, 1}}};
  struct Day {
    std::string date;
    double ends;
  };
  for (const auto& [date, ends] : {Day{"2000-01-10", 10}, Day{"2000-01-30", 30}, Day{"2000-02-09", 40},
                                   Day{"2000-02-29", 60}, Day{"2000-03-15", 75}, Day{"2000-04-29", 120}}) {
    const double mean = mt_g_infinity_mean(rates, law.mean_up_to, ends);
    check(estimates, "open families", "stay on " + date, mean);
    // The whole law is Poisson, so the spread over futures is known too.
    CHECK(std::abs(measured(estimates, "open families", "stay on " + date).p90 - poisson_quantile(mean, 0.9)) <= 1);
  }

  // A week of the series is the mean over its seven days (Simpson's rule by the half day).
  const auto stay = std::find_if(estimates.series.begin(), estimates.series.end(), [](const Measure& measure) {
    return measure.name == "open children" && measure.where == "stay";
  });
  REQUIRE(stay != estimates.series.end());
  for (const std::size_t week : {1U, 6U, 11U}) {
    double mean = 0;
    for (int half = 0; half <= 14; ++half) {
      const double weight = half == 0 || half == 14 ? 1 : half % 2 == 1 ? 4 : 2;
      mean += weight / 42 * mt_g_infinity_mean(rates, law.mean_up_to, 7.0 * static_cast<double>(week) + half / 2.0);
    }
    const Estimate& found = estimates.series_estimates[week * estimates.series.size() +
                                                       static_cast<std::size_t>(stay - estimates.series.begin())];
    INFO("week " << week << ": " << found.mean << ", exactly " << mean);
    CHECK(std::abs(found.mean - mean) < 4 * found.standard_error);
    CHECK(found.standard_error < 0.01 * mean);
  }
}

TEST_CASE("a cohort moves and leaves as its transition rates say") {
  const Cohort cohort{{{0, 0.1, 0.02, 0}, {0.02, 0, 0.015, 0.005}, {0, 0.01, 0, 0.004}, {0, 0.005, 0.006, 0}},
                      {{0.15, 0, 0}, {0.04, 0, 0}, {0.008, 0.004, 0.003}, {0.006, 0.002, 0.002}}};
  const std::array states{"assessment", "plan", "care", "kinship"};
  const std::array exits{"home", "adopted", "aged out"};
  constexpr double families = 10'000, weeks = 3000;  // long enough for all to have left

  // Each state's rates add up to 1 / (mean stay), and each route has its share of them.
  const std::string scenario = R"(
caseload: 1
name: cohort
period: {start: 2000-01-01, length: 3000 weeks, begin: {assessment: 10000 families}}
report: {on: [2000-03-31, 2000-12-29, 2001-12-28]}
steps:
  assessment:
    lasts: {exponential: 3.7037037037037 weeks}
    next: {plan: 0.37037037037037, care: 0.07407407407407, home: rest}
  plan:
    lasts: {exponential: 12.5 weeks}
    next: {assessment: 0.25, care: 0.1875, kinship: 0.0625, home: rest}
  care:
    lasts: {exponential: 34.4827586206897 weeks}
    next:
      {plan: 0.3448275862069, kinship: 0.13793103448276, adopted: 0.13793103448276, aged out: 0.10344827586207,
       home: rest}
  kinship:
    lasts: {exponential: 47.6190476190476 weeks}
    next:
      {plan: 0.23809523809524, care: 0.28571428571429, adopted: 0.0952380952381, aged out: 0.0952380952381, home: rest}
  home: {}
  adopted: {}
  aged out: {}
)";
  const auto estimates = run_scenario(scenario, 100);
  const auto times = mean_times(cohort, 0);
  for (std::size_t i = 0; i < states.size(); ++i) {
    check(estimates, "open families", states[i], families * times[i] / weeks);
  }
  const auto shares = exit_shares(cohort, 0);
  for (std::size_t i = 0; i < exits.size(); ++i) {
    check(estimates, "entered", exits[i], families * shares[i] / weeks);
  }
  struct Day {
    std::string date;
    double ends;  // weeks
  };
  for (const auto& [date, ends] : {Day{"2000-03-31", 13}, Day{"2000-12-29", 52}, Day{"2001-12-28", 104}}) {
    const auto present = occupancy(cohort, 0, ends);
    check(estimates, "open families", "care on " + date, families * present[2]);
    check(estimates, "open families", "service on " + date,
          families * (present[0] + present[1] + present[2] + present[3]));
  }
}

TEST_CASE("nobody is lost, and Little's law holds in every step") {
  const std::string scenario = R"(
caseload: 1
name: conservation
period: {start: 2000-01-01, length: 520 weeks, begin: empty}
report: {on: [2009-12-18]}
demand: {families: {rate: 0.4 families per hour, to: screening}}
re-referral: {share: 20 %, after: {exponential: 3 weeks}, to: screening}
teams: {desk: {posts: 2, WORKS}, others: {posts: 3, WORKS}}
steps:
  screening:
    team: desk
    gives_up: {after: {exponential: 40 hours}, to: away}
    tasks: {talk: {effort: {gamma: {mean: 3 hours, cv: 0.5}}}}
    next: {plan: 30 %, away: 20 %, closed: rest}
  plan:
    team: others
    places: 9
    tasks: {work: {effort: {exponential: 6 hours}, after: {exponential: 1 day}}}
    next: {screening: 20 %, closed: rest}
  away: {lasts: {lognormal: {mean: 2 days, cv: 1}}}
)";
  for (const auto& [works, seed] : both_ways) {
    const auto estimates = run_scenario(filled_in(scenario, {{"WORKS", works}}), 1, seed);
    INFO(works);
    constexpr double weeks = 520, days = 7;
    const auto mean = [&](std::string_view measure, std::string_view where) {
      return measured(estimates, measure, where).mean;
    };
    // Who came, re-referrals included, was closed, was refused, or is there at the end.
    const double refused = weeks * mean("entered", "plan") * mean("refused", "plan") / (100 - mean("refused", "plan"));
    CHECK(refused > 1);
    CHECK(weeks * mean("referrals", "service") ==
          Approx(weeks * mean("closed", "service") + refused + mean("open families", "service on 2009-12-18"))
              .epsilon(1e-12));
    CHECK(mean("gave up", "screening") > 0);
    // Equal up to those who are there at the end, whose stays are not over. Stays that end with patience have no
    // length of their own, so screening is left out.
    for (const char* step : {"plan", "away"}) {
      INFO(step);
      CHECK(mean("open families", step) ==
            Approx(mean("entered", step) * mean("time in step, mean", step) / days).epsilon(2e-3));
    }
    CHECK(mean("open families", "service") ==
          Approx(mean("open families", "screening") + mean("open families", "plan") + mean("open families", "away"))
              .epsilon(1e-9));
    CHECK(mean("waiting families", "plan") ==
          Approx(mean("entered", "plan") * mean("wait, mean", "plan") / days).epsilon(2e-3));
    CHECK(mean("open children", "service") == mean("open families", "service"));
    // Hours worked are the efforts of those who came.
    CHECK(mean("busy", "desk") / percent * 2 * hours_per_week ==
          Approx(3 * mean("entered", "screening") * (1 - mean("gave up", "screening") / percent)).epsilon(0.01));
  }
}
