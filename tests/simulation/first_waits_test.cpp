// How long each family waits for its first named worker.
#include <catch2/catch.hpp>

#include <algorithm>
#include <utility>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

using Waits = std::vector<FirstWait>;

Waits waits_of(const Model& model, std::uint32_t replication = 0) {
  Arena arena;
  return run(model, Replication{replication}, Seed{1}, arena, {.waits = true}).waits;
}

FirstWait waited(std::uint32_t family, int hours, std::uint16_t stream = 0, std::uint8_t children = 1) {
  return {family, stream, children, std::chrono::hours{hours}};
}

}  // namespace

TEST_CASE("a family waits until it first has a worker, or until the run ends") {
  // One worker, one family at a time, nine hours each: families come every four hours and wait 0, 5, 10, 15 hours; the one
  // that comes at hour 16 waits until hour 36, when the run ends.
  const Model model = model_of(R"(
caseload: 1
name: queue
period: {start: 2024-01-01, length: 36 hours, begin: empty}
demand: {calls: {every: 4 hours, first: 0 hours, at_most: 5, to: look}}
teams: {desk: {posts: 1, limit: 1 family}}
steps: {look: {team: desk, tasks: {visit: {effort: 9 hours}}}}
)");
  CHECK(waits_of(model) == Waits{waited(0, 0), waited(1, 5), waited(2, 10), waited(3, 15), waited(4, 20)});
}

TEST_CASE("waits are in order of stream and family, and only of families who need a named worker") {
  // The letter is read by a pool and comes to the desk at hour 4, for nine hours; calls never do.
  const Model model = model_of(R"(
caseload: 1
name: streams
period: {start: 2024-01-01, length: 3 days, begin: empty}
demand:
  visits: {every: 20 hours, first: 5 hours, at_most: 2, to: look}
  calls: {every: 4 hours, first: 0 hours, at_most: 5, to: talk}
  letters: {every: 90 days, first: 1 hour, at_most: 1, children: {fixed: 2}, to: sort}
effort: {next_child: 0 %}
teams: {desk: {posts: 1, limit: 1 family}, front: {posts: 1, works: pool}}
steps:
  look: {team: desk, tasks: {visit: {effort: 9 hours}}}
  talk: {tasks: {}, lasts: 1 hour}
  sort: {team: front, tasks: {read: {effort: 3 hours}}, next: {look: 100 %}}
)");
  CHECK(waits_of(model) == Waits{waited(0, 8), waited(1, 0), waited(0, 0, 2, 2)});
}

TEST_CASE("only the time before the first worker counts, and what a family waited before it gave up") {
  // The worker is away from hour 10 to 40 and hands over: family 0, which has had a worker, waits again without its
  // being counted; family 1 gives up after 12 hours.
  const Model model = model_of(R"(
caseload: 1
name: first
period: {start: 2024-01-01, length: 60 hours, begin: empty}
demand: {calls: {every: 14 hours, first: 4 hours, at_most: 2, to: look}}
people: {leave: {every: 10 hours, lasting: 30 hours, while_away: handed over}}
teams: {desk: {posts: 1, limit: 5 families}}
steps: {look: {team: desk, gives_up: {after: 12 hours}, tasks: {visit: {effort: 9 hours}}}}
)");
  CHECK(waits_of(model) == Waits{waited(0, 0), waited(1, 12)});
}

TEST_CASE("only families who come in the counted period are told of, each once") {
  const auto scenario = read(CASELOAD_SCENARIOS "/darlington-2009.yaml",
                             {.overrides = {}, .option = {}, .library = CASELOAD_SCENARIOS});
  REQUIRE(scenario);
  const Model model = compile(*scenario);
  Arena arena;
  const Observations seen = run(model, Replication{2}, Seed{1}, arena, {.waits = true, .log = true});
  std::vector<std::pair<std::uint16_t, std::uint32_t>> came;
  for (const LogEntry& entry : seen.log) {
    if (entry.what == LogEntry::What::referred && entry.at >= model.start) came.emplace_back(entry.stream, entry.family);
  }
  std::sort(came.begin(), came.end());
  REQUIRE(seen.waits.size() > 100);
  for (std::size_t i = 0; i < seen.waits.size(); ++i) {
    const std::pair family{seen.waits[i].stream, seen.waits[i].family};
    CHECK(std::binary_search(came.begin(), came.end(), family));
    CHECK((i == 0 || std::pair{seen.waits[i - 1].stream, seen.waits[i - 1].family} < family));
  }
}
