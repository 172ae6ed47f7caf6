// The page of a sweep: how each setting moves what people ask about.   Tested by tests/report/sweep_page_test.cpp and
// tests/page.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "caseload/sweep.hpp"
#include "report/headlines.hpp"
#include "report/page/document.hpp"
#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload {
namespace web {
namespace {

constexpr std::size_t most_rows = 4000;

/// What the page is drawn from, gathered in one pass over the points.
struct Gathered {
  GroupMeans means;
  std::vector<PointResult> first;  ///< as many as are listed one by one
};

Gathered gather(const SweepRun& run) {
  Gathered all{{run.factors, run.measures.size()}, {}};
  const std::size_t listed = most_rows / std::max<std::size_t>(1, run.measures.size()) + 1;
  run.each([&](const SweepPoint& point) {
    PointResult result = result_of(point, run.measures.size());
    all.means.add(result);
    if (all.first.size() < listed) all.first.push_back(std::move(result));
    return true;
  });
  return all;
}

/// Headlines that some factor moves, with the strongest first; then those that stand still.
struct Ranked {
  std::size_t measure{};
  std::vector<MainEffect> effects;
  double relative{};  ///< the strongest effect beside the mean of all levels
};

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

std::string factor_name(const SweepRun& run, std::size_t f) { return cut(run.factors[f].name); }

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

// --------------------------------------------------------------------------------------------------------- tornado

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

// --------------------------------------------------------------------------------------------------------- curves

std::string unit_of(const Factor& factor) {
  if (factor.levels.empty()) return factor.unit;
  const std::string& level = factor.levels.front();
  const auto blank = level.find(' ');
  return blank == std::string::npos ? "" : level.substr(blank + 1);
}

/// How a measure goes with one factor: of a sweep over it alone with its band, otherwise the mean over the others.
Figure curve(const SweepRun& run, const Gathered& all, const Ranked& one, std::size_t f) {
  const Measure& measure = run.measures[one.measure];
  const Factor& factor = run.factors[f];
  const Groups groups = groups_of(factor);
  const bool alone = run.factors.size() == 1 && !factor.levels.empty();
  std::vector<CurvePoint> points;
  Table table{
      fmt::format("{} by {}", sentence(name_in_words(measure)), factor.name),
      {{factor.name, false}, {"mean", true}, {"lower 95 %", true}, {"upper 95 %", true}, {"P10", true}, {"P90", true}},
      {},
      ""};
  double first = std::nan(""), last = std::nan("");
  const auto effect =
      std::find_if(one.effects.begin(), one.effects.end(), [f](const MainEffect& e) { return e.factor == f; });
  for (std::size_t level = 0; level < groups.names.size(); ++level) {
    Estimate e;
    e.mean = effect->means[level];
    e.lower95 = e.upper95 = e.p10 = e.p90 = std::nan("");
    for (std::size_t i = 0; alone && i < all.first.size(); ++i) {
      if (all.first[i].values[f] != factor.levels[level] || all.first[i].estimates.empty()) continue;
      e = all.first[i].estimates[one.measure];
    }
    if (std::isnan(e.mean)) continue;
    points.push_back({groups.at[level], e.p10, e.mean, e.p90});
    table.rows.push_back({word_cell(groups.names[level]), number_cell(e.mean, measure.unit),
                          number_cell(e.lower95, measure.unit), number_cell(e.upper95, measure.unit),
                          number_cell(e.p10, measure.unit), number_cell(e.p90, measure.unit)});
    if (std::isnan(first)) first = e.mean;
    last = e.mean;
  }
  std::sort(points.begin(), points.end(), [](const CurvePoint& a, const CurvePoint& b) { return a.at < b.at; });
  Figure figure;
  figure.id = anchor("curve " + name_in_words(measure) + " " + factor.name);
  const Subject subject = subject_of(measure);
  const std::string larger = plain(last, measure.unit, std::max(std::abs(first), std::abs(last)));
  const std::string smaller = plain(first, measure.unit, std::max(std::abs(first), std::abs(last)));
  figure.finding = first_that_fits(
      {fmt::format("{} {} from {} to {} along {}", sentence(subject.name),
                   verb(subject, last >= first ? "rise" : "fall"), smaller, larger, factor_name(run, f)),
       fmt::format("{}: {} to {}", sentence(subject.name), smaller, larger), sentence(subject.name)});
  figure.subtitle = fmt::format("{} [{}] by {}{}.", sentence(name_in_words(measure)), measure.unit, factor.name,
                                alone ? "; line: mean, band: 8 in 10 futures" : "; mean over the other settings");
  const std::string unit = unit_of(factor);
  figure.plots = {
      {"",
       figure.finding + ".",
       response(points, unit.empty() ? factor.name : fmt::format("{} [{}]", factor_name(run, f), cut(unit, 40))),
       {}}};
  figure.tables = {std::move(table)};
  return figure;
}

// ------------------------------------------------------------------------------------------------------- heat map

Html heat_map(const SweepRun& run, const GroupMeans& means, const Ranked& one, const std::string& foot) {
  const Measure& measure = run.measures[one.measure];
  if (one.effects.size() < 2) return {};
  // The two that matter most, in the order in which they were given.
  const std::size_t across = std::min(one.effects[0].factor, one.effects[1].factor);
  const std::size_t down = std::max(one.effects[0].factor, one.effects[1].factor);
  const Factor &columns = run.factors[across], &rows = run.factors[down];
  const Groups over = groups_of(columns), under = groups_of(rows);
  if (over.names.size() < 2 || under.names.size() < 2 || !means.has_pairs(across) || !means.has_pairs(down)) return {};
  std::vector<HeatRow> cells;
  Table table{fmt::format("{} [{}]", sentence(name_in_words(measure)), measure.unit), {{rows.name, false}}, {}, ""};
  std::vector<std::string> names;
  for (const std::string& level : over.names) {
    table.columns.push_back({level, true});
    names.push_back(cut(level, 16));
  }
  double best = std::nan(""), highest = std::nan(""), least = std::nan("");
  std::string where_best;
  for (std::size_t r = 0; r < under.names.size(); ++r) {
    const std::string& row = under.names[r];
    HeatRow cell{row, {}};
    std::vector<Cell> line{word_cell(row)};
    for (std::size_t c = 0; c < over.names.size(); ++c) {
      const std::string& column = over.names[c];
      const double mean = means.mean_of_pair(one.measure, across, c, down, r);
      cell.values.push_back(mean);
      line.push_back(number_cell(mean, measure.unit));
      const bool better = measure.better == Better::more ? !(mean <= best) : !(mean >= best);
      if (!std::isnan(mean) && better) {
        best = mean;
        where_best = fmt::format("{} and {}", cut(column, 20), cut(row, 20));
      }
      if (!std::isnan(mean) && !(mean <= highest)) highest = mean;
      if (!std::isnan(mean) && !(mean >= least)) least = mean;
    }
    cells.push_back(std::move(cell));
    table.rows.push_back(std::move(line));
  }
  if (std::isnan(highest) || highest <= 0) return {};
  Figure figure;
  figure.id = anchor("heat " + name_in_words(measure));
  const bool more = measure.better == Better::more;
  const std::string name = sentence(subject_of(measure).name);
  figure.finding = first_that_fits({fmt::format("{}: {} at best, {} at worst", name, amount(best, measure.unit),
                                                amount(more ? least : highest, measure.unit)),
                                    fmt::format("{} at best, {} at worst", amount(best, measure.unit),
                                                amount(more ? least : highest, measure.unit))});
  figure.subtitle = fmt::format("{} [{}], {} across and {} down; the darker the more{}. Best at {}.",
                                sentence(name_in_words(measure)), measure.unit, columns.name, rows.name,
                                run.factors.size() > 2 ? "; mean over the other settings" : "", where_best);
  figure.plots = {{"", figure.finding + ".", heat(names, cells, highest), {}}};
  figure.tables = {std::move(table)};
  return html(figure, foot);
}

// -------------------------------------------------------------------------------------------------------- sections

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

Html how_sure_of_points(const SweepRun& run) {
  const std::size_t failed = run.finished.failed;
  Html items;
  if (run.finished.points < run.size) {
    items += element("li", fmt::format("{} of {} are finished; the page can be made anew when more are.",
                                       run.finished.points, counted(run.size, "point")));
  }
  if (failed > 0)
    items += element("li", fmt::format("{} failed and {} left out; design.csv says why.", counted(failed, "point"),
                                       failed == 1 ? "is" : "are"));
  const bool sampled =
      std::any_of(run.factors.begin(), run.factors.end(), [](const Factor& factor) { return factor.levels.empty(); });
  if (sampled) {
    items += element(
        "li",
        "The points are a sample: where one setting has other values the other settings have too, so that small "
        "effects may be theirs.");
  }
  items += element(
      "li",
      "What is between the values of a setting was not simulated: lines join points, they prove nothing between them.");
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
  constexpr std::size_t most_measures = 8;
  const web::Gathered gathered = web::gather(run);
  const std::vector<web::Ranked> all = web::ranked(run, gathered.means);
  const std::string foot =
      fmt::format("{} · caseload {} · {}", hash_of(run.scenario), version, counted(run.finished.points, "point"));
  web::Html tornadoes, curves, maps;
  for (std::size_t i = 0; i < std::min(all.size(), most_measures); ++i) {
    if (run.factors.size() > 1) tornadoes += web::html(web::tornado(run, all[i]), foot);
    for (std::size_t f = 0; f < run.factors.size(); ++f) {
      if (groups_of(run.factors[f]).at.size() > 2) curves += web::html(web::curve(run, gathered, all[i], f), foot);
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
                       {"sure", "How sure", web::how_sure_of_points(run)},
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
