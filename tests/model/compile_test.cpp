// Tables of a small service built by hand.
#include <catch2/catch.hpp>
#include <chrono>

#include "caseload/model.hpp"
#include "model/scenarios.hpp"

namespace caseload {
namespace {

using namespace std::chrono;
using namespace testing;

Duration working_days(double n) { return {n, Duration::Unit::working_days}; }
Duration months(double n) { return {n, Duration::Unit::months}; }

/// Screening by a front door, a plan with visits and reviews by a care team, and a lawyer.
Scenario small_service() {
  Scenario s = empty_scenario();
  s.name = "small";
  s.option = "as is";
  s.urgencies = {"court", "visit", "rest"};
  s.teams = {team("front door", 2), team("care", 5), team("legal", 1)};
  s.teams[0].works = Works::pool;
  s.teams[1].people.hours = "office hours";

  Step screening = work("screening", "front door", Fixed{1.5}, {{"plan", 0.6}, {"never", 0}, {"closed", 0.4}});
  screening.due = working_days(1);
  screening.urgency = "visit";

  Step plan = work("plan", "care", Fixed{2}, {{"closed", 1}});
  plan.tasks[0].name = "visit";
  plan.tasks[0].every = working_days(30);
  Task review;
  review.name = "review";
  review.effort = Fixed{3};
  review.by = "legal";
  review.urgency = "court";
  review.every = months(6);
  review.first = months(3);
  review.window = working_days(5);
  review.due = working_days(2);
  review.ends = {0.27, 0.6};
  plan.tasks.push_back(review);
  plan.due = working_days(15);
  plan.due_from_referral = true;
  plan.urgent = true;
  plan.points = 2;
  plan.places = 40;
  plan.gives_up_after = DurationDistribution{Exponential{7200}, Duration::Unit::seconds};
  plan.gives_up_to = "screening";

  Step unused = work("never", "care", Fixed{1}, {{"closed", 1}});
  s.steps = {screening, plan, unused};
  s.demand = {referrals("screening", 1e-5)};
  return s;
}

TEST_CASE("what is not asked of everybody stands behind the sequence of a step, and steps that are remembered have numbers") {
  Scenario s = small_service();
  Task check = s.steps[0].tasks[0];
  check.name = "check";
  check.while_unallocated = true;
  check.every = working_days(20);
  s.steps[0].tasks.insert(s.steps[0].tasks.begin(), check);
  s.steps[0].tasks[1].or_by = "care";
  s.steps[0].cost = 7 * 24 * 3600;
  s.steps[1].due_from = "screening";
  s.steps[1].due_from_referral = false;
  s.steps[2].if_been_in = "plan";
  s.steps[2].then_next = {{"screening", 1}};
  s.steps[2].due_from = "screening";
  const Model model = compile(s);
  CHECK(model.names.tasks[0] == "screening task");
  CHECK(model.names.tasks[1] == "check");
  CHECK(model.tasks[1].asked == Asked::while_unallocated);
  CHECK(model.tasks[0].or_by == TeamId{1});
  CHECK(model.steps[0].cost == Approx(1));
  CHECK(model.steps[0].mark == 0);
  CHECK(model.steps[1].due_from == 0);
  CHECK(model.steps[2].due_from == 0);
  CHECK(model.steps[1].mark == no_mark);
  CHECK(model.steps[1].is == 1);
  CHECK(model.steps[2].been == 1);
  CHECK(model.steps[2].is == 0);
  CHECK(model.routes[model.steps[2].been_routes.first].to == StepId{0});
}

TEST_CASE("names become positions and are kept for reports") {
  const Model model = compile(small_service());
  CHECK(model.names.scenario == "small");
  CHECK(model.names.option == "as is");
  CHECK(model.names.steps == std::vector<std::string>{"screening", "plan", "never"});
  CHECK(model.names.tasks == std::vector<std::string>{"screening task", "visit", "review", "never task"});
  CHECK(model.names.teams == std::vector<std::string>{"front door", "care", "legal"});
  CHECK(model.names.streams == std::vector<std::string>{"referrals"});
  CHECK(model.steps[0].team == TeamId{0});
  CHECK(model.tasks[2].by == TeamId{2});
  CHECK(model.tasks[1].by == nobody);
  CHECK(model.tasks[2].step == StepId{1});
  CHECK(model.steps[1].gives_up_to == StepId{0});
  CHECK(model.steps[0].gives_up_to == closed);
  CHECK(model.streams[0].to == StepId{0});
  CHECK(model.teams[0].pool);
  CHECK(model.teams[1].calendar == 1);
}

TEST_CASE("a step keeps its settings, and its tasks and routes stand in a row") {
  const Model model = compile(small_service());
  const StepRow& plan = model.steps[1];
  CHECK(plan.plan);
  CHECK_FALSE(model.steps[0].plan);
  CHECK(plan.urgent);
  CHECK(plan.points == 2);
  CHECK(plan.places == 40);
  CHECK(plan.due.set);
  CHECK(plan.due.amount == 15);
  CHECK(plan.due.unit == Duration::Unit::working_days);
  CHECK(plan.due_from_referral);
  CHECK(plan.has_patience);
  CHECK_FALSE(plan.has_lasts);
  CHECK(plan.tasks.first == 1);
  CHECK(plan.tasks.last == 3);
  CHECK_FALSE(model.steps[2].due.set);
}

TEST_CASE("an urgency is its position; a step without takes the last, a task its step's") {
  const Model model = compile(small_service());
  CHECK(model.steps[0].urgency == 1);
  CHECK(model.steps[1].urgency == 2);
  CHECK(model.tasks[0].urgency == 1);
  CHECK(model.tasks[1].urgency == 2);
  CHECK(model.tasks[2].urgency == 0);
  Scenario alike = small_service();
  alike.urgencies.clear();
  alike.steps[0].urgency.reset();
  alike.steps[1].tasks[1].urgency.reset();
  for (const TaskRow& task : compile(alike).tasks) CHECK(task.urgency == 0);
}

TEST_CASE("a recurring task is first due after one interval, with a window of half of it, unless it says otherwise") {
  const Model model = compile(small_service());
  const TaskRow& visit = model.tasks[1];
  CHECK(visit.recurs);
  CHECK(visit.first.amount == 30);
  CHECK(visit.first.unit == Duration::Unit::working_days);
  CHECK(visit.window.amount == 15);
  CHECK(visit.window.unit == Duration::Unit::working_days);
  CHECK(visit.ends.empty());
  CHECK_FALSE(visit.due.set);
  const TaskRow& review = model.tasks[2];
  CHECK(review.first.amount == 3);
  CHECK(review.first.unit == Duration::Unit::months);
  CHECK(review.window.amount == 5);
  CHECK(review.due.set);
  REQUIRE(review.ends.size() == 2);
  CHECK(model.end_probabilities[review.ends.first] == 0.27);
  const TaskRow& once = model.tasks[0];
  CHECK_FALSE(once.recurs);
  CHECK_FALSE(once.every.set);
  CHECK_FALSE(once.first.set);
  CHECK_FALSE(once.window.set);
}

TEST_CASE("routes are cumulative, the last is exactly 1, and one that is never taken is left out") {
  Scenario s = small_service();
  s.steps[2].next = {{"screening", 0.1}, {"plan", 0.2}, {"closed", 0.7}};
  const Model model = compile(s);
  const Range screening = model.steps[0].routes;
  REQUIRE(screening.size() == 2);
  CHECK(model.routes[screening.first].cumulative == 0.6);
  CHECK(model.routes[screening.first].to == StepId{1});
  CHECK(model.routes[screening.first + 1].cumulative == 1);
  CHECK(model.routes[screening.first + 1].to == closed);
  const Range thirds = model.steps[2].routes;
  CHECK(model.routes[thirds.first + 1].cumulative == Approx(0.3));
  CHECK(model.routes[thirds.last - 1].cumulative == 1);
}

TEST_CASE("the run begins before what is counted, and tails off after it") {
  Scenario s = small_service();
  s.period.start = sys_days{2010y / 3 / 31};
  s.period.settle = months(13);
  s.period.tail = 6h;
  const Model model = compile(s);
  CHECK(model.begin == Instant{sys_days{2009y / 2 / 28}});
  CHECK(model.start == Instant{sys_days{2010y / 3 / 31}});
  CHECK(model.end == sys_days{2011y / 1 / 1} + 6h);
  s.period.settle = working_days(10);
  CHECK(compile(s).begin == Instant{sys_days{2010y / 3 / 17}});
  s.period.settle = {3600, Duration::Unit::seconds};
  CHECK(compile(s).begin == sys_days{2010y / 3 / 30} + 23h);
}

TEST_CASE("levels are reported at the midnight that ends a day, within the period, in order") {
  Scenario s = small_service();
  s.report_on = {sys_days{2010y / 10 / 30}, sys_days{2009y / 12 / 31}, sys_days{2010y / 12 / 31},
                 sys_days{2011y / 1 / 1},   sys_days{2010y / 1 / 1},   sys_days{2010y / 10 / 30}};
  CHECK(compile(s).report_on ==
        std::vector<Instant>{sys_days{2010y / 1 / 2}, sys_days{2010y / 10 / 31}, sys_days{2011y / 1 / 1}});
}

TEST_CASE("a snapshot is a number of families by step") {
  Scenario s = small_service();
  s.period.begin.from = Begin::From::snapshot;
  s.period.begin.open = {{"plan", 150}};
  const Model model = compile(s);
  CHECK(model.begins_from == Begin::From::snapshot);
  CHECK(model.open_at_begin == std::vector<std::uint32_t>{0, 150, 0});
}

TEST_CASE("streams have a rate table or a gap") {
  Scenario s = small_service();
  ReferralStream visits = referrals("plan", 0, "by gap");
  visits.rate.entries.clear();
  visits.every = DurationDistribution{Fixed{5}, Duration::Unit::working_days};
  visits.first = months(1);
  visits.at_most = 12;
  visits.children = Fixed{2};
  s.demand.push_back(visits);
  s.demand.push_back(referrals("plan", 2e-5, "more"));
  const Model model = compile(s);
  CHECK(model.streams[0].segments.size() == 1);
  CHECK_FALSE(model.streams[0].by_gap);
  CHECK(model.streams[1].by_gap);
  CHECK(model.streams[1].segments.empty());
  CHECK(model.streams[1].gap == Distribution{Fixed{seconds_per_week}});
  CHECK(model.streams[1].has_first);
  CHECK(model.streams[1].first == days{31});
  CHECK(model.streams[1].at_most == 12);
  REQUIRE(model.streams[2].segments.size() == 1);
  CHECK(model.segments[model.streams[2].segments.first].per_second == 2e-5);
}

TEST_CASE("stocks of the traffic equations stand in the steps") {
  const Model model = compile(small_service());
  REQUIRE(model.offered_at_begin.finite);
  for (std::size_t i = 0; i < model.steps.size(); ++i) {
    CHECK(model.steps[i].mean_stock == model.offered_at_begin.step_stock[i]);
  }
  CHECK(model.steps[1].mean_stock > 1);
  CHECK(model.steps[2].mean_stock == 0);
}

TEST_CASE("calendars reach 40 days before the beginning and 400 days after the end") {
  const Model model = compile(small_service());
  const WorkCalendar& office = model.calendars[1];
  CHECK(office.is_open(sys_days{2009y / 11 / 23} + 10h));        // a Monday, 39 days before
  CHECK_FALSE(office.is_open(sys_days{2009y / 11 / 20} + 10h));  // a Friday, 42 days before
  CHECK(office.is_open(sys_days{2012y / 2 / 3} + 10h));          // a Friday, 398 days after
  CHECK_FALSE(office.is_open(sys_days{2012y / 2 / 6} + 10h));    // a Monday, 401 days after
  CHECK(model.working_days.after(sys_days{2012y / 2 / 2}, 1) == Instant{sys_days{2012y / 2 / 4}});
}

TEST_CASE("a scenario need not list the calendar that is always open") {
  Scenario s = small_service();
  s.calendars = {office_hours()};
  const Model model = compile(s);
  CHECK(model.calendars[model.teams[0].calendar].always());
  CHECK(model.teams[1].calendar == 0);
}

TEST_CASE("re-referral and the hours of handing over are taken over") {
  Scenario s = small_service();
  s.re_referral = ReReferral{0.24, {Exponential{1e6}, Duration::Unit::seconds}, "screening"};
  s.next_child = 0.5;
  s.handover_new = Fixed{2.5};
  s.handover_old = Fixed{1};
  const Model model = compile(s);
  CHECK(model.re_referral.share == 0.24);
  CHECK(model.re_referral.to == StepId{0});
  CHECK(model.next_child == 0.5);
  CHECK(model.handover_new == Distribution{Fixed{2.5}});
  CHECK(model.handover_old == Distribution{Fixed{1}});
}

}  // namespace
}  // namespace caseload
