// How the page says numbers, dates and how sure we are.   Tested by tests/report/words_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/estimates.hpp"
#include "report/text.hpp"

namespace caseload::web {

/// Titles of figures have no more words than this (CONVENTIONS, section 4).
inline constexpr std::size_t most_words = 12;

/// Names in titles and on charts are cut to so many columns; tables have them whole.
inline constexpr std::size_t longest_name = 32;

/// "Apr 2008"
std::string month(Date);

/// With spaces at which no line breaks.
std::string held_together(std::string_view words);

/// "29.8", "8.8 days", "37.0 %", "1 229 097 pounds a year": with its unit where it needs one, and held together by
/// spaces at which no line breaks.
std::string amount(double value, std::string_view unit);
/// Likewise without the unit, in as many decimals as `beside` asks for.
std::string plain(double value, std::string_view unit, double beside);

/// "27.7 to 32.4"
std::string range(double low, double high, std::string_view unit);

/// "in almost every future", "in 9 of 10 futures", "in half of futures", "in hardly any future".
std::string in_futures(double share);
/// The same without "in": "9 of 10 futures".
std::string futures(double share);

/// "duty", "looked after and duty", "duty, legal and care planning"
std::string listed(const std::vector<std::string>& names);

/// "a", "an" or a number up to nine in letters: "none", "one", "two".
std::string small_number(std::size_t n);

/// The first letter in upper case.
std::string sentence(std::string words);

/// A name as titles and charts have it.
inline std::string cut(std::string_view words) { return caseload::cut(words, longest_name); }
using caseload::cut;

/// Separated by ordinary spaces: "12 345 children" held together by a space that breaks no line is one word.
std::size_t count_words(std::string_view words);

/// The first that has at most `most_words`; the last one if none has. Not empty.
std::string first_that_fits(const std::vector<std::string>& titles);

/// "initial assessments", "initial assessments in time" of "done in time"; what a sentence about the measure is about.
struct Subject {
  std::string name;
  bool plural{};
};
Subject subject_of(const Measure&);

/// "rise" or "rises"
std::string verb(const Subject&, std::string_view plural);

}  // namespace caseload::web
