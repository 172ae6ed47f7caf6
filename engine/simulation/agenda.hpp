// What waits to be done, in the order in which it will be: urgency class, then due date, then arrival (DESIGN, D4).
// One for each worker's own tasks, one for each team's pool, one for each team's families without a worker.
// Like the future event list it cancels lazily: an entry is stale once its ticket is no longer its item's.
// Tested by tests/simulation/agenda_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <utility>
#include <vector>

#include "caseload/time.hpp"
#include "observation/spare.hpp"
#include "simulation/wide_pages.hpp"

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

/// Where all agendas of a replication have their entries: one table, as those of thousands of workers, each with memory
/// of its own, would lie all over the place.
class AgendaMemory {
 public:
  static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

  AgendaMemory() { free_.fill(nowhere); }
  /// Nobody has any.
  void restart() {
    clear_with_spare(entries_, 4096);  // runs double: a few long ones more may need several times as many
    free_.fill(nowhere);
  }
  /// Room for so many entries, a power of 2: the place of the first.
  std::uint32_t take(std::uint32_t size) {
    std::uint32_t& free = free_[static_cast<std::size_t>(std::countr_zero(size))];
    if (free != nowhere) return std::exchange(free, entries_[free].item);
    if (size > nowhere - entries_.size()) throw std::length_error("more than four thousand million agenda entries");
    entries_.resize(entries_.size() + size);
    return static_cast<std::uint32_t>(entries_.size() - size);
  }
  void give_back(std::uint32_t place, std::uint32_t size) {
    entries_[place].item = std::exchange(free_[static_cast<std::size_t>(std::countr_zero(size))], place);
  }
  /// Until take() is called next.
  AgendaEntry* at(std::uint32_t place) { return entries_.data() + place; }
  const AgendaEntry* at(std::uint32_t place) const { return entries_.data() + place; }

 private:
  std::vector<AgendaEntry, WidePages<AgendaEntry>> entries_;
  std::array<std::uint32_t, 32> free_{};  ///< by logarithm of the size: the first that is free, a list through `item`
};

/// Whose entries are in an AgendaMemory, always the same until it restarts.
class Agenda {
 public:
  /// Most entries come after all that are there, or nearly all, and the first is taken most: a queue. In a long one,
  /// what jumps it is on a heap.
  void add(AgendaMemory& memory, const AgendaEntry& entry) {
    if (begin_ == end_) begin_ = end_ = 0;
    // What is waiting stays in the same few lines of memory: whoever left since is at least as many as are moved.
    if (has_room_in_front() || end_ == room_) [[unlikely]]
      return add_elsewhere(memory, entry);
    insert(memory, entry);
  }
  /// The first entry that is not stale, or null. @param current  tells whether an entry still holds
  template <class Current>
  const AgendaEntry* first(AgendaMemory& memory, Current current) {
    const AgendaEntry* const run = memory.at(run_);
    while (begin_ < end_ && !current(run[begin_])) ++begin_;
    if (anybody_jumped()) [[unlikely]] {
      Jumpers those = jumpers(memory);
      while (!those.empty() && !current(those.front())) those.leave();
      if (!those.empty() && !run_goes_before(memory, those.front())) return &those.front();
    }
    return begin_ < end_ ? run + begin_ : nullptr;
  }
  /// Calls `look(entry)` for the one that is likely first, or for two of which one is.
  template <class Look>
  void look_ahead(const AgendaMemory& memory, const Look& look) const {
    if (begin_ < end_) look(memory.at(run_)[begin_]);
    if (anybody_jumped()) [[unlikely]] {
      const AgendaEntry* const head = memory.at(heap_);
      if (head->item > 0) look(head[1]);
    }
  }
  /// Calls `look(entry)` for the one so many places after the first, if there is one, leaving out what jumped the
  /// queue.
  template <class Look>
  void look_further(const AgendaMemory& memory, std::uint32_t after, const Look& look) const {
    if (end_ - begin_ > after) look(memory.at(run_)[begin_ + after]);
  }
  /// Calls `look(entry)` for those at both ends and in the middle, where add() looks for a place.
  template <class Look>
  void look_where_added(const AgendaMemory& memory, const Look& look) const {
    constexpr std::uint32_t some = 3;  // more than a line has
    const AgendaEntry* const run = memory.at(run_);
    const std::uint32_t waiting = end_ - begin_;
    look(run[begin_ - std::min(begin_, 1u)]);
    look(run[begin_ + waiting / 2]);
    look(run[end_ - std::min(waiting, some)]);
    look(run[end_]);
    if (has_room_in_front()) [[unlikely]]
      look(run[0]);
  }
  /// Removes what first() gave.
  void remove_first(AgendaMemory& memory) {
    if (anybody_jumped()) [[unlikely]] {
      Jumpers those = jumpers(memory);
      if (!those.empty() && !run_goes_before(memory, those.front())) return those.leave();
    }
    ++begin_;
  }
  void clear(AgendaMemory& memory) {
    begin_ = end_ = 0;
    if (anybody_jumped()) jumpers(memory).clear();
  }

 private:
  static constexpr std::uint32_t short_queue = 64, few = 8;

  /// A heap. Few agendas have any: how many there are, and how much room, stands before the first of them.
  class Jumpers {
   public:
    explicit Jumpers(AgendaEntry* head) : head_{head} {}
    bool empty() const { return count() == 0; }
    bool full() const { return 1 + count() == head_->ticket; }
    const AgendaEntry& front() const { return head_[1]; }
    void add(const AgendaEntry& entry) {
      begin()[head_->item++] = entry;
      std::push_heap(begin(), begin() + count(), later);
    }
    void leave() {
      std::pop_heap(begin(), begin() + count(), later);
      --head_->item;
    }
    void clear() { head_->item = 0; }

   private:
    static bool later(const AgendaEntry& a, const AgendaEntry& b) { return before(b, a); }
    std::uint32_t count() const { return head_->item; }
    AgendaEntry* begin() { return head_ + 1; }

    AgendaEntry* head_;
  };

  bool has_room_in_front() const { return begin_ >= few && begin_ >= end_ - begin_; }
  bool anybody_jumped() const { return heap_ != AgendaMemory::nowhere; }
  Jumpers jumpers(AgendaMemory& memory) const { return Jumpers{memory.at(heap_)}; }
  bool run_goes_before(const AgendaMemory& memory, const AgendaEntry& other) const {
    return begin_ < end_ && before(memory.at(run_)[begin_], other);
  }
  void insert(AgendaMemory& memory, const AgendaEntry& entry) {
    AgendaEntry* const run = memory.at(run_);
    if (end_ - begin_ > short_queue && before(entry, run[end_ - 1])) return jump(memory, entry);
    // What is urgent goes before most of what has long been waiting, and is nearer to its place from the front.
    const AgendaEntry it = entry;
    if (begin_ > 0 && before(it, run[begin_ + (end_ - begin_) / 2])) {
      AgendaEntry* place = run + --begin_;
      for (; before(place[1], it); ++place) place[0] = place[1];
      *place = it;
    } else {
      AgendaEntry* place = run + end_++;
      for (const AgendaEntry* first = run + begin_; place > first && before(it, place[-1]); --place)
        place[0] = place[-1];
      *place = it;
    }
  }
  [[gnu::noinline]] void add_elsewhere(AgendaMemory& memory, const AgendaEntry& entry) {
    if (has_room_in_front()) to_front(memory);
    if (end_ == room_) grow(memory);
    insert(memory, entry);
  }
  [[gnu::noinline]] void jump(AgendaMemory& memory, const AgendaEntry& entry) {
    if (!anybody_jumped()) {
      heap_ = memory.take(few);
      memory.at(heap_)->item = 0;
      memory.at(heap_)->ticket = few;
    } else if (jumpers(memory).full()) {
      const std::uint32_t room = memory.at(heap_)->ticket;
      heap_ = moved(memory, heap_, room);
      memory.at(heap_)->ticket = 2 * room;
    }
    jumpers(memory).add(entry);
  }
  void grow(AgendaMemory& memory) {
    run_ = room_ == 0 ? memory.take(few) : moved(memory, run_, room_);
    room_ = room_ == 0 ? few : 2 * room_;
  }
  /// The same entries in a place with twice the room.
  static std::uint32_t moved(AgendaMemory& memory, std::uint32_t place, std::uint32_t room) {
    const std::uint32_t larger = memory.take(2 * room);
    std::copy_n(memory.at(place), room, memory.at(larger));
    memory.give_back(place, room);
    return larger;
  }
  void to_front(AgendaMemory& memory) {
    AgendaEntry* const run = memory.at(run_);
    std::copy(run + begin_, run + end_, run);
    end_ -= begin_;
    begin_ = 0;
  }

  // Entries are in order from `begin_` to before `end_`, counted from `run_`; the rest is room.
  std::uint32_t run_{}, room_{}, begin_{}, end_{};
  std::uint32_t heap_{AgendaMemory::nowhere};
};

}  // namespace caseload
