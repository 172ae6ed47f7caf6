// A tournament among a team's workers: who has the least load, of all who may be given a case.
// Tested by tests/simulation/least_loaded_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace caseload {

/// Loads by number; whoever has the lowest is known. Eight play for the lowest, then the winners of eight such eights,
/// and so on: each eight is a line of memory, and a change concerns as many as there are levels, mostly fewer.
class LeastLoaded {
 public:
  static constexpr double out = std::numeric_limits<double>::infinity();  ///< takes no part

  /// Nobody takes part, of `size` numbers. Memory is kept.
  void restart(std::uint32_t size) {
    levels_ = 0;
    std::size_t eights = 0, players = size;
    do {
      players = std::max<std::size_t>(1, (players + 7) / 8);
      first_eight_[levels_++] = static_cast<std::uint32_t>(eights);
      eights += players;
    } while (players > 1);
    eights_.assign(eights, {});
    least_ = out;
    first_ = 0;
  }
  /// @param load  or `out`
  void set(std::uint32_t number, double load) {
    const double before = least_;
    change(number, load);
    if (load < before || (load == before && number < first_)) {
      first_ = number;
    } else if (number == first_ && load > before) {
      find_first(least_ == before);
    }
  }
  /// Calls `look(address)` for what set() will touch first.
  template <class Look>
  void look_ahead(std::uint32_t number, const Look& look) const {
    for (unsigned level = 0; level < levels_ && level < 2; ++level) look(&eights_[first_eight_[level] + (number /= 8)]);
  }
  bool empty() const { return least_ == out; }
  double least() const { return least_; }
  /// Whoever has the least; the first of equal ones. There must be somebody.
  std::uint32_t first() const { return first_; }

 private:
  struct alignas(64) Eight {
    std::array<double, 8> of{out, out, out, out, out, out, out, out};

    double least_of_two(std::size_t i) const { return std::min(of[i], of[i + 1]); }
    double least_of_four(std::size_t i) const { return std::min(least_of_two(i), least_of_two(i + 2)); }
    double least() const { return std::min(least_of_four(0), least_of_four(4)); }
    /// The first of those who have the least. No branch hangs on who it is.
    std::size_t first() const {
      std::size_t i = 4 * std::size_t{least_of_four(4) < least_of_four(0)};
      i += 2 * std::size_t{least_of_two(i + 2) < least_of_two(i)};
      return i + std::size_t{of[i + 1] < of[i]};
    }
  };

  void change(std::uint32_t number, double load) {
    for (unsigned level = 0; level < levels_; ++level, number /= 8) {
      Eight& eight = eights_[first_eight_[level] + number / 8];
      double& stands = eight.of[number % 8];
      if (stands == load) return;
      stands = load;
      load = eight.least();
    }
    least_ = load;
  }
  /// Now that whoever was first has more. If others have as little as was the least, all of them stand behind.
  [[gnu::noinline]] void find_first(bool others_had_it) {
    unsigned level = others_had_it ? 0 : levels_ - 1;
    std::size_t number = others_had_it ? first_ / 8 : 0;
    for (; eights_[first_eight_[level] + number].least() != least_; ++level) number /= 8;
    for (++level; level-- > 0;) number = 8 * number + eights_[first_eight_[level] + number].first();
    first_ = static_cast<std::uint32_t>(number);
  }

  std::vector<Eight> eights_;                    ///< the lowest level first
  std::array<std::uint32_t, 11> first_eight_{};  ///< by level: 2^32 numbers have eleven
  unsigned levels_{};
  double least_{out};
  std::uint32_t first_{};
};

}  // namespace caseload
