// All measures of a model: looked up by name, week by week.
#include <catch2/catch.hpp>
#include <vector>

#include "caseload/estimates.hpp"
#include "caseload/scenario.hpp"
#include "support/kept.hpp"

namespace {

using namespace caseload;

Model small_model() {
  const auto scenario = read_text(
      "caseload: 1\n"
      "name: Small\n"
      "period: {start: 2024-01-01, length: 3 weeks, begin: empty}\n"
      "demand: {arrivals: {rate: 3 families per day, to: job}}\n"
      "teams: {servers: {posts: 4, works: pool}}\n"
      "steps: {job: {team: servers, tasks: {job: {effort: {exponential: 1 hour}}}}}\n");
  REQUIRE(scenario);
  return compile(*scenario);
}

}  // namespace

TEST_CASE("a measure is found by its name and place, and a wrong name finds nothing") {
  Estimates estimates;
  estimates.measures = {{"wait", "duty", "days", true}, {"wait", "service", "days", true}};
  estimates.estimates = {estimate(std::vector<double>{1}), estimate(std::vector<double>{2})};
  REQUIRE(estimates.find("wait", "service"));
  CHECK(estimates.find("wait", "service")->mean == 2);
  CHECK_FALSE(estimates.find("wait", "legal"));
  CHECK_FALSE(estimates.find("weight", "duty"));
}

TEST_CASE("each column of the observations becomes one estimate, in their order") {
  const Model model = small_model();
  const std::size_t measures = measures_of(model).size();
  const std::size_t series = series_of(model).size() * weeks_of(model).size();
  Replications replications;
  for (std::uint32_t i = 0; i < 3; ++i) {
    Observations seen;
    for (std::size_t k = 0; k < measures; ++k) seen.values.push_back(static_cast<double>(k * (i + 1)));
    for (std::size_t k = 0; k < series; ++k) seen.series.push_back(static_cast<double>(100 * k * (i + 1)));
    replications.numbers.push_back(i);
    replications.observations.push_back(std::move(seen));
  }
  const Estimates estimates = estimate(model, replications);
  REQUIRE(weeks_of(model).size() == 3);
  REQUIRE(estimates.estimates.size() == measures);
  REQUIRE(estimates.series_estimates.size() == series);
  for (std::size_t k = 0; k < measures; ++k) CHECK(estimates.estimates[k].mean == 2.0 * static_cast<double>(k));
  for (std::size_t k = 0; k < series; ++k) CHECK(estimates.series_estimates[k].p50 == 200.0 * static_cast<double>(k));
}

TEST_CASE("of a single future, shares of cases have the interval of its cases and other measures none") {
  const Model model = small_model();
  Observations seen;
  seen.values.assign(measures_of(model).size(), 100.0 / 3);
  seen.series.assign(series_of(model).size() * weeks_of(model).size(), 0.0);
  seen.of.assign(seen.values.size(), 0.0);
  seen.of[1] = 30;
  Replications replications;
  replications.numbers = {0};
  replications.observations = std::vector{seen};
  const std::vector<Estimate> of_one = estimate(model, replications).estimates;
  CHECK(of_one[0].lower95 == of_one[0].upper95);
  CHECK(of_one[1].lower95 == Approx(100 * wilson(10, 30).lower));
  CHECK(of_one[1].upper95 == Approx(100 * wilson(10, 30).upper));
  CHECK(of_one[1].mean == 100.0 / 3);

  replications.numbers = {0, 1};
  replications.observations = std::vector{seen, seen};
  CHECK(estimate(model, replications).estimates[1].upper95 == 100.0 / 3);
}

TEST_CASE("months are estimated where replications have them") {
  const Model model = small_model();
  Observations seen;
  seen.values.assign(measures_of(model).size(), 0.0);
  seen.series.assign(series_of(model).size() * weeks_of(model).size(), 0.0);
  Replications replications;
  replications.numbers = {0, 1};
  replications.observations = std::vector{seen, seen};
  CHECK(estimate(model, replications).months.empty());
  CHECK(estimate(model, replications).month_estimates.empty());

  const std::size_t numbers = series_of(model).size() * months_of(model).size();
  test::change_each(replications.observations,
                    [&](std::size_t i, Observations& one) { one.months.assign(numbers, static_cast<double>(4 * i)); });
  const Estimates estimates = estimate(model, replications);
  CHECK(estimates.months == months_of(model));
  REQUIRE(estimates.month_estimates.size() == numbers);
  for (const Estimate& e : estimates.month_estimates) CHECK(e.mean == 2);
}

TEST_CASE("without a single replication there is a list of measures and no numbers") {
  const Estimates estimates = estimate(small_model(), Replications{});
  REQUIRE_FALSE(estimates.estimates.empty());
  for (const Estimate& e : estimates.estimates) CHECK(e.n == 0);
}
