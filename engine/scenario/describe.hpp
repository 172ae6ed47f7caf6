// The means to write a description of a C++ structure: which key fills which member, and with what kind of value.
// Used by settings*.cpp only.   Tested by tests/scenario/read_test.cpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scenario/description.hpp"
#include "scenario/value.hpp"

namespace caseload::scenario {

/// A Kind that knows how to read a T.
template <class T>
struct KindOf : Kind {
  std::function<bool(const Value&, T&)> read;  ///< false: it complained
};

template <class T>
KindOf<T> kind_of(std::string name, std::string example, std::string written, Shape shape,
                  std::function<bool(const Value&, T&)> read) {
  KindOf<T> kind;
  kind.name = std::move(name);
  kind.example = std::move(example);
  kind.written = std::move(written);
  kind.shape = std::move(shape);
  kind.read = std::move(read);
  return kind;
}

/// Reads the keys of `block` into `owner`, which is what the block was described for.
void read_block(const Value&, const Block&, void* owner);

/// Whether an unknown key was meant to be this one: then it has been complained about.
bool is_misspelt(const Node& map, const Block&, const std::string& key);

/// Reads a map from names to blocks, or a list of blocks: calls `item(value, name)` for each. A list has no names.
void read_each(const Value&, const Field&, const std::function<void(const Value&, const std::string&)>& item);

/// How a key's default is put: "required" is not a default.
inline constexpr const char* required = "required";

/// Builds the Block of an Owner, key by key.
template <class Owner>
class Describe {
 public:
  explicit Describe(std::string name) { block_.name = std::move(name); }

  /// A key whose value goes to a member, or to the inside of an optional member.
  template <class T, class Member, class Base>
  Describe& key(std::string name, Member Base::*member, const KindOf<T>& kind, std::string unless_given,
                std::string meaning) {
    return key(std::move(name), kind, std::move(unless_given), std::move(meaning),
               [member](Owner& owner, T value) { owner.*member = std::move(value); });
  }

  /// A key whose value is put in place by `put(owner, value)`.
  template <class T, class Put>
  Describe& key(std::string name, const KindOf<T>& kind, std::string unless_given, std::string meaning, Put put) {
    Field& field = add(std::move(name), std::move(unless_given), std::move(meaning));
    field.kind = &kind;
    field.store = [&kind, put](const Value& value, void* owner) {
      T read{};
      if (kind.read(value, read)) put(*static_cast<Owner*>(owner), std::move(read));
    };
    return *this;
  }

  /// A block that fills what `part(owner)` refers to.
  template <class Part>
  Describe& block(std::string name, const Block& of, std::string unless_given, std::string meaning, Part part) {
    Field& field = add(std::move(name), std::move(unless_given), std::move(meaning));
    field.block = &of;
    field.store = [&of, part](const Value& value, void* owner) {
      read_block(value, of, &part(*static_cast<Owner*>(owner)));
    };
    return *this;
  }

  /// Blocks by name, such as `teams`: each becomes an Item of the member, with its name.
  template <class Item, class Base>
  Describe& each(std::string name, std::string placeholder, const Block& of, std::vector<Item> Base::*member,
                 std::string unless_given, std::string meaning) {
    return repeated(Repeats::by_name, std::move(name), std::move(placeholder), of, member, std::move(unless_given),
                    std::move(meaning));
  }

  /// Blocks in a list, such as `events`.
  template <class Item, class Base>
  Describe& list(std::string name, const Block& of, std::vector<Item> Base::*member, std::string meaning) {
    return repeated(Repeats::as_list, std::move(name), "<n>", of, member, "none", std::move(meaning));
  }

  /// A key that is dealt with before a Scenario is filled.
  Describe& key_of_text(std::string name, const Kind& kind, std::string unless_given, std::string meaning) {
    add(std::move(name), std::move(unless_given), std::move(meaning)).kind = &kind;
    return *this;
  }

  /// A block that is dealt with before a Scenario is filled.
  Describe& block_apart(std::string name, const Block& of, std::string unless_given, std::string meaning) {
    add(std::move(name), std::move(unless_given), std::move(meaning)).block = &of;
    return *this;
  }

  /// Changes of settings by name, dealt with before a Scenario is filled.
  Describe& changes(std::string name, std::string placeholder, const Kind& kind, std::string meaning) {
    Field& field = add(std::move(name), "none", std::move(meaning));
    field.kind = &kind;
    field.repeats = Repeats::by_name;
    field.placeholder = std::move(placeholder);
    return *this;
  }

  /// The last key says otherwise what `other` says.
  Describe& instead_of(std::string other) {
    block_.fields.back().instead_of = std::move(other);
    return *this;
  }

  /// The last key is a block on top of the scenario's.
  Describe& on_top() {
    block_.fields.back().is_on_top = true;
    return *this;
  }

  Block done() { return std::move(block_); }

 private:
  Field& add(std::string name, std::string unless_given, std::string meaning) {
    Field& field = block_.fields.emplace_back();
    field.name = std::move(name);
    field.is_required = unless_given == required;
    field.unless_given = std::move(unless_given);
    field.meaning = std::move(meaning);
    return field;
  }

  template <class Item, class Base>
  Describe& repeated(Repeats repeats, std::string name, std::string placeholder, const Block& of,
                     std::vector<Item> Base::*member, std::string unless_given, std::string meaning) {
    Field& field = add(std::move(name), std::move(unless_given), std::move(meaning));
    field.block = &of;
    field.repeats = repeats;
    field.placeholder = std::move(placeholder);
    field.store = [&of, member, shape = field](const Value& value, void* owner) {
      read_each(value, shape, [&](const Value& each, const std::string& its_name) {
        Item item{};
        if constexpr (requires { item.name; }) item.name = its_name;
        read_block(each, of, &item);
        (static_cast<Owner*>(owner)->*member).push_back(std::move(item));
      });
    };
    return *this;
  }

  Block block_;
};

}  // namespace caseload::scenario
