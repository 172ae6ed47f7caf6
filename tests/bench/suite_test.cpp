// The scenarios of the benchmarks, and that a case times what it says.
#include "bench/suite.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <numeric>
#include <set>

#include "bench/scenarios.hpp"
#include "bench/services.hpp"

using namespace caseload;
using namespace caseload::bench;

namespace {

std::vector<Timing> timings_of(std::string_view name) {
  const auto one = std::find_if(all_cases().begin(), all_cases().end(), [&](const Case& c) { return c.name == name; });
  REQUIRE(one != all_cases().end());
  return one->time(*one, 0);
}

}  // namespace

TEST_CASE("every scenario of the benchmarks can be run") {
  int found = 0;
  for (const auto& entry : std::filesystem::directory_iterator{in_bench("")}) {
    if (entry.path().extension() != ".yaml") continue;
    INFO(entry.path().string());
    ++found;
    CHECK_NOTHROW(scenario_of(entry.path().string()));
    CHECK(ready(scenario_of(entry.path().string())));
  }
  CHECK(found > 7);
}

TEST_CASE("a scenario that is missing or refused is an error with its name") {
  CHECK_THROWS_WITH(scenario_of(in_bench("none.yaml")), Catch::Contains("none.yaml"));
}

TEST_CASE("cases have names of their own, and all of them take about two minutes") {
  std::set<std::string_view> names;
  double seconds = 0;
  for (const Case& one : all_cases()) {
    CHECK(names.insert(one.name).second);
    seconds += one.seconds;
  }
  CHECK(seconds == Approx(120).epsilon(0.05));
}

TEST_CASE("153 services have as many open children as England") {
  const std::vector<double> sizes = sizes_of_services();
  CHECK(sizes.size() == 153);
  CHECK(std::is_sorted(sizes.rbegin(), sizes.rend()));
  CHECK(std::accumulate(sizes.begin(), sizes.end(), 0.0) == Approx(402'400));

  const Model smallest = model_of_service(sizes.back(), "1 year"), largest = model_of_service(sizes.front(), "1 year");
  for (const Model* const model : {&smallest, &largest}) {
    for (const TeamLoad& team : model->offered_at_begin.teams) {
      CHECK(team.posts > 0);
      CHECK(team.load() < 1);
    }
  }
  CHECK(largest.offered_at_begin.referrals / smallest.offered_at_begin.referrals ==
        Approx(sizes.front() / sizes.back()).epsilon(0.001));
}

TEST_CASE("the large service is the small one in every proportion") {
  const OfferedLoad small = model_of(in_bench("service_21.yaml")).offered_at_begin,
                    large = model_of(in_bench("service_30000.yaml")).offered_at_begin;
  REQUIRE(small.teams.size() == large.teams.size());
  CHECK(large.referrals / small.referrals == Approx(30'000.0 / 21).epsilon(1e-6));
  for (std::size_t i = 0; i < small.teams.size(); ++i)
    CHECK(large.teams[i].load() == Approx(small.teams[i].load()).epsilon(0.001));
}

TEST_CASE("a case of a queue counts an arrival and a departure of each customer, in every program") {
  const std::vector<Timing> timings = timings_of("mm1");
  CHECK(timings.size() == 5);
  for (const Timing& timing : timings) {
    CHECK(timing.name == "mm1");
    CHECK(timing.counted == "event");
    CHECK(timing.count == 400'000);
    CHECK(timing.each.lowest <= timing.each.median);
    CHECK(timing.ratio.has_value() == (timing.way != "by hand"));
  }
}

TEST_CASE("what threads gain stands beside what they gain a program that shares nothing") {
  const std::vector<Timing> timings = timings_of("network_replications");
  const std::size_t half = timings.size() / 2;
  REQUIRE(timings.size() == 2 * half);
  CHECK(timings.front().to == "by hand, 1 thread");
  for (std::size_t i = 0; i < half; ++i) {
    CHECK(timings[half + i].way == "by hand, " + timings[i].way);
    CHECK(timings[half + i].count == Approx(timings[i].count).epsilon(0.01));  // as many customers
    CHECK(timings[half + i].to == (i == 0 ? "" : "by hand, 1 thread"));
    if (i > 0) CHECK(timings[i].to == "1 thread");
  }
}

TEST_CASE("a whole service is held against a program by hand of the same turns") {
  const std::vector<Timing> timings = timings_of("darlington");
  REQUIRE(timings.size() == 2);
  CHECK(timings[0].to == timings[1].way);
  CHECK(timings[0].ratio.has_value());
  CHECK(timings[1].count == Approx(200'000 * 3.52).epsilon(0.01));  // 1.76 visits each, an arrival and a departure
}
