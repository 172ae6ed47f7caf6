// What the factors of a sweep do to a measure.   Tested by tests/estimate/effects_test.cpp.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "caseload/sweep.hpp"

namespace caseload {

PointResult result_of(const SweepPoint& point, std::size_t measures) {
  PointResult result{point.number, point.id, point.values, point.failure, point.numbers.size(), {}};
  if (point.measured.empty()) return result;
  std::vector<double> values(point.measured.size());
  for (std::size_t m = 0; m < measures; ++m) {
    std::transform(point.measured.begin(), point.measured.end(), values.begin(),
                   [m](const std::vector<double>& replication) { return replication[m]; });
    result.estimates.push_back(estimate(values));
  }
  return result;
}

std::vector<MainEffect> main_effects(const SweepRun& run, std::size_t measure) {
  std::vector<MainEffect> effects;
  for (std::size_t f = 0; f < run.factors.size(); ++f) {
    const std::size_t groups = groups_of(run.factors[f]).names.size();
    std::vector<double> sums(groups, 0), counts(groups, 0);
    for (const PointResult& point : run.points) {
      if (point.estimates.empty() || point.estimates[measure].n == 0) continue;
      const std::size_t group = group_of(run.factors[f], point.values[f]);
      sums[group] += point.estimates[measure].mean;
      counts[group] += 1;
    }
    MainEffect effect{f, {}, std::nan(""), std::nan("")};
    for (std::size_t group = 0; group < groups; ++group) {
      const double mean = counts[group] > 0 ? sums[group] / counts[group] : std::nan("");
      effect.means.push_back(mean);
      if (!(mean >= effect.lowest) && !std::isnan(mean)) effect.lowest = mean;
      if (!(mean <= effect.highest) && !std::isnan(mean)) effect.highest = mean;
    }
    effects.push_back(std::move(effect));
  }
  const auto size = [](const MainEffect& effect) {
    const double range = effect.highest - effect.lowest;
    return std::isnan(range) ? 0 : range;
  };
  std::stable_sort(effects.begin(), effects.end(),
                   [&](const MainEffect& a, const MainEffect& b) { return size(a) > size(b); });
  return effects;
}

}  // namespace caseload
