// See future_event_list.hpp.   Tested by tests/simulation/future_event_list_test.cpp.
#include "simulation/future_event_list.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace caseload {
namespace {

/// Of all events to come, those of a day are about a thirtieth [services of all sizes]: a period has some dozens.
constexpr std::size_t for_each_period = 1024;

}  // namespace

void FutureEventList::restart(Instant begin, Instant end) {
  begin_ = begin;
  end_ = end;
  const std::int64_t last = (end - begin).count();
  if (last >> key_bits != 0) throw std::length_error("a run of more than 544 years");
  order_ = 0;
  // Nothing is of today until the first event is asked for.
  present_until_ = tomorrow_ = 0;
  today_ = -seconds_in_day;
  period_ = 0;
  clear_with_spare(periods_);
  days_.assign(static_cast<std::size_t>(last / seconds_in_day + 1), {});
  later_ = 0;
  clear_with_spare(blocks_);
  free_block_ = no_block;
  clear_with_spare(subjects_);
  clear_with_spare(free_);
  present_.clear_with_spare();
  present_.restart(1);
  playing_ = 0;
  gap_ = false;
  watched_ = false;
  fetched_ = no_block;
  clear_with_spare(known_);
  known_.assign(1, {.key = nothing});
  next_known_ = known_end_ = 0;
  known_first_ = nothing;
  looked_at_ = 0;
}

bool FutureEventList::more_places() {
  const std::size_t before = present_.places();
  if (before > last_place_) {
    shorten_periods();
    return false;
  }
  present_.grow();
  subjects_.resize(present_.places());
  for (std::size_t place = present_.places(); place-- > before;) free_.push_back(static_cast<std::uint32_t>(place));
  return true;
}

template <class Look>
void FutureEventList::each(const Later& later, const Look& look) {
  for (std::uint32_t block = later.first; block != no_block; block = blocks_[block].next) {
    const std::uint32_t used = block == later.last ? later.used : Block::size;
    for (std::uint32_t i = 0; i < used; ++i) look(blocks_[block].events[i]);
  }
}

template <class Take>
void FutureEventList::take_out(Later& later, const Take& take) {
  const Later left = std::exchange(later, {});
  for (std::uint32_t block = left.first; block != no_block;) {
    const std::uint32_t used = block == left.last ? left.used : Block::size;
    fetch(blocks_[block].next);
    later_ -= used;
    for (std::uint32_t i = 0; i < used; ++i) take(Event{blocks_[block].events[i]});
    // `take` may have begun blocks that were free, never this one.
    const std::uint32_t emptied = std::exchange(block, blocks_[block].next);
    blocks_[emptied].next = std::exchange(free_block_, emptied);
  }
}

void FutureEventList::begin_next_period() {
  if (++period_ >= periods_.size()) begin_next_day();
  const std::int64_t from = today_ + (static_cast<std::int64_t>(period_) << period_bits_);
  present_until_ = std::min(from + (std::int64_t{1} << period_bits_), tomorrow_);
  base_ = first_key(from);
  known_until_ = first_key(present_until_);
  place_bits_ = key_bits - period_bits_;
  last_place_ = (std::uint64_t{1} << place_bits_) - 1;
  if (watched_) {
    forget_known();
    if (period_ == 0) sort(0);
    if (period_ + 1 < periods_.size()) sort(period_ + 1);
    fetch(fetched_ = period_ + 2 < periods_.size() ? periods_[period_ + 2].first : no_block);
  }

  Later& period = periods_[period_];
  std::size_t coming = 0;
  each(period, [&](const Event&) { ++coming; });
  const std::size_t places = std::max(fewest_places, std::bit_ceil(1 + coming));
  present_.restart(places);
  subjects_.resize(std::max(subjects_.size(), places));
  std::uint32_t place = of_known;
  take_out(period, [&](const Event& event) {
    ++place;
    present_.set(place, short_key(event.key, place));
    subjects_[place] = {event.subject, event.ticket};
  });
  present_.play();
  play_next_known();
  playing_ = coming;
  free_.clear();
  for (std::size_t free = places; --free > coming;) free_.push_back(static_cast<std::uint32_t>(free));
}

void FutureEventList::forget_known() {
  constexpr std::size_t many = 512;
  if (next_known_ < many) return;
  const auto first = known_.begin();
  const auto at = [&](std::size_t i) { return first + static_cast<std::ptrdiff_t>(i); };
  std::copy(at(next_known_), at(known_end_ + 1), first);
  looked_at_ -= std::min(looked_at_, next_known_);
  known_end_ -= std::exchange(next_known_, 0);
}

void FutureEventList::sort(std::size_t period) {
  // Shared out by time among as many parts as a period usually has events; only parts of several that came in another
  // order are sorted.
  constexpr int part_bits = 7;
  constexpr std::size_t parts = std::size_t{1} << part_bits;
  const std::uint64_t base = first_key(today_ + (static_cast<std::int64_t>(period) << period_bits_));
  const auto below_second = static_cast<unsigned>(std::max(0, period_bits_ - part_bits));
  const unsigned below = Event::kind_bits + Event::order_bits + below_second;
  const auto part_of = [base, below](const Event& event) { return (event.key - base) >> below; };
  std::array<std::uint32_t, parts + 1> places{};  // at first, how many are in the part before
  each(periods_[period], [&](const Event& event) { ++places[part_of(event) + 1]; });
  std::partial_sum(places.begin(), places.end(), places.begin());
  const std::size_t coming = places[parts];
  if (coming == 0) return;

  if (known_.size() <= known_end_ + coming) known_.resize(known_end_ + coming + 1);
  Event* const first = known_.data() + known_end_;
  known_end_ += coming;
  known_[known_end_] = {.key = nothing};
  take_out(periods_[period], [&](const Event& event) { first[places[part_of(event)]++] = event; });
  const auto is_before = [](const Event& a, const Event& b) { return a.key < b.key; };
  for (std::size_t i = 1; i < coming; ++i) {
    if (is_before(first[i - 1], first[i])) continue;
    const std::uint64_t part = part_of(first[i]);
    const std::size_t begin = part == 0 ? 0 : places[part - 1];
    std::sort(first + begin, first + places[part], is_before);
    i = places[part];
  }
}

void FutureEventList::begin_next_day() {
  today_ = tomorrow_;
  tomorrow_ += seconds_in_day;
  period_ = 0;
  period_bits_ = std::max(0, int{bits_of_day} - static_cast<int>(std::bit_width(size() / for_each_period)));
  periods_.assign(period_of(tomorrow_ - 1) + 1, {});
  Later& day = days_[day_of(today_)];
  if (periods_.size() == 1) {
    periods_.front() = std::exchange(day, {});
  } else {
    into_periods(day);
  }
}

void FutureEventList::into_periods(Later& events) {
  take_out(events, [&](const Event& event) { put_by(event, periods_[period_of(event.since_begin().count())]); });
}

void FutureEventList::shorten_periods() {
  constexpr int shorter = 4;  // sixteen of them
  std::vector<Event> all;
  if (gap_) close_gap();  // it is the one of `known_`, or there would be room
  for (std::uint32_t place = of_known + 1; place < present_.places(); ++place) {
    const std::uint64_t key = present_.at(place);
    if (key != nothing) all.push_back({whole_key(key), subjects_[place].subject, subjects_[place].ticket});
  }
  for (; next_known_ < known_end_; ++next_known_) all.push_back(known_[next_known_]);
  for (Later& period : periods_) take_out(period, [&](const Event& event) { all.push_back(event); });
  std::sort(all.begin(), all.end(), [](const Event& a, const Event& b) { return a.key < b.key; });
  // The next period to begin is the first part of the one that ends here.
  present_until_ = today_ + (static_cast<std::int64_t>(period_) << period_bits_);
  period_bits_ = std::max(0, period_bits_ - shorter);
  periods_.assign(period_of(tomorrow_ - 1) + 1, {});
  period_ = period_of(present_until_) - 1;
  for (const Event& event : all) put_by(event, periods_[period_of(event.since_begin().count())]);
  present_.restart(present_.places());
  known_first_ = nothing;
  playing_ = 0;
}

void FutureEventList::renumber() {
  struct Pending {
    std::uint64_t key{};
    std::uint64_t* stands{};  ///< null: it plays
    std::uint32_t place{};
  };
  std::vector<Pending> all;
  all.reserve(size());
  for (std::uint32_t place = of_known + 1; place < present_.places(); ++place) {
    const bool has_come_up = gap_ && place == came_up_;
    const std::uint64_t key = present_.at(place);
    if (key != nothing && !has_come_up) all.push_back({whole_key(key), nullptr, place});
  }
  const std::size_t known_has_come_up = gap_ && came_up_ == of_known;
  for (std::size_t i = next_known_ + known_has_come_up; i < known_end_; ++i) {
    all.push_back({known_[i].key, &known_[i].key});
  }
  for (auto* times : {&periods_, &days_}) {
    for (const Later& later : *times) {
      each(later, [&](Event& event) { all.push_back({event.key, &event.key}); });
    }
  }
  if (all.size() >= most_in_order) throw std::length_error("more than 16 million events to come");
  std::sort(all.begin(), all.end(), [](const Pending& a, const Pending& b) { return a.key < b.key; });
  order_ = 0;
  for (const Pending& event : all) {
    const std::uint64_t key = (event.key & ~(most_in_order - 1)) | order_++;
    if (event.stands) {
      *event.stands = key;
    } else {
      present_.set(event.place, short_key(key, event.place));
    }
  }
  present_.play();
  if (known_has_come_up == 0) play_next_known();
}

}  // namespace caseload
