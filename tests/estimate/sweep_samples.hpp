// Points of sweeps made by hand, for tests of what a finished sweep says.
#pragma once

#include <cmath>
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "caseload/sensitivity.hpp"

namespace caseload::test {

using Spot = std::vector<double>;  ///< the places of all factors
/// What the replications see at a place.
using Simulated = std::function<std::vector<double>(const Spot&)>;

inline void add_point(Sample& sample, const Spot& place, std::vector<double> outcomes) {
  sample.factors = place.size();
  sample.places.insert(sample.places.end(), place.begin(), place.end());
  sample.outcomes.push_back(std::move(outcomes));
}

inline bool holds(const Uncertain& uncertain, double truth) {
  return uncertain.lower95 <= truth && truth <= uncertain.upper95;
}
inline double width(const Uncertain& uncertain) { return uncertain.upper95 - uncertain.lower95; }

/// Source: Ishigami & Homma, "An importance quantification technique in uncertainty analysis for computer models",
/// ISUMA (1990), with a = 7 and b = 0.1, from the first three coordinates.
inline double ishigami(const Spot& place) {
  const double pi = std::acos(-1.0);
  const auto x = [&](std::size_t i) { return pi * (2 * place[i] - 1); };
  return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

}  // namespace caseload::test
