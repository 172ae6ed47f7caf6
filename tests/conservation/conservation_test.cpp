// Nothing is lost in any scenario that is shipped, in any week; and Little's law holds in every step.
#include <catch2/catch.hpp>
#include <filesystem>
#include <string>

#include "simulation/conservation.hpp"
#include "simulation/service.hpp"
#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// What did not hold in some week of a replication, with the week; empty: all was well.
std::string first_violation(const Model& model, std::uint32_t replication, int& weeks) {
  Arena arena;
  State& s = arena.state();
  start(model, s, Replication{replication}, Seed{1}, {});
  Instant look = model.begin;
  bool goes_on = true;
  while (goes_on) {
    goes_on = advance(model, s);
    if (goes_on && s.now < look) continue;
    ++weeks;
    look = s.now + std::chrono::weeks{1};
    const auto violations = check_conservation(model, s);
    if (!violations.empty()) {
      return "day " + std::to_string((s.now - model.begin).count() / 86'400) + ": " + violations.front();
    }
  }
  return {};
}

/// England is a thousand councils in size: one 150th of its posts and demand will do.
std::vector<std::string> made_smaller(const std::string& file) {
  if (file != "england-2025.yaml") return {};
  return {"assessment.posts=48", "safeguarding.posts=71", "looked after.posts=27",    "hub.posts=21",
          "legal.posts=6",       "reviewing officers.posts=6", "demand.contacts.rate=x 0.0066667"};
}

/// Everything at once, in a service that is too small for its families.
const std::string everything = R"(
caseload: 1
name: everything
period: {start: 2024-01-01, length: 1 year, begin: {plan: 40 families}, settle: 3 months}
demand:
  families: {rate: 9 families per week, children: 1.8, to: intake}
  visits: {rate: 3 families per week, to: full}
re-referral: {share: 30 %, after: {exponential: 2 months}, to: intake}
calendars: {ten to four: {days: [mon, tue, wed, thu, fri], from: "10:00", until: "16:00", bank_holidays: closed}}
people:
  hours: ten to four
  casework: 80 %
  sickness: {days: 15 per year, lasting: {exponential: 8 working days}, while_away: handed over, handed_over_after: 5 working days}
  leave: {days: 28 per year, lasting: 5 working days, while_away: finished first}
  leaving: {rate: 60 % per year, notice: 1 month}
  vacancy: {filled_after: 2 months, agency: 50 %, agency_after: 2 weeks}
  starter: {speed: 50 %, full_after: 3 months}
events: [{on: 2024-06-01, name: system, changes: {people.casework: 60 %, effort.next_child: 80 %}, lasting: 2 months}]
urgency: [high, low]
effort: {next_child: 50 %, handover_new: 2 hours, handover_old: 1 hour}
teams:
  duty: {posts: [4, 5 from 2024-03-01, 3 from 2024-09-01], limit: 15 children}
  care: {posts: 4, limit: 20 points}
  managers: {posts: 2, works: pool, manages: [duty, care], span: 60 children, supervision: {every: 10 working days, per_worker: 2 hours, per_child: 15 minutes}}
steps:
  intake:
    team: duty
    due: 5 working days
    gives_up: {after: {exponential: 2 months}, to: closed}
    tasks: {visit: {effort: {exponential: 5 hours}}, sign off: {effort: 1 hour, by: manager}}
    next: {plan: 50 %, junction: 20 %, closed: rest}
  junction: {next: {plan: 50 %, closed: rest}}
  full: {team: managers, places: 2, tasks: {talk: {effort: 6 hours}}}
  plan:
    team: care
    urgent: yes
    points: 2
    tasks:
      visit: {effort: 1 hour, every: 10 working days}
      review: {effort: 3 hours, every: 2 months, ends: 40 %}
    next: {intake: 20 %, closed: rest}
)";

}  // namespace

TEST_CASE("nothing is lost in any shipped scenario") {
  int scenarios = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(CASELOAD_SCENARIOS)) {
    if (entry.path().extension() != ".yaml" || entry.path().parent_path().filename() == "england") continue;
    const std::string file = entry.path().filename().string();
    INFO(file);
    const auto scenario = read(entry.path().string(),
                               {.overrides = made_smaller(file), .option = {}, .library = CASELOAD_SCENARIOS});
    if (!scenario) FAIL(to_text(scenario.problems().front()));
    if (scenario->demand.empty() || scenario->teams.empty()) continue;
    const Model model = compile(*scenario);
    for (const std::uint32_t replication : {0u, 1u}) {
      int weeks = 0;
      CHECK(first_violation(model, replication, weeks) == "");
      CHECK(weeks > 52);
    }
    ++scenarios;
  }
  CHECK(scenarios >= 2);
}

TEST_CASE("nothing is lost when everything happens at once") {
  const Model model = model_of(everything);
  for (std::uint32_t replication = 0; replication < 10; ++replication) {
    int weeks = 0;
    CHECK(first_violation(model, replication, weeks) == "");
    CHECK(weeks > 60);
  }
  // ... and everything does happen.
  const Observations seen = observe(model);
  for (const auto& [measure, where] : std::vector<std::pair<std::string, std::string>>{
           {"refused", "full"}, {"gave up", "intake"}, {"re-referrals", "service"}, {"leavers", "duty"},
           {"children unallocated", "service"}, {"workers over their limit", "care"}, {"hours: handovers", "care"},
           {"hours: sickness", "care"}, {"hours: supervision", "managers"}, {"over the span", "managers"}}) {
    INFO(measure << " " << where);
    CHECK(value(model, seen, measure, where) > 0);
  }
}

TEST_CASE("what is lost is found") {
  const Model model = model_of(everything);
  Arena arena;
  State& s = arena.state();
  start(model, s, Replication{0}, Seed{1}, {});
  while (s.now < model.start) advance(model, s);
  REQUIRE(check_conservation(model, s).empty());
  const auto broken = [&](auto breaks, auto mends) {
    breaks();
    const std::size_t found = check_conservation(model, s).size();
    mends();
    return found > 0;
  };
  const auto held = std::find_if(s.families.begin(), s.families.end(), [](const Family& f) { return f.worker != none; });
  REQUIRE(held != s.families.end());
  CHECK(broken([&] { ++s.recorder.closed; }, [&] { --s.recorder.closed; }));
  CHECK(broken([&] { ++s.workers[0].children; }, [&] { --s.workers[0].children; }));
  CHECK(broken([&] { ++held->children; }, [&] { --held->children; }));
  CHECK(broken([&, worker = held->worker] { held->worker = none; (void)worker; },
               [&, worker = held->worker] { held->worker = worker; }));
  CHECK(broken([&] { s.recorder.teams[0].present_open.change(0, 1); }, [&] { s.recorder.teams[0].present_open.change(0, -1); }));
  CHECK(check_conservation(model, s).empty());
}

TEST_CASE("Little's law: open families are entries times the time in step, in every step") {
  const Model model = model_of(R"(
caseload: 1
name: little
period: {start: 2000-01-01, length: 20 years, begin: steady, settle: 2 years}
demand: {families: {rate: 10 families per week, to: assess}}
teams: {duty: {posts: 3, limit: 5 families}, care: {posts: 8, limit: 20 families}}
people: {hours: office hours, leave: {days: 28 per year, lasting: 5 working days}}
steps:
  assess: {team: duty, tasks: {visit: {effort: {exponential: 6 hours}}, report: {effort: 3 hours, after: 2 days}}, next: {plan: 30 %, closed: rest}}
  plan: {team: care, lasts: {exponential: 6 months}, tasks: {visit: {effort: 2 hours, every: 2 weeks}}, next: {after: 50 %, closed: rest}}
  after: {lasts: {exponential: 1 month}}
)");
  for (const std::string step : {"assess", "plan", "after"}) {
    std::vector<double> differences;
    double open = 0;
    for (std::uint32_t replication = 0; replication < 20; ++replication) {
      const Observations seen = observe(model, replication);
      open += value(model, seen, "open families", step) / 20;
      differences.push_back(value(model, seen, "open families", step) -
                            value(model, seen, "entered", step) / 7 * value(model, seen, "time in step, mean", step));
    }
    const Estimate difference = estimate(differences);
    INFO(step << ": open " << open << ", difference " << difference.mean << " (s.e. " << difference.standard_error << ")");
    CHECK(std::abs(difference.mean) < 4 * difference.standard_error);
    CHECK(difference.standard_error < 0.005 * open);
  }
}
