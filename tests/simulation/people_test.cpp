// Overtime, part-time posts, grades and differences between people, at instants worked out by hand.
#include <catch2/catch.hpp>
#include <cmath>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// Families that come an hour apart, six hours of work for each.
std::string desk(const std::string& team, const std::string& rest = "", int families = 3, const std::string& step = "") {
  return R"(
caseload: 1
name: people
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 1 hour, first: 0 hours, at_most: )" + std::to_string(families) + R"(, to: work}}
teams: {desk: {)" + team + "}}\n" + rest + R"(
steps:
  work: {team: desk, )" + step + R"(tasks: {task: {effort: 6 hours}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)";
}

std::string with_people(const std::string& people) { return "posts: 1, works: pool, people: {" + people + "}"; }
}  // namespace

TEST_CASE("overtime is worked on what is due soon when it is begun") {
  const std::string people = "overtime: {up_to: 50 %, when_due_within: 10 hours}";
  // Due at 13, 14 and 15. The first is begun at 0, 13 hours before it is due; the second at 6, eight hours before, and
  // takes 4 hours instead of 6; so does the third.
  const Model model = model_of(desk(with_people(people), "", 3, "due: 13 hours, "));
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "finished") == Hours{6, 10, 14});
  CHECK(value(model, seen, "overtime", "desk") == Approx(100 * (2 + 2) / 14.0));
  const double years = 20 * seconds_per_day / seconds_per_year;
  CHECK(value(model, seen, "hours on cases", "desk") == Approx(18 / years));  // all that was asked, and no more

  SECTION("and on what is late, but never on what has no due date") {
    const Model late = model_of(desk(with_people("overtime: {up_to: 50 %, when_due_within: 0 days}"), "", 3, "due: 1 hour, "));
    CHECK(entry_hours(late, observe(late), "finished") == Hours{6, 10, 14});  // the first is not late when it is begun
    const Model without = model_of(desk(with_people(people)));
    CHECK(entry_hours(without, observe(without), "finished") == Hours{6, 12, 18});
    CHECK(value(without, observe(without), "overtime", "desk") == 0);
  }
  SECTION("and does not count as hours there in the offered load") {
    const Model plain = model_of(desk("posts: 1, works: pool", "", 3, "due: 13 hours, "));
    CHECK(model.offered_at_begin.teams[0].there == plain.offered_at_begin.teams[0].there);
  }
}

TEST_CASE("overtime ends with the hours that an absence interrupts") {
  // Begun at 0 with overtime: 5 hours do 7.5 of 12; away 5 to 15; the rest takes 3 hours with overtime.
  const Model model = model_of(R"(
caseload: 1
name: interrupted
period: {start: 2024-01-01, length: 1 day, begin: empty}
demand: {families: {every: 1 day, first: 0 hours, at_most: 1, to: work}}
people: {overtime: {up_to: 50 %, when_due_within: 2 days}, sickness: {every: 5 hours, lasting: 10 hours}}
teams: {desk: {posts: 1}}
steps:
  work: {team: desk, due: 2 days, tasks: {task: {effort: 12 hours}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)");
  CHECK(entry_hours(model, observe(model), "finished") == Hours{18});
}

TEST_CASE("a handover is done without overtime") {
  const Model model = model_of(R"(
caseload: 1
name: handover
period: {start: 2024-01-01, length: 2 days, begin: empty}
demand: {families: {every: 1 day, first: 0 hours, at_most: 1, to: first}}
people: {overtime: {up_to: 50 %, when_due_within: 5 days}}
effort: {handover_new: 3 hours}
teams: {a: {posts: 1}, b: {posts: 1}}
steps:
  first: {team: a, tasks: {task: {effort: 1 hour}}, next: {second: 100 %}}
  second: {team: b, tasks: {task: {effort: 1 hour}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)");
  CHECK(entry_hours(model, observe(model), "finished") == Hours{1 + 3 + 1});
}

TEST_CASE("a part-timer spreads the work over the week and counts as part of a worker") {
  const Model model = model_of(desk(with_people("grades: {half time: 100 %}"), "grades: {half time: {hours: 50 %}}"));
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "finished") == Hours{12, 24, 36});
  CHECK(value(model, seen, "posts", "desk") == 1);
  CHECK(value(model, seen, "in post", "desk") == 0.5);
  CHECK(value(model, seen, "present", "desk") == 0.5);
  CHECK(value(model, seen, "of grade half time", "desk") == 0.5);
  CHECK(value(model, seen, "busy", "desk") == Approx(100 * 36 / 480.0));
  const double years = 20 * seconds_per_day / seconds_per_year;
  CHECK(value(model, seen, "hours on cases", "desk") == Approx(18 / years));
}

TEST_CASE("a fraction of a post is a part-time post, the last of the list") {
  // Two full-time people take six hours each; the third has 60 % of the time, so 10 hours, and came two hours later.
  const Model model = model_of(desk("posts: 2.6, works: pool"));
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "finished") == Hours{6, 7, 12});
  CHECK(value(model, seen, "posts", "desk") == Approx(2.6));
  CHECK(value(model, seen, "in post", "desk") == Approx(2.6));
  CHECK(model.offered_at_begin.teams[0].posts == Approx(2.6));
}

TEST_CASE("a part-time post may become a full one, and the task in hand goes on faster") {
  const std::string yaml = R"(
caseload: 1
name: more hours
period: {start: 2024-01-01, length: 10 days, begin: empty}
demand: {families: {every: 1 day, first: 0 hours, at_most: 1, to: work}}
teams: {desk: {posts: [0.5, 1.5 from 2024-01-03, 1.25 from 2024-01-09], works: WORKS}}
steps:
  work: {team: desk, tasks: {task: {effort: 30 hours}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)";
  for (const std::string works : {"pool", "by case"}) {
    std::string text = yaml;
    const Model model = model_of(text.replace(text.find("WORKS"), 5, works));
    const Observations seen = observe(model);
    CHECK(entry_hours(model, seen, "finished") == Hours{48 + 6});  // 24 of the 30 hours are done by then
    CHECK(value(model, seen, "posts", "desk") == Approx((2 * 0.5 + 6 * 1.5 + 2 * 1.25) / 10));
    CHECK(value(model, seen, "in post", "desk") == Approx((2 * 0.5 + 6 * 1.5 + 2 * 1.25) / 10));
  }
}

TEST_CASE("an absence that waited for the task in hand begins when a change of hours interrupts it") {
  // Due to go at 20, in the middle of the task; at 24 the post becomes a full one, with 12 of 30 hours done. Away until 34.
  const Model model = model_of(R"(
caseload: 1
name: put off
period: {start: 2024-01-01, length: 10 days, begin: empty}
demand: {families: {every: 90 days, first: 0 hours, at_most: 1, to: work}}
people: {sickness: {every: 20 hours, lasting: 10 hours, while_away: finished first}}
teams: {desk: {posts: [0.5, 1 from 2024-01-02]}}
steps:
  work: {team: desk, tasks: {task: {effort: 30 hours}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)");
  CHECK(entry_hours(model, observe(model), "finished") == Hours{34 + 18});
}

TEST_CASE("a family goes to whoever has the least load in relation to the own limit") {
  // Limits 3 and 1.5. The families go to the first, the second, the first, the first and the second, who is then over
  // the limit; the sixth waits.
  const Model model = model_of(R"(
caseload: 1
name: limits
period: {start: 2024-01-01, length: 100 days, begin: empty}
demand: {families: {every: 1 hour, first: 0 hours, at_most: 6, to: plan}}
grades: {full: {}, half: {hours: 50 %}}
teams: {desk: {posts: 2, limit: 3 families, people: {grades: {full: 50 %, half: 50 %}}}}
steps: {plan: {team: desk, lasts: 200 days}}
)");
  const Observations seen = observe(model);
  CHECK(value(model, seen, "workers over their limit", "desk") == Approx(100 * 0.5 / 1.5 * (2400 - 4) / 2400));
  CHECK(value(model, seen, "waiting families", "desk") == Approx((2400 - 5) / 2400.0));
  CHECK(value(model, seen, "children per worker", "desk") * 1.5 == Approx(6 - (1 + 2 + 3 + 4 + 5) / 2400.0));
}

TEST_CASE("a protected caseload holds until the grade changes") {
  // The newly qualified worker has room for two of four families, and for all of them from the eleventh day on.
  const Model model = model_of(R"(
caseload: 1
name: protected
period: {start: 2024-01-01, length: 20 days, begin: empty}
report: {on: [2024-01-10, 2024-01-11]}
demand: {families: {every: 1 hour, first: 3 days, at_most: 4, to: plan}}
grades: {experienced: {}, newly qualified: {limit: 50 %, becomes: experienced, after: 9 days}}
teams: {desk: {posts: [0, 1 from 2024-01-02], limit: 4 families, people: {starters: {newly qualified: 100 %}}}}
steps: {plan: {team: desk, lasts: 100 days}}
)");
  const Observations seen = observe(model);
  CHECK(value(model, seen, "waiting families", "desk on 2024-01-10") == 2);
  CHECK(value(model, seen, "waiting families", "desk on 2024-01-11") == 0);
  CHECK(value(model, seen, "of grade newly qualified", "desk") == Approx(9 / 20.0));
  CHECK(value(model, seen, "of grade experienced", "desk") == Approx(10 / 20.0));
}

TEST_CASE("a grade that changes in the middle of a task changes its speed from then on") {
  // In post on the sixth, another grade five days later at hour 240. Begun four hours before, at half speed: two of six
  // hours are done.
  const Model model = model_of(R"(
caseload: 1
name: grade
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 90 days, first: 236 hours, at_most: 1, to: work}}
grades: {experienced: {}, newly qualified: {speed: 50 %, becomes: experienced, after: 5 days}}
teams: {desk: {posts: [0, 1 from 2024-01-06], people: {starters: {newly qualified: 100 %}}}}
steps:
  work: {team: desk, tasks: {task: {effort: 6 hours}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)");
  CHECK(entry_hours(model, observe(model), "finished") == Hours{244});
}

TEST_CASE("grades are shared out over the posts by largest remainder") {
  // 3.5, 2.1 and 1.4 of seven people.
  const Model model = model_of(desk("posts: 7, works: pool, people: {grades: {a: 50 %, b: 30 %, c: rest}}",
                                    "grades: {a: {speed: 200 %}, b: {}, c: {hours: 50 %}}", 1));
  const Observations seen = observe(model);
  CHECK(value(model, seen, "of grade a", "desk") == 4);
  CHECK(value(model, seen, "of grade b", "desk") == 2);
  CHECK(value(model, seen, "of grade c", "desk") == 0.5);
  CHECK(entry_hours(model, seen, "finished") == Hours{3});  // the first post has the grade that is written first
}

TEST_CASE("those who are there at the beginning are on their way to the next grade, evenly") {
  const Model model = model_of(desk("posts: 2000, works: pool, people: {grades: {new: 100 %}}",
                                    "grades: {new: {becomes: old, after: 40 days}, old: {}}", 1));
  const Observations seen = observe(model);
  // After t of 40 days a share of t / 40 has changed; over 20 days a quarter on average. Standard error: each person's
  // time as "old" is max(0, 20 - uniform(0, 40)) days, of mean 5 and standard deviation 6.455.
  CHECK(value(model, seen, "of grade old", "desk") == Approx(500).margin(4 * 6.455 / 20 * std::sqrt(2000.0)));
}

TEST_CASE("people differ in speed around the same mean") {
  const Model model = model_of(R"(
caseload: 1
name: spread
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 1 second, first: 0 hours, at_most: 4000, to: work}}
teams: {desk: {posts: 4000, works: pool, people: {spread: 30 %}}}
steps:
  work: {team: desk, tasks: {task: {effort: 60 hours}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)");
  const Observations seen = observe(model);
  std::vector<double> came(4000), speeds;
  for (const JourneyStep& visit : seen.journeys) {
    const double hours = static_cast<double>((visit.entered - model.begin).count()) / 3600;
    if (model.names.steps[index(visit.step)] == "work") came[visit.family] = hours;
    if (model.names.steps[index(visit.step)] == "finished") speeds.push_back(60 / (hours - came[visit.family]));
  }
  double sum = 0, squares = 0;
  for (const double speed : speeds) sum += speed, squares += speed * speed;
  REQUIRE(speeds.size() == 4000);
  const double mean = sum / 4000, cv = std::sqrt(squares / 4000 - mean * mean);
  CHECK(mean == Approx(1).margin(4 * 0.3 / std::sqrt(4000.0)));
  CHECK(cv == Approx(0.3).margin(0.02));  // standard error about 0.004
}
