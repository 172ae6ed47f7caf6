// What events wait for, and demand by calendar month.   Tested by tests/scenario/values_test.cpp.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenario/quantity.hpp"
#include "scenario/suggest.hpp"
#include "scenario/units.hpp"
#include "scenario/utf8.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

struct Level {
  std::string name;
  Condition::Of of;
  bool in_percent;
};

const std::array<Level, 4>& levels() {
  using enum Condition::Of;
  static const std::array<Level, 4> all{{{"children per worker", children_per_worker, false},
                                         {"children unallocated", children_unallocated, false},
                                         {"workers over their limit", workers_over_limit, true},
                                         {"spending", spending, true}}};
  return all;
}

/// "above 25", "below 40 %"
bool read_threshold(const Value& value, const Level& level, Condition& condition) {
  const std::string example = level.in_percent ? "above 100 %" : "above 25";
  const std::string what = fmt::format("a threshold such as '{}'", example);
  if (!value.is_word()) return value.expected(what);
  condition.above = value.word().starts_with("above ");
  if (!condition.above && !value.word().starts_with("below ")) return value.expected(what);
  const auto found = quantity(std::string_view{value.word()}.substr(6));
  const bool fits = found && (level.in_percent ? found->unit == "%" : found->unit.empty() || found->unit == "children");
  if (!fits || found->number < 0) return value.expected(what);
  condition.threshold = found->number;
  return true;
}

bool read_condition(const Value& value, Condition& condition) {
  std::vector<std::string> names{"team"};
  for (const Level& level : levels()) names.push_back(level.name);
  if (!value.node().is_map()) return value.expected("what it waits for, such as {children per worker: above 25}");
  bool good = true;
  int found = 0;
  for (const Entry& entry : value.node().map) {
    if (is_note(entry.key)) continue;
    const Value part = value.at(entry);
    if (entry.key == "team") {
      good &= name_of("team").read(part, condition.team);
      continue;
    }
    const auto level = std::find_if(levels().begin(), levels().end(), [&](auto& one) { return one.name == entry.key; });
    if (level == levels().end()) {
      good = value.fail_at(entry.key_span, fmt::format("an event cannot wait for '{}'", made_visible(entry.key)),
                           suggestion(entry.key, names));
    } else if (++found > 1) {
      good = value.fail_at(entry.key_span, "an event waits for one thing", "write a second event");
    } else {
      condition.of = level->of;
      good &= read_threshold(part, *level, condition);
    }
  }
  if (good && found == 0) return value.expected("what it waits for, such as {children per worker: above 25}");
  return good;
}

Shape shape_of_condition() {
  shape::Keys keys{{"team", shape::text()}};
  for (const Level& level : levels())
    keys.emplace_back(level.name, shape::like(level.in_percent ? "(above|below) +[0-9][0-9 ]*([.][0-9]+)? *%"
                                                               : "(above|below) +[0-9][0-9 ]*([.][0-9]+)?( *children)?",
                                              level.in_percent ? "above 100 %, or below" : "above 25, or below"));
  return shape::block(std::move(keys));
}

/// "2008-04"
bool read_month(const std::string& word, Date& month) {
  const auto first = word.size() == 7 ? date(word + "-01") : std::nullopt;
  if (first) month = *first;
  return first.has_value();
}

bool read_profile(const Value& value, std::vector<MonthCount>& profile) {
  if (!value.node().is_map() || value.node().map.empty())
    return value.expected("numbers by month, such as {2008-04: 380, 2008-05: 399}");
  bool good = true;
  for (const Entry& entry : value.node().map) {
    if (is_note(entry.key)) continue;
    const Value count = value.at(entry);
    MonthCount next;
    if (!read_month(entry.key, next.month)) {
      good = value.fail_at(entry.key_span, fmt::format("'{}' is not a month", made_visible(entry.key)),
                           "write it as 2008-04");
    } else if (!profile.empty() && profile.back().month >= next.month) {
      good = value.fail_at(entry.key_span, "months must increase");
    } else if (read_number(count, next.count)) {
      if (next.count < 0 || next.count > 1e9 || (profile.empty() && next.count == 0))
        good = count.expected(profile.empty() ? "a number above 0 in the first month" : "a number of at least 0");
      profile.push_back(next);
    } else {
      good = false;
    }
  }
  return good && (!profile.empty() || value.expected("numbers by month, such as {2008-04: 380, 2008-05: 399}"));
}

}  // namespace

std::string in_words(const Condition& condition) {
  const auto level = std::find_if(levels().begin(), levels().end(), [&](auto& one) { return one.of == condition.of; });
  return fmt::format("{} {} {}{}", level->name, condition.above ? "above" : "below", in_words(condition.threshold),
                     level->in_percent ? " %" : "");
}

const KindOf<Condition>& condition() {
  static const auto it = kind_of<Condition>("condition", "{children per worker: above 25}",
                                            "a level and 'above' or 'below' a number; with 'team', of that team",
                                            shape_of_condition(), read_condition);
  return it;
}

const KindOf<std::vector<MonthCount>>& profile() {
  static const auto it = kind_of<std::vector<MonthCount>>(
      "numbers by month", "{2008-04: 380, 2008-05: 399}", "a number for each of some months, in their order",
      shape::by_name(shape::number(0, 1e9), "[0-9]{4}-[0-9]{2}"), read_profile);
  return it;
}

}  // namespace caseload::scenario
