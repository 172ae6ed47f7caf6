// A stream of random bits that is a pure function of its key: nothing is shared, nothing is stored between uses, so
// the same entity draws the same numbers in every option, on every thread (DESIGN, D9).
// Tested by tests/random/stream_test.cpp.
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
inline std::array<std::uint32_t, 4> philox4x32_10(std::array<std::uint32_t, 4> counter,
                                                  std::array<std::uint32_t, 2> key) {
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = std::uint64_t{0xD2511F53u} * counter[0], b = std::uint64_t{0xCD9E8D57u} * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32U) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32U) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key[0] += 0x9E3779B9u;  // the golden ratio and the square root of 3, less 1, as Weyl sequences
    key[1] += 0xBB67AE85u;
  }
  return counter;
}

/// Uniform random bits; a UniformRandomBitGenerator of 64-bit words that Boost.Random's distributions accept.
/// Making one costs nothing until it is asked for bits, so make one for each draw.
class Stream {
 public:
  using result_type = std::uint64_t;

  /// Every part of the key has a place of its own in Philox's input, and the lowest byte counts the blocks of this
  /// stream: two streams never share a block within 256 of them (512 draws of 64 bits).
  explicit Stream(const StreamKey& key)
      : counter_{key.entity, key.purpose, key.index, key.item << 8U}, key_{key.seed, key.replication} {}

  /// The same, of which somebody has worked out the first block.
  Stream(const StreamKey& key, const std::array<std::uint64_t, 2>& block) : Stream{key} {
    block_ = block;
    ++counter_[3];
    used_ = 0;
  }

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
  result_type operator()() {
    if (used_ == block_.size()) next_block();
    return block_[used_++];
  }

 private:
  void next_block() {
    const auto words = philox4x32_10(counter_, key_);
    // Put together by arithmetic, not by copying memory: the same on machines of either byte order.
    block_ = {words[0] | std::uint64_t{words[1]} << 32U, words[2] | std::uint64_t{words[3]} << 32U};
    ++counter_[3];
    used_ = 0;
  }

  std::array<std::uint32_t, 4> counter_;
  std::array<std::uint32_t, 2> key_;
  std::array<std::uint64_t, 2> block_{};
  std::uint32_t used_{2};
};

/// Uniform on [0, 1), 53 bits.
inline double uniform01(std::uint64_t word) { return static_cast<double>(word >> 11U) * 0x1.0p-53; }
inline double uniform01(Stream& bits) { return uniform01(bits()); }

}  // namespace caseload
