// How numbers, dates and other people's words look on a terminal.   Tested by tests/report/text_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "caseload/scenario.hpp"
#include "caseload/time.hpp"
#include "scenario/width.hpp"

namespace caseload {

using scenario::cut;
using scenario::display_width;

/// A name of somebody's as tables and sentences have it: harmless, and not so long that it drowns them. Files have it whole.
std::string shown_name(std::string_view name);

/// "12 345.7". Negative zero loses its sign.
std::string number(double value, int decimals);

/// "80", "2 000 000", "0.25": no more decimals than it has, three at most.
std::string short_number(double value);

/// "+1.5", "-0.2", "0.0": a difference.
std::string signed_number(double value, int decimals);

/// "80 %" of 0.8.
std::string percent(double share);

/// "1 replication", "2 replications"
std::string counted(std::size_t n, std::string_view noun);

/// Lines of at most `width` columns, each after `indent` blanks; a longer word has a line of its own.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

/// "1 Apr 2008"
std::string day(Date);

/// "3 years", "18 months", "40 weeks", "10 days", "500 hours": the largest unit that fits without a rest.
std::string length_of(const Period&);

/// What runs, how long, from when: "Darlington, autumn 2009 · 3 years from 1 Apr 2008 · option three workers".
std::string title(const Scenario&);

}  // namespace caseload
