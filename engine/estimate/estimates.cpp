// Every measure and every week of a model's replications, estimated one after the other on one thread.
// Tested by tests/estimate/estimates_test.cpp.
#include "caseload/estimates.hpp"

#include <cassert>

namespace caseload {
namespace {

/// Estimates `columns` numbers that stand in the same places of each replication's row.
std::vector<Estimate> estimate_columns(const Replications& replications, std::vector<double> Observations::*row,
                                       std::size_t columns) {
  std::vector<Estimate> estimates;
  estimates.reserve(columns);
  std::vector<double> values(replications.observations.size());
  for (std::size_t column = 0; column < columns; ++column) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      const std::vector<double>& numbers = replications.observations[i].*row;
      assert(numbers.size() == columns);
      values[i] = numbers[column];
    }
    estimates.push_back(estimate(values));
  }
  return estimates;
}

}  // namespace

const Estimate* Estimates::find(std::string_view measure, std::string_view where) const {
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (measures[i].name == measure && measures[i].where == where) return &estimates[i];
  }
  return nullptr;
}

Estimates estimate(const Model& model, const Replications& replications) {
  Estimates result;
  result.measures = measures_of(model);
  result.weeks = weeks_of(model);
  result.series = series_of(model);
  result.estimates = estimate_columns(replications, &Observations::values, result.measures.size());
  result.series_estimates =
      estimate_columns(replications, &Observations::series, result.weeks.size() * result.series.size());
  return result;
}

}  // namespace caseload
