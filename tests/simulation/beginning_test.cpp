// How a run begins, week by week, for those who ask whether it had settled before counting started.
#include <catch2/catch.hpp>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// The simulation begins on Monday 1 January 2024.
std::string desk_of_six(const std::string& period, const std::string& more = "") {
  return "caseload: 1\nname: desk\nperiod: {" + period + R"(, begin: empty}
demand: {families: {rate: 30 families per week, children: 1.8, to: work}}
teams: {desk: {posts: 6, limit: 9 families}}
steps: {work: {team: desk, tasks: {task: {effort: {exponential: 30 hours}}}}}
)" + more;
}

std::vector<double> weekly_open_children(const Model& model) {
  const Observations seen = observe(model);
  const std::vector<Measure> series = series_of(model);
  std::vector<double> weeks;
  for (std::size_t week = 0; week < weeks_of(model).size(); ++week) {
    for (std::size_t i = 0; i < series.size(); ++i) {
      if (series[i].name != "open children" || series[i].where != "service") continue;
      weeks.push_back(seen.series[week * series.size() + i]);
    }
  }
  return weeks;
}

}  // namespace

TEST_CASE("the beginning is week by week what a run that counts from the beginning shows") {
  const auto all = weekly_open_children(model_of(desk_of_six("start: 2024-01-01, length: 20 weeks")));
  REQUIRE(all.size() == 20);
  // Counting starts in the middle of a week.
  const Model model = model_of(desk_of_six("start: 2024-01-25, settle: 24 days, length: 116 days"));
  CHECK(observe(model).beginning == all);
}

TEST_CASE("the beginning ends with the last whole week before something happens") {
  const auto all = weekly_open_children(model_of(desk_of_six("start: 2024-01-01, length: 20 weeks")));
  const Model model = model_of(desk_of_six("start: 2024-01-22, settle: 3 weeks, length: 17 weeks",
                                           "events: [{on: 2024-02-24, name: surge, referrals: +40 %}]\n"));
  const auto beginning = observe(model).beginning;
  CHECK(beginning == std::vector<double>(all.begin(), all.begin() + 7));
}
