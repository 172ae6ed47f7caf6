// See emulator.hpp.
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "estimate/emulator.hpp"

namespace caseload {
namespace {

using Eigen::ArrayXXd, Eigen::Index, Eigen::Lower, Eigen::MatrixXd, Eigen::VectorXd;

/// Of each coefficient of the trend, before anything is known: so wide that the values alone decide.
constexpr double prior_variance = 1e4;

/// Distances between the rows of one and the rows of the other, times the square root of 5.
ArrayXXd stretched_distances(const MatrixXd& a, const MatrixXd& b) {
  ArrayXXd squares = ArrayXXd::Zero(a.rows(), b.rows());
  for (Index k = 0; k < a.cols(); ++k) {
    squares += (a.col(k).replicate(1, b.rows()) - b.col(k).transpose().replicate(a.rows(), 1)).array().square();
  }
  return (5 * squares).sqrt();
}

/// Matérn 5/2. Source: Rasmussen & Williams (2006), equation 4.17.
MatrixXd correlations(const MatrixXd& a, const MatrixXd& b) {
  const ArrayXXd s = stretched_distances(a, b);
  return ((1 + s + s.square() / 3) * (-s).exp()).matrix();
}

/// The derivative of a correlation by the logarithm of a length is this times the square of the (scaled) distance along
/// that factor.
MatrixXd correlation_slopes(const MatrixXd& places) {
  const ArrayXXd s = stretched_distances(places, places);
  return (5.0 / 3 * (1 + s) * (-s).exp()).matrix();
}

MatrixXd trend_columns(const MatrixXd& places) {
  MatrixXd columns(places.rows(), places.cols() + 1);
  columns << VectorXd::Ones(places.rows()), places;
  return columns;
}

double log_determinant(const Eigen::LLT<MatrixXd>& factor) {
  return 2 * factor.matrixLLT().diagonal().array().log().sum();
}

}  // namespace

Kernel kernel_of(const VectorXd& logs) {
  const Index factors = logs.size() - 3;
  return {logs.head(factors).array().exp().matrix(), std::exp(logs(factors)), std::exp(logs(factors + 1)),
          std::exp(logs(factors + 2))};
}

GaussianProcess::GaussianProcess(Known known, Kernel kernel)
    : known_(std::move(known)), kernel_(std::move(kernel)), scaled_(scaled(known_.places)) {
  MatrixXd covariances = kernel_.variance * correlations(scaled_, scaled_);
  covariances.diagonal() += own_noise();
  covariances.diagonal().array() += kernel_.variance * kernel_.nugget;
  factor_.compute(covariances);
  if (factor_.info() != Eigen::Success) return;

  trend_ = factor_.matrixL().solve(trend_columns(known_.places));
  MatrixXd precision = trend_.transpose() * trend_;
  precision.diagonal().array() += 1 / prior_variance;
  precision_.compute(precision);

  const VectorXd white = factor_.matrixL().solve(known_.values);
  coefficients_ = precision_.solve(trend_.transpose() * white);
  weights_ = factor_.matrixU().solve(white - trend_ * coefficients_);
}

MatrixXd GaussianProcess::scaled(const MatrixXd& places) const {
  return places * kernel_.lengths.cwiseInverse().asDiagonal();
}

/// Source: Rasmussen & Williams (2006), equation 2.45, less the terms of the prior, which are constant.
double GaussianProcess::log_likelihood() const {
  if (factor_.info() != Eigen::Success) return -std::numeric_limits<double>::infinity();
  return -(known_.values.dot(weights_) + log_determinant(factor_) + log_determinant(precision_)) / 2;
}

/// L^-1. Block by block, because above the diagonal there is nothing to work out.
MatrixXd GaussianProcess::inverse_factor() const {
  constexpr Index block = 64;
  const Index n = known_.values.size();
  MatrixXd inverse = MatrixXd::Identity(n, n);
  for (Index from = 0; from < n; from += block) {
    auto columns = inverse.block(from, from, n - from, std::min(block, n - from));
    factor_.matrixLLT().bottomRightCorner(n - from, n - from).triangularView<Lower>().solveInPlace(columns);
  }
  return inverse;
}

/// J, with which the precision of the values, the trend integrated out, is P = K^-1 - J' J.
MatrixXd GaussianProcess::trend_share() const {
  return precision_.matrixL().solve(factor_.matrixU().solve(trend_).transpose());
}

/// With P the precision of the values and w = P values, the derivative is minus half the sum of (P - w w') times the
/// derivatives of the covariances. Source: Rasmussen & Williams (2006), equation 5.9.
VectorXd GaussianProcess::slopes() const {
  const Index factors = known_.places.cols();
  const MatrixXd inverse = inverse_factor(), share = trend_share();
  MatrixXd blame = -weights_ * weights_.transpose();
  blame.noalias() -= share.transpose() * share;
  blame.noalias() += inverse.transpose() * inverse;
  blame *= -kernel_.variance / 2;

  VectorXd slopes(factors + 3);
  const MatrixXd by_square = blame.cwiseProduct(correlation_slopes(scaled_));
  const VectorXd sums = by_square.rowwise().sum();
  for (Index k = 0; k < factors; ++k) {  // sum over i and j of by_square(i, j) (x(i) - x(j))^2
    const VectorXd x = scaled_.col(k);
    slopes(k) = 2 * (sums.dot(x.cwiseAbs2()) - x.dot(by_square * x));
  }
  slopes(factors + 1) = kernel_.nugget * blame.trace();
  slopes(factors + 2) = blame.diagonal().dot(own_noise()) / kernel_.variance;
  slopes(factors) = blame.cwiseProduct(correlations(scaled_, scaled_)).sum() + slopes(factors + 1);
  return slopes;
}

/// Source: Rasmussen & Williams (2006), equation 2.42, averaged over the places.
Predicted GaussianProcess::average(const MatrixXd& places) const {
  const MatrixXd there = scaled(places);
  const VectorXd covariances = kernel_.variance * correlations(scaled_, there).rowwise().mean();
  const VectorXd columns = trend_columns(places).colwise().mean();

  const VectorXd white = factor_.matrixL().solve(covariances);
  const VectorXd beyond_trend = precision_.matrixL().solve(columns - trend_.transpose() * white);
  const double variance =
      kernel_.variance * correlations(there, there).mean() - white.squaredNorm() + beyond_trend.squaredNorm();
  return {columns.dot(coefficients_) + covariances.dot(weights_), std::sqrt(std::max(variance, 0.0))};
}

Predicted GaussianProcess::at(const Eigen::RowVectorXd& place) const {
  const Predicted smooth = average(place);
  return {smooth.mean, std::hypot(smooth.standard_error, std::sqrt(kernel_.variance * kernel_.nugget))};
}

/// Source: Dubrule, "Cross validation of kriging in a unique neighborhood", Mathematical Geology 15 (1983): a value is
/// missed by w(i) / P(i, i), with a variance of 1 / P(i, i).
std::vector<Predicted> GaussianProcess::left_out() const {
  const VectorXd precisions = inverse_factor().colwise().squaredNorm() - trend_share().colwise().squaredNorm();
  std::vector<Predicted> predictions;
  for (Index i = 0; i < precisions.size(); ++i) {
    const double without_noise = 1 / precisions(i) - kernel_.own * known_.noise(i);
    predictions.push_back({known_.values(i) - weights_(i) / precisions(i), std::sqrt(std::max(without_noise, 0.0))});
  }
  return predictions;
}

}  // namespace caseload
