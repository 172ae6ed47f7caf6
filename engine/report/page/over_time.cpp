// Part of the page of a run: fans over the months.   Tested by tests/report/page_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {
namespace {

bool counts_within(const Scenario& scenario, const DemandEvent& event) {
  return !event.when && event.on >= scenario.period.start && event.on < scenario.period.end;
}

std::vector<FanPoint> fan_points(const Path& path) {
  std::vector<FanPoint> points;
  for (std::size_t i = 0; i < path.at.size(); ++i) {
    const Estimate& e = path.estimates[i];
    points.push_back({path.at[i], e.p10, e.p50, e.p90});
  }
  return points;
}

std::string iso(const Path& path, std::size_t i) {
  const std::chrono::year_month_day d{path.at[i]};
  const std::string month = fmt::format("{:04}-{:02}", static_cast<int>(d.year()), static_cast<unsigned>(d.month()));
  return path.by_month ? month : fmt::format("{}-{:02}", month, static_cast<unsigned>(d.day()));
}

std::vector<Column> columns_of(const Path& path, bool with_place) {
  std::vector<Column> columns{{path.by_month ? "month" : "week from", false}};
  if (with_place) columns.push_back({"where", false});
  const std::string unit = path.measure.unit;
  for (const char* const name : {"median", "P10", "P90", "mean", "mean, lower 95 %", "mean, upper 95 %"}) {
    columns.push_back({fmt::format("{} [{}]", name, unit), true});
  }
  return columns;
}

void add_rows(Table& table, const Path& path, bool with_place) {
  for (std::size_t i = 0; i < path.at.size(); ++i) {
    const Estimate& e = path.estimates[i];
    std::vector<Cell> row{{path.by_month ? month(path.at[i]) : day(path.at[i]), iso(path, i), {}}};
    if (with_place) row.push_back(word_cell(path.measure.where));
    for (const double value : {e.p50, e.p10, e.p90, e.mean, e.lower95, e.upper95}) {
      row.push_back(number_cell(value, path.measure.unit));
    }
    table.rows.push_back(std::move(row));
  }
}

std::string label_of(const Path& path) {
  return fmt::format("{}, {}: {}.", sentence(path.measure.name), place_and_period(path),
                     in_words(path, course_of(path)));
}

/// Of cases, of which a hundred are all; how many workers are over their limit may be small and still matter.
bool is_share(const Path& path) { return path.measure.unit == "%" && path.measure.better == Better::more; }

std::string what_is_drawn(const Path& path) {
  const std::string line = path.first.size() > 1 ? "line: median of futures, band: 8 in 10 of them" : "in one future";
  const bool sum = path.measure.name == "children referred" || path.measure.name == "children entered";
  const std::string each = fmt::format("{} {}", path.by_month ? "monthly" : "weekly", sum ? "sums" : "means");
  return fmt::format("{} [{}], {}; {}", sentence(path.measure.name), path.measure.unit, each, line);
}

/// Which of several paths to talk about: the worst at the end, or the highest where no way is better.
std::size_t most_telling(const std::vector<Path>& paths) {
  std::size_t best = 0;
  double worst = std::nan("");
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const double last = course_of(paths[i]).last;
    const double badness = paths[i].measure.better == Better::more ? -last : last;
    if (std::isnan(badness) || badness <= worst) continue;
    worst = badness;
    best = i;
  }
  return best;
}

}  // namespace

std::vector<Mark> marks_of(const Scenario& scenario) {
  std::vector<Mark> marks;
  for (const DemandEvent& event : scenario.events) {
    if (counts_within(scenario, event)) marks.push_back({event.on, std::to_string(marks.size() + 1)});
  }
  // Several on one day share its line.
  for (std::size_t i = 1; i < marks.size();) {
    const auto same = std::find_if(marks.begin(), marks.begin() + static_cast<std::ptrdiff_t>(i),
                                   [&](const Mark& mark) { return mark.at == marks[i].at; });
    if (same == marks.begin() + static_cast<std::ptrdiff_t>(i)) {
      ++i;
      continue;
    }
    same->label += ", " + marks[i].label;
    marks.erase(marks.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return marks;
}

Html key_to_marks(const Scenario& scenario) {
  Html items;
  for (const DemandEvent& event : scenario.events) {
    if (counts_within(scenario, event)) items += element("li", fmt::format("{}: {}", day(event.on), event.name));
  }
  if (items.empty()) return {};
  return element("p", "Dotted lines in the charts mark what happens in this scenario:") +
         element("ol", {{"class", "events"}}, items);
}

std::vector<Level> levels_for(const Run& run, const Measure& measure) {
  std::vector<Level> levels;
  for (std::size_t i = 0; i < run.targets.size(); ++i) {
    const TargetRow& target = run.targets[i];
    const Measure& of = run.estimates.measures[target.measure];
    if (of.name != measure.name || of.where != measure.where) continue;
    levels.push_back({target.bound, fmt::format("target: {} {}", target.at_least ? "at least" : "at most",
                                                short_number(target.bound))});
  }
  if (measure.name != "children per worker") return levels;
  for (const Norm& norm : run.scenario.norms) {
    const bool here = std::find(norm.teams.begin(), norm.teams.end(), measure.where) != norm.teams.end();
    if (measure.where == "service" ? !norm.teams.empty() : !here) continue;
    const auto same = [&](const Level& level) { return level.at == norm.to; };
    if (std::none_of(levels.begin(), levels.end(), same)) {
      levels.push_back({norm.to, fmt::format("{}: {}", cut(norm.name), short_number(norm.to))});
    }
  }
  for (const Team& team : run.scenario.teams) {
    if (team.name != measure.where || team.limit.of != Counted::children || !std::isfinite(team.limit.amount)) continue;
    levels.push_back({team.limit.amount, fmt::format("limit: {}", short_number(team.limit.amount))});
  }
  return levels;
}

Figure fan_figure(const Path& path, const std::vector<Level>& levels, const std::vector<Mark>& marks) {
  Figure figure;
  figure.id = anchor("chart " + path.measure.name + " " + path.measure.where);
  const Course course = course_of(path);
  figure.finding = finding(path, course);
  figure.subtitle = fmt::format("{}; {}.", what_is_drawn(path), place_and_period(path));
  figure.note = sentence(in_words(path, course)) + ".";
  figure.plots = {{"", label_of(path), fan(fan_points(path), levels, marks, is_share(path)), {}}};
  Table table{
      fmt::format("{}, {}", sentence(path.measure.name), place_and_period(path)), columns_of(path, false), {}, ""};
  add_rows(table, path, false);
  figure.tables = {std::move(table)};
  return figure;
}

Figure fans_figure(const std::string& id, const std::vector<Path>& paths, const std::vector<std::vector<Level>>& levels,
                   const std::vector<Mark>& marks) {
  if (paths.size() == 1) {
    Figure one = fan_figure(paths.front(), levels.front(), marks);
    one.id = id;
    return one;
  }
  const Path& telling = paths[most_telling(paths)];
  Figure figure;
  figure.id = id;
  figure.finding = finding(telling, course_of(telling));
  const std::string period = place_and_period(telling);
  figure.subtitle = fmt::format("{}; {}.", what_is_drawn(telling), period.substr(period.find(", ") + 2));
  Table table{sentence(telling.measure.name) + " by place", columns_of(telling, true), {}, ""};
  for (std::size_t i = 0; i < paths.size(); ++i) {
    figure.plots.push_back({sentence(cut(paths[i].measure.where)),
                            label_of(paths[i]),
                            fan(fan_points(paths[i]), levels[i], marks, is_share(paths[i])),
                            {}});
    add_rows(table, paths[i], true);
  }
  figure.tables = {std::move(table)};
  return figure;
}

namespace {

bool is_one_of(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Html figures_of_service(const Run& run, const std::vector<Mark>& marks, const std::string& foot) {
  Html html;
  for (const char* const name : {"children referred", "open children", "children per worker", "children unallocated",
                                 "workers over their limit"}) {
    const auto path = path_of(run, name, "service");
    if (!path || (path->measure.name == "workers over their limit" && course_of(*path).highest == 0)) continue;
    html += web::html(fan_figure(*path, levels_for(run, path->measure), marks), foot);
  }
  return html;
}

/// Steps whose timeliness is a headline; of pools and plain queues, who waits where and how busy people are.
Html figures_by_place(const Run& run, const std::vector<Mark>& marks, const std::string& foot) {
  const std::vector<std::string> teams = teams_of_named_workers(run);
  const bool named = !teams.empty();
  std::vector<std::string> names{"done in time"};
  if (!named) names.insert(names.end(), {"waiting families", "busy"});
  if (named) names.push_back("in post");
  Html html;
  for (const std::string& name : names) {
    std::vector<Path> paths = paths_of(run, name);
    if (name == "in post")
      std::erase_if(paths, [&](const Path& path) { return !is_one_of(teams, path.measure.where); });
    if (paths.empty()) continue;
    std::vector<std::vector<Level>> levels;
    for (const Path& path : paths) levels.push_back(levels_for(run, path.measure));
    html += web::html(fans_figure(anchor("charts " + name), paths, levels, marks), foot);
  }
  return html;
}

}  // namespace

Html over_time(const Run& run, const std::string& foot) {
  const std::vector<Mark> marks = marks_of(run.scenario);
  const Html figures = figures_of_service(run, marks, foot) + figures_by_place(run, marks, foot);
  return figures.empty() ? figures : key_to_marks(run.scenario) + figures;
}

}  // namespace caseload::web
