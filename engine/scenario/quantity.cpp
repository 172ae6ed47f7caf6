// Numbers, units, dates and changes.   Tested by tests/scenario/read_test.cpp.
#include "scenario/quantity.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "scenario/text.hpp"

namespace caseload::scenario {

namespace {

/// Blanks between words made single.
std::string single_spaced(std::string_view text) {
  std::string words;
  for (const char c : trimmed(text)) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (!blank)
      words += c;
    else if (words.back() != ' ')
      words += ' ';
  }
  return words;
}

/// " 000" in front of something that is no digit: a group of three, as in "2 000 000".
bool starts_with_group(std::string_view text) {
  return text.size() >= 4 && text[0] == ' ' && is_digit(text[1]) && is_digit(text[2]) && is_digit(text[3]) &&
         (text.size() == 4 || !is_digit(text[4]));
}

/// Length of the number that `text` starts with; 0 if there is none.
std::size_t number_length(std::string_view text) {
  std::size_t i = text.starts_with('-') ? 1 : 0;
  const std::size_t digits = i;
  while (i < text.size() && is_digit(text[i])) ++i;
  const std::size_t whole = i - digits;
  if (whole == 0 || (whole > 1 && text[digits] == '0')) return 0;
  if (whole <= 3 && text[digits] != '0') {
    while (starts_with_group(text.substr(i))) i += 4;
  }
  if (i + 1 < text.size() && text[i] == '.' && is_digit(text[i + 1])) {
    ++i;
    while (i < text.size() && is_digit(text[i])) ++i;
  }
  return i;
}

}  // namespace

std::optional<Quantity> quantity(std::string_view text) {
  text = trimmed(text);
  const std::size_t length = number_length(text);
  if (length == 0) return {};
  const std::string_view rest = text.substr(length);
  // "1e5", "0x10", "0o10", "1_000", "1,000", "1.2.3": the number goes on in a way that is not ours
  const bool goes_on = !rest.empty() && std::string_view{".,_'+-"}.find(rest[0]) != rest.npos;
  const bool exponent = rest.size() > 1 && std::string_view{"eExXoObB"}.find(rest[0]) != rest.npos &&
                        (is_digit(rest[1]) || rest[1] == '+' || rest[1] == '-');
  if (goes_on || exponent) return {};
  std::string digits{text.substr(0, length)};
  std::erase(digits, ' ');
  double number{};
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed);
  if (read.ec != std::errc{} || !std::isfinite(number)) return {};
  return Quantity{number, single_spaced(rest)};
}

std::string why_no_quantity(std::string_view text) {
  text = trimmed(text);
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.starts_with('.')) return fmt::format("write '0{}'", text);
  if (text.starts_with("0x") || text.starts_with("0o")) return "write it as a decimal number";
  if (text.size() > 1 && text[0] == '0' && is_digit(text[1])) return "write it without leading zeros";
  if (text.empty() || !is_digit(text[0])) return {};
  const auto odd = text.find_first_not_of("0123456789.");
  if (odd != text.npos && std::string_view{"_,'"}.find(text[odd]) != text.npos)
    return "write the digits without separators";
  if (odd != text.npos && (text[odd] == 'e' || text[odd] == 'E')) return "write it without an exponent";
  if (odd == text.npos || text[odd] == '-') return "write digits, with one '.' before a fraction";
  return {};
}

std::string in_words(double number) {
  const double rounded = std::strtod(fmt::format("{:.12g}", number).c_str(), nullptr);
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), rounded, std::chars_format::fixed).ptr;
  return {digits.data(), end};
}

std::string in_words(const Quantity& quantity) {
  return quantity.unit.empty() ? in_words(quantity.number) : in_words(quantity.number) + " " + quantity.unit;
}

std::optional<Date> date(std::string_view text) {
  text = trimmed(text);
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  int numbers[3]{};
  const std::string_view parts[3] = {text.substr(0, 4), text.substr(5, 2), text.substr(8, 2)};
  for (int i = 0; i < 3; ++i) {
    if (parts[i].find_first_not_of("0123456789") != text.npos) return {};
    std::from_chars(parts[i].data(), parts[i].data() + parts[i].size(), numbers[i]);
  }
  const std::chrono::year_month_day day{std::chrono::year{numbers[0]},
                                        std::chrono::month{static_cast<unsigned>(numbers[1])},
                                        std::chrono::day{static_cast<unsigned>(numbers[2])}};
  if (!day.ok() || numbers[0] < 1900 || numbers[0] > 3100) return {};
  return Date{day};
}

std::string in_words(Date date) {
  const std::chrono::year_month_day day{date};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::optional<Amendment> amendment(std::string_view text) {
  text = trimmed(text);
  Amendment result;
  if (const auto from = text.find(" from "); from != text.npos) {
    result.from = date(text.substr(from + 6));
    if (!result.from) return {};
    text = trimmed(text.substr(0, from));
  }
  double sign = 1;
  if (text.starts_with("x ")) {
    result.kind = Amendment::Kind::multiply;
    text.remove_prefix(2);
  } else if (text.starts_with('+') || text.starts_with('-')) {
    result.kind = Amendment::Kind::add;
    sign = text[0] == '-' ? -1 : 1;
    text = trimmed(text.substr(1));
  }
  const auto by = quantity(text);
  const bool signed_twice = result.kind != Amendment::Kind::set && (text.starts_with('-') || text.starts_with('+'));
  if (!by || signed_twice) return {};
  result.by = *by;
  if (result.kind == Amendment::Kind::multiply && !by->unit.empty()) return {};
  if (result.kind == Amendment::Kind::add && by->unit == "%") {
    result.kind = Amendment::Kind::multiply;
    result.by = {1 + sign * by->number / 100, {}};
  } else {
    result.by.number *= sign;
  }
  return result;
}

std::optional<Quantity> changed(const Quantity& value, const Amendment& change) {
  if (change.kind == Amendment::Kind::set) return change.by;
  if (change.kind == Amendment::Kind::multiply) return Quantity{value.number * change.by.number, value.unit};
  const bool same_unit = change.by.unit.empty() || change.by.unit == value.unit;
  if (!same_unit) return {};
  return Quantity{value.number + change.by.number, value.unit};
}

std::vector<DatedQuantity> dated_quantities(const Node& node, DatedMistake& mistake) {
  std::vector<DatedQuantity> values;
  const auto refuse = [&](const Node& at, std::string message, std::string hint) {
    mistake = {&at, std::move(message), std::move(hint)};
    return std::vector<DatedQuantity>{};
  };
  const std::vector<Node> single{node};
  if (node.is_list() && node.list.empty()) return refuse(node, "an empty list", "write at least one value");
  for (const Node& item : node.is_list() ? node.list : single) {
    const Node& at = node.is_list() ? item : node;
    const auto entry = item.is_word() ? amendment(item.word) : std::nullopt;
    if (!entry) {
      return refuse(at, fmt::format("expected a number, perhaps from a date, found '{}'", in_words(item)),
                    item.is_word() && !why_no_quantity(item.word).empty() ? why_no_quantity(item.word)
                                                                          : "write '[7, 8 from 2009-07-01]'");
    }
    if (values.empty() && entry->from)
      return refuse(at, "the first value holds from the beginning", "leave out its 'from'");
    if (values.empty() && entry->kind != Amendment::Kind::set && entry->by.number >= 0) {
      return refuse(at, "there is no value before this one to change", "write the first value without a sign");
    }
    if (!values.empty() && !entry->from)
      return refuse(at, "only the first value goes without a date", "write '8 from 2009-07-01'");
    if (!values.empty() && values.back().from && *values.back().from >= *entry->from) {
      return refuse(at, "dates must increase", fmt::format("this is not after {}", in_words(*values.back().from)));
    }
    // "-2" as a first value is a negative number, to be refused for what it is
    const auto value = values.empty() ? entry->by : changed(values.back().value, *entry);
    if (!value)
      return refuse(
          at,
          fmt::format("the change is in '{}', the value before it in '{}'", entry->by.unit, values.back().value.unit),
          {});
    values.push_back({entry->from, *value});
  }
  return values;
}

}  // namespace caseload::scenario
