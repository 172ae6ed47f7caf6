// From the observations of many replications to numbers with their uncertainty. Two kinds of it, never mixed:
// simulation noise (the interval of a mean, shrinks with replications) and real-life spread (P10 to P90 over
// futures, does not).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "caseload/experiment.hpp"

namespace caseload {

struct Interval {
  double lower{}, upper{};
};

struct Estimate {
  double mean{};
  double standard_error{};    ///< of the mean; 0 when n = 1
  double lower95{}, upper95{};  ///< interval of the mean: Student's t, corrected for skewness; the mean when n = 1
  double p10{}, p50{}, p90{};   ///< over replications: "in 8 of 10 futures it lies between p10 and p90"
  std::size_t n{};              ///< replications that observed it; 0: all other fields are NaN
  Interval p10_95{}, p50_95{}, p90_95{};  ///< of those; an end is NaN when too few replications can say
};

/// @param values  one per replication; NaN means "nothing was observed" and is left out
/// Interval of the mean: Hall, "On the removal of skewness by transformation", Journal of the Royal Statistical Society B 54
/// (1992), with Student's quantiles. Waits are so skewed that plain t intervals of a hundred of them cover 90 times in 100.
/// Quantiles: type 7 of Hyndman & Fan, "Sample quantiles in statistical packages", The American Statistician 50 (1996).
Estimate estimate(std::span<const double> values);

/// Of the quantile p of whatever the values were drawn from, by order statistics: the chance that a value lies below it
/// is p, so their number is binomial. Between two order statistics by interpolation, so that the interval covers with
/// the confidence asked rather than a good deal more.
/// @param sorted  values, increasing
/// @return an end is NaN when no order statistic reaches that far
/// Source: Nyblom, "Note on interpolated order statistics", Statistics & Probability Letters 14 (1992).
Interval quantile_interval(std::span<const double> sorted, double p, double confidence = 0.95);

/// Of a probability, from `yes` among `all` independent trials; [0, 1] when all = 0.
/// Source: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
Interval wilson(double yes, double all, double confidence = 0.95);

/// When there are replications enough: when the noise of every headline is small beside its mean, or beside the range of
/// futures. A headline counts as precise when its half-width is at most `relative` of the larger of |mean| and four
/// standard deviations over futures (which hold 95 % of them if they are normal). A headline that occurs in less than
/// half of the futures is not waited for.
struct Precision {
  double relative{0.05};
  double confidence{0.95};
  std::uint32_t least{50};   ///< P10 and P90 have no interval with fewer than 36, and skewness is guesswork
  std::uint32_t most{2000};
};

/// How many replications there should be: the smallest n from `least` on at which every headline of every model is
/// precise and stays so for the next max(5, n / 20), and those; or, while there is no such n among those done, a guess of
/// where it will be, more than are done; `most` at most. Depends only on the first replications.
/// @param measures  of each model
/// Source: Hoad, Robinson & Davies, "Automated selection of the number of replications for a discrete-event simulation",
/// Journal of the Operational Research Society 61 (2010), with their look-ahead of five.
std::uint32_t wanted(const std::vector<std::vector<Measure>>& measures, const std::vector<Replications>& done,
                     const Precision&);

/// The same, asked again and again while replications are added: it looks at each of them only once. A copy begins where
/// the other is.
class Stopping {
 public:
  Stopping(std::vector<std::vector<Measure>> measures, const Precision&);
  ~Stopping();
  Stopping(const Stopping&);
  Stopping& operator=(const Stopping&) = delete;

  /// @param done  those of the last call, and perhaps more
  std::uint32_t operator()(const std::vector<Replications>& done);

 private:
  struct Seen;
  std::unique_ptr<Seen> seen_;
};

/// Headlines that are not precise with all replications that were done: indices into `measures`. Those that occur too
/// rarely to be waited for are among them; those that never occur are not.
std::vector<std::size_t> not_precise(const std::vector<Measure>& measures, const Replications&, const Precision&);

/// Means less what luck explains, by regression on Observations::luck.
struct Controlled {
  Estimate with;                ///< mean, standard error, interval and n; the quantiles are those without
  double variance_reduction{1}; ///< variance of the mean without over that with, loss of degrees of freedom included
};

struct Estimates {
  std::vector<Measure> measures;
  std::vector<Estimate> estimates;        ///< one per measure
  std::vector<Date> weeks;
  std::vector<Measure> series;
  std::vector<Estimate> series_estimates; ///< weeks x series, row-major
  std::vector<Date> months;
  std::vector<Estimate> month_estimates;  ///< months x series, row-major
  std::vector<Histogram> histograms;
  std::vector<Estimate> histogram_estimates;  ///< share of cases in each bin [%], histograms one after the other
  std::vector<Controlled> controlled;     ///< one per measure; empty: not asked for

  /// Null when there is no such measure.
  const Estimate* find(std::string_view measure, std::string_view where) const;
};

/// Each number by one thread, in replication order: the same sums on 1 core or 64. On as many threads as the replications
/// were asked for. With one replication, shares of cases (done in time) get Wilson's interval of the cases in it.
Estimates estimate(const Model&, const Replications&);

/// Control variates where they help, the plain mean elsewhere: one per value of an observation. A measure that some
/// replications did not observe keeps its plain mean, as luck need not have mean zero in those that did.
/// @param values  one per replication;  luck  replications x controls, row-major
/// Source: Lavenberg & Welch (1981), with the t interval of n - q - 1 degrees of freedom (Nelson, "Control variate
/// remedies", Operations Research 38, 1990).
Controlled control(std::span<const double> values, std::span<const double> luck);
std::vector<Controlled> control(const Replications&);

/// Whether a target is met: the share of futures that meet it, and what can be said of it.
struct TargetEstimate {
  enum class Verdict { met, missed, open };  ///< open: too few replications to tell
  double share{};      ///< of futures; NaN if none observed the measure
  Interval interval{}; ///< Wilson
  std::size_t n{};
  Verdict verdict{Verdict::open};  ///< met: the whole interval is at or above the target's chance; missed: below
};
/// @param confidence  of the interval and so of the verdict
TargetEstimate judge(const TargetRow&, const Replications&, double confidence = 0.95);

/// Where a series stops depending on how it began, by the marginal standard error rule.
struct WarmUp {
  std::size_t batches_of{5};
  std::size_t cut{};   ///< values to drop: the first ones
  Estimate change{};  ///< mean of what is cut less that of the rest, as a share of the latter, over replications; n = 0: nothing
                      ///< is cut, or the replications are not known
  bool settled{};      ///< the cut is in the first half; otherwise the series is too short to tell where it settles,
                       ///< as it always is with less than ten batches
};
/// @param series  mean over replications, in order of time
/// Source: White, Cobb & Spratt, "A comparison of five steady-state truncation heuristics for simulation", Winter
/// Simulation Conference (2000): MSER-5.
WarmUp mser5(std::span<const double> series);
/// Of the weeks of Observations::beginning, averaged over replications.
WarmUp warm_up(const Replications&);

}  // namespace caseload
