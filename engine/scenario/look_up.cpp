// See look_up.hpp.
#include "scenario/look_up.hpp"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "scenario/change.hpp"
#include "scenario/extend.hpp"
#include "scenario/suggest.hpp"
#include "scenario/text.hpp"
#include "scenario/value.hpp"

namespace caseload::scenario {
namespace {

using Parts = std::vector<std::string_view>;

bool is_placeholder(std::string_view part) { return part.starts_with('<') && part.ends_with('>'); }

/// How many placeholders of the path's end the parts stand for; empty: they are not its end.
std::optional<std::size_t> stands_for(const Parts& name, const Parts& path) {
  if (name.size() > path.size()) return {};
  std::size_t placeholders = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const std::string_view part = path[path.size() - name.size() + i];
    if (part == name[i]) continue;
    if (!is_placeholder(part) || name[i].empty()) return {};
    ++placeholders;
  }
  return placeholders;
}

/// The described key that a full path is, or is a part of: "teams.duty.posts" is "teams.<team>.posts".
DescribedKey described(std::string_view path) {
  const Parts parts = parts_of(path);
  DescribedKey key;
  const Block* block = &scenario_block();
  for (std::size_t i = 0; block && i < parts.size(); ++i) {
    const Field* field = block->find(parts[i]);
    if (!field) break;
    key.path += (key.path.empty() ? "" : ".") + field->name;
    key.field = field;
    key.within = block;
    block = field->block;
    if (!field->placeholder.empty() && i + 2 < parts.size()) {
      key.path += "." + field->placeholder;
      ++i;
    }
  }
  return key;
}

const Node* item_of(const Node& list, std::string_view number) {
  std::size_t item = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), item);
  const bool is_item = read.ec == std::errc{} && item >= 1 && item <= list.list.size();
  return is_item ? &list.list[item - 1] : nullptr;
}

/// The source and quality nearest around a value. Those of another file are of the value that it had there.
void note_around(const Node& root, const Node& value, Said& said) {
  const Node* node = &root;
  const auto take = [&](const char* key, std::string& text) {
    const Node* note = node->find(key);
    if (note && note->is_word() && note->span.source == value.span.source) text = note->word;
  };
  const auto take_both = [&] {
    if (!node->find("source") && !node->find("quality")) return;
    said.source.clear();
    said.quality.clear();
    take("source", said.source);
    take("quality", said.quality);
  };
  for (const std::string_view part : parts_of(said.from.empty() ? said.path : said.from)) {
    const Node* inner = node->is_list() ? item_of(*node, part) : node->find(part);
    if (!inner && node->find("value")) inner = node->find("value")->find(part);
    if (!inner) return;
    node = inner;
    if (node->is_map()) take_both();
  }
}

}  // namespace

std::vector<DescribedKey> keys_named(std::string_view name, const Block& block) {
  const Parts parts = parts_of(name);
  struct Found {
    DescribedKey key;
    std::size_t placeholders{}, depth{};
  };
  std::vector<Found> all;
  for (DescribedKey& key : described_keys(block)) {
    const Parts path = parts_of(key.path);
    if (key.path == name) return {std::move(key)};
    const std::size_t depth = path.size();
    if (const auto placeholders = stands_for(parts, path)) all.push_back({std::move(key), *placeholders, depth});
  }
  std::stable_sort(all.begin(), all.end(), [](const Found& a, const Found& b) {
    return std::tie(a.placeholders, a.depth) < std::tie(b.placeholders, b.depth);
  });
  std::vector<DescribedKey> keys;
  for (Found& found : all) {
    if (found.placeholders == all.front().placeholders) keys.push_back(std::move(found.key));
  }
  return keys;
}

std::string nearest_key(std::string_view name, const Block& block) {
  const Parts parts = parts_of(name);
  std::vector<std::string> ends;
  for (const DescribedKey& key : described_keys(block)) {
    const Parts path = parts_of(key.path);
    if (path.size() < parts.size()) continue;
    std::string end;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string_view part = path[path.size() - parts.size() + i];
      end += (end.empty() ? "" : ".") + std::string{is_placeholder(part) ? parts[i] : part};
    }
    ends.push_back(std::move(end));
  }
  return nearest(name, ends);
}

Result<Said> look_up(const std::string& name, const std::string& file, const std::string& library) {
  Sources sources;
  Problems problems;
  const std::optional<Node> root = load_file(file, library, sources, problems);
  if (!root) return problems;
  Said said;
  said.path = path_of(*root, name, {}, problems);
  if (said.path.empty()) return Problems{problems.back()};
  said.key = described(said.path);
  const std::vector<Setting> settings = settings_of(*root);
  const auto value_of = [&](std::string_view path) -> const Node* {
    const auto found = std::find_if(settings.begin(), settings.end(), [&](auto& one) { return one.path == path; });
    return found == settings.end() ? nullptr : found->node;
  };
  const Node* value = value_of(said.path);
  const auto people = said.path.starts_with("teams.") ? said.path.find(".people.") : std::string::npos;
  if (!value && people != std::string::npos) {
    said.from = said.path.substr(people + 1);
    value = value_of(said.from);
    if (!value) said.from.clear();
  }
  if (!value) return said;
  said.value = in_words(*value);
  said.place = {value->span.source->name(), value->span.line, value->span.column};
  note_around(*root, *value, said);
  return said;
}

}  // namespace caseload::scenario
