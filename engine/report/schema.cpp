// See schema.hpp.
#include "report/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "scenario/quantity.hpp"

namespace caseload {
namespace {

using namespace scenario;
using Json = nlohmann::ordered_json;

constexpr std::size_t longest_twice = 400;  // characters of what is written out in two places rather than kept apart

Json sentence(std::string text) {
  return {{"type", {"string", "number", "boolean"}}, {"description", std::move(text)}};
}

/// A word as YAML 1.2 has it: `true` is no text there, `yes` is.
Json as_yaml(const std::string& word) {
  if (word == "true" || word == "false") return word == "true";
  const auto found = quantity(word);
  if (!found || !found->unit.empty()) return word;
  const auto whole = static_cast<std::int64_t>(found->number);
  return static_cast<double>(whole) == found->number ? Json(whole) : Json(found->number);
}

/// What an editor says instead of showing the pattern; others do not look at it.
std::pair<std::string, Json> expected(const Shape& shape) {
  return {"patternErrorMessage", "expected " + shape.expected};
}

std::string whole(const std::string& pattern) { return fmt::format("^ *({}) *$", pattern); }

/// "[^.,]", of names that hold none of these.
std::string pattern_of_names() {
  std::string pattern = "[^";
  for (const char c : not_in_names) pattern += c == '\n' ? std::string{"\\n"} : std::string{c};
  return fmt::format("{}]{{1,{}}}", pattern, longest_name);
}

/// Whether keys must be given in a block that may be put together from several files.
bool needs_keys(const Block& block);

/// Whether they must be given in the field's blocks, which are put together with others.
bool needs_keys_within(const Field& field) {
  return field.block && field.merges() && !field.is_on_top && needs_keys(*field.block);
}

bool needs_keys(const Block& block) {
  return std::any_of(block.fields.begin(), block.fields.end(),
                     [](const Field& field) { return field.is_required || needs_keys_within(field); });
}

std::string description_of(const Field& field) {
  std::string text = field.meaning;
  if (field.kind) text += fmt::format("\n{}, such as {}", field.kind->written, field.kind->example);
  text += field.is_required ? "\nrequired" : "\ndefault: " + field.unless_given;
  return text;
}

class Writer {
 public:
  Json take(const Block& root) {
    // What a file leaves out may stand in the one that it extends, or in one that extends it.
    const Json a_whole{{"required", {"period"}}, {"not", {{"required", {"extends"}}}}};
    const Json strict = whole_block(root), loose = block(root);
    return {{"$schema", "http://json-schema.org/draft-07/schema#"},
            {"title", "A scenario of caseload"},
            {"description", "A child protection service, a period, and what is tried out"},
            {"if", a_whole},
            {"then", strict},
            {"else", loose},
            {"definitions", std::move(definitions_)}};
  }

 private:
  /// Keeps something under a name, of which a reference (an address) holds letters, digits and '-' alone.
  Json define(const std::string& name, Json what) {
    std::string base;
    for (const char c : name) {
      if (c == '%')
        base += "percent";
      else
        base += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : '-';
    }
    std::string key = base;
    for (int n = 2; definitions_.contains(key) && definitions_[key] != what; ++n) key = fmt::format("{}-{}", base, n);
    definitions_[key] = std::move(what);
    return {{"$ref", "#/definitions/" + key}};
  }

  Json none() {
    return define("none", {{"enum", {"none", nullptr}}, {"description", "takes away what an extended file says"}});
  }

  Json or_none(Json what) { return {{"anyOf", Json::array({std::move(what), none()})}}; }

  /// `source` and `quality`, which stand in any block.
  Json notes() {
    return {{"source", define("source", sentence("where the value comes from; reports show it"))},
            {"quality", define("quality", sentence("how well it is known: high, medium or low"))}};
  }

  Json closed_object(Json properties) {
    const Json beside = notes();
    for (const auto& [key, what] : beside.items()) {
      if (!properties.contains(key)) properties[key] = what;
    }
    return {{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
  }

  /// @param names  a pattern of what its keys may be; empty: anything
  Json open_object(Json values, const std::string& names) {
    Json object{{"type", "object"}, {"properties", notes()}, {"additionalProperties", std::move(values)}};
    if (!names.empty()) object["propertyNames"] = {{"pattern", whole(names + "|source|quality")}};
    return object;
  }

  Json named_blocks(Json values) {
    Json object = open_object(or_none(std::move(values)), pattern_of_names());
    object["propertyNames"]["not"] = {{"enum", reserved_names()}};
    return object;
  }

  /// What stands as `{value: 7, source: ...}` or alone.
  Json with_source(Json alone, const std::string& name) {
    if (!name.empty() && alone.dump().size() > longest_twice) alone = define(name + " alone", std::move(alone));
    Json wrapped = closed_object({{"value", alone}});
    wrapped["required"] = {"value"};
    return {{"anyOf", Json::array({std::move(alone), std::move(wrapped)})}};
  }

  Json value(const Shape& shape, const std::string& name = {}) {
    if (shape.is == Shape::Is::anything) return Json::object();
    const std::string& known_as = shape.name.empty() ? name : shape.name;
    Json what = with_source(alone(shape), known_as);
    return known_as.empty() ? what : define(known_as, std::move(what));
  }

  Json alone(const Shape& shape) {
    switch (shape.is) {
      case Shape::Is::anything:
        break;
      case Shape::Is::text:
        return {{"type", {"string", "number", "boolean"}}};
      case Shape::Is::like:
        return {{"type", "string"}, {"pattern", whole(shape.pattern)}, expected(shape)};
      case Shape::Is::one_of: {
        Json words = Json::array();
        for (const std::string& word : shape.words) words.push_back(as_yaml(word));
        return {{"enum", std::move(words)}};
      }
      case Shape::Is::number:
        return {{"type", {shape.is_whole ? "integer" : "number", "string"}},
                {"minimum", shape.least},
                {"maximum", shape.most},
                {"pattern", whole(shape.pattern)},
                expected(shape)};
      case Shape::Is::list:
        return {{"type", "array"}, {"items", value(shape.of.front())}, {"minItems", 1}};
      case Shape::Is::block:
        return keys_of(shape);
      case Shape::Is::by_name:
        return open_object(value(shape.of.front()), shape.pattern);
      case Shape::Is::any_of: {
        Json choices = Json::array();
        for (const Shape& choice : shape.of) choices.push_back(choice.name.empty() ? alone(choice) : value(choice));
        return {{"anyOf", std::move(choices)}};
      }
    }
    return Json::object();
  }

  Json keys_of(const Shape& shape) {
    Json properties = Json::object();
    for (std::size_t i = 0; i < shape.words.size(); ++i) properties[shape.words[i]] = value(shape.of[i]);
    Json object = closed_object(std::move(properties));
    if (shape.needed > 0)
      object["required"] =
          std::vector(shape.words.begin(), shape.words.begin() + static_cast<std::ptrdiff_t>(shape.needed));
    if (shape.is_single) {
      object["oneOf"] = Json::array();
      for (const std::string& key : shape.words) object["oneOf"].push_back({{"required", {key}}});
    }
    return object;
  }

  /// The keys of a block, each of which may stand in another file.
  Json block(const Block& of) {
    const auto [known, is_new] = blocks_.try_emplace(&of);
    if (!is_new) return known->second;
    Json properties = Json::object();
    for (const Field& field : of.fields) properties[field.name] = this->field(field);
    Json object = closed_object(std::move(properties));
    Json rules = Json::array();
    for (const Field& field : of.fields) {
      if (field.instead_of.empty() || !of.find(field.instead_of)) continue;
      const Json given{{"not", none()}};
      rules.push_back({{"not",
                        {{"required", {field.instead_of, field.name}},
                         {"properties", {{field.instead_of, given}, {field.name, given}}}}}});
    }
    if (!rules.empty()) object["allOf"] = std::move(rules);
    return blocks_[&of] = define(of.name, std::move(object));
  }

  /// The same with everything that is required.
  Json whole_block(const Block& of) {
    if (!needs_keys(of)) return block(of);
    const auto [known, is_new] = whole_blocks_.try_emplace(&of);
    if (!is_new) return known->second;
    Json rules = required(of);
    rules.insert(rules.begin(), block(of));
    Json properties = Json::object();
    for (const Field& field : of.fields) {
      if (!needs_keys_within(field)) continue;
      Json inner = or_none(whole_block(*field.block));
      if (field.repeats == Repeats::by_name) {
        inner = {{"properties", {{"source", Json::object()}, {"quality", Json::object()}}},
                 {"additionalProperties", std::move(inner)}};
      }
      properties[field.name] = std::move(inner);
    }
    Json object{{"allOf", std::move(rules)}};
    if (!properties.empty()) object["properties"] = std::move(properties);
    return whole_blocks_[&of] = define("whole " + of.name, std::move(object));
  }

  /// Each key that is required, or one that says the same thing otherwise.
  static Json required(const Block& of) {
    Json rules = Json::array();
    for (const Field& field : of.fields) {
      if (!field.is_required) continue;
      Json choices = Json::array({{{"required", {field.name}}}});
      for (const Field& other : of.fields) {
        if (other.instead_of == field.name) choices.push_back({{"required", {other.name}}});
      }
      rules.push_back(choices.size() == 1 ? choices.front() : Json{{"anyOf", std::move(choices)}});
    }
    return rules;
  }

  Json field(const Field& of) {
    // A list replaces that of an extended file: what stands in it is whole.
    Json what = !of.block                        ? value(of.kind->shape, of.kind->name)
                : of.repeats == Repeats::as_list ? whole_block(*of.block)
                                                 : block(*of.block);
    if (of.repeats == Repeats::as_list) what = {{"type", "array"}, {"items", std::move(what)}};
    if (of.repeats == Repeats::by_name)
      what = of.block ? named_blocks(std::move(what)) : open_object(or_none(std::move(what)), "");
    Json described = or_none(std::move(what));
    described["description"] = description_of(of);
    if (Json value = default_of(of); !value.is_null()) described["default"] = std::move(value);
    return described;
  }

  /// A default that could be written; others are words about other keys.
  static Json default_of(const Field& of) {
    if (!of.kind || of.kind->is_text || of.kind->is_name) return nullptr;
    const std::vector<std::string>& words = of.kind->words;
    const bool is_word = std::find(words.begin(), words.end(), of.unless_given) != words.end();
    return is_word || quantity(of.unless_given) ? as_yaml(of.unless_given) : Json(nullptr);
  }

  Json definitions_ = Json::object();
  std::map<const Block*, Json> blocks_, whole_blocks_;
};

}  // namespace

std::string schema(const Block& of) { return Writer{}.take(of).dump(1) + "\n"; }

}  // namespace caseload
