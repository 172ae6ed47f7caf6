// The programs by hand, and the engine on the same queues, against what queueing theory says.
#include "bench/limit.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "bench/scenarios.hpp"
#include "support/queueing_run.hpp"
#include "support/queueing_theory.hpp"

using namespace caseload;
using namespace caseload::bench;
using namespace caseload::theory;

namespace {

constexpr std::uint32_t customers = 200'000;
constexpr std::uint64_t seeds = 40;

/// Each stage is an M/M/c of its own: Jackson (1957).
template <class Line>
std::vector<Queue> exact() {
  std::vector<Queue> stages;
  double rate = Line::rate;
  for (const LimitStage& stage : Line::stages) {
    stages.push_back(mmc(rate, 1 / stage.mean_service, static_cast<int>(stage.servers)));
    rate *= stage.onward;
  }
  return stages;
}

/// They begin empty and drain, which is nothing beside the noise of so many customers.
void check_near(const std::vector<double>& values, double theory, double fine) {
  const Estimate found = estimate(values);
  INFO(found.mean << ", exactly " << theory << ", standard error " << found.standard_error);
  CHECK(std::abs(found.mean - theory) < 4 * found.standard_error);
  CHECK(found.standard_error < fine * theory);
}

template <class Line>
void check_limit(Form form) {
  const std::vector<Queue> theory = exact<Line>();
  std::vector<std::vector<double>> waits(theory.size()), busy(theory.size());
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    const LimitSeen seen = limit<Line>(form, customers, seed);
    double in_all = 0;
    CHECK(seen.stages[0].visits == customers);
    for (std::size_t i = 0; i < theory.size(); ++i) {
      waits[i].push_back(seen.stages[i].waited / static_cast<double>(seen.stages[i].visits));
      busy[i].push_back(seen.stages[i].busy * Line::rate / customers);
      in_all += seen.stages[i].waited + seen.stages[i].busy;
    }
    // Little's law, in a run that begins and ends empty: exactly.
    CHECK(seen.present == Approx(in_all).epsilon(1e-9));
  }
  for (std::size_t i = 0; i < theory.size(); ++i) {
    INFO("stage " << i);
    check_near(waits[i], theory[i].mean_wait, 0.06);
    check_near(busy[i], theory[i].mean_busy, 0.005);
  }
}

template <class Line>
void check_engine(const std::string& file, const std::vector<std::string>& steps,
                  const std::vector<std::string>& teams) {
  const std::vector<Queue> theory = exact<Line>();
  const Model model = model_of(in_bench(file));
  const Replications done = replicate(model, {.seed = Seed{2024}, .replications = 20});
  const std::vector<Measure> measures = measures_of(model);
  const TimesOf visits{model, "entered"};
  const double hours = std::chrono::duration<double, std::ratio<3600>>(model.end - model.start).count();
  const auto values = [&](const std::string& name) {
    const Measure* const measure = find_measure(measures, name);
    REQUIRE(measure);
    std::vector<double> all;
    for (const Observations& seen : done.observations)
      all.push_back(seen.values[static_cast<std::size_t>(measure - measures.data())]);
    return all;
  };
  for (std::size_t i = 0; i < theory.size(); ++i) {
    INFO(steps[i]);
    std::vector<double> waits = values(steps[i] + ".wait, mean"), busy = values(teams[i] + ".busy");
    for (double& wait : waits) wait *= hours_per_day;
    // Of the time in which customers came, not of the period, whose end is idle.
    for (double& share : busy)
      share *= hours * Line::rate / customers * static_cast<double>(Line::stages[i].servers) / percent;
    check_near(waits, theory[i].mean_wait, 0.08);
    check_near(busy, theory[i].mean_busy, 0.008);
  }
  // All came and all left, so that an event is what it is in the programs by hand.
  const std::vector<double> closed = values("closed");
  for (const double per_week : closed) CHECK(per_week * hours / hours_per_week == Approx(customers).epsilon(1e-9));
  if (theory.size() == 1) {
    for (const Observations& seen : done.observations) CHECK(visits.in(seen) == customers);
  }
}

}  // namespace

TEST_CASE("the programs by hand wait as long as Erlang and Jackson say") {
  for (const Form form : {Form::heap, Form::no_heap, Form::recursion, Form::standard}) {
    INFO("form " << static_cast<int>(form));
    check_limit<MM1>(form);
    check_limit<MM20>(form);
    check_limit<Network>(form);
  }
}

TEST_CASE("without a heap the same customers come, and the same happens to them") {
  const LimitSeen heap = limit<MM20>(Form::heap, 20'000, 7), none = limit<MM20>(Form::no_heap, 20'000, 7);
  CHECK(heap.until == none.until);
  CHECK(heap.stages[0].waited == none.stages[0].waited);
}

TEST_CASE("the engine on the queues of the benchmarks waits as long as Erlang and Jackson say") {
  SECTION("mm1") { check_engine<MM1>("mm1.yaml", {"job"}, {"servers"}); }
  SECTION("mm20") { check_engine<MM20>("mm20.yaml", {"job"}, {"servers"}); }
  SECTION("network") {
    check_engine<Network>("network.yaml", {"A", "B", "C", "D"}, {"team A", "team B", "team C", "team D"});
  }
}
