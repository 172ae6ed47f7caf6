// Every measure, every week and every month of a model's replications, each of them estimated by one thread.
// Tested by tests/estimate/estimates_test.cpp.
#include "caseload/estimates.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "estimate/estimate.hpp"
#include "estimate/observed.hpp"
#include "experiment/share_out.hpp"

namespace caseload {
namespace {

/// Estimates numbers that stand in the same places of each replication's row, the first `columns` of them.
std::vector<Estimate> estimate_columns(const Replications& replications, Kept::Row row, std::size_t columns,
                                       Sizes& sizes) {
  std::vector<Estimate> estimates(columns);
  share_out(columns, replications.asked.threads, [&](std::size_t place) {
    estimates[place] = estimate(replications.observations.column(row, place), sizes);
  });
  return estimates;
}

/// Cases in all bins of a histogram, by replication.
std::vector<double> cases_in(const Kept& seen, std::size_t first, std::size_t bins) {
  std::vector<double> all(seen.size(), 0.0);
  for (std::size_t bin = first; bin < first + bins; ++bin) {
    const std::vector<double> cases = seen.column(&Observations::histograms, bin);
    std::transform(all.begin(), all.end(), cases.begin(), all.begin(), std::plus{});
  }
  return all;
}

/// Shares of cases in the bins of each histogram [%].
std::vector<Estimate> estimate_shares(const Replications& replications, const std::vector<Histogram>& histograms,
                                      Sizes& sizes) {
  const Kept& seen = replications.observations;
  std::vector<std::vector<Estimate>> estimates(histograms.size());
  std::vector<std::size_t> first(histograms.size(), 0);
  for (std::size_t i = 1; i < histograms.size(); ++i) first[i] = first[i - 1] + histograms[i - 1].bins;
  share_out(histograms.size(), replications.asked.threads, [&](std::size_t i) {
    const std::vector<double> all = cases_in(seen, first[i], histograms[i].bins);
    for (std::size_t bin = 0; bin < histograms[i].bins; ++bin) {
      std::vector<double> shares = seen.column(&Observations::histograms, first[i] + bin);
      for (std::size_t r = 0; r < shares.size(); ++r) shares[r] = all[r] > 0 ? 100 * shares[r] / all[r] : std::nan("");
      estimates[i].push_back(estimate(shares, sizes));
    }
  });
  std::vector<Estimate> together;
  for (const std::vector<Estimate>& of_one : estimates) together.insert(together.end(), of_one.begin(), of_one.end());
  return together;
}

/// One future cannot say how much futures differ, but its cases can say how sure a share of them is.
void set_intervals_of_shares(std::vector<Estimate>& estimates, const Replications& only) {
  for (std::size_t i = 0; i < estimates.size(); ++i) {
    const Shares shares{only, i};
    if (shares.cases.front() <= 0) continue;
    const Interval share = wilson(shares.with_it(0), shares.cases.front());
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
  const Kept& seen = replications.observations;
  Sizes sizes;
  Estimates result;
  result.measures = measures_of(model);
  if (seen.empty() || seen.width(&Observations::series) > 0) result.weeks = weeks_of(model);
  result.series = series_of(model);
  if (seen.empty() || seen.width(&Observations::months) > 0) result.months = months_of(model);
  const std::size_t series = result.series.size();
  result.estimates = estimate_columns(replications, &Observations::values, result.measures.size(), sizes);
  result.series_estimates = estimate_columns(replications, &Observations::series, result.weeks.size() * series, sizes);
  result.month_estimates = estimate_columns(replications, &Observations::months, result.months.size() * series, sizes);
  if (seen.empty() || seen.width(&Observations::histograms) > 0) {
    result.histograms = histograms_of(model);
    result.histogram_estimates = estimate_shares(replications, result.histograms, sizes);
  }
  if (seen.size() == 1) set_intervals_of_shares(result.estimates, replications);
  return result;
}

}  // namespace caseload
