// A tournament among a team's workers: who has the least load, of all who may be given a case and of those of them who
// have room for one.   Tested by tests/simulation/least_loaded_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

namespace caseload {

/// Loads by number; the lowest is known, and a change takes as many steps as the tree is high, mostly fewer. The two
/// tournaments stand side by side, as most changes concern both.
class LeastLoaded {
 public:
  enum Among : std::size_t { all, with_room };
  static constexpr double out = std::numeric_limits<double>::infinity();  ///< takes no part

  /// Nobody takes part, of `size` numbers. Memory is kept.
  void restart(std::uint32_t size) {
    leaves_ = std::bit_ceil(size > 0 ? size : 1u);
    lowest_.assign(std::size_t{2} * leaves_, {out, out});
  }
  /// @param load            or `out`
  /// @param load_with_room  the same, or `out` for want of room
  void set(std::uint32_t number, double load, double load_with_room) {
    Loads* const lowest = lowest_.data();
    std::size_t at = leaves_ + number;
    lowest[at] = {load, load_with_room};
    for (at /= 2; at > 0; at /= 2) {
      const Loads &left = lowest[2 * at], &right = lowest[2 * at + 1];
      const double of_all = std::min(left[all], right[all]);
      const double of_those_with_room = std::min(left[with_room], right[with_room]);
      if (lowest[at][all] == of_all && lowest[at][with_room] == of_those_with_room) return;
      lowest[at] = {of_all, of_those_with_room};
    }
  }
  bool empty(Among among) const { return lowest_[1][among] == out; }
  /// Whoever has the least; the first of equal ones. There must be somebody.
  std::uint32_t first(Among among) const {
    const Loads* const lowest = lowest_.data();
    const std::size_t leaves = leaves_;
    std::size_t at = 1;
    while (at < leaves) at = 2 * at + (lowest[2 * at + 1][among] < lowest[2 * at][among]);
    return static_cast<std::uint32_t>(at - leaves);
  }

 private:
  using Loads = std::array<double, 2>;  // by Among

  std::uint32_t leaves_{1};
  std::vector<Loads> lowest_{2, {out, out}};  ///< of the subtree; the root has number 1, the leaves come last
};

}  // namespace caseload
