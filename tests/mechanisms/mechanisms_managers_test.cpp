// Mechanisms of demand and of managers, switched on against off on the same families.
#include <catch2/catch.hpp>

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

/// Open children by team and week in each of some futures.
class Weekly {
 public:
  Weekly(const Model& model, std::uint32_t replications)
      : series_{series_of(model)}, weeks_{weeks_of(model).size()},
        futures_{replicate(model, {.seed = Seed{1}, .replications = replications}).observations.all()} {}

  std::size_t weeks() const { return weeks_; }
  std::size_t futures() const { return futures_.size(); }
  /// The sum over weeks [from, before).
  double children(std::size_t future, const std::string& team, std::size_t from, std::size_t before) const {
    std::size_t column = 0;
    while (series_[column].name != "open children" || series_[column].where != team) ++column;
    double sum = 0;
    for (std::size_t week = from; week < before; ++week) sum += futures_[future].series[week * series_.size() + column];
    return sum;
  }

 private:
  std::vector<Measure> series_;
  std::size_t weeks_;
  std::vector<Observations> futures_;
};

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
  // V09. How far the open children of a team are above what they would be without the surge, in the same futures: in the
  // quarter after it duty has more of it than care planning, in the half-year after that care planning has more of it
  // than care, and in care it is still growing in the last quarter.
  const Weekly off{darlington({"events.1.referrals=+0 %"}), 60}, on{darlington({}), 60};
  const auto rise = [&](std::size_t future, const std::string& team, std::size_t from, std::size_t before) {
    return on.children(future, team, from, before) / off.children(future, team, from, before) - 1;
  };
  const std::size_t surge = 32, quarter = 13, end = on.weeks();
  std::vector<double> first, second, third;
  for (std::size_t i = 0; i < on.futures(); ++i) {
    first.push_back(rise(i, "duty", surge, surge + quarter) - rise(i, "care planning", surge, surge + quarter));
    second.push_back(rise(i, "care planning", surge + quarter, surge + 3 * quarter) -
                     rise(i, "looked after", surge + quarter, surge + 3 * quarter));
    third.push_back(rise(i, "looked after", end - quarter, end) -
                    rise(i, "looked after", surge + 3 * quarter, surge + 4 * quarter));
  }
  CHECK(estimate(first).lower95 > 0);
  CHECK(estimate(second).lower95 > 0);
  CHECK(estimate(third).lower95 > 0);
}

TEST_CASE("M07 no slack: the same surge makes waits longer where the load was 0.98 than where it was 0.80") {
  const Paired tight = paired(surge(0.98, false), surge(0.98, true), "wait, mean", "assess");
  const Paired slack = paired(surge(0.80, false), surge(0.80, true), "wait, mean", "assess");
  CHECK(tight.above_zero());
  CHECK(slack.above_zero());
  CHECK(tight.difference - tight.half_width() > slack.difference + slack.half_width());
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
