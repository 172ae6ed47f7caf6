// Lines up cells by the columns that they take on a terminal, not by their bytes.   Tested by
// tests/report/table_test.cpp.
#include "report/grid.hpp"

#include <algorithm>
#include <cassert>
#include <string_view>

#include "report/text.hpp"

namespace caseload {
namespace {

std::string_view escape_of(Look look) {
  switch (look) {
    case Look::plain:
      return "";
    case Look::heading:
      return "\x1b[1m";
    case Look::quiet:
      return "\x1b[2m";
    case Look::warning:
      return "\x1b[33m";
    case Look::alarm:
      return "\x1b[31m";
  }
  return "";
}

}  // namespace

std::string dressed(const std::string& text, Look look, bool colour) {
  if (!colour || look == Look::plain || text.empty()) return text;
  return std::string{escape_of(look)} + text + "\x1b[0m";
}

std::string each_line_dressed(std::string_view text, Look look, bool colour) {
  std::string all;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    all += dressed(std::string{text.substr(0, end)}, look, colour) + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

std::string Grid::text(bool colour) const {
  std::vector<std::size_t> widths(columns_.size());
  for (const auto& row : rows_) {
    assert(row.size() <= columns_.size());
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i].text));
  }
  std::string all;
  for (const auto& row : rows_) {
    std::string line;
    std::size_t owed = 0;  // spaces, written only when something follows
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::size_t padding = widths[i] - display_width(row[i].text);
      const bool right = columns_[i].align == Align::right;
      owed += static_cast<std::size_t>(columns_[i].gap) + (right ? padding : 0);
      if (!row[i].text.empty()) {
        line.append(owed, ' ');
        line += dressed(row[i].text, row[i].look, colour);
        owed = 0;
      }
      if (!right) owed += padding;
    }
    all += line + '\n';
  }
  return all;
}

}  // namespace caseload
