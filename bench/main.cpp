// What users wait for: one replication, in events per second, and reading a scenario. How to run: bench/README.md.
#include <benchmark/benchmark.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include "caseload/caseload.hpp"
#include "store/points.hpp"

namespace {

using namespace caseload;

const std::string darlington = CASELOAD_SCENARIOS "/darlington-2009.yaml";
const std::string mm20 = CASELOAD_BENCH "/mm20.yaml", small = CASELOAD_BENCH "/small_service.yaml";

Reading shipped() {
  Reading reading;
  reading.library = CASELOAD_SCENARIOS;
  return reading;
}

/// Leaves the benchmark out, with a message, when there is no such file or it is refused.
bool usable(benchmark::State& state, const std::string& file) {
  if (!std::filesystem::exists(file)) {
    state.SkipWithError((file + " is missing").c_str());
    return false;
  }
  const Result<Scenario> scenario = read(file, shipped());
  if (!scenario) state.SkipWithError(to_text(scenario.problems().front()).c_str());
  return static_cast<bool>(scenario);
}

/// Events per second of one thread whose arena is warm; another future each time.
void replication(benchmark::State& state, const std::string& file) {
  if (!usable(state, file)) return;
  const Model model = compile(*read(file, shipped()));
  Arena arena;
  std::uint32_t number = 0;
  benchmark::DoNotOptimize(run(model, Replication{number++}, Seed{1}, arena));  // warms the arena
  std::uint64_t events = 0;
  for ([[maybe_unused]] auto _ : state) events += run(model, Replication{number++}, Seed{1}, arena).events;
  state.SetItemsProcessed(static_cast<std::int64_t>(events));
}

void read_and_compile(benchmark::State& state, const std::string& file) {
  if (!usable(state, file)) return;
  for ([[maybe_unused]] auto _ : state) benchmark::DoNotOptimize(compile(*read(file, shipped())));
}

/// The page of as many replications as the stopping rule wants, and as a share of simulating them on as many threads as
/// there are, estimates included.
void web_page(benchmark::State& state) {
  if (!usable(state, darlington)) return;
  Ready found = *ready(*read(darlington, shipped()));
  const Precision precision;
  const auto began = std::chrono::steady_clock::now();
  PairedReplications done = replicate(PairedExperiment{{&found.model}, {Seed{1}, 0, precision.most, 0}},
                                      [&](const auto& all) { return wanted({found.measures}, all, precision); });
  const Run run = run_of(std::move(found), {}, std::move(done.of.front()), {"", precision});
  const std::chrono::duration<double> simulated = std::chrono::steady_clock::now() - began;
  std::size_t bytes = 0, pages = 0;
  const auto begun = std::chrono::steady_clock::now();
  for ([[maybe_unused]] auto _ : state) {
    bytes = page(run).size();
    ++pages;
  }
  const std::chrono::duration<double> drawn = std::chrono::steady_clock::now() - begun;
  state.counters["bytes"] = static_cast<double>(bytes);
  state.counters["of_run"] = drawn / static_cast<double>(pages) / simulated;
}

/// Points of a sweep over a small service, and what the sweep is about.
struct Swept {
  SweepRun about;
  std::vector<SweepPoint> points;
};

Swept swept(std::uint32_t count, std::uint32_t replications) {
  Swept all;
  all.about.factors = {{"demand.referrals.rate", {}, 3, 4, false, "children per week"}};
  all.about.design = {Design::Type::sobol, count};
  all.about.size = count;
  for (const DesignPoint& values : points_of(all.about.factors, all.about.design, 1)) {
    Reading reading = shipped();
    reading.overrides = {"demand.referrals.rate=" + values.front()};
    const Ready found = *ready(*read(small, reading));
    SweepPoint& point = all.points.emplace_back();
    point.number = static_cast<std::uint32_t>(all.points.size() - 1);
    point.id = id_of(found.scenario);
    point.values = values;
    const Replications done = replicate(found.model, {Seed{1}, 0, replications, 1});
    point.numbers = done.numbers;
    all.about.measures.clear();
    for (const Measure& measure : found.measures)
      if (measure.headline) all.about.measures.push_back(measure);
    for (const Observations& seen : done.observations) {
      std::vector<double>& row = point.measured.emplace_back();
      for (std::size_t m = 0; m < found.measures.size(); ++m)
        if (found.measures[m].headline) row.push_back(seen.values[m]);
    }
  }
  return all;
}

/// Keeping the points of a sweep, and writing its files at the end, as shares of simulating them on one thread.
void sweep_store(benchmark::State& state) {
  if (!usable(state, small)) return;
  using Clock = std::chrono::steady_clock;
  const auto began = Clock::now();
  Swept all = swept(200, 20);
  const std::chrono::duration<double> simulated = Clock::now() - began;
  const std::filesystem::path folder = std::filesystem::temp_directory_path() / "caseload-bench";
  std::chrono::duration<double> kept{}, written{};
  for ([[maybe_unused]] auto _ : state) {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    const auto first = Clock::now();
    PointStore store{folder / "points.sqlite"};
    store.begin(all.about);
    for (const SweepPoint& point : all.points) store.add(point);
    const auto second = Clock::now();
    all.about.each = [&](const auto& go_on) { store.each(go_on); };
    all.about.finished = store.counts();
    write_results(all.about, folder);
    write_netcdf(all.about, folder / "results.nc");
    kept += second - first;
    written += Clock::now() - second;
  }
  std::filesystem::remove_all(folder);
  const double runs = static_cast<double>(state.iterations()) * simulated.count();
  state.counters["kept_of_run"] = kept.count() / runs;
  state.counters["files_of_run"] = written.count() / runs;
}

BENCHMARK(sweep_store)->Unit(benchmark::kMillisecond);
BENCHMARK(web_page)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(replication, darlington_2009, darlington)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(replication, mm20, mm20)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_and_compile, darlington_2009, darlington)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_and_compile, mm20, mm20)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
