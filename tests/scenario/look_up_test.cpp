// Keys by their names, and what a file says of a setting.
#include "scenario/look_up.hpp"

#include <catch2/catch.hpp>

#include "scenario/describe.hpp"
#include "scenario/draft.hpp"
#include "support/bad_scenarios.hpp"
#include "support/scratch.hpp"

using namespace caseload;
using namespace caseload::scenario;
using caseload::test::Scratch;

namespace {

std::string first_named(const std::string& name) {
  const auto keys = keys_named(name);
  return keys.empty() ? "none" : keys.front().path;
}

/// What `own`, which extends the good scenario, says.
Result<Said> said_of(const std::string& name, const std::string& own) {
  const Scratch folder;
  folder.write("base.yaml", test::good_but("casework: 80 %", "casework: {value: 80 %, source: survey, quality: low}"));
  folder.write("own.yaml", "extends: base.yaml\n" + own);
  return look_up(name, (folder / "own.yaml").string(), {});
}

}  // namespace

TEST_CASE("a key is found by the end of its path, with any name in the place of a placeholder") {
  CHECK(first_named("posts") == "teams.<team>.posts");
  CHECK(first_named("duty.posts") == "teams.<team>.posts");
  CHECK(first_named("teams.duty.posts") == "teams.<team>.posts");
  CHECK(first_named("teams.<team>.posts") == "teams.<team>.posts");
  CHECK(first_named("events.1.referrals") == "events.<n>.referrals");
  CHECK(first_named("people.hours") == "people.hours");
  CHECK(first_named("sickness.days") == "people.sickness.days");
  CHECK(first_named("about.question") == "about.question");
  CHECK(first_named("duty.psots") == "none");
  CHECK(keys_named("cost").size() > 1);
  CHECK(nearest_key("duty.psots") == "duty.posts");
  CHECK(nearest_key("people.sikness.days") == "people.sickness.days");
  CHECK(nearest_key("something else altogether").empty());
}

TEST_CASE("a setting's value is told with its place and source, from whichever file says it") {
  const auto posts = said_of("legal.posts", "teams:\n  legal:\n    posts: 3\n    source: letter\n");
  REQUIRE(posts);
  CHECK(posts->path == "teams.legal.posts");
  CHECK(posts->key.path == "teams.<team>.posts");
  CHECK(posts->value == "3");
  CHECK(posts->place.line == 4);
  CHECK(posts->place.file.ends_with("own.yaml"));
  CHECK(posts->source == "letter");
  const auto inherited = said_of("legal.works", "teams: {legal: {posts: 3, source: letter}}\n");
  REQUIRE(inherited);
  CHECK(inherited->value == "pool");
  CHECK(inherited->place.file.ends_with("base.yaml"));
  CHECK(inherited->source.empty());  // the letter is of what its own file says
}

TEST_CASE("a team's people are the scenario's where it says nothing of its own") {
  const auto general = said_of("teams.duty.people.casework", "");
  REQUIRE(general);
  CHECK(general->from == "people.casework");
  CHECK(general->value == "80 %");
  CHECK(general->source == "survey");
  CHECK(general->quality == "low");
  const auto own = said_of("teams.duty.people.casework", "teams: {duty: {people: {casework: 70 %}}}\n");
  REQUIRE(own);
  CHECK(own->from.empty());
  CHECK(own->value == "70 %");
  CHECK(own->source.empty());
}

TEST_CASE("parts of a value, and what is not given, are told too") {
  const auto share = said_of("intake.next.plan", "");
  REQUIRE(share);
  CHECK(share->value == "60 %");
  CHECK(share->key.path == "steps.<step>.next");
  const auto missing = said_of("intake.due", "");
  REQUIRE(missing);
  CHECK(missing->value.empty());
  CHECK(missing->key.path == "steps.<step>.due");
  const auto wrong = said_of("intake.deu", "");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.problems().front().hint.find("did you mean intake.due?") == 0);
}

TEST_CASE("a key that is taken out of the description is unknown to the reader and to those who look it up") {
  Block without = scenario_block();
  std::erase_if(without.fields, [](const Field& field) { return field.name == "budget"; });
  CHECK(keys_named("budget").size() == 1);
  CHECK(keys_named("budget", without).empty());
  CHECK(described_keys().size() == described_keys(without).size() + 1);
  const Source source{"kent.yaml", test::good_scenario + "budget: 5 million pounds\n"};
  Problems problems;
  const auto tree = parse(source, problems);
  REQUIRE(tree);
  const auto read_with = [&](const Block& block) {
    Collected collected;
    Draft draft;
    read_block(Value{*tree, {}, collected, Opens::block}, block, &draft);
    return collected.problems;
  };
  CHECK(read_with(scenario_block()).empty());
  REQUIRE(read_with(without).size() == 1);
  CHECK(read_with(without).front().message == "there is no setting 'budget' in the scenario");
}
