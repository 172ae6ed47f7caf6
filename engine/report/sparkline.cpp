// See sparkline.hpp.   Tested by tests/report/sparkline_test.cpp.
#include "report/sparkline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>
#include <vector>

#include "report/grid.hpp"
#include "report/headlines.hpp"
#include "report/text.hpp"

namespace caseload {
namespace {

constexpr std::size_t widest_line = 76, widest_label = 26;
constexpr std::size_t fewest_blocks = 8, most_blocks = 36;
constexpr std::size_t least_months = 12;  ///< with fewer, weeks say more

/// Lowest and highest of the values that are there.
std::optional<Interval> range_of(std::span<const double> values) {
  std::optional<Interval> range;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    if (!range) range = {value, value};
    range = {std::min(range->lower, value), std::max(range->upper, value)};
  }
  return range;
}

/// Means over `count` stretches of equal length, in which a value counts by how much of it lies in the stretch.
std::vector<double> condensed(std::span<const double> values, std::size_t count) {
  std::vector<double> means;
  const double length = static_cast<double>(values.size()) / static_cast<double>(count);
  for (std::size_t i = 0; i < count; ++i) {
    const double from = static_cast<double>(i) * length, until = from + length;
    double sum = 0, weight = 0;
    for (auto k = static_cast<std::size_t>(from); k < values.size() && static_cast<double>(k) < until; ++k) {
      const double part = std::min(until, static_cast<double>(k + 1)) - std::max(from, static_cast<double>(k));
      if (std::isnan(values[k])) continue;
      sum += part * values[k];
      weight += part;
    }
    means.push_back(weight > 0 ? sum / weight : std::numeric_limits<double>::quiet_NaN());
  }
  return means;
}

/// One row of the block.
struct Line {
  std::string label;
  std::string unit;
  std::vector<double> values;  ///< empty: only a heading over the lines below it
};

/// The rows of weeks or months, as a table of weeks or months by series.
struct Periods {
  std::string_view each;  ///< "month"
  std::size_t count{};
  const std::vector<Estimate>& estimates;
};

Periods periods_of(const Estimates& e) {
  const bool by_month = e.months.size() >= least_months || e.weeks.size() < 2;
  return by_month ? Periods{"month", e.months.size(), e.month_estimates}
                  : Periods{"week", e.weeks.size(), e.series_estimates};
}

std::vector<Line> lines_of(const Estimates& e, const Periods& periods) {
  std::vector<Line> lines;
  const auto add = [&](std::string_view name, std::string_view where, const std::string& label) {
    const auto is_it = [&](const Measure& series) { return series.name == name && series.where == where; };
    const auto found = std::find_if(e.series.begin(), e.series.end(), is_it);
    if (found == e.series.end()) return;
    Line line{cut(label, widest_label), found->unit, {}};
    const auto column = static_cast<std::size_t>(found - e.series.begin());
    for (std::size_t i = 0; i < periods.count; ++i) {
      line.values.push_back(periods.estimates[i * e.series.size() + column].p50);
    }
    if (range_of(line.values)) lines.push_back(std::move(line));
  };
  add("children referred", "service", fmt::format("children referred a {}", periods.each));
  for (const std::string name :
       {"open children", "children per worker", "children unallocated", "workers over their limit"}) {
    add(name, "service", name);
  }
  const std::size_t before = lines.size();
  for (const Measure& measure : e.measures) {
    const bool of_a_step = measure.headline && measure.name == "done in time";
    if (of_a_step) add(measure.name, measure.where, "  " + shown_name(measure.where));
  }
  if (lines.size() > before) {
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(before), Line{"done in time", {}, {}});
  }
  return lines;
}

int decimals_of(const Line& line, const Interval& range) {
  return line.unit == "%" ? 0 : decimals_for(line.unit, range.upper);
}

/// The cells of a line. The range is put together later, when all are known.
struct Words {
  std::string first, last, low, high;
};

Words words_of(const Line& line) {
  const std::optional<Interval> range = range_of(line.values);
  if (!range) return {};
  const auto in_words = [&](double value) { return number(value, decimals_of(line, *range)); };
  const std::string unit = line.unit == "%" ? " %" : "";
  const auto there = [](double value) { return !std::isnan(value); };
  const double first = *std::find_if(line.values.begin(), line.values.end(), there);
  const double last = *std::find_if(line.values.rbegin(), line.values.rend(), there);
  return {in_words(first) + unit, in_words(last) + unit, in_words(range->lower), in_words(range->upper) + unit};
}

/// How wide the widest of some cells is.
template <class Cell>
std::size_t width_of_all(const std::vector<Words>& words, std::string_view heading, Cell cell) {
  std::size_t width = display_width(heading);
  for (const Words& one : words) width = std::max(width, display_width(cell(one)));
  return width;
}

}  // namespace

std::string sparkline(std::span<const double> values, std::size_t most, double least_range) {
  constexpr std::array<std::string_view, 8> blocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::optional<Interval> range = range_of(values);
  if (!range) return std::string(std::min(values.size(), most), ' ');
  const double height = range->upper - range->lower;
  const bool flat = height <= 0 || height < least_range;
  std::string line;
  for (const double value : condensed(values, std::min(values.size(), most))) {
    const double level = flat ? 3 : std::floor((value - range->lower) / height * static_cast<double>(blocks.size()));
    line += std::isnan(value) ? " " : blocks.at(static_cast<std::size_t>(std::clamp(level, 0.0, 7.0)));
  }
  return line;
}

std::string over_time(const Estimates& estimates, bool colour) {
  const Periods periods = periods_of(estimates);
  const std::vector<Line> lines = periods.count < 2 ? std::vector<Line>{} : lines_of(estimates, periods);
  if (lines.empty()) return "";

  constexpr std::string_view of_first = "first", of_last = "last", of_range = "low – high";
  const std::string title = fmt::format("over time, by {}", periods.each);
  std::vector<Words> words;
  std::size_t label = display_width(title);
  for (const Line& line : lines) {
    words.push_back(words_of(line));
    label = std::max(label, display_width(line.label));
  }
  const std::size_t low = width_of_all(words, "", [](const Words& w) { return w.low; });
  const std::size_t high = width_of_all(words, "", [](const Words& w) { return w.high; });
  const std::size_t used = 2 + label + 2 + width_of_all(words, of_first, [](const Words& w) { return w.first; }) + 1 +
                           1 + width_of_all(words, of_last, [](const Words& w) { return w.last; }) + 2 +
                           std::max(display_width(of_range), low + 3 + high);
  const std::size_t blocks = std::clamp(widest_line - std::min(widest_line, used), fewest_blocks, most_blocks);

  Grid grid{{{Align::left, 2}, {Align::right, 2}, {Align::left, 1}, {Align::right, 1}, {Align::left, 2}}};
  grid.add({{title, Look::quiet},
            {std::string{of_first}, Look::quiet},
            {""},
            {std::string{of_last}, Look::quiet},
            {std::string{of_range}, Look::quiet}});
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Words& w = words[i];
    if (lines[i].values.empty()) {
      grid.add({{lines[i].label}});
      continue;
    }
    const double least_shown = std::pow(10.0, -decimals_of(lines[i], *range_of(lines[i].values)));
    grid.add({{lines[i].label},
              {w.first},
              {sparkline(lines[i].values, blocks, least_shown)},
              {w.last},
              {fmt::format("{:>{}} – {:>{}}", w.low, low, w.high, high)}});
  }
  const bool alone =
      std::none_of(periods.estimates.begin(), periods.estimates.end(), [](const Estimate& e) { return e.n > 1; });
  const std::string note = fmt::format("  {}: ▁ the lowest {}, █ the highest.",
                                       alone ? "This future alone" : "Medians over futures", periods.each);
  return grid.text(colour) + dressed(note, Look::quiet, colour) + '\n';
}

}  // namespace caseload
