// Amounts of money.   Tested by tests/scenario/values_test.cpp.
#include <fmt/format.h>

#include "scenario/units.hpp"
#include "scenario/utf8.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

constexpr double million = 1e6, most_pounds = 1e12;

bool read_pounds(const Value& value, double& pounds) {
  Quantity found;
  if (!read_quantity(value, "an amount such as '500000 pounds'", found)) return false;
  std::string unit = found.unit;
  if (unit.ends_with(" per year")) unit.resize(unit.size() - 9);
  const bool in_millions = unit.starts_with("million ");
  if (in_millions) unit.erase(0, 8);
  const std::string hint = fmt::format("write '{} pounds'", in_words(found.number));
  if (found.unit.empty() && found.number != 0) return needs_unit(value, hint);
  if (!unit.empty() && !is_unit(unit, "pound"))
    return value.fail(fmt::format("'{}' is not an amount of money", made_visible(found.unit)), hint);
  pounds = found.number * (in_millions ? million : 1);
  return (pounds >= 0 && pounds <= most_pounds) || value.expected("an amount of at least 0 pounds");
}

}  // namespace

const KindOf<double>& pounds() {
  static const auto it = kind_of<double>("pounds", "500000 pounds", read_pounds);
  return it;
}

}  // namespace caseload::scenario
