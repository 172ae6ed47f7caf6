#include "observation/recorder.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace caseload;

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
}  // namespace

TEST_CASE("there is one value for each measure and no measure twice") {
  const Model model = two_steps();
  const std::vector<Measure> measures = measures_of(model);
  Recorder recorder;
  recorder.reset(model, model.begin);
  recorder.report_date(model);
  recorder.report_date(model);
  CHECK(recorder.values(model, model.end).size() == measures.size());
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
  CHECK(recorder.values(model, model.end).size() == seen.size());
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
