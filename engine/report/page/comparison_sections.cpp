// Parts of the page of a comparison: what each option changes, in the same futures.
// Tested by tests/report/page_test.cpp and tests/page.
#include "report/page/comparison_sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/headlines.hpp"
#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {

// ------------------------------------------------------------------------------------------------- what changes

Html what_changes(const ComparisonRun& run) {
  if (run.options.size() < 2) return {};
  constexpr std::size_t most_named = 60;
  Table table{"What each option sets",
              {{"option", false},
               {"setting", false},
               {fmt::format("with {}", name_of(run.comparison, 0)), false},
               {"with the option", false}},
              {},
              ""};
  for (std::size_t option = 1; option < run.options.size(); ++option) {
    std::vector<Change> changes =
        changes_between(run.options.front().scenario.resolved, run.options[option].scenario.resolved);
    std::erase_if(changes, [](const Change& change) {
      return change.path.ends_with(".source") || change.path.ends_with(".quality");
    });
    for (std::size_t i = 0; i < std::min(changes.size(), most_named); ++i) {
      table.rows.push_back({word_cell(run.comparison.names[option]), word_cell(changes[i].path),
                            word_cell(changes[i].before), word_cell(changes[i].after)});
    }
    if (changes.size() > most_named) {
      table.rows.push_back({word_cell(run.comparison.names[option]),
                            word_cell(fmt::format("and {} more", changes.size() - most_named)),
                            {},
                            {}});
    }
  }
  return html(table);
}

Html targets(const ComparisonRun& run, const std::string& foot) {
  if (run.options.empty() || run.options.front().targets.empty() || run.comparison.replications < 2) return {};
  Html html;
  Figure figure;
  figure.id = "chart-targets";
  Table table{"Futures that keep each target [%]",
              {{"target", false},
               {"option", false},
               {"futures that keep it [%]", true},
               {"lower", true},
               {"upper", true},
               {"wanted [%]", true}},
              {},
              ""};
  double most = 0;
  std::string gains;
  const Run& first = run.options.front();
  for (std::size_t t = 0; t < first.targets.size(); ++t) {
    std::vector<Dot> all;
    for (std::size_t option = 0; option < run.options.size(); ++option) {
      if (t >= run.options[option].judged.size()) continue;
      const TargetEstimate& judged = run.options[option].judged[t];
      const double wanted = 100 * run.options[option].targets[t].chance;
      all.push_back({run.comparison.names[option], 100 * judged.interval.lower, 100 * judged.share,
                     100 * judged.interval.upper, wanted});
      table.rows.push_back({word_cell(first.scenario.targets[t].name), word_cell(run.comparison.names[option]),
                            number_cell(100 * judged.share, 0), number_cell(100 * judged.interval.lower, 0),
                            number_cell(100 * judged.interval.upper, 0), number_cell(wanted, 0)});
      const double gain = judged.share - first.judged[t].share;
      if (!(gain > most)) continue;
      most = gain;
      gains = fmt::format("{} keeps “{}” {}", sentence(name_of(run.comparison, option)),
                          cut(first.scenario.targets[t].name, 40), in_futures(judged.share));
    }
    const std::string& name = first.scenario.targets[t].name;
    figure.plots.push_back({first.targets.size() > 1 ? cut(name, 60) : "",
                            fmt::format("Futures that keep {}, by option.", cut(name, 60)),
                            dots(all, {0, 100, std::nan(""), "futures that keep it [%]"}),
                            {}});
  }
  figure.finding = gains.empty() ? "No option keeps a target more often"
                                 : first_that_fits({gains, "Some options keep targets more often"});
  figure.subtitle =
      "Share of futures that keep each target [%], by option. Bar: its interval; upright tick: the share that is "
      "wanted.";
  figure.tables = {std::move(table)};
  return web::html(figure, foot);
}

namespace {

// ------------------------------------------------------------------------------------------------- differences

std::string finding_on(const Comparison& c, std::size_t m) {
  const Measure& measure = c.measures[m];
  const std::string name = sentence(subject_of(measure).name);
  std::size_t most = 0;
  for (std::size_t option = 1; option < c.names.size(); ++option) {
    const Contrast& contrast = c.contrasts[option][m];
    const bool more = most == 0 || std::abs(contrast.difference.mean) > std::abs(c.contrasts[most][m].difference.mean);
    if (contrast.clear() && more) most = option;
  }
  if (most == 0)
    return first_that_fits({fmt::format("{}: no option changes it beyond chance", name), "No change beyond chance"});
  const double d = c.contrasts[most][m].difference.mean;
  const std::string unit = measure.unit == "%"                                 ? "points"
                           : measure.unit == "days" || measure.unit == "hours" ? measure.unit
                                                                               : "";
  const std::string size = plain(std::abs(d), measure.unit, d) + (unit.empty() ? "" : "\u00a0" + unit);
  return first_that_fits({fmt::format("{}: {} {} with {}", name, size, d > 0 ? "more" : "less", name_of(c, most)),
                          fmt::format("{}: {} {}", name, size, d > 0 ? "more" : "less"), name});
}

Table table_on(const Comparison& c, std::size_t m) {
  const Measure& measure = c.measures[m];
  Table table{fmt::format("{} [{}]", sentence(name_in_words(measure)), measure.unit),
              {{"option", false},
               {"mean", true},
               {"P10", true},
               {"P90", true},
               {"difference", true},
               {"lower 95 %", true},
               {"upper 95 %", true},
               {"clear of chance", false},
               {"best in [% of futures]", true}},
              {},
              ""};
  for (std::size_t option = 0; option < c.names.size(); ++option) {
    const Estimate& e = c.estimates[option][m];
    std::vector<Cell> row{word_cell(c.names[option]), number_cell(e.mean, measure.unit),
                          number_cell(e.p10, measure.unit), number_cell(e.p90, measure.unit)};
    if (option == 0) {
      row.insert(row.end(), {{}, {}, {}, {}});
    } else {
      const Contrast& contrast = c.contrasts[option][m];
      for (const double value : {contrast.difference.mean, contrast.difference.lower95, contrast.difference.upper95}) {
        row.push_back(number_cell(value, measure.unit));
      }
      row.push_back(word_cell(contrast.clear() ? "clear" : "may be chance"));
    }
    row.push_back(number_cell(100 * c.best[option][m].share, 0));
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// Whether any option changes it beyond chance, and by more than a thousandth.
bool any_clear(const Comparison& c, std::size_t m) {
  for (std::size_t option = 1; option < c.names.size(); ++option) {
    const double size = std::abs(c.contrasts[option][m].difference.mean);
    if (c.contrasts[option][m].clear() && size > 0.001 * std::abs(c.estimates.front()[m].mean)) return true;
  }
  return false;
}

}  // namespace

Html differences(const ComparisonRun& run, const std::string& foot) {
  const Comparison& c = run.comparison;
  Html figures;
  std::vector<std::string> unchanged;
  std::vector<Table> tables;
  for (const std::size_t m : headlines(c)) {
    if (!any_clear(c, m)) {
      unchanged.push_back(cut(name_in_words(c.measures[m]), 60));
      tables.push_back(table_on(c, m));
      continue;
    }
    std::vector<Dot> all;
    for (std::size_t option = 1; option < c.names.size(); ++option) {
      const Estimate& d = c.contrasts[option][m].difference;
      if (d.n > 0) all.push_back({c.names[option], d.lower95, d.mean, d.upper95, std::nan("")});
    }
    Figure figure;
    figure.id = anchor("difference " + name_in_words(c.measures[m]));
    figure.finding = finding_on(c, m);
    const std::string unit = c.measures[m].unit == "%" ? "percentage points" : c.measures[m].unit;
    figure.subtitle = fmt::format("{}: difference from {} within the same futures [{}], with 95 % intervals.",
                                  sentence(name_in_words(c.measures[m])), name_of(c, 0), unit);
    figure.plots = {{"", figure.finding + ".", dots(all, {std::nan(""), std::nan(""), 0, unit}), {}}};
    figure.tables = {table_on(c, m)};
    figures += web::html(figure, foot);
  }
  Html html = figures.empty() ? element("p", "No headline differs by more than chance explains.")
                              : element("div", {{"class", "side-by-side"}}, figures);
  if (unchanged.empty()) return html;
  html += element("p", fmt::format("What may be chance, or hardly changes: {}.", listed(unchanged)));
  Html folded;
  for (const Table& table : tables) folded += web::html(table);
  return html + element("details", {{"class", "data"}, {"open", ""}},
                        element("summary", "Numbers of what hardly changes") + folded);
}

// --------------------------------------------------------------------------------------------------- over time

Html over_time(const ComparisonRun& run, const std::string& foot) {
  if (run.options.empty()) return {};
  const std::vector<Mark> marks = marks_of(run.options.front().scenario);
  Html html;
  for (const char* const name :
       {"open children", "children per worker", "children unallocated", "workers over their limit"}) {
    std::vector<Named> all;
    std::vector<Path> paths;
    for (std::size_t option = 0; option < run.options.size(); ++option) {
      auto path = path_of(run.options[option], name, "service");
      if (path) paths.push_back(*std::move(path));
    }
    if (paths.size() != run.options.size() || paths.empty()) continue;
    Table table{fmt::format("{}, medians by option", sentence(paths.front().measure.name)), {{"month", false}}, {}, ""};
    std::size_t least = 0, most = 0;
    std::vector<double> lasts;
    for (std::size_t option = 0; option < paths.size(); ++option) {
      Named line{run.comparison.names[option], {}};
      for (const Estimate& e : paths[option].estimates) line.values.push_back(e.p50);
      all.push_back(std::move(line));
      table.columns.push_back({cut(run.comparison.names[option]), true});
      lasts.push_back(course_of(paths[option]).last);
      if (lasts[option] < lasts[least]) least = option;
      if (lasts[option] > lasts[most]) most = option;
    }
    const Path& first = paths.front();
    for (std::size_t i = 0; i < first.at.size(); ++i) {
      std::vector<Cell> row{word_cell(first.by_month ? month(first.at[i]) : day(first.at[i]))};
      for (const Path& path : paths) row.push_back(number_cell(path.estimates[i].p50, path.measure.unit));
      table.rows.push_back(std::move(row));
    }
    Figure figure;
    figure.id = anchor("lines " + std::string{name});
    const Subject subject = subject_of(first.measure);
    const bool alike = !(lasts[most] - lasts[least] > 0.005 * std::abs(lasts[most]));
    figure.finding = first_that_fits(
        {alike ? fmt::format("{} end alike with every option", sentence(subject.name))
               : fmt::format("{} end at {} with {}, {} with {}", sentence(subject.name),
                             plain(lasts[least], first.measure.unit, lasts[least]), name_of(run.comparison, least),
                             plain(lasts[most], first.measure.unit, lasts[most]), name_of(run.comparison, most)),
         fmt::format("{} {} lowest at the end with {}", sentence(subject.name), verb(subject, "are"),
                     name_of(run.comparison, least)),
         sentence(subject.name) + " by option"});
    figure.subtitle = fmt::format("{} [{}], median of futures by month; {}.", sentence(first.measure.name),
                                  first.measure.unit, place_and_period(first));
    Plot plot{"", figure.finding + ".", lines(first.at, all, marks), {}};
    for (std::size_t option = 0; option < all.size(); ++option) {
      plot.keys.push_back(line_key(option));
      plot.keys.back().name = cut(all[option].name, 60);
    }
    figure.plots = {std::move(plot)};
    figure.tables = {std::move(table)};
    html += web::html(figure, foot);
  }
  return html.empty() ? html : key_to_marks(run.options.front().scenario) + html;
}

// --------------------------------------------------------------------------------------------- who waits longer

Html who_waits(const ComparisonRun& run, const std::string& foot) {
  const Comparison& c = run.comparison;
  std::vector<Dot> longer, shorter;
  Table table{"Children a year who wait more than a day longer, or less, for a named worker",
              {{"option", false},
               {"longer", true},
               {"lower 95 %", true},
               {"upper 95 %", true},
               {"less", true},
               {"lower 95 %", true},
               {"upper 95 %", true}},
              {},
              ""};
  std::string finding;
  for (std::size_t option = 1; option < std::min(c.longer.size(), c.shorter.size()); ++option) {
    const Estimate &more = c.longer[option], &less = c.shorter[option];
    if (more.n == 0 || less.n == 0) continue;
    longer.push_back({c.names[option], more.lower95, more.mean, more.upper95, std::nan("")});
    shorter.push_back({c.names[option], less.lower95, less.mean, less.upper95, std::nan("")});
    table.rows.push_back({word_cell(c.names[option]), number_cell(more.mean, 1), number_cell(more.lower95, 1),
                          number_cell(more.upper95, 1), number_cell(less.mean, 1), number_cell(less.lower95, 1),
                          number_cell(less.upper95, 1)});
    if (finding.empty() || less.mean + more.mean > 0) {
      const std::string candidate = fmt::format("{}: {} children wait less, {} longer", sentence(name_of(c, option)),
                                                plain(less.mean, "", less.mean), plain(more.mean, "", more.mean));
      if (finding.empty()) finding = candidate;
    }
  }
  if (longer.empty()) return {};
  Figure figure;
  figure.id = "chart-who-waits";
  const auto nobody = [](const std::vector<Dot>& dots) {
    return std::all_of(dots.begin(), dots.end(), [](const Dot& dot) { return dot.middle == 0; });
  };
  figure.finding = nobody(longer) && nobody(shorter)
                       ? "Nobody waits longer or less for a first worker"
                       : first_that_fits({finding, "Some children wait longer, others less"});
  figure.subtitle =
      "Children a year whose wait for a named worker is more than a day longer, or less, than in the same future "
      "without the option.";
  figure.plots = {{"Wait longer",
                   "Children a year who wait longer, by option.",
                   dots(longer, {std::nan(""), std::nan(""), 0, "children a year"}),
                   {}},
                  {"Wait less",
                   "Children a year who wait less, by option.",
                   dots(shorter, {std::nan(""), std::nan(""), 0, "children a year"}),
                   {}}};
  figure.tables = {std::move(table)};
  return web::html(figure, foot);
}

Html every_number(const Comparison& c) {
  Table table{"All measures of all options",
              {{"measure", false},
               {"where", false},
               {"unit", false},
               {"option", false},
               {"mean", true},
               {"P10", true},
               {"P90", true},
               {"difference", true},
               {"lower 95 %", true},
               {"upper 95 %", true}},
              {},
              "measures"};
  for (std::size_t m = 0; m < c.measures.size(); ++m) {
    const Measure& measure = c.measures[m];
    for (std::size_t option = 0; option < c.names.size(); ++option) {
      const Estimate& e = c.estimates[option][m];
      std::vector<Cell> row{word_cell(measure.name), word_cell(measure.where), word_cell(measure.unit),
                            word_cell(c.names[option])};
      for (const double value : {e.mean, e.p10, e.p90}) row.push_back(number_cell(value, measure.unit));
      const Estimate d =
          option == 0 ? Estimate{std::nan(""), 0, std::nan(""), std::nan("")} : c.contrasts[option][m].difference;
      for (const double value : {d.mean, d.lower95, d.upper95}) row.push_back(number_cell(value, measure.unit));
      table.rows.push_back(std::move(row));
    }
  }
  return element("details", {{"class", "data"}, {"open", ""}},
                 element("summary", "All measures of all options") + html(table));
}

}  // namespace caseload::web
