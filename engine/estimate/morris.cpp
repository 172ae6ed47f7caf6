// Elementary effects: what each factor does, step by step along trajectories.
// Hides: Eigen.   Tested by tests/estimate/morris_test.cpp.
#include <cassert>
#include <cmath>

#include "estimate/no_number.hpp"
#include "estimate/resample.hpp"

namespace caseload {
namespace {

/// From a point to the next one of the trajectory.
struct Step {
  std::size_t from{};
  double length{};  ///< how far the factor moved; below nought: down
};

/// The steps in which the factor moved: one of each trajectory, or none where its places are rounded to the same.
std::vector<Step> steps_of(std::size_t factor, const Sample& sample, const std::vector<std::size_t>& trajectories) {
  const std::size_t k = sample.factors;
  std::vector<Step> steps;
  for (const std::size_t trajectory : trajectories) {
    for (std::size_t from = trajectory * (k + 1); from < trajectory * (k + 1) + k; ++from) {
      const double length = sample.places[(from + 1) * k + factor] - sample.places[from * k + factor];
      if (length != 0) steps.push_back({from, length});
    }
  }
  return steps;
}

Noisy effects_of(const std::vector<Step>& steps, const Noisy& points) {
  const auto count = static_cast<Eigen::Index>(steps.size());
  Noisy effects{Eigen::VectorXd(count), Eigen::MatrixXd(count, points.noise.cols())};
  for (Eigen::Index i = 0; i < count; ++i) {
    const Step& step = steps[static_cast<std::size_t>(i)];
    const auto from = static_cast<Eigen::Index>(step.from);
    effects.values(i) = (points.values(from + 1) - points.values(from)) / step.length;
    effects.noise.row(i) = (points.noise.row(from + 1) - points.noise.row(from)) / step.length;
  }
  return effects;
}

/// Of numbers, or of rows of numbers: the mean square of what lies between them and their mean.
double variance(const Eigen::MatrixXd& rows) {
  if (rows.rows() < 2) return 0;
  return (rows.rowwise() - rows.colwise().mean()).squaredNorm() / static_cast<double>(rows.rows() - 1);
}

/// Mean size, mean, and variance.
/// @param noise  what the noise of simulating adds to the variance
std::vector<double> summary(const Draw& draw, double noise) {
  if (draw.units.empty()) return {nan, nan, nan};
  Eigen::VectorXd effects(static_cast<Eigen::Index>(draw.units.size()));
  for (Eigen::Index i = 0; i < effects.size(); ++i) {
    effects(i) = draw.values(static_cast<Eigen::Index>(draw.units[static_cast<std::size_t>(i)]));
  }
  return {effects.cwiseAbs().mean(), effects.mean(), variance(effects) - draw.noises * noise};
}

Uncertain root(const Uncertain& square) {
  const auto [value, lower, upper] = clamped(square, 0, infinite);
  return {std::sqrt(value), std::sqrt(lower), std::sqrt(upper)};
}

}  // namespace

std::vector<MorrisEffect> morris_effects(const Sample& sample, std::uint32_t seed) {
  const std::size_t k = sample.factors;
  assert(sample.outcomes.size() % (k + 1) == 0 && sample.places.size() == sample.outcomes.size() * k);
  const Noisy points = point_means(sample);
  const std::vector<std::size_t> trajectories = complete_units(points.values, k + 1);

  std::vector<MorrisEffect> result;
  for (std::size_t factor = 0; factor < k; ++factor) {
    const Noisy effects = effects_of(steps_of(factor, sample, trajectories), points);
    const std::vector<std::size_t> all = complete_units(effects.values, 1);
    const double noise = variance(effects.noise);
    const std::vector<Uncertain> found =
        resampled(effects, all, seed, [&](const Draw& draw) { return summary(draw, noise); });
    result.push_back({clamped(found[0], 0, infinite), found[1].value, root(found[2]), all.size()});
  }
  return result;
}

}  // namespace caseload
