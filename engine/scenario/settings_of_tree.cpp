// The settings of a tree, written or not.   Tested by tests/scenario/change_test.cpp.
#include <fmt/format.h>

#include "scenario/change.hpp"
#include "scenario/value.hpp"

namespace caseload::scenario {

namespace {

/// `{value: 7, source: ...}` without its source.
const Node* unwrapped(const Node* node) {
  const Node* value = node && node->is_map() ? node->find("value") : nullptr;
  return value ? value : node;
}

class Listing {
 public:
  std::vector<Setting> take() { return std::move(settings_); }

  void block(const Block& block, const Node* node, const std::string& path) {
    for (const Field& field : block.fields) {
      if (!field.store) continue;  // about, extends and options are no settings
      const std::string here = path.empty() ? field.name : path + "." + field.name;
      const Node* value = node && node->is_map() ? node->find(field.name) : nullptr;
      settings_.push_back({here, &field, &block, unwrapped(value), false});
      if (!field.block) {
        inside(value, here);
      } else if (field.repeats == Repeats::no) {
        this->block(*field.block, value, here);
      } else {
        repeated(field, value, here);
      }
    }
  }

 private:
  void repeated(const Field& field, const Node* value, const std::string& path) {
    if (!value) return;
    for (const Entry& entry : value->map) {
      if (is_note(entry.key)) continue;
      const std::string here = path + "." + entry.key;
      settings_.push_back({here, nullptr, nullptr, &entry.value, true});
      block(*field.block, &entry.value, here);
    }
    for (std::size_t i = 0; i < value->list.size(); ++i)
      block(*field.block, &value->list[i], fmt::format("{}.{}", path, i + 1));
  }

  /// The parts of a value: `next.closed`, `lasting.lognormal.mean`, `effort.bands.2.share`.
  void inside(const Node* value, const std::string& path) {
    value = unwrapped(value);
    if (!value) return;
    for (const Entry& entry : value->map) {
      if (is_note(entry.key)) continue;
      const std::string here = path + "." + entry.key;
      settings_.push_back({here, nullptr, nullptr, unwrapped(&entry.value), false});
      inside(&entry.value, here);
    }
    for (std::size_t i = 0; i < value->list.size(); ++i) {
      if (value->list[i].is_map()) inside(&value->list[i], fmt::format("{}.{}", path, i + 1));
    }
  }

  std::vector<Setting> settings_;
};

}  // namespace

std::vector<Setting> settings_of(const Node& root) {
  Listing listing;
  listing.block(scenario_block(), &root, {});
  return listing.take();
}

}  // namespace caseload::scenario
