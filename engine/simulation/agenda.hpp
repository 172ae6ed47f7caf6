// What waits to be done, in the order in which it will be: urgency class, then due date, then arrival (DESIGN, D4).
// One for each worker's own tasks, one for each team's pool, one for each team's families without a worker.
// Like the future event list it cancels lazily: an entry is stale once its ticket is no longer its item's.
// Tested by tests/simulation/agenda_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "caseload/time.hpp"

namespace caseload {

struct AgendaEntry {
  Instant due{};
  std::uint64_t rank{};  ///< urgency in the top 8 bits, order of arrival below
  std::uint32_t item{};
  std::uint32_t ticket{};

  static std::uint64_t make_rank(std::uint8_t urgency, std::uint64_t arrival) {
    return std::uint64_t{urgency} << 56 | arrival;
  }
  friend bool before(const AgendaEntry& a, const AgendaEntry& b) {
    const auto urgency_a = a.rank >> 56, urgency_b = b.rank >> 56;
    if (urgency_a != urgency_b) return urgency_a < urgency_b;
    return a.due != b.due ? a.due < b.due : a.rank < b.rank;
  }
};

class Agenda {
 public:
  void clear() { heap_.clear(); }
  void add(const AgendaEntry& entry) {
    heap_.push_back(entry);
    std::push_heap(heap_.begin(), heap_.end(), later);
  }
  /// The first entry that is not stale, or null. @param current  tells whether an entry still holds
  template <class Current>
  const AgendaEntry* first(Current current) {
    while (!heap_.empty() && !current(heap_.front())) remove_first();
    return heap_.empty() ? nullptr : &heap_.front();
  }
  /// Removes what first() gave.
  void remove_first() {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    heap_.pop_back();
  }

 private:
  static bool later(const AgendaEntry& a, const AgendaEntry& b) { return before(b, a); }
  std::vector<AgendaEntry> heap_;
};

}  // namespace caseload
