// Which points a sweep runs.   Tested by tests/experiment/design_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "caseload/sweep.hpp"
#include "random/unit_points.hpp"

namespace caseload {
namespace {

constexpr std::size_t most_whole_groups = 10, range_groups = 5;

/// Of a range.
std::size_t group_count(const Factor& factor) {
  const double numbers = factor.high - factor.low + 1;
  return factor.whole && numbers <= most_whole_groups ? static_cast<std::size_t>(numbers) : range_groups;
}

std::string written(const Factor& factor, double number) {
  return fmt::format("{:.10g}{}{}", number, factor.unit.empty() ? "" : " ", factor.unit);
}

/// The value of a factor at a place in [0, 1) of what it may be, so that levels and whole numbers are all met as often.
std::string drawn_at(const Factor& factor, double place) {
  if (!factor.levels.empty()) {
    return factor.levels[static_cast<std::size_t>(place * static_cast<double>(factor.levels.size()))];
  }
  return written(factor, factor.whole ? factor.low + std::floor(place * (factor.high - factor.low + 1))
                                      : factor.low + place * (factor.high - factor.low));
}

std::vector<std::vector<double>> unit_points(const Design& design, std::size_t factors, std::uint32_t seed) {
  switch (design.type) {
    case Design::Type::lhs:
      return latin_hypercube(design.size, factors, seed);
    case Design::Type::sobol:
      return sobol_points(design.size, factors);
    case Design::Type::morris:
      return morris_trajectories(design.size, factors, seed);
    case Design::Type::saltelli:
      return saltelli_blocks(design.size, factors, seed);
    case Design::Type::grid:
    case Design::Type::list:
      break;
  }
  return {};
}

std::vector<DesignPoint> grid(const std::vector<Factor>& factors) {
  std::vector<std::size_t> at(factors.size(), 0);
  std::vector<DesignPoint> points;
  while (true) {
    DesignPoint& point = points.emplace_back();
    for (std::size_t f = 0; f < factors.size(); ++f) point.push_back(factors[f].levels[at[f]]);
    std::size_t changes = factors.size();
    while (changes > 0 && at[changes - 1] + 1 == factors[changes - 1].levels.size()) at[--changes] = 0;
    if (changes == 0) return points;
    ++at[changes - 1];
  }
}

/// By their numbers, or evenly in their order if they have none.
std::vector<double> places_of_levels(const Factor& factor) {
  std::vector<double> places = groups_of(factor).at;
  if (places.empty()) {
    places.resize(factor.levels.size());
    std::iota(places.begin(), places.end(), 0.0);
  }
  const auto [low, high] = std::minmax_element(places.begin(), places.end());
  const double least = *low, range = *high - *low;
  for (double& place : places) place = range > 0 ? (place - least) / range : 0;
  return places;
}

}  // namespace

std::vector<DesignPoint> points_of(const std::vector<Factor>& factors, const Design& design, std::uint32_t seed) {
  if (design.type == Design::Type::grid) return grid(factors);
  if (design.type == Design::Type::list) return design.listed;
  // Trajectories go to the very ends of the ranges.
  const auto value = design.type == Design::Type::morris ? value_at : drawn_at;
  std::vector<DesignPoint> points;
  for (const std::vector<double>& place : unit_points(design, factors.size(), seed)) {
    DesignPoint& point = points.emplace_back();
    for (std::size_t f = 0; f < factors.size(); ++f) point.push_back(value(factors[f], place[f]));
  }
  return points;
}

double place_of(const Factor& factor, const std::string& value) {
  if (!factor.levels.empty()) return places_of_levels(factor)[group_of(factor, value)];
  const double place = (number_of(value).value_or(factor.low) - factor.low) / (factor.high - factor.low);
  return std::clamp(place, 0.0, 1.0);
}

std::string value_at(const Factor& factor, double place) {
  if (!factor.levels.empty()) {
    const std::vector<double> places = places_of_levels(factor);
    const auto nearer = [place](double a, double b) { return std::abs(a - place) < std::abs(b - place); };
    return factor
        .levels[static_cast<std::size_t>(std::min_element(places.begin(), places.end(), nearer) - places.begin())];
  }
  const double number = factor.low + place * (factor.high - factor.low);
  return written(factor, factor.whole ? std::round(number) : number);
}

Groups groups_of(const Factor& factor) {
  Groups groups;
  if (!factor.levels.empty()) {
    groups.names = factor.levels;
    for (const std::string& level : factor.levels) {
      const auto number = number_of(level);
      if (!number || std::find(groups.at.begin(), groups.at.end(), *number) != groups.at.end()) {
        groups.at.clear();
        return groups;
      }
      groups.at.push_back(*number);
    }
    return groups;
  }
  const auto count = group_count(factor);
  for (std::size_t i = 0; i < count; ++i) {
    const double width = (factor.high - factor.low + (factor.whole ? 1 : 0)) / static_cast<double>(count);
    const double from = factor.low + static_cast<double>(i) * width;
    const bool single = factor.whole && width == 1;
    groups.names.push_back(single ? fmt::format("{:.6g}", from) : fmt::format("{:.4g} to {:.4g}", from, from + width));
    groups.at.push_back(single ? from : from + width / 2);
  }
  return groups;
}

std::size_t group_of(const Factor& factor, const std::string& value) {
  if (!factor.levels.empty()) {
    return static_cast<std::size_t>(std::find(factor.levels.begin(), factor.levels.end(), value) -
                                    factor.levels.begin());
  }
  const auto count = group_count(factor);
  const double width = (factor.high - factor.low + (factor.whole ? 1 : 0)) / static_cast<double>(count);
  const double at = (number_of(value).value_or(factor.low) - factor.low) / width;
  return std::min(count - 1, static_cast<std::size_t>(std::max(0.0, at)));
}

}  // namespace caseload
