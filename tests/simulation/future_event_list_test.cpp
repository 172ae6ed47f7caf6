#include "simulation/future_event_list.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <tuple>
#include <vector>

using namespace caseload;

namespace {
Instant at(int second) { return Instant{std::chrono::seconds{second}}; }
}  // namespace

TEST_CASE("events come in order of time, ties by kind and then by order of scheduling") {
  FutureEventList events;
  events.schedule(at(5), EventKind::arrival, 1);
  events.schedule(at(5), EventKind::task_done, 2);
  events.schedule(at(3), EventKind::week_ends, 3);
  events.schedule(at(5), EventKind::arrival, 4);
  events.schedule(at(5), EventKind::horizon_reached, 5);
  events.schedule(at(5), EventKind::counting_starts, 6);
  std::vector<std::uint32_t> order;
  while (!events.empty()) order.push_back(events.advance().subject);
  CHECK(order == std::vector<std::uint32_t>{3, 2, 5, 6, 1, 4});
}

TEST_CASE("a thousand random events come out as a stable sort would put them") {
  std::mt19937 random{7};
  FutureEventList events;
  std::vector<std::tuple<int, int, std::uint32_t>> expected;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const int second = static_cast<int>(random() % 50);
    const auto kind = static_cast<EventKind>(5 + random() % 5);
    events.schedule(at(second), kind, i);
    expected.emplace_back(second, static_cast<int>(kind), i);
  }
  std::sort(expected.begin(), expected.end());
  for (const auto& [second, kind, subject] : expected) {
    const Event event = events.advance();
    REQUIRE(event.at == at(second));
    REQUIRE(static_cast<int>(event.kind()) == kind);
    REQUIRE(event.subject == subject);
  }
  CHECK(events.empty());
}
