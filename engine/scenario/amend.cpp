// Arithmetic on the author's words, so that units stay what they were.   Tested by tests/scenario/change_test.cpp.
#include "scenario/amend.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "scenario/utf8.hpp"
#include "scenario/value.hpp"

namespace caseload::scenario {

namespace {

std::string wrong_unit(const Quantity& value, const Amendment& by) {
  return fmt::format("is in '{}', the change in '{}'", made_visible(value.unit), made_visible(by.by.unit));
}

/// A list such as [7, 10 from 2010-04-01], or its only entry.
Node dated_node(const std::vector<DatedQuantity>& entries, const Span& span) {
  Node list;
  list.kind = Node::Kind::list;
  list.span = span;
  for (const auto& [from, value] : entries) {
    list.list.push_back(
        word_node(from ? fmt::format("{} from {}", in_words(value), in_words(*from)) : in_words(value), span));
  }
  return list.list.size() == 1 ? list.list.front() : list;
}

/// A new value from a date on ends what was planned for later; a change adds to it.
Amended amended_on_dates(const Node& old, const Amendment& by, const Span& span) {
  DatedMistake mistake;
  auto entries = dated_quantities(old, mistake);
  if (entries.empty()) return {{}, "has no value yet that could change"};
  if (by.from) {
    const auto later = std::find_if(entries.begin(), entries.end(),
                                    [&](const DatedQuantity& entry) { return entry.from && *entry.from >= *by.from; });
    const bool starts_an_entry = later != entries.end() && *later->from == *by.from;
    if (!starts_an_entry) entries.insert(later, {by.from, std::prev(later)->value});
    if (by.kind == Amendment::Kind::set)
      std::erase_if(entries, [&](const DatedQuantity& entry) { return entry.from && *entry.from > *by.from; });
  }
  for (DatedQuantity& entry : entries) {
    if (by.from && (!entry.from || *entry.from < *by.from)) continue;
    Amendment change = by;
    if (change.kind == Amendment::Kind::set && change.by.unit.empty()) change.by.unit = entry.value.unit;
    const auto value = changed(entry.value, change);
    if (!value) return {{}, wrong_unit(entry.value, by)};
    entry.value = *value;
  }
  return {dated_node(entries, span), {}};
}

/// Every amount of a distribution times a factor; what has no unit (a shape, a share) stays.
void scale(Node& node, double factor, const Span& span) {
  static constexpr std::array<std::string_view, 6> unitless = {"cv", "shape", "stages", "a", "b", "share"};
  node.span = span;
  if (node.is_word()) {
    if (const auto value = quantity(node.word)) node.word = in_words(Quantity{value->number * factor, value->unit});
  }
  for (Entry& entry : node.map) {
    const bool stays = is_note(entry.key) || std::find(unitless.begin(), unitless.end(), entry.key) != unitless.end();
    if (!stays) scale(entry.value, factor, span);
  }
  for (Node& item : node.list) scale(item, factor, span);
}

}  // namespace

Amended amended(const Node& old, const Amendment& by, bool on_dates, const Span& span) {
  if (on_dates) return amended_on_dates(old, by, span);
  if (by.from) return {{}, "cannot change on a date"};
  if (old.is_map() && by.kind == Amendment::Kind::multiply) {
    Node value = old;
    scale(value, by.by.number, span);
    return {value, {}};
  }
  const auto value = old.is_word() ? quantity(old.word) : std::nullopt;
  if (!value) return {{}, fmt::format("is no number that could change: {}", made_visible(in_words(old)))};
  const auto after = changed(*value, by);
  if (!after) return {{}, wrong_unit(*value, by)};
  return {word_node(in_words(*after), span), {}};
}

}  // namespace caseload::scenario
