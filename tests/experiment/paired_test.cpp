// Several models in the same futures, and as many futures as somebody wants.
#include <atomic>
#include <catch2/catch.hpp>
#include <cstring>
#include <stdexcept>

#include "caseload/scenario.hpp"
#include "experiment/asked.hpp"
#include "experiment/replicate.hpp"

namespace {

using namespace caseload;
using test::asked;

/// Stands in for the simulation of two models: each observes its own number.
Future two_numbers(Replication replication, Arena&) {
  Future future;
  future.seen.resize(2);
  future.seen[0].values = {static_cast<double>(replication)};
  future.seen[1].values = {100 + static_cast<double>(replication)};
  return future;
}

PairedReplications two_models() {
  PairedReplications all;
  all.of.resize(2);
  return all;
}

Model queue(int servers) {
  const auto scenario = read_text(
      "caseload: 1\n"
      "name: Queue\n"
      "period: {start: 2024-01-01, length: 4 weeks, begin: empty}\n"
      "demand: {arrivals: {rate: 3 families per hour, children: 2, to: job}}\n"
      "teams: {servers: {posts: " + std::to_string(servers) + ", limit: 1 family}}\n"
      "steps: {job: {team: servers, tasks: {job: {effort: {exponential: 1 hour}}}}}\n");
  REQUIRE(scenario);
  return compile(*scenario);
}

}  // namespace

TEST_CASE("an experiment ends at the number that is wanted, for any number of threads") {
  // Enough when the sum of the numbers seen passes 300: 0 + 1 + ... + 24 = 300, so 26 are needed; it asks for ten more
  // each time.
  const Wanted past_300 = [](const std::vector<Replications>& done) {
    double sum = 0;
    std::uint32_t n = 0;
    for (const Observations& seen : done.front().observations) {
      sum += seen.values.front();
      ++n;
      if (sum > 300) return n;
    }
    return n + 10;
  };
  for (const unsigned threads : {1U, 2U, 8U}) {
    PairedReplications all = two_models();
    replicate(asked(0, 1000, threads), two_numbers, past_300, {}, all);
    REQUIRE(all.of[0].numbers.size() == 26);
    REQUIRE(all.of[1].numbers.size() == 26);
    CHECK(all.of[1].observations.back().values.front() == 125);
    CHECK_FALSE(all.of[0].interrupted);
  }
}

TEST_CASE("an experiment does not go on to where a guess has put its end") {
  // It seems to be a long way, until the last moment.
  const Wanted sixty = [](const std::vector<Replications>& done) {
    return done.front().numbers.size() < 60 ? 1000U : 60U;
  };
  for (const unsigned threads : {1U, 2U, 8U}) {
    std::atomic<unsigned> run{0};
    const RunAll counting = [&](Replication replication, Arena& arena) {
      ++run;
      return two_numbers(replication, arena);
    };
    PairedReplications all = two_models();
    replicate(asked(0, 1000, threads), counting, sixty, {}, all);
    CHECK(all.of[0].numbers.size() == 60);
    // One thread alone is asked no later than after a sixteenth more; others may be ahead of one that sleeps.
    CHECK(run < (threads == 1 ? 64 : 1000));
  }
}

TEST_CASE("an experiment does no more than it may, whatever is wanted") {
  PairedReplications all = two_models();
  replicate(asked(0, 17, 4), two_numbers, [](const auto&) { return 100U; }, {}, all);
  CHECK(all.of[0].numbers.size() == 17);
  CHECK_FALSE(all.of[0].interrupted);
}

TEST_CASE("what was done before is not done again") {
  PairedReplications all = two_models();
  replicate(asked(0, 10, 2), two_numbers, [](const auto&) { return 10U; }, {}, all);
  std::atomic<int> run{0};
  const RunAll counting = [&](Replication replication, Arena& arena) {
    ++run;
    return two_numbers(replication, arena);
  };
  replicate(asked(0, 25, 2), counting, [](const auto&) { return 25U; }, {}, all);
  CHECK(run == 15);
  REQUIRE(all.of[1].numbers.size() == 25);
  for (std::uint32_t i = 0; i < 25; ++i) CHECK(all.of[1].observations[i].values.front() == 100 + i);

  SECTION("and fewer than there are leaves the first ones") {
    replicate(asked(0, 25, 2), counting, [](const auto&) { return 7U; }, {}, all);
    CHECK(run == 15);
    CHECK(all.of[0].numbers.size() == 7);
  }
}

TEST_CASE("a replication that fails in one model is left out of all") {
  const RunAll fails_at_three = [](Replication replication, Arena& arena) {
    if (replication == Replication{3}) throw std::runtime_error("second model");
    return two_numbers(replication, arena);
  };
  PairedReplications all = two_models();
  replicate(asked(0, 6, 2), fails_at_three, [](const auto&) { return 6U; }, {}, all);
  for (const Replications& done : all.of) {
    CHECK(done.numbers == std::vector<std::uint32_t>{0, 1, 2, 4, 5});
    REQUIRE(done.failures.size() == 1);
    CHECK(done.failures.front().replication == 3);
  }
}

TEST_CASE("each model sees what it would have seen alone") {
  const Model three = queue(3), four = queue(4);
  const PairedReplications both = replicate(PairedExperiment{{&three, &four}, asked(2, 5, 2)}, [](const auto&) { return 5U; });
  for (const auto& [model, done] : {std::pair{&three, &both.of[0]}, std::pair{&four, &both.of[1]}}) {
    const Replications alone = replicate(*model, asked(2, 5, 1));
    REQUIRE(alone.numbers == done->numbers);
    for (std::size_t i = 0; i < alone.observations.size(); ++i) {
      const auto& expected = alone.observations[i].values;
      CHECK(std::memcmp(expected.data(), done->observations[i].values.data(), expected.size() * sizeof(double)) == 0);
    }
  }
}

TEST_CASE("with more servers some children wait less for a worker and none longer") {
  // First come, first served, the same arrivals with the same work: one more server can delay nobody.
  const Model three = queue(3), four = queue(4);
  PairedExperiment paired{{&three, &four, &three}, asked(0, 4, 2)};
  paired.waits = true;
  const PairedReplications all = replicate(paired, [](const auto&) { return 4U; });
  REQUIRE(all.waits.size() == 3);
  for (std::size_t i = 0; i < 4; ++i) {
    CHECK(all.waits[0][i].longer + all.waits[0][i].shorter == 0);
    CHECK(all.waits[1][i].shorter > 0);
    CHECK(all.waits[1][i].longer == 0);
    CHECK(all.waits[2][i].longer + all.waits[2][i].shorter == 0);
  }
}
