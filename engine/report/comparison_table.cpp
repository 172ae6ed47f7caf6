// Options side by side, or one below the other where there are too many for that.
// Tested by tests/report/comparison_table_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "caseload/report.hpp"
#include "report/comparison_words.hpp"
#include "report/grid.hpp"
#include "report/headlines.hpp"
#include "report/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload {
namespace {

using scenario::made_visible;

constexpr std::size_t most_side_by_side = 4;  ///< options, the first included
constexpr std::size_t widest_option_name = 20;  ///< of an option that heads a column

/// The options that stand beside the first one in a table.
struct Columns {
  std::vector<std::size_t> options;
  bool with_names{};  ///< over each; otherwise there is only one, named above the table
};

bool fit_side_by_side(const Comparison& c) {
  return c.names.size() <= most_side_by_side && std::all_of(c.names.begin(), c.names.end(), [](const auto& name) {
           return display_width(shown_name(name)) <= widest_option_name;
         });
}

Cell best_in(const Comparison& c, std::size_t option, std::size_t m) {
  const double share = c.best[option][m].share;
  return {std::isnan(share) ? "" : percent(share)};
}

/// "-2.1", "± 0.3 ?", "80 %": what an option makes of a measure.
std::vector<Cell> cells_for(const Comparison& c, std::size_t option, std::size_t m, int decimals) {
  const Contrast& contrast = c.contrasts[option][m];
  const Estimate& d = contrast.difference;
  const Cell best_cell = best_in(c, option, m);
  if (d.n == 0) return {{"–"}, {""}, best_cell};
  if (d.mean == 0 && d.lower95 == d.upper95) return {{"same", Look::quiet}, {""}, best_cell};
  const Look look = contrast.clear() ? Look::plain : Look::quiet;
  const std::string doubt = contrast.clear() ? "" : " ?";
  const std::string noise = d.n > 1 ? "± " + half_width(d, decimals) : "";
  return {{signed_number(d.mean, decimals), look}, {noise + doubt, look}, best_cell};
}

/// As many decimals as its mean has, and more where the differences are smaller.
int decimals_in_row(const Comparison& c, std::size_t m) {
  int decimals = decimals_for(c.measures[m].unit, c.estimates.front()[m].mean);
  if (decimals > 0) return decimals;
  for (std::size_t option = 1; option < c.names.size(); ++option) {
    const Estimate& d = c.contrasts[option][m].difference;
    if (d.n > 0 && d.mean != 0 && std::abs(d.mean) < 9.95) decimals = 1;
  }
  return decimals;
}

/// Whether any headline has a way that is better.
bool any_best(const Comparison& c) {
  for (std::size_t m = 0; m < c.measures.size(); ++m) {
    if (c.measures[m].headline && !std::isnan(c.best.front()[m].share)) return true;
  }
  return false;
}

void add_heading(const Comparison& c, const Columns& columns, Grid& grid) {
  const std::string name = shown_name(c.names.front());
  const std::string first = display_width(name) <= widest_option_name ? name : "first option";
  const std::string best = any_best(c) ? "best in" : "";
  std::vector<Cell> heading{{""}, {first, Look::quiet}, {""}, {best, Look::quiet}};
  for (const std::size_t option : columns.options) {
    heading.push_back({columns.with_names ? shown_name(c.names[option]) : "difference", Look::quiet});
    heading.push_back({"(95 %)", Look::quiet});
    heading.push_back({best, Look::quiet});
  }
  grid.add(std::move(heading));
}

std::string grid_of(const Comparison& c, const Columns& columns, bool colour) {
  std::vector<Grid::Column> shape{{Align::left, 2}, {Align::right, 3}, {Align::left, 1}, {Align::right, 2}};
  for (std::size_t i = 0; i < columns.options.size(); ++i) {
    shape.insert(shape.end(), {{Align::right, 3}, {Align::left, 1}, {Align::right, 2}});
  }
  Grid grid{std::move(shape)};
  add_heading(c, columns, grid);
  for (const HeadlineRow& line : headline_rows(c.measures)) {
    std::vector<Cell> row{{line.label}};
    if (line.measure) {
      const std::size_t m = *line.measure;
      const Estimate& first = c.estimates.front()[m];
      const int decimals = decimals_in_row(c, m);
      row.push_back({first.n > 0 ? number(first.mean, decimals) : "–"});
      row.push_back({first.n > 0 ? unit_beside(c.measures[m]) : ""});
      row.push_back(best_in(c, 0, m));
      for (const std::size_t option : columns.options) {
        for (Cell& cell : cells_for(c, option, m, decimals)) row.push_back(std::move(cell));
      }
    }
    grid.add(std::move(row));
  }
  return grid.text(colour);
}

std::string how_many(const ComparisonRun& run) {
  const std::size_t n = run.comparison.replications;
  std::string text = fmt::format("  {} of each option, with the same families", counted(n, "replication"));
  if (run.precision) {
    text += fmt::format(" ({}{})", n < run.precision->most ? "" : "wanted: ", in_words(*run.precision));
  }
  return text;
}

std::string notes(const Comparison& c) {
  const std::string first = shown_name(c.names.front());
  return fmt::format("  Differences from '{}' within the same futures; in percentages they are points.\n", first) +
         "  ± is the noise of simulating. ?: may be chance, as many differences are looked at.\n" +
         (any_best(c) ? "  Best in: so many futures in a hundred, of all options; those that tie share them.\n" : "");
}

}  // namespace

std::string table(const ComparisonRun& run, bool colour) {
  const Comparison& c = run.comparison;
  const std::string heading = fmt::format("{} · seed {}", made_visible(run.title), run.seed);
  std::string text = dressed(heading, Look::heading, colour) + '\n';
  text += dressed(how_many(run), Look::quiet, colour) + '\n';
  std::vector<std::size_t> others(c.names.empty() ? 0 : c.names.size() - 1);
  std::iota(others.begin(), others.end(), 1);
  if (others.empty()) return text + "  There is nothing to compare.\n";
  if (fit_side_by_side(c)) {
    text += grid_of(c, {others, true}, colour);
  } else {
    for (const std::size_t option : others) {
      const std::string pair =
          fmt::format("  {}, compared with {}", shown_name(c.names[option]), shown_name(c.names.front()));
      text += '\n' + dressed(pair, Look::heading, colour) + '\n' + grid_of(c, {{option}, false}, colour);
    }
    text += '\n';
  }
  text += each_line_dressed(notes(c), Look::quiet, colour);
  for (const std::size_t option : others) text += wrapped(in_words(c, option), 100, 2);
  return text;
}

}  // namespace caseload
