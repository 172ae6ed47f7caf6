// Comma-separated values that spreadsheets and data frames read alike.   Tested by tests/store/csv_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "caseload/observations.hpp"

namespace caseload {

/// A cell of text. Quoted when it has to be (RFC 4180). Text that a spreadsheet would take for a formula gets an
/// apostrophe in front, so that a scenario's names can never make one calculate or call out.
std::string csv_text(std::string_view text);

/// "wait for a worker, mean" of "duty" in "days", as three cells, each with a comma behind it.
std::vector<std::string> csv_cells_of(const std::vector<Measure>& measures);

/// A number in the fewest digits that read back as the same bits; empty when there is none (NaN).
std::string csv_number(double value);

}  // namespace caseload
