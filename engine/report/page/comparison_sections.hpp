// What the page of a comparison says, part by part; empty where there is nothing to say.
// Tested by tests/report/page_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "caseload/report.hpp"
#include "report/page/html.hpp"

namespace caseload::web {

/// What each option changes, in sentences; the largest changes for the better.
Html answer(const ComparisonRun&);
Html how_sure(const ComparisonRun&);
/// The settings that each option gives another value.
Html what_changes(const ComparisonRun&);
/// In how many futures each option keeps each target.
Html targets(const ComparisonRun&, const std::string& foot);
/// A figure for each headline that some option changes.
Html differences(const ComparisonRun&, const std::string& foot);
Html over_time(const ComparisonRun&, const std::string& foot);
Html who_waits(const ComparisonRun&, const std::string& foot);
/// All measures of all options, as comparison.json has them.
Html every_number(const Comparison&);

// -------------------------------------------------------------------------------- pieces that parts have in common

/// An option as titles have it.
std::string name_of(const Comparison&, std::size_t option);
/// Headlines that are there, in the order of the terminal's table: indices of measures.
std::vector<std::size_t> headlines(const Comparison&);

}  // namespace caseload::web
