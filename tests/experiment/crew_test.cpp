// Experiments that share threads: each gets what it would get alone, and none spoils the others.
#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <map>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "experiment/replicate.hpp"

using namespace caseload;

namespace {

/// Observes its own number, which stands in for the simulation.
Future future_of_own_number(Replication replication, Arena&) {
  Future future;
  future.seen.emplace_back().values = {static_cast<double>(replication)};
  return future;
}

/// So many replications of a stand-in, on a crew's threads.
std::vector<double> numbers_of(std::uint32_t replications, Crew& crew, const RunAll& run_all = future_of_own_number) {
  PairedReplications all;
  all.of.resize(1);
  replicate(
      {Seed{1}, 0, replications}, run_all, [replications](const auto&) { return replications; }, {}, all, &crew);
  std::vector<double> seen;
  for (const Observations& one : all.of.front().observations) seen.push_back(one.values.front());
  return seen;
}

}  // namespace

TEST_CASE("experiments side by side hold what each of them would alone, in order") {
  for (const unsigned threads : {1U, 2U, 8U}) {
    Crew crew{threads};
    std::atomic<std::uint32_t> next{0};
    std::mutex filling;
    std::map<std::uint32_t, std::vector<double>> all;
    crew.at_once([&] {
      for (std::uint32_t i = next++; i < 40; i = next++) {
        std::vector<double> seen = numbers_of(i, crew);
        const std::lock_guard lock{filling};
        all.emplace(i, std::move(seen));
      }
    });
    REQUIRE(all.size() == 40);
    for (const auto& [i, seen] : all) {
      REQUIRE(seen.size() == i);
      for (std::uint32_t r = 0; r < i; ++r) CHECK(seen[r] == r);
    }
  }
}

TEST_CASE("threads without an experiment of their own help with the replications of another") {
  Crew crew{2};
  std::atomic<bool> taken{false};
  std::atomic<int> inside{0}, most{0};
  const RunAll slow = [&](Replication replication, Arena& arena) {
    most = std::max(most.load(), ++inside);
    // Waits for a second one, but not for ever: on a machine without a free core there may be none.
    for (int i = 0; i < 200 && most < 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds{10});
    --inside;
    return future_of_own_number(replication, arena);
  };
  crew.at_once([&] {
    if (!taken.exchange(true)) CHECK(numbers_of(8, crew, slow).size() == 8);
  });
  CHECK(most == 2);
}

TEST_CASE("what one call throws leaves the others alone and is thrown at the end") {
  Crew crew{4};
  std::atomic<std::uint32_t> next{0};
  std::atomic<int> whole{0};
  CHECK_THROWS_WITH(crew.at_once([&] {
    for (std::uint32_t i = next++; i < 40; i = next++) {
      if (i == 3) throw std::runtime_error("the disk is full");
      whole += numbers_of(50, crew).size() == 50;
    }
  }),
                    "the disk is full");
  CHECK(whole == 39);
}
