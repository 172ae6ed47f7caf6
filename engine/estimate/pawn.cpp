// Whether outcomes are distributed differently where a factor is in one part of its range.
// Hides: Eigen.   Tested by tests/estimate/pawn_test.cpp.
#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <utility>

#include "estimate/interval.hpp"
#include "estimate/no_number.hpp"
#include "estimate/resample.hpp"

namespace caseload {
namespace {

/// By point, the part of a factor's range that it is in.
using Parts = std::vector<std::size_t>;

/// Parts with equally many points, as far as points in the same place allow, or one for each place.
Parts parts_of(std::size_t factor, const Sample& sample, const std::vector<std::size_t>& points, std::size_t most) {
  const auto place = [&](std::size_t point) { return sample.places[point * sample.factors + factor]; };
  std::vector<double> sorted;
  for (const std::size_t point : points) sorted.push_back(place(point));
  std::sort(sorted.begin(), sorted.end());
  std::vector<double> distinct;
  std::unique_copy(sorted.begin(), sorted.end(), std::back_inserter(distinct));

  const auto rank = [](const std::vector<double>& among, auto bound) {
    return static_cast<std::size_t>(bound - among.begin());
  };
  Parts parts(sample.outcomes.size());
  for (const std::size_t point : points) {
    const auto [from, to] = std::equal_range(sorted.begin(), sorted.end(), place(point));
    parts[point] = distinct.size() <= most
                       ? rank(distinct, std::lower_bound(distinct.begin(), distinct.end(), place(point)))
                       : most * (rank(sorted, from) + rank(sorted, to)) / (2 * points.size());
  }
  return parts;
}

std::vector<std::size_t> by_outcome(std::vector<std::size_t> points, const Eigen::VectorXd& outcomes) {
  std::sort(points.begin(), points.end(), [&](std::size_t a, std::size_t b) {
    return outcomes(static_cast<Eigen::Index>(a)) < outcomes(static_cast<Eigen::Index>(b));
  });
  return points;
}

/// Kolmogorov-Smirnov distances between the outcomes in each part and all outcomes, the smallest first.
/// @param ordered  points by their outcome
std::vector<double> distances(const std::vector<std::size_t>& ordered, const Eigen::VectorXd& outcomes,
                              const Parts& parts) {
  std::vector<double> sizes, below, found;
  for (const std::size_t point : ordered) {
    sizes.resize(std::max(sizes.size(), parts[point] + 1), 0);
    ++sizes[parts[point]];
  }
  below.resize(sizes.size(), 0);
  found.resize(sizes.size(), 0);
  const auto outcome = [&](std::size_t i) { return outcomes(static_cast<Eigen::Index>(ordered[i])); };
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    ++below[parts[ordered[i]]];
    if (i + 1 < ordered.size() && outcome(i) == outcome(i + 1)) continue;
    const double all = static_cast<double>(i + 1) / static_cast<double>(ordered.size());
    for (std::size_t part = 0; part < sizes.size(); ++part) {
      if (sizes[part] > 0) found[part] = std::max(found[part], std::abs(below[part] / sizes[part] - all));
    }
  }
  std::sort(found.begin(), found.end());
  return found;
}

double median(const std::vector<double>& sorted) {
  return sorted.empty() ? nan : value_at(sorted, static_cast<double>(sorted.size() - 1) / 2);
}

/// Median and highest distance of each factor.
std::vector<double> indices(const Draw& draw, const std::vector<Parts>& parts) {
  const std::vector<std::size_t> ordered = by_outcome(draw.units, draw.values);
  std::vector<double> result;
  for (const Parts& of_factor : parts) {
    const std::vector<double> found = distances(ordered, draw.values, of_factor);
    result.push_back(median(found));
    result.push_back(found.empty() ? nan : found.back());
  }
  return result;
}

/// Parts of equal size that have nothing to do with anything.
Parts random_parts(const std::vector<std::size_t>& points, std::size_t count, std::size_t parts, std::uint32_t seed,
                   std::size_t draw) {
  std::vector<std::size_t> shuffled = points;
  Parts result(count);
  for (std::size_t i = 0; i < points.size(); ++i) {
    std::swap(shuffled[i], shuffled[i + random_below(points.size() - i, seed, draw, i)]);
    result[shuffled[i]] = i * parts / points.size();
  }
  return result;
}

double nothing(const std::vector<std::size_t>& points, const Eigen::VectorXd& outcomes, std::size_t parts,
               std::uint32_t seed) {
  if (points.empty()) return nan;
  const std::vector<std::size_t> ordered = by_outcome(points, outcomes);
  const auto count = static_cast<std::size_t>(outcomes.size());
  std::vector<double> medians(draws);
  for (std::size_t draw = 0; draw < medians.size(); ++draw) {
    medians[draw] = median(distances(ordered, outcomes, random_parts(points, count, parts, seed, draw)));
  }
  std::sort(medians.begin(), medians.end());
  return value_at(medians, 0.95 * static_cast<double>(medians.size() - 1));
}

}  // namespace

Pawn pawn(const Sample& sample, std::uint32_t seed, std::size_t parts) {
  assert(parts > 0 && sample.places.size() == sample.outcomes.size() * sample.factors);
  const Noisy means = point_means(sample);
  const std::vector<std::size_t> points = complete_units(means.values, 1);
  std::vector<Parts> of_factors;
  for (std::size_t f = 0; f < sample.factors; ++f) of_factors.push_back(parts_of(f, sample, points, parts));
  const std::vector<Uncertain> found =
      resampled(means, points, seed, [&](const Draw& draw) { return indices(draw, of_factors); });

  Pawn result{{}, nothing(points, means.values, parts, seed)};
  for (std::size_t f = 0; f < sample.factors; ++f) {
    result.factors.push_back({clamped(found[2 * f], 0, 1), clamped(found[2 * f + 1], 0, 1)});
  }
  return result;
}

}  // namespace caseload
