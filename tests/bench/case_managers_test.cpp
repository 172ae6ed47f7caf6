// The service by hand and the engine on the same service: two programs that share nothing but the scenario say the
// same.
#include "bench/case_managers.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "bench/scenarios.hpp"
#include "support/queueing_run.hpp"

using namespace caseload;
using namespace caseload::bench;
using namespace caseload::theory;

namespace {

constexpr std::uint32_t replications = 600;
constexpr double weeks = 156, days = 86'400;

/// Means of two kinds of runs that know nothing of each other.
void check_same(const Estimate& engine, const std::vector<double>& values_by_hand, double fine) {
  const Estimate by_hand = estimate(values_by_hand);
  const double error = std::hypot(engine.standard_error, by_hand.standard_error);
  INFO("engine " << engine.mean << ", by hand " << by_hand.mean << ", standard error of the difference " << error);
  CHECK(std::abs(engine.mean - by_hand.mean) < 4 * error);
  CHECK(error < fine * engine.mean);
}

}  // namespace

TEST_CASE("the service by hand does as the engine does") {
  const Model model = model_of(in_bench("case_managers.yaml"));
  const Estimates engine = estimate(model, replicate(model, {.seed = Seed{7}, .replications = replications}));
  CaseManagers by_hand;
  std::vector<ServiceSeen> seen;
  for (std::uint64_t seed = 1; seed <= replications; ++seed) seen.push_back(by_hand.run(seed));
  for (const ServiceSeen& one : seen) CHECK(one.astray == 0);
  const auto check = [&](const char* measure, const std::string& where, double fine, const auto& of) {
    INFO(where << ", " << measure);
    std::vector<double> values;
    for (const ServiceSeen& one : seen) values.push_back(of(one));
    check_same(measured(engine, measure, where), values, fine);
  };

  const std::vector<std::string> tasks{"assessment: visit", "assessment: record", "plan: visit", "plan: core group",
                                       "plan: review"};
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    check("done", tasks[i], 0.003,
          [i](const ServiceSeen& one) { return static_cast<double>(one.tasks[i].done) / weeks; });
    check("wait, mean", tasks[i], 0.05,
          [i](const ServiceSeen& one) { return one.tasks[i].waited / static_cast<double>(one.tasks[i].begun) / days; });
  }
  check("done in time", "assessment", 0.02, [](const ServiceSeen& one) {
    return 100 * static_cast<double>(one.tasks[1].in_time) / static_cast<double>(one.tasks[1].done);
  });
  check("open children", "assessment", 0.04, [](const ServiceSeen& one) { return one.open[0] / weeks / 7 / days; });
  check("open children", "plan", 0.004, [](const ServiceSeen& one) { return one.open[1] / weeks / 7 / days; });
  check("children unallocated", "service", 0.05,
        [](const ServiceSeen& one) { return one.unallocated / weeks / 7 / days; });
  check("hours on cases", "workers", 0.003,
        [](const ServiceSeen& one) { return one.worked / 3600 / weeks * (seconds_per_year / seconds_per_week); });
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
