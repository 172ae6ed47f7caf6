// Units of time.   Tested by tests/scenario/values_test.cpp.
#include "scenario/units.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace {

constexpr std::array<TimeUnit, 8> time_units = {{{"second", Duration::Unit::seconds, 1},
                                                 {"minute", Duration::Unit::seconds, 60},
                                                 {"hour", Duration::Unit::seconds, seconds_per_hour},
                                                 {"day", Duration::Unit::seconds, seconds_per_day},
                                                 {"week", Duration::Unit::seconds, seconds_per_week},
                                                 {"working day", Duration::Unit::working_days, 1},
                                                 {"month", Duration::Unit::months, 1},
                                                 {"year", Duration::Unit::months, 12}}};

}  // namespace

bool is_unit(std::string_view word, std::string_view one) {
  return word == one || (word.size() == one.size() + 1 && word.starts_with(one) && word.back() == 's');
}

const TimeUnit* time_unit(std::string_view word) {
  const auto found =
      std::find_if(time_units.begin(), time_units.end(), [&](const TimeUnit& unit) { return is_unit(word, unit.one); });
  return found == time_units.end() ? nullptr : &*found;
}

std::vector<std::string> names_of_time_units() {
  std::vector<std::string> names;
  for (const TimeUnit& unit : time_units) names.emplace_back(unit.one);
  return names;
}

double in_seconds(const Duration& duration) {
  switch (duration.unit) {
    case Duration::Unit::seconds:
      return duration.amount;
    case Duration::Unit::working_days:
      return duration.amount * seconds_per_week / 5;
    case Duration::Unit::months:
      return duration.amount * seconds_per_month;
  }
  return 0;
}

bool read_quantity(const Value& value, std::string_view what, Quantity& read) {
  if (!value.is_word()) return value.expected(what);
  const auto found = quantity(value.word());
  if (!found) return value.expected(what, why_no_quantity(value.word()));
  read = *found;
  return true;
}

bool needs_unit(const Value& value, std::string hint) {
  return value.fail(fmt::format("'{}' needs a unit", made_visible(short_path(value.path()))), std::move(hint));
}

}  // namespace caseload::scenario
