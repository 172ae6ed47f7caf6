// Which of a team's workers have nothing to do; the first of them is found at once, however many there are.
// Tested by tests/simulation/idle_set_test.cpp.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace caseload {

/// A set of numbers below a fixed bound. Each bit of a level says whether a word of the level below has any.
class IdleSet {
 public:
  /// Empty, for numbers below `bound`. Memory is kept.
  void restart(std::uint32_t bound) {
    words_.clear();
    levels_ = 0;
    for (std::size_t size = bound; levels_ == 0 || size > 1; ++levels_) {
      size = (size + 63) / 64;
      first_word_[levels_] = words_.size();
      words_.resize(words_.size() + (size > 0 ? size : 1));
    }
  }
  void insert(std::uint32_t number) {
    for (unsigned level = 0; level < levels_; ++level, number /= 64) {
      std::uint64_t& word = words_[first_word_[level] + number / 64];
      const bool had_any = word != 0;
      word |= std::uint64_t{1} << number % 64;
      if (had_any) return;
    }
  }
  void erase(std::uint32_t number) {
    for (unsigned level = 0; level < levels_; ++level, number /= 64) {
      std::uint64_t& word = words_[first_word_[level] + number / 64];
      word &= ~(std::uint64_t{1} << number % 64);
      if (word != 0) return;
    }
  }
  bool empty() const { return words_.back() == 0; }
  /// The lowest. The set must not be empty.
  std::uint32_t first() const {
    std::uint32_t number = 0;
    for (unsigned level = levels_; level-- > 0;) {
      number = number * 64 + static_cast<std::uint32_t>(std::countr_zero(words_[first_word_[level] + number]));
    }
    return number;
  }

 private:
  static constexpr unsigned most_levels = 6;  // 2^36 numbers
  std::vector<std::uint64_t> words_;          ///< the lowest level first
  std::size_t first_word_[most_levels]{};
  unsigned levels_{};
};

}  // namespace caseload
