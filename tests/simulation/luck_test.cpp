// What chance brought has mean zero, and adds up to what was drawn.
#include <catch2/catch.hpp>

#include <cmath>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// A service in which rates and rules change, a third of the families comes by gaps, and everything is random.
const std::string changing = R"(
caseload: 1
name: luck
period: {start: 2024-03-01, settle: 2 months, length: 6 months, begin: steady}
calendars: {nine to five: {days: [mon, tue, wed, thu, fri], from: "09:00", until: "17:00", bank_holidays: closed}}
demand:
  calls: {rate: 20 families per week, children: {bands: [{share: 60 %, low: 1, high: 3}, {share: 40 %, low: 4, high: 6}]},
          season: {jan: 150 %, apr: 80 %}, hours: nine to five, to: look}
  letters: {every: {gamma: {mean: 1 day, cv: 0.5}}, children: 1.8, to: look}
events:
  - {on: 2024-05-01, name: surge, referrals: +50 %, lasting: 2 months}
  - {on: 2024-06-01, name: other forms, lasting: 1 month, changes: {steps.look.tasks.visit.effort: {exponential: 9 hours}}}
re-referral: {share: 30 %, after: {exponential: 2 months}, to: look}
effort: {next_child: 40 %}
people: {hours: nine to five, sickness: {days: 30 per year, lasting: {lognormal: {mean: 6 days, cv: 2}}}}
teams: {desk: {posts: 9, limit: 9 families}}
steps:
  look: {team: desk, tasks: {visit: {effort: {lognormal: {mean: 6 hours, cv: 1}}}, note: {effort: 1 hour}},
         next: {plan: 20 %, closed: rest}}
  plan: {team: desk, lasts: {exponential: 3 months},
         tasks: {visit: {effort: {gamma: {mean: 1 hour, cv: 1}}, every: 20 days}}}
)";

struct Spread {
  double mean{}, standard_error{};
};

Spread spread_of(const std::vector<double>& values) {
  const auto n = static_cast<double>(values.size());
  double sum = 0, squares = 0;
  for (const double value : values) sum += value;
  for (const double value : values) squares += (value - sum / n) * (value - sum / n);
  return {sum / n, std::sqrt(squares / (n - 1) / n)};
}

void check_means(const Model& model, std::uint32_t replications) {
  const std::vector<std::string> names = luck_of(model);
  std::vector<std::vector<double>> sums(names.size());
  Arena arena;
  for (std::uint32_t replication = 0; replication < replications; ++replication) {
    const Observations seen = run(model, Replication{replication}, Seed{1}, arena);
    REQUIRE(seen.luck.size() == names.size());
    for (std::size_t i = 0; i < names.size(); ++i) sums[i].push_back(seen.luck[i]);
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    INFO(names[i]);
    const Spread spread = spread_of(sums[i]);
    CHECK(spread.standard_error > 0);
    CHECK(std::abs(spread.mean) < 3.5 * spread.standard_error);
  }
}

double luck(const Model& model, const Observations& seen, const std::string& name) {
  const std::vector<std::string> names = luck_of(model);
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return seen.luck[i];
  }
  FAIL("no luck of " + name);
  return 0;
}

}  // namespace

TEST_CASE("luck has mean zero while rates and rules change") {
  const Model model = model_of(changing);
  CHECK(luck_of(model).size() == 5);
  check_means(model, 400);
}

TEST_CASE("luck has mean zero in a whole service") {
  const auto scenario = read(CASELOAD_SCENARIOS "/darlington-2009.yaml",
                             {.overrides = {"period.settle=3 months", "period.length=9 months", "report.on=[2008-10-31]"},
                              .option = {},
                              .library = CASELOAD_SCENARIOS});
  REQUIRE(scenario);
  check_means(compile(*scenario), 400);
}

TEST_CASE("what came is what is expected and luck") {
  const Model model = model_of(R"(
caseload: 1
name: luck
period: {start: 2024-01-01, length: 10 weeks, begin: empty}
demand:
  calls: {rate: 40 families per week, children: 1.8, to: look}
events: [{on: 2024-02-05, name: surge, referrals: +50 %}]
effort: {next_child: 40 %}
teams: {desk: {posts: 1, limit: 900 families}}
steps: {look: {team: desk, tasks: {visit: {effort: {exponential: 1 hour}}}}}
)");
  const Observations seen = observe(model);
  CHECK(luck_of(model).size() == 3);
  const double expected = 5 * 40 + 5 * 60;
  const double came = expected + luck(model, seen, "families who came");
  CHECK(value(model, seen, "referrals", "service") * 10 == Approx(came));
  CHECK(value(model, seen, "children referred", "service") * 10 ==
        Approx(1.8 * came + luck(model, seen, "children of families who came")));
  double hours = 0, mean_hours = 0;
  for (const JourneyStep& visit : seen.journeys) {
    hours += visit.effort;
    mean_hours += 1 + 0.4 * (visit.children - 1);
  }
  CHECK(hours == Approx(mean_hours + luck(model, seen, "hours of tasks")));
}

TEST_CASE("where nothing is drawn there is no luck") {
  const Model model = model_of(R"(
caseload: 1
name: clockwork
period: {start: 2024-01-01, length: 10 weeks, begin: empty}
demand: {calls: {every: 1 day, to: look}}
people: {leave: {every: {exponential: 90 hours}, lasting: 9 hours}}
teams: {desk: {posts: 1, limit: 900 families}}
steps: {look: {team: desk, tasks: {visit: {effort: 1 hour}}}}
)");
  CHECK(luck_of(model).empty());
  CHECK(observe(model).luck.empty());
}
