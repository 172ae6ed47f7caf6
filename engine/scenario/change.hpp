// Options and overrides: settings found by their path and given another value.   Tested by
// tests/scenario/change_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "scenario/description.hpp"
#include "scenario/node.hpp"

namespace caseload::scenario {

/// A setting that a tree has or could have.
struct Setting {
  std::string path;
  const Field* field{};   ///< empty inside a value, such as `steps.screening.next.closed`
  const Block* within{};  ///< the block that the field is in
  const Node* node{};     ///< empty if it is not written
  bool is_named{};        ///< one of a collection, such as `teams.legal`
};

/// Every setting of a tree: all written ones, and those of its blocks that are at their default.
std::vector<Setting> settings_of(const Node& root);

/// Changes one setting of a tree.
/// @param name  its path or a unique end of it
/// @param to    the new value, or a change such as "+3" of the one in force
/// @return whether it was done; otherwise `problems` says why not, at `name_span` or at the value
bool change(Node& root, const std::string& name, const Span& name_span, const Node& to, Problems& problems);

/// The full path of the setting with that name or that end; empty, with a complaint, if there is none or more than one.
std::string path_of(const Node& root, const std::string& name, const Span& name_span, Problems& problems);

/// The same as change() for "duty.posts=9" from the command line.
bool override_setting(Node& root, const std::string& text, Sources&, Problems& problems);

/// Carries out an entry of `options`.
bool apply_option(Node& root, const Entry& option, Problems& problems);

}  // namespace caseload::scenario
