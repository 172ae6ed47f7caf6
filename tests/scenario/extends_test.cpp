// A scenario says only what differs from the one it extends.
#include <catch2/catch.hpp>

#include "good_reading.hpp"
#include "support/scratch.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

/// A base that is the good scenario, and a scenario that extends it with `own`.
Result<Scenario> extended(const std::string& own, const std::string& base = good_scenario) {
  const Scratch folder;
  folder.write("base.yaml", base);
  folder.write("own.yaml", "extends: base.yaml\n" + own);
  return read((folder / "own.yaml").string());
}

Scenario good(Result<Scenario> result) {
  if (!result) throw std::runtime_error{to_text(result.problems().front())};
  return *std::move(result);
}

}  // namespace

TEST_CASE("blocks are laid over each other key by key, in the order of the base") {
  const auto scenario = good(extended("name: Surrey\nteams: {duty: {posts: 9}, new: {posts: 2}}\n"));
  CHECK(scenario.name == "Surrey");
  REQUIRE(scenario.teams.size() == 3);
  CHECK(scenario.teams[0].name == "duty");
  CHECK(scenario.teams[0].posts.entries.front().value == 9);
  CHECK(scenario.teams[0].limit.amount == 20);
  CHECK(scenario.teams[2].name == "new");
  CHECK(scenario.demand.front().to == "intake");
}

TEST_CASE("lists and values of several words replace") {
  const auto scenario =
      good(extended("urgency: [visit]\nevents: []\nsteps: {intake: {next: {closed: 100 %}}, plan: {lasts: {uniform: "
                    "{low: 1 day, high: 2 days}}}}\n"));
  CHECK(scenario.urgencies.size() == 1);
  CHECK(scenario.events.empty());
  CHECK(step_of(scenario, "intake").next.size() == 1);
  CHECK(std::holds_alternative<Uniform>(step_of(scenario, "plan").lasts->of));
}

TEST_CASE("none takes away a team, a step, a stream, a calendar, a task") {
  CHECK(good(extended("teams: {legal: none}\n")).teams.size() == 1);
  CHECK(good(extended("steps: {plan: none, intake: {next: {closed: rest}}}\n")).steps.size() == 1);
  CHECK(good(extended("demand: {referrals: none}\nevents: []\n")).demand.empty());
  CHECK(good(extended("steps: {plan: {tasks: {visit: null}}}\n")).steps.back().tasks.empty());
  const auto dangling = extended("steps: {plan: none}\n");
  REQUIRE_FALSE(dangling);
  CHECK(dangling.problems().front().message == "there is no step 'plan'");
}

TEST_CASE("a key takes away the inherited key that says the same thing") {
  const std::string base = good_but("casework: 80 %", "leaving: {rate: 9 % per year, notice: 1 month}");
  const auto scenario = good(extended("people: {leaving: {after: {exponential: 156 weeks}}}\n", base));
  CHECK(std::get<Exponential>(scenario.teams.front().people.leaving->tenure.of).mean == Approx(156 * seconds_per_week));
  CHECK(scenario.teams.front().people.leaving->notice.amount == 1);
  CHECK(good(extended("demand: {referrals: {every: 2 days}}\n")).demand.front().rate.entries.empty());
}

TEST_CASE("a team's people are laid over the scenario's") {
  const auto scenario = read_good(
      "20 children}", "20 children, people: {hours: office hours, starter: {speed: 50 %, full_after: 1 month}}}");
  CHECK(scenario.teams[0].people.casework == Approx(0.8));
  CHECK(scenario.teams[0].people.hours == "office hours");
  CHECK(scenario.teams[0].people.starter);
  CHECK(scenario.teams[1].people.hours == "always");
  CHECK_FALSE(scenario.teams[1].people.starter);
}

TEST_CASE("a mistake in people is one mistake, however many teams there are") {
  const auto result = read_text(good_but("casework: 80 %", "casework: 800 %"));
  REQUIRE_FALSE(result);
  CHECK(result.problems().size() == 1);
  CHECK(result.problems().front().key == "people.casework");
}

TEST_CASE("extends goes through several files and a library") {
  const Scratch folder;
  std::filesystem::create_directories(folder / "library/england");
  std::filesystem::create_directories(folder / "kent");
  folder.write("library/england/rules.yaml", good_scenario);
  folder.write("library/england/2010.yaml", "extends: rules.yaml\npeople: {casework: 70 %}\n");
  folder.write("kent/kent.yaml", "extends: england/2010.yaml\nteams: {duty: {posts: 12}}\n");
  const auto scenario = good(read((folder / "kent/kent.yaml").string(), {{}, {}, (folder / "library").string()}));
  CHECK(scenario.teams.front().posts.entries.front().value == 12);
  CHECK(scenario.teams.front().people.casework == Approx(0.7));
  CHECK_FALSE(read((folder / "kent/kent.yaml").string()));
}

TEST_CASE("a mistake in the base carries the base's name and line") {
  const Scratch folder;
  folder.write("base.yaml", good_but("posts: 7", "posts: seven"));
  folder.write("own.yaml", "extends: base.yaml\nname: Surrey\n");
  const auto result = read((folder / "own.yaml").string());
  REQUIRE_FALSE(result);
  CHECK(result.problems().front().place.file == (folder / "base.yaml").string());
  CHECK(result.problems().front().place.line == 8);
}

TEST_CASE("the options of a base are offered, and added to") {
  const auto scenario = good(
      extended("options: {b: {duty.posts: 9}}\n", good_but("urgency:", "options: {a: {duty.posts: 8}}\nurgency:")));
  CHECK(scenario.option_names == std::vector<std::string>{"a", "b"});
}
