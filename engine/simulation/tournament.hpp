// Who is lowest of many: neighbours play for it, then the winners, and so on. A new key changes only the way from its
// place to the top, and no branch hangs on who wins; on the way through a heap one does on every level.
// Source: Knuth, The Art of Computer Programming, vol. 3 (1998), section 5.4.1.
// Tested by tests/simulation/future_event_list_test.cpp and network_test.cpp.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <vector>

#include "observation/spare.hpp"

namespace caseload {

class Tournament {
 public:
  using Key = std::uint64_t;
  static constexpr Key nobody = std::numeric_limits<Key>::max();

  /// Nobody at any of so many places, a power of 2. Memory is kept.
  void restart(std::size_t places) {
    places_ = places;
    if (winners_.size() < 2 * places) winners_.resize(2 * places);
    std::memset(winners_.data(), 0xFF, 2 * places * sizeof(Key));
  }
  std::size_t places() const { return places_; }
  Key at(std::size_t place) const { return winners_[places_ + place]; }
  Key first() const { return winners_[1]; }

  /// Gives who is first now.
  Key put(std::size_t place, Key key) {
    Key* const winners = winners_.data();
    std::size_t at = places_ + place;
    winners[at] = key;
    while (at > 1) {
      at ^= 1;  // whom it plays against
      key = std::min(key, winners[at]);
      at /= 2;
      winners[at] = key;
    }
    return key;
  }

  /// Many at once: first() is what it was until play() has been called.
  void set(std::size_t place, Key key) { winners_[places_ + place] = key; }
  void play() {
    for (std::size_t at = places_; at-- > 1;) winners_[at] = std::min(winners_[2 * at], winners_[2 * at + 1]);
  }

  /// Twice as many places; nobody at the new ones, which come last.
  void grow() {
    if (winners_.size() < 4 * places_) winners_.resize(4 * places_);
    const auto places = winners_.begin() + static_cast<std::ptrdiff_t>(2 * places_);
    std::copy_n(winners_.begin() + static_cast<std::ptrdiff_t>(places_), places_, places);
    std::fill_n(places + static_cast<std::ptrdiff_t>(places_), places_, nobody);
    places_ *= 2;
    play();
  }
  /// Room for twice as many places as there were. restart() must follow.
  void clear_with_spare() { caseload::clear_with_spare(winners_); }

 private:
  std::size_t places_{1};
  std::vector<Key> winners_ = {nobody, nobody};  ///< of 2i and 2i + 1 at i; the places from `places_` on; then room
};

}  // namespace caseload
