// Replications over all cores: threads fill slots, nobody adds up here.
// Tested by tests/experiment/replicate_test.cpp.
#include "experiment/replicate.hpp"

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

#include "experiment/crew.hpp"

namespace caseload {
namespace {

/// What one replication left behind. Both empty: it was never begun.
struct Slot {
  std::optional<Future> future;
  std::optional<std::string> failure;
};

Slot attempt(const RunAll& run_all, std::uint32_t number, Arena& arena) {
  Slot slot;
  try {
    slot.future = run_all(Replication{number}, arena);
  } catch (const std::exception& e) {
    slot.failure = e.what();
  } catch (...) {
    slot.failure = "an exception of an unknown kind";
  }
  if (slot.failure) arena = Arena{};  // the old one was left in the middle of something
  return slot;
}

/// Rounds of replications, each over all threads that are free.
class Rounds {
 public:
  /// @param crew  null: threads of its own
  Rounds(const Experiment& experiment, const RunAll& run_all, const GoOn& go_on, Crew* crew)
      : run_all_{run_all}, go_on_{go_on}, is_shared_{crew != nullptr} {
    if (!crew) {
      own_.emplace(std::clamp(threads_for(experiment.threads), 1U, std::max(1U, experiment.replications)));
      crew = &*own_;
    }
    threads_ = &crew->threads();
  }

  bool stopped() const { return stopped_; }

  /// Whole rows of threads: what turns out to be more than enough is cut off, and costs no time where no other
  /// experiment waits for them.
  std::uint32_t whole_rows(std::uint32_t count) const {
    const std::uint32_t row = is_shared_ ? 1 : threads_->count;
    return (count + row - 1) / row * row;
  }

  /// Runs replications [first, first + count).
  /// @param done  in rounds before this one
  std::vector<Slot> round(std::uint32_t first, std::uint32_t count, std::uint32_t done) {
    std::vector<Slot> slots(count);
    std::atomic<std::uint32_t> next{0};
    std::mutex telling;  // guards `done` and the calls of go_on
    const std::uint32_t of = done + count;

    // Which slot a call fills is settled by `next`, not by its index: TBB would begin the second half at once, and an
    // interrupted experiment would then have holes.
    const auto fill_one = [&](std::size_t) {
      if (stopped_) return;
      const std::uint32_t i = next++;
      slots[i] = attempt(run_all_, first + i, threads_->arenas.local());
      const std::lock_guard lock{telling};
      ++done;
      if (go_on_ && !go_on_(done, of)) stopped_ = true;
    };
    const auto fill = [&] { tbb::parallel_for(std::size_t{0}, slots.size(), fill_one, tbb::simple_partitioner{}); };
    if (is_shared_) {
      // While it waits for the last replications a thread must not begin another experiment, which may take long.
      tbb::this_task_arena::isolate(fill);
    } else {
      threads_->place.execute(fill);
    }
    return slots;
  }

 private:
  const RunAll& run_all_;
  const GoOn& go_on_;
  std::atomic<bool> stopped_{false};
  std::optional<Crew> own_;
  bool is_shared_;
  Crew::Threads* threads_;
};

/// Adds what the slots hold, in order. Gives how many of them were begun.
std::uint32_t add(PairedReplications& all, std::vector<Slot> slots, std::uint32_t first) {
  std::uint32_t begun = 0;
  for (Slot& slot : slots) {
    const std::uint32_t number = first + begun;
    if (!slot.future && !slot.failure) break;
    ++begun;
    for (std::size_t i = 0; i < all.of.size(); ++i) {
      if (slot.failure) {
        all.of[i].failures.push_back({number, *slot.failure});
        continue;
      }
      all.of[i].numbers.push_back(number);
      all.of[i].observations.push_back(std::move(slot.future->seen[i]));
      if (!slot.future->waits.empty()) all.waits[i].push_back(slot.future->waits[i]);
    }
  }
  return begun;
}

/// Keeps the first `count` replications that were done, and the failures among them.
void cut(PairedReplications& all, std::size_t count) {
  for (Replications& done : all.of) {
    done.numbers.resize(count);
    done.observations.resize(count);
    std::erase_if(done.failures, [&](const Failure& f) { return count == 0 || f.replication > done.numbers.back(); });
  }
  for (auto& waits : all.waits) waits.resize(std::min(waits.size(), count));
}

}  // namespace

void replicate(const Experiment& experiment, const RunAll& run_all, const Wanted& wanted, const GoOn& go_on,
               PairedReplications& all, Crew* crew) {
  assert(experiment.replications <= std::numeric_limits<std::uint32_t>::max() - experiment.first);
  Rounds rounds{experiment, run_all, go_on, crew};
  const std::vector<std::uint32_t>& numbers = all.of.front().numbers;
  auto begun = static_cast<std::uint32_t>(numbers.size());

  while (true) {
    const auto done = static_cast<std::uint32_t>(numbers.size());
    const std::uint32_t enough = wanted(all.of);
    if (enough <= done) {
      cut(all, enough);
      return;
    }
    if (begun >= experiment.replications) return;
    const std::uint32_t count = std::min(rounds.whole_rows(enough - done), experiment.replications - begun);
    begun += add(all, rounds.round(experiment.first + begun, count, begun), experiment.first + begun);
    if (rounds.stopped() && begun < experiment.replications && wanted(all.of) > numbers.size()) {
      for (Replications& replications : all.of) replications.interrupted = true;
      return;
    }
  }
}

Replications replicate(const Experiment& experiment, const RunOne& run_one, const GoOn& go_on) {
  const RunAll run_all = [&](Replication replication, Arena& arena) {
    Future future;
    future.seen.push_back(run_one(replication, arena));
    return future;
  };
  PairedReplications all;
  all.of.resize(1);
  all.of.front().asked = experiment;
  replicate(
      experiment, run_all, [&](const auto&) { return experiment.replications; }, go_on, all);
  return std::move(all.of.front());
}

Replications replicate(const Model& model, const Experiment& experiment, const GoOn& go_on) {
  const RunOne run_one = [&](Replication replication, Arena& arena) {
    return run(model, replication, experiment.seed, arena);
  };
  return replicate(experiment, run_one, go_on);
}

}  // namespace caseload
