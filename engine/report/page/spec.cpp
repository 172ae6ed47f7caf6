// See spec.hpp.
#include "report/page/spec.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <sstream>

#include "report/page/words.hpp"

namespace caseload::web {
namespace {

constexpr double milliseconds_per_day = 86'400'000;

double milliseconds(Date date) { return static_cast<double>(date.time_since_epoch().count()) * milliseconds_per_day; }

/// What every chart has.
Json chart(double height) {
  return {{"autosize", {{"type", "fit-x"}, {"contains", "padding"}}}, {"height", height}, {"padding", 4}};
}

Json parsed(const char* text) { return Json::parse(text); }

Json data(const char* name, Json values) { return {{"name", name}, {"values", std::move(values)}}; }

Json vega_marks_of(const std::vector<Mark>& marks) {
  Json all = Json::array();
  for (const Mark& mark : marks) all.push_back({{"t", milliseconds(mark.at)}, {"label", mark.label}});
  return all;
}

/// An axis of dates with as many labels as there is room for.
const char* const date_axis =
    R"json({"orient": "bottom", "scale": "x", "format": "%b %Y", "tickCount": {"signal": "max(2, floor(width / 90))"},
  "labelOverlap": "greedy", "labelSeparation": 12, "labelBound": true})json";
const char* const value_axis =
    R"json({"orient": "left", "scale": "y", "grid": true, "tickCount": 4, "domain": false, "ticks": false})json";

/// Vertical rules with numbers at the top.
const char* const event_rules = R"json({"type": "group", "marks": [
  {"type": "rule", "from": {"data": "marks"}, "encode": {"enter": {"x": {"scale": "x", "field": "t"}, "y": {"value": 0},
    "y2": {"signal": "height"}, "stroke": {"value": "var(--ink-soft)"}, "strokeDash": {"value": [2, 3]}}}},
  {"type": "text", "from": {"data": "marks"}, "encode": {"enter": {"x": {"scale": "x", "field": "t", "offset": 3}, "y": {"value": 9},
    "text": {"field": "label"}, "fill": {"value": "var(--ink-soft)"}, "fontSize": {"value": 11}}}}]})json";

/// Names in rows; the page says how much room there is for them.
Json name_axis() {
  return parsed(R"json({"orient": "left", "scale": "y", "domain": false, "ticks": false, "labelPadding": 6})json");
}

constexpr double row_height = 30;

double height_of_rows(std::size_t rows) { return row_height * static_cast<double>(std::max<std::size_t>(rows, 1)); }

Json rows_scale() {
  return parsed(
      R"json({"name": "y", "type": "band", "range": "height", "domain": {"data": "rows", "field": "name"}, "padding": 0.25})json");
}

Json bottom_axis(const std::string& title) {
  Json axis = parsed(R"json({"orient": "bottom", "scale": "x", "grid": true, "domain": false, "ticks": false,
    "tickCount": {"signal": "max(2, floor(width / 100))"}, "labelOverlap": "greedy", "labelFlush": true, "labelBound": 2})json");
  axis["title"] = title;
  return axis;
}

/// Names as axes show them. Those that would look alike are numbered, or they would be one row.
class ShortNames {
 public:
  std::string operator()(const std::string& name) {
    std::string shown = cut(name);
    const auto same = std::count(given_.begin(), given_.end(), shown);
    given_.push_back(shown);
    return same == 0 ? shown : fmt::format("{} ({})", shown, same + 1);
  }

 private:
  std::vector<std::string> given_;
};

/// A chart with a row for each name.
Json rows_chart(Json rows, std::size_t count, Json x, const std::string& axis_title, Json marks) {
  Json spec = chart(height_of_rows(count));
  spec["data"] = {data("rows", std::move(rows))};
  spec["scales"] = {std::move(x), rows_scale()};
  spec["axes"] = {bottom_axis(axis_title), name_axis()};
  spec["marks"] = std::move(marks);
  return spec;
}

Json rows_of(const std::vector<Dot>& all) {
  Json rows = Json::array();
  ShortNames shown;
  for (const Dot& dot : all) {
    rows.push_back({{"name", shown(dot.name)},
                    {"low", json::number(dot.low)},
                    {"middle", json::number(dot.middle)},
                    {"high", json::number(dot.high)},
                    {"wanted", json::number(dot.wanted)}});
  }
  return rows;
}

/// "6 3" as Vega has it.
Json dashes(const std::string& text) {
  Json all = Json::array();
  std::istringstream in{text == "none" ? "1 0" : text};
  for (int length = 0; in >> length;) all.push_back(length);
  return all;
}

}  // namespace

Key line_key(std::size_t line) {
  constexpr std::array colours{"var(--c1)", "var(--c4)", "var(--c2)", "var(--c3)", "var(--c6)", "var(--c5)"};
  constexpr std::array dashes{"none", "6 3", "2 2", "9 3 2 3", "4 4", "12 4"};
  return {"", colours[line % colours.size()],
          dashes[line / colours.size() % 2 == 0 ? line % dashes.size() : (line + 1) % dashes.size()]};
}

Key part_key(std::size_t part) {
  constexpr std::array colours{"var(--c1)", "var(--c2)", "var(--c4)", "var(--c6)", "var(--c3)", "var(--c5)"};
  return {"", colours[part % colours.size()], ""};
}

Json fan(const std::vector<FanPoint>& points, const std::vector<Level>& levels, const std::vector<Mark>& marks,
         bool share) {
  Json values = Json::array();
  double lowest = std::nan(""), highest = std::nan("");
  for (const FanPoint& p : points) {
    values.push_back({{"t", milliseconds(p.at)},
                      {"low", json::number(p.low)},
                      {"middle", json::number(p.middle)},
                      {"high", json::number(p.high)}});
    if (!(p.low >= lowest) && !std::isnan(p.low)) lowest = p.low;
    if (!(p.high <= highest) && !std::isnan(p.high)) highest = p.high;
  }
  Json rules = Json::array();
  for (const Level& level : levels) {
    rules.push_back({{"y", level.at}, {"label", level.label}});
    lowest = std::min(lowest, level.at);
    highest = std::max(highest, level.at);
  }
  Json spec = chart(200);
  spec["data"] = {data("path", std::move(values)), data("levels", std::move(rules)),
                  data("marks", vega_marks_of(marks))};
  Json y = parsed(R"json({"name": "y", "range": "height", "nice": 4, "zero": true})json");
  const bool flat = !(highest > 0);
  y["domain"] = {json::number(std::min(0.0, lowest)), json::number(share ? 100 : flat ? 1 : highest)};
  spec["scales"] = {
      parsed(R"json({"name": "x", "type": "utc", "range": "width", "domain": {"data": "path", "field": "t"}})json"),
      std::move(y)};
  spec["axes"] = {parsed(date_axis), parsed(value_axis)};
  spec["marks"] = parsed(R"json([
    {"type": "area", "from": {"data": "path"}, "encode": {"enter": {"x": {"scale": "x", "field": "t"},
      "y": {"scale": "y", "field": "low"}, "y2": {"scale": "y", "field": "high"}, "fill": {"value": "var(--band)"},
      "defined": {"signal": "isValid(datum.low)"}}}},
    {"type": "rule", "from": {"data": "levels"}, "encode": {"enter": {"x": {"value": 0}, "x2": {"signal": "width"},
      "y": {"scale": "y", "field": "y"}, "stroke": {"value": "var(--c3)"}, "strokeDash": {"value": [6, 3]}}}},
    {"type": "line", "from": {"data": "path"}, "encode": {"enter": {"x": {"scale": "x", "field": "t"},
      "y": {"scale": "y", "field": "middle"}, "stroke": {"value": "var(--c1)"}, "strokeWidth": {"value": 2.5},
      "defined": {"signal": "isValid(datum.middle)"}}}},
    {"type": "text", "from": {"data": "levels"}, "encode": {"enter": {"x": {"value": 4}, "y": {"scale": "y", "field": "y", "offset": -4},
      "text": {"field": "label"}, "fill": {"value": "var(--c3)"}, "fontSize": {"value": 11}, "limit": {"signal": "width - 8"}}}}])json");
  spec["marks"].push_back(parsed(event_rules));
  return spec;
}

Json lines(const std::vector<Date>& dates, const std::vector<Named>& named, const std::vector<Mark>& marks) {
  Json values = Json::array(), names = Json::array();
  ShortNames shown;
  for (const Named& line : named) {
    const std::string name = shown(line.name);
    names.push_back(name);
    for (std::size_t i = 0; i < dates.size(); ++i) {
      values.push_back({{"t", milliseconds(dates[i])}, {"name", name}, {"y", json::number(line.values[i])}});
    }
  }
  Json spec = chart(220);
  spec["data"] = {data("paths", std::move(values)), data("marks", vega_marks_of(marks))};
  Json colour{{"name", "colour"}, {"type", "ordinal"}, {"domain", names}, {"range", Json::array()}};
  Json dash{{"name", "dash"}, {"type", "ordinal"}, {"domain", std::move(names)}, {"range", Json::array()}};
  for (std::size_t i = 0; i < named.size(); ++i) {
    colour["range"].push_back(line_key(i).colour);
    dash["range"].push_back(dashes(line_key(i).dashes));
  }
  spec["scales"] = {
      parsed(R"json({"name": "x", "type": "utc", "range": "width", "domain": {"data": "paths", "field": "t"}})json"),
      parsed(
          R"json({"name": "y", "range": "height", "nice": 4, "zero": false, "domain": {"data": "paths", "field": "y"}})json"),
      std::move(colour), std::move(dash)};
  spec["axes"] = {parsed(date_axis), parsed(value_axis)};
  spec["marks"] = parsed(
      R"json([{"type": "group", "from": {"facet": {"name": "one", "data": "paths", "groupby": "name"}}, "marks": [
    {"type": "line", "from": {"data": "one"}, "encode": {"enter": {"x": {"scale": "x", "field": "t"}, "y": {"scale": "y", "field": "y"},
      "stroke": {"scale": "colour", "field": "name"}, "strokeDash": {"scale": "dash", "field": "name"}, "strokeWidth": {"value": 2.5},
      "defined": {"signal": "isValid(datum.y)"}}}}]}])json");
  spec["marks"].push_back(parsed(event_rules));
  return spec;
}

Json dots(const std::vector<Dot>& all, const DotAxis& axis) {
  double low = axis.zero_line, high = axis.zero_line;
  for (const Dot& dot : all) {
    for (const double end : {dot.low, dot.middle, dot.high, dot.wanted}) {
      if (!(end >= low) && !std::isnan(end)) low = end;
      if (!(end <= high) && !std::isnan(end)) high = end;
    }
  }
  Json x = parsed(R"json({"name": "x", "range": "width", "zero": false, "nice": true})json");
  const bool fixed = !std::isnan(axis.from);
  x["domain"] = {json::number(fixed ? axis.from : low), json::number(fixed ? axis.to : high)};
  Json spec = rows_chart(rows_of(all), all.size(), std::move(x), axis.title, parsed(R"json([
    {"type": "rule", "from": {"data": "rows"}, "encode": {"enter": {"x": {"scale": "x", "field": "low"}, "x2": {"scale": "x", "field": "high"},
      "y": {"scale": "y", "field": "name", "band": 0.5}, "stroke": {"value": "var(--c2)"}, "strokeWidth": {"value": 6}, "strokeCap": {"value": "round"},
      "opacity": {"signal": "isValid(datum.low) && isValid(datum.high) ? 1 : 0"}}}},
    {"type": "symbol", "from": {"data": "rows"}, "encode": {"enter": {"x": {"scale": "x", "field": "middle"}, "y": {"scale": "y", "field": "name", "band": 0.5},
      "size": {"value": 90}, "fill": {"value": "var(--c1)"}, "stroke": {"value": "var(--paper)"}, "strokeWidth": {"value": 1.5},
      "opacity": {"signal": "isValid(datum.middle) ? 1 : 0"}}}},
    {"type": "rule", "from": {"data": "rows"}, "encode": {"enter": {"x": {"scale": "x", "field": "wanted"}, "y": {"scale": "y", "field": "name"},
      "y2": {"scale": "y", "field": "name", "band": 1}, "stroke": {"value": "var(--c3)"}, "strokeWidth": {"value": 3},
      "opacity": {"signal": "isValid(datum.wanted) ? 1 : 0"}}}}])json"));
  if (!std::isnan(axis.zero_line)) {
    Json rule = parsed(
        R"json({"type": "rule", "encode": {"enter": {"y": {"value": 0}, "y2": {"signal": "height"}, "stroke": {"value": "var(--ink-soft)"}}}})json");
    rule["encode"]["enter"]["x"] = {{"scale", "x"}, {"value", axis.zero_line}};
    spec["marks"].insert(spec["marks"].begin(), std::move(rule));
  }
  return spec;
}

Json dumbbells(const std::vector<Ends>& all, const std::string& axis_title) {
  Json values = Json::array();
  ShortNames shown;
  for (const Ends& ends : all) {
    values.push_back(
        {{"name", shown(ends.name)}, {"first", json::number(ends.first)}, {"last", json::number(ends.last)}});
  }
  return rows_chart(
      std::move(values), all.size(),
      parsed(
          R"json({"name": "x", "range": "width", "nice": true, "zero": true, "domain": {"data": "rows", "fields": ["first", "last"]}})json"),
      axis_title, parsed(R"json([
    {"type": "rule", "from": {"data": "rows"}, "encode": {"enter": {"x": {"scale": "x", "field": "first"}, "x2": {"scale": "x", "field": "last"},
      "y": {"scale": "y", "field": "name", "band": 0.5}, "stroke": {"value": "var(--c2)"}, "strokeWidth": {"value": 3}}}},
    {"type": "symbol", "from": {"data": "rows"}, "encode": {"enter": {"x": {"scale": "x", "field": "first"}, "y": {"scale": "y", "field": "name", "band": 0.5},
      "size": {"value": 80}, "fill": {"value": "var(--paper)"}, "stroke": {"value": "var(--c1)"}, "strokeWidth": {"value": 2}}}},
    {"type": "symbol", "from": {"data": "rows"}, "encode": {"enter": {"x": {"scale": "x", "field": "last"}, "y": {"scale": "y", "field": "name", "band": 0.5},
      "size": {"value": 100}, "fill": {"value": "var(--c1)"}}}}])json"));
}

Json stacks(const std::vector<std::string>& parts, const std::vector<Stack>& all, const std::string& axis_title) {
  Json values = Json::array();
  ShortNames shown;
  for (const Stack& stack : all) {
    const std::string name = shown(stack.name);
    double sum = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const double value = std::isfinite(stack.parts[i]) ? std::max(0.0, stack.parts[i]) : 0;
      values.push_back({{"name", name}, {"part", parts[i]}, {"from", sum}, {"to", sum + value}});
      sum += value;
    }
  }
  Json spec = chart(height_of_rows(all.size()));
  spec["data"] = {data("rows", std::move(values))};
  Json colour{{"name", "colour"}, {"type", "ordinal"}, {"domain", parts}, {"range", Json::array()}};
  for (std::size_t i = 0; i < parts.size(); ++i) colour["range"].push_back(part_key(i).colour);
  spec["scales"] = {
      parsed(R"json({"name": "x", "range": "width", "zero": true, "domain": {"data": "rows", "field": "to"}})json"),
      rows_scale(), std::move(colour)};
  spec["axes"] = {bottom_axis(axis_title), name_axis()};
  spec["marks"] = parsed(
      R"json([{"type": "rect", "from": {"data": "rows"}, "encode": {"enter": {"x": {"scale": "x", "field": "from"}, "x2": {"scale": "x", "field": "to"},
    "y": {"scale": "y", "field": "name"}, "height": {"scale": "y", "band": 1}, "fill": {"scale": "colour", "field": "part"}, "stroke": {"value": "var(--paper)"}}}}])json");
  return spec;
}

Json heat(const std::vector<std::string>& columns, const std::vector<HeatRow>& rows, double most) {
  Json values = Json::array(), names = Json::array();
  ShortNames shown;
  for (const HeatRow& row : rows) {
    const std::string name = shown(row.name);
    names.push_back(name);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const double value = row.values[i];
      if (!std::isfinite(value)) continue;
      values.push_back({{"name", name},
                        {"at", columns[i]},
                        {"share", std::clamp(value / most, 0.0, 1.0)},
                        {"shown", plain(value, "", value)}});
    }
  }
  Json spec = chart(height_of_rows(rows.size()));
  spec["data"] = {data("cells", std::move(values))};
  Json x = parsed(R"json({"name": "x", "type": "band", "range": "width", "paddingInner": 0.04})json");
  x["domain"] = columns;
  Json y = parsed(R"json({"name": "y", "type": "band", "range": "height", "paddingInner": 0.08})json");
  y["domain"] = names;
  spec["scales"] = {std::move(x), std::move(y)};
  spec["axes"] = {
      parsed(
          R"json({"orient": "bottom", "scale": "x", "domain": false, "ticks": false, "labelOverlap": "greedy", "labelBound": true, "labelSeparation": 8})json"),
      name_axis()};
  // A cell is as dark as its value; its number turns to paper where the cell is dark.
  spec["marks"] = parsed(R"json([
    {"type": "rect", "from": {"data": "cells"}, "encode": {"enter": {"x": {"scale": "x", "field": "at"}, "width": {"scale": "x", "band": 1},
      "y": {"scale": "y", "field": "name"}, "height": {"scale": "y", "band": 1}, "fill": {"value": "var(--c3)"},
      "fillOpacity": {"signal": "0.06 + 0.94 * datum.share"}}}},
    {"type": "text", "from": {"data": "cells"}, "encode": {"update": {"x": {"scale": "x", "field": "at", "band": 0.5}, "y": {"scale": "y", "field": "name", "band": 0.5},
      "align": {"value": "center"}, "baseline": {"value": "middle"}, "fontSize": {"value": 11},
      "text": {"signal": "bandwidth('x') > 26 ? datum.shown : ''"}, "fill": {"signal": "datum.share > 0.5 ? 'var(--paper)' : 'var(--ink)'"}}}}])json");
  return spec;
}

Json histogram(const std::vector<Bin>& bins, double limit, const std::string& limit_label,
               const std::string& axis_title) {
  Json values = Json::array();
  for (const Bin& bin : bins) {
    const bool late = !std::isnan(limit) && bin.from >= limit;
    values.push_back({{"from", bin.from},
                      {"to", bin.to},
                      {"low", json::number(bin.low)},
                      {"middle", json::number(bin.middle)},
                      {"high", json::number(bin.high)},
                      {"late", late}});
  }
  Json spec = chart(170);
  spec["data"] = {data("bins", std::move(values))};
  spec["scales"] = {
      parsed(
          R"json({"name": "x", "range": "width", "zero": true, "nice": false, "domain": {"data": "bins", "fields": ["from", "to"]}})json"),
      parsed(
          R"json({"name": "y", "range": "height", "nice": 4, "zero": true, "domain": {"data": "bins", "fields": ["middle", "high"]}})json")};
  spec["axes"] = {
      bottom_axis(axis_title),
      parsed(
          R"json({"orient": "left", "scale": "y", "grid": true, "tickCount": 4, "domain": false, "ticks": false, "format": "~s"})json")};
  spec["axes"][0]["grid"] = false;
  spec["marks"] = parsed(R"json([
    {"type": "rect", "from": {"data": "bins"}, "encode": {"enter": {"x": {"scale": "x", "field": "from"}, "x2": {"scale": "x", "field": "to", "offset": -1},
      "y": {"scale": "y", "field": "middle"}, "y2": {"scale": "y", "value": 0}, "fill": {"signal": "datum.late ? 'var(--c4)' : 'var(--c1)'"},
      "opacity": {"signal": "isValid(datum.middle) ? 1 : 0"}}}},
    {"type": "rule", "from": {"data": "bins"}, "encode": {"enter": {"x": {"signal": "(scale('x', datum.from) + scale('x', datum.to)) / 2"},
      "y": {"scale": "y", "field": "low"}, "y2": {"scale": "y", "field": "high"}, "stroke": {"value": "var(--ink)"}, "strokeWidth": {"value": 1},
      "opacity": {"signal": "isValid(datum.low) ? 0.6 : 0"}}}}])json");
  if (!std::isnan(limit)) {
    Json rule = parsed(
        R"json({"type": "rule", "encode": {"enter": {"y": {"value": 0}, "y2": {"signal": "height"}, "stroke": {"value": "var(--c3)"}, "strokeWidth": {"value": 2}}}})json");
    rule["encode"]["enter"]["x"] = {{"scale", "x"}, {"value", limit}};
    Json label = parsed(
        R"json({"type": "text", "encode": {"enter": {"y": {"value": 10}, "fill": {"value": "var(--c3)"}, "fontSize": {"value": 11}, "fontWeight": {"value": "bold"}}}})json");
    label["encode"]["enter"]["x"] = {{"scale", "x"}, {"value", limit}, {"offset", 5}};
    label["encode"]["enter"]["text"] = {{"value", limit_label}};
    spec["marks"].push_back(std::move(rule));
    spec["marks"].push_back(std::move(label));
  }
  return spec;
}

Json response(const std::vector<CurvePoint>& points, const std::string& axis_title) {
  Json values = Json::array();
  for (const CurvePoint& p : points) {
    values.push_back({{"at", p.at},
                      {"low", json::number(p.low)},
                      {"middle", json::number(p.middle)},
                      {"high", json::number(p.high)}});
  }
  Json spec = chart(190);
  spec["data"] = {data("points", std::move(values))};
  spec["scales"] = {
      parsed(
          R"json({"name": "x", "range": "width", "zero": false, "nice": false, "padding": 6, "domain": {"data": "points", "field": "at"}})json"),
      parsed(
          R"json({"name": "y", "range": "height", "nice": 4, "zero": true, "domain": {"data": "points", "fields": ["low", "middle", "high"]}})json")};
  spec["axes"] = {bottom_axis(axis_title), parsed(value_axis)};
  spec["axes"][0]["grid"] = false;
  spec["marks"] = parsed(R"json([
    {"type": "area", "from": {"data": "points"}, "encode": {"enter": {"x": {"scale": "x", "field": "at"},
      "y": {"scale": "y", "field": "low"}, "y2": {"scale": "y", "field": "high"}, "fill": {"value": "var(--band)"},
      "defined": {"signal": "isValid(datum.low)"}}}},
    {"type": "line", "from": {"data": "points"}, "encode": {"enter": {"x": {"scale": "x", "field": "at"},
      "y": {"scale": "y", "field": "middle"}, "stroke": {"value": "var(--c1)"}, "strokeWidth": {"value": 2}}}},
    {"type": "symbol", "from": {"data": "points"}, "encode": {"enter": {"x": {"scale": "x", "field": "at"},
      "y": {"scale": "y", "field": "middle"}, "size": {"value": 60}, "fill": {"value": "var(--c1)"}, "stroke": {"value": "var(--paper)"}}}}])json");
  return spec;
}

Json ranges(const std::vector<Dot>& all, const std::string& axis_title) {
  return rows_chart(
      rows_of(all), all.size(),
      parsed(
          R"json({"name": "x", "range": "width", "zero": false, "nice": true, "domain": {"data": "rows", "fields": ["low", "high"]}})json"),
      axis_title, parsed(R"json([
    {"type": "rect", "from": {"data": "rows"}, "encode": {"enter": {"x": {"scale": "x", "field": "low"}, "x2": {"scale": "x", "field": "high"},
      "y": {"scale": "y", "field": "name"}, "height": {"scale": "y", "band": 1}, "fill": {"value": "var(--c1)"}}}}])json"));
}

Json bars(const std::vector<Dot>& all, const std::string& axis_title) {
  return rows_chart(
      rows_of(all), all.size(),
      parsed(
          R"json({"name": "x", "range": "width", "zero": true, "nice": true, "domain": {"data": "rows", "fields": ["low", "middle", "high"]}})json"),
      axis_title, parsed(R"json([
    {"type": "rect", "from": {"data": "rows"}, "encode": {"enter": {"x": {"scale": "x", "value": 0}, "x2": {"scale": "x", "field": "middle"},
      "y": {"scale": "y", "field": "name"}, "height": {"scale": "y", "band": 1}, "fill": {"value": "var(--c1)"}}}},
    {"type": "rule", "from": {"data": "rows"}, "encode": {"enter": {"x": {"scale": "x", "field": "low"}, "x2": {"scale": "x", "field": "high"},
      "y": {"scale": "y", "field": "name", "band": 0.5}, "stroke": {"value": "var(--c4)"}, "strokeWidth": {"value": 3}}}}])json"));
}

}  // namespace caseload::web
