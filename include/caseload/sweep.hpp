// Many scenario points over the same futures: which settings are varied, how, and what came out at each point.
#pragma once

#include <cstdint>
#include <functional>
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

/// Values of the factors at one point, in the order of the factors.
using DesignPoint = std::vector<std::string>;

/// How points are chosen.
struct Design {
  enum class Type {
    grid,     ///< every combination of levels
    list,     ///< those that somebody listed
    lhs,      ///< Latin hypercube: each factor's range in as many equal parts as there are points, each met once
    sobol,    ///< a low-discrepancy sequence; the first points of a longer design are those of a shorter one
    morris,   ///< trajectories in each of which every factor moves once, by two thirds of its range
    saltelli  ///< blocks of two points of a Sobol' sequence and those between them, for Sobol' indices
  };
  Type type{Type::grid};
  std::uint32_t size{};                  ///< points (lhs, sobol), trajectories (morris) or blocks (saltelli)
  std::vector<DesignPoint> listed{};     ///< of a list
};
/// "grid", "list", "lhs", ...
std::string_view name_of(Design::Type);
std::optional<Design::Type> design_called(std::string_view name);

/// A file that says `caseload_sweep: 1`.
struct SweepPlan {
  std::string base;                     ///< scenario file, as written; looked up beside the plan, then among the shipped ones
  std::string option;
  std::vector<std::string> overrides;   ///< "duty.posts=9"
  std::vector<Factor> factors;
  Design design;
  std::optional<std::uint32_t> replications;  ///< a fixed number; empty: automatic ...
  std::optional<std::uint32_t> at_most;       ///< ... but no more than this
  bool all_measures{};                        ///< keep every measure, not the headlines alone
  bool series{};                              ///< keep what every month was like
  bool stop_on_failure{};
};
bool is_sweep_plan(const std::string& file);
/// All mistakes at once, each with its place.
Result<SweepPlan> read_sweep_plan(const std::string& file);

/// "6..12:3" gives 6, 9 and 12 (the end is included; without ":3" the step is 1), "6,9,12" what it lists. A unit stands
/// after the last number. Empty: `text` is one value.
std::vector<std::string> several_values(std::string_view text);

/// The number that a level begins with, to stand on an axis: 34 of "34 children per week", 40 of "+40 %", 0.8 of "x 0.8".
std::optional<double> number_of(std::string_view level);

/// Latin hypercubes, trajectories and blocks depend on the seed.
std::vector<DesignPoint> points_of(const std::vector<Factor>&, const Design&, std::uint32_t seed);

/// Where a value stands, in [0, 1]: between the ends of the range, or among the levels, by their numbers or else evenly in
/// their order.
double place_of(const Factor&, const std::string& value);
/// The other way round: the value of a range at a place, the nearest level or whole number where there is nothing between.
std::string value_at(const Factor&, double place);

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
  std::string id;                    ///< id_of() its scenario: the same wherever and whenever it is run
  DesignPoint values;                ///< one per factor
  std::vector<std::uint32_t> numbers;              ///< of the replications that were done
  std::vector<std::vector<double>> measured;       ///< replications x measures
  std::vector<std::vector<double>> series;         ///< replications x (months x series, row-major); empty: not kept
  std::vector<Failure> failures;                   ///< of replications
  std::string failure;               ///< why the point as a whole could not be run; empty: it was
};

/// Hands over finished points one after the other, by number, until it is told that it is enough: they are never in memory
/// together.
using EachPoint = std::function<void(const std::function<bool(const SweepPoint&)>& go_on)>;

/// What a sweep is made of.
struct SweepRun {
  /// How far it is.
  struct Finished {
    std::size_t points{};            ///< failed ones included
    std::size_t failed{};
    std::size_t replications{};      ///< at all points together
    std::size_t most{};              ///< replications at one point
    std::size_t last{};              ///< one more than the highest number of a replication
  };
  Origin origin;
  Scenario scenario;                 ///< without any factor
  Model model;
  std::vector<Factor> factors;
  Design design;                     ///< without the points of a list
  std::size_t size{};                ///< how many points there should be
  std::string design_id;             ///< a hash of all of them
  std::vector<Measure> measures;     ///< that every point has
  std::vector<Measure> series;       ///< kept by month; empty: none
  std::vector<Date> months;          ///< of the series
  EachPoint each;
  Finished finished;
  std::uint32_t seed{};
  std::optional<std::uint32_t> replications;  ///< at each point; empty: as many as asked.precision wants
  Request asked;
};

/// What came out at one point.
struct PointResult {
  std::uint32_t number{};
  DesignPoint values;
  std::vector<Estimate> estimates;   ///< one per measure; empty if the point failed
};
PointResult result_of(const SweepPoint&, std::size_t measures);

/// How much a measure moves when one factor goes through its groups, the others averaged out.
struct MainEffect {
  std::size_t factor{};
  std::vector<double> means;   ///< by group: over the points in it; NaN if there is none
  double lowest{}, highest{};  ///< of these
};

/// Means over the points in each group of each factor, and in each pair of groups of each pair of factors. Takes memory by
/// factors and measures, not by points.
class GroupMeans {
 public:
  GroupMeans(const std::vector<Factor>&, std::size_t measures);
  void add(const PointResult&);

  /// The strongest first.
  std::vector<MainEffect> main_effects(std::size_t measure) const;
  /// Factors that go through more than this many groups have no pairs.
  static constexpr std::size_t most_groups_of_a_pair = 40;
  bool has_pairs(std::size_t factor) const { return groups_[factor] <= most_groups_of_a_pair; }
  /// Of points in group `a` of the one factor and `b` of the other; NaN if there is none. The factors differ.
  double mean_of_pair(std::size_t measure, std::size_t first, std::size_t a, std::size_t second, std::size_t b) const;

 private:
  struct Sum {
    double sum{};
    std::uint32_t n{};
  };
  std::size_t cell(std::size_t first, std::size_t a, std::size_t second, std::size_t b) const;

  std::vector<Factor> factors_;
  std::vector<std::size_t> groups_;        ///< by factor
  std::vector<std::size_t> begins_;        ///< by factor: its first group among all
  std::vector<std::size_t> pair_begins_;   ///< factors x factors, the smaller first
  std::vector<std::vector<Sum>> singles_;  ///< measures x groups of all factors
  std::vector<std::vector<Sum>> pairs_;    ///< measures x pairs of groups
};

/// The table of a sweep: a line for each point with its headlines.
std::string table(const SweepRun&, bool colour);
/// Hands over its text in pieces.
void sweep_json(const SweepRun&, const std::function<void(std::string_view)>& write);
std::string page(const SweepRun&, const Freshness& = {});

}  // namespace caseload
