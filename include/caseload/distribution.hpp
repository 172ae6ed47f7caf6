// The distributions a scenario may name, as plain data: copied, compared, printed. Drawing from them is the
// business of engine/random; their means are needed by the traffic equations and so are declared here.
#pragma once

#include <variant>
#include <vector>

namespace caseload {

struct Fixed {
  double value{};
  friend bool operator==(const Fixed&, const Fixed&) = default;
};
struct Exponential {
  double mean{};
  friend bool operator==(const Exponential&, const Exponential&) = default;
};
struct LogNormal {  ///< exp(Normal(mu, sigma))
  double mu{}, sigma{};
  friend bool operator==(const LogNormal&, const LogNormal&) = default;
};
struct Gamma {  ///< mean = shape * scale; Erlang when the shape is whole
  double shape{}, scale{};
  friend bool operator==(const Gamma&, const Gamma&) = default;
};
struct Weibull {
  double shape{}, scale{};
  friend bool operator==(const Weibull&, const Weibull&) = default;
};
struct LogLogistic {  ///< median = scale; requires shape > 1, or the mean is infinite
  double shape{}, scale{};
  friend bool operator==(const LogLogistic&, const LogLogistic&) = default;
};
struct Uniform {
  double low{}, high{};
  friend bool operator==(const Uniform&, const Uniform&) = default;
};
struct Triangular {
  double low{}, mode{}, high{};
  friend bool operator==(const Triangular&, const Triangular&) = default;
};
struct Beta {  ///< Beta(a, b) stretched over [low, high]; PERT(low, mode, high) is one of these
  double a{}, b{}, low{0}, high{1};
  friend bool operator==(const Beta&, const Beta&) = default;
};
struct TruncatedNormal {  ///< Normal(mean, sd) given that it falls in [low, infinity)
  double mean{}, sd{}, low{0};
  friend bool operator==(const TruncatedNormal&, const TruncatedNormal&) = default;
};
struct Poisson {  ///< plus `shift`: the number of children in a family is 1 + Poisson(mean - 1)
  double mean{}, shift{0};
  friend bool operator==(const Poisson&, const Poisson&) = default;
};
/// A band of values taken with probability `share`, uniform within [low, high]. low == high is a single value.
struct Band {
  double share{}, low{}, high{};
  friend bool operator==(const Band&, const Band&) = default;
};
struct Bands {  ///< shares add up to 1; not empty
  std::vector<Band> bands;
  friend bool operator==(const Bands&, const Bands&) = default;
};

using Distribution = std::variant<Fixed, Exponential, LogNormal, Gamma, Weibull, LogLogistic, Uniform, Triangular, Beta,
                                  TruncatedNormal, Poisson, Bands>;

/// Expected value, in the unit of the distribution's parameters.
double mean_of(const Distribution&);

/// The same distribution in another unit: every draw is multiplied by `factor` (> 0).
/// Not for Poisson, which counts things.
Distribution scaled(const Distribution&, double factor);

}  // namespace caseload
