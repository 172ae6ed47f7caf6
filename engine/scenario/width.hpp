// How much room other people's words take on a terminal, and what of them fits.
// Tested by tests/scenario/width_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace caseload::scenario {

/// Columns that UTF-8 text takes on a terminal: 2 for wide letters, 0 for accents that sit on the letter before.
std::size_t display_width(std::string_view text);

/// At most `columns` (1 or more) wide and made visible, "…" where something is missing. Letters stay whole, with four accents each:
/// more would spill over the lines above and below.
std::string cut(std::string_view words, std::size_t columns);

/// Likewise with what is missing in the middle, for sentences of ours around somebody's words.
std::string cut_in_middle(std::string_view words, std::size_t columns);

}  // namespace caseload::scenario
