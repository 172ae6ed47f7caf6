// Opening hours and working days as tables by day, and conversions in O(1).
// Tested by tests/model/calendar_test.cpp, against a walk minute by minute.
//
// Every open day of a calendar has the same hours, so open time is a count of days and a remainder. Times are those of
// the wall clock: the hour that is skipped in March and repeated in October does not exist here.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "caseload/scenario.hpp"
#include "caseload/time.hpp"

namespace caseload {

/// Which days count, of those of a table: for each day how many before it do, and which these are.
class CountedDays {
 public:
  CountedDays() = default;
  /// @param first, last  days covered, last excluded
  template <class Counts>
  CountedDays(Date first, Date last, const Counts& counts)
      : first_{static_cast<std::int32_t>(first.time_since_epoch().count())},
        size_{static_cast<std::int32_t>((last - first).count())} {
    before_.reserve(static_cast<std::size_t>(size_) + 2);
    for (std::int32_t day = 0; day < size_; ++day) {
      before_.push_back(static_cast<std::uint32_t>(counted_.size()));
      if (counts(first + std::chrono::days{day})) counted_.push_back(day);
    }
    before_.insert(before_.end(), 2, static_cast<std::uint32_t>(counted_.size()));
  }

  Date first() const { return Date{std::chrono::days{first_}}; }
  /// Days in the table.
  std::int64_t size() const { return size_; }
  /// Number of the day of `t`: -1 before the table, and size() after it.
  std::int64_t of(Instant t) const {
    const Instant begins = midnight(0);
    if (t < begins) return -1;
    // Not with a sign, which would take twice as long to divide.
    const auto since = static_cast<std::uint64_t>(t.time_since_epoch().count()) -
                       static_cast<std::uint64_t>(begins.time_since_epoch().count());
    return std::min(static_cast<std::int64_t>(since / 86'400U), size());
  }
  /// Midnight that begins a day of the table.
  Instant midnight(std::int64_t day) const { return Date{std::chrono::days{first_ + day}}; }
  /// How many days count of those before `day`, which is in [0, size() + 1].
  std::uint32_t before(std::int64_t day) const { return before_[static_cast<std::size_t>(day)]; }
  /// How many do in all, and the number of the k-th of them.
  std::size_t count() const { return counted_.size(); }
  std::int32_t nth(std::size_t k) const { return counted_[k]; }

 private:
  std::int32_t first_{}, size_{-1};    ///< in days, since 1970 of the first; -1: there is no table
  std::vector<std::uint32_t> before_;  ///< also of the day after the last, and of the one after that
  std::vector<std::int32_t> counted_;
};

/// Open hours over the whole run, as a table by day. Converts between instants and open time in O(1).
/// Time outside the table (before Model::begin, after Model::end) is not asked for; results past the end of the
/// table are `never`.
class WorkCalendar {
 public:
  /// Open 24 hours, 7 days.
  WorkCalendar() = default;
  /// @param first, last  days covered, last excluded
  WorkCalendar(const Calendar&, Date first, Date last);

  bool is_open(Instant t) const { return next_open(t) == t; }
  /// The first instant at or after `t` at which it is open.
  Instant next_open(Instant t) const {
    if (always_ || t == never) return t;
    // Today if it is open and not yet over; otherwise the first open day after it.
    std::int64_t day = std::max<std::int64_t>(open_.of(t), 0);
    if (t >= open_.midnight(day) + from_ + working_day_) ++day;
    if (day >= open_.size()) return never;
    const std::size_t k = open_.before(day);
    if (k == open_.count()) return never;
    return std::max(t, open_.midnight(open_.nth(k)) + from_);
  }
  /// What the clock of open hours shows, and whether it is running.
  struct Reading {
    Elapsed shows{};
    bool is_open{};
  };
  Reading read(Instant t) const {
    if (always_) return {t - Instant{}, true};
    const std::int64_t day = open_.of(t);
    if (day < 0) return {Elapsed{0}, false};
    const std::uint32_t before = open_.before(day);
    const Elapsed whole_days = before * working_day_;
    if (before == open_.before(day + 1)) return {whole_days, false};
    const Elapsed since_opened = t - open_.midnight(day) - from_;
    return {whole_days + std::clamp(since_opened, Elapsed{0}, working_day_),
            Elapsed{0} <= since_opened && since_opened < working_day_};
  }
  /// When the open hours of the day of `t` are over, at which it must be open; `never` if they never are.
  Instant closes(Instant t) const {
    return always_ ? never : std::chrono::floor<std::chrono::days>(t) + from_ + working_day_;
  }
  /// Open time from the first day of the table up to `t`.
  Elapsed open_until(Instant t) const { return read(t).shows; }
  /// The instant by which `open` has passed: the inverse of open_until, the earliest when there are several.
  Instant instant_at(Elapsed open) const {
    if (always_) return Instant{} + open;
    if (open <= Elapsed{0}) return open_.first();
    // One second back, so that a whole number of days ends the last of them and does not begin the next.
    const auto day = static_cast<std::size_t>((open - Elapsed{1}) / working_day_);
    if (day >= open_.count()) return never;
    return open_.midnight(open_.nth(day)) + from_ + (open - static_cast<std::int64_t>(day) * working_day_);
  }
  /// When work of this much open time, begun at `t`, is done. No work is done at once, open or not.
  Instant after(Instant t, Elapsed work) const {
    return always_ ? t + work : work > Elapsed{0} ? instant_at(open_until(t) + work) : t;
  }
  /// Open time of [from, until).
  Elapsed between(Instant from, Instant until) const {
    return always_ ? until - from : open_until(until) - open_until(from);
  }
  /// Open time of a working day (24 h when always open).
  Elapsed working_day() const { return working_day_; }
  /// Mean open time per year over the table.
  Elapsed per_year() const { return per_year_; }
  bool always() const { return always_; }

 private:
  bool always_{true};
  Elapsed from_{}, working_day_{std::chrono::hours{24}};
  Elapsed per_year_{static_cast<std::int64_t>(seconds_per_year)};
  CountedDays open_;
};

/// Working days of England: Monday to Friday less bank holidays. Statutory clocks run on them.
class WorkingDays {
 public:
  WorkingDays() = default;
  /// @param first, last  days covered, last excluded
  WorkingDays(Date first, Date last);
  /// The end (midnight) of the n-th working day after the day of `t`; fractions are rounded up.
  Instant after(Instant t, double working_days) const {
    if (t == never) return never;
    // 50 * 0.1 is a hair above 5 and means 5.
    const double least = working_days - 1e-9;
    if (least > longer_than_any_table) return never;
    auto whole = static_cast<std::int64_t>(least);
    whole += static_cast<double>(whole) < least;
    if (whole <= 0) return std::chrono::floor<std::chrono::days>(t) + std::chrono::days{1};
    const std::size_t k = up_to_end_of(t) + static_cast<std::size_t>(whole) - 1;
    return k < days_.count() ? days_.midnight(days_.nth(k) + 1) : never;
  }
  /// Working days after the day of `from`, up to and including the day of `until`.
  int between(Instant from, Instant until) const {
    return static_cast<int>(up_to_end_of(until)) - static_cast<int>(up_to_end_of(from));
  }

 private:
  /// Working days of the table up to and including the day of `t`.
  std::uint32_t up_to_end_of(Instant t) const {
    const std::int64_t day = days_.of(t);
    return day < 0 ? 0 : days_.before(day + 1);
  }

  static constexpr double longer_than_any_table = 1e9;  ///< days

  CountedDays days_;
};

/// True on the bank holidays of England and Wales, those moved or added by proclamation included.
/// Source: Banking and Financial Dealings Act 1971, schedule 1, and gov.uk/bank-holidays for single years.
bool is_england_bank_holiday(Date);

}  // namespace caseload
