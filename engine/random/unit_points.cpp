// See unit_points.hpp.
#include "random/unit_points.hpp"

#include <boost/random/sobol.hpp>
#include <numeric>
#include <utility>

#include "random/stream.hpp"

namespace caseload {

std::vector<std::vector<double>> sobol_points(std::size_t n, std::size_t dimensions) {
  boost::random::sobol sequence{dimensions};
  constexpr double range = 0x1.0p-64;
  std::vector<std::vector<double>> points(n, std::vector<double>(dimensions));
  for (std::size_t i = 1; i < n; ++i) {  // Boost's sequence begins after the origin
    // The upper 53 bits, so that no coordinate is rounded to 1.
    for (double& x : points[i]) x = static_cast<double>(sequence() >> 11U) * 2048.0 * range;
  }
  return points;
}

std::vector<std::vector<double>> latin_hypercube(std::size_t n, std::size_t dimensions, std::uint32_t seed) {
  constexpr std::uint32_t purpose = 0x4C485321;  // streams of its own
  std::vector<std::vector<double>> points(n, std::vector<double>(dimensions));
  for (std::size_t d = 0; d < dimensions; ++d) {
    std::vector<std::size_t> parts(n);
    std::iota(parts.begin(), parts.end(), std::size_t{0});
    for (std::size_t i = 0; i < n; ++i) {
      Stream place{{seed, 0, static_cast<std::uint32_t>(d), purpose, static_cast<std::uint32_t>(i), 1}};
      std::swap(parts[i], parts[i + static_cast<std::size_t>(uniform01(place) * static_cast<double>(n - i))]);
      points[i][d] = (static_cast<double>(parts[i]) + uniform01(place)) / static_cast<double>(n);
    }
  }
  return points;
}

}  // namespace caseload
