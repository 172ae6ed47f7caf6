// What a text must be before a YAML parser sees it: UTF-8 without control characters, of a reasonable size.
// Tested by tests/scenario/bad_scenarios_test.cpp and bombs_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/source.hpp"

namespace caseload::scenario {

inline constexpr std::size_t most_bytes = 1u << 20;      ///< of a file; a large scenario has a fiftieth of it
inline constexpr std::size_t most_line_bytes = 100'000;  ///< of a line

/// Adds the first mistake of each kind that yaml-cpp would hang on, crash on or silently accept.
/// @return whether the text may be given to yaml-cpp
bool check_text(const Source&, Problems&);

/// Without the blanks at its ends.
std::string_view trimmed(std::string_view text);

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "teams.duty.posts" as its three parts.
std::vector<std::string_view> parts_of(std::string_view path);

/// `bytes` without a byte order mark.
std::string without_mark(std::string bytes);

}  // namespace caseload::scenario
