// One length-biased sampler for each law, of density x f(x) / mean. Where that is a law of the same kind, or a mixture
// of two, it is drawn; a law with an upper end is thinned: a draw is accepted in proportion to its length. Source of
// the laws of the same kind: Patil & Rao, "Weighted distributions and size-biased sampling", Biometrics 34 (1978).
#include "random/residual.hpp"

#include <algorithm>
#include <cmath>

namespace caseload {
namespace {

double biased(const Fixed& d, Stream&) { return d.value; }
double biased(const Exponential& d, Stream& bits) { return draw(Gamma{2, d.mean}, bits); }
double biased(const LogNormal& d, Stream& bits) { return draw(LogNormal{d.mu + d.sigma * d.sigma, d.sigma}, bits); }
double biased(const Gamma& d, Stream& bits) { return draw(Gamma{d.shape + 1, d.scale}, bits); }
double biased(const Weibull& d, Stream& bits) {
  return d.scale * std::pow(draw(Gamma{1 + 1 / d.shape, 1}, bits), 1 / d.shape);
}
/// A draw is scale (u / (1 - u))^(1 / shape) with u uniform, and that weighs u. With a shape near 1 it would be rounded
/// to 1; no length is longer than a plain draw can be.
double biased(const LogLogistic& d, Stream& bits) {
  const double u = std::min(draw(Beta{1 + 1 / d.shape, 1 - 1 / d.shape}, bits), 1 - 0x1p-53);
  return d.scale * std::pow(u / (1 - u), 1 / d.shape);
}
double biased(const Uniform& d, Stream& bits) {
  return std::sqrt(d.low * d.low + uniform01(bits) * (d.high * d.high - d.low * d.low));
}

double thinned(const Distribution& law, double highest, Stream& bits) {
  for (;;) {
    const double x = draw(law, bits);
    if (x >= uniform01(bits) * highest) return x;
  }
}
double biased(const Triangular& d, Stream& bits) { return thinned(d, d.high, bits); }
double biased(const TruncatedNormal& d, Stream& bits) {
  return thinned(d, std::max(d.mean, d.low) + 9 * d.sd, bits);  // beyond lies less than 1e-18
}

/// Whether it is the second part of a sum of two with these means that weighs.
bool second(double first_mean, double second_mean, Stream& bits) {
  return uniform01(bits) * (first_mean + second_mean) >= first_mean;
}
double biased(const Beta& d, Stream& bits) {
  const bool above_low = second(d.low, (d.high - d.low) * d.a / (d.a + d.b), bits);
  return draw(Beta{d.a + above_low, d.b, d.low, d.high}, bits);
}
double biased(const Poisson& d, Stream& bits) {
  const bool above_shift = d.mean > 0 && second(d.shift, d.mean, bits);
  return draw(Poisson{d.mean, d.shift + above_shift}, bits);
}
double biased(const Bands& d, Stream& bits) {
  const auto weight = [](const Band& band) { return band.share * (band.low + band.high); };
  double sum = 0;
  for (const Band& band : d.bands) sum += weight(band);
  double left = uniform01(bits) * sum;
  auto chosen = d.bands.begin();
  for (; chosen + 1 < d.bands.end() && left >= weight(*chosen); ++chosen) left -= weight(*chosen);
  return biased(Uniform{chosen->low, chosen->high}, bits);
}

}  // namespace

double length_biased(const Distribution& distribution, Stream& bits) {
  return std::visit([&bits](const auto& d) { return biased(d, bits); }, distribution);
}

double residual_of(const Distribution& distribution, Stream& bits) {
  if (std::holds_alternative<Exponential>(distribution)) return draw(distribution, bits);  // without memory
  return length_biased(distribution, bits) * uniform01(bits);
}

}  // namespace caseload
