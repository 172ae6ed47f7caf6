// The future event list: what is going to happen, soonest first.
// Ties in time are settled by the kind of event (EventKind's order), then by the order of scheduling; never by address
// or hash. Nothing is removed before its time: an event whose ticket is no longer its subject's is skipped when it
// comes up, so cancelling costs nothing.
//
// Time is cut into days, and a day into periods, the shorter the more there is to come. The events of the present
// period play a tournament for the soonest; those of later periods and days lie in lists, in no order, until their time
// has come. Most of what a service has before it (visits, reviews, spells, the end of plans) is weeks away, so whatever
// its size few events play at a time and all they need is in the nearest cache. In a large service, where it is worth
// knowing beforehand who comes up next, the events of a list are sorted and only the first of them plays, against the
// winner of the others.
// Tested by tests/simulation/future_event_list_test.cpp.
#pragma once

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include "caseload/time.hpp"
#include "observation/spare.hpp"
#include "simulation/prefetch.hpp"
#include "simulation/tournament.hpp"
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
  void restart(Instant begin, Instant end);

  /// The instant must not be before that of the last event that came up.
  void schedule(Instant at, EventKind kind, std::uint32_t subject = 0, std::uint32_t ticket = 0) {
    if (at > end_) return;
    const std::int64_t second = (at - begin_).count();
    assert(second >= 0);
    if (order_ == most_in_order) [[unlikely]]
      return schedule_renumbered(at, kind, subject, ticket);
    const auto key = (static_cast<std::uint64_t>(second) << Event::kind_bits | static_cast<std::uint8_t>(kind))
                         << Event::order_bits |
                     order_++;
    const Event event{key, subject, ticket};
    if (second >= present_until_) return put_by(event, later_at(second));
    if (!fits_into_gap() && free_.empty()) [[unlikely]]
      return play_or_put_by(event);
    play(event);
  }

  /// Takes the next event off the list. The list must not be empty.
  Event advance() {
    // What came up last has left a gap, for the first event that is scheduled on it: that spares a way up the tree.
    if (gap_) close_gap();
    std::uint64_t first;
    while ((first = std::min(present_.first(), known_first_)) == nothing) begin_next_period();
    gap_ = true;
    came_up_ = static_cast<std::uint32_t>(first & last_place_);
    const Subject& of = subjects_[came_up_];
    return {whole_key(first), of.subject, of.ticket};
  }

  /// Whether look_ahead() is going to be called.
  void watch(bool whether) { watched_ = whether; }

  /// Calls `look(event, how_near)` for events that come up soon, four times for each as it comes nearer: with 0, 1, 2
  /// and 3, each a std::integral_constant. Those that are scheduled for within two periods are left out, and the last
  /// ones of which something is known are looked at less often.
  template <class Look>
  void look_ahead(const Look& look) {
    constexpr std::size_t apart = 4;  // events
    const std::size_t up_to = std::min(next_known_ + 4 * apart, known_end_);
    for (std::size_t& at = looked_at_; at < up_to; ++at) {
      if (at % 8 == 0) fetch_block();  // half of what one holds
      look(known_[at], std::integral_constant<int, 0>{});
      if (at >= next_known_ + apart) look(known_[at - apart], std::integral_constant<int, 1>{});
      if (at >= next_known_ + 2 * apart) look(known_[at - 2 * apart], std::integral_constant<int, 2>{});
      if (at >= next_known_ + 3 * apart) look(known_[at - 3 * apart], std::integral_constant<int, 3>{});
    }
  }

  Instant at(const Event& event) const { return begin_ + event.since_begin(); }
  bool empty() const { return size() == 0; }
  std::size_t size() const { return playing_ + known_end_ - next_known_ - gap_ + later_; }

 private:
  static constexpr std::int64_t seconds_in_day = 86'400;
  static constexpr unsigned bits_of_day = 17;  // of a second within it
  static constexpr int key_bits = 64 - Event::kind_bits - Event::order_bits;
  static constexpr std::uint64_t most_in_order = std::uint64_t{1} << Event::order_bits;
  static constexpr std::uint64_t nothing = Tournament::nobody;
  static constexpr std::uint32_t no_block = std::numeric_limits<std::uint32_t>::max();
  static constexpr std::size_t fewest_places = 32;
  static constexpr std::uint32_t of_known = 0;  ///< the place of the first of `known_`, empty in the tournament

  /// Some events of a later time, side by side in memory, and the block of that time that was begun after it.
  struct alignas(64) Block {
    static constexpr std::uint32_t size = 15;
    std::uint32_t next{no_block};
    Event events[size];
  };
  /// Events in the order in which they were scheduled.
  struct Later {
    std::uint32_t first{no_block}, last{no_block};  ///< blocks
    std::uint32_t used{Block::size};                ///< of the last one
  };
  struct Subject {
    std::uint32_t subject{}, ticket{};
  };

  std::size_t day_of(std::int64_t second) const { return static_cast<std::size_t>(second / seconds_in_day); }
  std::size_t period_of(std::int64_t second) const {
    return static_cast<std::size_t>((second - today_) >> period_bits_);
  }

  Later& later_at(std::int64_t second) {
    return second < tomorrow_ ? periods_[period_of(second)] : days_[day_of(second)];
  }

  /// In the tournament a key counts from the beginning of the period, and leaves its lowest bits for the event's place.
  std::uint64_t short_key(std::uint64_t key, std::uint32_t place) const { return (key - base_) << place_bits_ | place; }
  std::uint64_t whole_key(std::uint64_t key) const { return (key >> place_bits_) + base_; }

  static std::uint64_t first_key(std::int64_t second) {
    return static_cast<std::uint64_t>(second) << (Event::kind_bits + Event::order_bits);
  }

  void play(const Event& event) {
    const std::uint32_t place = fits_into_gap() ? came_up_ : take_place();
    gap_ &= place != came_up_;
    subjects_[place] = {event.subject, event.ticket};
    present_.put(place, short_key(event.key, place));
  }
  bool fits_into_gap() const { return gap_ && came_up_ != of_known; }
  void close_gap() {
    gap_ = false;
    if (came_up_ == of_known) {
      ++next_known_;
      return play_next_known();
    }
    present_.put(came_up_, nothing);
    free_.push_back(came_up_);
    --playing_;
  }
  void play_next_known() {
    const Event& event = known_[next_known_];
    subjects_[of_known] = {event.subject, event.ticket};
    known_first_ = event.key < known_until_ ? short_key(event.key, of_known) : nothing;
  }
  std::uint32_t take_place() {
    const std::uint32_t place = free_.back();
    free_.pop_back();
    ++playing_;
    return place;
  }
  // What is rare is a function of its own, the last that is called, so that the usual ways save no registers for it.
  [[gnu::noinline]] void schedule_renumbered(Instant at, EventKind kind, std::uint32_t subject, std::uint32_t ticket) {
    renumber();
    schedule(at, kind, subject, ticket);
  }
  [[gnu::noinline]] void play_or_put_by(const Event event) {
    more_places() ? play(event) : put_by(event, later_at(event.since_begin().count()));
  }

  /// Twice as many; false if no key has room for their numbers: then periods are shorter from now on, and all events of
  /// the present one are of a later one.
  bool more_places();
  void shorten_periods();

  void put_by(const Event& event, Later& later) {
    if (later.used == Block::size) return put_in_new_block(event, later);
    blocks_[later.last].events[later.used++] = event;
    ++later_;
  }
  [[gnu::noinline]] void put_in_new_block(const Event event, Later& later) {
    const std::uint32_t block = new_block();
    (later.last == no_block ? later.first : blocks_[later.last].next) = block;
    later.last = block;
    later.used = 0;
    put_by(event, later);
  }
  /// One more of the period after next, which is about to be sorted.
  void fetch_block() {
    if (fetched_ != no_block) fetch(fetched_ = blocks_[fetched_].next);
  }
  void fetch(std::uint32_t block) const {
    if (block != no_block) prefetch_all(blocks_[block]);
  }
  std::uint32_t new_block() {
    const std::uint32_t block = free_block_;
    if (block == no_block) {
      blocks_.emplace_back();
      return static_cast<std::uint32_t>(blocks_.size() - 1);
    }
    free_block_ = std::exchange(blocks_[block].next, no_block);
    return block;
  }
  /// Calls `look(event)` for each, in the order in which they were scheduled.
  template <class Look>
  void each(const Later& later, const Look& look);
  /// The same, and forgets them.
  template <class Take>
  void take_out(Later& later, const Take& take);
  void into_periods(Later& events);

  void begin_next_period();
  void begin_next_day();
  /// Forgets those of `known_` that have come up, once they are many.
  void forget_known();
  /// Moves the events of a period of today to the end of `known_`.
  void sort(std::size_t period);
  /// The order of scheduling is counted anew, from those events on that are still to come.
  void renumber();

  Instant begin_{}, end_{};
  std::uint64_t order_{};
  // The present period.
  std::int64_t present_until_{};  ///< second
  std::uint64_t base_{};          ///< the key of its first instant
  int place_bits_{};              ///< of a key
  std::uint64_t last_place_{};    ///< all these bits
  Tournament present_;
  std::vector<Subject> subjects_;    ///< by place
  std::vector<std::uint32_t> free_;  ///< places
  std::size_t playing_{};            ///< beside `known_`
  bool gap_{};                       ///< the first has come up already
  std::uint32_t came_up_{};          ///< its place, or where the last one stood
  // If it is watched: what was to come in the present period and the one after it when they were looked at, in order,
  // from `next_known_` to before `known_end_`, and behind it something that comes after all.
  bool watched_{};
  std::vector<Event> known_{{.key = nothing}};
  std::size_t next_known_{}, known_end_{};
  std::uint64_t known_first_{nothing};  ///< the key of the first of them, if it is of the present period
  std::uint64_t known_until_{};  ///< the key of the first instant after the present period
  std::size_t looked_at_{};      ///< of `known_`, the first that has not been
  std::uint32_t fetched_{no_block};  ///< of the period after next, the block that was fetched last
  // Later periods of today.
  std::int64_t today_{}, tomorrow_{};  ///< their first seconds
  int period_bits_{};                  ///< a period has 2 to the power of them seconds
  std::size_t period_{};               ///< the present one
  std::vector<Later> periods_;
  // Later days.
  std::vector<Later> days_;  ///< since the list began
  std::size_t later_{};      ///< events of later periods and days
  std::vector<Block, WidePages<Block>> blocks_;
  std::uint32_t free_block_{no_block};  ///< the first of the blocks that are free, a list through Block::next
};

}  // namespace caseload
