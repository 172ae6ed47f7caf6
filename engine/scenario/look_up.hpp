// Keys of the description by the names that people give them, and what a scenario's file says of one.
// Tested by tests/scenario/look_up_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/result.hpp"
#include "scenario/description.hpp"

namespace caseload::scenario {

/// Keys whose path ends so; a part may stand for a placeholder: "duty.posts" is "teams.<team>.posts". Those that say
/// most of it in their own words, the outermost first.
std::vector<DescribedKey> keys_named(std::string_view name, const Block& = scenario_block());

/// The end of a path that `name` may have been meant to be; empty if there is none.
std::string nearest_key(std::string_view name, const Block& = scenario_block());

/// What a file, or one that it extends, says of a setting.
struct Said {
  std::string path;    ///< in full: "teams.duty.posts"
  DescribedKey key;    ///< that it is, or is a part of
  std::string value;   ///< on one line; empty: not given
  std::string from;    ///< where: another path, if the value is the scenario's for all teams; empty: this one
  Place place;         ///< of the value
  std::string source;  ///< noted beside the value or in the block around it; may be empty
  std::string quality;
};

/// @param name     a path, or a unique end of it
/// @param library  as in Reading
/// @return the problems of a file that cannot be taken apart, or of a name that is no setting or could be several
Result<Said> look_up(const std::string& name, const std::string& file, const std::string& library);

}  // namespace caseload::scenario
