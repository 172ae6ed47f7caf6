// Overload against limits, norms and spans, worked out by hand.
#include <catch2/catch.hpp>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {
/// A family of eight children on each of three days, who stay for four days; the worker should have two families.
std::string three_families(const std::string& length, const std::string& urgent = "yes", const std::string& limit = "2") {
  return R"(
caseload: 1
name: overload
period: {start: 2024-01-01, length: )" + length + R"(, begin: empty}
demand: {families: {every: 1 day, first: 0 hours, at_most: 3, children: {fixed: 8}, to: plan}}
teams: {desk: {posts: 1, limit: )" + limit + R"( families}}
steps: {plan: {team: desk, urgent: )" + urgent + R"(, lasts: 4 days}}
)";
}

/// Open children who stay, on the first day of 2024.
std::string open_children(const std::string& rest) {
  return R"(
caseload: 1
name: norms
period: {start: 2024-01-01, length: 28 days, begin: {plan: 656 families, court: 100 families}}
report: {on: [2024-01-01]}
)" + rest + R"(
steps: {plan: {team: desk, lasts: {exponential: 900 years}}, court: {team: legal, lasts: {exponential: 900 years}}}
)";
}
}  // namespace

TEST_CASE("days over the limit, the longest run of them and shares of workers by children") {
  // Children: 8, 16, 24, 24, 16, 8 on the first six of ten days, then none. Over the limit on days 2 and 3.
  for (const auto& [where, per_year] : {std::pair{"desk", days_per_year / 10}, {"service", days_per_year / 10}}) {
    const Model model = model_of(three_families("10 days"));
    const Observations seen = observe(model);
    INFO(where);
    CHECK(value(model, seen, "worker-days over their limit", where) == Approx(2 * per_year));
    CHECK(value(model, seen, "longest run over the limit", where) == 2);
    CHECK(value(model, seen, "longest wait unallocated", where) == 0);
    CHECK(value(model, seen, "cases per worker, 90th percentile", where) == 24);
    CHECK(value(model, seen, "workers above 20 children", where) == Approx(20));
    CHECK(value(model, seen, "workers above 25 children", where) == 0);
  }
}

TEST_CASE("at the end, runs and waits count as they stand") {
  const Model over = model_of(three_families("3.5 days"));
  CHECK(value(over, observe(over), "longest run over the limit", "desk") == 1.5);
  // One at a time: the second waits from day 1 to day 4, and has waited for two days and a half when it is day 3.5.
  const Model waits = model_of(three_families("3.5 days", "no", "1"));
  CHECK(value(waits, observe(waits), "longest wait unallocated", "desk") == 2.5);
  const Model waited = model_of(three_families("10 days", "no", "1"));
  CHECK(value(waited, observe(waited), "longest wait unallocated", "service") == 3);
  CHECK(value(waits, observe(waits), "longest run over the limit", "desk") == 0);
}

TEST_CASE("a share of a working day over the limit is the share of its open hours") {
  // Over from Wednesday 00:00 to Friday 00:00: two working days of six hours.
  const Model model = model_of(three_families("10 days") +
      "calendars: {ten to four: {days: [mon, tue, wed, thu, fri], from: \"10:00\", until: \"16:00\"}}\n"
      "people: {hours: ten to four}\n");
  CHECK(value(model, observe(model), "worker-days over their limit", "desk") == Approx(2 * days_per_year / 10));
}

TEST_CASE("656 children need 32.8 to 43.7 workers at 20 to 15 each") {
  // Darlington, 30 October 2009, against the norms of the Social Work Task Force and the caseload of its Youth Offending
  // Service.
  const Model model = model_of(open_children(R"(
teams: {desk: {posts: 22}, legal: {posts: 10}}
norms:
  mixed caseload: {from: 15 children, to: 20 children, teams: [desk]}
  Youth Offending Service: {to: 15 children, teams: desk}
  desk: {to: 30 children}
)"));
  const Observations seen = observe(model);
  for (const std::string on : {"", " on 2024-01-01"}) {
    CHECK(value(model, seen, "workers needed, low", "mixed caseload" + on) == Approx(32.8));
    CHECK(value(model, seen, "workers needed, high", "mixed caseload" + on) == Approx(656 / 15.0));
    CHECK(value(model, seen, "children per worker", "mixed caseload" + on) == Approx(656 / 22.0));
    CHECK(value(model, seen, "workers needed, low", "Youth Offending Service" + on) == Approx(656 / 15.0));
    CHECK(value(model, seen, "workers needed, high", "norm desk" + on) == Approx(756 / 30.0));  // all named workers
  }
  CHECK(value(model, seen, "above the norm", "mixed caseload") == 100);
  CHECK(value(model, seen, "above the norm", "norm desk") == 0);
}

TEST_CASE("time above a norm is that with more children to a worker than it allows") {
  // 24 children to the worker on days 2 and 3 of ten, 16 on days 1 and 4.
  const Model model = model_of(three_families("10 days") + "norms: {at 20: {to: 20 children}, at 16: {to: 16 children}, at 15: {to: 15 children}}\n");
  const Observations seen = observe(model);
  CHECK(value(model, seen, "above the norm", "at 20") == Approx(20));
  CHECK(value(model, seen, "above the norm", "at 16") == Approx(20));
  CHECK(value(model, seen, "above the norm", "at 15") == Approx(40));
}

TEST_CASE("a manager of 217 children is over a span of 150, one of 100 is not") {
  const Model model = model_of(open_children(R"(
teams:
  desk: {posts: 8}
  legal: {posts: 4}
  care planning manager: {posts: 1, works: pool, manages: [desk], span: 150 children}
  duty manager: {posts: 1, works: pool, manages: [legal], span: 150 children}
)"), "", {"period.begin.plan=217 families"});
  const Observations seen = observe(model);
  CHECK(value(model, seen, "children per manager", "care planning manager on 2024-01-01") == 217);
  CHECK(value(model, seen, "over the span", "care planning manager") == 100);
  CHECK(value(model, seen, "over the span", "duty manager") == 0);
}

TEST_CASE("rates per 10,000 children are per year and of those who live there") {
  // Three families of eight in ten days, 16 times as many days with 8 children as there are ten-thousands.
  const Model model = model_of(three_families("10 days") + "population: 22730 children\n");
  const Observations seen = observe(model);
  CHECK(value(model, seen, "referrals per 10,000 children", "service") == Approx(24 * days_per_year / 10 / 2.273));
  CHECK(value(model, seen, "open children per 10,000", "plan") == Approx(3 * 4 * 8 / 10.0 / 2.273));
}

TEST_CASE("each week says how many waited, were present and were done in time") {
  // Two days each against a due date of three: in the second week, after the change, two against one.
  const Model model = model_of(R"(
caseload: 1
name: weeks
period: {start: 2024-01-01, length: 2 weeks, begin: empty}
demand: {families: {every: 7 days, first: 0 hours, at_most: 2, to: work}}
events: [{on: 2024-01-08, name: law, changes: {steps.work.due: 1 day}}]
teams: {desk: {posts: 1, limit: 5 families, people: {leave: {every: 84 hours, lasting: 84 hours}}}}
steps: {work: {team: desk, due: 3 days, tasks: {task: {effort: 48 hours}}}}
)");
  const Observations seen = observe(model);
  const auto series = series_of(model);
  const auto weeks = [&](const std::string& name, const std::string& where) {
    std::vector<double> found;
    for (std::size_t i = 0; i < seen.series.size(); ++i) {
      const Measure& one = series[i % series.size()];
      if (one.name == name && one.where == where) found.push_back(seen.series[i]);
    }
    return found;
  };
  CHECK(weeks("done in time", "work") == std::vector<double>{100, 0});
  CHECK(weeks("present", "desk") == std::vector<double>{0.5, 0.5});
  CHECK(weeks("waiting families", "work") == std::vector<double>{0, 0});
}
