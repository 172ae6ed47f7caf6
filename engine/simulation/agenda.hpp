// What waits to be done, in the order in which it will be: urgency class, then due date, then arrival (DESIGN, D4).
// One for each worker's own tasks, one for each team's pool, one for each team's families without a worker.
// Like the future event list it cancels lazily: an entry is stale once its ticket is no longer its item's.
// Tested by tests/simulation/agenda_test.cpp.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <vector>

#include "caseload/time.hpp"

namespace caseload {

/// Its two words, read as one number, are its place in the order.
struct AgendaEntry {
  std::uint64_t first{};  ///< urgency in the top 8 bits, due date below
  std::uint32_t then{};   ///< order of arrival
  std::uint32_t item{};
  std::uint32_t ticket{};

  AgendaEntry() = default;
  AgendaEntry(std::uint8_t urgency, Instant due, std::uint32_t arrival, std::uint32_t the_item,
              std::uint32_t the_ticket)
      : first{std::uint64_t{urgency} << due_bits | due_word(due)}, then{arrival}, item{the_item}, ticket{the_ticket} {}

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
    begin_ = end_ = 0;
    if (jumpers_) jumpers_->heap.clear();
  }
  /// Entries that there has been need of room for since it was made; what make_room() made does not count.
  std::size_t room() const { return std::max(run_.size(), jumpers_ ? jumpers_->most : 0); }
  void make_room(std::size_t room) {
    run_.reserve(room);
    jumpers().heap.reserve(room);
  }
  /// Most entries come after all that are there, or nearly all, and the first is taken most: a queue. In a long one,
  /// what jumps it is on a heap.
  void add(const AgendaEntry& entry) {
    if (begin_ == end_) begin_ = end_ = 0;
    // What is waiting stays in the same few lines of memory: whoever left since is at least as many as are moved.
    if (begin_ >= few && begin_ >= end_ - begin_) to_front();
    if (end_ == run_.size()) run_.resize(2 * run_.size() + few);
    AgendaEntry* const run = run_.data();
    if (end_ - begin_ > short_queue && before(entry, run[end_ - 1])) return jumpers().add(entry);
    std::uint32_t place = end_++;
    for (; place > begin_ && before(entry, run[place - 1]); --place) run[place] = run[place - 1];
    run[place] = entry;
  }
  /// The first entry that is not stale, or null. @param current  tells whether an entry still holds
  template <class Current>
  const AgendaEntry* first(Current current) {
    const AgendaEntry* const run = run_.data();
    while (begin_ < end_ && !current(run[begin_])) ++begin_;
    if (anybody_jumps()) [[unlikely]] {
      while (anybody_jumps() && !current(jumpers_->heap.front())) jumpers_->leave();
      if (anybody_jumps() && !run_goes_first()) return &jumpers_->heap.front();
    }
    return begin_ < end_ ? run + begin_ : nullptr;
  }
  /// Calls `look(entry)` for the one that is likely first.
  template <class Look>
  void look_ahead(const Look& look) const {
    if (begin_ < end_) look(run_[begin_]);
  }
  /// Where the next entry likely goes, in memory.
  const void* last() const { return run_.data() + end_; }
  /// Removes what first() gave.
  void remove_first() { !anybody_jumps() || run_goes_first() ? void(++begin_) : jumpers_->leave(); }

 private:
  static constexpr std::uint32_t short_queue = 64, few = 8;

  /// Few agendas have any, and all have a place in what is near at hand of a worker or a team: kept elsewhere.
  struct Jumpers {
    void add(const AgendaEntry& entry) {
      heap.push_back(entry);
      most = std::max(most, heap.size());
      std::push_heap(heap.begin(), heap.end(), later);
    }
    void leave() {
      std::pop_heap(heap.begin(), heap.end(), later);
      heap.pop_back();
    }
    static bool later(const AgendaEntry& a, const AgendaEntry& b) { return before(b, a); }

    std::vector<AgendaEntry> heap;
    std::size_t most{};
  };

  Jumpers& jumpers() {
    if (!jumpers_) jumpers_ = std::make_unique<Jumpers>();
    return *jumpers_;
  }
  bool anybody_jumps() const { return jumpers_ && !jumpers_->heap.empty(); }
  bool run_goes_first() const { return begin_ < end_ && before(run_[begin_], jumpers_->heap.front()); }
  void to_front() {
    std::copy(run_.begin() + begin_, run_.begin() + end_, run_.begin());
    end_ -= begin_;
    begin_ = 0;
  }

  std::vector<AgendaEntry> run_;  ///< in order, from `begin_` to before `end_`; the rest is room
  std::uint32_t begin_{}, end_{};
  std::unique_ptr<Jumpers> jumpers_;
};

}  // namespace caseload
