// Which points a sweep runs.   Tested by tests/experiment/design_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

/// The value of a factor at a place in [0, 1) of what it may be.
std::string value_at(const Factor& factor, double place) {
  if (!factor.levels.empty()) {
    return factor.levels[static_cast<std::size_t>(place * static_cast<double>(factor.levels.size()))];
  }
  const double number = factor.whole ? factor.low + std::floor(place * (factor.high - factor.low + 1))
                                     : factor.low + place * (factor.high - factor.low);
  return fmt::format("{:.10g}{}{}", number, factor.unit.empty() ? "" : " ", factor.unit);
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

}  // namespace

std::vector<DesignPoint> points_of(const std::vector<Factor>& factors, const Design& design, std::uint32_t seed) {
  if (design.type == Design::Type::grid) return grid(factors);
  const auto places = design.type == Design::Type::sobol ? sobol_points(design.points, factors.size())
                                                         : latin_hypercube(design.points, factors.size(), seed);
  std::vector<DesignPoint> points;
  for (const std::vector<double>& place : places) {
    DesignPoint& point = points.emplace_back();
    for (std::size_t f = 0; f < factors.size(); ++f) point.push_back(value_at(factors[f], place[f]));
  }
  return points;
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
