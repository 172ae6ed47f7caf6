// What the service costs, worked out by hand. Costs are set on the compiled model, whoever reads them.
#include <catch2/catch.hpp>
#include <memory>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {
std::string posts_from(const std::string& new_posts) {
  return R"(
caseload: 1
name: bid
period: {start: 2009-04-01, length: 1 year, begin: empty}
report: {on: [2010-03-31]}
teams:
  review and development manager: {posts: )" + new_posts + R"(}
  social workers: {posts: 21}
  practice manager: {posts: )" + new_posts + R"(}
  lawyer: {posts: )" + new_posts + R"(}
steps: {any: {lasts: 1 day}}
)";
}

Model with_costs(Model model) {
  const double costs[] = {33'000, 36'729, 45'618, 40'292};
  for (std::size_t t = 0; t < 4; ++t) model.teams[t].cost = costs[t];
  return model;
}
}  // namespace

TEST_CASE("Darlington's bid costs 229,097 pounds a year: 33,000 + 110,187 + 45,618 + 40,292") {
  const Model before = with_costs(model_of(posts_from("0")));
  const Model after = with_costs(model_of(posts_from("1"), "", {"social workers.posts=+3"}));
  const Observations without = observe(before), with = observe(after);
  for (const char* where : {"service", "service on 2010-03-31"}) {
    const double cost = value(after, with, "cost of funded posts", where) - value(before, without, "cost of funded posts", where);
    CHECK(cost == 229'097);
  }
  CHECK(value(after, with, "cost of funded posts", "social workers") == 24 * 36'729);
  CHECK(value(after, with, "cost", "service") - value(before, without, "cost", "service") == Approx(229'097));
}

TEST_CASE("people cost while they are in post, agency workers more, by grade") {
  // In post from day 5 to 15, nobody until 20, an agency worker until 25, the end.
  Model model = model_of(R"(
caseload: 1
name: agency
period: {start: 2024-01-01, length: 25 days, begin: empty}
teams:
  desk: {posts: [0, 1 from 2024-01-06], people: {leaving: {after: 10 days}, vacancy: {filled_after: 10 days, agency: 100 %, agency_after: 5 days}}}
steps: {any: {lasts: 1 day}}
)");
  model.teams[0].cost = 36'500;
  model.teams[0].agency_cost = 2;
  for (const double grade : {1.0, 0.9}) {
    model.grades.resize(1);
    model.grades[0].cost = grade;
    const Observations seen = observe(model);
    CHECK(value(model, seen, "cost", "desk") == Approx(36'500 * grade * (10 + 2 * 5) / 25));
    CHECK(value(model, seen, "agency cost", "desk") == Approx(36'500 * grade * 2 * 5 / 25));
    CHECK(value(model, seen, "cost of funded posts", "desk") == Approx(36'500 * 20 / 25.0));
  }
}

TEST_CASE("steps cost by child and time, events once, and all of it is held against the budget") {
  // Two families of three children, from days 2 and 4 to the end of 20.
  const std::string yaml = R"(
caseload: 1
name: care
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 2 days, first: 2 days, at_most: 2, children: {fixed: 3}, to: care}}
events: [{on: 2024-01-05, name: campaign, referrals: +0 %}, {on: 2025-01-05, name: too late, referrals: +0 %}]
teams: {desk: {posts: 2}}
steps: {care: {team: desk, lasts: 90 days}}
budget: 0.5 million pounds per year
)";
  auto scenario = read_text(yaml);
  REQUIRE(scenario);
  scenario->events[0].cost = 5'000;
  scenario->events[1].cost = 7'000;
  Model model = compile(*scenario);
  model.steps[0].cost = 700 / seconds_per_week;  // 100 pounds a child and day
  model.teams[0].cost = 40'000;
  const Observations seen = observe(model);
  const double years = 20 / days_per_year;
  const double care = 100 * 3 * (18 + 16) / years;
  CHECK(value(model, seen, "cost", "care") == Approx(care));
  CHECK(value(model, seen, "one-off costs", "service") == 5'000);
  CHECK(value(model, seen, "cost", "service") == Approx(80'000 + care + 5'000 / years));
  CHECK(value(model, seen, "spending, share of budget", "service") == Approx((80'000 + care + 5'000 / years) / 5'000));
}

TEST_CASE("without a cost nothing is said of money") {
  const Model model = model_of(posts_from("1"));
  for (const Measure& measure : measures_of(model)) CHECK(measure.name.find("cost") == std::string::npos);
}

TEST_CASE("costs follow the rules in force") {
  Model model = model_of(posts_from("1") + "events: [{on: 2009-10-01, name: pay, changes: {social workers.people.casework: 90 %}}]\n");
  model.teams[1].cost = 1'000;
  auto later = std::make_shared<Model>(*model.later[0].model);
  later->teams[1].cost = 2'000;
  model.later[0].model = later;
  const Observations seen = observe(model);
  const double share = 183.0 / 365;  // April to September
  CHECK(value(model, seen, "cost", "social workers") == Approx(21'000 * (share + 2 * (1 - share))));
  CHECK(value(model, seen, "cost of funded posts", "social workers") == Approx(21'000 * (share + 2 * (1 - share))));
  CHECK(value(model, seen, "cost of funded posts", "social workers on 2010-03-31") == 42'000);
}
