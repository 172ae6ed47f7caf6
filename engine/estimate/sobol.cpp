// Shares of variance: what each factor explains, alone and together with others.
// Hides: Eigen.   Tested by tests/estimate/sobol_test.cpp.
#include <cassert>
#include <cmath>

#include "estimate/no_number.hpp"
#include "estimate/resample.hpp"

namespace caseload {
namespace {

/// Below this a deviation is rounding error beside what it is a deviation from.
constexpr double negligible_deviation = 1e-12;

/// By point: one outcome, or noise by replication.
using Rows = Eigen::Ref<const Eigen::MatrixXd>;

/// A block's points: A, A with each factor in turn from B, B. Blocks follow one another.
struct Block {
  Eigen::Index a, first_mixed, factors, b;

  Block(std::size_t block, std::size_t of_factors)
      : a(static_cast<Eigen::Index>(block * (of_factors + 2))),
        first_mixed(a + 1),
        factors(static_cast<Eigen::Index>(of_factors)),
        b(first_mixed + factors) {}
};

/// What a block says of the variance, and of each factor's part in it: alone (b), then in all (f, Jansen's). The same
/// products of noise tell what it adds to that.
/// @param centre  the mean of all rows of A and B
Eigen::VectorXd products(const Block& block, const Rows& rows, const Eigen::RowVectorXd& centre) {
  const Eigen::RowVectorXd a = rows.row(block.a) - centre, b = rows.row(block.b) - centre;
  const Eigen::MatrixXd steps = rows.middleRows(block.first_mixed, block.factors).rowwise() - rows.row(block.a);
  Eigen::VectorXd result(1 + 2 * block.factors);
  result << (a.squaredNorm() + b.squaredNorm()) / 2, steps * b.transpose(), steps.rowwise().squaredNorm() / 2;
  return result;
}

Eigen::RowVectorXd centre_of(const std::vector<std::size_t>& blocks, std::size_t factors, const Rows& rows) {
  Eigen::RowVectorXd sum = Eigen::RowVectorXd::Zero(rows.cols());
  for (const std::size_t i : blocks) {
    const Block block{i, factors};
    sum += rows.row(block.a) + rows.row(block.b);
  }
  return sum / (2 * static_cast<double>(blocks.size()));
}

/// By block, what noise adds to its products; nothing for blocks that are not asked for.
std::vector<Eigen::VectorXd> noise_of(const std::vector<std::size_t>& blocks, std::size_t factors, const Rows& noise) {
  const Eigen::RowVectorXd centre = centre_of(blocks, factors, noise);
  std::vector<Eigen::VectorXd> result(blocks.empty() ? 0 : blocks.back() + 1);
  for (const std::size_t block : blocks) result[block] = products({block, factors}, noise, centre);
  return result;
}

/// First shares, then total ones; NaN when nothing varies, or nothing that could be told from noise.
std::vector<double> shares(const Draw& draw, std::size_t factors, const std::vector<Eigen::VectorXd>& noise) {
  const Eigen::RowVectorXd centre = centre_of(draw.units, factors, draw.values);
  const auto parts = static_cast<Eigen::Index>(2 * factors);
  Eigen::VectorXd sum = Eigen::VectorXd::Zero(1 + parts);
  for (const std::size_t block : draw.units) {
    sum += products({block, factors}, draw.values, centre) - draw.noises * noise[block];
  }
  const double blocks = static_cast<double>(draw.units.size());
  const double variance = sum(0) / (blocks - 0.5);  // half the squares of 2 n outcomes, over half of 2 n - 1
  const double rounding = negligible_deviation * centre.norm();
  std::vector<double> result(2 * factors, nan);
  if (variance <= rounding * rounding || draw.units.empty()) return result;
  Eigen::Map<Eigen::VectorXd>(result.data(), parts) = sum.tail(parts) / (blocks * variance);
  return result;
}

}  // namespace

std::vector<SobolIndices> sobol_indices(const Sample& sample, std::uint32_t seed) {
  const std::size_t k = sample.factors;
  assert(sample.outcomes.size() % (k + 2) == 0);
  const Noisy points = point_means(sample);
  const std::vector<std::size_t> blocks = complete_units(points.values, k + 2);
  const std::vector<Eigen::VectorXd> noise = noise_of(blocks, k, points.noise);
  const std::vector<Uncertain> found =
      resampled(points, blocks, seed, [&](const Draw& draw) { return shares(draw, k, noise); });

  std::vector<SobolIndices> result;
  for (std::size_t factor = 0; factor < k; ++factor) {
    if (!std::isnan(found[factor].value)) result.push_back({found[factor], found[k + factor]});
  }
  return result;
}

}  // namespace caseload
