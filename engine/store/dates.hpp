// Dates as files carry them (ISO 8601).   Tested by tests/store/json_test.cpp.
#pragma once

#include <string>

#include "caseload/time.hpp"

namespace caseload {

/// "2008-04-01"
std::string iso_date(Date);

/// "2008-04-01", or "2008-04-01T12:00:00" inside a day.
std::string iso_instant(Instant);

/// "2008-04-01T00:00:00", whatever the time of day.
std::string iso_second(Instant);

}  // namespace caseload
