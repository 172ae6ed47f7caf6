// Streams: published answers of Philox, one word of input for each part of the key, and streams of neighbouring keys
// that know nothing of each other.
#include "random/stream.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace caseload {
namespace {

static_assert(std::uniform_random_bit_generator<Stream>);

using Words = std::array<std::uint32_t, 4>;

TEST_CASE("Philox 4x32-10 gives the known answers of Random123") {
  // Source: Random123 1.14, tests/kat_vectors, lines "philox4x32 10".
  CHECK(philox4x32_10({0, 0, 0, 0}, {0, 0}) == Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr std::uint32_t ones = 0xffffffff;
  CHECK(philox4x32_10({ones, ones, ones, ones}, {ones, ones}) == Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32_10({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a stream is Philox in counter mode, two 64-bit words to a block, low half first") {
  Stream bits{{.seed = 0, .replication = 0, .entity = 0, .purpose = 0, .index = 0}};
  CHECK(bits() == 0xe169c58d6627e8d5);
  CHECK(bits() == 0x9b00dbd8bc57ac4c);
  const Words second_block = philox4x32_10({0, 0, 0, 1}, {0, 0});
  CHECK(bits() == (second_block[0] | std::uint64_t{second_block[1]} << 32U));

  Stream keyed{{.seed = 11, .replication = 12, .entity = 13, .purpose = 14, .index = 15}};
  const Words block = philox4x32_10({13, 14, 15, 0}, {11, 12});
  CHECK(keyed() == (block[0] | std::uint64_t{block[1]} << 32U));
}

TEST_CASE("the same key gives the same numbers, however often and in whatever order streams are made") {
  const StreamKey key{1, 2, 3, 4, 5};
  Stream first{key};
  std::vector<std::uint64_t> alone;
  for (int i = 0; i < 100; ++i) alone.push_back(first());

  Stream again{key};
  Stream other{{1, 2, 3, 4, 6}};
  for (const std::uint64_t expected : alone) {
    other();
    CHECK(again() == expected);
  }
}

TEST_CASE("keys that differ in one part, by one or by the largest amount, never give the same word") {
  std::set<std::uint64_t> seen;
  std::size_t drawn = 0;
  const std::vector<std::uint32_t> values{0, 1, 2, 255, 256, 65'536, (1U << 24U) - 1, 1U << 24U, 0xffffffff};
  for (const std::uint32_t value : values) {
    for (int part = 0; part < 5; ++part) {
      if (value == 0 && part > 0) continue;  // the same all-zero key
      StreamKey key;
      (part == 0   ? key.seed
       : part == 1 ? key.replication
       : part == 2 ? key.entity
       : part == 3 ? key.purpose
                   : key.index) = value;
      Stream bits{key};
      for (int i = 0; i < 1000; ++i, ++drawn) seen.insert(bits());
    }
  }
  CHECK(seen.size() == drawn);  // 41 000 of 2^64: a chance meeting has a probability of 5e-11
}

TEST_CASE("uniform01 is at least 0, below 1 and fills what lies between evenly") {
  constexpr int n = 1'000'000, cells = 1000;
  std::vector<int> count(cells);
  Stream bits{{.seed = 7}};
  double sum = 0;
  bool inside = true;
  for (int i = 0; i < n; ++i) {
    const double u = uniform01(bits);
    inside = inside && u >= 0 && u < 1;
    sum += u;
    ++count[static_cast<std::size_t>(u * cells)];
  }
  CHECK(inside);
  CHECK(sum / n == Approx(0.5).margin(4 / std::sqrt(12.0 * n)).epsilon(0));
  double chi_square = 0;
  for (const int c : count) chi_square += (c - double{n} / cells) * (c - double{n} / cells) / (double{n} / cells);
  // 999 degrees of freedom: mean 999, standard deviation sqrt(2 * 999) = 44.7.
  CHECK(chi_square == Approx(999).margin(4 * 44.7).epsilon(0));
}

TEST_CASE("the largest word still gives a uniform below 1") {
  CHECK(static_cast<double>(Stream::max() >> 11U) * 0x1.0p-53 < 1.0);
}

TEST_CASE("first draws of neighbouring keys are uniform and uncorrelated, whichever part of the key counts up") {
  constexpr int n = 200'000;
  const std::vector<std::pair<std::string, std::function<StreamKey(std::uint32_t)>>> ways{
      {"seed",
       [](std::uint32_t i) {
         return StreamKey{i, 1, 1, 1, 1};
       }},
      {"replication",
       [](std::uint32_t i) {
         return StreamKey{1, i, 1, 1, 1};
       }},
      {"entity",
       [](std::uint32_t i) {
         return StreamKey{1, 1, i, 1, 1};
       }},
      {"purpose",
       [](std::uint32_t i) {
         return StreamKey{1, 1, 1, i, 1};
       }},
      {"index",
       [](std::uint32_t i) {
         return StreamKey{1, 1, 1, 1, i};
       }},
  };
  for (const auto& [part, key] : ways) {
    CAPTURE(part);
    std::vector<double> u;
    u.reserve(n);
    for (std::uint32_t i = 0; i < n; ++i) {
      Stream bits{key(i)};
      u.push_back(uniform01(bits));
    }
    constexpr std::size_t cells = 10;
    std::array<int, cells * cells> pairs{};  // of one draw and the next: 100 equally likely cells
    double mean = 0, product = 0;
    for (std::size_t i = 0; i + 1 < u.size(); ++i) {
      mean += u[i];
      product += (u[i] - 0.5) * (u[i + 1] - 0.5);
      ++pairs[static_cast<std::size_t>(u[i] * cells) * cells + static_cast<std::size_t>(u[i + 1] * cells)];
    }
    CHECK(mean / n == Approx(0.5).margin(4 / std::sqrt(12.0 * n)).epsilon(0));
    CHECK(12 * product / n == Approx(0).margin(4 / std::sqrt(double{n})));  // correlation
    double chi_square = 0;
    for (const int c : pairs) chi_square += std::pow(c - n / 100.0, 2) / (n / 100.0);
    CHECK(chi_square == Approx(99).margin(4 * std::sqrt(2 * 99.0)).epsilon(0));
  }
}

}  // namespace
}  // namespace caseload
