// See referral_rates.hpp.   Tested by tests/model/referral_rates_test.cpp.
#include "model/referral_rates.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "model/lengths.hpp"

namespace caseload {
namespace {

using std::chrono::days;

/// A demand event on the clock.
struct Surge {
  Instant on{}, full{}, over{};  ///< start and end of the ramp; when it is back to 1
  double excess{};               ///< factor - 1
  double half_life{};            ///< [s]; 0: it does not decay
};

Surge surge_of(const Model& model, const DemandEvent& event) {
  Surge s{.on = event.on, .full = event.on, .over = never, .excess = event.factor - 1, .half_life = 0};
  if (event.over.amount > 0) s.full = when(model, clock_of(event.over), s.on);
  if (event.lasting) s.over = when(model, clock_of(*event.lasting), s.full);
  if (event.half_life) s.half_life = mean_seconds(*event.half_life);
  return s;
}

double seconds_between(Instant a, Instant b) { return static_cast<double>((b - a).count()); }

double factor_at(const Surge& s, Instant t) {
  if (t < s.on || t >= s.over) return 1;
  if (t < s.full) return 1 + s.excess * seconds_between(s.on, t) / seconds_between(s.on, s.full);
  if (s.half_life > 0) return 1 + s.excess * std::exp2(-seconds_between(s.full, t) / s.half_life);
  return 1 + s.excess;
}

/// Families per second as the author gave them on this date.
double rate_at(const ReferralStream& stream, Instant t) {
  const auto& entries = stream.rate.entries;
  const Rate* rate = &entries.front().value;
  for (const auto& entry : entries) {
    if (entry.from && *entry.from <= t) rate = &entry.value;
  }
  return rate->counted == Counted::children ? rate->per_second / mean_of(stream.children) : rate->per_second;
}

double season_at(const ReferralStream& stream, Instant t) {
  if (stream.season.empty()) return 1;
  const std::chrono::year_month_day date{std::chrono::floor<days>(t)};
  return stream.season[static_cast<unsigned>(date.month()) - 1];
}

/// Months from the first of a profile to this one.
int months_between(Date first, Date month) {
  const std::chrono::year_month_day a{first}, b{month};
  return (static_cast<int>(b.year()) - static_cast<int>(a.year())) * 12 + static_cast<int>(static_cast<unsigned>(b.month())) -
         static_cast<int>(static_cast<unsigned>(a.month()));
}

/// Count of a month within the profile: months that are not listed lie on the straight line between their neighbours.
double count_in(const std::vector<MonthCount>& profile, Date month) {
  const auto next = std::find_if(profile.begin(), profile.end(), [&](const MonthCount& m) { return m.month >= month; });
  if (next->month == month) return next->count;
  const MonthCount& before = *std::prev(next);
  const double part = months_between(before.month, month) / static_cast<double>(months_between(before.month, next->month));
  return before.count + part * (next->count - before.count);
}

/// The rate in relation to that of the first month listed. Counts are those of whole months, so that of a short month
/// stands for a higher rate; before the first and after the last month the rate is theirs.
double profile_at(const ReferralStream& stream, Instant t) {
  if (stream.profile.empty()) return 1;
  const auto per_day = [&](Date month) {
    const std::chrono::year_month_day first{month};
    const auto days_of_month = static_cast<unsigned>((first.year() / first.month() / std::chrono::last).day());
    return count_in(stream.profile, month) / days_of_month;
  };
  const std::chrono::year_month_day day{std::chrono::floor<days>(t)};
  const Date month = day.year() / day.month() / 1;
  const Date first = stream.profile.front().month, last = stream.profile.back().month;
  return per_day(std::clamp(month, first, last)) / per_day(first);
}

/// Instants within (begin, end) at which a rate may change.
class Cuts {
 public:
  Cuts(Instant begin, Instant end) : begin_{begin}, end_{end}, at_{begin} {}

  void add(Instant t) {
    if (begin_ < t && t < end_) at_.push_back(t);
  }
  void add_every_midnight(Instant from, Instant until) {
    const Instant stop = std::min(until, end_);
    for (Instant t = std::chrono::floor<days>(std::max(from, begin_)); t < stop; t += days{1}) add(t);
  }
  void add_months() {
    const std::chrono::year_month_day first{std::chrono::floor<days>(begin_)};
    for (auto month = first.year() / first.month() / 1; Instant{Date{month}} < end_; month += std::chrono::months{1}) {
      add(Date{month});
    }
  }
  void add_opening_and_closing(const WorkCalendar& hours) {
    Instant open = hours.next_open(std::chrono::floor<days>(begin_));
    while (open < end_) {
      const Instant close = open + hours.working_day();
      add(open);
      add(close);
      open = hours.next_open(close);
    }
  }
  std::vector<Instant> in_order() && {
    std::sort(at_.begin(), at_.end());
    at_.erase(std::unique(at_.begin(), at_.end()), at_.end());
    return std::move(at_);
  }

 private:
  Instant begin_, end_;
  std::vector<Instant> at_;
};

std::vector<Instant> cuts_of(const Model& model, const ReferralStream& stream, const std::vector<Surge>& surges,
                             const WorkCalendar& hours) {
  Cuts cuts{model.begin, model.end};
  for (const auto& entry : stream.rate.entries) {
    if (entry.from) cuts.add(*entry.from);
  }
  if (!stream.season.empty() || !stream.profile.empty()) cuts.add_months();
  for (const Surge& s : surges) {
    cuts.add(s.on);
    cuts.add(s.full);
    cuts.add(s.over);
    cuts.add_every_midnight(s.on, s.full);
    if (s.half_life > 0) {
      // After 40 half-lives nothing is left of the excess that a double of about 1 could show daily.
      constexpr double gone = 40;
      cuts.add_every_midnight(s.full, when(model, {gone * s.half_life, Duration::Unit::seconds, true}, s.full));
    }
  }
  if (!hours.always()) cuts.add_opening_and_closing(hours);
  return std::move(cuts).in_order();
}

bool touches(const DemandEvent& event, const ReferralStream& stream) {
  return event.streams.empty() ||
         std::find(event.streams.begin(), event.streams.end(), stream.name) != event.streams.end();
}

}  // namespace

std::vector<RateSegment> rate_segments(const Model& model, const ReferralStream& stream,
                                       const std::vector<DemandEvent>& events, const WorkCalendar& hours) {
  std::vector<Surge> surges;
  for (const DemandEvent& event : events) {
    if (touches(event, stream)) surges.push_back(surge_of(model, event));
  }
  const double share_open = hours.always() ? 1
                                           : static_cast<double>(hours.between(model.begin, model.end).count()) /
                                                 seconds_between(model.begin, model.end);
  const std::vector<Instant> cuts = cuts_of(model, stream, surges, hours);
  std::vector<RateSegment> segments;
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    const Instant from = cuts[i];
    const Instant until = i + 1 < cuts.size() ? cuts[i + 1] : std::max(model.end, from);
    const Instant middle = from + (until - from) / 2;
    RateSegment next{.from = from, .level = rate_at(stream, middle) * season_at(stream, middle)};
    next.level *= profile_at(stream, middle);
    for (const Surge& s : surges) next.level *= factor_at(s, middle);
    next.per_second = hours.is_open(from) ? next.level / share_open : 0;
    if (!segments.empty()) {
      const RateSegment& last = segments.back();
      if (last.per_second == next.per_second && last.level == next.level) continue;
      next.expected = last.expected + last.per_second * seconds_between(last.from, from);
    }
    segments.push_back(next);
  }
  return segments;
}

}  // namespace caseload
