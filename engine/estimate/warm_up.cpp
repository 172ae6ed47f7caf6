// Where a series stops depending on how it began.   Tested by tests/estimate/warm_up_test.cpp.
#include <algorithm>
#include <numeric>

#include "caseload/estimates.hpp"

namespace caseload {
namespace {

/// Of whole batches; what is left over at the end is not used.
std::vector<double> batch_means(std::span<const double> series, std::size_t size) {
  std::vector<double> means;
  for (std::size_t from = 0; from + size <= series.size(); from += size) {
    const auto batch = series.subspan(from, size);
    means.push_back(std::accumulate(batch.begin(), batch.end(), 0.0) / static_cast<double>(size));
  }
  return means;
}

/// The marginal standard error, squared, of what is left of the values behind each place: the sum of squares about
/// their mean, over the square of their number.
std::vector<double> squared_errors_from(std::span<const double> values) {
  std::vector<double> errors(values.size());
  double count = 0, mean = 0, squares = 0;  // Welford's recurrence, from the end
  for (std::size_t i = values.size(); i-- > 0;) {
    const double off = values[i] - mean;
    mean += off / ++count;
    squares += off * (values[i] - mean);
    errors[i] = squares / (count * count);
  }
  return errors;
}

// A handful of batches agree by chance, so the last five are never all that is kept. A series that is not at least
// twice as long as those cannot tell.
constexpr std::size_t always_kept = 5;

double mean_of(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// How the weeks before the cut differ from those after it.
Estimate change_at(const Replications& replications, std::size_t cut) {
  std::vector<double> changes;
  for (const Observations& seen : replications.observations) {
    const std::span<const double> weeks{seen.beginning};
    const double rest = mean_of(weeks.subspan(cut));
    changes.push_back((mean_of(weeks.first(cut)) - rest) / rest);  // NaN, left out, where nobody ever came
  }
  return estimate(changes);
}

}  // namespace

WarmUp mser5(std::span<const double> series) {
  WarmUp result;
  const std::vector<double> means = batch_means(series, result.batches_of);
  if (means.size() < 2 * always_kept) return result;
  const std::vector<double> errors = squared_errors_from(means);
  const auto best = std::min_element(errors.begin(), errors.end() - (always_kept - 1));
  const auto batches = static_cast<std::size_t>(best - errors.begin());
  result.cut = batches * result.batches_of;
  result.settled = 2 * batches < means.size();
  return result;
}

WarmUp warm_up(const Replications& replications) {
  std::vector<double> means;
  const std::size_t weeks = replications.observations.width(&Observations::beginning);
  for (std::size_t week = 0; week < weeks; ++week) {
    means.push_back(estimate(replications.observations.column(&Observations::beginning, week)).mean);
  }
  WarmUp result = mser5(means);
  if (result.cut > 0) result.change = change_at(replications, result.cut);
  return result;
}

}  // namespace caseload
