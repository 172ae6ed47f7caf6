// The future event list: what is going to happen, soonest first.
// Ties in time are settled by the kind of event (EventKind's order), then by the order of scheduling; never by address
// or hash. Nothing is removed before its time: an event whose ticket is no longer its subject's is skipped when it
// comes up, so cancelling costs nothing.
//
// Today's events are a binary heap. Those of later days lie in a list for each day, in no order, and are put on the
// heap when their day comes: most of what a service has before it (visits, reviews, spells, the end of plans) is weeks
// away, and a heap of today's stays in the nearest cache however large the service is. Tested by
// tests/simulation/future_event_list_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "caseload/time.hpp"
#include "observation/spare.hpp"
#include "simulation/wide_pages.hpp"

namespace caseload {

enum class EventKind : std::uint8_t {
  // What ends at an instant belongs to the time before it ...
  task_done,  ///< subject: worker
  stay_over,  ///< subject: family in a plan step
  // ... so that a report, a week and the run see it, but not what begins then, ...
  report_date,
  week_ends,
  month_ends,
  early_week_ends,
  quarter_settles,
  conditions_looked_at,
  horizon_reached,
  // ... which belongs to the time after: it is counted, and goes by the rules that hold from then on.
  counting_starts,
  rules_change,
  publicity,         ///< begins, and puts people off applying
  strain_looked_at,  ///< once a week
  // What brings capacity comes before what asks for it or takes it away.
  absence_over,       ///< subject: worker, absence
  agency_starts,      ///< subject: worker (post)
  post_filled,        ///< subject: worker (post)
  posts_change,       ///< subject: team
  posts_move,         ///< subject: row of Model::events
  audit_begins,       ///< subject: row of the task
  next_falls_due,     ///< subject: task whose next occurrence falls due
  campaign,           ///< subject: campaign whose people are won
  recruit_starts,     ///< subject: campaign
  grade_changes,      ///< subject: worker
  task_ready,         ///< subject: task
  talk_falls_due,     ///< subject: worker whose manager should talk with them
  family_returns,     ///< subject: family
  arrival,            ///< subject: stream
  gives_up,           ///< subject: family
  absence_begins,     ///< subject: worker, absence
  cases_handed_over,  ///< subject: worker, long enough away
  gives_notice,       ///< subject: worker
  leaves,             ///< subject: worker
  agency_leaves,      ///< subject: worker (post)
  worker_opens        ///< subject: worker whose office opens
};

struct Event {
  std::uint64_t key{};  ///< seconds since the list began, then the kind, then the order of scheduling
  std::uint32_t subject{};
  std::uint32_t ticket{};

  static constexpr unsigned kind_bits = 6, order_bits = 24;

  EventKind kind() const { return static_cast<EventKind>(key >> order_bits & ((1u << kind_bits) - 1)); }
  Elapsed since_begin() const { return Elapsed{static_cast<std::int64_t>(key >> (kind_bits + order_bits))}; }
};
static_assert(sizeof(Event) == 16);

class FutureEventList {
 public:
  /// Empty, for events of [begin, end]: what is scheduled for later is left out, as it never comes up. Memory is kept.
  void restart(Instant begin, Instant end) {
    begin_ = begin;
    end_ = end;
    const std::int64_t last = (end - begin).count();
    if (last >> most_second_bits != 0) throw std::length_error("a run of more than 544 years");
    if (heap_.size() > room_) room_ = 2 * heap_.size();  // it has grown, and may want to grow a little more
    heap_.assign(room_, {.key = last_of_all});
    size_ = 0;
    gap_ = false;
    watched_ = 0;
    came_nearer_.fill({.key = last_of_all});
    order_ = 0;
    free_ = no_block;
    keep_spare(blocks_);
    blocks_.clear();
    today_ = 0;
    tomorrow_ = seconds_in_day;
    days_.assign(static_cast<std::size_t>(last / seconds_in_day + 2), {});
    on_later_days_ = 0;
  }

  /// The instant must not be before that of the last event that came up.
  void schedule(Instant at, EventKind kind, std::uint32_t subject = 0, std::uint32_t ticket = 0) {
    if (at > end_) return;
    const std::int64_t second = (at - begin_).count();
    assert(second >= 0);
    if (order_ == most_in_order) renumber();
    const auto key = (static_cast<std::uint64_t>(second) << Event::kind_bits | static_cast<std::uint8_t>(kind))
                         << Event::order_bits |
                     order_++;
    if (second >= tomorrow_) return put_by({key, subject, ticket}, second);
    if (std::exchange(gap_, false)) return sink(0, {key, subject, ticket});
    make_room(1);
    rise(size_++, {key, subject, ticket});
  }

  /// Takes the next event off the list. The list must not be empty.
  Event advance() {
    // What came up last has left a gap at the top, for the first event that is scheduled on it: that spares a way up
    // and a way down. If nothing was, the last one of the heap fills it.
    if (gap_) {
      const Event last = std::exchange(heap_[--size_], {.key = last_of_all});
      if (size_ > 0) sink(0, last);
    }
    while (size_ == 0) begin_next_day();
    gap_ = true;
    return heap_.front();
  }

  /// Whether to keep in mind what look_ahead() wants to know.
  void watch(bool whether) { watched_ = whether ? (2u << levels_ahead) - 1 : 0; }

  /// Calls `look(event, how_near)` for those of today's events that have come nearer since it was called last: with 2
  /// for one of the two of which one likely comes up next, with 1 for one of the four behind them, with 0 for one of
  /// the eight behind those.
  template <class Look>
  void look_ahead(const Look& look) {
    for (int level = 1; level <= levels_ahead; ++level) {
      const Event event = std::exchange(came_nearer_[static_cast<std::size_t>(level)], {.key = last_of_all});
      if (event.key != last_of_all) look(event, levels_ahead - level);
    }
  }

  Instant at(const Event& event) const { return begin_ + event.since_begin(); }
  bool empty() const { return size() == 0; }
  std::size_t size() const { return size_ - gap_ + on_later_days_; }

 private:
  static constexpr std::int64_t seconds_in_day = 86'400;
  static constexpr unsigned most_second_bits = 64 - Event::kind_bits - Event::order_bits;
  static constexpr std::uint64_t most_in_order = std::uint64_t{1} << Event::order_bits;
  static constexpr std::uint64_t last_of_all = std::numeric_limits<std::uint64_t>::max();
  static constexpr std::uint32_t no_block = std::numeric_limits<std::uint32_t>::max();

  /// Of the heap below its top.
  static constexpr int levels_ahead = 3;

  /// Some events of a later day, side by side in memory, and the block of that day that was filled before.
  struct alignas(64) Block {
    static constexpr std::uint32_t size = 15;
    std::uint32_t before{no_block};
    Event events[size];
  };
  struct Day {
    std::uint32_t block{no_block};    ///< the last one
    std::uint32_t used{Block::size};  ///< of it
  };

  void rise(std::size_t at, const Event& event) {
    while (at > 0) {
      const std::size_t above = (at - 1) / 2;
      if (heap_[above].key < event.key) break;
      heap_[at] = heap_[above];
      at = above;
    }
    heap_[at] = event;
  }

  /// Puts an event where `at` was, or below it.
  void sink(std::size_t at, const Event& event) {
    Event* const heap = heap_.data();
    for (std::size_t below = 2 * at + 1; below < size_; below = 2 * at + 1) {
      below += heap[below + 1].key < heap[below].key;  // whatever stands behind the last one comes after all
      if (event.key < heap[below].key) break;
      heap[at] = heap[below];
      if (at < watched_) came_nearer_[std::bit_width(at + 1) - 1] = heap[at];
      at = below;
    }
    heap[at] = event;
  }

  /// For so many more events, and one behind them.
  void make_room(std::size_t more) {
    if (size_ + more + 1 > heap_.size()) heap_.resize(2 * (size_ + more) + 1, {.key = last_of_all});
  }

  void put_by(const Event& event, std::int64_t second) {
    Day& day = days_[static_cast<std::size_t>(second / seconds_in_day)];
    if (day.used == Block::size) {
      const std::uint32_t block = new_block();
      blocks_[block].before = day.block;
      day = {block, 0};
    }
    blocks_[day.block].events[day.used++] = event;
    ++on_later_days_;
  }

  std::uint32_t new_block() {
    const std::uint32_t block = free_;
    if (block == no_block) {
      blocks_.emplace_back();
      return static_cast<std::uint32_t>(blocks_.size() - 1);
    }
    free_ = blocks_[block].before;
    return block;
  }

  void begin_next_day() {
    assert(on_later_days_ > 0);
    ++today_;
    tomorrow_ += seconds_in_day;
    Day day = std::exchange(days_[today_], {});
    while (day.block != no_block) {
      Block& block = blocks_[day.block];
      make_room(day.used);
      std::copy_n(block.events, day.used, heap_.begin() + static_cast<std::ptrdiff_t>(size_));
      size_ += day.used;
      on_later_days_ -= day.used;
      const std::uint32_t before = std::exchange(block.before, free_);
      free_ = day.block;
      day = {before, Block::size};
    }
    for (std::size_t at = size_ / 2; at-- > 0;) sink(at, Event{heap_[at]});
  }

  /// The order of scheduling is counted anew, from those events on that are still to come.
  void renumber();

  Instant begin_{}, end_{};
  std::vector<Event> heap_;                            ///< today's, and behind them some that come after all
  std::size_t size_{};                                 ///< of the heap
  std::size_t watched_{};                              ///< places from the top
  std::array<Event, levels_ahead + 1> came_nearer_{};  ///< by level; the key is last_of_all where none has
  std::size_t room_{};                                 ///< for today's events when the list began
  bool gap_{};                                         ///< the top of the heap has come up already
  std::uint64_t order_{};
  std::size_t today_{};
  std::int64_t tomorrow_{seconds_in_day};
  std::vector<Block, WidePages<Block>> blocks_;
  std::vector<Day> days_;         ///< since the list began
  std::uint32_t free_{no_block};  ///< the first of the blocks that are free, a list through Block::before
  std::size_t on_later_days_{};
};

}  // namespace caseload
