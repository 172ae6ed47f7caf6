// Replications over all cores: threads fill slots, nobody adds up here.
// Tested by tests/experiment/replicate_test.cpp.
#include "experiment/replicate.hpp"

#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include <algorithm>
#include <cassert>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <limits>
#include <map>
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

void add(PairedReplications& all, std::uint32_t number, Slot slot) {
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

/// Keeps the first `count` replications that were done, and the failures among them.
void cut(PairedReplications& all, std::size_t count) {
  for (Replications& done : all.of) {
    done.numbers.resize(count);
    done.observations.cut(count);
    std::erase_if(done.failures, [&](const Failure& f) { return count == 0 || f.replication > done.numbers.back(); });
  }
  for (auto& waits : all.waits) waits.resize(std::min(waits.size(), count));
}

/// So many replications for each thread may be done and wait for an earlier one: enough that a thread hardly ever
/// waits, and a bound on memory.
constexpr std::size_t most_early = 8;

/// Replications that are run by many threads and added one after the other, in order, as soon as all before them are.
class Queue {
 public:
  Queue(const Experiment& experiment, const RunAll& run_all, const Wanted& wanted, const GoOn& go_on,
        PairedReplications& all)
      : experiment_{experiment},
        run_all_{run_all},
        wanted_{wanted},
        go_on_{go_on},
        all_{all},
        begun_{done()},
        added_{done()},
        ended_{done()} {
    ask();
  }

  /// How many there may still be; none, if those that were done before are enough.
  std::uint32_t left() const { return is_over() ? 0 : experiment_.replications - begun_; }

  /// Runs the next one, if another is needed.
  void run_one(Crew::Threads& threads) {
    std::unique_lock lock{changing_};
    // What an earlier one has left is added by its thread, which is not one of those that wait.
    changed_.wait(lock, [&] { return is_over() || early_.size() < most_early * threads.count; });
    if (is_over()) return;
    const std::uint32_t place = begun_++;
    lock.unlock();
    Slot slot = attempt(run_all_, experiment_.first + place, threads.arenas.local());
    lock.lock();
    try {
      if (!is_enough_) add_in_order(place, std::move(slot));
    } catch (...) {
      is_stopped_ = true;  // or the others would wait for what is never added
      changed_.notify_all();
      throw;
    }
    changed_.notify_all();
  }

  bool was_interrupted() const { return is_stopped_ && !is_enough_ && begun_ < experiment_.replications; }

 private:
  bool is_over() const { return is_enough_ || is_stopped_ || begun_ >= experiment_.replications; }
  std::uint32_t done() const { return static_cast<std::uint32_t>(all_.of.front().numbers.size()); }

  void ask() {
    enough_ = wanted_(all_.of);
    ask_again_ = std::min(enough_, done() + std::max(1U, done() / 16));
    is_enough_ = enough_ <= done();
    if (is_enough_) cut(all_, enough_);
  }

  void add_in_order(std::uint32_t place, Slot slot) {
    early_.emplace(place, std::move(slot));
    ++ended_;
    while (!is_enough_ && !early_.empty() && early_.begin()->first == added_) {
      add(all_, experiment_.first + added_++, std::move(early_.begin()->second));
      early_.erase(early_.begin());
      if (done() >= ask_again_) ask();
    }
    if (go_on_ && !go_on_(ended_, std::max(ended_, std::min(enough_, experiment_.replications)))) is_stopped_ = true;
  }

  const Experiment& experiment_;
  const RunAll& run_all_;
  const Wanted& wanted_;
  const GoOn& go_on_;
  PairedReplications& all_;
  std::mutex changing_;  // guards what follows, and the calls of wanted_ and go_on_
  std::condition_variable changed_;
  std::uint32_t begun_, added_, ended_;  // counted from the first one of all, as are the places of the early ones
  std::map<std::uint32_t, Slot> early_;
  std::uint32_t enough_{}, ask_again_{};  // of those that were done
  bool is_enough_{}, is_stopped_{};
};

}  // namespace

void replicate(const Experiment& experiment, const RunAll& run_all, const Wanted& wanted, const GoOn& go_on,
               PairedReplications& all, Crew* crew) {
  assert(experiment.replications <= std::numeric_limits<std::uint32_t>::max() - experiment.first);
  Queue queue{experiment, run_all, wanted, go_on, all};
  const std::uint32_t left = queue.left();
  if (left == 0) return;
  const auto run = [&](Crew::Threads& threads) {
    tbb::parallel_for(
        0U, left, [&](std::uint32_t) { queue.run_one(threads); }, tbb::simple_partitioner{});
  };
  if (crew) {
    // While it waits for the last replications a thread must not begin another experiment, which may take long.
    tbb::this_task_arena::isolate([&] { run(crew->threads()); });
  } else {
    Crew own{std::clamp(threads_for(experiment.threads), 1U, left)};
    own.threads().place.execute([&] { run(own.threads()); });
  }
  if (queue.was_interrupted())
    for (Replications& replications : all.of) replications.interrupted = true;
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
