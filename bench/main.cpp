// What users wait for: one replication, in events per second, and reading a scenario. How to run: bench/README.md.
#include <benchmark/benchmark.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "caseload/caseload.hpp"

namespace {

using namespace caseload;

const std::string darlington = CASELOAD_SCENARIOS "/darlington-2009.yaml";
const std::string mm20 = CASELOAD_BENCH "/mm20.yaml";

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

BENCHMARK(web_page)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(replication, darlington_2009, darlington)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(replication, mm20, mm20)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_and_compile, darlington_2009, darlington)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(read_and_compile, mm20, mm20)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
