// Problems as text for a terminal (CONVENTIONS, section 1).   Tested by tests/scenario/read_test.cpp.
#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "caseload/result.hpp"
#include "scenario/utf8.hpp"
#include "scenario/value.hpp"
#include "scenario/width.hpp"

namespace caseload {

namespace {

using namespace scenario;

constexpr std::size_t widest_quote = 100;    // columns of the author's line
constexpr std::size_t widest_key = 120;      // of the setting's path
constexpr std::size_t widest_message = 300;  // of the message, the hint, the file: an author's words may be long

/// A line made visible, and where in it the characters to underline have gone.
struct Quote {
  std::string text;
  std::size_t column{};  ///< from 0, columns of `text`
  std::size_t width{};
};

/// A character of the author's line, as it is shown.
struct Shown {
  std::string text;
  std::size_t columns{};
};

/// One for each of the line's, and nothing for accents that nobody needs: a hundred on a letter hide the lines above it.
std::vector<Shown> shown_characters(std::string_view line) {
  constexpr std::size_t most_accents = 4;
  std::vector<Shown> all;
  for (std::size_t accents = 0; !line.empty();) {
    const std::size_t bytes = std::max<std::size_t>(1, first_character(line).bytes);
    std::string shown = made_visible(line.substr(0, bytes));
    const std::size_t columns = display_width(shown);
    accents = columns == 0 ? accents + 1 : 0;
    all.push_back({accents > most_accents ? "" : std::move(shown), columns});
    line.remove_prefix(bytes);
  }
  return all;
}

/// Which characters of a long line to show: the mistake, a third of the room before it, and what follows.
std::pair<std::size_t, std::size_t> window_around(const std::vector<Shown>& characters, std::size_t mistake) {
  std::size_t from = mistake, until = mistake, used = 0;
  // Accents have no width, but ten thousand of them must not be shown either.
  const auto room_for = [&](const Shown& one, std::size_t most) {
    const std::size_t needed = std::max<std::size_t>(1, one.columns);
    if (used + needed > most) return false;
    used += needed;
    return true;
  };
  while (from > 0 && room_for(characters[from - 1], widest_quote / 3)) --from;
  while (until < characters.size() && room_for(characters[until], widest_quote)) ++until;
  while (from > 0 && room_for(characters[from - 1], widest_quote)) --from;
  return {from, until};
}

Quote quote_of(const Problem& problem) {
  const std::vector<Shown> characters = shown_characters(problem.source_line);
  const auto place = static_cast<std::size_t>(std::max(0, problem.place.column - 1));
  const std::size_t first = std::min(place, characters.size());
  const std::size_t last = std::min(first + static_cast<std::size_t>(std::max(1, problem.width)), characters.size());
  const auto [from, until] = window_around(characters, first);
  Quote quote;
  if (from > 0) quote.text = "...";
  for (std::size_t i = from; i < until; ++i) {
    if (i == first) quote.column = display_width(quote.text);
    if (i >= first && i < last) quote.width += characters[i].columns;
    quote.text += characters[i].text;
  }
  if (first >= until) quote.column = display_width(quote.text);
  if (until < characters.size()) quote.text += "...";
  quote.width = std::max<std::size_t>(1, quote.width);
  return quote;
}

std::string place_in_words(const Place& place) {
  if (place.file.empty()) return {};
  const std::string file = cut_in_middle(place.file, widest_message);
  return place.line > 0 ? fmt::format("{}:{}:{}: ", file, place.line, place.column) : file + ": ";
}

/// The setting, unless the message names it.
std::string key_in_words(const Problem& problem) {
  const bool is_named =
      problem.key.empty() || problem.message.find('\'' + short_path(problem.key) + '\'') != std::string::npos ||
      problem.message.find('\'' + problem.key.substr(problem.key.rfind('.') + 1) + '\'') != std::string::npos;
  return is_named ? std::string{} : cut_in_middle(problem.key, widest_key) + ": ";
}

}  // namespace

std::string to_text(const Problem& problem) {
  std::string text = fmt::format("{}error: {}{}", place_in_words(problem.place), key_in_words(problem),
                                 cut_in_middle(problem.message, widest_message));
  const std::string hint = cut_in_middle(problem.hint, widest_message);
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
