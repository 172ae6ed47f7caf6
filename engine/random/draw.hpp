// Draws from the distributions of distribution.hpp.   Tested by tests/random/draw_test.cpp.
#pragma once

#include "caseload/distribution.hpp"
#include "random/stream.hpp"

namespace caseload {

/// One value, in the unit of the distribution's parameters. Uses as many bits of the stream as it needs, so give each
/// draw a stream of its own where options must stay in step.
double draw(const Distribution&, Stream&);

namespace ziggurat {
/// Of the 256 layers under one density and of the 128 under half of the other, falling; one more than there are layers.
extern const double* const exponential_edges;
extern const double* const normal_edges;
/// Whatever it takes, from the stream's beginning.
double exponential(Stream);
double normal(Stream);
/// How far across its layer the 64 bits lie, of which the lowest eight choose the layer.
inline double across(std::uint64_t word) {
  // 56 bits of which a double can hold 53: Boost.Random clears this one.
  return static_cast<double>(static_cast<std::int64_t>((word & ~(std::uint64_t{1} << 11U)) >> 8U)) * 0x1.0p-56;
}
}  // namespace ziggurat

/// Exponential of mean 1. Nearly always the first 64 bits of the stream are enough.
/// @param word         these
/// @param make_stream  gives the stream; called in the rare case that they are not
/// Source: Marsaglia & Tsang, "The ziggurat method for generating random variables", Journal of Statistical Software 5
/// (2000), in the form that Boost.Random gives it.
template <class MakeStream>
double unit_exponential(std::uint64_t word, const MakeStream& make_stream) {
  const double* const edge = ziggurat::exponential_edges + (word & 0xFFU);
  const double x = ziggurat::across(word) * edge[0];
  if (x < edge[1]) [[likely]]
    return x;
  return ziggurat::exponential(make_stream());
}

/// The same. @param make_stream  called again in the rare case
template <class MakeStream>
double unit_exponential(const MakeStream& make_stream) {
  return unit_exponential(make_stream()(), make_stream);
}

/// Standard normal, likewise. The lowest bit is the sign.
template <class MakeStream>
double unit_normal(std::uint64_t word, const MakeStream& make_stream) {
  const double* const edge = ziggurat::normal_edges + (word >> 1U & 0x7FU);
  const double x = ziggurat::across(word) * edge[0];
  if (x < edge[1]) [[likely]]
    return x * (static_cast<int>(word & 1U) * 2 - 1);
  return ziggurat::normal(make_stream());
}

}  // namespace caseload
