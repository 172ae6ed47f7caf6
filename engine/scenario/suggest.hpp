// "Did you mean ...?"   Tested by tests/scenario/read_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace caseload::scenario {

/// Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and swaps of
/// neighbours.
int edit_distance(std::string_view a, std::string_view b);

/// The one of `known` that a typing mistake could have turned into `word`; empty if none is near.
/// The nearest wins, the first among equals.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// "did you mean 'posts'?" if one of `known` is near; otherwise a list of them, if it is short; otherwise nothing.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

}  // namespace caseload::scenario
