// Changes of the value in force: +3, -2, +40 %, x 1.5, +3 from 2010-04-01.   Tested by tests/scenario/change_test.cpp.
#pragma once

#include <optional>
#include <string>

#include "scenario/node.hpp"
#include "scenario/quantity.hpp"

namespace caseload::scenario {

/// A value after a change, or why there is none (words to follow the setting's name).
struct Amended {
  std::optional<Node> value;
  std::string wrong;
};

/// @param on_dates  whether the value may change on dates
/// @param span      where the change stands; the new value stands there too
Amended amended(const Node& old, const Amendment& by, bool on_dates, const Span& span);

}  // namespace caseload::scenario
