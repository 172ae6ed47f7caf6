// How many replications there should be.   Tested by tests/estimate/precision_test.cpp.
#include <algorithm>
#include <cassert>
#include <cmath>

#include "caseload/estimates.hpp"
#include "estimate/interval.hpp"
#include "estimate/no_number.hpp"
#include "estimate/student.hpp"

namespace caseload {
namespace {

/// Mean, spread and skewness of what was seen so far. Source: Welford, "Note on a method for calculating corrected sums of
/// squares and products", Technometrics 4 (1962); for cubes Pebay, Sandia report SAND2008-6212 (2008).
struct Running {
  std::size_t n{};
  double mean{}, squares{}, cubes{};

  void add(double x) {
    if (std::isnan(x)) return;
    const double before = static_cast<double>(n), count = static_cast<double>(++n);
    const double off = x - mean, step = off / count, term = off * step * before;
    mean += step;
    cubes += term * step * (count - 2) - 3 * step * squares;
    squares += term;
  }
  double deviation() const { return std::sqrt(squares / static_cast<double>(n - 1)); }
};

/// Half-widths for one confidence; Student's quantiles are worked out once.
class Ruler {
 public:
  explicit Ruler(const Precision& precision) : precision_(precision) {}

  /// The half-width over the largest that is asked for: 1 or less is precise. Infinite when one value is all there is.
  double excess(const Running& seen) {
    if (seen.n < 2) return infinite;
    const double error = seen.deviation() / std::sqrt(static_cast<double>(seen.n));
    const Interval mean = mean_interval(seen.mean, error, skewness(seen.n, seen.squares, seen.cubes), seen.n, t(seen.n));
    const double half_width = (mean.upper - mean.lower) / 2;
    if (half_width == 0) return 0;
    return half_width / (precision_.relative * std::max(std::abs(seen.mean), 4 * seen.deviation()));
  }

 private:
  double t(std::size_t n) {
    if (n >= quantiles_.size()) quantiles_.resize(n + 1, 0);
    if (quantiles_[n] == 0) {
      quantiles_[n] = student_quantile(static_cast<double>(n - 1), (1 - precision_.confidence) / 2);
    }
    return quantiles_[n];
  }

  Precision precision_;
  std::vector<double> quantiles_;  // by n; 0: not yet known
};

/// A headline of a model, followed over the replications.
struct Headline {
  std::size_t model{}, measure{};
  Running seen;
};

std::vector<Headline> headlines_of(const std::vector<std::vector<Measure>>& measures) {
  std::vector<Headline> headlines;
  for (std::size_t model = 0; model < measures.size(); ++model) {
    for (std::size_t i = 0; i < measures[model].size(); ++i) {
      if (measures[model][i].headline) headlines.push_back({model, i, {}});
    }
  }
  return headlines;
}

/// Of the headlines that are waited for, after n replications.
double worst_excess(const std::vector<Headline>& headlines, std::size_t n, Ruler& ruler) {
  double worst = 0;
  for (const Headline& h : headlines) {
    if (2 * h.seen.n >= n) worst = std::max(worst, ruler.excess(h.seen));
  }
  return worst;
}

/// A half-width that is small enough by chance does not stay so.
double with_look_ahead(double n) { return n + std::max(5.0, std::floor(n / 20)); }

std::uint32_t at_most(double wanted, const Precision& precision) {
  return static_cast<std::uint32_t>(std::min(wanted, static_cast<double>(precision.most)));
}

}  // namespace

/// All that is known of the replications that were looked at.
struct Stopping::Seen {
  Precision precision;
  std::vector<Headline> headlines;
  Ruler ruler;
  std::size_t n{0};
  std::size_t precise_from{0};  ///< 0: not precise now
  double excess{infinite};
  bool is_enough{false};
};

Stopping::Stopping(std::vector<std::vector<Measure>> measures, const Precision& precision)
    : seen_{new Seen{precision, headlines_of(measures), Ruler{precision}}} {}
Stopping::~Stopping() = default;
Stopping::Stopping(const Stopping& other) : seen_{std::make_unique<Seen>(*other.seen_)} {}

std::uint32_t Stopping::operator()(const std::vector<Replications>& done) {
  auto& [precision, headlines, ruler, n, precise_from, excess, is_enough] = *seen_;
  const std::size_t count = done.front().observations.size();
  const std::size_t known = n;
  assert(count >= known);
  std::vector<std::vector<double>> added;
  for (const Headline& h : headlines)
    added.push_back(done[h.model].observations.column(&Observations::values, h.measure, known));

  while (!is_enough && n < std::min<std::size_t>(count, precision.most)) {
    for (std::size_t i = 0; i < headlines.size(); ++i) headlines[i].seen.add(added[i][n - known]);
    ++n;
    if (n < precision.least) continue;
    excess = worst_excess(headlines, n, ruler);
    if (!(excess <= 1)) {
      precise_from = 0;
      continue;
    }
    if (precise_from == 0) precise_from = n;
    is_enough = static_cast<double>(n) >= with_look_ahead(static_cast<double>(precise_from));
  }
  if (is_enough) return static_cast<std::uint32_t>(n);

  const double now = static_cast<double>(count), least = with_look_ahead(precision.least);
  if (now < least) return at_most(least, precision);
  if (precise_from > 0) return at_most(with_look_ahead(static_cast<double>(precise_from)), precision);
  // Half-widths shrink as the square root of n grows. What a few replications say of it is not worth more than twice as
  // many.
  const double guess = with_look_ahead(std::ceil(now * excess * excess));
  return at_most(std::clamp(guess, now + 1, 2 * now), precision);
}

std::uint32_t wanted(const std::vector<std::vector<Measure>>& measures, const std::vector<Replications>& done,
                     const Precision& precision) {
  assert(!done.empty() && measures.size() == done.size());
  return Stopping{measures, precision}(done);
}

std::vector<std::size_t> not_precise(const std::vector<Measure>& measures, const Replications& replications,
                                     const Precision& precision) {
  Ruler ruler{precision};
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (!measures[i].headline) continue;
    Running seen;
    for (const double value : replications.observations.column(&Observations::values, i)) seen.add(value);
    if (seen.n > 0 && ruler.excess(seen) > 1) result.push_back(i);
  }
  return result;
}

}  // namespace caseload
