// Histograms of a run agree with the shares and means that are measured another way.
#include <catch2/catch.hpp>
#include <numeric>

#include "caseload/caseload.hpp"

namespace {

using namespace caseload;

constexpr auto clocks =
    "caseload: 1\n"
    "name: Clocks\n"
    "period: {start: 2024-01-01, length: 1 year, begin: empty}\n"
    "demand: {referrals: {rate: 7 families per week, children: 1.8, to: screening}}\n"
    "people: {hours: office hours}\n"
    "teams: {duty: {posts: 3, limit: 9 families}}\n"
    "steps:\n"
    "  screening: {team: duty, due: 1 working day, tasks: {decision: {effort: {exponential: 2 hours}}}, next: "
    "{assessment: 60 %, closed: rest}}\n"
    "  assessment: {team: duty, due: {within: 35 working days, from: referral}, tasks: {work: {effort: {exponential: "
    "18 hours}}}, next: {call: 1}}\n"
    "  call: {team: duty, due: 10 hours, tasks: {call: {effort: {exponential: 1 hour}}}, next: {closed: 1}}\n";

}  // namespace

TEST_CASE("the bins up to the due date hold the cases that were done in time, no more and no fewer") {
  const Result<Scenario> scenario = read_text(clocks);
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  const Model model = compile(*scenario);
  const std::vector<Histogram> histograms = histograms_of(model);
  const std::vector<Measure> measures = measures_of(model);
  int compared = 0, late_somewhere = 0;
  for (std::uint32_t replication = 0; replication < 5; ++replication) {
    const Observations seen = run(model, Replication{replication}, Seed{3});
    std::size_t first = 0;
    for (const Histogram& histogram : histograms) {
      const auto bins = seen.histograms.begin() + static_cast<std::ptrdiff_t>(first);
      first += histogram.bins;
      if (!histogram.due) continue;
      const double all = std::accumulate(bins, bins + static_cast<std::ptrdiff_t>(histogram.bins), 0.0);
      double in_time = 0;
      for (std::size_t bin = 0; bin < histogram.bins; ++bin)
        in_time += histogram.to(bin) <= *histogram.due + 1e-9 ? bins[static_cast<std::ptrdiff_t>(bin)] : 0;
      for (std::size_t m = 0; m < measures.size(); ++m) {
        if (measures[m].name != "done in time" || measures[m].where != histogram.where) continue;
        CHECK(seen.values[m] == Approx(100 * in_time / all).epsilon(1e-12));
        CHECK(seen.of[m] == all);
        late_somewhere += in_time < all;
        ++compared;
      }
    }
    CHECK(first == seen.histograms.size());
  }
  CHECK(compared == 15);
  CHECK(late_somewhere > 5);  // or all of this would say nothing
}

TEST_CASE("children who enter a step month by month add up to those of the period") {
  const Result<Scenario> scenario = read_text(clocks);
  REQUIRE(scenario);
  const Model model = compile(*scenario);
  const Observations seen = run(model, Replication{0}, Seed{3});
  const std::vector<Measure> series = series_of(model), measures = measures_of(model);
  const std::size_t months = seen.months.size() / series.size();
  REQUIRE(months == 12);
  for (std::size_t k = 0; k < series.size(); ++k) {
    if (series[k].name != "children entered") continue;
    double sum = 0;
    for (std::size_t month = 0; month < months; ++month) sum += seen.months[month * series.size() + k];
    for (std::size_t m = 0; m < measures.size(); ++m) {
      if (measures[m].name != "children entered" || measures[m].where != series[k].where) continue;
      const double weeks = static_cast<double>((model.end - model.start).count()) / seconds_per_week;
      CHECK(sum == Approx(seen.values[m] * weeks));
    }
  }
}

TEST_CASE("a wait for a worker is in one bin, and the share without a wait is told apart") {
  const Result<Scenario> scenario = read_text(clocks);
  REQUIRE(scenario);
  const Model model = compile(*scenario);
  const Observations seen = run(model, Replication{1}, Seed{3});
  const std::vector<Histogram> histograms = histograms_of(model);
  REQUIRE(histograms.front().name == "wait for a worker");
  REQUIRE(histograms[1].where == "duty");
  for (std::size_t bin = 0; bin < histograms.front().bins; ++bin) {
    CHECK(seen.histograms[bin] == seen.histograms[histograms.front().bins + bin]);  // one team is the whole service
  }
  CHECK(seen.histograms[0] > 0);
}

TEST_CASE("what ends at the midnight of its due date was in time, and what ends on the weekend after it was not") {
  // Begun on Mondays, due with the Friday; cases in time, and in the first bin after it.
  const auto in_time_and_late = [](const std::string& lasts) {
    const Result<Scenario> scenario = read_text(
        "caseload: 1\n"
        "name: Midnight\n"
        "period: {start: 2024-01-01, length: 8 weeks, begin: empty}\n"
        "demand: {families: {every: 1 week, first: 9 hours, to: plan}}\n"
        "steps: {plan: {lasts: " + lasts + ", due: 4 working days}}\n");
    REQUIRE(scenario);
    const std::vector<double> cases = run(compile(*scenario), Replication{0}, Seed{1}).histograms;
    return std::pair{std::accumulate(cases.begin(), cases.begin() + 4, 0.0), cases.at(4)};
  };
  CHECK(in_time_and_late("4 working days") == std::pair{8.0, 0.0});  // Friday, 24:00
  CHECK(in_time_and_late("5 days") == std::pair{0.0, 8.0});          // Saturday morning
}
