// See unit_points.hpp.
#include "random/unit_points.hpp"

#include <boost/random/sobol.hpp>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

#include "random/stream.hpp"

namespace caseload {
namespace {

// Streams of their own, beside those of the simulation.
constexpr std::uint32_t of_hypercubes = 0x4C485321, of_trajectories = 0x4D4F5252, of_shifts = 0x53414C54;

std::size_t index_below(std::size_t n, Stream& bits) {
  return static_cast<std::size_t>(uniform01(bits) * static_cast<double>(n));
}

}  // namespace

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
  std::vector<std::vector<double>> points(n, std::vector<double>(dimensions));
  for (std::size_t d = 0; d < dimensions; ++d) {
    std::vector<std::size_t> parts(n);
    std::iota(parts.begin(), parts.end(), std::size_t{0});
    for (std::size_t i = 0; i < n; ++i) {
      Stream place{{seed, 0, static_cast<std::uint32_t>(d), of_hypercubes, static_cast<std::uint32_t>(i), 1}};
      std::swap(parts[i], parts[i + index_below(n - i, place)]);
      points[i][d] = (static_cast<double>(parts[i]) + uniform01(place)) / static_cast<double>(n);
    }
  }
  return points;
}

std::vector<std::vector<double>> morris_trajectories(std::size_t n, std::size_t dimensions, std::uint32_t seed) {
  std::vector<std::vector<double>> points;
  for (std::size_t t = 0; t < n; ++t) {
    Stream bits{{seed, 0, static_cast<std::uint32_t>(t), of_trajectories, 0, 0}};
    std::vector<double>& begin = points.emplace_back();
    for (std::size_t d = 0; d < dimensions; ++d) begin.push_back(static_cast<double>(index_below(4, bits)) / 3);
    std::vector<std::size_t> order(dimensions);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t i = 0; i < dimensions; ++i) {
      std::swap(order[i], order[i + index_below(dimensions - i, bits)]);
      std::vector<double> next = points.back();
      double& moved = next[order[i]];
      moved = moved < 0.5 ? moved + 2.0 / 3 : moved - 2.0 / 3;
      points.push_back(std::move(next));
    }
  }
  return points;
}

std::vector<std::vector<double>> saltelli_blocks(std::size_t n, std::size_t dimensions, std::uint32_t seed) {
  Stream bits{{seed, 0, 0, of_shifts, 0, 0}};
  std::vector<double> shift(2 * dimensions);
  for (double& distance : shift) distance = uniform01(bits);
  std::vector<std::vector<double>> points;
  for (std::vector<double>& both : sobol_points(n, 2 * dimensions)) {
    for (std::size_t d = 0; d < both.size(); ++d) both[d] = std::fmod(both[d] + shift[d], 1.0);
    const auto half = both.begin() + static_cast<std::ptrdiff_t>(dimensions);
    const std::vector<double> a{both.begin(), half}, b{half, both.end()};
    points.push_back(a);
    for (std::size_t d = 0; d < dimensions; ++d) {
      points.push_back(a);
      points.back()[d] = b[d];
    }
    points.push_back(b);
  }
  return points;
}

}  // namespace caseload
