// What Emulator is made of: a Gaussian process through noisy values, and the kernel under which they are most likely.
// Tested by tests/estimate/emulator_test.cpp.
#pragma once

#include <Eigen/Dense>
#include <cstddef>
#include <vector>

#include "caseload/sensitivity.hpp"

namespace caseload {

/// Values of a function at some places, both in units in which they are about one.
struct Known {
  Eigen::MatrixXd places;  ///< a row for each
  Eigen::VectorXd values;
  Eigen::VectorXd noise;  ///< variance of each value; nought: it is exact
};

/// How values at two places vary together around the trend: Matérn 5/2 in the distance between them.
struct Kernel {
  Eigen::VectorXd lengths;  ///< of each factor; the longer, the less it does
  double variance{};        ///< of the smooth part
  double nugget{};          ///< of what is left over at each place, as a share of that variance
  double own{1};            ///< the share of each value's noise that the others do not have in common with it
};
/// @param logs  natural logarithms of the lengths, of the variance, of the nugget and of the own share
Kernel kernel_of(const Eigen::VectorXd& logs);

/// The process once the values are known, around a linear trend of which nothing else is known. Where points cannot
/// tell the trend, say along a factor that never varies, predictions are very uncertain but finite. Errors take the
/// kernel for known: beside much noise, or with few points, they are somewhat too small.
/// Source: Rasmussen & Williams, Gaussian Processes for Machine Learning (2006), section 2.7, with a vague prior of the
/// trend; in place of one noise, each value's own (Ankenman, Nelson & Staum, Operations Research 58, 2010).
class GaussianProcess {
 public:
  GaussianProcess(Known, Kernel);

  const Known& known() const { return known_; }
  /// Of each value, what it does not share with others.
  Eigen::VectorXd own_noise() const { return kernel_.own * known_.noise; }

  /// Of the values, the trend integrated out (restricted likelihood); up to a constant that no kernel changes. Minus
  /// infinity when rounding has made the covariances of the values impossible: then nothing else may be asked.
  double log_likelihood() const;
  /// Its derivatives, in the order of `kernel_of`.
  Eigen::VectorXd slopes() const;

  /// The mean of the smooth part over some places, a row for each.
  Predicted average(const Eigen::MatrixXd& places) const;
  /// The function at one place: what the smooth part leaves over is as uncertain as the nugget.
  Predicted at(const Eigen::RowVectorXd& place) const;
  /// The function at each place, as the others have it.
  std::vector<Predicted> left_out() const;

 private:
  Eigen::MatrixXd scaled(const Eigen::MatrixXd& places) const;
  Eigen::MatrixXd inverse_factor() const;
  Eigen::MatrixXd trend_share() const;

  Known known_;
  Kernel kernel_;
  Eigen::MatrixXd scaled_;                 ///< places in lengths of the kernel
  Eigen::LLT<Eigen::MatrixXd> factor_;     ///< K = L L', covariances of the values around the trend
  Eigen::MatrixXd trend_;                  ///< F = L^-1 H, where H has a column of ones and one for each factor
  Eigen::LLT<Eigen::MatrixXd> precision_;  ///< of the trend's coefficients: A = F' F + 1 / prior variance
  Eigen::VectorXd coefficients_;           ///< of the trend
  Eigen::VectorXd weights_;                ///< K^-1 (values - trend)
};

/// The kernel with the highest restricted likelihood, less a little for lengths far from a factor's range and for noise
/// that is in common. Where there are more than 300 places, 300 decide that are spread evenly among them.
Kernel most_likely_kernel(const Known&);
/// `count` of the first `n` whole numbers, evenly spread, but in step with no regular order of points.
std::vector<Eigen::Index> evenly_spread(Eigen::Index count, Eigen::Index n);

}  // namespace caseload
