// Options side by side, within the same futures.   Tested by tests/estimate/comparison_test.cpp.
#include "caseload/comparison.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <utility>

#include "estimate/estimate.hpp"
#include "estimate/no_number.hpp"
#include "estimate/observed.hpp"
#include "estimate/student.hpp"
#include "experiment/share_out.hpp"

namespace caseload {
namespace {

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

/// A measure that all options have.
struct Shared {
  Measure measure;
  std::vector<std::size_t> places;  ///< by option: index into its measures
};

std::size_t place_of(const Measure& wanted, const std::map<std::pair<std::string, std::string>, std::size_t>& places) {
  const auto found = places.find({wanted.name, wanted.where});
  return found == places.end() ? nowhere : found->second;
}

/// In the order of the first option.
std::vector<Shared> shared_by_all(const std::vector<std::vector<Measure>>& measures) {
  std::vector<std::map<std::pair<std::string, std::string>, std::size_t>> places(measures.size());
  for (std::size_t option = 0; option < measures.size(); ++option) {
    for (std::size_t i = 0; i < measures[option].size(); ++i) {
      places[option].emplace(std::pair{measures[option][i].name, measures[option][i].where}, i);
    }
  }
  std::vector<Shared> shared;
  for (const Measure& measure : measures.front()) {
    Shared one{measure, {}};
    for (const auto& of_option : places) one.places.push_back(place_of(measure, of_option));
    if (std::find(one.places.begin(), one.places.end(), nowhere) == one.places.end()) shared.push_back(std::move(one));
  }
  return shared;
}

double p_of_no_difference(const Estimate& difference) {
  if (difference.n < 2) return nan;
  if (difference.mean == 0) return 1;
  if (difference.standard_error == 0) return 0;
  return student_both_tails(difference.mean / difference.standard_error, static_cast<double>(difference.n - 1));
}

double variance(const Estimate& e) { return e.standard_error * e.standard_error * static_cast<double>(e.n); }

Contrast contrast(std::vector<double> first, std::vector<double> option, Sizes& sizes) {
  std::vector<double> differences(first.size());
  for (std::size_t i = 0; i < first.size(); ++i) {
    differences[i] = option[i] - first[i];
    if (std::isnan(differences[i])) first[i] = option[i] = nan;  // both observed, or neither counts
  }
  Contrast result;
  result.difference = estimate(differences, sizes);
  result.p = p_of_no_difference(result.difference);
  result.p_holm = nan;
  result.variance_reduction =
      (variance(estimate(first, sizes)) + variance(estimate(option, sizes))) / variance(result.difference);
  return result;
}

/// Over all contrasts of headline measures together.
void adjust(std::vector<std::vector<Contrast>>& contrasts, const std::vector<Measure>& measures) {
  std::vector<Contrast*> looked_at;
  for (std::vector<Contrast>& of_option : contrasts) {
    for (std::size_t i = 0; i < of_option.size(); ++i) {
      if (measures[i].headline) looked_at.push_back(&of_option[i]);
    }
  }
  std::vector<double> p;
  for (const Contrast* one : looked_at) p.push_back(one->p);
  const std::vector<double> adjusted = holm(p);
  for (std::size_t i = 0; i < looked_at.size(); ++i) looked_at[i]->p_holm = adjusted[i];
}

/// Adds a future to the shares of those who are best in it.
void share_out_best(const std::vector<double>& values, Better better, std::vector<Best>& best) {
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  const double top = better == Better::more ? *most : *least;
  const auto winners = static_cast<double>(std::count(values.begin(), values.end(), top));
  for (std::size_t option = 0; option < values.size(); ++option) {
    if (values[option] == top) best[option].share += 1 / winners;
  }
}

/// One per option, from its values in each future. A future counts when all options have a value in it.
std::vector<Best> best_of(const std::vector<Shares>& seen, Better better) {
  const std::size_t options = seen.size();
  if (better == Better::neither) return std::vector<Best>(options, {nan, {nan, nan}});
  std::vector<Best> best(options, {0, {}});
  double futures = 0;
  std::vector<double> values(options);
  for (std::size_t r = 0; r < seen.front().values.size(); ++r) {
    for (std::size_t option = 0; option < options; ++option) values[option] = seen[option].values[r];
    if (std::any_of(values.begin(), values.end(), [](double x) { return std::isnan(x); })) continue;
    share_out_best(values, better, best);
    ++futures;
  }
  for (Best& one : best) {
    const double won = std::min(one.share, futures);  // thirds do not add up to the last bit
    one = {futures > 0 ? won / futures : nan, wilson(won, futures)};
  }
  return best;
}

/// More cases a year that have what the measure counts; of replications in which it is no share of cases in either,
/// none.
Estimate in_time(const Shares& first, const Shares& option, double years, Sizes& sizes) {
  std::vector<double> more;
  for (std::size_t r = 0; r < first.cases.size(); ++r) {
    const bool both = first.cases[r] > 0 && option.cases[r] > 0;
    more.push_back(both ? (option.with_it(r) - first.with_it(r)) / years : nan);
  }
  return estimate(more, sizes);
}

using Waits = PairedReplications::Waits;

std::vector<Estimate> children_a_year(const PairedReplications& done, std::uint32_t Waits::*children, double years,
                                      Sizes& sizes) {
  std::vector<Estimate> result;
  for (std::size_t option = 0; option < done.of.size(); ++option) {
    std::vector<double> values;
    if (option < done.waits.size()) {
      for (const Waits& one : done.waits[option]) values.push_back(one.*children / years);
    }
    result.push_back(estimate(values, sizes));
  }
  return result;
}

}  // namespace

std::vector<double> holm(const std::vector<double>& p) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (!std::isnan(p[i])) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });

  std::vector<double> adjusted(p.size(), nan);
  double so_far = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    so_far = std::max(so_far, std::min(1.0, static_cast<double>(order.size() - i) * p[order[i]]));
    adjusted[order[i]] = so_far;
  }
  return adjusted;
}

Comparison compare(const std::vector<std::string>& names, const std::vector<std::vector<Measure>>& measures,
                   const PairedReplications& done, double years) {
  const std::size_t options = names.size();
  assert(options > 0 && measures.size() == options && done.of.size() == options && years > 0);
  Sizes sizes;
  Comparison result;
  result.names = names;
  result.replications = done.of.front().observations.size();
  const std::vector<Shared> shared = shared_by_all(measures);
  for (const Shared& one : shared) result.measures.push_back(one.measure);
  result.estimates.assign(options, std::vector<Estimate>(shared.size()));
  result.best.assign(options, std::vector<Best>(shared.size()));
  result.contrasts.assign(options, std::vector<Contrast>(shared.size()));
  result.in_time.assign(options, std::vector<Estimate>(shared.size()));
  result.contrasts.front().clear();
  result.in_time.front().clear();

  share_out(shared.size(), done.of.front().asked.threads, [&](std::size_t m) {
    std::vector<Shares> shares;
    for (std::size_t o = 0; o < options; ++o) {
      shares.emplace_back(done.of[o], shared[m].places[o]);
      result.estimates[o][m] = estimate(shares[o].values, sizes);
      if (o == 0) continue;
      result.contrasts[o][m] = contrast(shares.front().values, shares[o].values, sizes);
      result.in_time[o][m] = in_time(shares.front(), shares[o], years, sizes);
    }
    const std::vector<Best> best = best_of(shares, shared[m].measure.better);
    for (std::size_t o = 0; o < options; ++o) result.best[o][m] = best[o];
  });
  adjust(result.contrasts, result.measures);
  result.longer = children_a_year(done, &Waits::longer, years, sizes);
  result.shorter = children_a_year(done, &Waits::shorter, years, sizes);
  return result;
}

}  // namespace caseload
