// One sampler for each distribution.   Hides: Boost.Random.   Tested by tests/random/draw_test.cpp.
//
// Boost.Random and not <random>: the standard leaves the algorithms open, so its draws differ from library to library.
#include "random/draw.hpp"

#include <boost/random/beta_distribution.hpp>
#include <boost/random/exponential_distribution.hpp>
#include <boost/random/gamma_distribution.hpp>
#include <boost/random/lognormal_distribution.hpp>
#include <boost/random/normal_distribution.hpp>
#include <boost/random/poisson_distribution.hpp>
#include <boost/random/triangle_distribution.hpp>
#include <boost/random/weibull_distribution.hpp>
#include <cassert>
#include <cmath>
#include <cstdint>

namespace caseload {
namespace {

double sample(const Fixed& d, Stream&) { return d.value; }

double sample(const Exponential& d, Stream& bits) { return d.mean * boost::random::exponential_distribution<>{}(bits); }

double sample(const LogNormal& d, Stream& bits) { return boost::random::lognormal_distribution<>{d.mu, d.sigma}(bits); }

double sample(const Gamma& d, Stream& bits) { return boost::random::gamma_distribution<>{d.shape, d.scale}(bits); }

double sample(const Weibull& d, Stream& bits) { return boost::random::weibull_distribution<>{d.shape, d.scale}(bits); }

double sample(const LogLogistic& d, Stream& bits) {
  const double u = uniform01(bits);
  return d.scale * std::pow(u / (1 - u), 1 / d.shape);
}

double sample(const Uniform& d, Stream& bits) { return d.low + (d.high - d.low) * uniform01(bits); }

double sample(const Triangular& d, Stream& bits) {
  return boost::random::triangle_distribution<>{d.low, d.mode, d.high}(bits);
}

double sample(const Beta& d, Stream& bits) {
  return d.low + (d.high - d.low) * boost::random::beta_distribution<>{d.a, d.b}(bits);
}

/// Standard normal given that it is at least `low`. Far out in the tail, where a plain draw would hardly ever be
/// accepted, an exponential that touches the normal density is thinned instead.
/// Source: Robert, "Simulation of truncated normal variables", Statistics and Computing 5 (1995), section 2.
double standard_normal_above(double low, Stream& bits) {
  if (low <= 0.5) {  // accepted at least three times in ten
    boost::random::normal_distribution<> normal;
    for (;;) {
      const double z = normal(bits);
      if (z >= low) return z;
    }
  }
  const double rate = (low + std::sqrt(low * low + 4)) / 2;
  boost::random::exponential_distribution<> beyond{rate};
  for (;;) {
    const double z = low + beyond(bits);
    if (uniform01(bits) < std::exp(-(z - rate) * (z - rate) / 2)) return z;
  }
}

double sample(const TruncatedNormal& d, Stream& bits) {
  return d.mean + d.sd * standard_normal_above((d.low - d.mean) / d.sd, bits);
}

double sample(const Poisson& d, Stream& bits) {
  if (d.mean <= 0) return d.shift;  // Boost.Random asks for a mean above 0
  return d.shift + static_cast<double>(boost::random::poisson_distribution<std::int64_t>{d.mean}(bits));
}

double sample(const Bands& d, Stream& bits) {
  assert(!d.bands.empty());
  double left = uniform01(bits);
  const Band* chosen = &d.bands.back();  // also when the shares add up to a little less than 1
  for (const Band& band : d.bands) {
    if (left < band.share) {
      chosen = &band;
      break;
    }
    left -= band.share;
  }
  return sample(Uniform{chosen->low, chosen->high}, bits);
}

}  // namespace

namespace ziggurat {

const double* const exponential_edges = boost::random::detail::exponential_table<double>::table_x;
const double* const normal_edges = boost::random::detail::normal_table<double>::table_x;

double exponential(Stream bits) { return boost::random::exponential_distribution<>{}(bits); }
double normal(Stream bits) { return boost::random::normal_distribution<>{}(bits); }

}  // namespace ziggurat

double draw(const Distribution& distribution, Stream& bits) {
  return std::visit([&bits](const auto& d) { return sample(d, bits); }, distribution);
}

}  // namespace caseload
