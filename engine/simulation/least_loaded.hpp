// A tournament among a team's workers: who has the least load.   Tested by tests/simulation/least_loaded_test.cpp.
#pragma once

#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

namespace caseload {

/// Loads by number; the lowest is known, and a change takes as many steps as the tree is high, mostly fewer.
class LeastLoaded {
 public:
  static constexpr double out = std::numeric_limits<double>::infinity();  ///< takes no part

  /// Nobody takes part, of `size` numbers. Memory is kept.
  void restart(std::uint32_t size) {
    leaves_ = std::bit_ceil(size > 0 ? size : 1u);
    lowest_.assign(std::size_t{2} * leaves_, out);
  }
  void set(std::uint32_t number, double load) {
    std::size_t at = leaves_ + number;
    lowest_[at] = load;
    for (at /= 2; at > 0; at /= 2) {
      const double lower = lowest_[2 * at] <= lowest_[2 * at + 1] ? lowest_[2 * at] : lowest_[2 * at + 1];
      if (lowest_[at] == lower) return;
      lowest_[at] = lower;
    }
  }
  bool empty() const { return lowest_[1] == out; }
  /// Whoever has the least; the first of equal ones. There must be somebody.
  std::uint32_t first() const {
    std::size_t at = 1;
    while (at < leaves_) at = lowest_[2 * at] <= lowest_[2 * at + 1] ? 2 * at : 2 * at + 1;
    return static_cast<std::uint32_t>(at - leaves_);
  }

 private:
  std::uint32_t leaves_{1};
  std::vector<double> lowest_{out, out};  ///< of the subtree; the root has number 1, the leaves come last
};

}  // namespace caseload
