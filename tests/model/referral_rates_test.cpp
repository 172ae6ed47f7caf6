// Rate tables: how dates, seasons, events and opening hours combine.
#include "model/referral_rates.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <vector>

#include "model/lengths.hpp"
#include "model/scenarios.hpp"

namespace caseload {
namespace {

using namespace std::chrono;
using namespace testing;

/// 2010, with what rate_segments() asks of a model.
Model year_2010() {
  Model model;
  model.begin = sys_days{2010y / 1 / 1};
  model.end = sys_days{2011y / 1 / 1};
  model.working_days = WorkingDays{sys_days{2009y / 12 / 1}, sys_days{2012y / 1 / 1}};
  return model;
}

constexpr double per_day = 1 / seconds_per_day;

DemandEvent event(double factor, Date on) {
  DemandEvent made;
  made.name = "event";
  made.on = on;
  made.factor = factor;
  return made;
}

const RateSegment& at(const std::vector<RateSegment>& segments, Instant t) {
  const RateSegment* found = &segments.front();
  for (const RateSegment& s : segments) {
    if (s.from <= t) found = &s;
  }
  return *found;
}

/// Families per day in force at noon.
double at_noon(const std::vector<RateSegment>& segments, Date date) {
  return at(segments, date + 12h).per_second / per_day;
}

/// Families expected from the beginning up to `t`.
double expected(const std::vector<RateSegment>& segments, Instant t) {
  const RateSegment& s = at(segments, t);
  return s.expected + s.per_second * static_cast<double>((t - s.from).count());
}

TEST_CASE("a profile gives each month its count, and straight lines to months that are not listed") {
  const Model model = year_2010();
  ReferralStream stream = referrals("a", 10 * per_day);
  stream.profile = {{sys_days{2010y / 2 / 1}, 280}, {sys_days{2010y / 3 / 1}, 310}, {sys_days{2010y / 6 / 1}, 600}};
  const auto segments = rate_segments(model, stream, {}, WorkCalendar{});
  CHECK(at_noon(segments, sys_days{2010y / 1 / 5}) == Approx(10));   // before the first: as in it
  CHECK(at_noon(segments, sys_days{2010y / 2 / 28}) == Approx(10));  // 280 in 28 days
  CHECK(at_noon(segments, sys_days{2010y / 3 / 1}) == Approx(10));   // 310 in 31
  CHECK(at_noon(segments, sys_days{2010y / 12 / 31}) == Approx(20));  // as in June
  const auto in_month = [&](unsigned m) {
    return expected(segments, sys_days{2010y / month{m + 1} / 1}) - expected(segments, sys_days{2010y / month{m} / 1});
  };
  CHECK(in_month(2) == Approx(280));
  CHECK(in_month(4) == Approx(310 + 290 / 3.0));
  CHECK(in_month(5) == Approx(310 + 2 * 290 / 3.0));
  CHECK(in_month(6) == Approx(600));
}

TEST_CASE("a rate that nothing changes is one stretch") {
  const Model model = year_2010();
  const auto segments = rate_segments(model, referrals("a", 3 * per_day), {}, WorkCalendar{});
  REQUIRE(segments.size() == 1);
  CHECK(segments[0].from == model.begin);
  CHECK(segments[0].per_second == 3 * per_day);
  CHECK(segments[0].level == 3 * per_day);
  CHECK(expected(segments, model.end) == Approx(365 * 3));
}

TEST_CASE("a rate in children is divided by the children of a family") {
  auto stream = referrals("a", 3.6 * per_day);
  stream.rate.entries[0].value.counted = Counted::children;
  stream.children = Poisson{0.8, 1};
  CHECK(at_noon(rate_segments(year_2010(), stream, {}, WorkCalendar{}), sys_days{2010y / 5 / 5}) == Approx(2));
}

TEST_CASE("a rate changes at midnight of its date") {
  auto stream = referrals("a", 2 * per_day);
  stream.rate.entries.push_back({sys_days{2009y / 6 / 1}, {3 * per_day, Counted::families}});  // before the beginning
  stream.rate.entries.push_back({sys_days{2010y / 1 / 31}, {5 * per_day, Counted::families}});
  stream.rate.entries.push_back({sys_days{2015y / 1 / 1}, {9 * per_day, Counted::families}});  // after the end
  const auto segments = rate_segments(year_2010(), stream, {}, WorkCalendar{});
  REQUIRE(segments.size() == 2);
  CHECK(segments[0].per_second == 3 * per_day);
  CHECK(segments[1].from == Instant{sys_days{2010y / 1 / 31}});
  CHECK(segments[1].per_second == 5 * per_day);
  CHECK(segments[1].expected == Approx(90));
}

TEST_CASE("a season multiplies the months it names") {
  auto stream = referrals("a", 10 * per_day);
  stream.season = std::vector<double>(12, 1);
  stream.season[6] = 1.1;
  stream.season[7] = 0.85;
  const auto segments = rate_segments(year_2010(), stream, {}, WorkCalendar{});
  CHECK(segments.size() == 4);  // before July, July, August, after August
  CHECK(at_noon(segments, sys_days{2010y / 6 / 30}) == Approx(10));
  CHECK(at_noon(segments, sys_days{2010y / 7 / 1}) == Approx(11));
  CHECK(at_noon(segments, sys_days{2010y / 8 / 31}) == Approx(8.5));
  CHECK(at_noon(segments, sys_days{2010y / 9 / 1}) == Approx(10));
  CHECK(expected(segments, sys_days{2011y / 1 / 1}) == Approx(10 * (365 + 31 * 0.1 - 31 * 0.15)));
}

TEST_CASE("an event at once and for good is one more stretch") {
  const auto segments =
      rate_segments(year_2010(), referrals("a", per_day), {event(1.4, sys_days{2010y / 3 / 1})}, WorkCalendar{});
  REQUIRE(segments.size() == 2);
  CHECK(segments[1].from == Instant{sys_days{2010y / 3 / 1}});
  CHECK(segments[1].per_second == Approx(1.4 * per_day));
}

TEST_CASE("an event ramps up day by day, by the straight line's value at the middle of the day") {
  DemandEvent coverage = event(1.4, sys_days{2010y / 3 / 1});
  coverage.over = {28 * seconds_per_day, Duration::Unit::seconds};
  const auto segments = rate_segments(year_2010(), referrals("a", per_day), {coverage}, WorkCalendar{});
  CHECK(segments.size() == 30);  // before, 28 days, after
  CHECK(at_noon(segments, sys_days{2010y / 2 / 28}) == Approx(1));
  CHECK(at_noon(segments, sys_days{2010y / 3 / 1}) == Approx(1 + 0.4 * 0.5 / 28));
  CHECK(at_noon(segments, sys_days{2010y / 3 / 28}) == Approx(1 + 0.4 * 27.5 / 28));
  CHECK(at_noon(segments, sys_days{2010y / 3 / 29}) == Approx(1.4));
  // The area under the line is kept: half of the excess over the ramp.
  CHECK(expected(segments, sys_days{2010y / 3 / 29}) == Approx(31 + 28 + 28 * 1.2));
}

TEST_CASE("an event that lasts six months is over six calendar months after its ramp") {
  DemandEvent surge = event(2, sys_days{2010y / 2 / 1});
  surge.lasting = Duration{6, Duration::Unit::months};
  const auto segments = rate_segments(year_2010(), referrals("a", per_day), {surge}, WorkCalendar{});
  REQUIRE(segments.size() == 3);
  CHECK(segments[1].from == Instant{sys_days{2010y / 2 / 1}});
  CHECK(segments[2].from == Instant{sys_days{2010y / 8 / 1}});
  CHECK(segments[2].per_second == per_day);
}

TEST_CASE("the excess of an event halves in its half-life") {
  DemandEvent scare = event(1.8, sys_days{2010y / 1 / 11});
  scare.half_life = Duration{70 * seconds_per_day, Duration::Unit::seconds};
  const auto segments = rate_segments(year_2010(), referrals("a", per_day), {scare}, WorkCalendar{});
  for (const int day : {0, 35, 70, 140}) {
    const double excess = 0.8 * std::exp2(-(day + 0.5) / 70);
    CHECK(at_noon(segments, sys_days{2010y / 1 / 11} + days{day}) == Approx(1 + excess).epsilon(1e-12));
  }
  // The area under the curve from the event to the end of the year.
  const double area = 0.8 * (70 / std::log(2.0)) * (1 - std::exp2(-355 / 70.0));
  CHECK(expected(segments, sys_days{2011y / 1 / 1}) == Approx(365 + area).epsilon(1e-5));
}

TEST_CASE("an event before the beginning is felt as far as it goes") {
  DemandEvent scare = event(1.8, sys_days{2009y / 10 / 23});  // 70 days before
  scare.half_life = Duration{70 * seconds_per_day, Duration::Unit::seconds};
  const auto segments = rate_segments(year_2010(), referrals("a", per_day), {scare}, WorkCalendar{});
  CHECK(at_noon(segments, sys_days{2010y / 1 / 1}) == Approx(1 + 0.4 * std::exp2(-0.5 / 70)));
}

TEST_CASE("events multiply, each on the streams it touches") {
  DemandEvent on_a = event(3, sys_days{2010y / 4 / 1});
  on_a.streams = {"a"};
  const std::vector<DemandEvent> events{event(2, sys_days{2010y / 3 / 1}), on_a};
  const auto a = rate_segments(year_2010(), referrals("x", per_day, "a"), events, WorkCalendar{});
  const auto b = rate_segments(year_2010(), referrals("x", per_day, "b"), events, WorkCalendar{});
  CHECK(at_noon(a, sys_days{2010y / 5 / 1}) == Approx(6));
  CHECK(at_noon(b, sys_days{2010y / 5 / 1}) == Approx(2));
}

TEST_CASE("arrivals that keep to office hours come in them only, and as many as without") {
  const Model model = year_2010();
  const WorkCalendar office{office_hours(), sys_days{2009y / 12 / 1}, sys_days{2012y / 1 / 1}};
  const auto segments = rate_segments(model, referrals("a", per_day), {}, office);
  CHECK(expected(segments, model.end) == Approx(365));
  CHECK(at(segments, sys_days{2010y / 3 / 3} + 8h).per_second == 0);
  CHECK(at(segments, sys_days{2010y / 3 / 3} + 17h).per_second == 0);
  CHECK(at(segments, sys_days{2010y / 4 / 2} + 12h).per_second == 0);  // Good Friday
  // 253 working days of 8 hours take the families of 365 days of 24.
  CHECK(at_noon(segments, sys_days{2010y / 3 / 3}) == Approx(365.0 * 3 / 253));
  for (const RateSegment& s : segments) {
    CHECK(s.level == per_day);
    CHECK(office.is_open(s.from) == (s.per_second > 0));
  }
  CHECK(segments.size() == 1 + 2 * 253);
}

TEST_CASE("a run that begins at noon has its first stretch cut there") {
  Model model = year_2010();
  model.begin = sys_days{2010y / 1 / 4} + 12h;  // a Monday
  const WorkCalendar office{office_hours(), sys_days{2009y / 12 / 1}, sys_days{2012y / 1 / 1}};
  const auto segments = rate_segments(model, referrals("a", per_day), {}, office);
  CHECK(segments[0].from == model.begin);
  CHECK(segments[0].per_second > 0);
  CHECK(segments[1].from == sys_days{2010y / 1 / 4} + 17h);
}

}  // namespace
}  // namespace caseload
