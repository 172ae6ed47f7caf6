// A tree as canonical YAML: short values on one line, everything else as blocks.   Tested by
// tests/scenario/read_test.cpp.
#include <fmt/format.h>

#include "scenario/node.hpp"
#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace {

constexpr std::size_t widest_flow = 100;

/// Whether a word may stand without quotes anywhere, in a block or between braces.
bool is_plain(std::string_view word) {
  if (word.empty() || word.front() == ' ' || word.back() == ' ' || word.back() == ':' || word == "~") return false;
  if (std::string_view{":!&*-?|>@`%\"'#"}.find(word.front()) != word.npos) {
    // "-2" and "-40 %" are plain, "- 2" is a list
    if (word.front() != '-' || word.size() < 2 || word[1] < '0' || word[1] > '9') return false;
  }
  if (word.find_first_of(",[]{}\n\t\"\\") != word.npos) return false;
  return word.find(": ") == word.npos && word.find(" #") == word.npos;
}

std::string quoted(std::string_view word) {
  std::string text = "\"";
  while (!word.empty()) {
    const auto [code, bytes] = first_character(word);
    if (code == U'"' || code == U'\\') {
      text += fmt::format("\\{}", static_cast<char>(code));
    } else if (code == U'\n') {
      text += "\\n";
    } else if (is_invisible(code)) {
      text += fmt::format("\\U{:08x}", static_cast<unsigned>(code));
    } else {
      text += word.substr(0, bytes);
    }
    word.remove_prefix(std::max<std::size_t>(1, bytes));
  }
  return text + "\"";
}

std::string written(const Node& word) { return !word.quoted && is_plain(word.word) ? word.word : quoted(word.word); }

std::string written_key(const std::string& key) { return is_plain(key) && key != "null" ? key : quoted(key); }

/// On one line; gives up, with something too long, when it does not fit.
std::string flow(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::nothing:
      return "null";
    case Node::Kind::word:
      return written(node);
    case Node::Kind::list:
      for (const Node& item : node.list) {
        text += (text.empty() ? "" : ", ") + flow(item);
        if (text.size() > widest_flow) break;
      }
      return "[" + text + "]";
    case Node::Kind::map:
      for (const Entry& entry : node.map) {
        text += (text.empty() ? "" : ", ") + written_key(entry.key) + ": " + flow(entry.value);
        if (text.size() > widest_flow) break;
      }
      return "{" + text + "}";
  }
  return text;
}

void emit(const Node& node, std::size_t indent, std::string& out);

void emit_after(std::string_view mark, const Node& value, std::size_t indent, std::string& out) {
  out += fmt::format("{:{}}{}", "", indent, mark);
  const bool empty = value.list.empty() && value.map.empty();
  const std::string line = flow(value);
  // The outermost blocks are never put on one line: people look for `teams:` at the margin.
  const bool fits = value.is_word() || value.is_nothing() || empty || (indent > 0 && line.size() <= widest_flow);
  if (fits) {
    out += " " + line + "\n";
  } else {
    out += "\n";
    emit(value, indent + 2, out);
  }
}

void emit(const Node& node, std::size_t indent, std::string& out) {
  for (const Node& item : node.list) emit_after("-", item, indent, out);
  for (const Entry& entry : node.map) emit_after(written_key(entry.key) + ":", entry.value, indent, out);
}

}  // namespace

std::string to_yaml(const Node& node) {
  std::string out;
  emit(node, 0, out);
  return out;
}

}  // namespace caseload::scenario
