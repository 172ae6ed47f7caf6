// From the observations of many replications to numbers with their uncertainty. Two kinds of it, never mixed:
// simulation noise (the interval of a mean, shrinks with replications) and real-life spread (P10 to P90 over
// futures, does not).
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "caseload/experiment.hpp"

namespace caseload {

struct Estimate {
  double mean{};
  double standard_error{};    ///< of the mean; 0 when n = 1
  double lower95{}, upper95{};  ///< Student t interval of the mean; equal to it when n = 1
  double p10{}, p50{}, p90{};   ///< over replications: "in 8 of 10 futures it lies between p10 and p90"
  std::size_t n{};              ///< replications that observed it; 0: all other fields are NaN
};

/// @param values  one per replication; NaN means "nothing was observed" and is left out
/// Quantiles: type 7 of Hyndman & Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996).
Estimate estimate(std::span<const double> values);

struct Estimates {
  std::vector<Measure> measures;
  std::vector<Estimate> estimates;        ///< one per measure
  std::vector<Date> weeks;
  std::vector<Measure> series;
  std::vector<Estimate> series_estimates; ///< weeks x series, row-major

  /// Null when there is no such measure.
  const Estimate* find(std::string_view measure, std::string_view where) const;
};

/// Serial, in replication order: the same sums on 1 core or 64.
Estimates estimate(const Model&, const Replications&);

}  // namespace caseload
