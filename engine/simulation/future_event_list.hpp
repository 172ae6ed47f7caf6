// The future event list: what is going to happen, soonest first.
// Ties in time are settled by the kind of event (EventKind's order), then by the order of scheduling; never by address
// or hash. Nothing is removed before its time: an event whose
// ticket is no longer its subject's is skipped when it comes up, so cancelling costs nothing.
// Tested by tests/simulation/future_event_list_test.cpp.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
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
  absence_over,     ///< subject: worker, absence
  agency_starts,    ///< subject: worker (post)
  post_filled,      ///< subject: worker (post)
  posts_change,     ///< subject: team
  posts_move,       ///< subject: row of Model::events
  audit_begins,     ///< subject: row of the task
  next_falls_due,   ///< subject: task whose next occurrence falls due
  campaign,         ///< subject: campaign whose people are won
  recruit_starts,   ///< subject: campaign
  grade_changes,    ///< subject: worker
  task_ready,       ///< subject: task
  talk_falls_due,   ///< subject: worker whose manager should talk with them
  family_returns,   ///< subject: family
  arrival,          ///< subject: stream
  gives_up,         ///< subject: family
  absence_begins,   ///< subject: worker, absence
  cases_handed_over,  ///< subject: worker, long enough away
  gives_notice,     ///< subject: worker
  leaves,           ///< subject: worker
  agency_leaves,    ///< subject: worker (post)
  worker_opens      ///< subject: worker whose office opens
};

struct Event {
  Instant at{};
  std::uint64_t order{};  ///< kind in the top 8 bits, sequence number below: settles ties
  std::uint32_t subject{};
  std::uint32_t ticket{};

  EventKind kind() const { return static_cast<EventKind>(order >> 56); }
};

class FutureEventList {
 public:
  void clear() {
    heap_.clear();
    sequence_ = 0;
  }

  void schedule(Instant at, EventKind kind, std::uint32_t subject = 0, std::uint32_t ticket = 0) {
    heap_.push_back({at, std::uint64_t{static_cast<std::uint8_t>(kind)} << 56 | sequence_++, subject, ticket});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  /// Takes the next event off the list. The list must not be empty.
  Event advance() {
    assert(!heap_.empty());
    std::pop_heap(heap_.begin(), heap_.end(), later);
    const Event next = heap_.back();
    heap_.pop_back();
    return next;
  }

  bool empty() const { return heap_.empty(); }
  std::size_t size() const { return heap_.size(); }

 private:
  static bool later(const Event& a, const Event& b) { return a.at != b.at ? a.at > b.at : a.order > b.order; }

  std::vector<Event> heap_;
  std::uint64_t sequence_{};
};

}  // namespace caseload
