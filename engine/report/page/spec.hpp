// Charts as data: Vega specs (vega.github.io/vega/docs) without a width, which the page gives them. Colours are the
// page's custom properties, so that dark and print need no other spec.   Tested by tests/report/spec_test.cpp and
// tests/page.
#pragma once

#include <string>
#include <vector>

#include "caseload/time.hpp"
#include "report/page/figure.hpp"
#include "store/json.hpp"

namespace caseload::web {

using json::Json;

struct FanPoint {
  Date at{};
  double low{}, middle{}, high{};  ///< NaN where there is nothing
};
struct Level {
  double at{};
  std::string label;
};
struct Mark {
  Date at{};
  std::string label;  ///< short: a number that the text explains
};

/// A line with a band around it over dates; horizontal rules with words, vertical ones with numbers.
/// @param share  of a hundred, shown up to there
Json fan(const std::vector<FanPoint>&, const std::vector<Level>&, const std::vector<Mark>&, bool share);

struct Named {
  std::string name;
  std::vector<double> values;  ///< one per date
};
/// Lines of several options over the same dates. The page tells them apart by line_key().
Key line_key(std::size_t line);
Json lines(const std::vector<Date>&, const std::vector<Named>&, const std::vector<Mark>&);

struct Dot {
  std::string name;
  double low{}, middle{}, high{};
  double wanted{};  ///< a tick; NaN: none
};
struct DotAxis {
  double from{}, to{};  ///< both NaN: as the dots ask
  double zero_line{};   ///< a vertical rule; NaN: none
  std::string title;
};
/// One row for each: a dot on an interval.
Json dots(const std::vector<Dot>&, const DotAxis&);

struct Ends {
  std::string name;
  double first{}, last{};
};
/// One row for each: an open dot where it began, a filled one where it ended.
Json dumbbells(const std::vector<Ends>&, const std::string& axis_title);

struct Stack {
  std::string name;
  std::vector<double> parts;
};
/// One bar for each, cut in parts, which the page tells apart by part_key().
Key part_key(std::size_t part);
Json stacks(const std::vector<std::string>& parts, const std::vector<Stack>&, const std::string& axis_title);

/// Rows by dates; the darker the more, in words where there is room.
struct HeatRow {
  std::string name;
  std::vector<double> values;  ///< 0 to `most`; NaN: none
};
Json heat(const std::vector<std::string>& columns, const std::vector<HeatRow>&, double most);

struct Bin {
  double from{}, to{};
  double low{}, middle{}, high{};
};
/// Bars from nought, a line at a limit (NaN: none), those beyond it in another colour.
Json histogram(const std::vector<Bin>&, double limit, const std::string& limit_label, const std::string& axis_title);

struct CurvePoint {
  double at{};
  double low{}, middle{}, high{};  ///< NaN: not known
};
/// A line through points, with a band where it is known, over a setting.
Json response(const std::vector<CurvePoint>&, const std::string& axis_title);

/// One row for each: a bar from its low to its high end.
Json ranges(const std::vector<Dot>&, const std::string& axis_title);

/// Bars of one colour, one row for each.
Json bars(const std::vector<Dot>&, const std::string& axis_title);

}  // namespace caseload::web
