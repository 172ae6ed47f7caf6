// The pass over raw text.   Tested by tests/scenario/bad_scenarios_test.cpp and bombs_test.cpp.
#include "scenario/text.hpp"

#include <fmt/format.h>

#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace {

/// The first character of a line that is not allowed anywhere, if there is one.
bool check_characters(const Source& source, int number, Problems& problems) {
  int column = 1;
  for (std::string_view rest = source.line(number); !rest.empty(); ++column) {
    const auto [code, bytes] = first_character(rest);
    const Span here{&source, number, column, 1};
    if (bytes == 0) {
      problems.push_back(problem_at(here, {}, fmt::format("byte 0x{:02x} is not UTF-8", static_cast<unsigned>(code)),
                                    "save the file as UTF-8"));
      return false;
    }
    const bool control = (code < 0x20 && code != U'\t') || (code >= 0x7F && code < 0xA0) || code == 0xFEFF;
    if (control) {
      problems.push_back(
          problem_at(here, {}, fmt::format("control character U+{:04X}", static_cast<unsigned>(code)), "remove it"));
      return false;
    }
    rest.remove_prefix(bytes);
  }
  return true;
}

/// YAML forbids tabs in indentation, because nobody can see how deep they are.
bool check_indentation(const Source& source, int number, Problems& problems) {
  const std::string_view line = source.line(number);
  const std::size_t text_begins = line.find_first_not_of(" \t");
  const std::size_t tab = line.find('\t');
  if (text_begins == line.npos || line[text_begins] == '#' || tab >= text_begins) return true;
  const Span here{&source, number, static_cast<int>(tab) + 1, 1};
  problems.push_back(problem_at(here, {}, "a tab in the indentation", "indent with spaces"));
  return false;
}

bool check_length(const Source& source, int number, Problems& problems) {
  if (source.line(number).size() <= most_line_bytes) return true;
  problems.push_back({{source.name(), number, 1},
                      {},
                      fmt::format("a line of more than {} bytes", most_line_bytes),
                      "break it into several lines",
                      {},
                      1});
  return false;
}

}  // namespace

bool check_text(const Source& source, Problems& problems) {
  if (source.text().size() > most_bytes) {
    problems.push_back({{source.name(), 0, 0},
                        {},
                        fmt::format("larger than {} KiB", most_bytes / 1024),
                        "a scenario is a small text; data files do not belong in it",
                        {},
                        1});
    return false;
  }
  for (int number = 1; number <= source.lines(); ++number) {
    if (!check_length(source, number, problems) || !check_characters(source, number, problems) ||
        !check_indentation(source, number, problems)) {
      return false;
    }
  }
  return true;
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto dot = path.find('.');
    parts.push_back(path.substr(0, dot));
    if (dot == path.npos) return parts;
    path.remove_prefix(dot + 1);
  }
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \n\r\t";
  const auto first = text.find_first_not_of(blanks);
  return first == text.npos ? std::string_view{} : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::string without_mark(std::string bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.erase(0, 3);
  return bytes;
}

}  // namespace caseload::scenario
