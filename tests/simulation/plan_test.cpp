// Plan steps: recurring tasks on their grid, reviews that end the step, lateness that lengthens it.
#include <catch2/catch.hpp>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {
std::string plan(const std::string& tasks, const std::string& posts = "1", const std::string& lasts = "") {
  return R"(
caseload: 1
name: plan
period: {start: 2024-01-01, length: 400 days, begin: empty}
demand: {families: {every: 900 days, first: 0 hours, at_most: 1, to: plan}}
teams: {plans: {posts: )" + posts + R"(}}
steps:
  plan: {team: plans, )" + lasts + "tasks: {" + tasks + R"(}, next: {over: 100 %}}
  over: {next: {closed: rest}}
)";
}
}  // namespace

TEST_CASE("a review done within its window ends the plan; the grid of due dates does not move") {
  // Due on days 90, 120, 150, ...; may be done from 5 days before: the third ends the plan.
  const Model model =
      model_of(plan("review: {first: 90 days, every: 30 days, window: 5 days, effort: 12 hours, ends: [0 %, 0 %, 100 %]}"));
  CHECK(entry_hours(model, observe(model), "over") == std::vector<double>{145 * 24 + 12});
}

TEST_CASE("a late review lengthens the plan") {
  // Nobody is there until day 120, so the review due on day 90 is done then.
  const Model model = model_of(plan("review: {first: 90 days, every: 30 days, window: 5 days, effort: 12 hours, ends: [100 %]}",
                                    "[0, 1 from 2024-04-30]"));
  CHECK(entry_hours(model, observe(model), "over") == std::vector<double>{120 * 24 + 12});
}

TEST_CASE("visits recur on their grid until the plan's length is over") {
  const Model model = model_of(plan("visit: {every: 10 days, window: 3 days, effort: 1 hour}", "1", "lasts: 95 days, "));
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "over") == std::vector<double>{95 * 24});
  const double weeks = 400.0 / 7;
  // Begun on days 7, 17, ..., 87; the one due on day 100 would open on day 97.
  CHECK(value(model, seen, "done", "plan: visit") * weeks == Approx(9));
  CHECK(value(model, seen, "done in time", "plan: visit") == Approx(100));
}

TEST_CASE("visits that were missed are not made up for") {
  // The worker starts on day 60: the visit due on day 10 is done then, the next is due ten days later.
  const Model model = model_of(plan("visit: {every: 10 days, window: 3 days, effort: 1 hour}", "[0, 1 from 2024-03-01]",
                                    "lasts: 95 days, "));
  const Observations seen = observe(model);
  const double weeks = 400.0 / 7;
  CHECK(value(model, seen, "done", "plan: visit") * weeks == Approx(4));  // days 60, 67, 77, 87
  CHECK(value(model, seen, "done in time", "plan: visit") == Approx(75));
}
