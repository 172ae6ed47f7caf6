// Walking the description, with a tree to read or without one.   Tested by tests/scenario/read_test.cpp.
#include "scenario/description.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenario/describe.hpp"
#include "scenario/suggest.hpp"
#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace {

/// Names stand in paths and overrides, in tables and in file names.
bool check_name(const Value& block, const Entry& entry) {
  const std::string& name = entry.key;
  const std::vector<std::string>& reserved = reserved_names();
  if (std::find(reserved.begin(), reserved.end(), name) != reserved.end()) {
    return block.fail_at(entry.key_span, fmt::format("'{}' cannot be a name: it means something else", name),
                         "choose another name");
  }
  if (name.find_first_of(not_in_names) != name.npos || name.front() == ' ' || name.back() == ' ') {
    return block.fail_at(entry.key_span, fmt::format("the name '{}' holds one of . = , < >", made_visible(name)),
                         "paths and overrides need those characters: use words and blanks");
  }
  if (name.size() > longest_name) {
    return block.fail_at(entry.key_span, fmt::format("a name of more than {} characters", longest_name), "shorten it");
  }
  return true;
}

/// Whether `none` is a word like any other there, rather than nothing.
bool takes_none(const Field& field) {
  if (!field.kind) return false;
  const std::vector<std::string>& words = field.kind->words;
  return field.kind->is_text || std::find(words.begin(), words.end(), "none") != words.end();
}

void check_complete(const Value& value, const Block& block) {
  const auto given = [&](const std::string& key) {
    const Node* node = value.node().find(key);
    const Field* field = block.find(key);
    return node && (!node->is_none() || (field && takes_none(*field)));
  };
  for (const Field& field : block.fields) {
    const std::string& other = field.instead_of;
    if (!other.empty() && given(field.name) && given(other)) {
      value.fail_at(value.node().entry(field.name)->key_span, fmt::format("both '{}' and '{}'", other, field.name),
                    "give one of them");
    }
    if (field.is_required && !given(field.name) && !is_misspelt(value.node(), block, field.name)) {
      // one of two keys is required: the other one says so
      const bool said_otherwise = std::any_of(block.fields.begin(), block.fields.end(), [&](const Field& alternative) {
        return alternative.instead_of == field.name &&
               (given(alternative.name) || is_misspelt(value.node(), block, alternative.name));
      });
      if (said_otherwise) continue;
      const std::string name = short_path(value.path());
      std::string choice = fmt::format("'{}'", field.name);
      for (const Field& alternative : block.fields) {
        if (alternative.instead_of == field.name) choice += fmt::format(" or '{}'", alternative.name);
      }
      value.fail(name.empty() ? fmt::format("the scenario has no {}", choice)
                              : fmt::format("'{}' has no {}", made_visible(name), choice),
                 fmt::format("{}: {}", field.name, field.meaning));
    }
  }
}

std::string joined(const std::string& path, const std::string& key) { return path.empty() ? key : path + "." + key; }

/// An assumption has a quality of its own.
Opens opens_of(const Block& block) { return block.find("quality") ? Opens::nothing : Opens::block; }

void collect_keys(const Block& block, const std::string& path, std::vector<DescribedKey>& keys) {
  for (const Field& field : block.fields) {
    std::string here = joined(path, field.name);
    keys.push_back({here, &field, &block});
    if (!field.placeholder.empty()) here += "." + field.placeholder;
    if (field.block) collect_keys(*field.block, here, keys);
  }
}

}  // namespace

const Field* Block::find(std::string_view key) const {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == key; });
  return found == fields.end() ? nullptr : &*found;
}

std::vector<std::string> Block::keys() const {
  std::vector<std::string> names;
  for (const Field& field : fields) names.push_back(field.name);
  return names;
}

std::string default_of(const DescribedKey& key) {
  const Field& field = *key.field;
  const Field* other = field.instead_of.empty() ? nullptr : key.within->find(field.instead_of);
  for (const Field& one : key.within->fields) {
    if (field.is_required && one.instead_of == field.name) other = &one;
  }
  if (other && (field.is_required || other->is_required)) return "this or '" + other->name + "'";
  return field.unless_given;
}

const std::vector<std::string>& reserved_names() {
  static const std::vector<std::string> names = {"closed", "rest", "none", "null", "value", "nobody"};
  return names;
}

std::vector<DescribedKey> described_keys(const Block& block) {
  std::vector<DescribedKey> keys;
  collect_keys(block, {}, keys);
  return keys;
}

bool is_misspelt(const Node& map, const Block& block, const std::string& key) {
  const auto keys = block.keys();
  return std::any_of(map.map.begin(), map.map.end(),
                     [&](const Entry& entry) { return !block.find(entry.key) && nearest(entry.key, keys) == key; });
}

void read_block(const Value& value, const Block& block, void* owner) {
  if (!value.node().is_map()) {
    value.expected(fmt::format("a block such as {{{}: ...}}", block.fields.front().name));
    return;
  }
  for (const Entry& entry : value.node().map) {
    const Field* field = block.find(entry.key);
    if (!field && is_note(entry.key)) continue;
    const std::string path = joined(value.path(), entry.key);
    if (!field) {
      // "{source: assumed (22 hours, range 15 to 35)}": the comma ended the text
      const std::string hint =
          entry.value.is_nothing() ? "quote text that holds a ','" : suggestion(entry.key, block.keys());
      value.collected().problems.push_back(
          problem_at(entry.key_span, path,
                     fmt::format("there is no setting '{}' in {}", made_visible(entry.key), block.name), hint));
      continue;
    }
    if (!field->store || (entry.value.is_none() && !takes_none(*field))) continue;
    const bool is_one_block = field->block && field->repeats == Repeats::no;
    const Opens opens = !field->block ? Opens::value : is_one_block ? opens_of(*field->block) : Opens::block;
    field->store(Value{entry.value, path, value.collected(), opens}, owner);
  }
  check_complete(value, block);
}

void read_each(const Value& value, const Field& field,
               const std::function<void(const Value&, const std::string&)>& item) {
  if (field.repeats == Repeats::as_list) {
    if (!value.node().is_list()) {
      value.expected(fmt::format("a list of blocks such as [{{{}: ...}}]", field.block->fields.front().name));
      return;
    }
    for (std::size_t i = 0; i < value.node().list.size(); ++i) {
      item(Value{value.node().list[i], fmt::format("{}.{}", value.path(), i + 1), value.collected(),
                 opens_of(*field.block)},
           {});
    }
    return;
  }
  if (!value.node().is_map()) {
    value.expected(fmt::format("{} by name, such as {{{}: {{{}: ...}}}}", field.name, field.placeholder,
                               field.block->fields.front().name));
    return;
  }
  for (const Entry& entry : value.node().map) {
    if (is_note(entry.key)) continue;
    if (entry.value.is_none()) {
      value.fail_at(entry.value.span, fmt::format("there is no inherited '{}' to take away", made_visible(entry.key)),
                    "leave it out");
      continue;
    }
    if (check_name(value, entry))
      item(Value{entry.value, joined(value.path(), entry.key), value.collected(), opens_of(*field.block)}, entry.key);
  }
}

}  // namespace caseload::scenario
