// What a finished sweep says: which settings matter, where the service tips over, and what lies between its points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "caseload/estimates.hpp"

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

/// What the mean of a measure would be where nothing was simulated.
struct Predicted {
  double mean{};
  double standard_error{};  ///< of the mean over futures, were it simulated without noise
};

/// A Gaussian process through the means of a sweep's points: Matérn 5/2 with a length scale for each factor around a linear
/// trend, whose parameters maximise the likelihood. Each point counts with the noise of its own mean.
/// Source: Rasmussen & Williams, Gaussian Processes for Machine Learning (2006), chapters 2, 4 and 5; noise by point: Ankenman,
/// Nelson & Staum, "Stochastic kriging for simulation metamodeling", Operations Research 58 (2010).
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
  /// What the other points say of each point: predictions with it left out, parameters unchanged.
  std::vector<Predicted> left_out() const;
  /// The share of points whose own mean is within the 95 % interval of what the others say of it (both noises counted).
  double coverage() const;

 private:
  struct Process;
  std::unique_ptr<Process> process_;
};

}  // namespace caseload
