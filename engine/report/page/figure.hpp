// A table of numbers and a figure of charts, as HTML.   Tested by tests/report/figure_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/page/html.hpp"
#include "store/json.hpp"

namespace caseload::web {

struct Cell {
  std::string shown;
  std::string exact;  ///< of a number or a date: what sorting and copying use; empty: `shown` is all there is
  Html markup;        ///< instead of `shown`, if it is not empty
};

/// A number as it is shown in so many decimals, and exactly. NaN: an empty cell.
Cell number_cell(double value, int decimals);
/// Decimals as the table of the terminal has them.
Cell number_cell(double value, std::string_view unit);
Cell word_cell(std::string_view words);

struct Column {
  std::string name;
  bool number{};
};

/// The first cell of each row names the row.
struct Table {
  std::string caption;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;
  std::string id;  ///< empty unless people may search in it
};

/// In a frame of its own that scrolls when the table is wider than the page.
Html html(const Table&);

/// What a colour stands for.
struct Key {
  std::string name;
  std::string colour;  ///< "var(--c1)"
  std::string dashes;  ///< of a line, as SVG has them: "6 3"; "none": a whole line; empty: an area
};

/// One drawing.
struct Plot {
  std::string title;  ///< over one of several; empty where there is only one
  std::string label;  ///< what it shows, for those who do not see it
  json::Json spec;    ///< Vega, without a width
  std::vector<Key> keys{};
};

struct Figure {
  std::string id;
  std::string finding;   ///< what the numbers say
  std::string subtitle;  ///< measure, place and period
  std::vector<Plot> plots;
  std::vector<Table> tables;
  std::string note;  ///< under the charts; empty: none
};

/// @param foot  what every figure says at its end, so that it can be shown alone: hash, version, number of futures
Html html(const Figure&, const std::string& foot);

/// JSON that may stand inside a script element.
std::string harmless_json(const json::Json&);

}  // namespace caseload::web
