// The description of `targets`: a measure, the bound it should keep to, and in how many futures. Whether the measure
// exists is found out when there is a model to ask (targets_of).   Tested by tests/scenario/targets_test.cpp.
#include <cmath>

#include "scenario/quantity.hpp"
#include "scenario/settings.hpp"
#include "scenario/units.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

/// A word and where it stands: what is wrong with it may be found out long after it was read.
struct PlacedWord {
  std::string word;
  Place place;
};

const KindOf<PlacedWord>& measure() {
  static const auto it = [] {
    auto made = kind_of<PlacedWord>(
        "name of a measure", "initial assessment.done in time", [](const Value& value, PlacedWord& read) {
          if (!value.is_word() || value.word().empty())
            return value.expected("the name of a measure such as 'children per worker'");
          const Span& span = value.node().span;
          read = {value.word(), {span.source->name(), span.line, span.column}};
          return true;
        });
    made.is_text = true;  // "wait for a worker, mean" is one name
    return made;
  }();
  return it;
}

const KindOf<Quantity>& bound() {
  static const auto it =
      kind_of<Quantity>("bound", "80 %", [](const Value& value, Quantity& read) {
        constexpr double most = 1e15;
        if (!read_quantity(value, "a number and its unit such as '80 %' or '7 days'", read)) return false;
        if (!read.unit.empty() && read.unit[0] >= '0' && read.unit[0] <= '9')
          return value.expected("one number and its unit");
        if (is_unit(read.unit, "million pound")) read = {read.number * 1e6, "pounds"};
        if (read.unit == "million pounds per year") read = {read.number * 1e6, "pounds per year"};
        return std::abs(read.number) <= most || value.expected("a number that something could reach");
      });
  return it;
}

void set_bound(Target& target, bool at_least, Quantity read) {
  target.at_least = at_least;
  target.bound = read.number;
  target.unit = std::move(read.unit);
}

}  // namespace

const Block& target_block() {
  static const Block block =
      Describe<Target>("a target")
          .key("name", &Target::name, text(), "the measure's", "what reports call it")
          .key("measure", measure(), required, "what is held against the bound: a measure, with its place before a dot",
               [](Target& target, PlacedWord read) {
                 target.measure = std::move(read.word);
                 target.place = std::move(read.place);
               })
          .key("at_least", bound(), required, "the measure should not be below this",
               [](Target& target, Quantity read) { set_bound(target, true, std::move(read)); })
          .key("at_most", bound(), "none", "the measure should not be above this",
               [](Target& target, Quantity read) { set_bound(target, false, std::move(read)); })
          .instead_of("at_least")
          .key("chance", &Target::chance, share_above_zero(), "50 %",
               "share of futures in which the bound should be kept")
          .done();
  return block;
}

}  // namespace caseload::scenario
