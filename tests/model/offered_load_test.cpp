// The traffic equations against closed forms: Jackson networks, geometric loops, Little's law.
#include <catch2/catch.hpp>
#include <cmath>
#include <chrono>

#include "caseload/model.hpp"
#include "model/lengths.hpp"
#include "model/scenarios.hpp"

namespace caseload {
namespace {

using namespace std::chrono;
using namespace testing;

constexpr double per_hour = 1 / seconds_per_hour;
constexpr double hours_per_year = seconds_per_year / seconds_per_hour;

TEST_CASE("M/M/5 with four arrivals per mean service is loaded to 80 %") {
  Scenario s = empty_scenario();
  s.teams = {team("desk", 5)};
  s.steps = {work("service", "desk", Exponential{1}, {{"closed", 1}})};
  s.demand = {referrals("service", 4 * per_hour)};
  const OfferedLoad load = compile(s).offered_at_begin;
  CHECK(load.finite);
  CHECK(load.teams[0].posts == 5);
  CHECK(load.teams[0].load() == Approx(0.8));
  CHECK(load.teams[0].there == Approx(5 * hours_per_year));
  CHECK(load.step_entries[0] == Approx(4 * hours_per_year));
  CHECK(load.step_stock[0] == Approx(4));  // Little: 4 an hour, an hour each
  CHECK(load.referrals == Approx(4 * hours_per_year));
}

TEST_CASE("a Jackson network with feedback has the flows of its traffic equations") {
  // Four stages, external rates 3 and 0.5 an hour; figures: oracle jackson_feedback_4_loaded (numpy.linalg.solve).
  Scenario s = empty_scenario();
  s.teams = {team("t1", 4), team("t2", 4), team("t3", 3), team("t4", 3)};
  s.steps = {work("s1", "t1", Exponential{0.8}, {{"s2", 0.6}, {"s3", 0.1}, {"closed", 0.3}}),
             work("s2", "t2", Exponential{1.0}, {{"s1", 0.1}, {"s3", 0.5}, {"s4", 0.1}, {"closed", 0.3}}),
             work("s3", "t3", Exponential{1.2}, {{"s2", 0.2}, {"s4", 0.4}, {"closed", 0.4}}),
             work("s4", "t4", Exponential{2.0}, {{"s1", 0.15}, {"s3", 0.1}, {"closed", 0.75}})};
  s.demand = {referrals("s1", 3 * per_hour, "one"), referrals("s2", 0.5 * per_hour, "two")};
  const OfferedLoad load = compile(s).offered_at_begin;
  const double rates[] = {3.4564109266762513, 2.9603973336818714, 1.9327538883806037, 1.0691412887204288};
  const double utilisations[] = {0.6912821853352502, 0.7400993334204679, 0.7731015553522415, 0.7127608591469525};
  for (std::size_t i = 0; i < 4; ++i) {
    CAPTURE(i);
    CHECK(load.step_entries[i] / hours_per_year == Approx(rates[i]).epsilon(1e-12));
    CHECK(load.teams[i].load() == Approx(utilisations[i]).epsilon(1e-12));
  }
}

TEST_CASE("families that come back multiply the flow by 1 / (1 - share)") {
  Scenario s = empty_scenario();
  s.teams = {team("duty", 1)};
  s.steps = {work("screening", "duty", Fixed{1}, {{"help", 0.6}, {"closed", 0.4}}),
             work("help", "duty", Fixed{2}, {{"closed", 1}})};
  s.demand = {referrals("screening", 0.1 * per_hour)};
  s.re_referral = ReReferral{0.24, {Exponential{1e7}, Duration::Unit::seconds}, "screening"};
  s.handover_new = Fixed{100};  // not for families that come back: nobody held them
  const OfferedLoad load = compile(s).offered_at_begin;
  const double referred = 0.1 * hours_per_year / (1 - 0.24);
  CHECK(load.referrals == Approx(referred));
  CHECK(load.step_entries[0] == Approx(referred));
  CHECK(load.step_entries[1] == Approx(0.6 * referred));
  CHECK(load.teams[0].asked == Approx(referred * (1 + 0.6 * 2)));
}

TEST_CASE("families that circulate for ever have no steady state") {
  Scenario s = empty_scenario();
  s.teams = {team("crew", 1)};
  s.steps = {work("running", "crew", Fixed{1}, {{"repair", 1}}), work("repair", "crew", Fixed{1}, {{"running", 1}})};
  s.demand = {referrals("running", per_hour)};
  const OfferedLoad load = compile(s).offered_at_begin;
  CHECK_FALSE(load.finite);
  CHECK(load.step_entries[0] == 0);
  CHECK(load.teams[0].there == Approx(hours_per_year));

  // A loop that nobody is referred to is no trouble.
  s.steps.push_back(work("service", "crew", Fixed{0.5}, {{"closed", 1}}));
  s.demand = {referrals("service", per_hour)};
  const OfferedLoad reachable = compile(s).offered_at_begin;
  CHECK(reachable.finite);
  CHECK(reachable.teams[0].load() == Approx(0.5));
}

TEST_CASE("a step that nothing ends has no steady state either") {
  Scenario s = empty_scenario();
  Step plan = work("plan", "", Fixed{0}, {{"closed", 1}});
  plan.tasks[0].every = Duration{3600, Duration::Unit::seconds};
  plan.tasks[0].ends = {0.5, 0};
  s.steps = {plan};
  s.demand = {referrals("plan", per_hour)};
  const Model model = compile(s);
  CHECK_FALSE(model.offered_at_begin.finite);
  CHECK(model.steps[0].mean_stock == 0);
}

TEST_CASE("siblings add their share of the effort, families weighted by where they come from") {
  Scenario s = empty_scenario();
  s.teams = {team("duty", 10)};
  s.steps = {work("screening", "duty", Fixed{1}, {{"closed", 1}})};
  s.demand = {referrals("screening", 3 * per_hour, "single"), referrals("screening", per_hour, "many")};
  s.demand[1].children = Fixed{5};
  s.next_child = 0.5;
  // Mean children (3 * 1 + 1 * 5) / 4 = 2, so half as much again.
  CHECK(compile(s).offered_at_begin.teams[0].asked == Approx(4 * hours_per_year * 1.5));
}

TEST_CASE("a task done by another team counts there, and one that recurs counts as often as it falls in a stay") {
  Scenario s = empty_scenario();
  s.teams = {team("care", 2), team("legal", 1)};
  Step plan = work("plan", "care", Fixed{2}, {{"closed", 1}});
  plan.lasts = DurationDistribution{Exponential{60 * seconds_per_day}, Duration::Unit::seconds};
  plan.tasks[0].every = Duration{6 * seconds_per_day, Duration::Unit::seconds};
  Task advice;
  advice.name = "advice";
  advice.effort = Exponential{3};
  advice.by = "legal";
  plan.tasks.push_back(advice);
  s.steps = {plan};
  s.demand = {referrals("plan", 0.01 * per_hour)};
  const OfferedLoad load = compile(s).offered_at_begin;
  CHECK(load.teams[0].asked == Approx(0.01 * hours_per_year * 10 * 2));
  CHECK(load.teams[1].asked == Approx(0.01 * hours_per_year * 3));
  CHECK(load.step_stock[0] == Approx(0.01 * 24 * 60));
}

TEST_CASE("a case is handed over from one named worker to another, on both sides, and not when it is first allocated") {
  Scenario s = empty_scenario();
  s.teams = {team("front door", 1), team("duty", 1), team("care", 1)};
  s.teams[0].works = Works::pool;
  s.steps = {work("contact", "front door", Fixed{0}, {{"assessment", 1}}),
             work("assessment", "duty", Fixed{0}, {{"assessment again", 0.5}, {"plan", 0.5}}),
             work("assessment again", "duty", Fixed{0}, {{"closed", 1}}),
             work("plan", "care", Fixed{0}, {{"closed", 1}})};
  s.demand = {referrals("contact", per_hour)};
  s.handover_new = Fixed{2.5};
  s.handover_old = Fixed{1};
  const OfferedLoad load = compile(s).offered_at_begin;
  CHECK(load.teams[0].asked == 0);
  CHECK(load.teams[1].asked == Approx(0.5 * hours_per_year * 1));
  CHECK(load.teams[2].asked == Approx(0.5 * hours_per_year * 2.5));
}

TEST_CASE("a case keeps its worker through junctions, however many, and is handed over behind them") {
  Scenario s = empty_scenario();
  s.teams = {team("duty", 1), team("care", 1)};
  Step fork;
  fork.name = "fork";
  fork.next = {{"second fork", 0.5}, {"assessment again", 0.5}};
  Step second_fork;
  second_fork.name = "second fork";
  second_fork.next = {{"plan", 0.5}, {"closed", 0.5}};
  s.steps = {work("assessment", "duty", Fixed{0}, {{"fork", 1}}), fork, second_fork,
             work("assessment again", "duty", Fixed{0}, {{"closed", 1}}),
             work("plan", "care", Fixed{0}, {{"closed", 1}})};
  s.demand = {referrals("assessment", per_hour)};
  s.handover_new = Fixed{2.5};
  s.handover_old = Fixed{1};
  const OfferedLoad load = compile(s).offered_at_begin;
  CHECK(load.teams[0].asked == Approx(0.25 * hours_per_year));
  CHECK(load.teams[1].asked == Approx(0.25 * hours_per_year * 2.5));
}

TEST_CASE("hours there are the posts' open hours, less absence, vacancy and what is not casework") {
  Scenario s = empty_scenario();
  s.teams = {team("duty", 4)};
  s.teams[0].people.hours = "office hours";
  s.teams[0].people.casework = 0.8;
  Absence away;
  away.every = DurationDistribution{Exponential{9}, Duration::Unit::working_days};
  away.lasting = {Fixed{1}, Duration::Unit::working_days};
  s.teams[0].people.absences = {away};
  s.teams[0].people.leaving = Leaving{{Exponential{90}, Duration::Unit::seconds}, {}};
  s.teams[0].people.vacancy.emplace().filled_after = {Exponential{10}, Duration::Unit::seconds};
  const Model model = compile(s);
  const double open_hours = static_cast<double>(model.calendars[1].per_year().count()) / 3600;
  CHECK(model.offered_at_begin.teams[0].there == Approx(4 * open_hours * 0.9 * 0.9 * 0.8));
}

TEST_CASE("a review with a way of its own takes its share of the families before the stay is over") {
  // Exponential stays of mean L, reviews every r with chance p: a family is still there at a review with q = exp(-r / L)
  // after the one before it, so the review ends p q / (1 - (1 - p) q) of the stays, whose mean is L (1 - that).
  const double length = 300 * seconds_per_day, every = 180 * seconds_per_day, p = 0.25, rate = 1e-5;
  Scenario s = empty_scenario();
  s.teams = {team("care", 5)};
  Step need = work("need", "care", Fixed{0}, {{"closed", 1}});
  need.lasts = DurationDistribution{Exponential{length}, Duration::Unit::seconds};
  need.tasks[0].every = Duration{every, Duration::Unit::seconds};
  need.tasks[0].ends = {p};
  need.tasks[0].to = {{"enquiry", 0.8}, {"closed", 0.2}};
  s.steps = {need, work("enquiry", "care", Fixed{1}, {{"closed", 1}})};
  s.demand = {referrals("need", rate)};
  const OfferedLoad load = compile(s).offered_at_begin;
  const double q = std::exp(-every / length), reviewed = p * q / (1 - (1 - p) * q);
  CHECK(load.step_entries[1] == Approx(0.8 * reviewed * rate * seconds_per_year));
  CHECK(load.step_stock[0] == Approx(rate * length * (1 - reviewed)));
}

TEST_CASE("a fixed stay gives a review its way if it comes first, and no other") {
  Scenario s = empty_scenario();
  s.teams = {team("care", 5)};
  Step need = work("need", "care", Fixed{0}, {{"closed", 1}});
  need.lasts = DurationDistribution{Fixed{100 * seconds_per_day}, Duration::Unit::seconds};
  need.tasks[0].every = Duration{30 * seconds_per_day, Duration::Unit::seconds};
  need.tasks[0].ends = {0, 0.5};
  need.tasks[0].to = {{"enquiry", 1}};
  s.steps = {need, work("enquiry", "care", Fixed{1}, {{"closed", 1}})};
  s.demand = {referrals("need", 1e-5)};
  const OfferedLoad load = compile(s).offered_at_begin;  // half on day 60, a fourth on day 90, a fourth on day 100
  CHECK(load.step_entries[1] == Approx(0.75 * 1e-5 * seconds_per_year));
  CHECK(load.step_stock[0] == Approx(1e-5 * seconds_per_day * (0.5 * 60 + 0.25 * 90 + 0.25 * 100)));
}

TEST_CASE("cases closed from a step with returns of its own come back by them, the others by the scenario's") {
  // Of a family in `a` half close there and return to `b` at 40 %; the other half goes to `b`, from where 20 % return to
  // `a`: a = rate + 0.2 b, b = 0.5 a + 0.5 x 0.4 a.
  Scenario s = empty_scenario();
  s.teams = {team("desk", 5)};
  const DurationDistribution later{Fixed{1e6}, Duration::Unit::seconds};
  s.steps = {work("a", "desk", Fixed{1}, {{"b", 0.5}, {"closed", 0.5}}), work("b", "desk", Fixed{1}, {{"closed", 1}})};
  s.steps[0].returns = ReReferral{0.4, later, "b"};
  s.re_referral = ReReferral{0.2, later, "a"};
  s.demand = {referrals("a", 1e-4)};
  const OfferedLoad load = compile(s).offered_at_begin;
  const double a = 1e-4 * seconds_per_year / (1 - 0.2 * 0.7);
  CHECK(load.step_entries[0] == Approx(a));
  CHECK(load.step_entries[1] == Approx(0.7 * a));
  CHECK(load.referrals == Approx(1e-4 * seconds_per_year + 0.5 * 0.4 * a + 0.2 * 0.7 * a));
}

TEST_CASE("rates and posts are those of the moment that is asked for") {
  Scenario s = empty_scenario();
  s.teams = {team("desk", 5)};
  s.teams[0].posts.entries.push_back({sys_days{2010y / 7 / 1}, 10});
  s.steps = {work("service", "desk", Exponential{1}, {{"closed", 1}})};
  s.demand = {referrals("service", 4 * per_hour)};
  s.demand[0].rate.entries.push_back({sys_days{2010y / 4 / 1}, {9 * per_hour, Counted::families}});
  s.demand[0].hours = "office hours";  // the long run does not care at what time of the day they come
  const Model model = compile(s);
  CHECK(offered_load(model, model.begin).teams[0].load() == Approx(0.8));
  CHECK(offered_load(model, sys_days{2010y / 5 / 1} + 3h).teams[0].load() == Approx(1.8));
  CHECK(offered_load(model, sys_days{2010y / 7 / 1}).teams[0].load() == Approx(0.9));
}

TEST_CASE("a stream given by its gap flows while it lasts; a cohort that comes at once does not flow") {
  Scenario s = empty_scenario();
  s.teams = {team("desk", 1)};
  s.steps = {work("service", "desk", Exponential{1}, {{"closed", 1}})};
  ReferralStream stream;
  stream.name = "by appointment";
  stream.to = "service";
  stream.every = DurationDistribution{Fixed{2 * seconds_per_hour}, Duration::Unit::seconds};
  stream.at_most = 12;  // the last comes after 24 hours
  s.demand = {stream};
  const Model model = compile(s);
  CHECK(offered_load(model, model.begin).teams[0].load() == Approx(0.5));
  CHECK(offered_load(model, model.begin + 24h).teams[0].load() == Approx(0.5));
  CHECK(offered_load(model, model.begin + 25h).teams[0].load() == 0);
  s.demand[0].every = DurationDistribution{Fixed{0}, Duration::Unit::seconds};
  CHECK(compile(s).offered_at_begin.referrals == 0);
  CHECK(compile(s).offered_at_begin.finite);
}

TEST_CASE("a service without steps, demand or teams has an empty load") {
  const OfferedLoad load = compile(empty_scenario()).offered_at_begin;
  CHECK(load.finite);
  CHECK(load.teams.empty());
  CHECK(load.referrals == 0);
}


TEST_CASE("talks of managers ask for hours by worker and by child") {
  // Half a family an hour for 100 hours: 50 families of two children. Talks every 500 hours of two hours for each of three
  // workers and six minutes for each child.
  Scenario s = empty_scenario();
  s.teams = {team("desk", 3), team("managers", 1)};
  s.teams[1].works = Works::pool;
  s.teams[1].manages = {"desk"};
  s.teams[1].supervision = Supervision{{500 * seconds_per_hour, Duration::Unit::seconds}, 2, 0.1};
  Step plan;
  plan.name = "plan";
  plan.team = "desk";
  plan.lasts = DurationDistribution{Fixed{100 * seconds_per_hour}, Duration::Unit::seconds};
  plan.next = {{"closed", 1}};
  s.steps = {plan};
  s.demand = {referrals("plan", 0.5 * per_hour)};
  s.demand[0].children = Fixed{2};
  const OfferedLoad load = compile(s).offered_at_begin;
  CHECK(load.teams[1].asked == Approx(hours_per_year / 500 * (3 * 2 + 100 * 0.1)));
  CHECK(load.teams[0].asked == 0);
}

}  // namespace
}  // namespace caseload
