// Replications on disk: the same bits when they are read back, and refused when they are of something else.
#include <catch2/catch.hpp>
#include <cstring>
#include <fstream>

#include "caseload/report.hpp"
#include "support/kept.hpp"
#include "support/scratch.hpp"

namespace {

using namespace caseload;
using test::content_of;
using test::Scratch;

constexpr auto yaml =
    "caseload: 1\n"
    "name: Queue\n"
    "period: {start: 2024-01-01, length: 9 weeks, begin: empty}\n"
    "demand: {arrivals: {rate: 3 families per day, to: job}}\n"
    "teams: {desk: {posts: 2}}\n"
    "steps: {job: {team: desk, due: 3 days, tasks: {job: {effort: {exponential: 8 hours}}}}}\n";

Run run_of(std::uint32_t replications, const std::string& text = yaml) {
  auto scenario = read_text(text);
  REQUIRE(scenario);
  Run run;
  run.scenario = *scenario;
  run.model = compile(*scenario);
  run.replications = replicate(run.model, {Seed{1}, 0, replications, 1});
  run.estimates = estimate(run.model, run.replications);
  return run;
}

bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

std::string why_not(const Run& asked, Seed seed, const std::filesystem::path& file) {
  const Earlier earlier = read_replications(asked.scenario, asked.model, seed, file);
  CHECK_FALSE(earlier.replications);
  return earlier.why_not;
}

}  // namespace

TEST_CASE("replications come back bit by bit") {
  const Scratch scratch;
  const Run run = run_of(5);
  write_replications(run, scratch / "it.sqlite");
  const Earlier earlier = read_replications(run.scenario, run.model, Seed{1}, scratch / "it.sqlite");
  INFO(earlier.why_not);
  REQUIRE(earlier.replications);
  REQUIRE(earlier.replications->numbers == run.replications.numbers);
  for (std::size_t i = 0; i < 5; ++i) {
    const Observations &was = run.replications.observations[i], &is = earlier.replications->observations[i];
    CHECK(same_bits(was.values, is.values));
    CHECK(same_bits(was.of, is.of));
    CHECK(same_bits(was.series, is.series));
    CHECK(same_bits(was.months, is.months));
    CHECK(same_bits(was.beginning, is.beginning));
    CHECK(same_bits(was.luck, is.luck));
    CHECK(was.events == is.events);
  }
  CHECK(test::names_in(scratch.path()) == std::vector<std::string>{"it.sqlite"});
}

TEST_CASE("the file has the same bytes each time") {
  const Scratch scratch;
  write_replications(run_of(4), scratch / "a.sqlite");
  write_replications(run_of(9), scratch / "b.sqlite");
  write_replications(run_of(4), scratch / "b.sqlite");
  CHECK(content_of(scratch / "a.sqlite") == content_of(scratch / "b.sqlite"));
}

TEST_CASE("replications of something else are refused, with the reason") {
  const Scratch scratch;
  const Run run = run_of(3);
  const std::filesystem::path file = scratch / "it.sqlite";
  CHECK(why_not(run, Seed{1}, file) == "there are none");
  write_replications(run, file);
  CHECK(why_not(run, Seed{2}, file) == "it is of seed 1");
  std::string text = yaml;
  CHECK(why_not(run_of(3, text.replace(text.find("posts: 2"), 8, "posts: 3")), Seed{1}, file) ==
        "it is of another scenario");

  SECTION("those of a program that gives other results too") {
    Run changed = run;
    test::change_each(changed.replications.observations,
                      [](std::size_t, Observations& seen) { seen.values.front() += 1; });
    write_replications(changed, file);
    CHECK(why_not(run, Seed{1}, file) == "this program gives other results");
  }
  SECTION("and a file that is no such file") {
    std::ofstream{file} << "half a page of something";
    CHECK(why_not(run, Seed{1}, file).find("not a database") != std::string::npos);
  }
  SECTION("and one that was cut short") {
    const std::string whole = content_of(file);
    std::ofstream{file, std::ios::binary} << whole.substr(0, whole.size() / 2);
    CHECK_FALSE(why_not(run, Seed{1}, file).empty());
  }
}

TEST_CASE("a hole ends what can be added to") {
  const Scratch scratch;
  Run run = run_of(6);
  run.replications.numbers = {0, 1, 2, 4, 5, 6};
  write_replications(run, scratch / "it.sqlite");
  const Earlier earlier = read_replications(run.scenario, run.model, Seed{1}, scratch / "it.sqlite");
  REQUIRE(earlier.replications);
  CHECK(earlier.replications->numbers == std::vector<std::uint32_t>{0, 1, 2});
}
