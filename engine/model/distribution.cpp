// Means and changes of unit of the distributions.   Tested by tests/model/distribution_test.cpp.
#include "caseload/distribution.hpp"

#include <cassert>
#include <cmath>
#include <numbers>

namespace caseload {
namespace {

double mean(const Fixed& d) { return d.value; }
double mean(const Exponential& d) { return d.mean; }
double mean(const LogNormal& d) { return std::exp(d.mu + d.sigma * d.sigma / 2); }
double mean(const Gamma& d) { return d.shape * d.scale; }
double mean(const Weibull& d) { return d.scale * std::tgamma(1 + 1 / d.shape); }
double mean(const LogLogistic& d) {
  const double angle = std::numbers::pi / d.shape;
  return d.scale * angle / std::sin(angle);
}
double mean(const Uniform& d) { return (d.low + d.high) / 2; }
double mean(const Triangular& d) { return (d.low + d.mode + d.high) / 3; }
double mean(const Beta& d) { return d.low + (d.high - d.low) * d.a / (d.a + d.b); }

/// Mean of a standard normal given that it is at least `low`: density over tail probability.
/// Far out both vanish, and the asymptotic series takes over (its error there is below 1e-8).
/// Source: Johnson, Kotz & Balakrishnan, Continuous Univariate Distributions, vol. 1 (1994), section 13.10.1.
double mean_of_standard_normal_above(double low) {
  if (low > 25) return low + 1 / low - 2 / (low * low * low) + 10 / std::pow(low, 5);
  const double density = std::exp(-low * low / 2) / std::sqrt(2 * std::numbers::pi);
  return density / (std::erfc(low / std::numbers::sqrt2) / 2);
}
double mean(const TruncatedNormal& d) { return d.mean + d.sd * mean_of_standard_normal_above((d.low - d.mean) / d.sd); }

double mean(const Poisson& d) { return d.mean + d.shift; }
double mean(const Bands& d) {
  double sum = 0;
  for (const Band& band : d.bands) sum += band.share * (band.low + band.high) / 2;
  return sum;
}

Distribution times(const Fixed& d, double by) { return Fixed{d.value * by}; }
Distribution times(const Exponential& d, double by) { return Exponential{d.mean * by}; }
Distribution times(const LogNormal& d, double by) { return LogNormal{d.mu + std::log(by), d.sigma}; }
Distribution times(const Gamma& d, double by) { return Gamma{d.shape, d.scale * by}; }
Distribution times(const Weibull& d, double by) { return Weibull{d.shape, d.scale * by}; }
Distribution times(const LogLogistic& d, double by) { return LogLogistic{d.shape, d.scale * by}; }
Distribution times(const Uniform& d, double by) { return Uniform{d.low * by, d.high * by}; }
Distribution times(const Triangular& d, double by) { return Triangular{d.low * by, d.mode * by, d.high * by}; }
Distribution times(const Beta& d, double by) { return Beta{d.a, d.b, d.low * by, d.high * by}; }
Distribution times(const TruncatedNormal& d, double by) { return TruncatedNormal{d.mean * by, d.sd * by, d.low * by}; }
Distribution times(const Poisson& d, [[maybe_unused]] double by) {
  assert(by == 1);
  return d;
}
Distribution times(const Bands& d, double by) {
  Bands result = d;
  for (Band& band : result.bands) {
    band.low *= by;
    band.high *= by;
  }
  return result;
}

}  // namespace

double mean_of(const Distribution& distribution) {
  return std::visit([](const auto& d) { return mean(d); }, distribution);
}

Distribution scaled(const Distribution& distribution, double factor) {
  assert(factor > 0);
  return std::visit([factor](const auto& d) { return times(d, factor); }, distribution);
}

}  // namespace caseload
