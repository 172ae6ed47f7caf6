// What a result is due to within the model: a cause a line.   Tested by tests/report/explanation_table_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "caseload/report.hpp"
#include "report/grid.hpp"
#include "report/headlines.hpp"
#include "report/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload {
namespace {

using scenario::made_visible;

/// The largest first: that is what people look for.
std::vector<std::size_t> by_size(const std::vector<Estimate>& shares) {
  std::vector<std::size_t> order(shares.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return shares[a].mean > shares[b].mean; });
  return order;
}

/// One line of numbers: an amount, its noise, and what the cause does alone.
std::vector<Cell> line(std::string label, const Estimate& e, int decimals, const Estimate* alone = nullptr) {
  if (e.n == 0) return {{std::move(label)}, {"–"}};
  const auto noise = [decimals](const Estimate& of) { return of.n > 1 ? half_width(of, decimals) : ""; };
  std::vector<Cell> cells{{std::move(label)}, {number(e.mean, decimals)}, {noise(e)}};
  if (alone && alone->n > 0) {
    cells.push_back({number(alone->mean, decimals)});
    cells.push_back({noise(*alone)});
  }
  return cells;
}

std::string grid_of(const Explanation& x, bool colour) {
  // As fine as the whole is shown: shares of it that cannot be seen in it do not matter.
  const int decimals = std::max(1, decimals_for(x.measure.unit, x.with.mean));
  Grid grid{{{Align::left, 2}, {Align::right, 3}, {Align::right, 3}, {Align::right, 3}, {Align::right, 3}}};
  grid.add({{"causes within the model"},
            {made_visible(x.measure.unit), Look::quiet},
            {"± (95 %)", Look::quiet},
            {"switched off alone", Look::quiet},
            {"± (95 %)", Look::quiet}});
  for (const std::size_t i : by_size(x.shares)) {
    grid.add(line("  " + std::string{name_of(x.causes[i])}, x.shares[i], decimals, &x.alone[i]));
  }
  grid.add(line("all of these", x.difference, decimals));
  grid.add(line("left without any of them", x.without, decimals));
  grid.add(line("in all", x.with, decimals));
  return grid.text(colour);
}

std::string absent_in_words(const std::vector<Cause>& absent) {
  std::string names;
  for (const Cause cause : absent) names += (names.empty() ? "" : ", ") + std::string{name_of(cause)};
  return names.empty() ? "" : fmt::format("  Not in this scenario: {}.\n", names);
}

}  // namespace

std::string table(const ExplanationRun& run, bool colour) {
  const Explanation& x = run.explanation;
  const std::string heading = fmt::format("{} · seed {}", made_visible(run.title), run.seed);
  std::string text = dressed(heading, Look::heading, colour) + '\n';
  const std::string how_many =
      fmt::format("  {}, {}", name_in_words(x.measure), counted(x.replications, "replication"));
  text += how_many + '\n';
  if (x.causes.empty()) {
    text += "  No cause that can be switched off is in this scenario.\n";
  } else {
    text += grid_of(x, colour);
  }
  text += absent_in_words(x.absent);
  const std::string notes =
      "  Each cause's share is what it adds, averaged over all orders in which causes can be switched on: they add up.\n"
      "  Alone: what goes away when only this one is switched off; causes that feed each other make it more or less.\n"
      "  This is what makes the model's answer, in the same futures; it is no proof of what happened.\n";
  return x.causes.empty() ? text : text + each_line_dressed(notes, Look::quiet, colour);
}

}  // namespace caseload
