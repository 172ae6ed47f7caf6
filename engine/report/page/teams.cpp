// Part of the page of a run: teams and steps. Caseloads, overload, hours, queues, stocks.
// Tested by tests/report/page_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {
namespace {

// ---------------------------------------------------------------------------------- children per worker, by team

Html caseloads(const Run& run, const std::vector<std::string>& teams, const std::string& foot) {
  std::vector<Dot> all;
  Table table{"Children per worker by team",
              {{"team", false}, {"mean", true}, {"P10", true}, {"P90", true}, {"held against", true}, {"why", false}},
              {},
              ""};
  const Dot* most = nullptr;
  for (const std::string& team : teams) {
    const Estimate* e = observed(run.estimates, "children per worker", team);
    if (!e) continue;
    const std::vector<Level> levels = levels_for(run, {"children per worker", team, "children", true, Better::less});
    const bool held = !levels.empty();
    all.push_back({team, e->p10, e->mean, e->p90, held ? levels.front().at : std::nan("")});
    table.rows.push_back({word_cell(team), number_cell(e->mean, 1), number_cell(e->p10, 1), number_cell(e->p90, 1),
                          number_cell(held ? levels.front().at : std::nan(""), 0),
                          word_cell(held ? levels.front().label : "")});
  }
  if (all.empty()) return {};
  most = &*std::max_element(all.begin(), all.end(), [](const Dot& a, const Dot& b) { return a.middle < b.middle; });
  Figure figure;
  figure.id = "chart-caseloads";
  const std::string held = plain(most->middle, "children", most->middle);
  figure.finding =
      all.size() == 1
          ? fmt::format("There are {} open children to a worker", held)
          : first_that_fits({fmt::format("{} has most children per worker: {}", sentence(cut(most->name)), held),
                             fmt::format("{}: {} children per worker", sentence(cut(most->name)), held)});
  figure.subtitle =
      "Open children, waiting ones included, to each worker in post: mean over the period and, as a bar, 8 in 10 "
      "futures. "
      "Upright tick: norm or limit.";
  figure.plots = {{"", figure.finding + ".", dots(all, {std::nan(""), std::nan(""), 0, "children per worker"}), {}}};
  figure.tables = {std::move(table)};
  return html(figure, foot);
}

// ------------------------------------------------------------------------------------------- overload, by month

Html overload(const Run& run, const std::vector<std::string>& teams, const std::string& foot) {
  std::vector<HeatRow> rows;
  std::vector<std::string> columns;
  std::size_t worst_row = 0, worst_column = 0;
  double worst = 0;
  Table table{"Workers over their limit by team [%]", {{"team", false}}, {}, ""};
  for (const std::string& team : teams) {
    const auto path = path_of(run, "workers over their limit", team);
    if (!path) continue;
    HeatRow row{team, {}};
    std::vector<Cell> cells{word_cell(team)};
    for (std::size_t i = 0; i < path->at.size(); ++i) {
      const double mean = path->estimates[i].mean;
      const std::string when = path->by_month ? month(path->at[i]) : day(path->at[i]);
      if (rows.empty()) {
        columns.push_back(when);
        table.columns.push_back({when, true});
      }
      row.values.push_back(mean);
      cells.push_back(number_cell(mean, 0));
      if (!(mean > worst)) continue;
      worst = mean;
      worst_row = rows.size();
      worst_column = i;
    }
    rows.push_back(std::move(row));
    table.rows.push_back(std::move(cells));
  }
  if (rows.empty() || worst < 0.5) return {};
  Figure figure;
  figure.id = "chart-overload";
  figure.finding =
      first_that_fits({fmt::format("{} is worst in {}: {} of workers over their limit",
                                   sentence(cut(rows[worst_row].name)), columns[worst_column], amount(worst, "%")),
                       fmt::format("{}: {} over their limit in {}", sentence(cut(rows[worst_row].name)),
                                   amount(worst, "%"), columns[worst_column])});
  figure.subtitle =
      "Share of workers in post with more open children than their limit [%], mean over futures; the darker the more.";
  figure.plots = {{"", figure.finding + ".", heat(columns, rows, 100), {}}};
  figure.tables = {std::move(table)};
  return html(figure, foot);
}

// --------------------------------------------------------------------------------------------------------- hours

/// What the hours of a full-time worker's week go on.
struct Week {
  double with_families{}, other_work_on_cases{}, passing_on{}, other_work{}, free{}, away{};
};

/// Empty where the team has none measured.
std::optional<Week> week_of(const Run& run, const std::string& team) {
  if (!observed(run.estimates, "hours: on cases", team)) return std::nullopt;
  const auto hours = [&](std::string_view what) {
    const Estimate* e = observed(run.estimates, what, team);
    return e ? e->mean : 0;
  };
  Week week;
  week.with_families = hours("hours: with families");
  week.other_work_on_cases = hours("hours: on cases") - week.with_families;
  week.passing_on = hours("hours: handovers") + hours("hours: supervision");
  week.other_work = hours("hours: other work");
  week.free = hours("hours: waiting for work");
  double all = week.with_families;
  for (std::size_t i = 0; i < run.estimates.measures.size(); ++i) {
    const Measure& measure = run.estimates.measures[i];
    const bool counts =
        measure.where == team && measure.name.starts_with("hours: ") && measure.name != "hours: with families";
    if (counts && run.estimates.estimates[i].n > 0) all += run.estimates.estimates[i].mean;
  }
  week.away = all - 2 * week.with_families - week.other_work_on_cases - week.passing_on - week.other_work - week.free;
  return week;
}

Html hours(const Run& run, const std::string& foot) {
  std::vector<std::pair<std::string, Week>> weeks;
  double with_families = 0;
  for (const Measure& measure : run.estimates.measures) {
    if (measure.name != "hours: on cases") continue;
    if (const auto week = week_of(run, measure.where)) weeks.emplace_back(measure.where, *week);
    with_families += weeks.empty() ? 0 : weeks.back().second.with_families;
  }
  if (weeks.empty()) return {};
  const bool direct = with_families > 0;
  std::vector<std::string> parts{direct ? "other work on cases" : "work on cases", "handovers and supervision",
                                 "other work", "free for work", "away"};
  if (direct) parts.insert(parts.begin(), "with families");

  Figure figure;
  figure.id = "chart-hours";
  Table table{"Hours of a full-time worker's week", {{"team", false}}, {}, ""};
  for (const std::string& part : parts) table.columns.push_back({fmt::format("{} [hours]", part), true});
  std::vector<Stack> stacks;
  for (const auto& [team, week] : weeks) {
    std::vector<double> values{week.other_work_on_cases, week.passing_on, week.other_work, week.free, week.away};
    if (direct) values.insert(values.begin(), week.with_families);
    std::vector<Cell> row{word_cell(team)};
    for (const double value : values) row.push_back(number_cell(value, 1));
    table.rows.push_back(std::move(row));
    stacks.push_back({team, std::move(values)});
  }
  const auto& [team, week] = weeks.front();
  double all = 0;
  for (const double value : stacks.front().parts) all += value;
  figure.finding = first_that_fits({fmt::format("{}: {} of {} hours a week go {}", sentence(cut(team)),
                                                number(direct ? week.with_families : week.other_work_on_cases, 1),
                                                number(all, 0), direct ? "to families" : "on cases"),
                                    "Where the week's hours go"});
  figure.subtitle =
      "Hours of each full-time worker in post and week by what they go on, mean over the period and over futures.";
  Plot plot{"", figure.finding + ".", web::stacks(parts, stacks, "hours a week"), {}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    plot.keys.push_back(part_key(i));
    plot.keys.back().name = parts[i];
  }
  figure.plots = {std::move(plot)};
  figure.tables = {std::move(table)};
  return html(figure, foot);
}

// ------------------------------------------------------------------------------------------- queues and stocks

Html queues(const Run& run, const std::string& foot) {
  const std::vector<Path> paths = paths_of(run, "children unallocated");
  const auto any = [](const Path& path) { return course_of(path).most > 0; };
  if (paths.size() < 2 || std::none_of(paths.begin(), paths.end(), any)) return {};
  std::vector<std::vector<Level>> none(paths.size());
  return html(fans_figure("charts-queues", paths, none, marks_of(run.scenario)), foot);
}

Html stocks(const Run& run, const std::string& foot) {
  std::vector<Ends> all;
  Table table{"Open children by step, at the beginning and at the end",
              {{"step", false},
               {"beginning", true},
               {"end", true},
               {"mean change", true},
               {"lower 95 %", true},
               {"upper 95 %", true}},
              {},
              ""};
  const Ends* moved = nullptr;
  std::string period;
  for (const Step& step : run.scenario.steps) {
    const std::string where = step.name == "service" ? "step service" : step.name;
    const auto path = path_of(run, "open children", where);
    if (!path) continue;
    const Course course = course_of(*path);
    period = place_and_period(*path);
    all.push_back({where, course.first, course.last});
    table.rows.push_back({word_cell(where), number_cell(course.first, 1), number_cell(course.last, 1),
                          number_cell(course.change.mean, 1), number_cell(course.change.lower95, 1),
                          number_cell(course.change.upper95, 1)});
  }
  if (all.size() < 2) return {};
  moved = &*std::max_element(all.begin(), all.end(), [](const Ends& a, const Ends& b) {
    return std::abs(a.last - a.first) < std::abs(b.last - b.first);
  });
  Figure figure;
  figure.id = "chart-stocks";
  const bool up = moved->last >= moved->first;
  figure.finding = first_that_fits(
      {fmt::format("{} {} most: from {} to {} children", sentence(cut(moved->name)), up ? "grows" : "shrinks",
                   plain(moved->first, "", moved->last), plain(moved->last, "", moved->last)),
       fmt::format("{} {} most", sentence(cut(moved->name)), up ? "grows" : "shrinks")});
  figure.subtitle =
      fmt::format("Open children by step, medians over futures: open dot at the beginning, filled dot at the end; {}.",
                  period.substr(period.find(", ") + 2));
  figure.plots = {{"", figure.finding + ".", dumbbells(all, "open children"), {}}};
  figure.tables = {std::move(table)};
  return html(figure, foot);
}

}  // namespace

std::vector<std::string> teams_of_named_workers(const Run& run) {
  std::vector<std::string> teams;
  for (const Measure& measure : run.estimates.measures) {
    if (measure.name == "caseload" && !measure.where.starts_with("service")) teams.push_back(measure.where);
  }
  return teams;
}

Html teams(const Run& run, const std::string& foot) {
  const std::vector<std::string> named = teams_of_named_workers(run);
  return caseloads(run, named, foot) + overload(run, named, foot) + queues(run, foot) + hours(run, foot) +
         stocks(run, foot);
}

}  // namespace caseload::web
