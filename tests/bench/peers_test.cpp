// Other simulators, if they are installed.
#include "bench/peers.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace caseload::bench;

TEST_CASE("a peer is timed, or it is said how to install it") {
  std::string missing;
  int told = 0;
  const auto tell = [&](std::string_view text) {
    missing += text;
    ++told;
  };
  const std::vector<Timing> timings = peers("mm1", tell);
  INFO(missing);
  CHECK(timings.size() + static_cast<std::size_t>(told) == 2);
  for (const Timing& timing : timings) {
    CHECK(timing.count == 100'000);
    CHECK(timing.ratio);
  }
  if (told > 0) CHECK(missing.find("to install it: ") != std::string::npos);
}

TEST_CASE("peers know only queues") {
  CHECK(peers("darlington", [](std::string_view) {}).empty());
}
