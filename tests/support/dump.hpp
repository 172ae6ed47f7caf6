// What a SQLite file holds, as text: every table with its rows in the order of their keys.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/database.hpp"

namespace caseload::test {

inline std::string dump_of(const std::filesystem::path& file) {
  Database database{file, Database::Open::existing};
  std::string text;
  std::vector<std::string> tables;
  Statement known = database.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name");
  while (known.step()) {
    tables.push_back(known.text(0));
    text += known.text(1) + "\n";
  }
  for (const std::string& table : tables) {
    std::string columns;
    Statement names = database.prepare("SELECT name FROM pragma_table_info('" + table + "')");
    while (names.step()) columns += (columns.empty() ? "quote(" : " || ',' || quote(") + names.text(0) + ")";
    Statement rows = database.prepare("SELECT " + columns + " FROM " + table);
    while (rows.step()) text += table + ": " + rows.text(0) + "\n";
  }
  return text;
}

}  // namespace caseload::test
