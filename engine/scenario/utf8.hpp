// Characters of UTF-8 text, for whoever counts columns or shows an author's words.
// Tested by tests/scenario/bad_scenarios_test.cpp and bombs_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace caseload::scenario {

/// One character and how many bytes it takes; 0 bytes: what stands there is not UTF-8.
struct Character {
  char32_t code{};
  std::size_t bytes{};
};

/// The first character of `text`, which is not empty. Overlong forms, surrogates and codes past U+10FFFF are not UTF-8.
Character first_character(std::string_view text);

/// Characters in `text`; a byte that is not UTF-8 counts as one.
int count_characters(std::string_view text);

/// A control character, or one that changes the direction of text: it could make a terminal show what is not there.
bool is_invisible(char32_t code);

/// `text` in which every invisible character and every byte that is not UTF-8 is written as \x1b or \u202e.
std::string made_visible(std::string_view text);

}  // namespace caseload::scenario
