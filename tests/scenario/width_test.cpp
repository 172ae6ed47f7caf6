// What fits into so many columns of a terminal.
#include "scenario/width.hpp"

#include <catch2/catch.hpp>

#include "scenario/utf8.hpp"
#include "support/text.hpp"

using namespace caseload::scenario;
using caseload::support::repeated;

TEST_CASE("what fits stays as it is, and what does not ends in an ellipsis") {
  CHECK(cut("duty", 4) == "duty");
  CHECK(cut("duty", 3) == "du…");
  CHECK(cut("", 3).empty());
  CHECK(cut("für Kinder", 5) == "für …");
}

TEST_CASE("letters are never cut in two, nor parted from their accents") {
  CHECK(cut("児童相談所", 7) == "児童相…");
  CHECK(cut("児童相談所", 6) == "児童…");  // half a letter does not fit into the last column
  CHECK(cut("児童相談所", 10) == "児童相談所");
  CHECK(cut("e\xCC\x81quipe", 3) == "e\xCC\x81q…");
  CHECK(cut("abe\xCC\x81", 3) == "abe\xCC\x81");
}

TEST_CASE("a letter keeps four accents of ten thousand") {
  const std::string accent = "\xCC\x81";
  CHECK(cut("Z" + repeated(accent, 10'000) + "algo", 60) == "Z" + repeated(accent, 4) + "algo");
  CHECK(cut(repeated("a" + accent, 10'000), 3) == "a" + accent + "a" + accent + "…");
}

TEST_CASE("what could drive a terminal is shown as what it is before it is cut") {
  CHECK(cut("\x1b[2J", 60) == "\\x1b[2J");
  CHECK(cut("a\nb\xE2\x80\xAE", 60) == "a\\x0ab\\u202e");
  CHECK(cut("\x1b[2J", 4) == "\\x1…");
  CHECK(cut("\xFF\xFE", 60) == "\\xff\\xfe");
  CHECK(cut(cut("\x1b[2J", 4), 60) == "\\x1…");
}

TEST_CASE("of a message both ends are kept") {
  CHECK(cut_in_middle("there is no team 'duty'", 60) == "there is no team 'duty'");
  CHECK(cut_in_middle("there is no team '" + std::string(10'000, 'x') + "' here", 31) ==
        "there is no team 'xx…xxxx' here");
  CHECK(cut_in_middle(repeated("児", 50), 10) == "児児児…児");
}

TEST_CASE("nothing is wider than was asked for, whatever it is made of") {
  const std::string all[] = {repeated("x", 10'000),   repeated("児", 10'000),       repeated("e\xCC\x81", 10'000),
                             repeated("\x1b", 5'000), repeated("\xCC\x81", 10'000), repeated("😀\xEF\xB8\x8F", 3'000)};
  for (const std::string& words : all) {
    for (const std::size_t columns : {1U, 2U, 3U, 20U, 61U}) {
      for (const std::string& text : {cut(words, columns), cut_in_middle(words, columns)}) {
        CHECK(display_width(text) <= columns);
        CHECK(text.size() <= 20 * columns);
        CHECK(made_visible(text) == text);
      }
    }
  }
}
