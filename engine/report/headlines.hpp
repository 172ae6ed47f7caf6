// The lines of a table of headlines, and how their numbers look.   Tested by tests/report/table_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/estimates.hpp"

namespace caseload {

/// A measure, or a heading over the places of one.
struct HeadlineRow {
  std::string label;
  std::optional<std::size_t> measure;  ///< index
};

/// Headlines in their order. A measure of one place takes one line; one of several takes a line for itself and one for
/// each part below it.
std::vector<HeadlineRow> headline_rows(const std::vector<Measure>&);

/// "wait for a worker, median", "done in time (duty)", "open children (on 30 Oct 2009)".
std::string name_in_words(const Measure&);

/// Enough decimals to see something: waits may be minutes given in days, stocks may be thousands.
int decimals_for(std::string_view unit, double mean);

/// The unit beside the number, unless the measure's name says it.
std::string unit_beside(const Measure&);

/// Half the width of the interval of a mean. "<0.1": too small to show, and not nought.
std::string half_width(const Estimate&, int decimals);

/// "every headline within 5 %, 95 % confidence"
std::string in_words(const Precision&);

}  // namespace caseload
