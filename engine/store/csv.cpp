// Cells of CSV files.   Tested by tests/store/csv_test.cpp.
#include "store/csv.hpp"

#include <fmt/format.h>

#include <cmath>

namespace caseload {

std::string csv_text(std::string_view text) {
  const bool formula = !text.empty() && std::string_view{"=+-@\t\r\n"}.find(text.front()) != std::string_view::npos;
  const bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos ||
                      (!text.empty() && (text.front() == ' ' || text.back() == ' '));
  std::string cell = quoted ? "\"" : "";
  if (formula) cell += '\'';
  for (const char c : text) {
    if (c == '"') cell += '"';
    cell += c;
  }
  if (quoted) cell += '"';
  return cell;
}

std::vector<std::string> csv_cells_of(const std::vector<Measure>& measures) {
  std::vector<std::string> cells;
  for (const Measure& measure : measures) {
    cells.push_back(csv_text(measure.name) + ',' + csv_text(measure.where) + ',' + csv_text(measure.unit) + ',');
  }
  return cells;
}

std::string csv_number(double value) {
  return std::isfinite(value) ? fmt::format("{}", value + 0.0) : "";  // + 0.0 makes -0 plain 0
}

}  // namespace caseload
