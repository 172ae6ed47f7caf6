// How families go on: ways out of a review, steps that are full, returns, memory, clocks of other steps, lengthened
// stays. At instants worked out by hand.
#include <catch2/catch.hpp>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// Families every four hours from the first instant on, all into `start`.
std::string families(int number, const std::string& steps, const std::string& more = "", int days = 200) {
  return R"(
caseload: 1
name: pathway
period: {start: 2024-01-01, length: )" + std::to_string(days) + R"( days, begin: empty}
demand: {families: {every: 4 hours, first: 0 hours, at_most: )" + std::to_string(number) + R"(, to: start}}
)" + more + "steps:\n" + steps;
}
}  // namespace

TEST_CASE("a review that ends a step sends the family its own way, a stay that is over the step's") {
  const auto plan = [](const std::string& lasts) {
    return families(1, R"(
  start:
    team: plans
    lasts: )" + lasts + R"(
    tasks: {review: {every: 30 days, window: 0 days, effort: 12 hours, ends: [0 %, 100 %], to: {enquiry: 100 %}}}
    next: {over: 100 %}
  enquiry: {lasts: 1 day}
  over: {lasts: 1 day}
)", "teams: {plans: {posts: 1}}\n");
  };
  const Model reviewed = model_of(plan("100 days"));
  const Observations seen = observe(reviewed);
  CHECK(entry_hours(reviewed, seen, "enquiry") == Hours{60 * day + 12});
  CHECK(entry_hours(reviewed, seen, "over").empty());
  const Model short_stay = model_of(plan("50 days"));
  CHECK(entry_hours(short_stay, observe(short_stay), "over") == Hours{50 * day});
  CHECK(entry_hours(short_stay, observe(short_stay), "enquiry").empty());
}

TEST_CASE("a family that finds no place goes where the step says, and on from there if that is full too") {
  // One place each: the first has it for 6 hours, the second (at 4) is refused and goes into care, the third (at 8) has
  // it again, the fourth (at 12) finds neither: its case closes and it comes back a day later.
  const std::string full = families(4, R"(
  start: {lasts: 6 hours, places: 1, refused: care}
  care: {lasts: 20 hours, places: 1, refused: closed, returns: {share: 100 %, after: 1 day, to: again}}
  again: {lasts: 1 hour}
)", "", 2);
  const Model model = model_of(full);
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "start") == Hours{0, 8});
  CHECK(entry_hours(model, seen, "care") == Hours{4});
  CHECK(entry_hours(model, seen, "again") == Hours{36});  // the one of the refused; of the one in care after the end
  CHECK(value(model, seen, "refused", "start") == Approx(50));
  CHECK(value(model, seen, "refused", "care") == Approx(50));
}

TEST_CASE("cases closed from a step come back by its own rule, from other steps by the scenario's") {
  // 0-6 in start, back a day later in birth (30-32), from where the scenario's rule leads to start (42), and so on.
  const std::string circle = families(1, R"(
  start: {lasts: 6 hours, returns: {share: 100 %, after: 1 day, to: birth}}
  birth: {lasts: 2 hours}
)", "re-referral: {share: 100 %, after: 10 hours, to: start}\n", 4);
  const Model model = model_of(circle);
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "birth") == Hours{30, 72});
  CHECK(entry_hours(model, seen, "start") == Hours{0, 42, 84});
  CHECK(value(model, seen, "re-referrals", "service") == Approx(100 * 4 / 5.0));
}

TEST_CASE("a junction closes cases by its own rule too") {
  const Model model = model_of(families(1, R"(
  start: {lasts: 6 hours, next: {off: 100 %}}
  off: {returns: {share: 100 %, after: 1 day, to: birth}}
  birth: {lasts: 2 hours}
)", "", 4));
  CHECK(entry_hours(model, observe(model), "birth") == Hours{30});
}

TEST_CASE("a family that has been in a step before goes another way, also after closure and return") {
  // 0-6 assessed, 6-16 in care, back at 20: assessed again, not taken into care, back at 30.
  const Model model = model_of(families(1, R"(
  start: {lasts: 6 hours, next: {care: 100 %}, if_been: {in: care, next: {closed: 100 %}}}
  care: {lasts: 10 hours}
)", "re-referral: {share: 100 %, after: 4 hours, to: start}\n", 2));
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "start") == Hours{0, 20, 30, 40});
  CHECK(entry_hours(model, seen, "care") == Hours{6});
  CHECK(value(model, seen, "came again", "care") == Approx(0).margin(1e-12));
}

TEST_CASE("a step may ask whether the family has been in itself before this visit") {
  const Model model = model_of(families(2, R"(
  start: {lasts: 6 hours, next: {first: 100 %}, if_been: {in: start, next: {again: 100 %}}}
  first: {lasts: 2 hours, next: {start: 100 %}}
  again: {lasts: 2 hours}
)"));
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "first") == Hours{6, 10});
  CHECK(entry_hours(model, seen, "again") == Hours{14, 18});
  CHECK(value(model, seen, "came again", "start") == Approx(50));
}

TEST_CASE("a clock may run from another step, and from the step itself for those who were never there") {
  // In the enquiry from day 5 to day 16. Fifteen days from the discussion are over by then, from the enquiry not.
  const auto enquiry = [](const std::string& from, const std::string& start) {
    return model_of(families(1, R"(
  start: {next: {)" + start + R"(: 100 %}}
  discussion: {lasts: 5 days, next: {enquiry: 100 %}}
  enquiry: {lasts: 11 days, due: {within: 15 days, from: )" + from + R"(}}
)"));
  };
  const auto in_time = [](const Model& model) { return value(model, observe(model), "done in time", "enquiry"); };
  CHECK(in_time(enquiry("discussion", "discussion")) == 0);
  CHECK(in_time(enquiry("step", "discussion")) == 100);
  CHECK(in_time(enquiry("discussion", "enquiry")) == 100);
}

TEST_CASE("no clock of a referral runs from the one before it") {
  const Model model = model_of(families(1, R"(
  start: {lasts: 1 day}
  enquiry: {lasts: 1 day, due: {within: 4 days, from: start}, next: {closed: rest}}
)", "re-referral: {share: 100 %, after: 10 days, to: enquiry}\n", 15));
  CHECK(value(model, observe(model), "done in time", "enquiry") == 100);
}

TEST_CASE("a change of worker lengthens what is left of the stay") {
  // Two workers, a family each; the second leaves on day 40. Her family came at 4 hours: 60 days and 4 hours are left and
  // grow by half.
  Model model = model_of(families(2, R"(
  start: {team: plans, lasts: 100 days, next: {over: 100 %}}
  over: {lasts: 1 day}
)", "teams: {plans: {posts: [2, 1 from 2024-02-10]}}\n"));
  CHECK(entry_hours(model, observe(model), "over") == Hours{100 * day, 100 * day + 4});
  model.feedback.worker_change = 0.5;
  CHECK(entry_hours(model, observe(model), "over") == Hours{100 * day, 130 * day + 6});
}

TEST_CASE("families come back more often from the hands of a worker who holds too many") {
  const auto entries = [](double above) {
    Model model = model_of(families(60, "  start: {team: plans, lasts: 10 days}\n",
                                    "teams: {plans: {posts: 1}}\n"
                                    "re-referral: {share: 50 %, after: 100 days, to: start}\n", 150));
    model.feedback.re_referral = 1;
    model.feedback.above = above;
    return entry_hours(model, observe(model), "start").size();
  };
  CHECK(entries(0) == 120);   // every one closes from overloaded hands: 50 % x (1 + 1)
  CHECK(entries(1e9) < 105);  // about half of them
  CHECK(entries(1e9) > 75);
}
