// The page of a sweep: how each setting moves what people ask about.   Tested by tests/report/sweep_page_test.cpp and
// tests/page.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "caseload/sweep.hpp"
#include "report/headlines.hpp"
#include "report/page/document.hpp"
#include "report/page/sections.hpp"
#include "report/page/sweep_sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload {
namespace web {
namespace {

constexpr std::size_t most_rows = 4000;

Html sweep_answer(const SweepRun& run, const std::vector<Ranked>& all) {
  Html html;
  for (std::size_t i = 0; i < std::min<std::size_t>(3, all.size()); ++i) {
    const Measure& measure = run.measures[all[i].measure];
    const MainEffect& strongest = all[i].effects.front();
    if (all[i].relative < 0.01) continue;
    const std::vector<std::string> levels = groups_of(run.factors[strongest.factor]).names;
    const auto at = [&](double value) {
      return levels[static_cast<std::size_t>(std::find(strongest.means.begin(), strongest.means.end(), value) -
                                             strongest.means.begin())];
    };
    html += element("p", {{"class", "answer"}},
                    fmt::format("“{}” moves most with {}: {} at {}, {} at {}{}.",
                                sentence(cut(name_in_words(measure), 60)), factor_name(run, strongest.factor),
                                amount(strongest.lowest, measure.unit), cut(at(strongest.lowest), 40),
                                amount(strongest.highest, measure.unit), cut(at(strongest.highest), 40),
                                run.factors.size() > 1 ? ", on average over the other settings" : ""));
  }
  if (html.empty())
    html =
        element("p", {{"class", "answer"}}, "None of these settings moves a headline by more than one in a hundred.");
  return html;
}

/// What is known between points, and how well it stands up to points that are left out.
std::string between_points(const SweepRun& run, const Emulators& emulators) {
  if (emulators.empty())
    return "What is between the values of a setting was not simulated: lines join points, they prove nothing between "
           "them.";
  std::string held_out;
  for (const auto& [measure, emulator] : emulators)
    held_out += fmt::format("{}{} of {}", held_out.empty() ? "" : ", ", percent(emulator.coverage()),
                            cut(name_in_words(run.measures[measure]), 60));
  return fmt::format(
      "Curves are drawn by a Gaussian process through the means of the points, each with its noise. Of points that it "
      "was not "
      "shown (each left out in turn), within its 95 % intervals: {}. Other measures are joined by lines, which prove "
      "nothing "
      "between points.",
      held_out);
}

Html how_sure_of_points(const SweepRun& run, const Emulators& emulators) {
  const std::size_t failed = run.finished.failed;
  Html items;
  if (run.finished.points < run.size) {
    items += element("li", fmt::format("{} of {} are finished; the page can be made anew when more are.",
                                       run.finished.points, counted(run.size, "point")));
  }
  if (failed > 0)
    items += element("li", fmt::format("{} failed and {} left out; design.csv says why.", counted(failed, "point"),
                                       failed == 1 ? "is" : "are"));
  if (is_sampled(run)) {
    items += element(
        "li",
        "The points are a sample: where one setting has other values the other settings have too, so that small "
        "effects may be theirs.");
  }
  items += element("li", between_points(run, emulators));
  items += element("li",
                   "A projection says what follows if all assumptions hold; what nobody wrote into the scenario does "
                   "not happen in it.");
  const std::string chosen = run.asked.precision ? fmt::format(", each until {}", in_words(*run.asked.precision)) : "";
  return element("p", fmt::format("{} were simulated in the same futures{}: the same families come with the same needs "
                                  "at every point, so that most of "
                                  "the luck cancels between points.",
                                  counted(run.finished.points, "point"), chosen)) +
         element("ul", {{"class", "caveats"}}, items);
}

Html all_points(const SweepRun& run, const std::vector<PointResult>& first) {
  Table table{"All points", {{"point", true}}, {}, "measures"};
  for (const Factor& factor : run.factors) table.columns.push_back({factor.name, false});
  for (const char* const name : {"measure", "where", "unit"}) table.columns.push_back({name, false});
  for (const char* const name : {"mean", "lower 95 %", "upper 95 %", "P10", "median", "P90", "futures"})
    table.columns.push_back({name, true});
  for (const PointResult& point : first) {
    for (std::size_t m = 0; m < point.estimates.size() && table.rows.size() < most_rows; ++m) {
      const Estimate& e = point.estimates[m];
      std::vector<Cell> row{number_cell(point.number, 0)};
      for (const std::string& value : point.values) row.push_back(word_cell(value));
      for (const std::string* const words : {&run.measures[m].name, &run.measures[m].where, &run.measures[m].unit})
        row.push_back(word_cell(*words));
      for (const double value : {e.mean, e.lower95, e.upper95, e.p10, e.p50, e.p90})
        row.push_back(number_cell(value, run.measures[m].unit));
      row.push_back(number_cell(static_cast<double>(e.n), 0));
      table.rows.push_back(std::move(row));
    }
  }
  Html html =
      element("details", {{"class", "data"}, {"open", ""}}, element("summary", "All points") + web::html(table));
  if (table.rows.size() == most_rows)
    html = element("p", fmt::format("The first {}; all are in summary.csv.", counted(most_rows, "row"))) + html;
  return html;
}

Html varied(const SweepRun& run) {
  Table table{"Settings that are varied", {{"setting", false}, {"values", false}, {"as it is", false}}, {}, ""};
  for (const Factor& factor : run.factors) {
    std::string values;
    for (const std::string& level : factor.levels) values += (values.empty() ? "" : ", ") + level;
    if (factor.levels.empty()) {
      values = fmt::format("{:.6g} to {:.6g} {}{}", factor.low, factor.high, factor.unit,
                           factor.whole ? " (whole numbers)" : "");
    }
    table.rows.push_back(
        {word_cell(factor.name), word_cell(values), word_cell(value_in(run.scenario.resolved, factor.name))});
  }
  return html(table);
}

}  // namespace
}  // namespace web

std::string page(const SweepRun& run, const Freshness& freshness) {
  constexpr std::size_t most_measures = 8, most_important = 4;
  const web::Gathered gathered = web::gather(run, web::most_rows);
  const std::vector<web::Ranked> all = web::ranked(run, gathered.means);
  const web::Emulators emulators = web::emulators_of(run, all);
  const std::string foot =
      fmt::format("{} · caseload {} · {}", hash_of(run.scenario), version, counted(run.finished.points, "point"));
  web::Html tornadoes, curves, maps;
  for (std::size_t i = 0; i < std::min(all.size(), most_measures); ++i) {
    const web::Figure importance = i < most_important ? web::importance(run, all[i]) : web::Figure{};
    if (!importance.plots.empty()) {
      tornadoes += web::html(importance, foot);
    } else if (run.factors.size() > 1 && method_for(run.design.type) == Method::pawn) {
      tornadoes += web::html(web::tornado(run, all[i]), foot);
    }
    const auto emulator = emulators.find(all[i].measure);
    for (std::size_t f = 0; f < run.factors.size(); ++f) {
      if (emulator != emulators.end() && run.factors[f].levels.empty()) {
        curves += web::html(web::emulated_curve(run, emulator->second, all[i], f), foot);
      } else if (groups_of(run.factors[f]).at.size() > 2) {
        curves += web::html(web::curve(run, gathered, all[i], f), foot);
      }
    }
    maps += web::heat_map(run, gathered.means, all[i], foot);
  }
  const auto side_by_side = [](const web::Html& figures) {
    return figures.empty() ? figures : web::element("div", {{"class", "side-by-side"}}, figures);
  };
  web::Document document;
  document.title = run.scenario.name;
  std::vector<std::string> names;
  for (std::size_t f = 0; f < run.factors.size(); ++f) names.push_back(web::factor_name(run, f));
  document.lede = fmt::format("A sweep over {} · {} from {}", web::listed(names), length_of(run.scenario.period),
                              day(run.scenario.period.start));
  document.about = run.scenario.description;
  document.banner = web::staleness(freshness);
  document.foot = foot;
  const std::string how_many =
      fmt::format("{} replications at most at each of {}", run.finished.most, counted(run.size, "point"));
  document.sections = {{"answer", "The answer", web::sweep_answer(run, all)},
                       {"sure", "How sure", web::how_sure_of_points(run, emulators)},
                       {"varied", "What is varied", web::varied(run)},
                       {"tornado", "What matters most", side_by_side(tornadoes)},
                       {"curves", "Response curves", side_by_side(curves)},
                       {"maps", "Two settings together", maps},
                       {"assumptions", "Assumptions and sources", web::assumptions(run.scenario)},
                       {"method", "Method",
                        web::method({run.scenario, run.model, run.finished.most, run.seed, how_many, run.asked.command,
                                     "Headlines at every point of the design."})},
                       {"numbers", "Every number", web::all_points(run, gathered.first)}};
  return web::html(document);
}

}  // namespace caseload
