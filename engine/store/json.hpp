// Pieces of JSON that several files have in common: missing numbers are null, everything beyond ASCII is escaped.
// Tested by tests/store/json_test.cpp.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "caseload/estimates.hpp"

namespace caseload::json {

using Json = nlohmann::ordered_json;

/// Null when there is none.
Json number(double value);

std::string text_of(const Json&);

/// What a measure is called, counted in, and which way is better (null: neither).
Json names_of(const Measure&);

/// Mean, interval, spread and how many replications observed it.
void add(Json& to, const Estimate&);

/// What was asked of the number of replications.
Json wanted(const Precision&);

}  // namespace caseload::json
