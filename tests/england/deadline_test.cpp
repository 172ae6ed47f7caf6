// The deadline effect: nobody draws how long an assessment takes, and yet many end in the last days before their limit
// and few in the days after it, because people turn to what is due, work longer on it and put other work off.
// Source: DfE, Children in need 2025, table C2: of assessments completed in 2024-25, 18.9 % took 41 to 45 working days and
// 5.8 % took 46 to 50; 85.7 % ended within 45.
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <string>
#include <vector>

#include "caseload/caseload.hpp"

using namespace caseload;

namespace {

/// England's rules and flows in a service of a 150th of the country's size.
Model england_over_150(std::vector<std::string> overrides) {
  const std::vector<std::string> size{
      "period.length=2 years", "demand.contacts.rate=15550 children per year", "teams.assessment.posts=48",
      "teams.safeguarding.posts=71", "teams.looked after.posts=27", "teams.hub.posts=21", "teams.legal.posts=7",
      "teams.reviewing officers.posts=7"};
  overrides.insert(overrides.begin(), size.begin(), size.end());
  const auto scenario = read(CASELOAD_SCENARIOS "/england-2025.yaml",
                             {.overrides = overrides, .option = {}, .library = CASELOAD_SCENARIOS});
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  return compile(*scenario);
}

std::size_t column(const Model& model, const std::string& measure) {
  const std::vector<Measure> all = measures_of(model);
  std::size_t i = 0;
  while (i < all.size() && (all[i].name != measure || all[i].where != "single assessment")) ++i;
  REQUIRE(i < all.size());
  return i;
}

struct Shares {
  Estimate in_time, just_before, just_after;  ///< %
  Estimate more_than_twice;                   ///< just before less twice just after
};

Shares shares_of(const Model& model) {
  const std::size_t in_time = column(model, "done in time"),
                    before = column(model, "done in the last 5 working days before due"),
                    after = column(model, "done in the first 5 working days after due");
  std::array<std::vector<double>, 4> values;
  for (const Observations& seen : replicate(model, {.replications = 40}).observations) {
    values[0].push_back(seen.values[in_time]);
    values[1].push_back(seen.values[before]);
    values[2].push_back(seen.values[after]);
    values[3].push_back(seen.values[before] - 2 * seen.values[after]);
  }
  return {estimate(values[0]), estimate(values[1]), estimate(values[2]), estimate(values[3])};
}

}  // namespace

TEST_CASE("England's assessments end in the five days before the limit at least twice as often as in the five after") {
  const Shares with = shares_of(england_over_150({}));
  INFO("in time " << with.in_time.mean << " %, days 41 to 45 " << with.just_before.mean << " %, days 46 to 50 "
                  << with.just_after.mean << " %");
  CHECK(with.more_than_twice.lower95 > 0);
  std::printf("assessments in time %.1f %%, in days 41 to 45 %.1f %%, in days 46 to 50 %.1f %%\n", with.in_time.mean,
              with.just_before.mean, with.just_after.mean);
  CHECK(with.in_time.mean == Approx(85.7).margin(5));
}

TEST_CASE("without overtime and other work put off, the limit makes less of a difference") {
  // With more posts, so that about as many end in time.
  const Shares without = shares_of(england_over_150({"people.overtime=none", "teams.assessment.posts=51"}));
  INFO("in time " << without.in_time.mean << " %, days 41 to 45 " << without.just_before.mean << " %, days 46 to 50 "
                  << without.just_after.mean << " %");
  CHECK(without.more_than_twice.upper95 < 0);
}
