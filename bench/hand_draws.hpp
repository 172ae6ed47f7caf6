// Random numbers as the programs by hand draw them: one generator for all, the quickest that is good.
// Tested by tests/bench/limit_test.cpp, through what is made of them.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace caseload::bench {

/// xoshiro256++. Source: Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021).
class Bits {
 public:
  explicit Bits(std::uint64_t seed) {
    for (std::uint64_t& word : state_) {  // splitmix64, as its authors advise
      std::uint64_t z = seed += 0x9E3779B97F4A7C15;
      z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
      z = (z ^ z >> 27) * 0x94D049BB133111EB;
      word = z ^ z >> 31;
    }
  }
  std::uint64_t operator()() {
    const std::uint64_t result = std::rotl(state_[0] + state_[3], 23) + state_[0];
    const std::uint64_t t = state_[1] << 17;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= t;
    state_[3] = std::rotl(state_[3], 45);
    return result;
  }
  /// In (0, 1).
  double unit() { return (static_cast<double>((*this)() >> 12) + 0.5) * 0x1p-52; }
  bool chance(double p) { return static_cast<double>((*this)() >> 11) * 0x1p-53 < p; }

 private:
  std::uint64_t state_[4];
};

/// The ziggurat of the exponential law with mean 1, 256 layers.
/// Source: Marsaglia & Tsang, "The ziggurat method for generating random variables", J. Statistical Software 5 (2000).
class Ziggurat {
 public:
  Ziggurat() {
    // Layers of equal area: the lowest has the tail, which begins at `tail_from`, to it.
    constexpr double area = 3.949659822581572e-3;
    double x = tail_from, previous = x;
    width_[0] = area / std::exp(-x) * 0x1p-56;
    inside_[0] = as_integer(x / (area / std::exp(-x)));
    height_[0] = 1;
    for (std::size_t layer = 255; layer >= 1; --layer) {
      width_[layer] = x * 0x1p-56;
      height_[layer] = std::exp(-x);
      if (layer == 1) break;
      previous = x;
      x = -std::log(area / x + std::exp(-x));
      inside_[layer] = as_integer(x / previous);
    }
    inside_[1] = 0;
  }

  double operator()(Bits& bits) const {
    for (;;) {
      const std::uint64_t word = bits();
      const std::size_t layer = word & 0xFF;
      const std::uint64_t along = word >> 8;
      const double x = static_cast<double>(static_cast<std::int64_t>(along)) * width_[layer];
      if (along < inside_[layer]) [[likely]]
        return x;
      if (layer == 0) return tail_from - std::log(bits.unit());
      // Layer 1 is the highest: its top is exp(0).
      const double above = layer == 1 ? 1 : height_[layer - 1];
      if (height_[layer] + bits.unit() * (above - height_[layer]) < std::exp(-x)) return x;
    }
  }

 private:
  static constexpr double tail_from = 7.69711747013104972;
  static std::uint64_t as_integer(double share) { return static_cast<std::uint64_t>(share * 0x1p56); }

  std::array<std::uint64_t, 256> inside_{};  ///< along a layer so far, every point lies under the curve
  std::array<double, 256> width_{}, height_{};
};
inline const Ziggurat ziggurat;

}  // namespace caseload::bench
