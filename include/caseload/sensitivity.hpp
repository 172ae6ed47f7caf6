// What a finished sweep says: which settings matter, where the service tips over, and what lies between its points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/sweep.hpp"

namespace caseload {

/// One measure over the points of a sweep.
struct Sample {
  std::size_t factors{};
  /// points x factors, row-major: where each factor stands between the ends of its range, or among its levels, in [0, 1]
  std::vector<double> places;
  /// By point, in the same order: what each replication saw, by its number; NaN: it saw nothing, or failed. Replication 7
  /// is the same future at every point. Empty: the point failed.
  std::vector<std::vector<double>> outcomes;
};

/// Of the finished points of a sweep, in the order of the design; points that are not finished are there without outcomes.
/// @param most  at most so many points, evenly taken from all; 0: all
Sample sample_of(const SweepRun&, std::size_t measure, std::size_t most = 0);

/// Means of the points of a sample that saw something.
struct NoisyMeans {
  std::vector<double> places;     ///< points x factors, row-major
  std::vector<double> means;      ///< by point
  std::vector<double> variances;  ///< of each mean, from the noise of simulating; nought where there is one replication
};
NoisyMeans noisy_means(const Sample&);

/// A number and what its uncertainty allows for, 95 %: which points were chosen, and the noise of simulating them.
struct Uncertain {
  double value{}, lower95{}, upper95{};
};

/// Elementary effects of one factor: what a change of it through its whole range would do if it did all along the range
/// what it does in a step, in the unit of the measure.
struct MorrisEffect {
  Uncertain size;        ///< mu*: mean of the sizes of the effects
  double mean{};         ///< mu
  Uncertain spread;      ///< sigma: standard deviation of the effects; nought where the factor acts alone and evenly
  std::size_t effects{};  ///< how many of them
};
/// @param sample  whole trajectories of `factors` + 1 points each, in each of which each factor moves once; trajectories
///                with a point that failed are left out
/// @param seed    of the resampling
/// Source: Morris, "Factorial sampling plans for preliminary computational experiments", Technometrics 33 (1991); the
/// sizes: Campolongo, Cariboni & Saltelli, "An effective screening design for sensitivity analysis of large models",
/// Environmental Modelling & Software 22 (2007).
std::vector<MorrisEffect> morris_effects(const Sample& sample, std::uint32_t seed);

/// Shares of the variance of the mean over futures, when all factors vary together.
struct SobolIndices {
  Uncertain first;  ///< what the factor explains alone
  Uncertain total;  ///< what it explains alone and together with others
};
/// @param sample  blocks of `factors` + 2 points: a point A, A with one factor after the other taken from B, and B;
///                blocks with a point that failed are left out
/// @return empty when nothing varies
/// Estimators: Saltelli et al., "Variance based sensitivity analysis of model output", Computer Physics Communications 181
/// (2010), table 2, (b) and (f, Jansen's), on outcomes about their mean. What the noise of simulating adds to products and
/// squares is taken out again: it is estimated from the differences between replications, in which the futures that points
/// share cancel. Intervals: bootstrap of blocks and of replications.
std::vector<SobolIndices> sobol_indices(const Sample& sample, std::uint32_t seed);

/// How far the outcomes where a factor is in one part of its range differ from all outcomes; from any sample.
struct PawnIndex {
  Uncertain median, highest;  ///< Kolmogorov-Smirnov distances over the parts, 0 to 1
};
struct Pawn {
  std::vector<PawnIndex> factors;
  double nothing{};  ///< what a factor that does nothing would show at most, 95 %: the median distance of random parts
};
/// @param parts  of each factor's range; a factor that takes fewer places has a part for each
/// Source: Pianosi & Wagener, "Distribution-based sensitivity analysis from a generic input-output sample", Environmental
/// Modelling & Software 108 (2018).
Pawn pawn(const Sample& sample, std::uint32_t seed, std::size_t parts = 5);

/// A region of the settings: an interval of each factor's places.
struct Box {
  std::vector<Interval> sides;   ///< one per factor, ends included; [0, 1] where it is not restricted
  std::size_t inside{};          ///< points in it
  std::size_t interesting{};     ///< of those
  double coverage{};             ///< share of all interesting points that are in it
  double density{};              ///< share of the points in it that are interesting
};
/// Where `interesting` points are: boxes that were peeled one from another, from all points to a few, each with the least
/// mean sides taken back that need not be restricted.
/// @param places       points x factors, row-major
/// @param interesting  by point
/// @return empty when no point is interesting, or all are
/// Source: Friedman & Fisher, "Bump hunting in high-dimensional data", Statistics and Computing 9 (1999); Bryant & Lempert,
/// "Thinking inside the box", Technological Forecasting and Social Change 77 (2010).
std::vector<Box> peeled_boxes(std::span<const double> places, std::size_t factors, const std::vector<bool>& interesting);
/// The box of those that catches most while it says most: the highest harmonic mean of coverage and density; the larger
/// one of several.
const Box& telling_box(const std::vector<Box>&);

/// How it is found out which factors matter. Each fits some designs only.
enum class Method {
  morris,  ///< elementary effects, of trajectories
  sobol,   ///< Sobol' indices, of blocks
  pawn     ///< distances of distributions, of any points that fill the ranges
};
std::string_view name_of(Method);
/// The one that the design was made for.
Method method_for(Design::Type);
/// Why the method does not fit the design, and which design does; empty: it fits.
std::string why_not(Method, Design::Type);

/// What a sweep says of one measure.
struct Sensitivity {
  std::size_t measure{};
  std::size_t points{};              ///< that saw something
  std::vector<MorrisEffect> morris;  ///< by factor; empty: another method, as the next two
  std::vector<SobolIndices> sobol;
  Pawn pawn;
};
Sensitivity sensitivity(const SweepRun&, std::size_t measure, Method);

/// A bound that the means of some points of a sweep pass.
struct Threshold {
  std::size_t measure{};
  bool above{};
  bool or_equal{};
  double bound{};  ///< in the measure's unit

  bool is_passed_by(double mean) const {
    return (above ? mean > bound : mean < bound) || (or_equal && mean == bound);
  }
};
/// "wait for a worker, mean > 14", also with <, >= and <=; the unit may follow if it is the measure's. Or what is wrong
/// with it, for people.
Result<Threshold> threshold_of(std::string_view text, const std::vector<Measure>&);

/// Where a sweep passes a threshold.
struct Discovery {
  Threshold threshold;
  std::size_t points{};  ///< that saw something
  std::size_t passed{};
  std::optional<Box> box;  ///< none: no point passes it, or all do, or no region says more than another
};
Discovery discover(const SweepRun&, const Threshold&);

/// What `caseload sensitivity` says.
struct SensitivityRun {
  const SweepRun& sweep;  ///< must outlive it
  Method method{};
  std::vector<Sensitivity> of;
  std::optional<Discovery> discovery;
};
std::string table(const SensitivityRun&, bool colour);
std::string sensitivity_json(const SensitivityRun&);
/// Tidy: a row for each measure, factor and number.
std::string sensitivity_csv(const SensitivityRun&);

/// "duty.posts is at most 8", "rate is between 31.2 and 36 children per week": the restricted sides of a box.
std::vector<std::string> sides_in_words(const Box&, const std::vector<Factor>&);

/// What the mean of a measure would be where nothing was simulated.
struct Predicted {
  double mean{};
  double standard_error{};  ///< of the mean in the futures in which the points were simulated, were it free of its own noise
};

/// A Gaussian process through the means of a sweep's points: Matérn 5/2 with a length scale for each factor around a linear
/// trend, whose parameters maximise the likelihood. Each point counts with the noise of its own mean. Points that are
/// simulated in the same futures have most of their noise in common: it moves the whole surface and not one point against
/// another. What share of the noise is a point's own is therefore one of the parameters.
/// Source: Rasmussen & Williams, Gaussian Processes for Machine Learning (2006), chapters 2, 4 and 5; noise by point:
/// Ankenman, Nelson & Staum, "Stochastic kriging for simulation metamodeling", Operations Research 58 (2010); that common
/// random numbers move the level and spare the slopes: Chen, Ankenman & Nelson, "The effects of common random numbers on
/// stochastic kriging metamodels", ACM Transactions on Modeling and Computer Simulation 22 (2012).
class Emulator {
 public:
  /// @param places     points x factors, row-major, in [0, 1]
  /// @param means      by point
  /// @param variances  of each mean, from the noise of simulating
  /// Deterministic. At least two points more than twice the factors, or std::invalid_argument.
  Emulator(std::span<const double> places, std::size_t factors, std::span<const double> means,
           std::span<const double> variances);
  ~Emulator();
  Emulator(Emulator&&) noexcept;

  Predicted at(std::span<const double> place) const;
  /// The mean over all other factors, evenly spread, when `factor` is at `place`.
  Predicted average_at(std::size_t factor, double place) const;
  /// By point: the part of the variance of its mean that it does not share with others.
  std::vector<double> own_variances() const;
  /// Mean over points of the rest, by which other futures would move the surface.
  double shared_variance() const;
  /// What the other points say of each point: predictions with it left out, parameters unchanged.
  std::vector<Predicted> left_out() const;
  /// The share of points whose own mean is within the 95 % interval of what the others say of it (both noises counted).
  double coverage() const;

 private:
  struct Process;
  std::unique_ptr<Process> process_;
};

}  // namespace caseload
