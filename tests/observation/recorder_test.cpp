#include "observation/recorder.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>

using namespace caseload;
using namespace std::chrono_literals;

namespace {
Model two_steps() {
  Model model;
  model.begin = model.start = Instant{Date{std::chrono::year{2024} / 1 / 1}};
  model.end = model.start + std::chrono::weeks{4};
  model.report_on = {model.start + std::chrono::days{10}, model.start + std::chrono::days{20}};
  model.steps.resize(2);
  model.steps[0].team = TeamId{0};
  model.steps[0].due = {45, Duration::Unit::working_days, true};
  model.steps[0].tasks = {0, 1};
  model.tasks.resize(1);
  model.teams.resize(2);
  model.teams[1].pool = true;
  model.calendars.resize(1);
  model.names.scenario = "test";
  model.names.steps = {"assessment", "plan"};
  model.names.tasks = {"visit"};
  model.names.teams = {"duty", "legal"};
  return model;
}

std::int64_t clock(Instant t) { return t.time_since_epoch().count(); }

/// Which column of a series.
std::size_t column(const Model& model, const std::string& name, const std::string& where) {
  const std::vector<Measure> all = series_of(model);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].name == name && all[i].where == where) return i;
  }
  FAIL("no series of " + name);
  return 0;
}

struct Told {
  std::vector<double> values, of;
};

Told told(Recorder& recorder, const Model& model) {
  Told all;
  recorder.tell(model, model.end, all.values, all.of);
  return all;
}
}  // namespace

TEST_CASE("there is one value for each measure and no measure twice") {
  const Model model = two_steps();
  const std::vector<Measure> measures = measures_of(model);
  Recorder recorder;
  recorder.reset(model, model.begin);
  recorder.report_date(model);
  recorder.report_date(model);
  CHECK(told(recorder, model).values.size() == measures.size());
  CHECK(told(recorder, model).of.size() == measures.size());
  std::set<std::pair<std::string, std::string>> seen;
  for (const Measure& measure : measures) {
    INFO(measure.name << " at " << measure.where);
    CHECK(seen.emplace(measure.name, measure.where).second);
    CHECK_FALSE(measure.unit.empty());
  }
  CHECK(seen.contains({"open children", "service on 2024-01-10"}));
  CHECK(seen.contains({"done in time", "assessment"}));
  CHECK_FALSE(seen.contains({"done in time", "plan"}));  // it has no due date
}

TEST_CASE("managers, norms and money add measures, each of them once") {
  Model model = two_steps();
  model.teams[0].manager = TeamId{1};
  model.teams[0].cost = 36'729;
  model.teams[0].absences = {0, 2};
  model.absences.resize(2);
  model.names.absences = {"sickness", "leave"};
  model.teams[1].manages = {TeamId{0}};
  model.teams[1].span = 150;
  model.teams[1].supervises_every = {1, Duration::Unit::months, true};
  model.steps[1].cost = 1;
  model.tasks[0].direct = 0.13;
  model.norms = {{15, 20, {TeamId{0}}}, {15, 15, {TeamId{0}}}};
  model.names.norms = {"mixed caseload", "duty"};
  model.population = 22'730;
  model.budget = 5e6;
  model.one_off_costs = {{model.start, 500'000}};
  std::set<std::pair<std::string, std::string>> seen;
  for (const Measure& measure : measures_of(model)) {
    INFO(measure.name << " at " << measure.where);
    CHECK(seen.emplace(measure.name, measure.where).second);
    CHECK_FALSE(measure.unit.empty());
  }
  Recorder recorder;
  recorder.reset(model, model.begin);
  recorder.report_date(model);
  recorder.report_date(model);
  CHECK(told(recorder, model).values.size() == seen.size());
  for (const auto& [measure, where] : std::vector<std::pair<std::string, std::string>>{
           {"over the span", "legal"}, {"supervision done", "legal"}, {"hours: leave", "duty"},
           {"hours: with families", "duty"}, {"workers needed, high", "norm duty on 2024-01-10"},
           {"cost of funded posts", "service on 2024-01-20"}, {"cost", "plan"}, {"one-off costs", "service"},
           {"spending, share of budget", "service"}, {"open children per 10,000", "plan"}}) {
    INFO(measure << " at " << where);
    CHECK(seen.contains({measure, where}));
  }
}

TEST_CASE("each week adds one row to the series") {
  const Model model = two_steps();
  Recorder recorder;
  recorder.reset(model, model.begin);
  const auto row = series_of(model).size();
  recorder.children.change(model.start.time_since_epoch().count(), 10);
  recorder.week_ends(model, model.start + std::chrono::weeks{1});
  CHECK(recorder.series.size() == row);
  recorder.week_ends(model, model.start + std::chrono::weeks{2});
  CHECK(recorder.series.size() == 2 * row);
  CHECK(recorder.series[1] == Approx(10));  // "open children" of the service
  CHECK(series_of(model)[1].name == "open children");
}

TEST_CASE("a month adds a row of its own to the series, and weeks that it cuts stay whole") {
  Model model = two_steps();
  model.start = model.begin = Date{2024y / 1 / 29};  // a Monday
  model.end = Date{2024y / 4 / 1};
  CHECK(months_of(model) == std::vector<Date>{2024y / 2 / 1, 2024y / 3 / 1});
  Recorder recorder;
  recorder.reset(model, model.begin);
  const auto to = [&](Date day, int children) { recorder.children.set(clock(day), children); };
  const auto came = [&](std::uint64_t children) { recorder.piece_referred_children += children; };
  to(2024y / 1 / 29, 10);
  came(3);
  recorder.month_ends(model, Date{2024y / 2 / 1});
  CHECK(recorder.months.empty());  // counting started within January
  to(2024y / 2 / 1, 17);
  came(4);
  recorder.week_ends(model, Date{2024y / 2 / 5});
  CHECK(recorder.series[column(model, "open children", "service")] == (3 * 10 + 4 * 17) / 7.0);
  CHECK(recorder.series[column(model, "children referred", "service")] == 7);
  to(2024y / 2 / 8, 5);
  came(2);
  recorder.month_ends(model, Date{2024y / 3 / 1});
  const std::size_t row = series_of(model).size();
  REQUIRE(recorder.months.size() == row);
  CHECK(recorder.months[column(model, "open children", "service")] == Approx((7 * 17 + 22 * 5) / 29.0));
  CHECK(recorder.months[column(model, "children referred", "service")] == 6);
  CHECK(std::isnan(recorder.months[column(model, "done in time", "assessment")]));
}

TEST_CASE("a month's share is of all that ended in it, whatever the weeks") {
  Model model = two_steps();
  model.start = model.begin = Date{2024y / 2 / 1};
  Recorder recorder;
  recorder.reset(model, model.begin);
  const std::size_t in_time = column(model, "done in time", "assessment");
  const auto ended = [&](int times, bool in) {
    for (int i = 0; i < times; ++i) recorder.steps[0].piece_in_time.add(in);
  };
  ended(1, true);
  recorder.week_ends(model, Date{2024y / 2 / 8});
  ended(1, true);
  ended(6, false);
  recorder.week_ends(model, Date{2024y / 2 / 15});
  recorder.month_ends(model, Date{2024y / 3 / 1});
  CHECK(recorder.series[in_time] == 100);
  CHECK(recorder.months[in_time] == 25);
}

TEST_CASE("a month that ends with a week, and months of a period that is one") {
  Model model = two_steps();
  model.start = model.begin = Date{2021y / 2 / 1};  // four weeks from a Monday
  model.end = Date{2021y / 3 / 1};
  CHECK(months_of(model) == std::vector<Date>{2021y / 2 / 1});
  Recorder recorder;
  recorder.reset(model, model.begin);
  recorder.children.change(clock(model.begin), 8);
  for (int week = 1; week <= 4; ++week) recorder.week_ends(model, model.begin + week * std::chrono::weeks{1});
  recorder.month_ends(model, model.end);
  CHECK(recorder.months[column(model, "open children", "service")] == 8);
  model.end = model.end - 1s;
  CHECK(months_of(model).empty());
}

TEST_CASE("the worst week is the one with the highest mean, also if a month ends in it") {
  Model model = two_steps();
  model.start = model.begin = Date{2024y / 1 / 29};
  Recorder recorder;
  recorder.reset(model, model.begin);
  recorder.teams[0].waiting_children.change(clock(model.begin), 14);
  recorder.month_ends(model, Date{2024y / 2 / 1});
  recorder.teams[0].waiting_children.set(clock(Date{2024y / 2 / 1}), 0);
  recorder.week_ends(model, Date{2024y / 2 / 5});
  recorder.week_ends(model, Date{2024y / 2 / 12});
  CHECK(recorder.teams[0].worst_week_waiting_children == 3 * 14 / 7.0);
}

TEST_CASE("a share says how many cases it is the share of, and nothing else does") {
  const Model model = two_steps();
  Recorder recorder;
  recorder.reset(model, model.begin);
  for (int i = 0; i < 8; ++i) recorder.steps[0].in_time.add(i < 6);
  recorder.referred_families = 20;
  recorder.re_referrals = 5;
  recorder.steps[0].wait.add(0s);
  recorder.steps[0].wait.add(5s);
  recorder.report_date(model);
  recorder.report_date(model);
  const std::vector<Measure> measures = measures_of(model);
  const Told all = told(recorder, model);
  std::map<std::string, std::pair<double, double>> found;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (all.of[i] > 0) found[full_name(measures[i])] = {all.values[i], all.of[i]};
  }
  const std::map<std::string, std::pair<double, double>> expected{
      {"re-referrals", {25, 20}}, {"assessment.done in time", {75, 8}}, {"assessment.had to wait", {50, 2}}};
  CHECK(found == expected);
}

TEST_CASE("it is said which way a measure should go where everybody agrees") {
  std::map<std::string, Better> of;
  Model model = two_steps();
  model.teams[0].cost = 30'000;
  for (const Measure& measure : measures_of(model)) of[full_name(measure)] = measure.better;
  for (const char* more : {"assessment.done in time", "duty.available"}) CHECK(of.at(more) == Better::more);
  for (const char* less : {"wait for a worker, mean", "duty.children per worker on 2024-01-10", "assessment.had to wait",
                           "duty.vacant", "cost", "workers above 20 children", "re-referrals", "children unallocated"}) {
    INFO(less);
    CHECK(of.at(less) == Better::less);
  }
  for (const char* neither : {"children referred", "open children", "assessment.entered", "duty.hours: waiting for work",
                              "duty.hours on cases", "duty.busy", "duty.in post", "assessment: visit.done"}) {
    INFO(neither);
    CHECK(of.at(neither) == Better::neither);
  }
}

TEST_CASE("what happened before the counted period is forgotten, levels are not") {
  const Model model = two_steps();
  Recorder recorder;
  recorder.reset(model, model.begin);
  recorder.referred_families = 5;
  recorder.steps[0].wait.add(std::chrono::hours{5});
  recorder.families.change(model.begin.time_since_epoch().count(), 3);
  recorder.restart(model, model.begin + std::chrono::weeks{1});
  CHECK(recorder.referred_families == 0);
  CHECK(recorder.steps[0].wait.count() == 0);
  CHECK(recorder.families.value() == 3);
}

TEST_CASE("a team with the name of a step is told apart") {
  Model model = two_steps();
  model.names.steps = {"duty", "service"};
  std::set<std::pair<std::string, std::string>> seen;
  for (const Measure& measure : measures_of(model)) CHECK(seen.emplace(measure.name, measure.where).second);
  CHECK(seen.contains({"open families", "duty"}));
  CHECK(seen.contains({"open families", "team duty"}));
  CHECK(seen.contains({"open families", "step service"}));
  CHECK(seen.contains({"open families", "service"}));
}
