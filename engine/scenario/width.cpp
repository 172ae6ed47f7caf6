// See width.hpp.   Tested by tests/scenario/width_test.cpp.
// Source of the widths: Unicode Standard Annex 11, "East Asian Width", in broad ranges.
#include "scenario/width.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

#include "scenario/utf8.hpp"

namespace caseload::scenario {
namespace {

struct CodeRange {
  char32_t first, last;
};

/// Accents and marks that sit on the letter before, and joiners.
constexpr std::array<CodeRange, 14> on_the_letter_before{{{0x0300, 0x036F},
                                                          {0x0483, 0x0489},
                                                          {0x0591, 0x05BD},
                                                          {0x064B, 0x065F},
                                                          {0x0E31, 0x0E31},
                                                          {0x0E34, 0x0E3A},
                                                          {0x0E47, 0x0E4E},
                                                          {0x1AB0, 0x1AFF},
                                                          {0x1DC0, 0x1DFF},
                                                          {0x200C, 0x200D},
                                                          {0x20D0, 0x20FF},
                                                          {0xFE00, 0xFE0F},
                                                          {0xFE20, 0xFE2F},
                                                          {0xE0100, 0xE01EF}}};

constexpr std::array<CodeRange, 9> wide{{{0x1100, 0x115F},
                                         {0x2E80, 0x303E},
                                         {0x3041, 0xA4CF},
                                         {0xAC00, 0xD7A3},
                                         {0xF900, 0xFAFF},
                                         {0xFE30, 0xFE6F},
                                         {0xFF01, 0xFF60},
                                         {0x1F300, 0x1FAFF},
                                         {0x20000, 0x3FFFD}}};

template <std::size_t n>
bool within(const std::array<CodeRange, n>& ranges, char32_t code) {
  return std::any_of(ranges.begin(), ranges.end(), [code](CodeRange r) { return r.first <= code && code <= r.last; });
}

std::size_t width_of(char32_t code) { return within(on_the_letter_before, code) ? 0 : within(wide, code) ? 2 : 1; }

/// A letter with what sits on it.
struct Letter {
  std::string text;
  std::size_t width{}, accents{};
};

std::vector<Letter> letters_of(std::string_view text) {
  constexpr std::size_t most_accents = 4;
  std::vector<Letter> letters;
  while (!text.empty()) {
    const auto [code, bytes] = first_character(text);
    const std::string_view character = text.substr(0, std::max<std::size_t>(1, bytes));
    const std::size_t width = width_of(code);
    if (width > 0 || letters.empty()) {
      letters.push_back({std::string{character}, width});
    } else if (++letters.back().accents <= most_accents) {
      letters.back().text += character;
    }
    text.remove_prefix(character.size());
  }
  return letters;
}

template <class Iterator>
std::string joined(Iterator first, Iterator last) {
  std::string text;
  for (; first != last; ++first) text += first->text;
  return text;
}

/// The end of the longest stretch of letters that fits.
template <class Iterator>
Iterator end_of_fitting(Iterator first, Iterator last, std::size_t columns) {
  for (std::size_t used = 0; first != last && used + first->width <= columns; ++first) used += first->width;
  return first;
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const auto [code, bytes] = first_character(text);
    width += width_of(code);
    text.remove_prefix(std::max<std::size_t>(1, bytes));
  }
  return width;
}

std::string cut(std::string_view words, std::size_t columns) {
  assert(columns > 0);
  const std::vector<Letter> letters = letters_of(made_visible(words));
  if (end_of_fitting(letters.begin(), letters.end(), columns) == letters.end()) {
    return joined(letters.begin(), letters.end());
  }
  return joined(letters.begin(), end_of_fitting(letters.begin(), letters.end(), columns - 1)) + "…";
}

std::string cut_in_middle(std::string_view words, std::size_t columns) {
  assert(columns > 0);
  const std::vector<Letter> letters = letters_of(made_visible(words));
  if (end_of_fitting(letters.begin(), letters.end(), columns) == letters.end()) {
    return joined(letters.begin(), letters.end());
  }
  const std::size_t at_the_end = (columns - 1) / 3;
  const auto head = end_of_fitting(letters.begin(), letters.end(), columns - 1 - at_the_end);
  const auto tail = end_of_fitting(letters.rbegin(), letters.rend(), at_the_end).base();
  return joined(letters.begin(), head) + "…" + joined(tail, letters.end());
}

}  // namespace caseload::scenario
