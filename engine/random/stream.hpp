// A stream of random bits that is a pure function of its key: nothing is shared, nothing is stored between uses, so
// the same entity draws the same numbers in every option, on every thread (DESIGN, D9).
// Hides: Philox 4x32-10 of Random123.   Tested by tests/random/stream_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <limits>

namespace caseload {

/// What a stream belongs to. Two different keys give independent streams.
struct StreamKey {
  std::uint32_t seed{};
  std::uint32_t replication{};
  std::uint32_t entity{};   ///< which family, which worker, ...
  std::uint32_t purpose{};  ///< what is drawn; defined by whoever draws
  std::uint32_t index{};    ///< the how-manieth draw for this purpose
  std::uint32_t item{};     ///< a second such number; below 2^24
};

/// The bijection behind every stream: 128 bits of counter and 64 bits of key to 128 random bits.
/// Source: Salmon, Moraes, Dror & Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC'11.
std::array<std::uint32_t, 4> philox4x32_10(const std::array<std::uint32_t, 4>& counter,
                                           const std::array<std::uint32_t, 2>& key);

/// Uniform random bits; a UniformRandomBitGenerator of 64-bit words that Boost.Random's distributions accept.
/// Making one costs nothing until it is asked for bits, so make one for each draw.
class Stream {
 public:
  using result_type = std::uint64_t;

  /// Every part of the key has a place of its own in Philox's input, and the lowest byte counts the blocks of this
  /// stream: two streams never share a block within 256 of them (512 draws of 64 bits).
  explicit Stream(const StreamKey& key)
      : counter_{key.entity, key.purpose, key.index, key.item << 8U}, key_{key.seed, key.replication} {}

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
  result_type operator()() {
    if (used_ == block_.size()) next_block();
    return block_[used_++];
  }

 private:
  void next_block();

  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint64_t, 2> block_{};
  std::uint32_t used_{2};
};

/// Uniform on [0, 1), 53 bits.
inline double uniform01(Stream& bits) { return static_cast<double>(bits() >> 11U) * 0x1.0p-53; }

}  // namespace caseload
