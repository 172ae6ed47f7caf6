// Which settings matter, and where the service tips over: a line for each setting.
// Tested by tests/cli/sensitivity_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "caseload/sensitivity.hpp"
#include "report/grid.hpp"
#include "report/headlines.hpp"
#include "report/text.hpp"

namespace caseload {
namespace {

std::string interval(const Uncertain& number_of, int decimals) {
  if (std::isnan(number_of.lower95)) return "";
  return fmt::format("{} to {}", number(number_of.lower95, decimals), number(number_of.upper95, decimals));
}

/// Factors, that with the largest number first.
template <class Of, class Value>
std::vector<std::size_t> by_size(const Of& of, const Value& value) {
  std::vector<std::size_t> order(of.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return value(of[a]) > value(of[b]); });
  return order;
}

std::vector<Cell> heading(std::initializer_list<const char*> names) {
  std::vector<Cell> cells;
  for (const char* const name : names) cells.push_back({name, Look::quiet});
  return cells;
}

const std::vector<Grid::Column> five_columns{
    {Align::left, 2}, {Align::right, 3}, {Align::right, 3}, {Align::right, 3}, {Align::right, 3}};

std::string effects(const SweepRun& run, const Sensitivity& of, bool colour) {
  double largest = 0;
  for (const MorrisEffect& effect : of.morris) largest = std::max(largest, effect.size.value);
  const int decimals = std::max(1, decimals_for(run.measures[of.measure].unit, largest));
  Grid grid{{{Align::left, 2},
             {Align::right, 3},
             {Align::right, 3},
             {Align::right, 3},
             {Align::right, 3},
             {Align::right, 3}}};
  grid.add(heading({"setting", "size of effect", "95 %", "mean effect", "spread", "95 %"}));
  for (const std::size_t f : by_size(of.morris, [](const MorrisEffect& e) { return e.size.value; })) {
    const MorrisEffect& effect = of.morris[f];
    if (effect.effects == 0) {
      grid.add({{shown_name(run.factors[f].name)}, {"–"}});
      continue;
    }
    grid.add({{shown_name(run.factors[f].name)},
              {number(effect.size.value, decimals)},
              {interval(effect.size, decimals), Look::quiet},
              {signed_number(effect.mean, decimals)},
              {number(effect.spread.value, decimals)},
              {interval(effect.spread, decimals), Look::quiet}});
  }
  return grid.text(colour);
}

std::string indices(const SweepRun& run, const Sensitivity& of, bool colour) {
  if (of.sobol.empty()) return "  None of these settings moves it by more than the noise of simulating.\n";
  Grid grid{five_columns};
  grid.add(heading({"setting", "share alone", "95 %", "with others", "95 %"}));
  for (const std::size_t f : by_size(of.sobol, [](const SobolIndices& i) { return i.total.value; })) {
    grid.add({{shown_name(run.factors[f].name)},
              {number(of.sobol[f].first.value, 2)},
              {interval(of.sobol[f].first, 2), Look::quiet},
              {number(of.sobol[f].total.value, 2)},
              {interval(of.sobol[f].total, 2), Look::quiet}});
  }
  return grid.text(colour);
}

std::string distances(const SweepRun& run, const Sensitivity& of, bool colour) {
  Grid grid{five_columns};
  grid.add(heading({"setting", "distance", "95 %", "highest", ""}));
  for (const std::size_t f : by_size(of.pawn.factors, [](const PawnIndex& i) { return i.median.value; })) {
    const PawnIndex& index = of.pawn.factors[f];
    const bool is_nothing = index.median.value <= of.pawn.nothing;
    grid.add({{shown_name(run.factors[f].name)},
              {number(index.median.value, 2)},
              {interval(index.median, 2), Look::quiet},
              {number(index.highest.value, 2)},
              {is_nothing ? "no more than chance" : "", Look::quiet}});
  }
  return grid.text(colour) +
         fmt::format("  A setting that does nothing would show {} at most.\n", number(of.pawn.nothing, 2));
}

constexpr auto on_effects =
    "  Size of effect (mu*): what the whole range of the setting would change if each step did what steps do on "
    "average,\n"
    "  up or down. Spread (sigma) beside it: how far that depends on where the other settings stand, or bends.\n";
constexpr auto on_indices =
    "  Shares of the variance of the mean over futures (Sobol' indices) when all settings vary over their ranges at "
    "once:\n"
    "  alone, and alone or together with others. What the noise of simulating adds is taken out.\n";
constexpr auto on_distances =
    "  Distance of what comes out where the setting is in one fifth of its range from all that comes out (PAWN): 0, "
    "it\n"
    "  makes no difference, to 1.\n";

std::string threshold_in_words(const SweepRun& run, const Threshold& threshold) {
  const Measure& measure = run.measures[threshold.measure];
  return fmt::format(
      "{} {} {}{}", cut(name_in_words(measure), 80),
      threshold.above ? (threshold.or_equal ? "at least" : "above") : (threshold.or_equal ? "at most" : "below"),
      short_number(threshold.bound), measure.unit.empty() ? "" : " " + measure.unit);
}

std::string in_words(const SweepRun& run, const Discovery& found) {
  const std::string what = threshold_in_words(run, found.threshold);
  std::string text = fmt::format("\n{} at {} of {}.\n", what, found.passed, counted(found.points, "point"));
  if (!found.box) {
    return text + (found.passed == 0 || found.passed == found.points
                       ? "  So no setting tells where.\n"
                       : "  No region of the settings says where better than any other.\n");
  }
  text += "  That is where\n";
  const std::vector<std::string> sides = sides_in_words(*found.box, run.factors);
  for (std::size_t i = 0; i < sides.size(); ++i) text += fmt::format("    {}{}\n", i > 0 ? "and " : "", sides[i]);
  return text + fmt::format("  {} of the {} there pass it ({}), and they are {} of all that do.\n",
                            found.box->interesting, counted(found.box->inside, "point"), percent(found.box->density),
                            percent(found.box->coverage));
}

/// "8", "31.25 children per week"
std::string shown_value(const Factor& factor, double place) {
  if (!factor.levels.empty()) return shown_name(value_at(factor, place));
  const std::string digits =
      short_number(std::stod(fmt::format("{:.4g}", factor.low + place * (factor.high - factor.low))));
  return factor.unit.empty() ? digits : digits + " " + shown_name(factor.unit);
}

}  // namespace

std::vector<std::string> sides_in_words(const Box& box, const std::vector<Factor>& factors) {
  std::vector<std::string> words;
  for (std::size_t f = 0; f < factors.size(); ++f) {
    const Interval& side = box.sides[f];
    const std::string name = shown_name(factors[f].name), low = shown_value(factors[f], side.lower),
                      high = shown_value(factors[f], side.upper);
    if (side.lower <= 0 && side.upper >= 1) continue;
    if (side.lower == side.upper) {
      words.push_back(fmt::format("{} is {}", name, low));
    } else if (side.lower <= 0) {
      words.push_back(fmt::format("{} is at most {}", name, high));
    } else if (side.upper >= 1) {
      words.push_back(fmt::format("{} is at least {}", name, low));
    } else {
      words.push_back(fmt::format("{} is between {} and {}", name, low, high));
    }
  }
  return words;
}

std::string table(const SensitivityRun& run, bool colour) {
  const SweepRun& sweep = run.sweep;
  std::string text =
      dressed(fmt::format("{} · seed {}", title(sweep.scenario), sweep.seed), Look::heading, colour) + '\n' +
      dressed(fmt::format("  {} of design {}, {}\n", counted(sweep.finished.points, "point"),
                          name_of(sweep.design.type), counted(sweep.finished.replications, "replication")),
              Look::quiet, colour);
  for (const Sensitivity& of : run.of) {
    const Measure& measure = sweep.measures[of.measure];
    text += '\n' +
            dressed(fmt::format("{} [{}]", cut(name_in_words(measure), 80), measure.unit), Look::heading, colour) +
            '\n';
    if (of.points == 0) {
      text += "  No point has seen it.\n";
    } else if (run.method == Method::morris) {
      text += effects(sweep, of, colour);
    } else {
      text += run.method == Method::sobol ? indices(sweep, of, colour) : distances(sweep, of, colour);
    }
  }
  if (!run.of.empty()) {
    const char* const notes = run.method == Method::morris  ? on_effects
                              : run.method == Method::sobol ? on_indices
                                                            : on_distances;
    text += '\n' + each_line_dressed(notes, Look::quiet, colour);
  }
  return text + (run.discovery ? in_words(sweep, *run.discovery) : "");
}

}  // namespace caseload
