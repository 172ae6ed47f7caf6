// Whether 95 % intervals hold what they promise: many runs with other seeds, each stopped by the rule of --reps auto,
// against what very many replications give. Prints a table; how to run: bench/studies.md.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <vector>

#include "caseload/caseload.hpp"

namespace {

using namespace caseload;

constexpr Seed seed_of_truth{0xFFFFFFFF};

struct Shown {
  const char* name;
  const char* where;
};

/// How often the interval of one number held the truth.
struct Covered {
  std::string what;
  double truth{};
  std::size_t held{}, of{};
  void add(double lower, double upper) {
    ++of;
    held += lower <= truth && truth <= upper;
  }
};

struct Study {
  std::string name;
  Model model;
  std::vector<Measure> measures;
  std::vector<Shown> shown;
};

Study study(const std::string& file, std::vector<Shown> shown) {
  Reading reading;
  reading.library = CASELOAD_SCENARIOS;
  const Result<Scenario> scenario = read(std::string{CASELOAD_BENCH} + '/' + file, reading);
  if (!scenario) {
    for (const Problem& problem : scenario.problems()) fmt::print(stderr, "{}\n", to_text(problem));
    std::exit(1);
  }
  Study result{scenario->name, compile(*scenario), {}, std::move(shown)};
  result.measures = measures_of(result.model);
  return result;
}

std::size_t place_of(const std::vector<Measure>& measures, const Shown& shown) {
  std::size_t i = 0;
  while (measures.at(i).name != shown.name || measures[i].where != shown.where) ++i;
  return i;
}

std::vector<double> column(const Replications& done, std::size_t measure) {
  std::vector<double> values;
  for (const Observations& seen : done.observations) values.push_back(seen.values[measure]);
  return values;
}

/// Only values are kept: a hundred thousand replications would not fit with their series.
Replications many(const Study& study, Experiment experiment, const Wanted& wanted) {
  return std::move(replicate(PairedExperiment{{&study.model}, experiment, {}, false, KeptSeries::nothing}, wanted).of.front());
}

void print_row(const Covered& covered) {
  const double share = static_cast<double>(covered.held) / static_cast<double>(covered.of);
  fmt::print("| {} | {:.4g} | {} of {} ({:.1f} %) |\n", covered.what, covered.truth, covered.held, covered.of, 100 * share);
}

void cover(const Study& study, std::uint32_t runs, std::uint32_t truth) {
  const Replications all = many(study, {seed_of_truth, 0, truth, 0}, [&](const auto&) { return truth; });
  std::vector<std::size_t> places;
  std::vector<Covered> means, quantiles;
  for (const Shown& shown : study.shown) {
    places.push_back(place_of(study.measures, shown));
    const Estimate known = estimate(column(all, places.back()));
    const std::string label = std::string{shown.name} + (shown.where == std::string{"service"} ? "" : std::string{", "} + shown.where);
    means.push_back({label + ": mean", known.mean});
    quantiles.push_back({label + ": P10 over futures", known.p10});
    quantiles.push_back({label + ": P50 over futures", known.p50});
    quantiles.push_back({label + ": P90 over futures", known.p90});
  }

  // The rule: how often every headline came within what was asked of the truth, and what it takes.
  const Precision precision;
  std::vector<Covered> asked;
  for (const Measure& measure : study.measures) {
    if (!measure.headline) continue;
    const std::size_t at = static_cast<std::size_t>(&measure - study.measures.data());
    asked.push_back({measure.name + (measure.where == "service" ? "" : ", " + measure.where), estimate(column(all, at)).mean});
  }
  std::size_t least = 1'000'000, most = 0, total = 0, reached = 0;
  for (std::uint32_t i = 0; i < runs; ++i) {
    const Wanted rule = [&](const std::vector<Replications>& done) { return wanted({study.measures}, done, precision); };
    const Replications done = many(study, {Seed{i + 1}, 0, precision.most, 0}, rule);
    for (std::size_t k = 0; k < places.size(); ++k) {
      const Estimate e = estimate(column(done, places[k]));
      means[k].add(e.lower95, e.upper95);
      quantiles[3 * k].add(e.p10_95.lower, e.p10_95.upper);
      quantiles[3 * k + 1].add(e.p50_95.lower, e.p50_95.upper);
      quantiles[3 * k + 2].add(e.p90_95.lower, e.p90_95.upper);
    }
    std::size_t headline = 0;
    for (std::size_t at = 0; at < study.measures.size(); ++at) {
      if (!study.measures[at].headline) continue;
      const Estimate e = estimate(column(done, at));
      const double range = 4 * e.standard_error * std::sqrt(static_cast<double>(e.n));
      const double within = precision.relative * std::max(std::abs(e.mean), range);
      asked[headline++].add(e.mean - within, e.mean + within);
    }
    reached += not_precise(study.measures, done, precision).empty();
    least = std::min(least, done.numbers.size());
    most = std::max(most, done.numbers.size());
    total += done.numbers.size();
  }

  fmt::print("\n{}: {} runs of {} to {} replications ({:.0f} on average); the truth from {}\n", study.name, runs, least, most,
             static_cast<double>(total) / runs, truth);
  fmt::print("Runs whose half-widths reach the precision asked, all headlines: {} of {}\n\n", reached, runs);
  fmt::print("| 95 % interval of | truth | held it |\n|---|---|---|\n");
  for (const Covered& covered : means) print_row(covered);
  for (const Covered& covered : quantiles) print_row(covered);
  fmt::print("\n| mean of headline within the precision asked of the truth | truth | runs |\n|---|---|---|\n");
  for (const Covered& covered : asked) print_row(covered);
}

}  // namespace

int main(int argc, char** argv) {
  const auto runs = static_cast<std::uint32_t>(argc > 1 ? std::atoi(argv[1]) : 1000);
  const auto truth = static_cast<std::uint32_t>(argc > 2 ? std::atoi(argv[2]) : 100'000);
  cover(study("mm5.yaml", {{"wait, mean", "job"}, {"wait, 90th percentile", "job"}, {"done in time", "job"}}), runs, truth);
  cover(study("small_service.yaml", {{"children per worker", "service"},
                                     {"open children", "service"},
                                     {"wait for a worker, 90th percentile", "service"},
                                     {"done in time", "initial assessment"}}),
        runs, truth);
}
