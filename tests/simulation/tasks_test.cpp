// Who does which task, and when it is asked for: people of two teams, audits, families without a worker, visits that are
// dropped, office work. At instants worked out by hand.
#include <catch2/catch.hpp>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// Three families, four hours apart, with a visit of six hours each.
std::string visits(const std::string& task, const std::string& teams) {
  return R"(
caseload: 1
name: visits
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 4 hours, first: 0 hours, at_most: 3, to: work}}
teams: {)" + teams + R"(}
steps:
  work: {team: social work, tasks: {visit: {)" + task + R"(}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)";
}

Hours done_at(const std::string& yaml) {
  const Model model = model_of(yaml);
  return entry_hours(model, observe(model), "finished");
}

double done(const Model& model, const std::string& task) {
  const double weeks = static_cast<double>((model.end - model.start).count()) / seconds_per_week;
  return value(model, observe(model), "done", task) * weeks;
}
}  // namespace

TEST_CASE("a task that two teams may do is done by whoever is free first, at their own speed, and asks as much in all") {
  const std::string both = "effort: 6 hours, or_by: family support";
  const std::string one_each = "social work: {posts: 1}, family support: {posts: 1, works: pool}";
  CHECK(done_at(visits("effort: 6 hours", one_each)) == Hours{6, 12, 18});
  const Model model = model_of(visits(both, one_each));
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "finished") == Hours{6, 10, 14});
  const double years = 20 / days_per_year;
  CHECK(value(model, seen, "hours on cases", "social work") * years == Approx(12));
  CHECK(value(model, seen, "hours on cases", "family support") * years == Approx(6));
  // Half of their time: the second visit takes them from 4 to 16.
  CHECK(done_at(visits(both, "social work: {posts: 1}, family support: {posts: 1, people: {casework: 50 %}}")) ==
        Hours{6, 14, 16});
}

TEST_CASE("people of the other team do the tasks of a family without a worker") {
  // The second family has no worker from 4 to 6, and is visited meanwhile; then it fills the only place until 10, so
  // that the third has neither worker nor visitor until then.
  CHECK(done_at(visits("effort: 6 hours, or_by: family support",
                       "social work: {posts: 1, limit: 1 family}, family support: {posts: 1, works: pool}")) ==
        Hours{6, 10, 16});
}

TEST_CASE("a case handed over leaves the task to the other team") {
  // Away from 5 to 15. Family support does the second visit from 4 to 10, then the hour that is left of the first, then the
  // third.
  const std::string away =
      "social work: {posts: 1, people: {sickness: {every: 5 hours, lasting: 10 hours, while_away: handed over}}}, ";
  CHECK(done_at(visits("effort: 6 hours, or_by: family support", away + "family support: {posts: 1, works: pool}")) ==
        Hours{10, 11, 17});
}

TEST_CASE("a task that the other team leaves behind goes back to the case holder") {
  // Family support works on it until its post ends after a day; the worker who starts a day later does the rest.
  const std::string yaml = R"(
caseload: 1
name: left behind
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 100 days, first: 20 hours, at_most: 1, to: work}}
teams: {social work: {posts: [0, 1 from 2024-01-03]}, family support: {posts: [1, 0 from 2024-01-02]}}
steps:
  work: {team: social work, tasks: {visit: {effort: 10 hours, or_by: family support}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)";
  CHECK(done_at(yaml) == Hours{48 + 6});
}

TEST_CASE("a task kept by an absent visitor of the other team goes back when the visitor goes for good") {
  // The second family is visited from 4 to 5 and from 15 to 20; then the visitor is away, and her post ends at 24. The
  // case holder, who has been free since 10, does the four hours that are left.
  const std::string yaml = R"(
caseload: 1
name: kept
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 4 hours, first: 0 hours, at_most: 2, to: work}}
teams:
  social work: {posts: 1}
  family support: {posts: [1, 0 from 2024-01-02], people: {sickness: {every: 5 hours, lasting: 10 hours, while_away: kept}}}
steps:
  work: {team: social work, tasks: {visit: {effort: 10 hours, or_by: family support}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)";
  CHECK(done_at(yaml) == Hours{10, 28});
}

namespace {
std::string audited(const std::string& over, const std::string& to = ", ends: 100 %, to: {found: 100 %}") {
  return R"(
caseload: 1
name: audit
period: {start: 2024-01-01, length: 60 days, begin: empty}
demand:
  early: {every: 1 day, first: 0 hours, at_most: 3, to: plan}
  late: {every: 1 day, first: 11 days, at_most: 1, to: plan}
teams: {plans: {posts: 1}, auditors: {posts: 1, works: pool}}
steps:
  plan:
    team: plans
    lasts: 15 days
    tasks: {audit: {on: 2024-01-11)" + over + ", by: auditors, effort: 2 hours" + to + R"(}}
    next: {over: 100 %}
  found: {lasts: 1 day}
  over: {lasts: 1 day}
)";
}
}  // namespace

TEST_CASE("an audit is asked once of every family that is in the step on its date") {
  const Model model = model_of(audited(""));
  const Observations seen = observe(model);
  CHECK(entry_hours(model, seen, "found") == Hours{10 * day + 2, 10 * day + 4, 10 * day + 6});
  CHECK(entry_hours(model, seen, "over") == Hours{26 * day});  // the one that came a day after it
}

TEST_CASE("an audit over some time is of each family at some time within it, if it is still there") {
  const Model model = model_of(audited(", over: 4 days"));
  for (std::uint32_t replication = 0; replication < 20; ++replication) {
    const Observations seen = observe(model, replication);
    const Hours found = entry_hours(model, seen, "found");
    REQUIRE(found.size() == 3);
    for (const double hour : found) CHECK((hour >= 10 * day + 2 && hour <= 14 * day + 6));
  }
  // Of twenty days only the first five to seven: they leave after 15, 16, 17 days.
  const Model slow = model_of(audited(", over: 20 days"));
  double all = 0;
  for (std::uint32_t replication = 0; replication < 100; ++replication) {
    const Observations seen = observe(slow, replication);
    const Hours found = entry_hours(slow, seen, "found");
    for (const double hour : found) CHECK(hour <= 17 * day);
    CHECK(found.size() + entry_hours(slow, seen, "over").size() == 4);
    all += static_cast<double>(found.size());
  }
  CHECK(all / 100 == Approx((5 + 6 + 7) / 20.0).margin(0.25));  // three standard errors
}

TEST_CASE("families are seen while they wait for a named worker, and only then") {
  const auto unallocated = [](const std::string& task) {
    return model_of(R"(
caseload: 1
name: unallocated
period: {start: 2024-01-01, length: 60 days, begin: empty}
demand: {families: {every: 100 days, first: 0 hours, at_most: 1, to: work}}
teams: {social work: {posts: [0, 1 from 2024-01-31]}, duty: {posts: 1, works: pool}}
steps:
  work:
    team: social work
    tasks: {check: {while: unallocated, every: 10 days, by: duty, effort: 2 hours)" + task + R"(}, visit: {effort: 6 hours}}
    next: {finished: 100 %}
  finished: {next: {closed: rest}}
)");
  };
  // On days 10 and 20; on day 30 there is a worker. The work of the step is what it was.
  const Model model = unallocated("");
  CHECK(done(model, "work: check") == Approx(2));
  CHECK(entry_hours(model, observe(model), "finished") == Hours{30 * day + 6});
  CHECK(done(unallocated(", first: 5 days"), "work: check") == Approx(3));
  CHECK(value(model, observe(model), "done in time", "work: check") == Approx(100));
}

TEST_CASE("a family whose worker goes is seen again") {
  // Held until day 30, without a worker from then on: seen on days 45 and 60.
  const Model model = model_of(R"(
caseload: 1
name: unallocated again
period: {start: 2024-01-01, length: 70 days, begin: empty}
demand: {families: {every: 100 days, first: 0 hours, at_most: 1, to: plan}}
teams: {social work: {posts: [1, 0 from 2024-01-31]}, duty: {posts: 1, works: pool}}
steps:
  plan:
    team: social work
    lasts: 200 days
    tasks: {check: {while: unallocated, every: 15 days, by: duty, effort: 2 hours}}
)");
  CHECK(done(model, "plan: check") == Approx(2));
}

TEST_CASE("visits that nobody has begun when the next falls due are dropped, and the stay grows") {
  // Nobody is there until day 60: those due on days 10, 20, 30 and 40 are dropped. The one due on day 50 is done on
  // day 60, an hour late for the grid, which then starts anew: days 67, 77, ..., 117 until the end after 95 + 28 days.
  const auto plan = [](const std::string& missed) {
    return model_of(R"(
caseload: 1
name: missed
period: {start: 2024-01-01, length: 400 days, begin: empty}
demand: {families: {every: 900 days, first: 0 hours, at_most: 1, to: plan}}
teams: {plans: {posts: [0, 1 from 2024-03-01]}}
steps:
  plan:
    team: plans
    lasts: 95 days
    tasks: {visit: {every: 10 days, window: 3 days, effort: 1 hour)" + missed + R"(}}
    next: {over: 100 %}
  over: {next: {closed: rest}}
)");
  };
  const Model model = plan(", missed_adds: 1 week");
  CHECK(entry_hours(model, observe(model), "over") == Hours{(95 + 4 * 7) * day});
  CHECK(done(model, "plan: visit") == Approx(7));
  CHECK(value(model, observe(model), "missed", "plan: visit") == Approx(100 * 4 / 11.0));
  const Model dropped = plan(", missed_adds: 0 weeks");
  CHECK(entry_hours(dropped, observe(dropped), "over") == Hours{95 * day});
  CHECK(done(dropped, "plan: visit") == Approx(4));
}

TEST_CASE("office work grows by its factor, time with the family does not") {
  // 10 hours, 20 % of them direct: 2 + 1.5 x 8 = 14. Without a share of its own: 13 % by the scenario's.
  const auto with = [](const std::string& task) {
    return R"(
caseload: 1
name: admin
period: {start: 2024-01-01, length: 20 days, begin: empty}
demand: {families: {every: 100 days, first: 0 hours, at_most: 1, to: work}}
teams: {desk: {posts: 1}}
effort: {direct: 13 %, admin: 150 %}
steps:
  work: {team: desk, tasks: {visit: {)" + task + R"(}}, next: {finished: 100 %}}
  finished: {next: {closed: rest}}
)";
  };
  CHECK(done_at(with("effort: 10 hours, direct: 20 %")) == Hours{14});
  CHECK(done_at(with("effort: 10 hours, direct: 100 %")) == Hours{10});
  CHECK(done_at(with("effort: 100 hours"))[0] == Approx(13 + 1.5 * 87));
  const Model model = model_of(with("effort: 10 hours, direct: 20 %"));
  CHECK(model.tasks[0].direct == Approx(2 / 14.0));
  const Model more = model_of(with("effort: 10 hours, direct: 20 %"), "", {"effort.admin=+20 %"});
  CHECK(entry_hours(more, observe(more), "finished")[0] == Approx(2 + 1.8 * 8).margin(1 / 3600.0));
}

TEST_CASE("no task is left behind, whatever becomes of those who do it") {
  // Two teams whose people are often away and leave, a lawyer, full steps, visits that are dropped, an audit: of a cohort
  // that comes in two months nobody is there after three years, and everybody who came has closed.
  for (const std::string away : {"kept", "handed over", "finished first"}) {
    for (const std::string works : {"pool", "by case"}) {
      for (const std::string team : {"works: pool", "limit: 4 families"}) {
        INFO(away << ", " << works << ", " << team);
        const std::string check = team == "works: pool" ? ""
            : "      check: {while: unallocated, every: 1 week, by: family support, effort: 1 hour, or_by: legal}\n";
        const Model model = model_of(R"(
caseload: 1
name: stress
period: {start: 2024-01-01, length: 3 years, begin: empty}
demand: {families: {every: {exponential: 10 hours}, first: 0 hours, at_most: 150, to: assessment}}
report: {on: [2026-12-30]}
people:
  hours: office hours
  sickness: {every: {exponential: 60 hours}, lasting: {exponential: 12 hours}, while_away: )" + away + R"(}
  leaving: {after: {exponential: 4 months}, notice: 1 week}
  vacancy: {filled_after: {exponential: 3 weeks}, agency: 50 %, agency_after: 1 week}
effort: {handover_new: 1 hour, handover_old: 30 minutes}
teams:
  social work: {posts: [5, 3 from 2024-02-15, 6 from 2024-06-01], )" + team + R"(}
  family support: {posts: [2, 1 from 2024-03-01], works: )" + works + R"(}
  legal: {posts: 1, works: pool}
steps:
  assessment:
    team: social work
    tasks:
)" + check + R"(      visit: {effort: {exponential: 4 hours}, or_by: family support}
      advice: {effort: {exponential: 1 hour}, by: legal, or_by: social work, after: 1 day}
      report: {effort: {exponential: 6 hours}, or_by: legal}
    next: {plan: 70 %, closed: rest}
    if_been: {in: plan, next: {closed: 100 %}}
  plan:
    team: social work
    places: 20
    refused: assessment later
    lasts: {exponential: 3 months}
    tasks:
      visit: {every: 2 weeks, effort: 1 hour, or_by: family support, missed_adds: 3 days}
      review: {every: 2 months, effort: 3 hours, ends: 30 %, to: {assessment: 50 %, closed: rest}, or_by: family support}
      audit: {on: 2024-03-01, over: 4 weeks, effort: 1 hour, by: legal, or_by: family support, ends: 10 %}
    next: {assessment: 20 %, closed: rest}
  assessment later: {lasts: 1 week, next: {assessment: 50 %, closed: rest}}
)");
        for (std::uint32_t replication = 0; replication < 5; ++replication) {
          const Observations seen = observe(model, replication);
          const double weeks = static_cast<double>((model.end - model.start).count()) / seconds_per_week;
          CHECK(value(model, seen, "open families", "service on 2026-12-30") == 0);
          CHECK(value(model, seen, "closed", "service") * weeks == Approx(150));
        }
      }
    }
  }
}
