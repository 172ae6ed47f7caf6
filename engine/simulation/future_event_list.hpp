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

#include <cassert>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "caseload/time.hpp"

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
    last_ = (end - begin).count();
    if (last_ >> most_second_bits != 0) throw std::length_error("a run of more than 544 years");
    heap_.clear();
    gap_ = false;
    order_ = 0;
    free_ = nobody_;
    later_.clear();
    today_ = 0;
    tomorrow_ = seconds_in_day;
    first_of_day_.assign(static_cast<std::size_t>(last_ / seconds_in_day + 2), nobody_);
    in_later_ = 0;
  }

  /// The instant must not be before that of the last event that came up.
  void schedule(Instant at, EventKind kind, std::uint32_t subject = 0, std::uint32_t ticket = 0) {
    const std::int64_t second = (at - begin_).count();
    if (second > last_) return;
    assert(second >= 0);
    if (order_ == most_in_order) renumber();
    const auto key = (static_cast<std::uint64_t>(second) << Event::kind_bits | static_cast<std::uint8_t>(kind))
                         << Event::order_bits |
                     order_++;
    if (second >= tomorrow_) return put_by({key, subject, ticket}, second);
    if (!std::exchange(gap_, false)) {
      heap_.emplace_back();
      return rise(heap_.size() - 1, {key, subject, ticket});
    }
    sink({key, subject, ticket});
  }

  /// Takes the next event off the list. The list must not be empty.
  Event advance() {
    // What came up last has left a gap at the top, for the first event that is scheduled on it: that spares a way up
    // and a way down. If nothing was, the last one of the heap fills it.
    if (gap_) {
      const Event last = heap_.back();
      heap_.pop_back();
      if (!heap_.empty()) sink(last);
    }
    while (heap_.empty()) begin_next_day();
    gap_ = true;
    return heap_.front();
  }

  Instant at(const Event& event) const { return begin_ + event.since_begin(); }
  bool empty() const { return size() == 0; }
  std::size_t size() const { return heap_.size() - gap_ + in_later_; }

 private:
  static constexpr std::int64_t seconds_in_day = 86'400;
  static constexpr unsigned most_second_bits = 64 - Event::kind_bits - Event::order_bits;
  static constexpr std::uint64_t most_in_order = std::uint64_t{1} << Event::order_bits;
  static constexpr std::uint32_t nobody_ = std::numeric_limits<std::uint32_t>::max();

  /// An event of a later day, and the next one of the list that it is in.
  struct Later {
    Event event;
    std::uint32_t next;
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

  /// From the top.
  void sink(const Event& event) {
    Event* const heap = heap_.data();
    const std::size_t size = heap_.size();
    std::size_t at = 0;
    for (std::size_t below = 1; below < size; below = 2 * at + 1) {
      below += below + 1 < size && heap[below + 1].key < heap[below].key;
      if (event.key < heap[below].key) break;
      heap[at] = heap[below];
      at = below;
    }
    heap[at] = event;
  }

  void put_by(const Event& event, std::int64_t second) {
    std::uint32_t& first = first_of_day_[static_cast<std::size_t>(second / seconds_in_day)];
    std::uint32_t slot = free_;
    if (slot == nobody_) {
      slot = static_cast<std::uint32_t>(later_.size());
      later_.push_back({event, first});
    } else {
      free_ = later_[slot].next;
      later_[slot] = {event, first};
    }
    first = slot;
    ++in_later_;
  }

  void begin_next_day() {
    assert(in_later_ > 0);
    ++today_;
    tomorrow_ += seconds_in_day;
    for (std::uint32_t slot = std::exchange(first_of_day_[today_], nobody_); slot != nobody_;) {
      const std::uint32_t next = later_[slot].next;
      heap_.emplace_back();
      rise(heap_.size() - 1, later_[slot].event);
      later_[slot].next = free_;
      free_ = slot;
      slot = next;
      --in_later_;
    }
  }

  /// The order of scheduling is counted anew, from those events on that are still to come.
  void renumber();

  Instant begin_{};
  std::int64_t last_{};      ///< second of the end
  std::vector<Event> heap_;  ///< today's
  bool gap_{};               ///< the top of the heap has come up already
  std::uint64_t order_{};
  std::size_t today_{};
  std::int64_t tomorrow_{seconds_in_day};
  std::vector<Later> later_;
  std::vector<std::uint32_t> first_of_day_;  ///< into `later_`, by day since the list began
  std::uint32_t free_{nobody_};              ///< into `later_`
  std::size_t in_later_{};
};

}  // namespace caseload
