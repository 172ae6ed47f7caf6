// Options side by side: differences within the same futures, which are much surer than the difference of two means.
#pragma once

#include <string>
#include <vector>

#include "caseload/estimates.hpp"

namespace caseload {

/// An option less the first one.
struct Contrast {
  Estimate difference;          ///< paired: over replications of the difference within each
  double p{1};                  ///< paired t test of no difference; 1 when nothing differs; NaN with n below 2
  double p_holm{1};             ///< adjusted for all contrasts of headline measures; NaN for other measures
  double variance_reduction{};  ///< (variance of one + variance of the other) / variance of the difference; NaN if 0 / 0
  /// Whether it is clear of chance although many comparisons are looked at.
  bool clear() const { return p_holm < 0.05; }
};

/// In how many futures an option is best on a measure; options that tie share the future.
struct Best {
  double share{};
  Interval interval{};  ///< Wilson, 95 %
};

struct Comparison {
  std::vector<std::string> names;               ///< of the options, the first is what others are compared with
  std::vector<Measure> measures;                ///< that all of them have
  std::vector<std::vector<Estimate>> estimates; ///< options x measures
  std::vector<std::vector<Contrast>> contrasts; ///< options x measures; nothing in the first
  std::vector<std::vector<Best>> best;          ///< options x measures; NaN where no way is better
  std::vector<std::vector<Estimate>> in_time;   ///< options x measures: more cases with that property a year, where it is a
                                                ///< share of cases; n = 0 elsewhere; nothing in the first option
  std::vector<Estimate> longer, shorter;        ///< by option: children a year who wait more than a day longer, or less
  std::size_t replications{};
};

/// @param measures  of each model;  years  of the counted period of each (for counts a year)
/// Source of the adjustment: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
/// Statistics 6 (1979).
Comparison compare(const std::vector<std::string>& names, const std::vector<std::vector<Measure>>& measures,
                   const PairedReplications&, double years);

/// Adjusted p-values, in the order given. NaN stay NaN and do not count.
std::vector<double> holm(const std::vector<double>& p);

}  // namespace caseload
