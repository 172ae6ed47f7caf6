#include "simulation/future_event_list.hpp"

#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <tuple>
#include <vector>

using namespace caseload;

namespace {
Instant at(int second) { return Instant{std::chrono::seconds{second}}; }
}  // namespace

TEST_CASE("events come in order of time, ties by kind and then by order of scheduling") {
  FutureEventList events;
  events.restart(at(0), at(100));
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
  const int spread = GENERATE(50, 3'000'000);  // within a minute, and over five weeks
  std::mt19937 random{7};
  FutureEventList events;
  events.restart(at(0), at(spread));
  std::vector<std::tuple<int, int, std::uint32_t>> expected;
  for (std::uint32_t i = 0; i < 1000; ++i) {
    const int second = static_cast<int>(random() % static_cast<unsigned>(spread));
    const auto kind = static_cast<EventKind>(5 + random() % 5);
    events.schedule(at(second), kind, i);
    expected.emplace_back(second, static_cast<int>(kind), i);
  }
  std::sort(expected.begin(), expected.end());
  for (const auto& [second, kind, subject] : expected) {
    const Event event = events.advance();
    REQUIRE(events.at(event) == at(second));
    REQUIRE(static_cast<int>(event.kind()) == kind);
    REQUIRE(event.subject == subject);
  }
  CHECK(events.empty());
}

TEST_CASE("events that are scheduled as others come up take their place among them") {
  const bool watched = GENERATE(false, true);
  std::mt19937 random{11};
  FutureEventList events;
  const Instant begin = at(1'000'000'000), end = begin + std::chrono::days{400};
  events.restart(begin, end);
  std::multiset<std::tuple<Instant, int, std::uint32_t>> expected;
  Instant now = begin;
  std::uint32_t number = 0;
  const auto schedule = [&] {
    // Now and then at once, mostly today, sometimes months ahead or past the end.
    const std::int64_t reach = std::array{1, 40'000, 40'000, 9'000'000}[random() % 4];
    const Instant when = now + Elapsed{static_cast<std::int64_t>(random()) % reach};
    const auto kind = static_cast<EventKind>(random() % 30);
    events.schedule(when, kind, number);
    if (when <= end) expected.emplace(when, static_cast<int>(kind), number);
    ++number;
  };
  for (int i = 0; i < 50; ++i) schedule();
  events.watch(watched);
  while (!expected.empty()) {
    REQUIRE(events.size() == expected.size());
    const Event event = events.advance();
    events.look_ahead([&](const Event& soon, int how_near) {
      if (how_near < 0 || how_near > 3 || soon.key < event.key) FAIL("it does not come up soon");
    });
    const auto [when, kind, subject] = *expected.begin();
    expected.erase(expected.begin());
    REQUIRE(std::tuple{events.at(event), static_cast<int>(event.kind()), event.subject} ==
            std::tuple{when, kind, subject});
    now = when;
    for (auto more = random() % 4; more > 0 && number < 20'000; --more) schedule();
  }
  CHECK(events.empty());
  CHECK(number == 20'000);
}

TEST_CASE("ties are settled by order of scheduling after sixteen million events, too") {
  const bool watched = GENERATE(false, true);
  FutureEventList events;
  events.restart(at(0), at(2'000'000));
  events.watch(watched);
  events.schedule(at(1'000'000), EventKind::arrival, 1);
  events.schedule(at(20), EventKind::arrival, 2);
  for (int i = 0; i < 1 << 24; ++i) {
    events.schedule(at(10), EventKind::task_done, 0);
    if (events.advance().subject != 0) FAIL("out of order");
  }
  events.schedule(at(20), EventKind::arrival, 3);
  events.schedule(at(1'000'000), EventKind::arrival, 4);
  std::vector<std::uint32_t> order;
  while (!events.empty()) order.push_back(events.advance().subject);
  CHECK(order == std::vector<std::uint32_t>{2, 3, 1, 4});
}

TEST_CASE("events of a watched list are looked at before they come up, four times each but for the last ones") {
  FutureEventList events;
  events.restart(at(0), at(80'000));
  events.watch(true);
  for (std::uint32_t i = 0; i < 1000; ++i) events.schedule(at(static_cast<int>(i * 37 % 1000)), EventKind::arrival, i);
  std::vector<int> looked(1000);
  for (int i = 0; i < 1000; ++i) {
    const Event event = events.advance();
    CHECK(looked[event.subject] == (i == 0 ? 0 : std::min(4, 1 + (999 - i) / 4)));  // nothing comes before the first
    events.look_ahead([&](const Event& soon, int how_near) { CHECK(looked[soon.subject]++ == how_near); });
  }
}

TEST_CASE("a list that begins anew has forgotten what was to come") {
  const bool watched = GENERATE(false, true);
  FutureEventList events;
  events.restart(at(0), at(80'000));
  events.watch(watched);
  for (std::uint32_t i = 0; i < 100; ++i) events.schedule(at(static_cast<int>(i)), EventKind::arrival, 100 + i);
  for (std::uint32_t i = 0; i < 10; ++i) REQUIRE(events.advance().subject == 100 + i);
  events.restart(at(0), at(80'000));
  events.watch(watched);
  events.schedule(at(50), EventKind::arrival, 1);
  CHECK(events.advance().subject == 1);
  CHECK(events.empty());
}

TEST_CASE("more events in a day than a key has numbers for come out in order") {
  const bool watched = GENERATE(false, true);
  FutureEventList events;
  events.restart(at(0), at(200'000));
  events.watch(watched);
  constexpr std::uint32_t many = 300'000;
  events.schedule(at(100), EventKind::arrival, 0);
  events.schedule(at(150), EventKind::arrival, many);  // after tasks that are done in the same second
  REQUIRE(events.advance().subject == 0);              // today has begun, and there was nearly nothing in it
  std::mt19937 random{5};
  std::vector<std::pair<int, std::uint32_t>> expected{{150, many}};
  for (std::uint32_t i = 0; i < many; ++i) {
    const int second = 100 + static_cast<int>(random() % (i % 2 == 0 ? 80'000u : 3u));
    events.schedule(at(second), EventKind::task_done, i);
    expected.emplace_back(second, i);
  }
  std::sort(expected.begin(), expected.end());
  for (const auto& [second, subject] : expected) {
    REQUIRE(events.size() > 0);
    const Event event = events.advance();
    if (events.at(event) != at(second) || event.subject != subject) FAIL("out of order");
  }
  CHECK(events.empty());
}
