// Up to when nothing changes but by chance and season.
#include <catch2/catch.hpp>

#include "scenarios.hpp"

using namespace caseload;
using namespace caseload::testing;
using namespace std::chrono_literals;

namespace {

Scenario quiet_year() {
  Scenario s = empty_scenario();
  s.teams = {team("desk", 3)};
  s.steps = {work("work", "desk", Fixed{1}, {{"closed", 1}})};
  s.demand = {referrals("work", 1e-5)};
  s.period.settle = {3, Duration::Unit::months};
  return s;
}

DemandEvent event_on(Date on) {
  DemandEvent event;
  event.on = on;
  return event;
}

}  // namespace

TEST_CASE("a scenario in which nothing happens is quiet to its end, whatever the season and the hours") {
  Scenario s = quiet_year();
  CHECK(compile(s).quiet_until == Instant{sys_days{2011y / 1 / 1}});
  s.demand[0].season = {1.2, 1, 1, 1, 1, 1, 1, 0.5, 1.3, 1, 1, 1};
  s.demand[0].hours = "office hours";
  CHECK(compile(s).quiet_until == Instant{sys_days{2011y / 1 / 1}});
}

TEST_CASE("the first thing that happens on a date ends the quiet") {
  Scenario s = quiet_year();
  SECTION("a change of posts") { s.teams[0].posts.entries.push_back({sys_days{2010y / 3 / 1}, 4.0}); }
  SECTION("another rate") { s.demand[0].rate.entries.push_back({sys_days{2010y / 3 / 1}, {2e-5, Counted::families}}); }
  SECTION("an event") {
    s.events = {event_on(2010y / 5 / 1), event_on(2010y / 3 / 1)};
    s.events[0].factor = s.events[1].factor = 1.4;
  }
  SECTION("an event in whose course rates come back") {
    s.events = {event_on(2009y / 9 / 1)};
    s.events[0].factor = 1.4;
    s.events[0].lasting = Duration{6, Duration::Unit::months};
  }
  SECTION("a profile of months") {
    // As many a day in March as in February: April is the first to differ.
    s.demand[0].profile = {{2010y / 2 / 1, 28}, {2010y / 3 / 1, 31}, {2010y / 4 / 1, 60}};
    CHECK(compile(s).quiet_until == Instant{sys_days{2010y / 4 / 1}});
    s.demand[0].profile[0].count = 50;
  }
  SECTION("a campaign") {
    s.campaigns.resize(1);
    s.campaigns[0].on = 2010y / 3 / 1;
  }
  SECTION("an audit") {
    s.steps[0].tasks.push_back(s.steps[0].tasks[0]);
    s.steps[0].tasks[1].on = 2010y / 3 / 1;
  }
  SECTION("other rules") {
    const auto then = std::make_shared<Scenario>(s);
    s.phases = {{2010y / 3 / 1, 0, then}};
  }
  CHECK(compile(s).quiet_until == Instant{sys_days{2010y / 3 / 1}});
}

TEST_CASE("a rate that is falling when the simulation begins is not quiet for a day, and past events are forgotten") {
  Scenario s = quiet_year();
  s.events = {event_on(2009y / 9 / 1)};
  s.events[0].factor = 1.4;
  CHECK(compile(s).quiet_until == Instant{sys_days{2011y / 1 / 1}});
  s.events[0].half_life = Duration{3, Duration::Unit::months};
  const Model model = compile(s);
  CHECK(model.quiet_until == model.begin + days{1});
}

TEST_CASE("what waits for a condition comes by chance") {
  Scenario s = quiet_year();
  s.events = {event_on(2010y / 3 / 1)};
  s.events[0].when = Condition{Condition::Of::children_per_worker, "", true, 20};
  CHECK(compile(s).quiet_until == Instant{sys_days{2011y / 1 / 1}});
}
