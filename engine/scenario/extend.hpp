// Loading a file and what it extends, and laying one tree over another.   Tested by tests/scenario/extends_test.cpp.
#pragma once

#include <optional>
#include <string>

#include "scenario/description.hpp"
#include "scenario/node.hpp"

namespace caseload::scenario {

/// `own` on top of `base`: blocks key by key, everything else replaced. `none` takes an inherited entry of a collection
/// away; a key takes an inherited alternative away (`after` instead of `rate`).
Node merged(Node base, const Node& own, const Block& block);

/// Reads a file ("-": standard input) and everything it extends, laid over each other.
/// @param library  folder in which `extends` is looked up after the file's own; may be empty
/// @return empty if `problems` got a mistake that leaves nothing to go on with
std::optional<Node> load_file(const std::string& path, const std::string& library, Sources&, Problems& problems);

/// The same from text that stands for a file of that name.
std::optional<Node> load_text(std::string text, const std::string& file, const std::string& library, Sources&,
                              Problems& problems);

}  // namespace caseload::scenario
