// Mechanisms of demand and of managers, switched on against off on the same families.
#include <catch2/catch.hpp>
#include <algorithm>
#include <map>
#include <numeric>

#include "support/journeys.hpp"
#include "support/paired.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// Referrals by professionals and by the public, each to an intake of its own.
std::string two_sources(const std::string& events) {
  return R"(
caseload: 1
name: sources
period: {start: 2008-04-01, length: 3 years, begin: empty}
demand:
  professionals: {rate: 20 families per week, children: 1.8, to: from professionals}
  public: {rate: 6 families per week, children: 1.8, to: from public}
events: [)" + events + R"(]
teams: {duty: {posts: 8, works: pool, people: {hours: office hours}}}
steps:
  from professionals: {team: duty, tasks: {decision: {effort: 2 hours}}}
  from public: {team: duty, tasks: {decision: {effort: 2 hours}}}
)";
}

/// A duty team of ten under a surge of 15 %; the effort of a case makes its load before that.
std::string surge(double load, bool on) {
  return R"(
caseload: 1
name: slack
period: {start: 2009-01-01, length: 1 year, begin: empty, settle: 6 months}
demand: {referrals: {rate: 1 family per hour, to: assess}}
teams: {duty: {posts: 10, works: pool}}
events: [)" + (on ? std::string{"{on: 2009-01-01, referrals: +15 %}"} : "") + R"(]
steps: {assess: {team: duty, tasks: {visits: {effort: {exponential: )" + std::to_string(10 * load) + R"( hours}}}}}
)";
}

/// Open children of each team week by week, means over replications.
std::map<std::string, std::vector<double>> weekly_children(const Model& model, std::uint32_t replications) {
  const auto series = series_of(model);
  const Replications done = replicate(model, {.seed = Seed{1}, .first = 0, .replications = replications, .threads = 0});
  std::map<std::string, std::vector<double>> means;
  for (std::size_t i = 0; i < series.size(); ++i) {
    if (series[i].name != "open children") continue;
    std::vector<double>& mean = means[series[i].where];
    mean.resize(weeks_of(model).size());
    for (const Observations& seen : done.observations) {
      for (std::size_t week = 0; week < mean.size(); ++week) {
        mean[week] += seen.series[week * series.size() + i] / replications;
      }
    }
  }
  return means;
}

Model darlington(const std::vector<std::string>& overrides) {
  const auto scenario = read(CASELOAD_SCENARIOS "/darlington-2009.yaml",
                             {.overrides = overrides, .option = {}, .library = CASELOAD_SCENARIOS});
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  return compile(*scenario);
}

}  // namespace

TEST_CASE("M01 publicity: professionals refer more from a date on, and for good") {
  const std::string off = two_sources(""), on = two_sources("{on: 2008-11-11, name: publicity, streams: professionals, referrals: +40 %}");
  CHECK(paired(off, on, "children referred", "service").above_zero());
  const Paired entered = paired(off, on, "entered", "from professionals");
  CHECK(entered.difference == Approx(0.4 * 20 * 2.39 / 3).epsilon(0.05));  // for 2.39 of 3 years
  CHECK(paired(off, on, "entered", "from public").difference == 0);  // the same families, at the same times
}

TEST_CASE("M02 the public reports more as well, by a factor of its own") {
  const std::string off = two_sources(""), on = two_sources("{on: 2008-11-11, name: neighbours, streams: public, referrals: +25 %, half_life: 6 months}");
  CHECK(paired(off, on, "children referred", "service").above_zero());
  CHECK(paired(off, on, "entered", "from public").above_zero());
  CHECK(paired(off, on, "entered", "from professionals").difference == 0);
}

TEST_CASE("M03 recession is a slow trend of its own, on top of publicity") {
  const std::string publicity = "{on: 2008-11-11, name: publicity, streams: professionals, referrals: +40 %}";
  const std::string recession = "{on: 2008-10-01, name: recession, referrals: +10 %, over: 2 years}";
  const Paired alone = paired(two_sources(""), two_sources(recession), "children referred", "service");
  const Paired with = paired(two_sources(publicity), two_sources(publicity + ", " + recession), "children referred", "service");
  CHECK(alone.above_zero());
  CHECK(with.above_zero());
  CHECK(with.difference > alone.difference);  // factors multiply
}

TEST_CASE("M05 the surge reaches duty first, then care planning, then care") {
  // V09. How far the open children of a team are above what they would be without the surge, in the same futures. Duty,
  // where they arrive, has felt it within weeks; downstream it is felt when what duty lets through has stayed for long
  // enough, and in care it is still rising after a year.
  auto off = weekly_children(darlington({"events.1.referrals=+0 %"}), 25), on = weekly_children(darlington({}), 25);
  const auto rise = [&](const std::string& team, std::size_t week) {  // four weeks together [share]
    const auto sum = [&](const std::vector<double>& children) {
      return std::accumulate(children.begin() + static_cast<std::ptrdiff_t>(week),
                             children.begin() + static_cast<std::ptrdiff_t>(week + 4), 0.0);
    };
    return sum(on[team]) / sum(off[team]) - 1;
  };
  const std::size_t weeks = on["duty"].size() - 4, surge_week = 32;
  const auto felt = [&](const std::string& team) {
    std::size_t week = 0;
    while (week < weeks && rise(team, week) < 0.03) ++week;
    return week;
  };
  INFO("felt in weeks " << felt("duty") << ", " << felt("care planning") << ", " << felt("looked after"));
  CHECK(felt("duty") >= surge_week - 4);
  CHECK(felt("duty") < surge_week + 8);
  CHECK(felt("care planning") > felt("duty") + 4);
  CHECK(felt("looked after") > felt("care planning") + 4);
  CHECK(rise("looked after", weeks) > rise("looked after", surge_week + 52));
}

TEST_CASE("M07 no slack: the same surge makes waits longer where the load was 0.98 than where it was 0.80") {
  const Paired tight = paired(surge(0.98, false), surge(0.98, true), "wait, mean", "assess");
  const Paired slack = paired(surge(0.80, false), surge(0.80, true), "wait, mean", "assess");
  CHECK(tight.above_zero());
  CHECK(slack.above_zero());
  CHECK(tight.difference - tight.half_width > slack.difference + slack.half_width);
}

TEST_CASE("M09 manager span: above it decisions are delayed") {
  // About 200 children under a manager who can oversee 100.
  const auto service = [](const std::string& strength) {
    return R"(
caseload: 1
name: span
period: {start: 2009-01-01, length: 1 year, begin: steady, settle: 3 months}
demand: {referrals: {rate: 4 families per week, to: assess}}
people: {hours: office hours}
feedback: {manager: {default: 50 %, strength: )" + strength + R"(}}
teams:
  duty: {posts: 12}
  duty manager: {posts: 1, works: pool, manages: [duty], span: 100 children, supervision: {every: 1 month, per_worker: 1 hour}}
steps:
  assess:
    team: duty
    tasks: {visits: {effort: {exponential: 10 hours}}, decision: {effort: {exponential: 3 hours}, by: manager}}
    next: {plan: 100 %}
  plan: {team: duty, lasts: {exponential: 1 year}}
)";
  };
  const std::string off = service("off"), on = service("default");
  CHECK(paired(off, on, "time in step, mean", "assess").above_zero());
  CHECK(paired(off, on, "over the span", "duty manager").on > 90);
  // What is least urgent suffers.
  const Paired talks = paired(off, on, "supervision done", "duty manager");
  CHECK(talks.difference <= 0);
}
