// See words.hpp.   Tested by tests/report/words_test.cpp.
#include "report/page/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

#include "report/comparison_words.hpp"
#include "report/headlines.hpp"
#include "report/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload::web {
namespace {

constexpr std::string_view no_break = "\u00a0";

constexpr std::size_t most_columns = 60;  ///< of a place in a sentence

int decimals_beside(std::string_view unit, double beside) {
  const double size = std::abs(beside);
  if (unit == "%") return size >= 10 ? 0 : 1;
  if (unit.starts_with("pounds")) return 0;
  if (size >= 20) return 0;
  return size < 0.095 ? decimals_for(unit, beside) : 1;
}

}  // namespace

std::string held_together(std::string_view words) {
  std::string held;
  for (const char c : words) {
    if (c == ' ') {
      held += no_break;
    } else {
      held += c;
    }
  }
  return held;
}

std::string month(Date date) {
  const std::string whole = day(date);
  return held_together(whole.substr(whole.find(' ') + 1));
}

std::string plain(double value, std::string_view unit, double beside) {
  if (!std::isfinite(value)) return "–";
  if (unit.starts_with("pounds") && std::abs(beside) >= 1e6) return held_together(number(value / 1e6, 2) + " million");
  return held_together(number(value, decimals_beside(unit, beside)));
}

std::string amount(double value, std::string_view unit) {
  const std::string shown = plain(value, unit, value);
  const bool counts = unit == "children" || unit == "families" || unit == "workers";
  if (!std::isfinite(value) || unit.empty() || counts) return shown;
  const std::string of = unit == "pounds per year" ? "pounds a year" : std::string{unit};
  return shown + std::string{no_break} + held_together(of);
}

std::string range(double low, double high, std::string_view unit) {
  const double larger = std::max(std::abs(low), std::abs(high));
  return fmt::format("{} to {}", plain(low, unit, larger), plain(high, unit, larger));
}

std::string futures(double share) {
  if (share >= 1) return "every future";
  if (share >= 0.95) return "almost every future";
  if (share <= 0) return "no future";
  if (share < 0.05) return "hardly any future";
  const int tenths = static_cast<int>(std::lround(10 * share));
  if (tenths == 5) return "half of futures";
  return fmt::format("{} of 10 futures", std::clamp(tenths, 1, 9));
}

std::string in_futures(double share) { return "in " + futures(share); }

std::string listed(const std::vector<std::string>& names) {
  std::string all;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) all += i + 1 == names.size() ? " and " : ", ";
    all += names[i];
  }
  return all;
}

std::string small_number(std::size_t n) {
  constexpr std::array<std::string_view, 10> words{"none", "one", "two",   "three", "four",
                                                   "five", "six", "seven", "eight", "nine"};
  return n < words.size() ? std::string{words[n]} : number(static_cast<double>(n), 0);
}

std::string sentence(std::string words) {
  if (!words.empty() && words.front() >= 'a' && words.front() <= 'z') {
    words.front() = static_cast<char>(words.front() - 'a' + 'A');
  }
  return words;
}

std::size_t count_words(std::string_view words) {
  std::size_t count = 0;
  bool inside = false;
  for (const char c : words) {
    if (c != ' ' && !inside) ++count;
    inside = c != ' ';
  }
  return count;
}

std::string first_that_fits(const std::vector<std::string>& titles) {
  const auto fits = [](const std::string& title) { return count_words(title) <= most_words; };
  const auto found = std::find_if(titles.begin(), titles.end(), fits);
  return found == titles.end() ? titles.back() : *found;
}

Subject subject_of(const Measure& measure) {
  const std::string where = cut(measure.where);
  if (measure.name == "done in time") return {many(where) + " in time", true};
  // " (duty)", " (on 30 Oct 2009)"; nothing of the whole service
  const std::string of = cut(name_in_words(measure).substr(shown_name(measure.name).size()), most_columns);
  if (measure.name == "in post") return {"workers in post" + of, true};
  if (measure.name == "children unallocated") return {"children without a worker" + of, true};
  for (const std::string_view plural :
       {"children", "workers", "open children", "open families", "waiting families", "referrals", "leavers"}) {
    if (measure.name.starts_with(plural)) return {cut(measure.name) + of, true};
  }
  return {cut(measure.name) + of, false};
}

std::string verb(const Subject& subject, std::string_view plural) {
  if (subject.plural) return std::string{plural};
  return plural == "are" ? "is" : std::string{plural} + (plural.ends_with("h") ? "es" : "s");
}

}  // namespace caseload::web
