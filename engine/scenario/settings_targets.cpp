// The description of `targets`: a measure, the bound it should keep to, and in how many futures; and of `about`, which
// names measures too. Whether a measure exists is found out when there is a model to ask (targets_of,
// unknown_expected). Tested by tests/scenario/targets_test.cpp and about_test.cpp.
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
    auto made = kind_of<PlacedWord>("name of a measure", "initial assessment.done in time",
                                    "a measure, with its place before a dot", shape::text(),
                                    [](const Value& value, PlacedWord& read) {
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
      kind_of<Quantity>("bound", "80 %", "a number, and its unit if you like",
                        shape::any_of({shape::number(-1e15, 1e15),
                                       shape::like("-?[0-9][0-9 ]*([.][0-9]+)? *[^0-9 ].*", "a number and its unit")}),
                        [](const Value& value, Quantity& read) {
                          constexpr double most = 1e15;
                          if (!read_quantity(value, "a number and its unit such as '80 %' or '7 days'", read))
                            return false;
                          if (!read.unit.empty() && read.unit[0] >= '0' && read.unit[0] <= '9')
                            return value.expected("one number and its unit");
                          if (is_unit(read.unit, "million pound")) read = {read.number * 1e6, "pounds"};
                          if (read.unit == "million pounds per year") read = {read.number * 1e6, "pounds per year"};
                          return std::abs(read.number) <= most || value.expected("a number that something could reach");
                        });
  return it;
}

const Block& expectation_block() {
  using enum Expectation::Effect;
  static const auto effect =
      one_of<Expectation::Effect>("effect", {{"lower", lower}, {"higher", higher}, {"none", none}});
  static const Block block =
      Describe<Expectation>("an expectation")
          .key("option", &Expectation::option, name_of("option"), "the scenario without options",
               "one of the scenario's options, compared on the same families ...")
          .key("against", &Expectation::against, name_of("option"), "the scenario without options", "... with this one")
          .key("measure", measure(), required, "what should differ, or stay: a measure, as a target names it",
               [](Expectation& expected, PlacedWord read) {
                 expected.measure = std::move(read.word);
                 expected.place = std::move(read.place);
               })
          .key("effect", &Expectation::effect, effect, required,
               "lower: the measure is lower with the option; higher: it is higher; none: neither")
          .done();
  return block;
}

void set_bound(Target& target, bool at_least, Quantity read) {
  target.at_least = at_least;
  target.bound = read.number;
  target.unit = std::move(read.unit);
}

}  // namespace

const Block& about_block() {
  static const Block block =
      Describe<About>("about")
          .key("authority", &About::authority, text(), "not said", "whose case it is: Leeds, England, any council")
          .key("question", &About::question, text(), "not said", "what somebody wants to know")
          .key("lever", &About::lever, text(), "not said", "what can be done: what differs between the options")
          .list("expect", expectation_block(), &About::expect, "what should come out")
          .done();
  return block;
}

const Block& target_block() {
  static const Block block = Describe<Target>("a target")
                                 .key("name", &Target::name, text(), "the measure's", "what reports call it")
                                 .key("measure", measure(), required,
                                      "what is held against the bound: a measure of the service, children per worker, "
                                      "or of a place, duty.children per worker; the place may be left out where no "
                                      "other has that measure. In {...} quote a name that holds a comma",
                                      [](Target& target, PlacedWord read) {
                                        target.measure = std::move(read.word);
                                        target.place = std::move(read.place);
                                      })
                                 .key("at_least", bound(), required,
                                      "the measure should not be below this: a number in its unit, or with a unit, 80 "
                                      "%, 20 children, 2 000 000 pounds (a year, where the measure is)",
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
