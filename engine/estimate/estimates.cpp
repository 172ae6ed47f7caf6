// Every measure, every week and every month of a model's replications, estimated one after the other on one thread.
// Tested by tests/estimate/estimates_test.cpp.
#include "caseload/estimates.hpp"

#include <cmath>
#include <numeric>

#include "estimate/estimate.hpp"
#include "estimate/observed.hpp"

namespace caseload {
namespace {

/// Estimates `columns` numbers that stand in the same places of each replication's row.
std::vector<Estimate> estimate_columns(const Replications& replications, std::vector<double> Observations::*row,
                                       std::size_t columns, Sizes& sizes) {
  std::vector<Estimate> estimates;
  estimates.reserve(columns);
  for (std::size_t place = 0; place < columns; ++place) {
    estimates.push_back(estimate(column(replications, row, place), sizes));
  }
  return estimates;
}

/// Shares of cases in the bins of each histogram [%].
std::vector<Estimate> estimate_shares(const Replications& replications, const std::vector<Histogram>& histograms,
                                      Sizes& sizes) {
  std::vector<Estimate> estimates;
  std::size_t first = 0;
  for (const Histogram& histogram : histograms) {
    std::vector<std::vector<double>> shares(histogram.bins);
    for (const Observations& seen : replications.observations) {
      const auto bins = seen.histograms.begin() + static_cast<std::ptrdiff_t>(first);
      const double all = std::accumulate(bins, bins + static_cast<std::ptrdiff_t>(histogram.bins), 0.0);
      for (std::size_t bin = 0; bin < histogram.bins; ++bin) {
        shares[bin].push_back(all > 0 ? 100 * bins[static_cast<std::ptrdiff_t>(bin)] / all : std::nan(""));
      }
    }
    for (const std::vector<double>& of_bin : shares) estimates.push_back(estimate(of_bin, sizes));
    first += histogram.bins;
  }
  return estimates;
}

/// One future cannot say how much futures differ, but its cases can say how sure a share of them is.
void set_intervals_of_shares(std::vector<Estimate>& estimates, const Observations& only) {
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    if (cases_of(only, i) <= 0) continue;
    const Interval share = wilson(cases_with_it(only, i), cases_of(only, i));
    estimates[i].lower95 = 100 * share.lower;
    estimates[i].upper95 = 100 * share.upper;
  }
}

}  // namespace

const Estimate* Estimates::find(std::string_view measure, std::string_view where) const {
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (measures[i].name == measure && measures[i].where == where) return &estimates[i];
  }
  return nullptr;
}

Estimates estimate(const Model& model, const Replications& replications) {
  const std::vector<Observations>& seen = replications.observations;
  Sizes sizes;
  Estimates result;
  result.measures = measures_of(model);
  if (seen.empty() || !seen.front().series.empty()) result.weeks = weeks_of(model);
  result.series = series_of(model);
  if (seen.empty() || !seen.front().months.empty()) result.months = months_of(model);
  const std::size_t series = result.series.size();
  result.estimates = estimate_columns(replications, &Observations::values, result.measures.size(), sizes);
  result.series_estimates = estimate_columns(replications, &Observations::series, result.weeks.size() * series, sizes);
  result.month_estimates = estimate_columns(replications, &Observations::months, result.months.size() * series, sizes);
  if (seen.empty() || !seen.front().histograms.empty()) {
    result.histograms = histograms_of(model);
    result.histogram_estimates = estimate_shares(replications, result.histograms, sizes);
  }
  if (seen.size() == 1) set_intervals_of_shares(result.estimates, seen.front());
  return result;
}

}  // namespace caseload
