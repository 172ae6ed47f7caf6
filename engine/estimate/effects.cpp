// What the factors of a sweep do to a measure.   Tested by tests/estimate/effects_test.cpp.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "caseload/sweep.hpp"

namespace caseload {

PointResult result_of(const SweepPoint& point, std::size_t measures) {
  PointResult result{point.number, point.values, {}};
  if (point.measured.empty()) return result;
  std::vector<double> values(point.measured.size());
  for (std::size_t m = 0; m < measures; ++m) {
    std::transform(point.measured.begin(), point.measured.end(), values.begin(),
                   [m](const std::vector<double>& replication) { return replication[m]; });
    result.estimates.push_back(estimate(values));
  }
  return result;
}

GroupMeans::GroupMeans(const std::vector<Factor>& factors, std::size_t measures) : factors_{factors} {
  std::size_t singles = 0, pairs = 0;
  for (const Factor& factor : factors) {
    begins_.push_back(singles);
    groups_.push_back(groups_of(factor).names.size());
    singles += groups_.back();
  }
  pair_begins_.resize(factors.size() * factors.size());
  for (std::size_t f = 0; f < factors.size(); ++f) {
    for (std::size_t g = f + 1; g < factors.size(); ++g) {
      pair_begins_[f * factors.size() + g] = pairs;
      if (has_pairs(f) && has_pairs(g)) pairs += groups_[f] * groups_[g];
    }
  }
  singles_.assign(measures, std::vector<Sum>(singles));
  pairs_.assign(measures, std::vector<Sum>(pairs));
}

std::size_t GroupMeans::cell(std::size_t first, std::size_t a, std::size_t second, std::size_t b) const {
  assert(first != second);
  if (first > second) return cell(second, b, first, a);
  return pair_begins_[first * factors_.size() + second] + a * groups_[second] + b;
}

void GroupMeans::add(const PointResult& point) {
  if (point.estimates.empty()) return;
  std::vector<std::size_t> at;
  for (std::size_t f = 0; f < factors_.size(); ++f) at.push_back(group_of(factors_[f], point.values[f]));
  for (std::size_t m = 0; m < singles_.size(); ++m) {
    const Estimate& seen = point.estimates[m];
    if (seen.n == 0) continue;
    const auto count = [&seen](Sum& sum) {
      sum.sum += seen.mean;
      ++sum.n;
    };
    for (std::size_t f = 0; f < at.size(); ++f) {
      count(singles_[m][begins_[f] + at[f]]);
      for (std::size_t g = f + 1; g < at.size(); ++g)
        if (has_pairs(f) && has_pairs(g)) count(pairs_[m][cell(f, at[f], g, at[g])]);
    }
  }
}

std::vector<MainEffect> GroupMeans::main_effects(std::size_t measure) const {
  std::vector<MainEffect> effects;
  for (std::size_t f = 0; f < factors_.size(); ++f) {
    MainEffect effect{f, {}, std::nan(""), std::nan("")};
    for (std::size_t group = 0; group < groups_[f]; ++group) {
      const Sum& all = singles_[measure][begins_[f] + group];
      const double mean = all.n > 0 ? all.sum / all.n : std::nan("");
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

double GroupMeans::mean_of_pair(std::size_t measure, std::size_t first, std::size_t a, std::size_t second,
                                std::size_t b) const {
  const Sum& all = pairs_[measure][cell(first, a, second, b)];
  return all.n > 0 ? all.sum / all.n : std::nan("");
}

}  // namespace caseload
