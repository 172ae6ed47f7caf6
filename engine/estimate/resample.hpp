// How sure a number is that the points of a sweep gave: what it would have been, had other points been chosen and other
// futures met them.   Tested by tests/estimate/{morris,sobol,pawn}_test.cpp.
#pragma once

#include <Eigen/Core>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "caseload/sensitivity.hpp"

namespace caseload {

/// Numbers with the noise of simulating, which they have in common as far as they come from the same futures.
struct Noisy {
  Eigen::VectorXd values;
  Eigen::MatrixXd noise;  ///< values x replications: the product of two rows estimates the covariance of two values
};

/// By point, the mean of what its replications saw; NaN: none saw anything. The mean of one replication has no noise
/// that could be estimated, and is taken to have none.
Noisy point_means(const Sample& sample);

/// The points, or blocks of points, none of whose numbers is NaN, where each has `size` numbers that follow one
/// another.
std::vector<std::size_t> complete_units(const Eigen::VectorXd& values, std::size_t size);

/// What could as well have come out.
struct Draw {
  std::vector<std::size_t> units;  ///< points or blocks of points, some of them repeatedly
  Eigen::VectorXd values;          ///< of all that is noisy
  double noises{};  ///< how many times they hold the noise of simulating: two when it was drawn anew, or one
};

inline constexpr std::size_t draws = 1000;

/// Numbers that `statistics` makes of what came out, with intervals: percentiles of the draws, in which the units are
/// drawn with replacement and the replications have random weights, each the same one wherever it counts. Draws are
/// moved to have the number for their mean, as drawing makes distances and sizes larger. A number that is NaN in a draw
/// is left out there. With one unit there is nothing to draw from, and the ends are NaN.
///
/// Noise that units do not share counts more than once, and where there is much of it intervals are too wide (Owen,
/// "The pigeonhole bootstrap", Annals of Applied Statistics 1, 2007).
///
/// Weights: Rubin, "The Bayesian bootstrap", Annals of Statistics 9 (1981), to first order, so that the variance of a
/// mean is right however few replications it has. Percentiles, further out where units are few: Hesterberg, "What
/// teachers should know about the bootstrap", The American Statistician 69 (2015), on expanded percentiles.
std::vector<Uncertain> resampled(const Noisy& noisy, const std::vector<std::size_t>& units, std::uint32_t seed,
                                 const std::function<std::vector<double>(const Draw&)>& statistics);

/// With nothing outside what the number can be.
Uncertain clamped(const Uncertain& uncertain, double least, double most);

/// From 0 to less than n; the same for the same key.
std::size_t random_below(std::size_t n, std::uint32_t seed, std::size_t draw, std::size_t place);

}  // namespace caseload
