// What lies between the points of a sweep of Darlington: the emulator's intervals, held against points that it has not
// seen.
#include <atomic>
#include <catch2/catch.hpp>
#include <cmath>
#include <mutex>

#include "caseload/caseload.hpp"

using namespace caseload;

namespace {

const std::vector<Factor> factors{{"teams.duty.posts", {}, 7, 11, true, ""},
                                  {"demand.referrals.rate", {}, 14, 19, false, "children per week"},
                                  {"people.leaving.rate", {}, 6, 20, false, "% per year"}};

/// Outcomes at the points of a design: for each measure a sample.
std::vector<Sample> simulated(const std::vector<DesignPoint>& points, const std::vector<std::string>& names,
                              std::uint32_t replications) {
  std::vector<Sample> samples(names.size(), Sample{factors.size(), {}, {}});
  for (Sample& sample : samples) {
    sample.outcomes.resize(points.size());
    for (const DesignPoint& point : points)
      for (std::size_t f = 0; f < factors.size(); ++f) sample.places.push_back(place_of(factors[f], point[f]));
  }
  Crew crew{0};
  std::atomic<std::size_t> next{0};
  std::mutex filling;
  crew.at_once([&] {
    for (std::size_t i = next++; i < points.size(); i = next++) {
      std::vector<std::string> overrides;
      for (std::size_t f = 0; f < factors.size(); ++f) overrides.push_back(factors[f].name + "=" + points[i][f]);
      const Result<Scenario> scenario = read(CASELOAD_SCENARIOS "/darlington-2009.yaml",
                                             {.overrides = overrides, .option = {}, .library = CASELOAD_SCENARIOS});
      const Model model = compile(*scenario);
      const std::vector<Measure> measures = measures_of(model);
      PairedExperiment asked{{&model}, {Seed{1}, 0, replications}};
      asked.series = KeptSeries::nothing;
      asked.crew = &crew;
      const PairedReplications done = replicate(std::move(asked), [&](const auto&) { return replications; });
      const std::lock_guard lock{filling};
      for (std::size_t m = 0; m < names.size(); ++m) {
        const auto at = static_cast<std::size_t>(find_measure(measures, names[m]) - measures.data());
        for (const Observations& seen : done.of.front().observations) samples[m].outcomes[i].push_back(seen.values[at]);
      }
    }
  });
  return samples;
}

}  // namespace

TEST_CASE("the emulator's 95 % intervals hold nine to ten in ten of Darlington's points that it has not seen") {
  constexpr std::size_t known = 128, held_out = 64;
  const std::vector<std::string> names{"open children", "children per worker", "wait for a worker, 90th percentile",
                                       "children unallocated, worst week", "workers over their limit", "cost"};
  // The first 128 points of a Sobol' sequence fill the ranges, and the next 64 lie between them.
  const std::vector<Sample> samples =
      simulated(points_of(factors, {Design::Type::sobol, known + held_out}, 1), names, 10);
  double inside = 0, all = 0;
  for (std::size_t m = 0; m < names.size(); ++m) {
    const NoisyMeans means = noisy_means(samples[m]);
    REQUIRE(means.means.size() == known + held_out);
    const Emulator emulator{std::span{means.places}.first(known * factors.size()), factors.size(),
                            std::span{means.means}.first(known), std::span{means.variances}.first(known)};
    // Of a point that was not seen: the share of its noise that is its own, as it is among those that were.
    const double share = emulator.own_variances()[0] / means.variances[0];
    double of_measure = 0, squares = 0, spread = 0, mean = 0;
    for (std::size_t i = 0; i < known + held_out; ++i) mean += means.means[i] / (known + held_out);
    for (std::size_t i = known; i < known + held_out; ++i) {
      const Predicted said = emulator.at(std::span{means.places}.subspan(i * factors.size(), factors.size()));
      const double error = means.means[i] - said.mean;
      of_measure +=
          std::abs(error) <= 1.96 * std::sqrt(said.standard_error * said.standard_error + share * means.variances[i]);
      squares += error * error;
      spread += std::pow(means.means[i] - mean, 2);
    }
    INFO(names[m] << ": " << of_measure / held_out << " inside, unexplained " << squares / spread);
    CHECK(of_measure / held_out > 0.85);
    CHECK(squares < 0.2 * spread);  // it says more than that nothing matters
    inside += of_measure;
    all += held_out;
  }
  INFO(inside / all << " inside");
  CHECK(inside / all >= 0.90);
  CHECK(inside / all <= 0.99);
}
