// Words, numbers, shares, durations and dates.   Tested by tests/scenario/values_test.cpp.
#include "scenario/values.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <mutex>

#include <fmt/format.h>

#include "scenario/quantity.hpp"
#include "scenario/units.hpp"
#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace {

constexpr std::size_t longest_text = 50'000;  // bytes: ten thousand characters of any alphabet
constexpr double longest_duration = 1000 * seconds_per_year;
constexpr double most_effort_hours = 100'000;

std::string with_article(const std::string& what) {
  return (std::string_view{"aeiou"}.find(what.front()) == std::string_view::npos ? "a " : "an ") + what;
}

bool read_name(const Value& value, const std::string& what, std::string& name) {
  if (!value.is_word() || value.word().empty()) return value.expected("the name of " + with_article(what));
  name = value.word();
  return true;
}

bool read_date(const Value& value, Date& read) {
  const auto found = value.is_word() ? date(value.word()) : std::nullopt;
  if (!found) return value.expected("a date", "write it as 2009-07-31");
  read = *found;
  return true;
}

bool read_duration_in_words(const Value& value, std::string_view what, Duration& read) {
  Quantity found;
  if (!read_quantity(value, what, found)) return false;
  if (found.number == 0 && found.unit.empty()) {
    read = {};
    return true;
  }
  const std::string amount = in_words(found.number);
  if (found.unit.empty()) return needs_unit(value, fmt::format("write '{} working days' or '{} days'", amount, amount));
  const TimeUnit* unit = time_unit(found.unit);
  if (!unit) {
    return value.fail(fmt::format("'{}' is not a unit of time", made_visible(found.unit)),
                      "seconds, minutes, hours, days, working days, weeks, months or years");
  }
  read = {found.number * unit->factor, unit->kept_in};
  return true;
}

bool read_time_of_day(const Value& value, std::chrono::seconds& time) {
  const std::string_view word = value.is_word() ? std::string_view{value.word()} : std::string_view{};
  const auto digit = [&](std::size_t i) { return word[i] >= '0' && word[i] <= '9' ? word[i] - '0' : -1000; };
  const bool form = word.size() == 5 && word[2] == ':';
  const int hours = form ? digit(0) * 10 + digit(1) : -1, minutes = form ? digit(3) * 10 + digit(4) : -1;
  const bool exists = hours >= 0 && minutes >= 0 && minutes < 60 && hours * 60 + minutes <= 24 * 60;
  if (!exists) return value.expected("a time of day from \"00:00\" to \"24:00\"", "write it as \"08:30\"");
  time = std::chrono::hours{hours} + std::chrono::minutes{minutes};
  return true;
}

bool read_weekdays(const Value& value, std::vector<bool>& open) {
  static constexpr std::array<std::string_view, 7> names = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  if (!value.node().is_list() || value.node().list.empty())
    return value.expected("a list of days such as [mon, tue, wed]");
  open.assign(7, false);
  for (std::size_t i = 0; i < value.node().list.size(); ++i) {
    const Value item = value.item(i);
    const auto day = std::find(names.begin(), names.end(), item.word());
    if (!item.is_word() || day == names.end())
      return item.expected("a day of the week", "mon, tue, wed, thu, fri, sat or sun");
    const auto index = static_cast<std::size_t>(day - names.begin());
    if (open[index]) return item.fail(fmt::format("'{}' is given twice", *day));
    open[index] = true;
  }
  return true;
}

bool read_list(const Value& value, std::string_view what, const std::function<bool(const Value&)>& read_item) {
  if (value.is_word()) return read_item(value);
  if (!value.node().is_list() || value.node().list.empty()) return value.expected(what);
  bool all_good = true;
  for (std::size_t i = 0; i < value.node().list.size(); ++i) all_good &= read_item(value.item(i));
  return all_good;
}

std::string list_of_time_units() {
  std::string list;
  const std::vector<std::string> units = names_of_time_units();
  for (const std::string& unit : units)
    list += (list.empty() ? "" : &unit == &units.back() ? " or " : ", ") + unit + "s";
  return list;
}

}  // namespace

Shape shape_of_effort() {
  return shape::named("effort", shape::any_of({shape::one_of({"0"}), shape::amount({"hour", "minute", "second"})}));
}

bool read_number(const Value& value, double& number) {
  Quantity found;
  if (!read_quantity(value, "a number", found)) return false;
  if (!found.unit.empty()) return value.expected("a number without a unit");
  number = found.number;
  return true;
}

bool read_share(const Value& value, double& share) {
  Quantity found;
  if (!read_quantity(value, "a share such as '60 %'", found)) return false;
  if (!found.unit.empty() && found.unit != "%") {
    return value.fail(fmt::format("'{}' is not a unit of a share", made_visible(found.unit)),
                      fmt::format("write '{} %'", in_words(found.number)));
  }
  share = found.unit == "%" ? found.number / 100 : found.number;
  if (share >= 0 && share <= 1) return true;
  const bool forgot = found.unit.empty() && found.number > 1 && found.number <= 100;
  return value.expected("a share from 0 % to 100 %",
                        forgot ? fmt::format("write '{} %'", in_words(found.number)) : std::string{});
}

bool read_duration(const Value& value, Nought nought, Duration& duration) {
  if (!read_duration_in_words(value, "a duration such as '45 working days'", duration)) return false;
  if (duration.amount < 0)
    return value.expected(nought == Nought::allowed ? "a duration of at least 0" : "a duration above 0");
  if (nought == Nought::refused && in_seconds(duration) < 1) {
    return value.expected(duration.amount == 0 ? "a duration above 0" : "a duration of at least a second");
  }
  if (in_seconds(duration) > longest_duration) return value.expected("a duration of at most 1000 years");
  return true;
}

bool read_effort(const Value& value, double& hours) {
  Quantity found;
  if (!read_quantity(value, "an effort such as '10.5 hours'", found)) return false;
  if (found.number == 0 && found.unit.empty()) {
    hours = 0;
    return true;
  }
  if (found.unit.empty())
    return needs_unit(value,
                      fmt::format("write '{} hours' or '{} minutes'", in_words(found.number), in_words(found.number)));
  const TimeUnit* unit = time_unit(found.unit);
  if (!unit || unit->kept_in != Duration::Unit::seconds || unit->factor > seconds_per_hour) {
    return value.fail(fmt::format("'{}' is not a unit of effort", made_visible(found.unit)),
                      "effort is in hours or minutes that somebody works");
  }
  hours = found.number * unit->factor / seconds_per_hour;
  if (hours < 0) return value.expected("an effort of at least 0");
  if (hours > most_effort_hours) return value.expected("an effort of at most 100000 hours");
  return true;
}

const KindOf<double>& fixed_effort() {
  static const auto it =
      kind_of<double>("effort", "2 hours", "hours or minutes of work", shape_of_effort(), read_effort);
  return it;
}

const KindOf<std::string>& text() {
  static const auto it = [] {
    auto made = kind_of<std::string>(
        "text", "Media coverage", "text", shape::text(), [](const Value& value, std::string& read) {
          if (!value.is_word()) return value.expected("text");
          if (value.word().size() > longest_text)
            return value.fail(fmt::format("text of more than {} bytes", longest_text), "shorten it");
          read = value.word();
          return true;
        });
    made.is_text = true;
    return made;
  }();
  return it;
}

const KindOf<std::string>& name_of(const std::string& what) {
  static std::map<std::string, KindOf<std::string>> kinds;
  static std::mutex mutex;
  const std::lock_guard lock{mutex};
  const auto [found, is_new] = kinds.try_emplace(what);
  if (is_new) {
    found->second = kind_of<std::string>(
        "name of " + with_article(what), "the " + what, "the name of " + with_article(what), shape::text(),
        [what](const Value& value, std::string& read) { return read_name(value, what, read); });
    found->second.is_name = true;
  }
  return found->second;
}

const KindOf<std::vector<std::string>>& names_of(const std::string& what) {
  static std::map<std::string, KindOf<std::vector<std::string>>> kinds;
  static std::mutex mutex;
  const std::lock_guard lock{mutex};
  const auto [found, is_new] = kinds.try_emplace(what);
  if (is_new) {
    found->second = kind_of<std::vector<std::string>>(
        "names", "[" + with_article(what) + ", another]", "a list of names; a single one may stand alone",
        shape::any_of({shape::text(), shape::list_of(shape::text())}),
        [what](const Value& value, std::vector<std::string>& read) {
          return read_list(value, "a list of names", [&](const Value& item) {
            std::string name;
            if (!read_name(item, what, name)) return false;
            if (std::find(read.begin(), read.end(), name) != read.end())
              return item.fail(fmt::format("'{}' is given twice", made_visible(name)));
            read.push_back(std::move(name));
            return true;
          });
        });
    found->second.is_name = true;
  }
  return found->second;
}

const KindOf<bool>& yes_or_no() {
  static const auto it = one_of<bool>("yes or no", {{"yes", true}, {"no", false}, {"true", true}, {"false", false}});
  return it;
}

KindOf<std::uint32_t> whole_number(std::uint32_t least, std::uint32_t most) {
  return kind_of<std::uint32_t>(
      fmt::format("whole number from {}", least), std::to_string(least),
      fmt::format("a whole number of at least {}", least), shape::whole_number(least, most),
      [least, most](const Value& value, std::uint32_t& read) {
        const std::string what =
            least == 1 ? "a whole number above 0" : fmt::format("a whole number of at least {}", least);
        Quantity found;
        if (!read_quantity(value, what, found)) return false;
        if (!found.unit.empty() || found.number < least || found.number != std::floor(found.number))
          return value.expected(what);
        if (found.number > most) return value.expected(fmt::format("a whole number of at most {}", most));
        read = static_cast<std::uint32_t>(found.number);
        return true;
      });
}

KindOf<double> number(double least, double most) {
  return kind_of<double>(
      fmt::format("number from {} to {}", in_words(least), in_words(most)), "1.5",
      fmt::format("a number from {} to {}", in_words(least), in_words(most)), shape::number(least, most),
      [least, most](const Value& value, double& read) {
        if (!read_number(value, read)) return false;
        return (read >= least && read <= most) ||
               value.expected(fmt::format("a number from {} to {}", in_words(least), in_words(most)));
      });
}

const KindOf<double>& share() {
  static const auto it =
      kind_of<double>("share", "60 %", "60 % or 0.6, from 0 % to 100 %", shape::share(0, 1), read_share);
  return it;
}

const KindOf<double>& share_above_zero() {
  static const auto it =
      kind_of<double>("share above 0 %", "60 %", "60 % or 0.6, above 0 % and up to 100 %", shape::share(0, 1),
                      [](const Value& value, double& read) {
                        return read_share(value, read) && (read > 0 || value.expected("a share above 0 %"));
                      });
  return it;
}

const KindOf<Date>& a_date() {
  static const auto it = kind_of<Date>("date", "2009-07-31", "year, month and day", shape::date(), read_date);
  return it;
}

const KindOf<std::vector<Date>>& dates() {
  static const auto it = kind_of<std::vector<Date>>(
      "dates", "[2009-10-30]", "a list of dates, each after the one before; a single one may stand alone",
      shape::any_of({shape::date(), shape::list_of(shape::date())}), [](const Value& value, std::vector<Date>& read) {
        return read_list(value, "a list of dates", [&](const Value& item) {
          Date found;
          if (!read_date(item, found)) return false;
          if (!read.empty() && read.back() >= found)
            return item.fail("dates must increase", fmt::format("this is not after {}", in_words(read.back())));
          read.push_back(found);
          return true;
        });
      });
  return it;
}

const KindOf<std::chrono::seconds>& time_of_day() {
  static const auto it = kind_of<std::chrono::seconds>(
      "time of day", "\"08:30\"", "from \"00:00\" to \"24:00\", in quotes",
      shape::like("[0-2][0-9]:[0-5][0-9]", "a time of day such as \"08:30\""), read_time_of_day);
  return it;
}

const KindOf<std::vector<bool>>& weekdays() {
  static const auto it = kind_of<std::vector<bool>>(
      "days of the week", "[mon, tue, wed]", "a list of mon, tue, wed, thu, fri, sat and sun",
      shape::list_of(shape::one_of({"mon", "tue", "wed", "thu", "fri", "sat", "sun"})), read_weekdays);
  return it;
}

const KindOf<Duration>& duration(Nought nought) {
  static const auto make = [](Nought which) {
    return kind_of<Duration>("duration", "45 working days", "a number of " + list_of_time_units(), shape::duration(),
                             [which](const Value& value, Duration& read) { return read_duration(value, which, read); });
  };
  static const auto with = make(Nought::allowed), without = make(Nought::refused);
  return nought == Nought::allowed ? with : without;
}

}  // namespace caseload::scenario
