// Managers and their talks with workers, at instants worked out by hand.
#include <catch2/catch.hpp>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// Families who stay for the whole time, and one manager of the team that holds them.
std::string overseen(const std::string& desk, const std::string& manager, const std::string& families = "at_most: 3") {
  return R"(
caseload: 1
name: overseen
period: {start: 2024-01-01, length: 28 days, begin: empty}
report: {on: [2024-01-20]}
demand: {families: {every: 1 hour, first: 0 hours, to: plan, )" + families + R"(}}
teams:
  desk: {limit: 10 families, )" + desk + R"(}
  manager of desk: {posts: 1, works: pool, manages: [desk], )" + manager + R"(}
steps: {plan: {team: desk, lasts: 100 days}}
)";
}

/// A decision of the manager that takes 100 hours, and another that comes on the eighth day.
std::string busy_manager(const std::string& posts) {
  return R"(
caseload: 1
name: busy
period: {start: 2024-01-01, length: 14 days, begin: empty}
demand: {families: {every: 8 days, first: 0 hours, at_most: 2, to: decide}}
teams:
  desk: {posts: )" + posts + R"(, limit: 10 families}
  managers: {posts: 1, works: pool, manages: [desk], supervision: {every: 2 days, per_worker: 2 hours}}
steps:
  decide: {team: desk, tasks: {sign off: {effort: 100 hours, by: manager}}, next: {decided: 100 %}}
  decided: {next: {closed: rest}}
)";
}
}  // namespace

TEST_CASE("a talk takes hours for the worker and for each child, as often as it should be") {
  // A new worker on the 3rd: 2 hours at once, before any family is allocated; then on the 10th, 17th and 24th with three
  // children 2 + 3 x 1/2 hours: 12.5 hours of one manager in four weeks.
  const Model model = model_of(overseen("posts: [0, 1 from 2024-01-03]",
                                        "supervision: {every: 7 days, per_worker: 2 hours, per_child: 30 minutes}"));
  const Observations seen = observe(model);
  CHECK(value(model, seen, "hours: supervision", "manager of desk") == Approx(12.5 / 4));
  CHECK(value(model, seen, "hours: on cases", "manager of desk") == 0);
  CHECK(value(model, seen, "supervision done", "manager of desk") == 100);
}

TEST_CASE("a newly qualified worker takes more of a manager's time") {
  Model model = model_of(overseen("posts: [0, 1 from 2024-01-03]",
                                  "supervision: {every: 7 days, per_worker: 2 hours, per_child: 30 minutes}"));
  model.grades.resize(1);
  model.grades[0].supervision = 3;  // 6 hours for the worker, as much for the children as before
  CHECK(value(model, observe(model), "hours: supervision", "manager of desk") == Approx((6 + 3 * 7.5) / 4));
}

TEST_CASE("those in post at the beginning are anywhere between two talks") {
  // 40 workers, each with one talk in a week of four: the first somewhere in it, so four in all. One hour for each.
  const Model model = model_of(overseen("posts: 40", "supervision: {every: 7 days, per_worker: 1 hour}"), "",
                               {"manager of desk.posts=40"});
  const Observations seen = observe(model);
  CHECK(value(model, seen, "hours: supervision", "manager of desk") == Approx(1).margin(0.03));
  CHECK(value(model, seen, "supervision done", "manager of desk") == 100);
}

TEST_CASE("children per manager are those of the managed teams, and the span is a number of them") {
  // Three families come in the first two hours: more than two from the second hour of 672 on.
  const Model model = model_of(overseen("posts: 1", "span: 2 children"));
  const Observations seen = observe(model);
  CHECK(value(model, seen, "children per manager", "manager of desk") == Approx((3 * 672 - 1 - 2) / 672.0));
  CHECK(value(model, seen, "over the span", "manager of desk") == Approx(100 * 670 / 672.0));
  CHECK(value(model, seen, "children per manager", "manager of desk on 2024-01-20") == 3);
}

TEST_CASE("a talk not begun when the next falls due is missed") {
  // A worker from the 2nd on: talks fall due on days 1, 3, 5, ... The manager decides until hour 150 (day 6.25): days 1
  // and 3 are missed, day 5's is held then, day 7's in time. From day 8 to the end again: day 9's and day 11's are missed,
  // day 13's still waits.
  const Model model = model_of(busy_manager("[0, 1 from 2024-01-02]"), "",
                               {"steps.decide.tasks.sign off.effort=150 hours"});
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "decided") == Hours{150});
  CHECK(value(model, seen, "supervision done", "managers") == Approx(100 * 2 / 6.0));
}

TEST_CASE("work for families goes first even when the talk is due and it is not") {
  // Two decisions of 100 hours at once: the talk that fell due on day 3 (hour 72) waits for both, until hour 200.
  const Model model = model_of(busy_manager("[0, 1 from 2024-01-02]"), "", {"demand.families.every=1 hour"});
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "decided") == Hours{100, 200});
  // Day 1, 3 and 5 are missed, day 7 (hour 168) is held at hour 200, then days 9, 11 and 13.
  CHECK(value(model, seen, "supervision done", "managers") == Approx(100 * 4 / 7.0));
}

TEST_CASE("the talk with a worker who goes is neither held nor missed") {
  // Talks fall due on days 1, 3 and 5; the post ends on day 5. The manager is busy until then: one is missed.
  const Model model = model_of(busy_manager("[0, 1 from 2024-01-02, 0 from 2024-01-06]"), "",
                               {"steps.decide.tasks.sign off.effort=400 hours"});
  CHECK(value(model, observe(model), "supervision done", "managers") == 0);
}

TEST_CASE("above the span a manager's decisions take longer, if the feedback is on") {
  // Two children against a span of one: twice the children, so with a feedback of 0.5 one and a half times the time.
  Model model = model_of(busy_manager("1"), "",
                         {"managers.span=1 child", "demand.families.children={fixed: 2}", "effort.next_child=0 %",
                          "demand.families.at_most=1"});
  CHECK(entry_hours(model, observe(model), "decided") == Hours{100});
  model.feedback.manager = 0.5;
  CHECK(entry_hours(model, observe(model), "decided") == Hours{150});
}

TEST_CASE("a task by the manager is done by the team that manages the step's team") {
  const Model model = model_of(busy_manager("1"));
  CHECK(model.names.teams[index(model.tasks[0].by)] == "managers");
  CHECK(model.teams[0].manager == TeamId{1});
  CHECK(model.teams[1].manager == nobody);
}
