// Sharing a difference out among its causes.   Tested by tests/estimate/explain_test.cpp.
#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <iterator>

#include "caseload/causes.hpp"
#include "estimate/estimate.hpp"

namespace caseload {
namespace {

std::size_t bit(std::size_t cause) { return std::size_t{1} << cause; }

/// The share of all orders of `causes` in which just the `on` given ones come before a given other one.
double share_of_orders(std::size_t causes, std::size_t on) {
  double choices = 1;  // ways to choose them among the others
  for (std::size_t i = 0; i < on; ++i)
    choices = choices * static_cast<double>(causes - 1 - i) / static_cast<double>(i + 1);
  return 1 / (static_cast<double>(causes) * choices);
}

/// By replication: the measure's value in each set of causes. Only of replications in which all sets have one.
std::vector<std::vector<double>> complete_rows(const std::vector<Replications>& done, std::size_t measure) {
  std::vector<std::vector<double>> rows;
  std::vector<std::vector<double>> columns;
  for (const Replications& set : done) columns.push_back(set.observations.column(&Observations::values, measure));
  for (std::size_t r = 0; r < columns.front().size(); ++r) {
    std::vector<double> row;
    for (const std::vector<double>& column : columns) row.push_back(column[r]);
    if (std::none_of(row.begin(), row.end(), [](double x) { return std::isnan(x); })) rows.push_back(std::move(row));
  }
  return rows;
}

template <class Number>
Estimate estimate_each(const std::vector<std::vector<double>>& rows, Number number, Sizes& sizes) {
  std::vector<double> values;
  for (const std::vector<double>& row : rows) values.push_back(number(row));
  return estimate(values, sizes);
}

}  // namespace

std::vector<double> shapley(std::span<const double> values) {
  assert(std::has_single_bit(values.size()));
  const auto causes = static_cast<std::size_t>(std::countr_zero(values.size()));
  std::vector<double> shares(causes, 0.0);
  for (std::size_t cause = 0; cause < causes; ++cause) {
    for (std::size_t set = 0; set < values.size(); ++set) {
      if ((set & bit(cause)) != 0) continue;
      const auto on = static_cast<std::size_t>(std::popcount(set));
      shares[cause] += share_of_orders(causes, on) * (values[set | bit(cause)] - values[set]);
    }
  }
  return shares;
}

Explanation explain(const std::vector<Cause>& causes, const std::vector<Replications>& done, const Measure& measure,
                    std::size_t index) {
  assert(done.size() == bit(causes.size()));
  Explanation result;
  result.measure = measure;
  result.causes = causes;
  std::copy_if(all_causes.begin(), all_causes.end(), std::back_inserter(result.absent),
               [&](Cause cause) { return std::find(causes.begin(), causes.end(), cause) == causes.end(); });
  result.replications = done.front().observations.size();

  const auto rows = complete_rows(done, index);
  std::vector<std::vector<double>> shares;
  for (const std::vector<double>& row : rows) shares.push_back(shapley(row));

  using Row = std::vector<double>;
  Sizes sizes;
  result.with = estimate_each(
      rows, [](const Row& row) { return row.back(); }, sizes);
  result.without = estimate_each(
      rows, [](const Row& row) { return row.front(); }, sizes);
  result.difference = estimate_each(
      rows, [](const Row& row) { return row.back() - row.front(); }, sizes);
  for (std::size_t i = 0; i < causes.size(); ++i) {
    const std::size_t all_but_it = bit(causes.size()) - 1 - bit(i);
    result.shares.push_back(estimate_each(
        shares, [&](const Row& share) { return share[i]; }, sizes));
    result.alone.push_back(estimate_each(
        rows, [&](const Row& row) { return row.back() - row[all_but_it]; }, sizes));
  }
  return result;
}

}  // namespace caseload
