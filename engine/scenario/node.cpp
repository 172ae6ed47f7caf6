// Looking into a tree and changing it.
// Tested by tests/scenario/bad_scenarios_test.cpp and bombs_test.cpp.
#include "scenario/node.hpp"

#include <algorithm>

namespace caseload::scenario {

bool Node::is_none() const { return is_word() && !quoted && (word == "none" || word == "null"); }

const Entry* Node::entry(std::string_view key) const {
  const auto found = std::find_if(map.begin(), map.end(), [&](const Entry& entry) { return entry.key == key; });
  return found == map.end() ? nullptr : &*found;
}

const Node* Node::find(std::string_view key) const {
  const Entry* found = entry(key);
  return found ? &found->value : nullptr;
}

Node* Node::find(std::string_view key) { return const_cast<Node*>(std::as_const(*this).find(key)); }

void Node::set(std::string_view key, const Span& key_span, Node value) {
  if (Node* old = find(key)) {
    *old = std::move(value);
  } else {
    map.push_back({std::string{key}, key_span, std::move(value)});
  }
}

void Node::remove(std::string_view key) {
  std::erase_if(map, [&](const Entry& entry) { return entry.key == key; });
}

Node word_node(std::string word, const Span& span) {
  Node node;
  node.kind = Node::Kind::word;
  node.word = std::move(word);
  node.span = span;
  return node;
}

std::string in_words(const Node& node) {
  std::string words;
  const auto add = [&](const std::string& part) { words += (words.size() > 1 ? ", " : "") + part; };
  switch (node.kind) {
    case Node::Kind::nothing:
      return "nothing";
    case Node::Kind::word:
      return node.word;
    case Node::Kind::list:
      words = "[";
      for (const Node& item : node.list) add(in_words(item));
      return words + "]";
    case Node::Kind::map:
      if (const Node* value = node.find("value")) return in_words(*value);
      words = "{";
      for (const Entry& entry : node.map) {
        if (entry.key != "source" && entry.key != "quality") add(entry.key + ": " + in_words(entry.value));
      }
      return words + "}";
  }
  return words;
}

}  // namespace caseload::scenario
