// Text in columns that line up on a terminal.   Tested by tests/report/table_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace caseload {

enum class Align { left, right };

/// How a cell stands out, when colours are wanted.
enum class Look { plain, heading, quiet, warning, alarm };

struct Cell {
  std::string text;
  Look look{Look::plain};
};

/// Rows of cells. Columns are as wide as their widest cell and `gap` spaces apart; rows may be shorter than others.
class Grid {
 public:
  struct Column {
    Align align{Align::left};
    int gap{2};  ///< spaces before the column
  };

  explicit Grid(std::vector<Column> columns) : columns_{std::move(columns)} {}

  void add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }

  /// One line per row, without spaces at their ends.
  std::string text(bool colour) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<Cell>> rows_;
};

/// The text in its look; unchanged without colours.
std::string dressed(const std::string& text, Look, bool colour);

/// Every line of it, so that a pager which shows one line shows it right.
std::string each_line_dressed(std::string_view text, Look, bool colour);

}  // namespace caseload
