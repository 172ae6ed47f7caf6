// How numbers, dates and other people's words look on a terminal.   Tested by tests/report/text_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "caseload/scenario.hpp"
#include "caseload/time.hpp"

namespace caseload {

/// Columns that UTF-8 text takes on a terminal: 2 for wide letters, 0 for accents that sit on the letter before.
std::size_t display_width(std::string_view text);

/// "12 345.7". Negative zero loses its sign.
std::string number(double value, int decimals);

/// "1 replication", "2 replications"
std::string counted(std::size_t n, std::string_view noun);

/// "1 Apr 2008"
std::string day(Date);

/// "3 years", "18 months", "40 weeks", "10 days", "500 hours": the largest unit that fits without a rest.
std::string length_of(const Period&);

/// What runs, how long, from when: "Darlington, autumn 2009 · 3 years from 1 Apr 2008 · option three workers".
std::string title(const Scenario&);

}  // namespace caseload
