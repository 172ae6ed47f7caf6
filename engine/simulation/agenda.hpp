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

/// Its two words, read as one number, are its place in the order.
struct AgendaEntry {
  std::uint64_t first{};  ///< urgency in the top 8 bits, due date below
  std::uint32_t then{};   ///< order of arrival
  std::uint32_t item{};
  std::uint32_t ticket{};
  std::uint32_t about{};  ///< the family that the item concerns, for those who look ahead

  AgendaEntry() = default;
  AgendaEntry(std::uint8_t urgency, Instant due, std::uint32_t arrival, std::uint32_t the_item,
              std::uint32_t the_ticket, std::uint32_t is_about = 0)
      : first{std::uint64_t{urgency} << due_bits | due_word(due)},
        then{arrival},
        item{the_item},
        ticket{the_ticket},
        about{is_about} {}

  friend bool before(const AgendaEntry& a, const AgendaEntry& b) {
    return a.first != b.first ? a.first < b.first : a.then < b.then;
  }

 private:
  static constexpr unsigned due_bits = 56;
  /// Seconds since long before Christ, millions of years at most; what is never due comes last.
  static std::uint64_t due_word(Instant due) {
    constexpr std::uint64_t middle = std::uint64_t{1} << (due_bits - 1);
    if (due == never) return (std::uint64_t{1} << due_bits) - 1;
    return middle + static_cast<std::uint64_t>(due.time_since_epoch().count());
  }
};

class Agenda {
 public:
  void clear() {
    run_.clear();
    begin_ = 0;
    heap_.clear();
  }
  std::size_t room() const { return std::max(run_.capacity(), heap_.capacity()); }
  void make_room(std::size_t room) {
    run_.reserve(room);
    heap_.reserve(room);
  }
  /// Most entries come after all that are there, or nearly all, and the first is taken most: a queue. In a long one,
  /// what jumps it is on a heap.
  void add(const AgendaEntry& entry) {
    if (begin_ == run_.size()) {
      run_.clear();
      begin_ = 0;
    } else if (run_.size() == run_.capacity() && begin_ > run_.size() / 2) {
      run_.erase(run_.begin(), run_.begin() + static_cast<std::ptrdiff_t>(begin_));
      begin_ = 0;
    }
    // Whoever comes last is known without a look at the one before, which is far away in memory.
    const bool comes_last = begin_ == run_.size() || !before(entry, last_);
    if (comes_last) {
      last_ = entry;
      return run_.push_back(entry);
    }
    if (run_.size() - begin_ > short_queue) {
      heap_.push_back(entry);
      return std::push_heap(heap_.begin(), heap_.end(), later);
    }
    std::size_t place = run_.size();
    run_.push_back(run_.back());
    while (place > begin_ && before(entry, run_[place - 1])) {
      run_[place] = run_[place - 1];
      --place;
    }
    run_[place] = entry;
  }
  /// The first entry that is not stale, or null. @param current  tells whether an entry still holds
  template <class Current>
  const AgendaEntry* first(Current current) {
    while (begin_ < run_.size() && !current(run_[begin_])) ++begin_;
    while (!heap_.empty() && !current(heap_.front())) leave_heap();
    if (begin_ == run_.size()) return heap_.empty() ? nullptr : &heap_.front();
    return heap_.empty() || before(run_[begin_], heap_.front()) ? &run_[begin_] : &heap_.front();
  }
  /// Calls `look(entry)` for the one that is likely first.
  template <class Look>
  void look_ahead(const Look& look) const {
    if (begin_ < run_.size()) look(run_[begin_]);
  }
  /// Where the next entry likely goes, in memory.
  const void* last() const { return run_.data() + run_.size(); }
  /// Removes what first() gave.
  void remove_first() {
    if (begin_ < run_.size() && (heap_.empty() || before(run_[begin_], heap_.front()))) {
      ++begin_;
    } else {
      leave_heap();
    }
  }

 private:
  static constexpr std::size_t short_queue = 64;
  static bool later(const AgendaEntry& a, const AgendaEntry& b) { return before(b, a); }
  void leave_heap() {
    std::pop_heap(heap_.begin(), heap_.end(), later);
    heap_.pop_back();
  }

  std::vector<AgendaEntry> run_;  ///< in order, from `begin_` on
  std::size_t begin_{};
  AgendaEntry last_;  ///< of the run, or of what it was
  std::vector<AgendaEntry> heap_;
};

}  // namespace caseload
