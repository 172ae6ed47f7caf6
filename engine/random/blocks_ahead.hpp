// The beginnings of eight streams at once, of entities that follow each other: who comes next is known, and a processor
// works out eight in about the time of one.   Tested by tests/random/blocks_ahead_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "random/stream.hpp"

namespace caseload {

class BlocksAhead {
 public:
  static constexpr std::uint32_t count = 8;
  using Words = std::array<std::uint64_t, count>;

  /// The stream of this key; what it gives does not depend on what has been asked for before. Worth while if the keys
  /// that are asked for differ in their entity only, which goes up by one from time to time.
  Stream stream(const StreamKey& key) {
    const std::uint32_t place = key.entity % count;
    if (key.entity - place != first_) {
      // Behind what has been worked out already: not again for the sake of one.
      if (first_ != nothing && key.entity < first_) return Stream{key};
      work_out(key, key.entity - place);
    }
    return Stream{key, {low_[place], high_[place]}};
  }
  /// The first 64 bits of the streams of eight entities. @param key  of the first of them, a multiple of eight
  const Words& first_words(const StreamKey& key) {
    if (key.entity != first_) work_out(key, key.entity);
    return low_;
  }

  /// Works out the first block of eight entities, of which `first` is the first: its 64-bit halves.
  using Way = void (*)(std::uint32_t first, const StreamKey&, Words& low, Words& high);
  /// Those that this processor can, the quickest last. All give the same.
  static std::vector<Way> ways();

 private:
  static constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();
  void work_out(const StreamKey&, std::uint32_t first);

  std::uint32_t first_{nothing};  ///< entity
  Words low_{}, high_{};
};

}  // namespace caseload
