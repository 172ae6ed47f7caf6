// The table at the end of a sweep: a line for each point.   Tested by tests/cli/sweep_test.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "caseload/sweep.hpp"
#include "report/grid.hpp"
#include "report/headlines.hpp"
#include "report/text.hpp"

namespace caseload {
namespace {

constexpr std::size_t most_points = 40, most_measures = 4, widest_value = 18;

/// The measures of the whole service that stand first.
std::vector<std::size_t> columns_of(const SweepRun& run) {
  std::vector<std::size_t> columns;
  for (std::size_t m = 0; m < run.measures.size() && columns.size() < most_measures; ++m) {
    const bool whole = run.measures[m].where == "service" && run.measures[m].name != "children referred";
    if (run.measures[m].headline && (whole || run.measures[m].name == "wait, mean" || run.measures[m].name == "busy"))
      columns.push_back(m);
  }
  return columns;
}

std::string how_many(const SweepRun& run) {
  const SweepRun::Finished& finished = run.finished;
  std::string text = fmt::format("  {} of {}, {} in the same futures", number(static_cast<double>(finished.points), 0),
                                 counted(run.size, "point"), counted(finished.replications, "replication"));
  if (run.asked.precision) text += fmt::format(" ({})", in_words(*run.asked.precision));
  if (finished.failed > 0) text += fmt::format("; {} failed", finished.failed);
  return text;
}

}  // namespace

std::string table(const SweepRun& run, bool colour) {
  const std::vector<std::size_t> columns = columns_of(run);
  std::vector<Grid::Column> shape{{Align::right, 2}};
  std::vector<Cell> heading{{"point", Look::quiet}};
  for (const Factor& factor : run.factors) {
    shape.push_back({Align::right, 3});
    heading.push_back({cut(factor.name, widest_value), Look::quiet});
  }
  for (const std::size_t m : columns) {
    shape.insert(shape.end(), {{Align::right, 3}, {Align::right, 1}});
    heading.insert(heading.end(), {{cut(name_in_words(run.measures[m]), widest_value), Look::quiet}, {""}});
  }
  Grid grid{std::move(shape)};
  grid.add(std::move(heading));
  std::size_t shown = 0;
  run.each([&](const SweepPoint& point) {
    std::vector<Cell> row{{std::to_string(point.number)}};
    for (const std::string& value : point.values) row.push_back({cut(value, widest_value)});
    if (!point.failure.empty()) row.push_back({cut(point.failure, 60), Look::alarm});
    const PointResult result = result_of(point, run.measures.size());
    for (const std::size_t m : columns) {
      if (result.estimates.empty()) break;
      const Estimate& e = result.estimates[m];
      const int decimals = decimals_for(run.measures[m].unit, e.mean);
      row.push_back({e.n > 0 ? number(e.mean, decimals) : "–"});
      row.push_back({e.n > 1 ? "± " + half_width(e, decimals) : ""});
    }
    grid.add(std::move(row));
    return ++shown < most_points;
  });
  std::string text = dressed(fmt::format("{} · seed {}", title(run.scenario), run.seed), Look::heading, colour) + '\n' +
                     dressed(how_many(run), Look::quiet, colour) + '\n' + grid.text(colour);
  if (run.finished.points > most_points)
    text += fmt::format("  ... and {} more in summary.csv\n", run.finished.points - most_points);
  return text + each_line_dressed(
                    "  ± is the noise of simulating; all points are in the same futures, so differences are surer than "
                    "that.\n",
                    Look::quiet, colour);
}

}  // namespace caseload
