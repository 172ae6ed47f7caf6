// Many scenario points over the same futures: which settings are varied, how, and what came out at each point.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/report.hpp"

namespace caseload {

/// A setting that a sweep gives several values.
struct Factor {
  std::string name;                 ///< as its author wrote it: "duty.posts"
  std::vector<std::string> levels;  ///< what is put after the equals sign: "9", "34 children per week", "+40 %"
};

/// "6..12:3" gives 6, 9 and 12 (the end is included; without ":3" the step is 1), "6,9,12" what it lists. A unit stands
/// after the last number. Empty: `text` is one value.
std::vector<std::string> several_values(std::string_view text);

/// The number that a level begins with, to stand on an axis: 34 of "34 children per week", 40 of "+40 %", 0.8 of "x 0.8".
std::optional<double> number_of(std::string_view level);

/// Points of a design: an index into the levels of each factor.
using DesignPoint = std::vector<std::size_t>;
/// Every combination; the last factor changes fastest.
std::vector<DesignPoint> grid(const std::vector<Factor>&);

/// One point as it was run.
struct SweepPoint {
  std::uint32_t number{};            ///< its place in the design
  std::string id;                    ///< hash_of() its scenario: the same wherever and whenever it is run
  std::vector<std::string> values;   ///< one per factor
  std::vector<std::uint32_t> numbers;              ///< of the replications that were done
  std::vector<std::vector<double>> measured;       ///< replications x measures
  std::vector<Failure> failures;                   ///< of replications
  std::string failure;               ///< why the point as a whole could not be run; empty: it was
};

/// What came out at one point.
struct PointResult {
  std::uint32_t number{};
  std::string id;
  std::vector<std::string> values;
  std::string failure;
  std::size_t replications{};
  std::vector<Estimate> estimates;   ///< one per measure; empty if the point failed
};
PointResult result_of(const SweepPoint&, std::size_t measures);

/// What a sweep is made of.
struct SweepRun {
  Origin origin;
  Scenario scenario;                 ///< without any factor
  Model model;
  std::vector<Factor> factors;
  std::vector<Measure> measures;     ///< that every point has
  std::vector<PointResult> points;   ///< finished ones, by number
  std::size_t design{};              ///< how many points there should be
  std::uint32_t seed{};
  Request asked;
};

/// How much a measure moves when one factor goes from one end to the other, the others averaged out.
struct MainEffect {
  std::size_t factor{};
  std::vector<double> means;   ///< by level: over the points that have it; NaN if none has
  double lowest{}, highest{};  ///< of these
};
/// The strongest first. Of grids, where it is the factor's main effect.
std::vector<MainEffect> main_effects(const SweepRun&, std::size_t measure);

/// The table of a sweep: a line for each point with its headlines.
std::string table(const SweepRun&, bool colour);
std::string sweep_json(const SweepRun&);
std::string page(const SweepRun&, const Freshness& = {});

}  // namespace caseload
