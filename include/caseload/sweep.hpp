// Many scenario points over the same futures: which settings are varied, how, and what came out at each point.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/report.hpp"

namespace caseload {

/// A setting that a sweep gives several values: those that are listed, or any within a range.
struct Factor {
  std::string name;                    ///< as its author wrote it: "duty.posts"
  std::vector<std::string> levels;     ///< what is put after the equals sign: "9", "34 children per week"; empty: a range
  double low{}, high{};                ///< of a range, both included
  bool whole{};                        ///< whole numbers only
  std::string unit{};                  ///< after each number of a range: "children per week"
};

/// How points are chosen.
struct Design {
  enum class Type {
    grid,   ///< every combination of levels
    lhs,    ///< Latin hypercube: each factor's range in as many equal parts as there are points, each met once
    sobol   ///< a low-discrepancy sequence; the first points of a longer design are those of a shorter one
  };
  Type type{Type::grid};
  std::uint32_t points{};  ///< not of grids
};

/// A file that says `caseload_sweep: 1`.
struct SweepPlan {
  std::string base;                     ///< scenario file, as written; looked up beside the plan, then among the shipped ones
  std::string option;
  std::vector<std::string> overrides;   ///< "duty.posts=9"
  std::vector<Factor> factors;
  Design design;
  std::optional<std::uint32_t> replications;  ///< a fixed number; empty: automatic ...
  std::optional<std::uint32_t> at_most;       ///< ... but no more than this
};
bool is_sweep_plan(const std::string& file);
/// All mistakes at once, each with its place.
Result<SweepPlan> read_sweep_plan(const std::string& file);

/// "6..12:3" gives 6, 9 and 12 (the end is included; without ":3" the step is 1), "6,9,12" what it lists. A unit stands
/// after the last number. Empty: `text` is one value.
std::vector<std::string> several_values(std::string_view text);

/// The number that a level begins with, to stand on an axis: 34 of "34 children per week", 40 of "+40 %", 0.8 of "x 0.8".
std::optional<double> number_of(std::string_view level);

/// Values of the factors at one point.
using DesignPoint = std::vector<std::string>;
/// Of grids every combination, the last factor fastest. Latin hypercubes depend on the seed.
std::vector<DesignPoint> points_of(const std::vector<Factor>&, const Design&, std::uint32_t seed);

/// What values of a factor are told together by: its levels, the whole numbers of a short range, or fifths of a range.
struct Groups {
  std::vector<std::string> names;
  std::vector<double> at;          ///< where each stands on an axis; empty: nowhere
};
Groups groups_of(const Factor&);
std::size_t group_of(const Factor&, const std::string& value);

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
  std::string design_id;             ///< a hash of all of them
  std::uint32_t seed{};
  Request asked;
};

/// How much a measure moves when one factor goes through its groups, the others averaged out.
struct MainEffect {
  std::size_t factor{};
  std::vector<double> means;   ///< by group: over the points in it; NaN if there is none
  double lowest{}, highest{};  ///< of these
};
/// The strongest first.
std::vector<MainEffect> main_effects(const SweepRun&, std::size_t measure);

/// The table of a sweep: a line for each point with its headlines.
std::string table(const SweepRun&, bool colour);
std::string sweep_json(const SweepRun&);
std::string page(const SweepRun&, const Freshness& = {});

}  // namespace caseload
