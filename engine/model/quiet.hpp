// Up to when nothing changes but by chance and season.   Tested by tests/model/quiet_test.cpp.
#pragma once

#include "caseload/model.hpp"

namespace caseload {

/// The first instant after Model::begin at which something happens on a date, or rates, rules or posts change; Model::end
/// if nothing does. What waits for a condition comes by chance. Expects all tables of the model but the offered load.
Instant first_change(const Scenario&, const Model&);

}  // namespace caseload
