// Runs a scenario with both engines and tells how they differ.
#pragma once

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "caseload/caseload.hpp"
#include "support/naive_engine.hpp"

namespace caseload::support {

struct Compared {
  std::string difference;  ///< the first one found; empty: none
  std::size_t visits{};
  std::map<std::string, int> happened;  ///< as the naive engine counted it
};

/// The real engine's entry with names, to be compared and shown.
inline NaiveVisit with_names(const Model& model, const JourneyStep& v) {
  return {
      v.family, model.names.streams.at(v.stream), v.visit, model.names.steps.at(index(v.step)), v.entered, v.children,
      v.effort};
}

inline std::string in_words(const NaiveVisit& v, Instant begin) {
  const double hours = static_cast<double>((v.entered - begin).count()) / seconds_per_hour;
  return v.stream + " " + std::to_string(v.family) + ", visit " + std::to_string(v.visit) + ": " + v.step + " after " +
         std::to_string(hours) + " hours, " + std::to_string(v.children) + " children, effort " +
         std::to_string(v.effort) + " hours";
}

/// Equal but for rounding; NaN, which stands for nothing observed, equals itself.
inline bool close(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return std::abs(a - b) <= 1e-9 * std::max({1.0, std::abs(a), std::abs(b)});
}

inline bool same(const NaiveVisit& a, const NaiveVisit& b) {
  return a.family == b.family && a.stream == b.stream && a.visit == b.visit && a.step == b.step &&
         a.entered == b.entered && a.children == b.children && close(a.effort, b.effort);
}

inline std::string first_difference(const Model& model, const Observations& real, const NaiveRun& naive) {
  const auto told_apart = [](const std::string& what, const std::string& engine, const std::string& other) {
    return what + "\n  engine: " + engine + "\n  naive:  " + other;
  };
  for (std::size_t i = 0; i < std::min(real.journeys.size(), naive.visits.size()); ++i) {
    const NaiveVisit ours = with_names(model, real.journeys[i]);
    if (same(ours, naive.visits[i])) continue;
    return told_apart("entry " + std::to_string(i), in_words(ours, model.begin),
                      in_words(naive.visits[i], model.begin));
  }
  if (real.journeys.size() != naive.visits.size()) {
    return told_apart("entries into steps", std::to_string(real.journeys.size()), std::to_string(naive.visits.size()));
  }
  std::map<std::pair<std::string, std::string>, double> measured;
  const std::vector<Measure> measures = measures_of(model);
  for (std::size_t i = 0; i < measures.size(); ++i) measured[{measures[i].name, measures[i].where}] = real.values.at(i);
  for (const auto& [key, value] : naive.measures) {
    const auto found = measured.find(key);
    const std::string what = key.first + ", " + key.second;
    if (found == measured.end()) return "the engine does not measure " + what;
    if (!close(found->second, value)) return told_apart(what, std::to_string(found->second), std::to_string(value));
  }
  return {};
}

inline Compared compare_engines(const Scenario& scenario, std::uint32_t replication, std::uint32_t seed) {
  const Model model = compile(scenario);
  Arena arena;
  const Observations real = run(model, Replication{replication}, Seed{seed}, arena, {.journeys = true});
  const NaiveRun naive = run_naively(scenario, replication, seed);
  return {first_difference(model, real, naive), naive.visits.size(), naive.happened};
}

}  // namespace caseload::support
