// Reads CSV as RFC 4180 has it: records end with a line, cells may be quoted, a quote within quotes is doubled.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace caseload::test {

using Record = std::vector<std::string>;

/// Throws std::runtime_error at what is no CSV: a quote within a cell that has none around it, or one that never ends.
inline std::vector<Record> read_csv(std::string_view text) {
  std::vector<Record> records;
  std::size_t at = 0;
  const auto quoted_cell = [&] {
    std::string cell;
    for (++at; at < text.size(); ++at) {
      if (text[at] != '"') {
        cell += text[at];
      } else if (++at == text.size() || text[at] != '"') {
        return cell;
      } else {
        cell += '"';
      }
    }
    throw std::runtime_error("a quoted cell never ends");
  };
  const auto plain_cell = [&] {
    const std::size_t end = text.find_first_of(",\"\r\n", at);
    if (end == text.npos || text[end] == '"' || text[end] == '\r') throw std::runtime_error("a cell is not quoted");
    const std::string cell{text.substr(at, end - at)};
    at = end;
    return cell;
  };
  while (at < text.size()) {
    Record& record = records.emplace_back();
    while (true) {
      record.push_back(text[at] == '"' ? quoted_cell() : plain_cell());
      if (at == text.size() || (text[at] != ',' && text[at] != '\n')) throw std::runtime_error("no end of a cell");
      if (text[at++] == '\n') break;
      if (at == text.size()) throw std::runtime_error("no end of a record");
    }
  }
  return records;
}

}  // namespace caseload::test
