// Targets as they are read, and thousands that stand apart.
#include <catch2/catch.hpp>

#include "good_reading.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

Scenario with_targets(const std::string& targets, const Reading& reading = {}) {
  return read_good("urgency:", "targets:\n" + targets + "urgency:", reading);
}

Target only_target(const std::string& block) { return with_targets("  - " + block + "\n").targets.front(); }

}  // namespace

TEST_CASE("a target has a measure, a bound with its unit, a chance and the place of its measure") {
  const auto scenario = with_targets(
      "  - {name: Initial assessments in time, measure: initial assessment.done in time, at_least: 80 %, chance: 60 %}\n"
      "  - measure: wait for a worker, mean\n"
      "    at_most: 7 days\n"
      "    source: assumed\n");
  REQUIRE(scenario.targets.size() == 2);
  const Target& first = scenario.targets[0];
  CHECK(first.name == "Initial assessments in time");
  CHECK(first.measure == "initial assessment.done in time");
  CHECK(first.at_least);
  CHECK(first.bound == 80);
  CHECK(first.unit == "%");
  CHECK(first.chance == 0.6);
  CHECK(first.place.file == "kent.yaml");
  CHECK(first.place.line == 11);
  CHECK(first.place.column == 50);
  const Target& second = scenario.targets[1];
  CHECK(second.name == "wait for a worker, mean");
  CHECK_FALSE(second.at_least);
  CHECK(second.bound == 7);
  CHECK(second.unit == "days");
  CHECK(second.chance == 0.5);
  CHECK(second.place.line == 12);
  REQUIRE(scenario.notes.size() == 1);
  CHECK(scenario.notes.front().key == "targets.2");
}

TEST_CASE("a bound is in any unit, or in none") {
  CHECK(only_target("{measure: open children, at_most: 20}").unit.empty());
  CHECK(only_target("{measure: open children, at_most: 20 children per worker}").unit == "children per worker");
  CHECK(only_target("{measure: x, at_most: -2.5 %}").bound == -2.5);
  CHECK(only_target("{measure: cost, at_most: 2 000 000 pounds}").bound == 2e6);
  CHECK(only_target("{measure: cost, at_most: 2 000 000 pounds}").unit == "pounds");
  CHECK(only_target("{measure: cost, at_most: 2.5 million pounds per year}").bound == 2.5e6);
  CHECK(only_target("{measure: cost, at_most: 1 million pounds}").unit == "pounds");
}

TEST_CASE("options and overrides change targets by their number") {
  const std::string target = "  - {name: few, measure: open children, at_most: 600 children, chance: 60 %}\n";
  const auto changed = [&](const std::string& text) {
    return with_targets(target, {.overrides = {text}, .option = {}, .library = {}}).targets.front();
  };
  CHECK(changed("targets.1.at_most=500 children").bound == 500);
  CHECK(changed("targets.1.at_most=+10 %").bound == Approx(660));
  CHECK(changed("targets.1.chance=90 %").chance == 0.9);
  CHECK(changed("targets.1.measure=wait for a worker, mean").measure == "wait for a worker, mean");
  const Target turned = changed("targets.1.at_least=20 children");
  CHECK(turned.at_least);
  CHECK(turned.bound == 20);
  const auto option = read_good("urgency:", "targets:\n" + target + "options: {strict: {targets.1.at_most: 450 children}}\nurgency:",
                                {.overrides = {}, .option = "strict", .library = {}});
  CHECK(option.targets.front().bound == 450);
}

TEST_CASE("targets survive in the resolved text") {
  const auto scenario = with_targets(
      "  - {name: Cheap, measure: \"wait for a worker, mean\", at_most: 2 000 000 pounds, chance: 60 %}\n");
  const auto again = read_yaml(scenario.resolved);
  REQUIRE(again.targets.size() == 1);
  CHECK(again.targets.front().measure == "wait for a worker, mean");
  CHECK(again.targets.front().bound == 2e6);
  CHECK(again.targets.front().chance == 0.6);
}

TEST_CASE("thousands may stand apart in any number, and only thousands") {
  const auto population = [](const std::string& words) {
    return read_good("urgency:", "population: " + words + "\nurgency:").population;
  };
  CHECK(population("22 730 children") == 22730);
  CHECK(population("1 022 730.5 children") == 1022730.5);
  CHECK(read_good("posts: 7", "posts: [7, 1 000 from 2011-01-01]").teams.front().posts.entries.back().value == 1000);
  for (const char* words : {"22 73 children", "2 2730 children", "0 730 children", "2273 000 children", "22.5 730 children"}) {
    INFO(words);
    CHECK_FALSE(read_text(good_but("urgency:", "population: " + std::string{words} + "\nurgency:")));
  }
}
