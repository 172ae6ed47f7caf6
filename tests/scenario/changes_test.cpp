// What is different between two scenarios.
#include <catch2/catch.hpp>

#include "caseload/scenario.hpp"

using namespace caseload;

namespace {

std::vector<std::string> between(const std::string& before, const std::string& after) {
  std::vector<std::string> all;
  for (const Change& change : changes_between(before, after))
    all.push_back(change.path + ": " + change.before + " > " + change.after);
  return all;
}

}  // namespace

TEST_CASE("settings that changed, came or went are listed by path") {
  CHECK(
      between("teams: {duty: {posts: 7, limit: 20 points}}\n", "teams: {duty: {posts: 9, span: 150}}\n") ==
      std::vector<std::string>{"teams.duty.posts: 7 > 9", "teams.duty.span:  > 150", "teams.duty.limit: 20 points > "});
  CHECK(between("a: 1\nb: [1, 2]\n", "b: [1, 2]\na: 1\n").empty());
}

TEST_CASE("a source that is added changes the source alone") {
  CHECK(between("posts: 7\n", "posts: {value: 7, source: report}\n") ==
        std::vector<std::string>{"posts.source:  > report"});
}

TEST_CASE("items of a list go by number, dated values as one") {
  CHECK(between("events: [{on: 2008-11-11, referrals: +40 %}]\n",
                "events: [{on: 2008-11-11, referrals: +50 %}, {on: 2009-01-01}]\n") ==
        std::vector<std::string>{"events.1.referrals: +40 % > +50 %", "events.2.on:  > 2009-01-01"});
  CHECK(between("posts: [7, 8 from 2009-07-01]\n", "posts: [7, 9 from 2009-07-01]\n").size() == 1);
}

TEST_CASE("an option is told by what it sets") {
  constexpr auto yaml =
      "caseload: 1\nname: Queue\nperiod: {start: 2024-01-01, length: 9 weeks, begin: empty}\n"
      "demand: {arrivals: {rate: 3 families per day, to: job}}\nteams: {desk: {posts: 2}}\n"
      "steps: {job: {team: desk, tasks: {job: {effort: {exponential: 8 hours}}}}}\n"
      "options: {one more: {teams.desk.posts: +1}}\n";
  const Result<Scenario> as_it_is = read_text(yaml), with = read_text(yaml, "scenario.yaml", {{}, "one more", ""});
  REQUIRE(as_it_is);
  REQUIRE(with);
  const std::vector<Change> changes = changes_between(as_it_is->resolved, with->resolved);
  REQUIRE(changes.size() == 1);
  CHECK(changes[0].path == "teams.desk.posts");
  CHECK(changes[0].before == "2");
  CHECK(changes[0].after == "3");
}
