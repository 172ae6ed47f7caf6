// Replications over all cores: threads fill slots, nobody adds up here.
// Hides: oneTBB.   Tested by tests/experiment/replicate_test.cpp.
#include "experiment/replicate.hpp"

#include <tbb/enumerable_thread_specific.h>
#include <tbb/global_control.h>
#include <tbb/info.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <atomic>
#include <cassert>
#include <cstddef>
#include <exception>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

namespace caseload {
namespace {

/// What one replication left behind. Both empty: it was never begun.
struct Slot {
  std::optional<Observations> seen;
  std::optional<std::string> failure;
};

Slot attempt(const RunOne& run_one, std::uint32_t number, Arena& arena) {
  Slot slot;
  try {
    slot.seen = run_one(Replication{number}, arena);
  } catch (const std::exception& e) {
    slot.failure = e.what();
  } catch (...) {
    slot.failure = "an exception of an unknown kind";
  }
  if (slot.failure) arena = Arena{};  // the old one was left in the middle of something
  return slot;
}

unsigned threads_for(const Experiment& experiment) {
  const unsigned wanted =
      experiment.threads > 0 ? experiment.threads : static_cast<unsigned>(tbb::info::default_concurrency());
  return std::clamp(wanted, 1U, std::max(1U, experiment.replications));
}

Replications in_order(const Experiment& experiment, std::vector<Slot> slots) {
  Replications result;
  result.asked = experiment;
  for (std::uint32_t i = 0; i < experiment.replications; ++i) {
    const std::uint32_t number = experiment.first + i;
    if (slots[i].seen) {
      result.numbers.push_back(number);
      result.observations.push_back(*std::move(slots[i].seen));
    } else if (slots[i].failure) {
      result.failures.push_back({number, *std::move(slots[i].failure)});
    }
  }
  result.interrupted = result.numbers.size() + result.failures.size() < experiment.replications;
  return result;
}

}  // namespace

Replications replicate(const Experiment& experiment, const RunOne& run_one, const GoOn& go_on) {
  assert(experiment.replications <= std::numeric_limits<std::uint32_t>::max() - experiment.first);

  std::vector<Slot> slots(experiment.replications);
  std::atomic<std::uint32_t> next{0};
  std::atomic<bool> stopped{false};
  std::uint32_t done = 0;
  std::mutex telling;  // guards `done` and the calls of go_on
  tbb::enumerable_thread_specific<Arena> arenas;

  // Which slot a call fills is settled by `next`, not by its index: TBB would begin the second half at once, and an
  // interrupted experiment would then have holes.
  const auto fill_one = [&](std::size_t) {
    if (stopped) return;
    const std::uint32_t i = next++;
    slots[i] = attempt(run_one, experiment.first + i, arenas.local());
    const std::lock_guard lock{telling};
    ++done;
    if (go_on && !go_on(done, experiment.replications)) stopped = true;
  };

  // The arena is what limits the threads; the global control is what allows more of them than there are cores.
  const unsigned threads = threads_for(experiment);
  const tbb::global_control allowed{tbb::global_control::max_allowed_parallelism, threads};
  tbb::task_arena arena{static_cast<int>(threads)};
  arena.execute([&] { tbb::parallel_for(std::size_t{0}, slots.size(), fill_one, tbb::simple_partitioner{}); });

  return in_order(experiment, std::move(slots));
}

Replications replicate(const Model& model, const Experiment& experiment, const GoOn& go_on) {
  const RunOne run_one = [&](Replication replication, Arena& arena) {
    return run(model, replication, experiment.seed, arena);
  };
  return replicate(experiment, run_one, go_on);
}

}  // namespace caseload
