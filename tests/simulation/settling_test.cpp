// Whether the start has settled: the change of open children towards the end of the settling period.
#include <catch2/catch.hpp>

#include "caseload/caseload.hpp"

using namespace caseload;

namespace {

/// Families come at 5 a day and stay for a month on average.
Estimates settled(const std::string& begin) {
  const auto scenario = read_text(
      "name: settling\nperiod: {start: 2024-01-01, length: 30 days, settle: 120 days, begin: " + begin + "}\n"
      "demand: {families: {rate: 5 families per day, children: 1.8}}\n"
      "steps: {plan: {lasts: {exponential: 30 days}}, after: {lasts: 1 day}}\n");
  REQUIRE(scenario);
  const Model model = compile(*scenario);
  return estimate(model, replicate(model, {.seed = Seed{1}, .replications = 100}));
}

const char* const change = "settling: change in open children";

}  // namespace

TEST_CASE("a service that begins in its steady state shows no change, one that begins empty does") {
  for (const char* where : {"service", "plan"}) {
    INFO(where);
    const Estimates steady = settled("steady"), filling = settled("empty");
    const Estimate& from_steady = *steady.find(change, where);
    CHECK(from_steady.lower95 < 0);
    CHECK(from_steady.upper95 > 0);
    CHECK(from_steady.upper95 - from_steady.lower95 < 4);
    // Stock after t: 1 - exp(-t / 30 days). Its mean from day 60 to 90 and from 90 to 120 is 1 - (e^-2 - e^-3) = 0.9145
    // and 1 - (e^-3 - e^-4) = 0.9685: a change of 5.9 %.
    const Estimate& from_empty = *filling.find(change, where);
    CHECK(from_empty.lower95 > 0);
    CHECK(from_empty.mean == Approx(5.9).margin(4 * from_empty.standard_error).epsilon(0));
  }
  CHECK(std::isnan(settled("steady").find(change, "after")->mean));
}

TEST_CASE("without a settling period there is nothing to say") {
  const auto scenario = read_text("name: x\nperiod: {start: 2024-01-01, length: 30 days}\nsteps: {plan: {lasts: 3 days}}\n");
  REQUIRE(scenario);
  for (const Measure& measure : measures_of(compile(*scenario))) CHECK(measure.name != change);
}
