// From a sweep on disk to what it says of a measure.   Tested by tests/estimate/sensitivity_test.cpp.
#include "caseload/sensitivity.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "estimate/emulator.hpp"
#include "scenario/text.hpp"

namespace caseload {

using scenario::trimmed;

namespace {

constexpr std::array<std::string_view, 3> method_names{"morris", "sobol", "pawn"};

/// In order of the replications' numbers, with NaN for those that are missing.
std::vector<double> by_number(const SweepPoint& point, std::size_t measure) {
  std::vector<double> seen;
  for (std::size_t i = 0; i < point.numbers.size(); ++i) {
    seen.resize(point.numbers[i] + 1, std::nan(""));
    seen[point.numbers[i]] = point.measured[i][measure];
  }
  const bool saw = std::any_of(seen.begin(), seen.end(), [](double value) { return !std::isnan(value); });
  return saw ? seen : std::vector<double>{};
}

std::size_t points_that_saw(const Sample& sample) {
  return static_cast<std::size_t>(
      std::count_if(sample.outcomes.begin(), sample.outcomes.end(), [](const auto& seen) { return !seen.empty(); }));
}

Problems problem(std::string message, std::string hint = "") {
  return {{{}, "", std::move(message), std::move(hint), "", 1}};
}

}  // namespace

Sample sample_of(const SweepRun& run, std::size_t measure, std::size_t most) {
  const std::size_t rows = most > 0 ? std::min(most, run.size) : run.size;
  // In the order of the design. A block or a trajectory that is not whole keeps its place, so that the others keep
  // theirs.
  std::vector<Eigen::Index> chosen =
      evenly_spread(static_cast<Eigen::Index>(rows), static_cast<Eigen::Index>(run.size));
  std::sort(chosen.begin(), chosen.end());
  Sample sample{run.factors.size(), std::vector<double>(rows * run.factors.size(), 0), {}};
  sample.outcomes.resize(rows);
  run.each([&](const SweepPoint& point) {
    const auto found = std::lower_bound(chosen.begin(), chosen.end(), static_cast<Eigen::Index>(point.number));
    if (found == chosen.end() || *found != static_cast<Eigen::Index>(point.number)) return true;
    const auto row = static_cast<std::size_t>(found - chosen.begin());
    for (std::size_t f = 0; f < run.factors.size(); ++f)
      sample.places[row * run.factors.size() + f] = place_of(run.factors[f], point.values[f]);
    sample.outcomes[row] = by_number(point, measure);
    return true;
  });
  return sample;
}

NoisyMeans noisy_means(const Sample& sample) {
  NoisyMeans result;
  for (std::size_t row = 0; row < sample.outcomes.size(); ++row) {
    if (sample.outcomes[row].empty()) continue;
    const Estimate seen = estimate(sample.outcomes[row]);
    const auto begin = sample.places.begin() + static_cast<std::ptrdiff_t>(row * sample.factors);
    result.places.insert(result.places.end(), begin, begin + static_cast<std::ptrdiff_t>(sample.factors));
    result.means.push_back(seen.mean);
    result.variances.push_back(seen.standard_error * seen.standard_error);
  }
  return result;
}

std::string_view name_of(Method method) { return method_names[static_cast<std::size_t>(method)]; }

Method method_for(Design::Type design) {
  if (design == Design::Type::morris) return Method::morris;
  return design == Design::Type::saltelli ? Method::sobol : Method::pawn;
}

std::string why_not(Method method, Design::Type design) {
  const std::string name{name_of(design)};
  if (method == Method::morris && design != Design::Type::morris)
    return "elementary effects need trajectories, design: {type: morris, trajectories: 20}, and these points are of "
           "design " +
           name;
  if (method == Method::sobol && design != Design::Type::saltelli)
    return "Sobol' indices need blocks, design: {type: saltelli, blocks: 256}, and these points are of design " + name;
  if (method == Method::pawn && design == Design::Type::morris)
    return "distributions need points that fill the ranges, such as design: {type: sobol, points: 256}, and "
           "trajectories do not";
  return "";
}

Sensitivity sensitivity(const SweepRun& run, std::size_t measure, Method method) {
  const Sample sample = sample_of(run, measure);
  Sensitivity result{measure, points_that_saw(sample), {}, {}, {}};
  if (result.points == 0) return result;
  switch (method) {
    case Method::morris:
      result.morris = morris_effects(sample, run.seed);
      break;
    case Method::sobol:
      result.sobol = sobol_indices(sample, run.seed);
      break;
    case Method::pawn:
      result.pawn = pawn(sample, run.seed);
      break;
  }
  return result;
}

Result<Threshold> threshold_of(std::string_view text, const std::vector<Measure>& measures) {
  const std::size_t sign = text.find_first_of("<>");
  if (sign == text.npos)
    return problem("expected a measure, '>' or '<', and a number", "'wait for a worker, mean > 14'");
  std::string_view rest = text.substr(sign + 1);
  Threshold threshold{0, text[sign] == '>', rest.starts_with('='), 0};
  if (threshold.or_equal) rest.remove_prefix(1);
  rest = trimmed(rest);
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), threshold.bound);
  if (error != std::errc{}) return problem("there is no number behind '" + std::string{text[sign]} + "'");
  const std::string_view name = trimmed(text.substr(0, sign));
  const Measure* const measure = find_measure(measures, name);
  if (!measure) {
    const std::string near = nearest_measure(measures, name);
    return problem("there is no measure '" + std::string{name} + "' in this sweep",
                   near.empty() ? "" : "did you mean '" + near + "'?");
  }
  threshold.measure = static_cast<std::size_t>(measure - measures.data());
  const std::string_view unit = trimmed(rest.substr(static_cast<std::size_t>(end - rest.data())));
  if (!unit.empty() && unit != measure->unit)
    return problem("'" + std::string{name} + "' is in " + measure->unit + ", not in '" + std::string{unit} + "'");
  return threshold;
}

Discovery discover(const SweepRun& run, const Threshold& threshold) {
  const NoisyMeans seen = noisy_means(sample_of(run, threshold.measure));
  std::vector<bool> passes;
  for (const double mean : seen.means) passes.push_back(threshold.is_passed_by(mean));
  Discovery result{
      threshold, passes.size(), static_cast<std::size_t>(std::count(passes.begin(), passes.end(), true)), {}};
  const std::vector<Box> boxes = peeled_boxes(seen.places, run.factors.size(), passes);
  if (boxes.empty()) return result;
  const Box& box = telling_box(boxes);
  const bool says_something = std::any_of(box.sides.begin(), box.sides.end(),
                                          [](const Interval& side) { return side.lower > 0 || side.upper < 1; });
  if (says_something) result.box = box;
  return result;
}

}  // namespace caseload
