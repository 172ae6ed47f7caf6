// What a text must be before a YAML parser sees it: UTF-8 without control characters, of a reasonable size.
// Tested by tests/scenario/bad_scenarios_test.cpp and bombs_test.cpp.
#pragma once

#include <cstddef>

#include "scenario/source.hpp"

namespace caseload::scenario {

inline constexpr std::size_t most_bytes = 1u << 20;      ///< of a file; a large scenario has a fiftieth of it
inline constexpr std::size_t most_line_bytes = 100'000;  ///< of a line

/// Adds the first mistake of each kind that yaml-cpp would hang on, crash on or silently accept.
/// @return whether the text may be given to yaml-cpp
bool check_text(const Source&, Problems&);

/// Without the blanks at its ends.
std::string_view trimmed(std::string_view text);

/// `bytes` without a byte order mark.
std::string without_mark(std::string bytes);

}  // namespace caseload::scenario
