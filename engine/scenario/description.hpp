// What a scenario may say: every key with its kind, default and meaning, once. The reader walks it to fill a Scenario,
// `explain`, the JSON Schema and the reference walk it without one.
// Hides nothing: it is data, but for how each value is stored.   Tested by tests/scenario/read_test.cpp.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/shape.hpp"

namespace caseload::scenario {

class Value;

/// What may stand as the value of a key.
struct Kind {
  std::string name;                  ///< "duration", as in scenarios/README.md
  std::string example;               ///< "45 working days"
  std::string written{};             ///< what may stand there, in a line
  Shape shape{};                     ///< the same for editors
  std::vector<std::string> words{};  ///< all that it may be, when it is one of a few words
  bool is_text{};                    ///< free text: '+3', 'a,b' and 'none' are what they are
  bool is_name{};                    ///< a name, or names, of something else in the scenario
  bool may_change_on_dates{};        ///< "[7, 8 from 2009-07-01]"
  bool is_change{};                  ///< "+40 %" is the value itself, not a change of it
};

struct Block;

/// How many times the block of a field stands in the text.
enum class Repeats {
  no,       ///< `period: {...}`
  by_name,  ///< `teams: {duty: {...}, legal: {...}}`
  as_list   ///< `events: [{...}, {...}]`
};

/// One key.
struct Field {
  std::string name;
  const Kind* kind{};    ///< of a single value; empty if the field is a block
  const Block* block{};  ///< keys within; empty if the field is a single value
  Repeats repeats{Repeats::no};
  std::string placeholder{};   ///< "<team>": stands for the names in a path without a document
  std::string unless_given{};  ///< the default, as the reference puts it
  bool is_required{};
  bool is_on_top{};          ///< laid over the scenario's block of that name, which says what this one leaves out
  std::string instead_of{};  ///< another key of the block that says the same thing otherwise: only one may be given
  std::string meaning{};     ///< a sentence or two, without line ends; 'words' in quotes are keys and values
  std::function<void(const Value&, void* owner)>
      store{};  ///< empty: handled before a Scenario is filled (about, extends, options)

  /// In a scenario that extends another, the two are put together key by key; otherwise the new one replaces the old.
  bool merges() const { return repeats == Repeats::by_name || (block && repeats == Repeats::no); }
};

/// The keys that may stand together in one place.
struct Block {
  std::string name;
  std::vector<Field> fields;

  const Field* find(std::string_view key) const;
  std::vector<std::string> keys() const;
};

/// A whole scenario.
const Block& scenario_block();

/// Every key under its path with placeholders, such as "teams.<team>.posts", in the order of the reference.
struct DescribedKey {
  std::string path;
  const Field* field{};
  const Block* within{};  ///< the block that the field is in
};
std::vector<DescribedKey> described_keys(const Block& = scenario_block());

/// What holds unless it is given: words, "required", or "this or 'every'" where one of the two is.
std::string default_of(const DescribedKey&);

/// What no name may hold, how many bytes it has at most, and what is no name because it means something else.
inline constexpr std::string_view not_in_names = ".=,<>\n";
inline constexpr std::size_t longest_name = 100;
const std::vector<std::string>& reserved_names();

}  // namespace caseload::scenario
