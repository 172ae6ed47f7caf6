// See resample.hpp.   Hides: the keys of the random streams.
#include "estimate/resample.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "estimate/interval.hpp"
#include "estimate/no_number.hpp"
#include "estimate/student.hpp"
#include "random/stream.hpp"

namespace caseload {
namespace {

enum Purpose : std::uint32_t { of_units = 0x52534D01, of_replications = 0x52534D02 };  // streams of their own

/// How much more than usual each replication counts: exponential weights, less their mean, over their deviation. Left
/// as dispersed as they happen to be, they would make the noise of all points larger or smaller at once.
Eigen::VectorXd extra_weights(Eigen::Index replications, std::uint32_t seed, std::size_t draw) {
  if (replications < 2) return Eigen::VectorXd::Zero(replications);
  Eigen::VectorXd weights(replications);
  for (Eigen::Index r = 0; r < replications; ++r) {
    Stream bits{{seed, static_cast<std::uint32_t>(r), 0, of_replications, static_cast<std::uint32_t>(draw), 0}};
    weights(r) = -std::log1p(-uniform01(bits));
  }
  weights.array() -= weights.mean();
  return weights / (weights.norm() / std::sqrt(static_cast<double>(replications - 1)));
}

Draw drawn(const Noisy& noisy, const std::vector<std::size_t>& units, std::uint32_t seed, std::size_t draw) {
  Draw result{units, noisy.values + noisy.noise * extra_weights(noisy.noise.cols(), seed, draw), 2};
  for (std::size_t i = 0; i < units.size(); ++i) result.units[i] = units[random_below(units.size(), seed, draw, i)];
  return result;
}

/// The percentile, as a share, at which the lower end of an interval lies; 2.5 % when there are many units.
double lower_share(std::size_t units) {
  if (units < 2) return nan;
  const double n = static_cast<double>(units);
  return std::erfc(std::sqrt(n / (n - 1)) * student_quantile(n - 1, 0.025) / std::sqrt(2.0)) / 2;
}

/// @param seen  the draws, in any order
Uncertain interval(double value, std::vector<double> seen, double share) {
  if (std::isnan(value) || std::isnan(share) || seen.empty()) return {value, nan, nan};
  std::sort(seen.begin(), seen.end());
  const double count = static_cast<double>(seen.size());
  const double shift = value - std::accumulate(seen.begin(), seen.end(), 0.0) / count;
  const Interval ends = values_at(seen, {share * (count - 1), (1 - share) * (count - 1)});
  return {value, ends.lower + shift, ends.upper + shift};
}

}  // namespace

Noisy point_means(const Sample& sample) {
  std::size_t replications = 0;
  for (const std::vector<double>& seen : sample.outcomes) replications = std::max(replications, seen.size());
  const auto points = static_cast<Eigen::Index>(sample.outcomes.size());
  Noisy means{Eigen::VectorXd(points), Eigen::MatrixXd::Zero(points, static_cast<Eigen::Index>(replications))};

  for (Eigen::Index p = 0; p < points; ++p) {
    const std::vector<double>& outcomes = sample.outcomes[static_cast<std::size_t>(p)];
    double sum = 0, seen = 0;
    for (const double y : outcomes) {
      if (std::isnan(y)) continue;
      sum += y;
      ++seen;
    }
    means.values(p) = sum / seen;
    if (seen < 2) continue;
    for (std::size_t r = 0; r < outcomes.size(); ++r) {
      if (std::isnan(outcomes[r])) continue;
      means.noise(p, static_cast<Eigen::Index>(r)) = (outcomes[r] - means.values(p)) / std::sqrt(seen * (seen - 1));
    }
  }
  return means;
}

std::vector<std::size_t> complete_units(const Eigen::VectorXd& values, std::size_t size) {
  std::vector<std::size_t> units;
  const auto length = static_cast<Eigen::Index>(size);
  for (Eigen::Index first = 0; first + length <= values.size(); first += length) {
    if (!values.segment(first, length).hasNaN()) units.push_back(static_cast<std::size_t>(first / length));
  }
  return units;
}

std::vector<Uncertain> resampled(const Noisy& noisy, const std::vector<std::size_t>& units, std::uint32_t seed,
                                 const std::function<std::vector<double>(const Draw&)>& statistics) {
  const std::vector<double> values = statistics({units, noisy.values, 1});
  std::vector<std::vector<double>> seen(values.size());
  for (std::size_t draw = 0; draw < draws; ++draw) {
    const std::vector<double> one = statistics(drawn(noisy, units, seed, draw));
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (!std::isnan(one[i])) seen[i].push_back(one[i]);
    }
  }
  std::vector<Uncertain> result;
  const double share = lower_share(units.size());
  for (std::size_t i = 0; i < values.size(); ++i) result.push_back(interval(values[i], std::move(seen[i]), share));
  return result;
}

Uncertain clamped(const Uncertain& uncertain, double least, double most) {
  return {std::clamp(uncertain.value, least, most), std::clamp(uncertain.lower95, least, most),
          std::clamp(uncertain.upper95, least, most)};
}

std::size_t random_below(std::size_t n, std::uint32_t seed, std::size_t draw, std::size_t place) {
  Stream bits{{seed, 0, static_cast<std::uint32_t>(place), of_units, static_cast<std::uint32_t>(draw), 0}};
  return static_cast<std::size_t>(uniform01(bits) * static_cast<double>(n));
}

}  // namespace caseload
