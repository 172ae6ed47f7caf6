// Values, their notes and their mistakes.   Tested by tests/scenario/read_test.cpp.
#include "scenario/value.hpp"

#include <fmt/format.h>

#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace {

constexpr std::size_t most_quoted = 60;  // characters of an author's words in a message

std::string shown(const Node& node) {
  switch (node.kind) {
    case Node::Kind::nothing:
      return "nothing";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::map:
      return "a block";
    case Node::Kind::word:
      break;
  }
  std::string words = made_visible(node.word);
  std::size_t end = 0;
  for (int count = 0; end < words.size() && count < static_cast<int>(most_quoted); ++count) {
    end += first_character(std::string_view{words}.substr(end)).bytes;
  }
  if (end < words.size()) words = words.substr(0, end) + "...";
  return fmt::format("'{}'", words);
}

/// Reads `source` and `quality` of a map into a Note. Anything but a word there is a mistake.
void take_note(const Node& map, const Node* value, const std::string& path, Collected& collected) {
  Note note{path,
            value ? in_words(*value) : std::string{},
            {},
            {},
            {map.span.source->name(), map.span.line, map.span.column}};
  const auto read = [&](std::string_view key, std::string& text) {
    const Node* node = map.find(key);
    if (!node) return;
    if (!node->is_word()) {
      collected.problems.push_back(problem_at(node->span, fmt::format("{}.{}", path, key),
                                              fmt::format("expected text, found {}", shown(*node))));
    }
    text = node->word;
  };
  read("source", note.source);
  read("quality", note.quality);
  if (!note.source.empty() || !note.quality.empty()) collected.notes.push_back(std::move(note));
}

}  // namespace

Span Collected::place(std::string path) const {
  while (true) {
    if (const auto found = places.find(path); found != places.end()) return found->second;
    if (path.empty()) return {};
    const auto dot = path.rfind('.');
    path.resize(dot == path.npos ? 0 : dot);
  }
}

bool is_note(std::string_view key) { return key == "source" || key == "quality"; }

Value::Value(const Node& node, std::string path, Collected& collected, Opens opens)
    : node_{&node}, path_{std::move(path)}, collected_{&collected} {
  const Node* inner = opens == Opens::value && node.is_map() ? node.find("value") : nullptr;
  if (node.is_map() && opens != Opens::nothing) take_note(node, inner, path_, collected);
  if (inner) {
    for (const Entry& entry : node.map) {
      if (entry.key == "value" || is_note(entry.key)) continue;
      fail_at(entry.key_span, fmt::format("'{}' beside 'value'", made_visible(entry.key)),
              "only 'source' and 'quality' stand beside 'value'");
    }
    node_ = inner;
  }
  collected.places.insert_or_assign(path_, node_->span);
}

bool Value::fail(std::string message, std::string hint) const {
  return fail_at(node_->span, std::move(message), std::move(hint));
}

bool Value::fail_at(const Span& span, std::string message, std::string hint) const {
  collected_->problems.push_back(problem_at(span, path_, std::move(message), std::move(hint)));
  return false;
}

bool Value::expected(std::string_view what, std::string hint) const {
  if (node_->is_nothing())
    return fail(fmt::format("'{}' has no value", made_visible(short_path(path_))), fmt::format("expected {}", what));
  return fail(fmt::format("expected {}, found {}", what, shown(*node_)), std::move(hint));
}

std::string short_path(std::string_view path) {
  const auto last = path.rfind('.');
  if (last == path.npos || last == 0) return std::string{path};
  const auto before = path.rfind('.', last - 1);
  return std::string{before == path.npos ? path : path.substr(before + 1)};
}

}  // namespace caseload::scenario
