// What is counted, and per what: rates, limits, days per year, and posts, which may change on dates.
// Tested by tests/scenario/values_test.cpp.
#include <cmath>
#include <limits>

#include <fmt/format.h>

#include "scenario/quantity.hpp"
#include "scenario/units.hpp"
#include "scenario/utf8.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

/// "100 families", "9.6 % per year": what is counted, and per what.
struct Per {
  std::string counted;
  double seconds{};
};

std::optional<Per> per(const std::string& unit) {
  const auto at = (" " + unit).rfind(" per ");
  if (at == std::string::npos) return {};
  const TimeUnit* time = time_unit(std::string_view{unit}.substr(at + 4));
  if (!time || time->kept_in == Duration::Unit::working_days) return {};
  return Per{at == 0 ? std::string{} : unit.substr(0, at - 1), in_seconds({time->factor, time->kept_in})};
}

std::optional<Counted> counted(std::string_view word) {
  if (word == "family" || word == "families") return Counted::families;
  if (word == "child" || word == "children") return Counted::children;
  if (is_unit(word, "point")) return Counted::points;
  return {};
}

/// Entries of a dated value, with problems at the entry that they are about.
std::vector<DatedQuantity> read_dated(const Value& value) {
  if (value.node().is_nothing() || value.node().is_map()) {
    value.expected("a number, or a list of numbers from dates");
    return {};
  }
  DatedMistake mistake;
  auto entries = dated_quantities(value.node(), mistake);
  if (mistake.at) value.fail_at(mistake.at->span, mistake.message, mistake.hint);
  return entries;
}

Span span_of_entry(const Value& value, std::size_t i) {
  return value.node().is_list() ? value.node().list[i].span : value.node().span;
}

bool read_posts(const Value& value, Dated<double>& posts) {
  const auto entries = read_dated(value);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto& [number, unit] = entries[i].value;
    const double rounded = std::round(number * 1e9) / 1e9;
    if (!unit.empty() && !is_unit(unit, "post")) {
      return value.fail_at(span_of_entry(value, i), fmt::format("'{}' is not a unit of posts", made_visible(unit)),
                           "write the number alone");
    }
    if (rounded < 0 || rounded > 100'000) {
      return value.fail_at(span_of_entry(value, i),
                           fmt::format("expected a number of posts from 0 to 100000, found '{}'", in_words(number)));
    }
    posts.entries.push_back({entries[i].from, rounded});
  }
  return !entries.empty();
}

bool read_rates(const Value& value, Dated<Rate>& rates) {
  const auto entries = read_dated(value);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const auto& [number, unit] = entries[i].value;
    const Span at = span_of_entry(value, i);
    const std::string hint =
        fmt::format("write '{} families per week' or '{} children per week'", in_words(number), in_words(number));
    if (unit.empty())
      return value.fail_at(at, fmt::format("'{}' needs a unit", made_visible(short_path(value.path()))), hint);
    const auto rate = per(unit);
    const auto what = rate ? counted(rate->counted) : std::nullopt;
    if (!what || *what == Counted::points)
      return value.fail_at(at, fmt::format("'{}' is not a rate of families or children", made_visible(unit)), hint);
    const double per_second = number / rate->seconds;
    if (number < 0)
      return value.fail_at(at, fmt::format("expected a rate of at least 0, found '{}'", in_words(entries[i].value)));
    if (per_second * seconds_per_hour > 1e6) {
      return value.fail_at(at,
                           fmt::format("expected at most a million an hour, found '{}'", in_words(entries[i].value)));
    }
    rates.entries.push_back({entries[i].from, {per_second, *what}});
  }
  return !entries.empty();
}

bool read_limit(const Value& value, Limit& limit) {
  Quantity found;
  if (!read_quantity(value, "a limit such as '20 children'", found)) return false;
  const std::string amount = in_words(found.number);
  if (found.unit.empty())
    return needs_unit(value, fmt::format("write '{} children', '{} families' or '{} points'", amount, amount, amount));
  const auto what = counted(found.unit);
  if (!what)
    return value.fail(fmt::format("'{}' is not a unit of a limit", made_visible(found.unit)),
                      "children, families or points");
  if (found.number <= 0 || found.number > 1e9) return value.expected("a limit above 0");
  limit = {found.number, *what};
  return true;
}

bool read_number_of_children(const Value& value, double& children) {
  Quantity found;
  if (!read_quantity(value, "a number of children such as '150 children'", found)) return false;
  const std::string hint = fmt::format("write '{} children'", in_words(found.number));
  if (found.unit.empty()) return needs_unit(value, hint);
  if (counted(found.unit) != Counted::children)
    return value.fail(fmt::format("'{}' is not a unit of children", made_visible(found.unit)), hint);
  if (found.number <= 0 || found.number > 1e9) return value.expected("a number of children above 0");
  children = found.number;
  return true;
}

/// What a sum of money is counted in; 0: not in pounds.
double pounds_in(std::string_view unit) {
  if (unit.ends_with(" per year")) unit.remove_suffix(std::string_view{" per year"}.size());
  if (is_unit(unit, "pound")) return 1;
  return is_unit(unit, "million pound") ? 1e6 : 0;
}

bool read_pounds(const Value& value, double& pounds) {
  constexpr double most = 1e12;
  Quantity found;
  if (!read_quantity(value, "a sum such as '36729 pounds'", found)) return false;
  const std::string hint = fmt::format("write '{} pounds'", in_words(found.number));
  if (found.unit.empty()) return needs_unit(value, hint);
  const double each = pounds_in(found.unit);
  if (each == 0)
    return value.fail(fmt::format("'{}' is not a unit of money", made_visible(found.unit)),
                      "pounds or million pounds, with or without 'per year'");
  pounds = found.number * each;
  return (pounds >= 0 && pounds <= most) || value.expected("from 0 to a million million pounds");
}

}  // namespace

const KindOf<double>& days_per_year() {
  static const auto it = kind_of<double>(
      "days per year", "11.8 per year", "working days per year", shape::per_time({"day", "working day"}),
      [](const Value& value, double& read) {
        Quantity found;
        if (!read_quantity(value, "days per year", found)) return false;
        const std::string hint = fmt::format("write '{} per year'", in_words(found.number));
        if (found.unit.empty()) return needs_unit(value, hint);
        const auto rate = per(found.unit);
        if (!rate ||
            (!rate->counted.empty() && !is_unit(rate->counted, "day") && !is_unit(rate->counted, "working day"))) {
          return value.fail(fmt::format("'{}' is not a number of days per year", made_visible(found.unit)), hint);
        }
        read = found.number * seconds_per_year / rate->seconds;
        return (read >= 0 && read <= 250) || value.expected("from 0 to 250 working days per year");
      });
  return it;
}

const KindOf<double>& pounds_per_week() {
  static const auto it = kind_of<double>(
      "cost over time", "950 pounds per week", "pounds per time",
      shape::any_of({shape::one_of({"0"}), shape::per_time({"pound"})}), [](const Value& value, double& read) {
        Quantity found;
        if (!read_quantity(value, "a cost such as '950 pounds per week'", found)) return false;
        if (found.number == 0 && found.unit.empty()) return true;
        const std::string hint = fmt::format("write '{} pounds per week'", in_words(found.number));
        if (found.unit.empty()) return needs_unit(value, hint);
        const auto rate = per(found.unit);
        if (!rate || !is_unit(rate->counted, "pound"))
          return value.fail(fmt::format("'{}' is not a cost over time", made_visible(found.unit)), hint);
        read = found.number * seconds_per_week / rate->seconds;
        return (read >= 0 && read <= 1e6) || value.expected("from 0 to a million pounds per week");
      });
  return it;
}

const KindOf<Limit>& limit() {
  static const auto it = kind_of<Limit>("limit", "20 children", "children, families or points",
                                        shape::amount({"child", "family", "point"}), read_limit);
  return it;
}

const KindOf<double>& number_of_children() {
  static const auto it = kind_of<double>("number of children", "150 children", "a number of children",
                                         shape::amount({"child"}), read_number_of_children);
  return it;
}

const KindOf<double>& pounds() {
  static const auto it = kind_of<double>(
      "sum of money", "36729 pounds", "pounds or million pounds, with or without 'per year'",
      shape::named("money",
                   shape::like("[0-9][0-9 ]*([.][0-9]+)? *(million )?pounds?( per year)?", "pounds or million pounds")),
      read_pounds);
  return it;
}

const KindOf<DurationDistribution>& tenure_by_rate() {
  static const auto it = kind_of<DurationDistribution>(
      "share per year", "9.6 % per year", "a share per year", shape::per_time({"%"}),
      [](const Value& value, DurationDistribution& read) {
        Quantity found;
        if (!read_quantity(value, "a share per year", found)) return false;
        const std::string hint = fmt::format("write '{} % per year'", in_words(found.number));
        if (found.unit.empty() || found.unit == "%") return needs_unit(value, hint);
        const auto rate = per(found.unit);
        if (!rate || (!rate->counted.empty() && rate->counted != "%"))
          return value.fail(fmt::format("'{}' is not a share per year", made_visible(found.unit)), hint);
        const double per_second = found.number / (rate->counted.empty() ? 1 : 100) / rate->seconds;
        if (per_second < 0 || per_second * seconds_per_year > 100)
          return value.expected("from 0 % to 10000 % per year");
        read = {Exponential{per_second > 0 ? 1 / per_second : std::numeric_limits<double>::infinity()},
                Duration::Unit::seconds};
        return true;
      });
  return it;
}

const KindOf<Dated<double>>& posts() {
  static const auto it = [] {
    auto made = kind_of<Dated<double>>(
        "posts", "[7, 8 from 2009-07-01]", "a number; in a list others from dates on, or changes: +2 from 2010-04-01",
        shape::dated(shape::any_of({shape::number(0, 100'000), shape::amount({"post"})})), read_posts);
    made.may_change_on_dates = true;
    return made;
  }();
  return it;
}

const KindOf<Dated<Rate>>& rates() {
  static const auto it = [] {
    auto made = kind_of<Dated<Rate>>("rate", "26 children per week",
                                     "families or children per time; in a list others from dates on",
                                     shape::dated(shape::per_time({"family", "child"})), read_rates);
    made.may_change_on_dates = true;
    return made;
  }();
  return it;
}

}  // namespace caseload::scenario
