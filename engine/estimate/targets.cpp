// In how many futures a target is met, and whether there are futures enough to tell.
// Tested by tests/estimate/targets_test.cpp.
#include <cmath>
#include <limits>

#include "caseload/estimates.hpp"

namespace caseload {
namespace {

using Verdict = TargetEstimate::Verdict;

Verdict verdict_of(const Interval& share, double chance) {
  if (share.lower >= chance) return Verdict::met;
  return share.upper < chance ? Verdict::missed : Verdict::open;
}

}  // namespace

TargetEstimate judge(const TargetRow& target, const Replications& replications, double confidence) {
  std::size_t n = 0, met = 0;
  for (const double value : replications.observations.column(&Observations::values, target.measure)) {
    if (std::isnan(value)) continue;
    ++n;
    if (target.at_least ? value >= target.bound : value <= target.bound) ++met;
  }
  if (n == 0) return {std::numeric_limits<double>::quiet_NaN(), {0, 1}, 0, Verdict::open};

  const double yes = static_cast<double>(met), all = static_cast<double>(n);
  const Interval share = wilson(yes, all, confidence);
  return {yes / all, share, n, verdict_of(share, target.chance)};
}

}  // namespace caseload
