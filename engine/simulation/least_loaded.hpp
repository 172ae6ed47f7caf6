// A tournament among a team's workers: who has the least load, of all who may be given a case.
// Tested by tests/simulation/least_loaded_test.cpp.
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <vector>

namespace caseload {

/// Loads by number; whoever has the lowest is known, and a change takes as many steps as the tree is high, mostly fewer.
class LeastLoaded {
 public:
  static constexpr double out = std::numeric_limits<double>::infinity();  ///< takes no part

  /// Nobody takes part, of `size` numbers. Memory is kept.
  void restart(std::uint32_t size) {
    leaves_ = std::bit_ceil(size > 0 ? size : 1u);
    lowest_.assign(std::size_t{2} * leaves_, out);
    first_ = 0;
  }
  /// @param load  or `out`
  void set(std::uint32_t number, double load) {
    const bool goes_before = load < least() || (load == least() && number < first_);
    change(leaves_ + number, load);
    if (number == first_) {
      find_first();
    } else if (goes_before) {
      first_ = number;
    }
  }
  bool empty() const { return least() == out; }
  double least() const { return lowest_[1]; }
  /// Whoever has the least; the first of equal ones. There must be somebody.
  std::uint32_t first() const { return first_; }

 private:
  void change(std::size_t at, double load) {
    double* const lowest = lowest_.data();
    lowest[at] = load;
    for (at /= 2; at > 0; at /= 2) {
      const double least = std::min(lowest[2 * at], lowest[2 * at + 1]);
      if (lowest[at] == least) return;
      lowest[at] = least;
    }
  }
  void find_first() {
    const double* const lowest = lowest_.data();
    const std::size_t leaves = leaves_;
    std::size_t at = 1;
    while (at < leaves) at = 2 * at + (lowest[2 * at + 1] < lowest[2 * at]);
    first_ = static_cast<std::uint32_t>(at - leaves);
  }

  std::uint32_t leaves_{1};
  std::uint32_t first_{};
  std::vector<double> lowest_{out, out};  ///< of the subtree; the root has number 1, the leaves come last
};

}  // namespace caseload
