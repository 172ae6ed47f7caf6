// A scenario's text as a tree in which every key and every value knows where it stands.
// Hides yaml-cpp, which only parse.cpp includes.   Tested by tests/scenario/bad_scenarios_test.cpp and bombs_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/source.hpp"

namespace caseload::scenario {

inline constexpr int deepest = 40;  ///< blocks within blocks

struct Entry;

/// A value: nothing (an empty place), a word (any scalar: numbers are words until a key says what they are), a list or
/// a map.
struct Node {
  enum class Kind { nothing, word, list, map };

  Kind kind{Kind::nothing};
  std::string word;
  bool quoted{};  ///< a word in quotes is never `none`
  std::vector<Node> list;
  std::vector<Entry> map;  ///< in the author's order, keys different
  Span span;

  bool is_nothing() const { return kind == Kind::nothing; }
  bool is_word() const { return kind == Kind::word; }
  bool is_list() const { return kind == Kind::list; }
  bool is_map() const { return kind == Kind::map; }
  /// Written as `none` or `null`: takes away what was inherited.
  bool is_none() const;

  const Node* find(std::string_view key) const;
  Node* find(std::string_view key);
  const Entry* entry(std::string_view key) const;
  /// Adds or replaces an entry of a map.
  void set(std::string_view key, const Span& key_span, Node value);
  void remove(std::string_view key);
};

struct Entry {
  std::string key;
  Span key_span;
  Node value;
};

/// A word that the author did not write himself, to stand at `span`.
Node word_node(std::string word, const Span& span);

/// The value as its author would say it, on one line: for messages and notes.
std::string in_words(const Node&);

/// Parses YAML. Refuses what the format does not need and yaml-cpp mishandles: several documents, tags, anchors,
/// aliases, merge keys, duplicate keys, keys that are not words, quotes that never close, blocks nested too deeply.
/// @return empty if `problems` got a mistake after which the rest makes no sense, or if the text holds nothing at all
std::optional<Node> parse(const Source&, Problems& problems);

/// Parses one value of an override, such as `{exponential: 6 weeks}`, that starts at byte `from` of its text.
std::optional<Node> parse_value(const Source&, std::size_t from, const std::string& key, Problems& problems);

/// Canonical YAML of a tree; reading it again gives the same tree but for its spans.
std::string to_yaml(const Node&);

}  // namespace caseload::scenario
