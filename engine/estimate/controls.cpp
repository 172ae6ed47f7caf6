// Control variates: means less what luck explains.   Hides: Eigen.   Tested by tests/estimate/controls_test.cpp.
#include <Eigen/Dense>
#include <algorithm>
#include <cassert>
#include <cmath>

#include "caseload/estimates.hpp"
#include "estimate/student.hpp"
#include "experiment/share_out.hpp"

namespace caseload {
namespace {

/// Below this a column is rounding error beside what it was made of.
constexpr double negligible_column = 1e-9;

/// Controls in the form in which a regression on them is two products: an orthonormal basis of what they add to a
/// constant, and how lucky the replications were on average, in terms of that basis.
struct Basis {
  Eigen::MatrixXd directions;  ///< replications x independent controls
  Eigen::VectorXd luck;        ///< one per direction
};

/// Columns about their means, and the means, both in units of the column's length. Constant columns are left out.
Basis centred(const Eigen::MatrixXd& controls) {
  Basis centred{Eigen::MatrixXd(controls.rows(), controls.cols()), Eigen::VectorXd(controls.cols())};
  Eigen::Index kept = 0;
  for (Eigen::Index j = 0; j < controls.cols(); ++j) {
    const double mean = controls.col(j).mean();
    const Eigen::VectorXd off = (controls.col(j).array() - mean).matrix();
    const double length = off.norm();
    if (length <= negligible_column * controls.col(j).norm()) continue;
    centred.directions.col(kept) = off / length;
    centred.luck(kept++) = mean / length;
  }
  centred.directions.conservativeResize(Eigen::NoChange, kept);
  centred.luck.conservativeResize(kept);
  return centred;
}

/// Controls that follow from others are left out.
Basis basis_of(const Eigen::MatrixXd& controls) {
  const Basis all = centred(controls);
  if (all.luck.size() == 0) return all;
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr;
  qr.setThreshold(negligible_column);
  qr.compute(all.directions);
  const Eigen::Index rank = qr.rank();
  const Eigen::VectorXd luck = (qr.colsPermutation().transpose() * all.luck).head(rank);
  return {qr.householderQ() * Eigen::MatrixXd::Identity(controls.rows(), rank),
          qr.matrixR().topLeftCorner(rank, rank).transpose().triangularView<Eigen::Lower>().solve(luck)};
}

Basis basis_of(std::span<const double> luck, std::size_t replications) {
  const auto rows = static_cast<Eigen::Index>(replications);
  const Eigen::Index columns = rows == 0 ? 0 : static_cast<Eigen::Index>(luck.size()) / rows;
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  return basis_of(Eigen::MatrixXd{Eigen::Map<const RowMajor>(luck.data(), rows, columns)});
}

Controlled control(std::span<const double> values, const Basis& basis) {
  Controlled result{estimate(values)};
  const double n = static_cast<double>(values.size()), q = static_cast<double>(basis.luck.size());
  // Luck has mean zero over all futures, but not over those in which a measure is observed: a wait needs a family.
  const bool all_seen = result.with.n == values.size();
  if (!all_seen || q == 0 || n < q + 10) return result;

  Eigen::VectorXd off = Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
  off.array() -= result.with.mean;
  const Eigen::VectorXd slopes = basis.directions.transpose() * off;
  const double unexplained = (off - basis.directions * slopes).squaredNorm() / (n - q - 1);
  // That the slopes are estimated costs this much on average (Lavenberg & Welch, 1981).
  const double variance = unexplained / n * (n - 2) / (n - q - 2);
  const double plain = result.with.standard_error * result.with.standard_error;
  if (variance >= plain) return result;

  Estimate& with = result.with;
  with.mean -= slopes.dot(basis.luck);
  with.standard_error = std::sqrt(unexplained * (1 / n + basis.luck.squaredNorm()));
  const double half_width = student_quantile(n - q - 1, 0.025) * with.standard_error;
  with.lower95 = with.mean - half_width;
  with.upper95 = with.mean + half_width;
  result.variance_reduction = plain / variance;
  return result;
}

}  // namespace

Controlled control(std::span<const double> values, std::span<const double> luck) {
  assert(values.empty() || luck.size() % values.size() == 0);
  return control(values, basis_of(luck, values.size()));
}

std::vector<Controlled> control(const Replications& replications) {
  const Kept& seen = replications.observations;
  std::vector<double> luck;
  for (const Observations& one : seen) luck.insert(luck.end(), one.luck.begin(), one.luck.end());
  const Basis basis = basis_of(luck, seen.size());

  std::vector<Controlled> result(seen.width(&Observations::values));
  share_out(result.size(), replications.asked.threads,
            [&](std::size_t i) { result[i] = control(seen.column(&Observations::values, i), basis); });
  return result;
}

}  // namespace caseload
