// Parts of the page of a comparison: what each option buys, in sentences, and how sure that is.
// Tested by tests/report/page_test.cpp and tests/page.
#include "report/page/comparison_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/comparison_words.hpp"
#include "report/headlines.hpp"
#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {

std::string name_of(const Comparison& c, std::size_t option) { return cut(c.names[option]); }

std::vector<std::size_t> headlines(const Comparison& c) {
  std::vector<std::size_t> rows;
  for (const HeadlineRow& row : headline_rows(c.measures)) {
    if (row.measure && c.estimates.front()[*row.measure].n > 0) rows.push_back(*row.measure);
  }
  return rows;
}

namespace {

/// Of the options that change a measure for the better, beyond chance, the one that changes it most.
struct BestChange {
  std::size_t option{};
  double change{};
};
BestChange best_change(const Comparison& c, std::size_t m) {
  BestChange best;
  const double sign = c.measures[m].better == Better::more ? 1 : -1;
  for (std::size_t option = 1; option < c.names.size(); ++option) {
    const Contrast& contrast = c.contrasts[option][m];
    const double gain = sign * contrast.difference.mean;
    if (contrast.clear() && gain > sign * best.change && gain > 0) best = {option, contrast.difference.mean};
  }
  return best;
}

/// A change of a headline, as a share of what it is without the option.
struct Effect {
  std::size_t measure{};
  double relative{};
};

bool is_of_the_whole(const Measure& measure) {
  return measure.headline && (measure.where == "service" || measure.name == "done in time");
}

/// What an option makes better, or worse, beyond chance; the largest first.
std::vector<Effect> effects_of(const Comparison& c, std::size_t option, bool better) {
  std::vector<Effect> effects;
  for (std::size_t m = 0; m < c.measures.size(); ++m) {
    const Measure& measure = c.measures[m];
    const double d = c.contrasts[option][m].difference.mean, mean = c.estimates.front()[m].mean;
    const bool judged = measure.better != Better::neither && measure.name != "cost" && is_of_the_whole(measure);
    if (!judged || !c.contrasts[option][m].clear() || (d > 0) != ((measure.better == Better::more) == better)) continue;
    effects.push_back({m, mean != 0 ? std::abs(d / mean) : 1});
  }
  std::stable_sort(effects.begin(), effects.end(),
                   [](const Effect& a, const Effect& b) { return a.relative > b.relative; });
  return effects;
}

/// "children per worker falls by 1.4 ± 0.1"
std::string effect_in_words(const Comparison& c, std::size_t option, std::size_t m) {
  const Measure& measure = c.measures[m];
  const Estimate& d = c.contrasts[option][m].difference;
  const int decimals = decimals_for(measure.unit, d.mean);
  const bool has_unit = measure.unit == "days" || measure.unit == "hours";
  const std::string unit = measure.unit == "%" ? " points" : has_unit ? " " + measure.unit : "";
  return fmt::format("“{}” {} by ", cut(name_in_words(measure), 60), d.mean > 0 ? "rises" : "falls") +
         held_together(fmt::format("{} ± {}{}", number(std::abs(d.mean), decimals), half_width(d, decimals), unit));
}

std::string listed_effects(const Comparison& c, std::size_t option, const std::vector<Effect>& effects) {
  constexpr std::size_t most_named = 3;
  std::vector<std::string> named;
  for (std::size_t i = 0; i < std::min(effects.size(), most_named); ++i)
    named.push_back(effect_in_words(c, option, effects[i].measure));
  return listed(named);
}

/// What an option buys, what it spoils and what it costs.
std::string bargain(const Comparison& c, std::size_t option) {
  const std::vector<Effect> gains = effects_of(c, option, true), losses = effects_of(c, option, false);
  std::string words = fmt::format(
      "With {}, {}", name_of(c, option),
      gains.empty() ? "no headline of the service gets better beyond chance" : listed_effects(c, option, gains));
  if (!losses.empty()) words += "; against that, " + listed_effects(c, option, losses);
  for (std::size_t m = 0; m < c.measures.size(); ++m) {
    if (c.measures[m].name != "cost" || c.measures[m].where != "service") continue;
    const double cost = c.contrasts[option][m].difference.mean;
    if (std::abs(cost) >= 1)
      words += fmt::format(". It costs {} a year {}", amount(std::abs(cost), "pounds"), cost > 0 ? "more" : "less");
  }
  return words + ".";
}

}  // namespace

Html answer(const ComparisonRun& run) {
  const Comparison& c = run.comparison;
  Html html;
  for (std::size_t option = 1; option < c.names.size(); ++option) {
    html += element("p", {{"class", "answer"}}, bargain(c, option));
    if (const std::string words = in_words(c, option); !words.empty()) html += element("p", words);
  }
  Html tiles_inside;
  std::size_t shown = 0;
  for (const std::size_t m : headlines(c)) {
    if (c.measures[m].better == Better::neither || shown == 6) continue;
    const BestChange best = best_change(c, m);
    if (best.option == 0) continue;
    const Estimate& d = c.contrasts[best.option][m].difference;
    const int decimals = decimals_for(c.measures[m].unit, d.mean);
    const std::string unit = c.measures[m].unit == "%" ? "points" : unit_beside(c.measures[m]);
    tiles_inside +=
        element("div", {{"class", "tile"}},
                element("p", {{"class", "tile-name"}}, sentence(cut(name_in_words(c.measures[m]), 60))) +
                    element("p", {{"class", "tile-value"}, {"data-value", number_cell(d.mean, decimals).exact}},
                            text(signed_number(d.mean, decimals)) + element("span", {{"class", "unit"}}, " " + unit)) +
                    element("p", {{"class", "tile-note"}},
                            fmt::format("± {} with {}", half_width(d, decimals), name_of(c, best.option))));
    ++shown;
  }
  return html + tiles(tiles_inside);
}

Html how_sure(const ComparisonRun& run) {
  const Comparison& c = run.comparison;
  std::string chosen;
  if (run.precision) {
    chosen = fmt::format(" ({})",
                         c.replications < run.precision->most ? in_words(*run.precision) : "as many as were allowed");
  }
  Html items = element("li",
                       "Differences that are called clear stay so although many are looked at together (Holm, 5 %); "
                       "the others may be chance.");
  std::size_t weighty = 0;
  if (!run.options.empty()) {
    for (const Assumption& a : run.options.front().scenario.assumptions)
      weighty += a.quality == "low" && a.impact == "high";
  }
  if (weighty > 0)
    items += element("li", fmt::format("{} of low quality with high impact lie under all options alike.",
                                       counted(weighty, "assumption")));
  items += element("li",
                   "A projection says what follows if all assumptions hold; what nobody wrote into the scenario does "
                   "not happen in it.");
  return element("p", fmt::format("Each option was simulated in the same {}{}: the same families come with the same "
                                  "needs, so that most of the "
                                  "luck cancels in the differences. What follows “±” is the noise of simulating.",
                                  counted(c.replications, "future"), chosen)) +
         element("ul", {{"class", "caveats"}}, items);
}

}  // namespace caseload::web
