// The search for a kernel: quasi-Newton, on logarithms.   See emulator.hpp.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

#include "estimate/emulator.hpp"

namespace caseload {
namespace {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

// Places of which the likelihood is worked out: its cost grows with their cube.
constexpr Index places_to_start = 100, places_to_end = 300;
constexpr int most_steps = 60;        // of which few searches need half
constexpr double longest_step = 1.5;  // of any logarithm
constexpr double negligible_gain = 1e-3;  // of log likelihood: no reader could tell

/// Logarithms beyond these are turned back. The nugget's lower end keeps rounding out of the covariances.
const Interval length_range{std::log(0.05), std::log(20)};
const Interval variance_range{std::log(1e-8), std::log(1e3)};
const Interval nugget_range{std::log(1e-8), std::log(10)};
const Interval own_range{std::log(1e-6), 0};
/// About how far, in logarithms, the share of noise that is a point's own may well be from all of it.
constexpr double own_spread = 2;
/// About how far, in logarithms, a length may well be from the factor's whole range.
constexpr double length_spread = 2;

double beyond(const Interval& range, double x) { return x - std::clamp(x, range.lower, range.upper); }

VectorXd beyond_ranges(const VectorXd& logs) {
  const Index factors = logs.size() - 3;
  VectorXd excess(logs.size());
  for (Index k = 0; k < factors; ++k) excess(k) = beyond(length_range, logs(k));
  excess(factors) = beyond(variance_range, logs(factors));
  excess(factors + 1) = beyond(nugget_range, logs(factors + 1));
  excess(factors + 2) = beyond(own_range, logs(factors + 2));
  return excess;
}

/// What the search makes as low as it can: minus the log likelihood, and penalties.
class Unlikeliness {
 public:
  Unlikeliness(const Known& known, VectorXd logs)
      : logs_(std::move(logs)), excess_(beyond_ranges(logs_)), process_(known, kernel_of(logs_)) {}

  const VectorXd& logs() const { return logs_; }
  double value() const {
    return -process_.log_likelihood() + (pulled().dot(pulls()) + wall() * excess_.squaredNorm()) / 2;
  }
  VectorXd slopes() const { return pulls() + wall() * excess_ - process_.slopes(); }

 private:
  /// What is held back a little: the lengths and the own share. The others are free.
  VectorXd pulled() const {
    VectorXd logs = logs_;
    logs.segment(logs.size() - 3, 2).setZero();
    return logs;
  }
  VectorXd pulls() const {
    VectorXd pulls = pulled() / (length_spread * length_spread);
    pulls(pulls.size() - 1) = logs_(logs_.size() - 1) / (own_spread * own_spread);
    return pulls;
  }
  /// A value adds at most about one half to the slope of the likelihood, so none gets far through.
  double wall() const { return 2 * static_cast<double>(process_.known().values.size()); }

  VectorXd logs_, excess_;
  GaussianProcess process_;
};

/// Sufficient decrease: Nocedal & Wright, Numerical Optimization (2006), algorithm 3.1.
std::optional<Unlikeliness> backtracked(const Known& known, const Unlikeliness& here, const VectorXd& step,
                                        double slope) {
  for (double part = 1; part > 1e-3; part /= 2) {
    Unlikeliness next{known, here.logs() + part * step};
    if (next.value() <= here.value() + 1e-4 * part * slope) return next;
  }
  return std::nullopt;
}

/// BFGS, on the inverse of the curvature: Nocedal & Wright (2006), equation 6.17. As it was where the surface is not
/// curved upwards.
MatrixXd updated(const MatrixXd& inverse, const VectorXd& step, const VectorXd& change) {
  const double curvature = step.dot(change);
  if (curvature <= 1e-10 * step.norm() * change.norm()) return inverse;
  const MatrixXd left = MatrixXd::Identity(step.size(), step.size()) - step * change.transpose() / curvature;
  return left * inverse * left.transpose() + step * step.transpose() / curvature;
}

VectorXd shortened(const VectorXd& step) { return step * std::min(1.0, longest_step / step.lpNorm<Eigen::Infinity>()); }

Unlikeliness descended(const Known& known, const VectorXd& start) {
  Unlikeliness here{known, start};
  VectorXd slopes = here.slopes();
  MatrixXd inverse = MatrixXd::Identity(start.size(), start.size()) / std::max(1.0, slopes.norm());
  for (int i = 0; i < most_steps; ++i) {
    const VectorXd newton = -inverse * slopes;
    if (-slopes.dot(newton) < negligible_gain) break;
    const VectorXd step = shortened(newton);
    std::optional<Unlikeliness> next = backtracked(known, here, step, slopes.dot(step));
    if (!next) break;
    const VectorXd next_slopes = next->slopes();
    inverse = updated(inverse, next->logs() - here.logs(), next_slopes - slopes);
    here = std::move(*next);
    slopes = next_slopes;
  }
  return here;
}

VectorXd start_with(double length, Index factors) {
  VectorXd logs = VectorXd::Constant(factors + 3, std::log(length));
  logs(factors) = 0;
  logs(factors + 1) = std::log(1e-3);
  logs(factors + 2) = std::log(0.5);
  return logs;
}

Known some_of(const Known& known, Index most) {
  const Index n = known.values.size();
  if (n <= most) return known;
  Known some{MatrixXd(most, known.places.cols()), VectorXd(most), VectorXd(most)};
  Index row = 0;
  for (const Index i : evenly_spread(most, n)) {
    some.places.row(row) = known.places.row(i);
    some.values(row) = known.values(i);
    some.noise(row++) = known.noise(i);
  }
  return some;
}

}  // namespace

/// Every k-th and round again, with k near the golden section of n. Every other point of a Sobol sequence would be
/// those of one half of the cube, and every fifth of a grid those of one level; k shares no divisor with n, so that
/// remainders take turns.
std::vector<Index> evenly_spread(Index count, Index n) {
  Index k = std::lround(0.6180339887498949 * static_cast<double>(n));
  while (std::gcd(k, n) != 1) ++k;
  std::vector<Index> spread;
  for (Index i = 0; i < count; ++i) spread.push_back(i * k % n);
  return spread;
}

Kernel most_likely_kernel(const Known& known) {
  const Known few = some_of(known, places_to_start), many = some_of(known, places_to_end);
  std::optional<Unlikeliness> best;
  for (const double length : {0.3, 1.0, 3.0}) {
    Unlikeliness found = descended(few, start_with(length, known.places.cols()));
    if (!best || found.value() < best->value()) best = std::move(found);
  }
  return kernel_of(descended(many, best->logs()).logs());
}

}  // namespace caseload
