// See figure.hpp.   Tested by tests/report/figure_test.cpp.
#include "report/page/figure.hpp"

#include <fmt/format.h>

#include <cmath>

#include "report/headlines.hpp"
#include "report/text.hpp"
#include "store/csv.hpp"

namespace caseload::web {
namespace {

Html row_of(const Table& table, const std::vector<Cell>& row) {
  Html cells;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const Cell& cell = row[i];
    const Html inside = cell.markup.empty() ? text(cell.shown) : cell.markup;
    const std::pair<std::string_view, std::string_view> exact{cell.exact.empty() ? "" : "data-value", cell.exact};
    if (i == 0) {
      cells += element("th", {{"scope", "row"}, exact}, inside);
    } else {
      cells += element("td", {{table.columns[i].number ? "class" : "", "number"}, exact}, inside);
    }
  }
  return element("tr", cells) + Html{"\n"};
}

Html key(const Key& key) {
  const Html mark =
      key.dashes.empty()
          ? element("svg", {{"viewBox", "0 0 14 14"}, {"aria-hidden", "true"}},
                    element("rect", {{"width", "14"}, {"height", "14"}, {"fill", key.colour}}, ""))
          : element(
                "svg", {{"viewBox", "0 0 14 14"}, {"aria-hidden", "true"}},
                element(
                    "path",
                    {{"d", "M0 7H14"}, {"stroke", key.colour}, {"stroke-width", "3"}, {"stroke-dasharray", key.dashes}},
                    ""));
  return element("li", mark + text(key.name));
}

Html keys_to(const Plot& plot) {
  Html keys;
  for (const Key& one : plot.keys) keys += key(one);
  return keys.empty() ? keys : element("ul", {{"class", "legend"}}, keys);
}

Html plot(const Plot& plot, const std::string& spec) {
  const Html drawn =
      keys_to(plot) +
      element("div", {{"class", "plot"}, {"role", "img"}, {"aria-label", plot.label}, {"data-spec", spec}}, "");
  if (plot.title.empty()) return drawn;
  return element("div", {{"class", "part"}}, element("h4", plot.title) + drawn);
}

}  // namespace

Cell number_cell(double value, int decimals) {
  if (!std::isfinite(value)) return {};
  return {number(value, decimals), csv_number(value), {}};
}

Cell number_cell(double value, std::string_view unit) { return number_cell(value, decimals_for(unit, value)); }

Cell word_cell(std::string_view words) { return {std::string{words}, "", {}}; }

Html html(const Table& table) {
  Html heading;
  for (const Column& column : table.columns) {
    heading += element("th", {{"scope", "col"}, {column.number ? "class" : "", "number"}}, column.name);
  }
  Html rows;
  for (const std::vector<Cell>& row : table.rows) rows += row_of(table, row);
  const std::string_view kind = table.id.empty() ? "sortable" : "sortable filterable";
  const Html whole =
      element("table", {{"class", kind}, {table.id.empty() ? "" : "id", table.id}},
              element("caption", table.caption) + element("thead", element("tr", heading)) + element("tbody", rows));
  return element("div", {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", table.caption}},
                 whole);
}

std::string harmless_json(const json::Json& json) {
  // Beyond ASCII everything is escaped already; without "<" no end tag and no comment can begin.
  std::string text = json.dump(-1, ' ', true, json::Json::error_handler_t::replace);
  for (std::size_t at = text.find('<'); at != std::string::npos; at = text.find('<', at))
    text.replace(at, 1, "\\u003c");
  return text;
}

Html html(const Figure& figure, const std::string& foot) {
  Html plots, specs, tables;
  for (std::size_t i = 0; i < figure.plots.size(); ++i) {
    const std::string spec = fmt::format("spec-{}-{}", figure.id, i + 1);
    plots += plot(figure.plots[i], spec);
    specs += element("script", {{"type", "application/json"}, {"id", spec}}, Html{harmless_json(figure.plots[i].spec)});
  }
  if (figure.plots.size() > 1) plots = element("div", {{"class", "multiples"}}, plots);
  for (const Table& table : figure.tables) tables += html(table);
  Html all = element("h3", figure.finding) + element("p", {{"class", "subtitle"}}, figure.subtitle) + plots;
  if (!figure.note.empty()) all += element("p", {{"class", "note"}}, figure.note);
  if (!tables.empty()) {
    all += element("details", {{"class", "data"}, {"open", ""}}, element("summary", "Numbers of this figure") + tables);
  }
  all += element("figcaption", foot) + specs;
  return element("figure", {{"class", "chart"}, {"id", figure.id}}, all) + Html{"\n"};
}

}  // namespace caseload::web
