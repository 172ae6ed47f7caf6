// Which settings matter: what is gathered of a sweep, and figures of effects.   See sweep_sections.hpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "report/headlines.hpp"
#include "report/page/sections.hpp"
#include "report/page/sweep_sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {
namespace {

/// "Wait for a worker, mean: duty.posts matters most, 9.4 to 2.1 days"
std::string tornado_finding(const SweepRun& run, const Ranked& one) {
  const Measure& measure = run.measures[one.measure];
  const MainEffect& strongest = one.effects.front();
  const std::string name = sentence(subject_of(measure).name);
  const std::string ends = range(strongest.lowest, strongest.highest, measure.unit);
  if (one.relative < 0.01)
    return first_that_fits({name + ": hardly moved by any of these", "Hardly moved by any of these"});
  return first_that_fits({fmt::format("{}: {} moves it most, {}", name, factor_name(run, strongest.factor), ends),
                          fmt::format("{} moves it most, {}", factor_name(run, strongest.factor), ends), name});
}

/// Rows of a figure of numbers with intervals, and of its table.
struct Numbers {
  std::vector<Dot> rows;
  Table table;

  void add(const SweepRun& run, std::size_t f, const std::string& what, const Uncertain& number) {
    const std::string name = fmt::format("{}, {}", run.factors[f].name, what);
    rows.push_back({fmt::format("{}, {}", cut(run.factors[f].name, 14), what), number.lower95, number.value,
                    number.upper95, std::nan("")});
    table.rows.push_back({word_cell(name), number_cell(number.value, ""), number_cell(number.lower95, ""),
                          number_cell(number.upper95, "")});
  }
};

/// Factors, the strongest first.
std::vector<std::size_t> by_strength(const Sensitivity& found) {
  std::vector<std::size_t> order(std::max(found.morris.size(), found.sobol.size()));
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto strength = [&](std::size_t f) {
    return found.sobol.empty() ? found.morris[f].size.value : found.sobol[f].total.value;
  };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return strength(a) > strength(b); });
  return order;
}

Numbers numbers_of(const SweepRun& run, const Sensitivity& found, const std::string& caption) {
  Numbers numbers{{},
                  {caption, {{"setting", false}, {"value", true}, {"lower 95 %", true}, {"upper 95 %", true}}, {}, ""}};
  for (const std::size_t f : by_strength(found)) {
    if (found.morris.empty() || found.morris[f].effects == 0) continue;
    numbers.add(run, f, "size", found.morris[f].size);
    numbers.add(run, f, "spread", found.morris[f].spread);
  }
  for (const std::size_t f : by_strength(found)) {
    if (found.sobol.empty()) continue;
    numbers.add(run, f, "alone", found.sobol[f].first);
    numbers.add(run, f, "in all", found.sobol[f].total);
  }
  return numbers;
}

}  // namespace

std::string factor_name(const SweepRun& run, std::size_t f) { return cut(run.factors[f].name); }

Gathered gather(const SweepRun& run, std::size_t rows) {
  Gathered all{{run.factors, run.measures.size()}, {}};
  const std::size_t listed = rows / std::max<std::size_t>(1, run.measures.size()) + 1;
  run.each([&](const SweepPoint& point) {
    PointResult result = result_of(point, run.measures.size());
    all.means.add(result);
    if (all.first.size() < listed) all.first.push_back(std::move(result));
    return true;
  });
  return all;
}

std::vector<Ranked> ranked(const SweepRun& run, const GroupMeans& means) {
  std::vector<Ranked> all;
  for (std::size_t m = 0; m < run.measures.size(); ++m) {
    const Measure& measure = run.measures[m];
    const bool whole = measure.where == "service" || measure.name == "done in time" || measure.name == "wait, mean" ||
                       measure.name == "busy";
    if (!measure.headline || !whole) continue;
    Ranked one{m, means.main_effects(m), 0};
    if (one.effects.empty() || std::isnan(one.effects.front().lowest)) continue;
    const double larger = std::max(std::abs(one.effects.front().lowest), std::abs(one.effects.front().highest));
    one.relative = larger > 0 ? (one.effects.front().highest - one.effects.front().lowest) / larger : 0;
    all.push_back(std::move(one));
  }
  std::stable_sort(all.begin(), all.end(), [](const Ranked& a, const Ranked& b) { return a.relative > b.relative; });
  return all;
}

Figure tornado(const SweepRun& run, const Ranked& one) {
  const Measure& measure = run.measures[one.measure];
  Figure figure;
  figure.id = anchor("tornado " + name_in_words(measure));
  figure.finding = tornado_finding(run, one);
  figure.subtitle = fmt::format(
      "{} [{}]: lowest and highest mean that each setting gives while the others go through all of their values.",
      sentence(name_in_words(measure)), measure.unit);
  std::vector<Dot> rows;
  Table table{"Main effects on " + name_in_words(measure),
              {{"setting", false}, {"value", false}, {fmt::format("mean [{}]", measure.unit), true}},
              {},
              ""};
  for (const MainEffect& effect : one.effects) {
    rows.push_back({run.factors[effect.factor].name, effect.lowest, (effect.lowest + effect.highest) / 2,
                    effect.highest, std::nan("")});
    for (std::size_t level = 0; level < effect.means.size(); ++level) {
      table.rows.push_back({word_cell(run.factors[effect.factor].name),
                            word_cell(groups_of(run.factors[effect.factor]).names[level]),
                            number_cell(effect.means[level], measure.unit)});
    }
  }
  figure.plots = {{"", figure.finding + ".", ranges(rows, measure.unit), {}}};
  figure.tables = {std::move(table)};
  return figure;
}

Figure importance(const SweepRun& run, const Ranked& one) {
  const Method method = method_for(run.design.type);
  if (method == Method::pawn) return {};
  const Measure& measure = run.measures[one.measure];
  const Sensitivity found = sensitivity(run, one.measure, method);
  const bool effects = method == Method::morris;
  Numbers numbers =
      numbers_of(run, found, (effects ? "Elementary effects on " : "Sobol' indices of ") + name_in_words(measure));
  if (numbers.rows.empty()) return {};
  const std::size_t strongest = by_strength(found).front();
  Figure figure;
  figure.id = anchor("importance " + name_in_words(measure));
  const std::string name = sentence(subject_of(measure).name);
  figure.finding = first_that_fits({fmt::format("{}: {} matters most", name, factor_name(run, strongest)),
                                    fmt::format("{} matters most", factor_name(run, strongest)), name});
  figure.subtitle =
      effects
          ? fmt::format(
                "{} [{}]: size of effect (mu*), what the whole range of a setting would change if each step did what "
                "steps do on average; spread (sigma), how far that depends on the others. Bars: 95 % intervals.",
                sentence(name_in_words(measure)), measure.unit)
          : fmt::format(
                "{}: shares of the variance of its mean when all settings vary at once (Sobol' indices), alone and "
                "together with others. Bars: 95 % intervals.",
                sentence(name_in_words(measure)));
  DotAxis axis{0, std::nan(""), std::nan(""), effects ? measure.unit : "share of variance"};
  axis.from = axis.to = std::nan("");
  axis.zero_line = 0;
  figure.plots = {{"", figure.finding + ".", dots(numbers.rows, axis), {}}};
  figure.tables = {std::move(numbers.table)};
  return figure;
}

}  // namespace caseload::web
