// Several values of a setting in one text, and the number that a value begins with.
// Tested by tests/experiment/design_test.cpp.
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "caseload/sweep.hpp"
#include "scenario/text.hpp"

namespace caseload {

using scenario::trimmed;

namespace {

constexpr std::size_t most_levels = 10'000;

/// A number at the start of a text, and what follows it.
struct Leading {
  double value{};
  std::string_view rest;
};
std::optional<Leading> leading_number(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
  if (error != std::errc{}) return std::nullopt;
  return Leading{value, text.substr(static_cast<std::size_t>(end - text.data()))};
}

/// "6..12:3 weeks"
std::vector<std::string> range(std::string_view text) {
  const auto dots = text.find("..");
  const auto low = leading_number(text.substr(0, dots));
  const auto high = leading_number(text.substr(dots + 2));
  if (!low || !high || !trimmed(low->rest).empty()) return {};
  double step = 1;
  std::string_view unit = high->rest;
  if (trimmed(unit).starts_with(':')) {
    const auto given = leading_number(trimmed(unit).substr(1));
    if (!given) return {};
    step = given->value;
    unit = given->rest;
  }
  if (!(step > 0) || high->value < low->value || (high->value - low->value) / step > most_levels) return {};
  std::vector<std::string> values;
  const std::string sign = trimmed(text).starts_with('+') ? "+" : "";
  // By index, so that ten steps of 0.1 end at 1.
  const auto count = static_cast<std::size_t>(std::floor((high->value - low->value) / step + 1e-9));
  for (std::size_t i = 0; i <= count; ++i) {
    values.push_back(fmt::format("{}{:.12g}{}", sign, low->value + static_cast<double>(i) * step, unit));
  }
  return values;
}

/// "6, 9, 12 weeks": a unit after the last number is that of all numbers without one.
std::vector<std::string> list(std::string_view text) {
  std::vector<std::string> values;
  while (true) {
    const auto comma = text.find(',');
    values.emplace_back(trimmed(text.substr(0, comma)));
    if (comma == text.npos) break;
    text.remove_prefix(comma + 1);
  }
  const auto last = leading_number(values.back());
  for (std::string& value : values) {
    const auto number = leading_number(value);
    if (last && number && number->rest.empty()) value += last->rest;
  }
  return values;
}

}  // namespace

std::vector<std::string> several_values(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || std::string_view{"{[\"'"}.find(text.front()) != text.npos) return {};
  if (text.find("..") != text.npos) return range(text);
  return text.find(',') == text.npos ? std::vector<std::string>{} : list(text);
}

std::optional<double> number_of(std::string_view level) {
  level = trimmed(level);
  if (level.starts_with("x ")) level.remove_prefix(2);
  const auto leading = leading_number(level);
  return leading ? std::optional{leading->value} : std::nullopt;
}

}  // namespace caseload
