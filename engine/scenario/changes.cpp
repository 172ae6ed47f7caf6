// What is different between two scenarios, setting by setting.   Tested by tests/scenario/changes_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "caseload/scenario.hpp"
#include "scenario/node.hpp"

namespace caseload::scenario {
namespace {

/// Every value of a tree with its path, in the order of the text. What stands under `value` is the setting's own, so
/// that adding a source to it changes the source alone.
class Values {
 public:
  std::vector<std::pair<std::string, std::string>> take() { return std::move(values_); }

  void add(const Node& node, const std::string& path) {
    const bool has_parts =
        std::any_of(node.list.begin(), node.list.end(), [](const Node& item) { return item.is_map(); });
    if (node.is_map() && !node.map.empty()) {
      for (const Entry& entry : node.map) add(entry.value, entry.key == "value" ? path : inside(path, entry.key));
    } else if (has_parts) {
      for (std::size_t i = 0; i < node.list.size(); ++i) add(node.list[i], inside(path, std::to_string(i + 1)));
    } else {
      values_.emplace_back(path, in_words(node));
    }
  }

 private:
  static std::string inside(const std::string& path, const std::string& key) {
    return path.empty() ? key : path + "." + key;
  }

  std::vector<std::pair<std::string, std::string>> values_;
};

/// Nothing of a text that does not parse: `resolved` always does.
std::vector<std::pair<std::string, std::string>> values_of(std::string_view yaml) {
  const Source source{"scenario.yaml", std::string{yaml}};
  Problems ignored;
  const std::optional<Node> tree = parse(source, ignored);
  Values values;
  if (tree) values.add(*tree, "");
  return values.take();
}

}  // namespace
}  // namespace caseload::scenario

namespace caseload {

std::vector<Change> changes_between(std::string_view resolved_before, std::string_view resolved_after) {
  if (resolved_before == resolved_after) return {};
  const auto before = scenario::values_of(resolved_before), after = scenario::values_of(resolved_after);
  std::map<std::string_view, std::string_view> old;
  for (const auto& [path, value] : before) old.emplace(path, value);
  std::vector<Change> changes;
  for (const auto& [path, value] : after) {
    const auto known = old.find(path);
    if (known == old.end()) {
      changes.push_back({path, "", value});
    } else {
      if (known->second != value) changes.push_back({path, std::string{known->second}, value});
      old.erase(known);
    }
  }
  for (const auto& [path, value] : before) {
    if (old.contains(path)) changes.push_back({path, value, ""});
  }
  return changes;
}

std::string value_in(std::string_view resolved, std::string_view path) {
  const std::string end = "." + std::string{path};
  std::string found;
  for (const auto& [of, value] : scenario::values_of(resolved)) {
    if (of == path) return value;
    if (of.ends_with(end)) found = value;
  }
  return found;
}

}  // namespace caseload
