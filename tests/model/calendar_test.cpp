// Opening hours and working days against a walk through time, minute by minute and day by day.
#include <catch2/catch.hpp>
#include <chrono>
#include <vector>

#include "caseload/model.hpp"
#include "model/scenarios.hpp"

namespace caseload {
namespace {

using namespace std::chrono;
using namespace testing;

bool is_open_by_the_sign_on_the_door(const Calendar& c, Instant t) {
  const Date date = floor<days>(t);
  if (c.england_bank_holidays && is_england_bank_holiday(date)) return false;
  return c.days[weekday{date}.iso_encoding() - 1] && t - date >= c.from && t - date < c.until;
}

/// What a clerk would write who looks at the door every minute.
struct Walk {
  Instant first;
  std::vector<bool> open;           ///< by minute
  std::vector<Elapsed> open_until;  ///< by minute

  Walk(const Calendar& c, Date from, Date until) : first{from} {
    Elapsed sum{0};
    for (Instant t = from; t <= until; t += 1min) {
      open.push_back(is_open_by_the_sign_on_the_door(c, t));
      open_until.push_back(sum);
      if (open.back()) sum += 1min;
    }
  }
  Instant at(std::size_t minute) const { return first + minutes{minute}; }
};

const std::vector<Calendar> calendars{
    office_hours(),
    {"without holidays", {true, true, true, true, true, false, false}, 9h, 17h, false},
    {"odd", {false, true, false, false, false, true, false}, 10h + 30min, 12h, true},
    {"three whole days", {true, true, true, false, false, false, false}, 0h, 24h, true},
    {"every evening", std::vector<bool>(7, true), 18h, 24h, false},
    {"every day but holidays", std::vector<bool>(7, true), 0h, 24h, true},
};

const Date first = sys_days{2010y / April / 1};  // Easter and the May holidays follow
const Date last = sys_days{2010y / June / 7};

TEST_CASE("a calendar agrees with a walk past its door, minute by minute") {
  for (const Calendar& c : calendars) {
    CAPTURE(c.name);
    const WorkCalendar calendar{c, first, last};
    const Walk walk{c, first, last};
    bool open = true, until = true, inverse = true, next = true, closes = true;
    Instant next_open = never;  // walking backwards
    for (std::size_t minute = walk.open.size() - 1; minute-- > 0;) {
      const Instant t = walk.at(minute);
      if (walk.open[minute]) next_open = t;
      open = open && calendar.is_open(t) == walk.open[minute];
      until = until && calendar.open_until(t) == walk.open_until[minute];
      next = next && calendar.next_open(t) == next_open;
      closes = closes && (!walk.open[minute] || calendar.closes(t) == floor<days>(t) + c.until);
      // An hour of opening is also the one of closing the day before: the earliest counts.
      const Instant back = calendar.instant_at(calendar.open_until(t));
      const bool been_open = minute > 0 && walk.open[minute - 1];
      inverse =
          inverse && back <= t && (!been_open || back == t) && calendar.open_until(back) == walk.open_until[minute];
    }
    CHECK(open);
    CHECK(until);
    CHECK(next);
    CHECK(closes);
    CHECK(inverse);
  }
}

TEST_CASE("work is done at the first minute by which the door has been open for as long") {
  for (const Calendar& c : calendars) {
    CAPTURE(c.name);
    const WorkCalendar calendar{c, first, last};
    const Walk walk{c, first, last};
    for (const Elapsed work : {Elapsed{1min}, Elapsed{45min}, Elapsed{8h}, Elapsed{23h}}) {
      bool same = true;
      std::size_t done = 0;  // moves on only: after() is monotone
      for (std::size_t minute = 0; minute + 1 < walk.open.size(); minute += 7) {
        while (done < walk.open.size() && walk.open_until[done] < walk.open_until[minute] + work) ++done;
        const Instant expected = done < walk.open.size() ? walk.at(done) : never;
        same = same && calendar.after(walk.at(minute), work) == expected;
      }
      CHECK(same);
    }
  }
}

TEST_CASE("open time is exact to the second") {
  const WorkCalendar calendar{office_hours(), first, last};
  const Instant friday_afternoon = sys_days{2010y / April / 30} + 16h + 59min + 50s;
  CHECK(calendar.after(friday_afternoon, 10s) == sys_days{2010y / April / 30} + 17h);
  CHECK(calendar.after(friday_afternoon, 11s) == sys_days{2010y / May / 4} + 9h + 1s);  // Monday was a holiday
  CHECK(calendar.between(friday_afternoon, sys_days{2010y / May / 4} + 10h) == 1h + 10s);
}

TEST_CASE("no work is done at once, even when it is closed") {
  const WorkCalendar calendar{office_hours(), first, last};
  const Instant monday_at_nine = sys_days{2010y / April / 12} + 9h, sunday = sys_days{2010y / April / 11} + 3h;
  CHECK(calendar.after(monday_at_nine, 0s) == monday_at_nine);
  CHECK(calendar.after(sunday, 0s) == sunday);
}

TEST_CASE("a calendar without holidays that never closes is the one that is always open") {
  const WorkCalendar calendar{always(), first, last};
  CHECK(calendar.always());
  const Instant t = sys_days{2010y / April / 2} + 3h;
  CHECK(calendar.next_open(t) == t);
  CHECK(calendar.closes(t) == never);
  CHECK(calendar.is_open(t));
  CHECK(calendar.after(t, 100h) == t + 100h);
  CHECK(calendar.between(t, t + 5s) == 5s);
  CHECK(calendar.instant_at(calendar.open_until(t)) == t);
  CHECK(calendar.working_day() == 24h);
  CHECK(calendar.per_year() == Elapsed{31'556'952});
  CHECK_FALSE(WorkCalendar{calendars.back(), first, last}.always());
}

TEST_CASE("a year of office hours is its working days, eight hours each") {
  // 2009 to 2012 have 1461 days, 1043 from Monday to Friday, and 8 + 8 + 9 + 9 holidays.
  const WorkCalendar calendar{office_hours(), sys_days{2009y / 1 / 1}, sys_days{2013y / 1 / 1}};
  CHECK(calendar.working_day() == 8h);
  CHECK(calendar.per_year() == Elapsed{std::llround(1009 * 8 * 3600 * 365.2425 / 1461)});
}

TEST_CASE("outside its table a calendar stands still, and what would happen past its end never does") {
  const WorkCalendar calendar{office_hours(), first, last};
  const Elapsed all = calendar.open_until(last);
  for (const Instant late : {Instant{last}, Instant{last + days{1000}}, Instant{never - 1s}, never}) {
    CHECK(calendar.open_until(late) == all);
    CHECK(calendar.next_open(late) == never);
    CHECK(calendar.after(late, 1s) == never);
  }
  const Instant early = first - days{1000} + 10h;
  CHECK(calendar.open_until(early) == 0s);
  CHECK_FALSE(calendar.is_open(early));
  CHECK(calendar.next_open(early) == first + 9h);  // a Thursday
  CHECK(calendar.after(early, 8h) == first + 17h);
  CHECK(calendar.instant_at(all) == sys_days{2010y / June / 4} + 17h);
  CHECK(calendar.instant_at(all + 1s) == never);
}

TEST_CASE("a calendar that is closed all week never opens") {
  const WorkCalendar calendar{{"closed", std::vector<bool>(7, false), 9h, 17h, true}, first, last};
  CHECK(calendar.next_open(first) == never);
  CHECK(calendar.after(first, 1s) == never);
  CHECK(calendar.open_until(last) == 0s);
  CHECK(calendar.per_year() == 0s);
}

TEST_CASE("working days agree with a count on the fingers") {
  const WorkingDays working_days{first, last};
  const auto works = [](Date d) { return weekday{d}.iso_encoding() <= 5 && !is_england_bank_holiday(d); };
  for (Date day = first; day < last; day += days{1}) {
    for (const Elapsed time : {Elapsed{0}, Elapsed{10h}, Elapsed{24h} - 1s}) {
      Date counted = day;
      for (int n = 1; n <= 12; ++n) {
        do counted += days{1};
        while (counted < last && !works(counted));
        const Instant expected = counted < last ? Instant{counted + days{1}} : never;
        REQUIRE(working_days.after(day + time, n) == expected);
        if (expected != never) {
          REQUIRE(working_days.between(day + time, counted + 10h) == n);
          REQUIRE(working_days.between(counted + 10h, day + time) == -n);
        }
      }
    }
  }
}

TEST_CASE("a fraction of a working day counts as a whole one, but a rounding error does not") {
  const WorkingDays working_days{first, last};
  const Instant monday = sys_days{2010y / April / 12} + 11h;
  CHECK(working_days.after(monday, 0) == sys_days{2010y / April / 13});
  CHECK(working_days.after(monday, 0.5) == sys_days{2010y / April / 14});
  CHECK(working_days.after(monday, 1.5) == sys_days{2010y / April / 15});
  CHECK(working_days.after(monday, 0.1 * 30) == sys_days{2010y / April / 16});  // 3.0000000000000004
}

TEST_CASE("without a table no working day is ever reached") {
  for (const Instant t : {Instant{}, Instant{first}, Instant{first - days{40'000}}}) {
    CHECK(WorkingDays{}.after(t, 1) == never);
    CHECK(WorkingDays{}.between(t, t + days{9}) == 0);
  }
}

TEST_CASE("a table that begins before 1970 and one longer than a century agree with the calendar") {
  for (const Date from : {sys_days{1960y / 1 / 1}, sys_days{1850y / 1 / 1}}) {
    const WorkingDays working_days{from, sys_days{2020y / 1 / 1}};
    const Instant friday = sys_days{2019y / June / 7} + 9h, old_friday = sys_days{1964y / June / 5} + 9h;
    CHECK(working_days.after(friday, 1) == sys_days{2019y / June / 11});
    CHECK(working_days.after(old_friday, 1) == sys_days{1964y / June / 9});
    CHECK(working_days.between(from - days{1000}, from - days{999}) == 0);
    CHECK(working_days.after(never, 1) == never);
  }
}

TEST_CASE("working days outside the table are never reached, and counting from before it starts with it") {
  const WorkingDays working_days{first, last};
  CHECK(working_days.after(last, 1) == never);
  CHECK(working_days.after(never, 1) == never);
  CHECK(working_days.after(first, 1e18) == never);
  CHECK(working_days.after(first - days{100}, 1) == Instant{first + days{1}});
  CHECK(working_days.between(first - days{100}, first) == 1);
  CHECK(working_days.between(last - days{4}, never) == 1);  // from Thursday: Friday; then the table ends
}

}  // namespace
}  // namespace caseload
