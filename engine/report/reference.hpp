// What every key of a scenario means: for a terminal, for programs and for scenarios/README.md.
// Tested by tests/report/reference_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenario/look_up.hpp"

namespace caseload {

/// One key in full, and what a scenario says of it; `others` may have been meant, too.
std::string explanation(const scenario::DescribedKey&, const std::vector<scenario::DescribedKey>& others,
                        const std::optional<scenario::Said>&, bool colour);
std::string explanation_json(const scenario::DescribedKey&, const std::optional<scenario::Said>&);

/// Every key, a line each. The keys of a block that stands in several places are listed where it first does.
std::string list_of_keys(bool colour, const scenario::Block& = scenario::scenario_block());
std::string list_of_keys_json(const scenario::Block& = scenario::scenario_block());

/// Markdown: a table for each block, in the order of a scenario.
std::string reference(const scenario::Block& = scenario::scenario_block());

}  // namespace caseload
