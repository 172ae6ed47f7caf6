// What a file says that it is for: read, checked, and of no consequence.
#include <catch2/catch.hpp>

#include "good_reading.hpp"
#include "support/scratch.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

const std::string about =
    "about:\n"
    "  authority: Kent\n"
    "  question: How far do three more posts bring the caseload down?\n"
    "  lever: posts\n"
    "  expect:\n"
    "    - {option: more, against: fewer, measure: service.children per worker, effect: lower}\n"
    "    - {against: more, measure: \"duty.wait for a worker, mean\", effect: higher}\n"
    "    - {option: fewer, measure: children referred, effect: none}\n";
const std::string options = "options: {more: {duty.posts: +3}, fewer: {duty.posts: -3}}\n";

Scenario scenario_with(const std::string& text, const Reading& reading = {}) {
  return read_yaml(good_scenario + options + text, reading);
}

}  // namespace

TEST_CASE("a file says whose case it is, the question, the lever and what should come out") {
  const About read = scenario_with(about).about;
  CHECK(read.authority == "Kent");
  CHECK(read.question == "How far do three more posts bring the caseload down?");
  CHECK(read.lever == "posts");
  REQUIRE(read.expect.size() == 3);
  CHECK(read.expect[0].option == "more");
  CHECK(read.expect[0].against == "fewer");
  CHECK(read.expect[0].measure == "service.children per worker");
  CHECK(read.expect[0].effect == Expectation::Effect::lower);
  CHECK(read.expect[0].place.file == "kent.yaml");
  CHECK(read.expect[0].place.line == 27);
  CHECK(read.expect[0].place.column == 47);
  CHECK(read.expect[1].option.empty());
  CHECK(read.expect[1].measure == "duty.wait for a worker, mean");
  CHECK(read.expect[1].effect == Expectation::Effect::higher);
  CHECK(read.expect[2].against.empty());
  CHECK(read.expect[2].effect == Expectation::Effect::none);
}

TEST_CASE("what a file is about changes nothing else, and no option or override changes it") {
  CHECK(scenario_with(about).resolved == scenario_with("").resolved);
  CHECK(scenario_with(about).notes.size() == scenario_with("").notes.size());
  CHECK(scenario_with(about, {.overrides = {}, .option = "more", .library = {}}).about.expect.size() == 3);
  const auto changed =
      read_text(good_scenario + about, "kent.yaml", {.overrides = {"about.lever=x"}, .option = {}, .library = {}});
  REQUIRE_FALSE(changed);
  CHECK(scenario_with("about: none\n").about.authority.empty());
}

TEST_CASE("a scenario that extends another is about something else") {
  const Scratch folder;
  folder.write("base.yaml", good_scenario + options + about);
  folder.write("own.yaml", "extends: base.yaml\n");
  folder.write("other.yaml", "extends: base.yaml\nabout: {authority: Surrey}\n");
  const auto own = read((folder / "own.yaml").string());
  REQUIRE(own);
  CHECK(own->about.authority.empty());
  CHECK(own->about.expect.empty());
  CHECK(own->option_names.size() == 2);
  const auto other = read((folder / "other.yaml").string());
  REQUIRE(other);
  CHECK(other->about.authority == "Surrey");
  CHECK(other->about.question.empty());
  CHECK(other->about.expect.empty());
}

TEST_CASE("an option that is expected but not there is suggested, and no option is missed after another mistake") {
  const auto near =
      read_text(good_scenario + options + "about: {expect: [{option: mroe, measure: x, effect: lower}]}\n");
  REQUIRE_FALSE(near);
  CHECK(near.problems().front().hint == "did you mean 'more'?");
  const auto without = read_text(good_scenario + "about: {expect: [{option: more, measure: x, effect: lower}]}\n");
  REQUIRE_FALSE(without);
  CHECK(without.problems().front().hint == "the scenario has no options");
  const auto misspelt = read_text(good_scenario + "optoins: {more: {duty.posts: +3}}\n" + about);
  REQUIRE_FALSE(misspelt);
  CHECK(misspelt.problems().size() == 1);
  CHECK(misspelt.problems().front().key == "optoins");
}
