// Replications over threads: complete, in order, the same for any number of threads, and hard to bring down.
#include "experiment/replicate.hpp"

#include <malloc.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <cstring>
#include <mutex>
#include <numeric>
#include <set>
#include <stdexcept>
#include <thread>

#include "caseload/scenario.hpp"
#include "experiment/asked.hpp"

namespace {

using namespace caseload;
using test::asked;

/// Stands in for the simulation: observes its own number.
Observations own_number(Replication replication, Arena&) {
  Observations seen;
  seen.values = {static_cast<double>(replication)};
  return seen;
}

Model queue() {
  const auto scenario = read_text(
      "caseload: 1\n"
      "name: Queue\n"
      "period: {start: 2024-01-01, length: 4 weeks, begin: empty}\n"
      "demand: {arrivals: {rate: 3 families per hour, to: job}}\n"
      "teams: {servers: {posts: 4, works: pool}}\n"
      "steps: {job: {team: servers, tasks: {job: {effort: {exponential: 1 hour}}}}}\n");
  REQUIRE(scenario);
  return compile(*scenario);
}

/// NaN equals NaN here.
bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

}  // namespace

TEST_CASE("every replication is done once and stands in its place") {
  for (const unsigned threads : {1U, 2U, 8U}) {
    const Replications done = replicate(asked(40, 200, threads), own_number, {});
    REQUIRE(done.numbers.size() == 200);
    CHECK_FALSE(done.interrupted);
    CHECK(done.failures.empty());
    for (std::uint32_t i = 0; i < 200; ++i) {
      CHECK(done.numbers[i] == 40 + i);
      CHECK(done.observations[i].values == std::vector<double>{40.0 + i});
    }
  }
}

TEST_CASE("as many threads work as were asked for, even on fewer cores") {
  std::mutex guard;
  std::set<std::thread::id> seen;
  std::atomic<unsigned> inside{0};
  const RunOne meet = [&](Replication replication, Arena& arena) {
    ++inside;
    // Waits for the other two; a machine that gives fewer threads runs into the time limit of the test.
    while (inside < 3) std::this_thread::yield();
    const std::lock_guard lock{guard};
    seen.insert(std::this_thread::get_id());
    return own_number(replication, arena);
  };
  replicate(asked(0, 3, 3), meet, {});
  CHECK(seen.size() == 3);
}

TEST_CASE("a replication that fails is reported by its number and the others are kept") {
  const RunOne fails_at_seven = [](Replication replication, Arena& arena) {
    if (replication == Replication{7}) throw std::runtime_error("out of dates");
    if (replication == Replication{9}) throw 9;
    return own_number(replication, arena);
  };
  const Replications done = replicate(asked(0, 20, 4), fails_at_seven, {});
  REQUIRE(done.failures.size() == 2);
  CHECK(done.failures[0].replication == 7);
  CHECK(done.failures[0].what == "out of dates");
  CHECK(done.failures[1].replication == 9);
  CHECK(done.numbers.size() == 18);
  CHECK(done.numbers.size() == done.observations.size());
  CHECK_FALSE(done.interrupted);
}

TEST_CASE("progress is told once per replication, one call at a time") {
  std::vector<std::uint32_t> told;
  std::atomic<int> inside{0};
  replicate(asked(0, 100, 8), own_number, [&](std::uint32_t done, std::uint32_t of) {
    CHECK(++inside == 1);
    told.push_back(done);
    CHECK(of == 100);
    --inside;
    return true;
  });
  std::vector<std::uint32_t> one_to_hundred(100);
  std::iota(one_to_hundred.begin(), one_to_hundred.end(), 1U);
  CHECK(told == one_to_hundred);
}

TEST_CASE("an interrupted experiment holds the first replications, without holes") {
  for (const unsigned threads : {1U, 2U, 8U}) {
    const Replications done =
        replicate(asked(5, 1000, threads), own_number, [](std::uint32_t n, std::uint32_t) { return n < 50; });
    CHECK(done.interrupted);
    CHECK(done.numbers.size() >= 50);
    CHECK(done.numbers.size() < 50 + threads);
    for (std::uint32_t i = 0; i < done.numbers.size(); ++i) CHECK(done.numbers[i] == 5 + i);
  }
}

TEST_CASE("what is thrown while results are taken is thrown again, and nobody waits for ever") {
  std::atomic<int> run{0};
  const RunOne counting = [&](Replication replication, Arena& arena) {
    ++run;
    return own_number(replication, arena);
  };
  for (const unsigned threads : {1U, 2U, 8U}) {
    CHECK_THROWS_WITH(replicate(asked(0, 1000, threads), counting,
                                [](std::uint32_t n, std::uint32_t) {
                                  if (n == 5) throw std::runtime_error("the terminal is gone");
                                  return true;
                                }),
                      "the terminal is gone");
  }
  CHECK(run < 1000);
}

TEST_CASE("saying no after the last replication interrupts nothing") {
  const Replications done = replicate(asked(0, 3, 1), own_number, [](std::uint32_t n, std::uint32_t) { return n < 3; });
  CHECK_FALSE(done.interrupted);
  CHECK(done.numbers.size() == 3);
}

TEST_CASE("no replications are no trouble") { CHECK(replicate(asked(0, 0, 2), own_number, {}).numbers.empty()); }

TEST_CASE("the number of threads changes not one bit of what is observed") {
  const Model model = queue();
  const Replications one = replicate(model, asked(0, 24, 1));
  REQUIRE(one.observations.size() == 24);
  for (const unsigned threads : {2U, 8U}) {
    const Replications many = replicate(model, asked(0, 24, threads));
    REQUIRE(many.observations.size() == 24);
    for (std::size_t i = 0; i < 24; ++i) {
      CHECK(same_bits(one.observations[i].values, many.observations[i].values));
      CHECK(same_bits(one.observations[i].series, many.observations[i].series));
    }
  }
}

TEST_CASE("an experiment holds no more of its replications in memory than it may") {
  // A megabyte each, 150 of them.
  std::atomic<std::size_t> most{0};
  const RunOne large = [&](Replication replication, Arena&) {
    Observations seen;
    seen.series.assign(std::size_t{1} << 17, static_cast<double>(replication));
    const struct mallinfo2 now = ::mallinfo2();
    std::size_t held = now.uordblks + now.hblkhd, before = most;
    while (held > before && !most.compare_exchange_weak(before, held)) continue;
    return seen;
  };
  for (const unsigned threads : {1U, 2U}) {
    const Replications done = replicate(asked(0, 150, threads), large, {});
    const std::vector<double> numbers = done.observations.column(&Observations::series, 99);
    REQUIRE(numbers.size() == 150);
    for (std::size_t i = 0; i < 150; ++i) REQUIRE(numbers[i] == static_cast<double>(i));
  }
  // Up to eight of each thread wait for an earlier one.
  CHECK(most < Kept::usual + (std::size_t{24} << 20));
}

TEST_CASE("a replication is the same alone as among others") {
  const Model model = queue();
  const Replications all = replicate(model, asked(0, 10, 2));
  const Replications alone = replicate(model, asked(7, 1, 2));
  REQUIRE(alone.numbers == std::vector<std::uint32_t>{7});
  CHECK(same_bits(alone.observations[0].values, all.observations[7].values));
}

TEST_CASE("another seed gives other futures") {
  const Model model = queue();
  Experiment other = asked(0, 1, 1);
  other.seed = Seed{2};
  CHECK_FALSE(same_bits(replicate(model, asked(0, 1, 1)).observations[0].values,
                        replicate(model, other).observations[0].values));
}
