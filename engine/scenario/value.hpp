// A value under its full path, as the readers of single kinds see it: what stands there, and how to complain about it.
// Tested by tests/scenario/bad_scenarios_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "caseload/scenario.hpp"
#include "scenario/node.hpp"

namespace caseload::scenario {

/// What one reading of a tree collects besides the Scenario.
struct Collected {
  Problems problems;
  std::vector<Note> notes;
  std::unordered_map<std::string, Span> places;  ///< of every value read, by its path

  /// Where `path` stands, or the nearest block around it that does.
  Span place(std::string path) const;
};

/// What a reader takes off a node before it looks at it.
enum class Opens {
  value,   ///< `{value: 7, source: ...}` is 7, with a note
  block,   ///< `source` and `quality` beside the keys of a block are notes
  nothing  ///< they are keys like any other
};

/// A node under its path. Short-lived: points into the tree and into Collected.
class Value {
 public:
  Value(const Node&, std::string path, Collected&, Opens = Opens::value);

  const Node& node() const { return *node_; }
  const std::string& path() const { return path_; }
  const std::string& word() const { return node_->word; }
  bool is_word() const { return node_->is_word(); }
  Collected& collected() const { return *collected_; }

  /// The value of an entry, or of an item counted from 1.
  Value at(const Entry& entry) const { return {entry.value, path_ + "." + entry.key, *collected_}; }
  Value item(std::size_t i) const { return {node_->list[i], path_ + "." + std::to_string(i + 1), *collected_}; }

  /// Adds a mistake at this value. Always false, so that a reader can `return value.fail(...)`.
  bool fail(std::string message, std::string hint = {}) const;
  bool fail_at(const Span&, std::string message, std::string hint = {}) const;
  /// "expected a date, found 'May'".
  bool expected(std::string_view what, std::string hint = {}) const;

 private:
  const Node* node_;
  std::string path_;
  Collected* collected_;
};

/// `source` and `quality` stand in any block without being part of it.
bool is_note(std::string_view key);

/// The last two parts of a path: "assessment.due". What a message calls a setting.
std::string short_path(std::string_view path);

}  // namespace caseload::scenario
