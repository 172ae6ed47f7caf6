// Workers doing tasks, at instants worked out by hand.
#include <catch2/catch.hpp>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

std::string one_worker(const std::string& people, const std::string& work = "by case", int posts = 1) {
  return R"(
caseload: 1
name: one worker
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 4 hours, first: 0 hours, at_most: 3, to: work}}
teams: {desk: {posts: )" + std::to_string(posts) + ", works: " + work + (work == "pool" ? "" : ", limit: 1 family") + R"(}}
people: )" + people + R"(
steps:
  work: {team: desk, tasks: {task: {effort: 6 hours}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)";
}
}  // namespace

TEST_CASE("one worker does three tasks of six hours one after the other") {
  for (const char* works : {"by case", "pool"}) {
    const Model model = model_of(one_worker("{}", works));
    const Observations seen = observe(model);
    CHECK(entry_hours(model, seen, "work") == Hours{0, 4, 8});
    CHECK(entry_hours(model, seen, "finished") == Hours{6, 12, 18});
    CHECK(value(model, seen, "wait, mean", "work") == Approx((0 + 2 + 4) / 3.0 / 24));
  }
}

TEST_CASE("the share of time for casework stretches a task") {
  const Model model = model_of(one_worker("{casework: 50 %}"));
  CHECK(entry_hours(model, observe(model), "finished") == Hours{12, 24, 36});
}

TEST_CASE("a sick worker keeps the case and goes on where it was left") {
  // Spells after 5, 15, 25 hours in work, of 10 hours each: away 5-15, 20-30 and so on.
  for (const char* works : {"by case", "pool"}) {
    const Model model = model_of(one_worker("{sickness: {every: 5 hours, lasting: 10 hours, while_away: kept}}", works));
    CHECK(entry_hours(model, observe(model), "finished") == Hours{16, 32, 48});
  }
}

TEST_CASE("a worker who finishes first goes when the task in hand is done") {
  // Due to go at 5, goes at 6 for 10 hours; due at 21, in the middle of the second task, goes when it is done at 22.
  for (const char* works : {"by case", "pool"}) {
    const Model model =
        model_of(one_worker("{sickness: {every: 5 hours, lasting: 10 hours, while_away: finished first}}", works));
    CHECK(entry_hours(model, observe(model), "finished") == Hours{6, 22, 38});
  }
}

TEST_CASE("a case handed over goes on with another worker, the effort done kept") {
  // Two workers are both away 5-15, 20-30, ...: the first case (0-5) and the second (4-5) wait till 15. Then the queue
  // holds, in order of arrival, the first with 1 hour left, the second with 5, the third with 6.
  for (const char* works : {"by case", "pool"}) {
    const Model model =
        model_of(one_worker("{sickness: {every: 5 hours, lasting: 10 hours, while_away: handed over}}", works, 2));
    CHECK(entry_hours(model, observe(model), "finished") == Hours{16, 20, 32});
  }
}

TEST_CASE("office hours: a task goes on the next working day, bank holidays are closed") {
  const std::string yaml = R"(
caseload: 1
name: office
period: {start: 2024-03-28, length: 20 days, begin: empty}
calendars: {ten to four: {days: [mon, tue, wed, thu, fri], from: "10:00", until: "16:00", bank_holidays: closed}}
demand: {families: {every: 100 days, first: 14 hours, at_most: 1, to: work}}
teams: {desk: {posts: 1, people: {hours: ten to four}}}
steps:
  work: {team: desk, tasks: {task: {effort: 5 hours}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)";
  // Thursday 14:00 to 16:00, then Good Friday, weekend and Easter Monday: done on Tuesday 2 April at 13:00.
  const Model model = model_of(yaml);
  CHECK(entry_hours(model, observe(model), "finished") == Hours{5 * 24 + 13});
}

TEST_CASE("urgent tasks are begun first, and a task in hand is finished") {
  const std::string yaml = R"(
caseload: 1
name: urgency
period: {start: 2024-01-01, length: 5 days, begin: empty}
demand:
  routine: {every: 1 hour, first: 0 hours, at_most: 2, to: visit}
  emergency: {every: 1 hour, first: 2 hours, at_most: 1, to: enquiry}
urgency: [high, low]
teams: {desk: {posts: 1, works: pool}}
steps:
  visit: {team: desk, urgency: low, tasks: {task: {effort: 5 hours}}, next: {visited: 100 %}}
  enquiry: {team: desk, urgency: high, tasks: {task: {effort: 3 hours}}, next: {enquired: 100 %}}
  visited: {next: {closed: rest}}
  enquired: {next: {closed: rest}}
)";
  const Model model = model_of(yaml);
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "visited") == Hours{5, 13});
  CHECK(entry_hours(model, seen, "enquired") == Hours{8});
}

TEST_CASE("a starter is slow at first") {
  const std::string yaml = R"(
caseload: 1
name: starter
period: {start: 2024-01-01, length: 30 days, begin: empty}
demand: {families: {every: 100 days, first: 10 days, at_most: 1, to: work}}
teams: {desk: {posts: [0, 1 from 2024-01-06], people: {starter: {speed: 50 %, full_after: 10 days}}}}
steps:
  work: {team: desk, tasks: {task: {effort: 6 hours}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)";
  // Five days after the start, half of the way from 50 % to full speed: 6 hours take 8.
  const Model model = model_of(yaml);
  CHECK(entry_hours(model, observe(model), "finished") == Hours{10 * 24 + 8});
}

TEST_CASE("work that ends near its due date is told from work that ends long before or after") {
  // Due on Tuesday 9 January, six working days after Monday the 1st (New Year's Day). One family each is done on the 2nd
  // (the sixth working day up to it), the 3rd, the 8th, the 10th, the 16th and the 17th (the sixth after it).
  const std::string yaml = R"(
caseload: 1
name: due
period: {start: 2024-01-01, length: 30 days, begin: empty}
demand:
  a: {every: 90 days, first: 1 hour, at_most: 1, to: a}
  b: {every: 90 days, first: 1 hour, at_most: 1, to: b}
  c: {every: 90 days, first: 1 hour, at_most: 1, to: c}
  d: {every: 90 days, first: 1 hour, at_most: 1, to: d}
  e: {every: 90 days, first: 1 hour, at_most: 1, to: e}
  f: {every: 90 days, first: 1 hour, at_most: 1, to: f}
steps:
  a: {due: 6 working days, lasts: 36 hours}
  b: {due: 6 working days, lasts: 60 hours}
  c: {due: 6 working days, lasts: 180 hours}
  d: {due: 6 working days, lasts: 228 hours}
  e: {due: 6 working days, lasts: 372 hours}
  f: {due: 6 working days, lasts: 396 hours}
)";
  const Model model = model_of(yaml);
  const Observations seen = observe(model);
  const auto percent = [&](const std::string& what, const std::string& step) { return value(model, seen, what, step); };
  const std::string before = "done in the last 5 working days before due", after = "done in the first 5 working days after due";
  for (const auto& [step, in_time, just_before, just_after] :
       {std::tuple{"a", 100, 0, 0}, {"b", 100, 100, 0}, {"c", 100, 100, 0}, {"d", 0, 0, 100}, {"e", 0, 0, 100}, {"f", 0, 0, 0}}) {
    INFO(step);
    CHECK(percent("done in time", step) == in_time);
    CHECK(percent(before, step) == just_before);
    CHECK(percent(after, step) == just_after);
  }
}

TEST_CASE("work that is due with its step is planned to leave time for the delays that come after it") {
  // Both are due at 100 hours; the one that comes second has 80 hours of waiting in it and is begun first once the worker
  // is free: 10 to 12, then the other 12 to 22, then its last task at 12 + 80.
  const std::string yaml = R"(
caseload: 1
name: ahead
period: {start: 2024-01-01, length: 10 days, begin: empty}
demand:
  other: {every: 90 days, first: 0 hours, at_most: 1, to: other}
  first: {every: 90 days, first: 1 hour, at_most: 1, to: long}
  second: {every: 90 days, first: 1 hour, at_most: 1, to: waits}
teams: {desk: {posts: 1, works: pool}}
steps:
  other: {team: desk, tasks: {task: {effort: 10 hours}}, next: {closed: rest}}
  long: {team: desk, due: 100 hours, tasks: {task: {effort: 10 hours}}, next: {long done: 100 %}}
  waits:
    team: desk
    due: 100 hours
    tasks: {visit: {effort: 2 hours}, record: {effort: 1 hour, after: 80 hours}}
    next: {waits done: 100 %}
  long done: {next: {closed: rest}}
  waits done: {next: {closed: rest}}
)";
  const Model model = model_of(yaml);
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "waits done") == Hours{12 + 80 + 1});
  CHECK(entry_hours(model, seen, "long done") == Hours{22});
}

TEST_CASE("on what is due soon people work overtime and put other work off") {
  // 12 hours at 40 % of the time would take 30; due in 24 hours, at 80 % with a quarter more, 12.
  const std::string yaml = R"(
caseload: 1
name: pressed
period: {start: 2024-01-01, length: 5 days, begin: empty}
demand: {families: {every: 90 days, first: 0 hours, at_most: 1, to: work}}
people: {casework: 40 %, overtime: {up_to: 25 %, when_due_within: 2 days, casework: 80 %}}
teams: {desk: {posts: 1}}
steps:
  work: {team: desk, due: 24 hours, tasks: {task: {effort: 12 hours}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)";
  const Model model = model_of(yaml);
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "finished") == Hours{12});
  // Of the 120 hours of presence: 12 x 80 % on the case, and the rest of those 12 on other work; then 60 % of 108.
  CHECK(value(model, seen, "hours: on cases", "desk") == Approx(12 * 0.8 * 7 / 5));
  CHECK(value(model, seen, "hours: other work", "desk") == Approx((12 * 0.2 + 108 * 0.6) * 7 / 5));
  // With those beyond the contract, the hours on cases are the effort: 12.
  CHECK(value(model, seen, "hours on cases", "desk") == Approx(12 * 365.2425 / 5));
}
