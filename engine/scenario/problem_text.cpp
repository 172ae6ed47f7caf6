// Problems as text for a terminal (CONVENTIONS, section 1).   Tested by tests/scenario/read_test.cpp.
#include <algorithm>

#include <fmt/format.h>

#include "caseload/result.hpp"
#include "scenario/utf8.hpp"
#include "scenario/value.hpp"

namespace caseload {

namespace {

using namespace scenario;

constexpr int widest_quote = 100;  // characters of the author's line

/// A line made visible, and where in it the characters to underline have gone.
struct Quote {
  std::string text;
  int column{};  ///< from 0, characters of `text`
  int width{};
};

Quote quote_of(const Problem& problem) {
  std::vector<std::string> characters;
  for (std::string_view rest = problem.source_line; !rest.empty();) {
    const std::size_t bytes = std::max<std::size_t>(1, first_character(rest).bytes);
    characters.push_back(made_visible(rest.substr(0, bytes)));
    rest.remove_prefix(bytes);
  }
  const int length = static_cast<int>(characters.size());
  const int first = std::clamp(problem.place.column - 1, 0, length);
  const int last = std::clamp(first + std::max(1, problem.width), first, length);
  const bool is_cut = length > widest_quote;
  const int from = is_cut ? std::clamp(first - widest_quote / 3, 0, length - widest_quote) : 0;
  const int until = is_cut ? from + widest_quote : length;
  Quote quote;
  if (from > 0) quote.text = "...";
  for (int i = from; i < until; ++i) {
    const auto& shown = characters[static_cast<std::size_t>(i)];
    if (i == first) quote.column = count_characters(quote.text);
    if (i >= first && i < last) quote.width += count_characters(shown);
    quote.text += shown;
  }
  if (first >= until) quote.column = count_characters(quote.text);
  if (until < length) quote.text += "...";
  quote.width = std::max(1, quote.width);
  return quote;
}

std::string place_in_words(const Place& place) {
  if (place.file.empty()) return {};
  const std::string file = made_visible(place.file);
  return place.line > 0 ? fmt::format("{}:{}:{}: ", file, place.line, place.column) : file + ": ";
}

/// The setting, unless the message names it.
std::string key_in_words(const Problem& problem) {
  const bool is_named =
      problem.key.empty() || problem.message.find('\'' + short_path(problem.key) + '\'') != std::string::npos ||
      problem.message.find('\'' + problem.key.substr(problem.key.rfind('.') + 1) + '\'') != std::string::npos;
  return is_named ? std::string{} : made_visible(problem.key) + ": ";
}

}  // namespace

std::string to_text(const Problem& problem) {
  std::string text =
      fmt::format("{}error: {}{}", place_in_words(problem.place), key_in_words(problem), made_visible(problem.message));
  const std::string hint = made_visible(problem.hint);
  if (problem.source_line.empty()) return hint.empty() ? text : text + "\n  " + hint;
  const Quote quote = quote_of(problem);
  const std::string number = problem.place.line > 0 ? fmt::format("{:5}", problem.place.line) : "     ";
  text += fmt::format("\n{} | {}", number, quote.text);
  if (problem.place.column > 0) {
    text += fmt::format("\n{:5} | {:{}}{:^>{}}", "", "", quote.column, "", quote.width);
    if (!hint.empty()) text += " " + hint;
  } else if (!hint.empty()) {
    text += "\n  " + hint;
  }
  return text;
}

}  // namespace caseload
