// Numbers, dates and names for people.   Tested by tests/report/text_test.cpp.
#include "report/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace caseload {
namespace {

constexpr std::size_t widest_shown_name = 60, widest_title = 80;  ///< columns; a title is a scenario's name

/// Puts a space between groups of three digits of the whole part.
std::string grouped(const std::string& digits) {
  const std::size_t sign = digits.starts_with('-') ? 1 : 0;
  const std::size_t whole_end = std::min(digits.find('.'), digits.size());
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > sign && i < whole_end && (whole_end - i) % 3 == 0) text += ' ';
    text += digits[i];
  }
  return text;
}

/// How many calendar months lead from one date to the other; 0 when they do not fit without a rest.
std::chrono::months whole_months(Date from, Date to) {
  const std::chrono::year_month_day a{from}, b{to};
  if (a.day() != b.day()) return std::chrono::months{0};
  return (b.year() / b.month()) - (a.year() / a.month());
}

/// "3 years" of (36 months, 12 months, "year", "month"): the larger unit when it fits without a rest.
template <class Length, class Unit>
std::string in_larger_or(Length length, Unit larger, std::string_view larger_name, std::string_view name) {
  const bool fits = length % larger == Length{0};
  return fits ? counted(static_cast<std::size_t>(length / larger), larger_name)
              : counted(static_cast<std::size_t>(length.count()), name);
}

}  // namespace

std::string shown_name(std::string_view name) { return cut(name, widest_shown_name); }

std::string number(double value, int decimals) {
  std::string digits = fmt::format("{:.{}f}", value, decimals);
  const bool zero = digits.find_first_of("123456789") == std::string::npos;
  if (zero && digits.starts_with('-')) digits.erase(0, 1);
  return grouped(digits);
}

std::string short_number(double value) {
  std::string digits = fmt::format("{:.3f}", value);
  while (digits.back() == '0') digits.pop_back();
  const std::size_t point = digits.find('.');
  return number(value, static_cast<int>(digits.size() - point - 1));
}

std::string signed_number(double value, int decimals) {
  const std::string digits = number(value, decimals);
  const bool positive = value > 0 && digits.find_first_of("123456789") != std::string::npos;
  return positive ? "+" + digits : digits;
}

std::string percent(double share) { return number(100 * share, 0) + " %"; }

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  const std::string margin(indent, ' ');
  std::string all, line;
  const auto end_line = [&] {
    if (!line.empty()) all += margin + line + '\n';
    line.clear();
  };
  while (!text.empty()) {
    const std::size_t length = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, length);
    if (!line.empty() && indent + display_width(line) + 1 + display_width(word) > width) end_line();
    if (!line.empty()) line += ' ';
    line += word;
    text.remove_prefix(std::min(length + 1, text.size()));
  }
  end_line();
  return all;
}

std::string counted(std::size_t n, std::string_view noun) {
  return fmt::format("{} {}{}", number(static_cast<double>(n), 0), noun, n == 1 ? "" : "s");
}

std::string day(Date date) {
  constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::chrono::year_month_day d{date};
  return fmt::format("{} {} {}", static_cast<unsigned>(d.day()), months.at(static_cast<unsigned>(d.month()) - 1),
                     static_cast<int>(d.year()));
}

std::string length_of(const Period& period) {
  using namespace std::chrono;
  const Elapsed all = (period.end - period.start) + period.tail;
  if (all % days{1} != Elapsed{0}) return in_larger_or(floor<minutes>(all), hours{1}, "hour", "minute");
  const days length = floor<days>(all);
  const months in_months = whole_months(period.start, period.start + length);
  if (in_months > months{0}) return in_larger_or(in_months, months{12}, "year", "month");
  return in_larger_or(length, weeks{1}, "week", "day");
}

std::string title(const Scenario& s) {
  std::string text =
      fmt::format("{} · {} from {}", cut(s.name, widest_title), length_of(s.period), day(s.period.start));
  if (!s.option.empty()) text += fmt::format(" · option {}", shown_name(s.option));
  return text;
}

}  // namespace caseload
