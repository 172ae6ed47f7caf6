// What is told of timings.
#include "bench/record.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "cli/program.hpp"

using namespace caseload::bench;
using namespace caseload::test;

namespace {

Record some_record() {
  Timing engine{"mm1", "", 0.04, "event", 400'000, {1e-7, 9e-8, 2e-7}, Spread{8, 7.5, 9}, "by hand", 13.5};
  Timing hand{"mm1", "by hand", 0.005, "event", 400'000, {1.25e-8, 1.2e-8, 2e-8}, {}, {}, {}};
  Timing reading{"read_and_compile", "Darlington", 0.008, "", 1, {0.008, 0.0079, 0.009}, {}, {}, 13};
  return {{"A processor", 2, "g++ 12", "Release -O2", "abc1234", "2024-05-17"}, {engine, hand, reading}};
}

}  // namespace

TEST_CASE("a record is read as it was written") {
  const Scratch scratch;
  scratch.write("recorded.json", json(some_record()));
  const auto found = read_record((scratch / "recorded.json").string());
  REQUIRE(found);
  CHECK(json(*found) == json(some_record()));
  CHECK_FALSE(read_record((scratch / "none.json").string()));
  scratch.write("recorded.json", "{}");
  CHECK_THROWS_WITH(read_record((scratch / "recorded.json").string()), Catch::Contains("recorded.json"));
}

TEST_CASE("the table says what was measured, what an event is, and what was recorded") {
  const Record record = some_record();
  const std::string alone = table(record, nullptr, false), beside = table(record, &record, false);
  for (const char* const part : {"100.0 (90.0)", "10.00 M events", "8.00 x by hand (7.50 – 9.00)", "  by hand",
                                 "8.0 ms", "An event is", "A processor, 2 threads at once"}) {
    INFO(part);
    CHECK(has(alone, part));
  }
  CHECK_FALSE(has(alone, "recorded"));
  CHECK(has(beside, "100.0 ns, 8.00 x"));
  CHECK(has(beside, "recorded: A processor"));
  CHECK_FALSE(has(beside, "\x1b["));
  CHECK(
      has(markdown(record), "| `mm1` | 40.0 ms | 100.0 (90.0) | 10.00 M events | 14 | 8.00 x by hand (7.50 – 9.00) |"));
}

TEST_CASE("the recorded table of this repository can be read") {
  // There is one, and it is of cases that there are.
  const auto recorded = read_record(CASELOAD_RECORDED);
  REQUIRE(recorded);
  for (const Timing& timing : recorded->timings) {
    const auto& cases = all_cases();
    CHECK(std::any_of(cases.begin(), cases.end(), [&](const Case& one) { return one.name == timing.name; }));
  }
}
