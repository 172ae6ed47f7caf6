// What is left, at a moment chosen at random, of a random length that is under way: a uniform part of a length-biased one.
// Source: Cox, Renewal Theory (1962), section 5.2.   Tested by tests/simulation/strain_test.cpp.
#pragma once

#include <array>
#include <cmath>

#include "random/draw.hpp"

namespace caseload {

/// A draw in proportion to its length. Exact for the laws that have a length-biased law of the same kind (lognormal,
/// gamma, Weibull); for the others one of 32 draws is chosen.
inline double length_biased(const Distribution& distribution, Stream& bits) {
  if (const auto* d = std::get_if<LogNormal>(&distribution)) return draw(LogNormal{d->mu + d->sigma * d->sigma, d->sigma}, bits);
  if (const auto* d = std::get_if<Gamma>(&distribution)) return draw(Gamma{d->shape + 1, d->scale}, bits);
  if (const auto* d = std::get_if<Weibull>(&distribution)) {
    return d->scale * std::pow(draw(Gamma{1 + 1 / d->shape, 1}, bits), 1 / d->shape);
  }
  std::array<double, 32> lengths;
  double sum = 0;
  for (double& length : lengths) sum += length = draw(distribution, bits);
  double pick = uniform01(bits) * sum;
  std::size_t chosen = 0;
  while (chosen + 1 < lengths.size() && pick >= lengths[chosen]) pick -= lengths[chosen++];
  return lengths[chosen];
}

inline double residual_of(const Distribution& distribution, Stream& bits) {
  if (std::holds_alternative<Exponential>(distribution)) return draw(distribution, bits);  // without memory
  return length_biased(distribution, bits) * uniform01(bits);
}

}  // namespace caseload
