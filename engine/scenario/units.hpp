// Numbers with units, for the readers of kinds of value.   Tested by tests/scenario/values_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "caseload/time.hpp"
#include "scenario/quantity.hpp"
#include "scenario/value.hpp"

namespace caseload::scenario {

/// A unit of time, and how it is kept: working days and months stay what they are.
struct TimeUnit {
  std::string_view one;
  Duration::Unit kept_in;
  double factor;  ///< seconds, working days or months in one
};

/// The unit of that name, in the singular or the plural; null if there is none.
const TimeUnit* time_unit(std::string_view word);

/// "second", "working day", ...: all of them, in the singular.
std::vector<std::string> names_of_time_units();

/// Whether a word is the singular or the plural of a unit.
bool is_unit(std::string_view word, std::string_view one);

/// How long a duration is, with mean months and five working days to the week: to compare two of them.
double in_seconds(const Duration&);

/// The number and unit of a word; complains, naming `what` was expected, if there is none.
bool read_quantity(const Value&, std::string_view what, Quantity&);

/// "'duty.limit' needs a unit". Always false.
bool needs_unit(const Value&, std::string hint);

}  // namespace caseload::scenario
