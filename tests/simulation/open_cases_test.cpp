// Families that are listed as open when the simulation begins, at instants worked out by hand.
#include <catch2/catch.hpp>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {
const Date first_day{std::chrono::year{2024} / 1 / 1};

/// @param days_ago  when the family entered its step
OpenCase open_case(const std::string& step, int days_ago, bool allocated = true) {
  const Date entered = first_day - std::chrono::days{days_ago};
  return {.step = step, .children = 1, .entered = entered, .referred = entered, .allocated = allocated};
}

Model with_list(const std::string& teams_and_steps, std::vector<OpenCase> cases) {
  auto scenario = read_text("name: list\nperiod: {start: 2024-01-01, length: 200 days, begin: empty}\n" + teams_and_steps);
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  scenario->period.begin.from = Begin::From::list;
  scenario->period.begin.cases = std::move(cases);
  return compile(*scenario);
}
const std::string finished = "  finished: {next: {closed: rest}}\n";
}  // namespace

TEST_CASE("a stay counts from when the family entered, and who was there before is not counted as having come") {
  const Model model = with_list("steps:\n  plan: {lasts: 30 days, due: 25 days, next: {finished: 100 %}}\n" + finished,
                                {open_case("plan", 10), open_case("plan", 29), open_case("plan", 0)});
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "finished") == Hours{1 * day, 20 * day, 30 * day});
  CHECK(value(model, seen, "entered", "plan") == 0);
  CHECK(value(model, seen, "done in time", "plan") == 0);
  CHECK(value(model, seen, "time in step, mean", "plan") == 30);
  CHECK(value(model, seen, "open families", "plan") == Approx((20 + 1 + 30) / 200.0));
}

TEST_CASE("a stay that varies is drawn given that it has lasted so long") {
  // Uniform on 0 to 100 days and 60 of them gone: what is left is uniform on 0 to 40.
  const Model model = with_list("steps:\n  plan: {lasts: {uniform: {low: 0 days, high: 100 days}}, next: {finished: 100 %}}\n" + finished,
                                std::vector<OpenCase>(1000, open_case("plan", 60)));
  const Hours hours = entry_hours(model, observe(model), "finished");
  REQUIRE(hours.size() == 1000);
  double sum = 0;
  for (const double left : hours) {
    CHECK(left <= 40 * day);
    sum += left / day;
  }
  // The standard error is 40 / sqrt(12 x 1000) = 0.365 days: four of them.
  CHECK(sum / 1000 == Approx(20).margin(1.5).epsilon(0));
}

TEST_CASE("a stay that is longer than any drawn one ends within the longest") {
  const Model model = with_list("steps:\n  plan: {lasts: 30 days, next: {finished: 100 %}}\n" + finished,
                                std::vector<OpenCase>(100, open_case("plan", 900)));
  const Hours hours = entry_hours(model, observe(model), "finished");
  REQUIRE(hours.size() == 100);
  for (const double left : hours) CHECK((left >= 0 && left <= 30 * day));
}

TEST_CASE("recurring tasks stand on the grid that began when the family entered") {
  const auto ends = [](const std::string& clock) {
    const Model model = with_list("teams: {desk: {posts: 1}}\nsteps:\n  plan: {team: desk, next: {finished: 100 %}, tasks: {visit: {effort: 1 hour, "
                                  "ends: [0 %, 0 %, 100 %], " + clock + "}}}\n" + finished, {open_case("plan", 15)});
    return entry_hours(model, observe(model), "finished");
  };
  // Entered 15 days ago: due on days -11, -1 and 9, when the third ends the step; it may be done five days earlier.
  CHECK(ends("first: 4 days, every: 10 days") == Hours{4 * day + 1});
  // Entered on Sunday 17 December: due at the ends of the 20th, the 29th (Christmas is no working day) and 8 January; it
  // may be done half of five working days, 3.5 days, earlier.
  CHECK(ends("first: 3 working days, every: 5 working days") == Hours{8 * day - 84 + 1});
}

TEST_CASE("work in hand is partly done: a uniform share of the effort is left") {
  const std::string steps = "teams: {desk: {posts: 1000}}\nsteps:\n"
                            "  work: {team: desk, tasks: {task: {effort: 10 hours}}, next: {finished: 100 %}}\n" + finished;
  const Model model = with_list(steps, std::vector<OpenCase>(1000, open_case("work", 3)));
  double sum = 0;
  const Hours hours = entry_hours(model, observe(model), "finished");
  REQUIRE(hours.size() == 1000);
  for (const double left : hours) sum += left;
  CHECK(hours.back() <= 10);
  CHECK(sum / 1000 == Approx(5).margin(4 * 10 / std::sqrt(12.0 * 1000)).epsilon(0));

  // Nobody has begun what waits for a worker.
  const Model waiting = with_list(steps, {open_case("work", 3, false)});
  CHECK(entry_hours(waiting, observe(waiting), "finished") == Hours{10});
}

TEST_CASE("who is not allocated waits with their true age, and who is allocated has a worker over any limit") {
  const std::string steps = "teams: {desk: {posts: 1, limit: 1 family}}\nreport: {on: [2024-01-01]}\nsteps:\n"
                            "  plan: {team: desk, lasts: 30 days}\n"
                            "  work: {team: desk, tasks: {task: {effort: 10 hours}}, next: {finished: 100 %}}\n" + finished;
  const Model model = with_list(steps, {open_case("work", 10, false), open_case("plan", 25), open_case("plan", 26)});
  const Observations seen = observe(model);
  CHECK(value(model, seen, "waiting families", "desk on 2024-01-01") == 1);
  CHECK(value(model, seen, "wait, mean", "work") == 15);
  CHECK(entry_hours(model, seen, "finished") == Hours{5 * day + 10});
}

TEST_CASE("in a pool a listed family has waited since it came") {
  const Model model = with_list("teams: {desk: {posts: 1, works: pool}}\nsteps:\n"
                                "  work: {team: desk, tasks: {task: {effort: 10 hours}}, next: {finished: 100 %}}\n" + finished,
                                {open_case("work", 2, false), open_case("work", 3, false)});
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "finished") == Hours{10, 20});
  CHECK(value(model, seen, "wait, mean", "work") == Approx((3 + 2 + 10 / day) / 2));
}

TEST_CASE("clocks in working days reach back to the oldest referral") {
  // 30 working days from Monday 20 November 2023 end on Thursday 4 January: three bank holidays, 25 and 26 December and
  // 1 January, lie between.
  OpenCase open = open_case("plan", 20);
  open.referred = Date{std::chrono::year{2023} / 11 / 20};
  const auto in_time = [&](const std::string& lasts) {
    const Model model = with_list("steps:\n  plan: {lasts: " + lasts + ", due: {within: 30 working days, from: referral}}\n", {open});
    return value(model, observe(model), "done in time", "plan");
  };
  CHECK(in_time("24 days") == 100);  // 20 before, 4 after the beginning: the midnight that ends the 4th
  CHECK(in_time("25 days") == 0);
  open.referred = Date{std::chrono::year{2001} / 1 / 1};
  CHECK(in_time("24 days") == 0);
}
