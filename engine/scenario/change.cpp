// Finding a setting by the end of its path, and changing it.   Tested by tests/scenario/change_test.cpp.
#include "scenario/change.hpp"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "scenario/amend.hpp"
#include "scenario/quantity.hpp"
#include "scenario/suggest.hpp"
#include "scenario/text.hpp"
#include "scenario/utf8.hpp"
#include "scenario/value.hpp"

namespace caseload::scenario {

namespace {

/// The last `count` parts of a path.
std::string end_of(std::string_view path, std::size_t count) {
  std::size_t at = path.size();
  for (; count > 0 && at != path.npos; --count) at = at == 0 ? path.npos : path.rfind('.', at - 1);
  return std::string{at == path.npos ? path : path.substr(at + 1)};
}

bool ends_with_part(std::string_view path, std::string_view end) {
  return path.size() > end.size() && path.ends_with(end) && path[path.size() - end.size() - 1] == '.';
}

std::string now(const Setting& setting) {
  if (setting.node) return fmt::format("now {}, from {}", in_words(*setting.node), in_words(setting.node->span));
  return setting.field && !setting.field->unless_given.empty()
             ? fmt::format("not given; default: {}", setting.field->unless_given)
             : "not given";
}

/// The setting that an author could have meant by a name that does not exist.
std::string did_you_mean(const std::string& name, const std::vector<Setting>& settings) {
  const std::size_t count = parts_of(name).size();
  std::vector<std::string> ends;
  for (const Setting& setting : settings) ends.push_back(end_of(setting.path, count));
  const std::string near = nearest(name, ends);
  if (near.empty()) return "'caseload explain' lists the settings";
  // Several may have this end: one that is written says more.
  const Setting* meant = nullptr;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (ends[i] == near && (!meant || (!meant->node && settings[i].node))) meant = &settings[i];
  }
  return fmt::format("did you mean {}?   ({})", near, now(*meant));
}

/// The setting of that path or with that end; complains if there is none, or more than one.
const Setting* find(const std::vector<Setting>& settings, const std::string& name, const Span& span,
                    Problems& problems) {
  std::vector<const Setting*> written, others;
  for (const Setting& setting : settings) {
    if (setting.path == name) return &setting;
    if (ends_with_part(setting.path, name)) (setting.node ? written : others).push_back(&setting);
  }
  const auto& found = written.empty() ? others : written;
  if (found.size() == 1) return found.front();
  if (found.empty()) {
    problems.push_back(problem_at(span, name, fmt::format("there is no setting '{}'", made_visible(name)),
                                  did_you_mean(name, settings)));
    return nullptr;
  }
  // Of those at their default, the outermost speaks for all: people.starter.speed rather than that of one team.
  const auto depth = [](const Setting* setting) { return std::count(setting->path.begin(), setting->path.end(), '.'); };
  const auto outer =
      std::min_element(found.begin(), found.end(), [&](auto* a, auto* b) { return depth(a) < depth(b); });
  const auto as_outer =
      std::count_if(found.begin(), found.end(), [&](auto* other) { return depth(other) == depth(*outer); });
  if (written.empty() && as_outer == 1) return *outer;
  constexpr std::size_t most_listed = 6;
  std::string list;
  for (std::size_t i = 0; i < std::min(found.size(), most_listed); ++i) list += (i ? ", " : "") + found[i]->path;
  if (found.size() > most_listed) list += fmt::format(" and {} more", found.size() - most_listed);
  problems.push_back(problem_at(span, name,
                                fmt::format("'{}' could be any of {} settings", made_visible(name), found.size()),
                                "write more of the path: " + list));
  return nullptr;
}

/// What a part of a path leads to, in a block or a list; null if it leads nowhere.
Node* within(Node& node, const std::string& part) {
  if (node.is_map()) {
    Node* inner = node.find("value");  // {value: ..., source: ...}
    return inner && !node.find(part) ? within(*inner, part) : node.find(part);
  }
  std::size_t item = 0;
  const auto read = std::from_chars(part.data(), part.data() + part.size(), item);
  const bool is_number = read.ec == std::errc{} && read.ptr == part.data() + part.size();
  return node.is_list() && is_number && item >= 1 && item <= node.list.size() ? &node.list[item - 1] : nullptr;
}

Node empty_block(const Span& span) {
  Node block;
  block.kind = Node::Kind::map;
  block.span = span;
  return block;
}

/// The block that holds a setting; with `at`, it is made where it is missing.
Node* block_around(Node& root, const std::string& path, const Span* at) {
  std::vector<std::string_view> parts = parts_of(path);
  parts.pop_back();
  Node* block = &root;
  for (const std::string_view word : parts) {
    const std::string part{word};
    Node* next = within(*block, part);
    const bool leads_on = next && (next->is_map() || next->is_list());
    if (!leads_on && !at) return nullptr;
    if (!leads_on) {
      if (!block->is_map()) *block = empty_block(*at);
      block->set(part, *at, empty_block(*at));
      next = block->find(part);
    }
    block = next;
  }
  return block;
}

/// Puts a value into a tree, with the blocks around it where they are missing. A name of a collection is taken away by
/// `none`.
void put(Node& root, const Setting& setting, const Node& value) {
  Node* block = block_around(root, setting.path, &value.span);
  const std::string last = end_of(setting.path, 1);
  if (setting.is_named && value.is_none()) {
    block->remove(last);
  } else if (Node* old = within(*block, last)) {
    *old = value;
  } else {
    if (!block->is_map()) *block = empty_block(value.span);
    block->set(last, value.span, value);
  }
}

/// The other keys of the block that say the same thing.
void take_away_alternatives(Node& root, const Setting& setting) {
  Node* block = setting.within && setting.field ? block_around(root, setting.path, nullptr) : nullptr;
  if (!block) return;
  block->remove(setting.field->instead_of);
  for (const Field& field : setting.within->fields) {
    if (field.instead_of == setting.field->name) block->remove(field.name);
  }
}

/// The value that a change starts from: as written, else the scenario's for a team's people, else the default.
std::optional<Node> in_force(const Setting& setting, const std::vector<Setting>& settings, const Span& span) {
  if (setting.node) return *setting.node;
  const auto people = setting.path.starts_with("teams.") ? setting.path.find(".people.") : std::string::npos;
  if (people != std::string::npos) {
    const std::string general = setting.path.substr(people + 1);
    for (const Setting& other : settings) {
      if (other.path == general && other.node) return *other.node;
    }
  }
  const bool has_number = setting.field && quantity(setting.field->unless_given);
  return has_number ? std::optional{word_node(setting.field->unless_given, span)} : std::nullopt;
}

bool takes_changes(const Setting& setting) {
  const Kind* kind = setting.field ? setting.field->kind : nullptr;
  return !setting.field || (kind && !kind->is_text && !kind->is_name && !kind->is_change);
}

bool is_sweep(const Setting& setting, std::string_view word) {
  const bool is_text = setting.field && setting.field->kind && setting.field->kind->is_text;
  return !is_text && (word.find(',') != word.npos || word.find("..") != word.npos);
}

}  // namespace

bool change(Node& root, const std::string& name, const Span& name_span, const Node& to, Problems& problems) {
  const std::vector<Setting> settings = settings_of(root);
  const Setting* setting = find(settings, name, name_span, problems);
  if (!setting) return false;
  const auto refuse = [&](std::string message, std::string hint) {
    problems.push_back(problem_at(to.span, setting->path, std::move(message), std::move(hint)));
    return false;
  };
  Node value = to;
  if (to.is_word() && !to.quoted) {
    if (is_sweep(*setting, to.word)) {
      return refuse(fmt::format("'{}' is given several values at once", made_visible(name)),
                    "a run takes one value; several are for 'caseload sweep'");
    }
    const auto by = takes_changes(*setting) ? amendment(to.word) : std::nullopt;
    if (by && (by->from || by->kind != Amendment::Kind::set)) {
      const auto old = in_force(*setting, settings, to.span);
      if (!old)
        return refuse(fmt::format("'{}' has no value yet that could change", made_visible(short_path(setting->path))),
                      "give it a value");
      const bool on_dates = setting->field && setting->field->kind && setting->field->kind->may_change_on_dates;
      auto [changed, wrong] = amended(*old, *by, on_dates, to.span);
      if (!changed) return refuse(fmt::format("'{}' {}", made_visible(short_path(setting->path)), wrong), {});
      value = std::move(*changed);
    }
  }
  const Setting found = *setting;
  put(root, found, value);
  take_away_alternatives(root, found);
  return true;
}

std::string path_of(const Node& root, const std::string& name, const Span& name_span, Problems& problems) {
  const std::vector<Setting> settings = settings_of(root);
  const Setting* setting = find(settings, name, name_span, problems);
  return setting ? setting->path : std::string{};
}

bool override_setting(Node& root, const std::string& text, Sources& sources, Problems& problems) {
  const Source& source = sources.add({}, text);
  const auto refuse = [&](std::string message, std::string hint) {
    problems.push_back({{}, {}, std::move(message), std::move(hint), {}, 1});
    return false;
  };
  const std::string hint = "write a setting and its value, such as duty.posts=9";
  if (Problems hidden; !check_text(source, hidden))
    return refuse(fmt::format("'{}': {}", made_visible(text), hidden.front().message), hint);
  const auto equals = text.find('=');
  const std::string name{trimmed(std::string_view{text}.substr(0, equals))};
  if (equals == text.npos || name.empty())
    return refuse(fmt::format("'{}' is not a setting and its value", made_visible(text)), hint);
  const std::string_view word = trimmed(std::string_view{text}.substr(equals + 1));
  if (word.empty()) return refuse(fmt::format("'{}' is given no value", made_visible(name)), hint);
  const auto from = static_cast<std::size_t>(word.data() - text.data());
  std::optional<Node> value;
  if (std::string_view{"{[\"'"}.find(word.front()) != word.npos) {
    value = parse_value(source, from, name, problems);
    if (!value) return false;
  } else {
    value = word_node(std::string{word}, {&source, 0, count_characters(std::string_view{text}.substr(0, from)) + 1,
                                          count_characters(word)});
  }
  return change(root, name, {}, *value, problems);
}

bool apply_option(Node& root, const Entry& option, Problems& problems) {
  if (!option.value.is_map()) {
    problems.push_back(problem_at(option.value.span, "options." + option.key,
                                  "expected changes by path, such as {teams.duty.posts: +3}"));
    return false;
  }
  bool all_good = true;
  for (const Entry& entry : option.value.map) {
    if (is_note(entry.key)) continue;
    const Node* wrapped = entry.value.is_map() ? entry.value.find("value") : nullptr;
    all_good &= change(root, entry.key, entry.key_span, wrapped ? *wrapped : entry.value, problems);
  }
  return all_good;
}

}  // namespace caseload::scenario
