// The service by hand and the engine on the same service: two programs that share nothing but the scenario say the
// same.
#include "bench/case_managers.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "bench/scenarios.hpp"
#include "support/queueing_run.hpp"

using namespace caseload;
using namespace caseload::bench;

namespace {

constexpr std::uint32_t replications = 600;
constexpr double weeks = 156, days = 86'400;

/// Means of two kinds of runs that know nothing of each other.
void check_same(const std::string& what, const std::vector<double>& engine, const std::vector<double>& by_hand,
                double fine) {
  const Estimate one = estimate(engine), other = estimate(by_hand);
  const double error = std::hypot(one.standard_error, other.standard_error);
  INFO(what << ": engine " << one.mean << ", by hand " << other.mean << ", standard error of the difference " << error);
  CHECK(std::abs(one.mean - other.mean) < 4 * error);
  CHECK(error < fine * one.mean);
}

}  // namespace

TEST_CASE("the service by hand does as the engine does") {
  const Model model = model_of(in_bench("case_managers.yaml"));
  const Replications done = replicate(model, {.seed = Seed{7}, .replications = replications});
  const std::vector<Measure> measures = measures_of(model);
  const auto engine = [&](const std::string& name) {
    const Measure* const measure = find_measure(measures, name);
    REQUIRE(measure);
    std::vector<double> all;
    for (const Observations& seen : done.observations)
      all.push_back(seen.values[static_cast<std::size_t>(measure - measures.data())]);
    return all;
  };
  CaseManagers by_hand;
  std::vector<ServiceSeen> seen;
  for (std::uint64_t seed = 1; seed <= replications; ++seed) seen.push_back(by_hand.run(seed));
  const auto hand = [&](const auto& of) {
    std::vector<double> all;
    for (const ServiceSeen& one : seen) all.push_back(of(one));
    return all;
  };

  const std::vector<std::string> tasks{"assessment: visit", "assessment: record", "plan: visit", "plan: core group",
                                       "plan: review"};
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const auto task = [&](const auto& of) { return hand([&](const ServiceSeen& one) { return of(one.tasks[i]); }); };
    check_same(tasks[i] + " done", engine(tasks[i] + ".done"),
               task([](const ServiceSeen::Task& t) { return static_cast<double>(t.done) / weeks; }), 0.003);
    check_same(tasks[i] + " waits", engine(tasks[i] + ".wait, mean"),
               task([](const ServiceSeen::Task& t) { return t.waited / static_cast<double>(t.begun) / days; }), 0.05);
  }
  check_same("assessments in time", engine("assessment.done in time"), hand([](const ServiceSeen& one) {
               return 100 * static_cast<double>(one.tasks[1].in_time) / static_cast<double>(one.tasks[1].done);
             }),
             0.02);
  check_same("children in assessment", engine("assessment.open children"),
             hand([](const ServiceSeen& one) { return one.open[0] / weeks / 7 / days; }), 0.04);
  check_same("children on plans", engine("plan.open children"),
             hand([](const ServiceSeen& one) { return one.open[1] / weeks / 7 / days; }), 0.004);
  check_same("children without a worker", engine("children unallocated"),
             hand([](const ServiceSeen& one) { return one.unallocated / weeks / 7 / days; }), 0.05);
  check_same("hours", engine("workers.hours on cases"), hand([](const ServiceSeen& one) {
               return one.worked / 3600 / weeks * (seconds_per_year / seconds_per_week);
             }),
             0.003);
}

TEST_CASE("the service by hand hangs on its seed alone, not on what ran before") {
  CaseManagers one, other;
  const ServiceSeen first = one.run(1);
  other.run(2);
  const ServiceSeen again = other.run(1);
  CHECK(again.events() == first.events());
  CHECK(again.unallocated == first.unallocated);
  CHECK(again.worked == first.worked);
  CHECK(other.run(2).worked != first.worked);
}

TEST_CASE("an event of case managers is a task that comes or is done, in both programs") {
  const Model model = model_of(in_bench("case_managers.yaml"));
  const TimesOf done{model, "done"};
  double engine = 0, by_hand = 0;
  CaseManagers service;
  for (std::uint32_t i = 0; i < 50; ++i) {
    engine += 2 * static_cast<double>(done.in(run(model, Replication{i}, Seed{1})));
    by_hand += static_cast<double>(service.run(i + 1).events());
  }
  CHECK(engine / by_hand == Approx(1).epsilon(0.02));
}
