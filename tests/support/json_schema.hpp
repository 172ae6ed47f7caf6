// As much of JSON Schema, draft-07, as the schema of scenarios uses, and a scenario as an editor sees it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <regex>
#include <stdexcept>
#include <string>

#include "scenario/node.hpp"

namespace caseload::test {

using Json = nlohmann::json;

/// YAML 1.2: numbers, booleans and null are not text unless they are in quotes.
inline Json as_json(const scenario::Node& node) {
  if (node.is_nothing()) return nullptr;
  if (node.is_word()) {
    if (node.quoted) return node.word;
    if (node.word == "true" || node.word == "false") return node.word == "true";
    if (node.word == "null" || node.word == "~") return nullptr;
    static const std::regex number{"[-+]?[0-9]+([.][0-9]+)?"};
    return std::regex_match(node.word, number) ? Json(std::strtod(node.word.c_str(), nullptr)) : Json(node.word);
  }
  Json json = node.is_list() ? Json::array() : Json::object();
  for (const scenario::Node& item : node.list) json.push_back(as_json(item));
  for (const scenario::Entry& entry : node.map) json[entry.key] = as_json(entry.value);
  return json;
}

inline Json yaml_as_json(const std::string& yaml) {
  const scenario::Source source{"kent.yaml", yaml};
  Problems problems;
  const auto tree = scenario::parse(source, problems);
  if (!tree) throw std::runtime_error{"no YAML: " + (problems.empty() ? "" : problems.front().message)};
  return as_json(*tree);
}

/// Says what is wrong with a value; throws if the schema says what it does not know.
class JsonSchema {
 public:
  explicit JsonSchema(Json schema) : root_(std::move(schema)) {}

  /// The first mistake, as "teams/duty: ..."; empty if there is none.
  std::string mistake_of(const Json& value) const { return mistake(value, root_, ""); }

 private:
  std::string mistake(const Json& value, const Json& schema, const std::string& at) const {
    for (const auto& [key, rule] : schema.items()) {
      std::string wrong = mistake(value, schema, key, rule, at);
      if (!wrong.empty()) return wrong;
    }
    return {};
  }

  bool fits(const Json& value, const Json& schema) const { return mistake(value, schema, "").empty(); }

  std::string mistake(const Json& value, const Json& schema, const std::string& key, const Json& rule,
                      const std::string& at) const {
    const auto say = [&](const std::string& what) {
      return at + ": " + what + ", found " + value.dump().substr(0, 80);
    };
    if (key == "$ref") {
      const std::string name = rule.get<std::string>();
      return mistake(value, root_.at(Json::json_pointer{name.substr(1)}), at);
    }
    if (key == "if") return mistake(value, schema.at(fits(value, rule) ? "then" : "else"), at);
    if (key == "type") return is_of(value, rule) ? "" : say("expected " + rule.dump());
    if (key == "enum") {
      for (const Json& choice : rule) {
        if (choice == value) return {};
      }
      return say("expected one of " + rule.dump());
    }
    if (key == "pattern") {
      if (!value.is_string()) return {};
      const std::string text = value.get<std::string>();
      return std::regex_search(text, std::regex{rule.get<std::string>(), std::regex::ECMAScript}) ? ""
                                                                                                  : say("no such text");
    }
    if (key == "minimum") return value.is_number() && value < rule ? say("too small") : "";
    if (key == "maximum") return value.is_number() && value > rule ? say("too large") : "";
    if (key == "minItems") return value.is_array() && value.size() < rule.get<std::size_t>() ? say("too few") : "";
    if (key == "items") {
      for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
        if (std::string wrong = mistake(value[i], rule, at + "/" + std::to_string(i + 1)); !wrong.empty()) return wrong;
      }
      return {};
    }
    if (key == "required") {
      for (const Json& needed : rule) {
        if (value.is_object() && !value.contains(needed)) return say("no " + needed.dump());
      }
      return {};
    }
    if (key == "properties" || key == "additionalProperties" || key == "propertyNames") {
      return value.is_object() ? mistake_of_keys(value, schema, key, rule, at) : "";
    }
    if (key == "allOf") {
      for (const Json& each : rule) {
        if (std::string wrong = mistake(value, each, at); !wrong.empty()) return wrong;
      }
      return {};
    }
    if (key == "anyOf" || key == "oneOf") {
      std::size_t fitting = 0;
      for (const Json& each : rule) fitting += fits(value, each);
      if (fitting == 1 || (fitting > 1 && key == "anyOf")) return {};
      return fitting > 0 ? say("more than one") : deepest_of(value, rule, at);
    }
    if (key == "not") return fits(value, rule) ? say("not allowed") : "";
    for (const char* const other :
         {"$schema", "title", "description", "default", "definitions", "then", "else", "patternErrorMessage"}) {
      if (key == other) return {};
    }
    throw std::runtime_error{"the checker does not know '" + key + "'"};
  }

  std::string mistake_of_keys(const Json& value, const Json& schema, const std::string& key, const Json& rule,
                              const std::string& at) const {
    for (const auto& [name, inner] : value.items()) {
      const std::string here = at + "/" + name;
      const bool is_known = schema.contains("properties") && schema.at("properties").contains(name);
      std::string wrong;
      if (key == "properties" && is_known) wrong = mistake(inner, rule.at(name), here);
      if (key == "propertyNames") wrong = mistake(name, rule, here);
      if (key == "additionalProperties" && !is_known)
        wrong = rule == false ? here + ": no such key" : mistake(inner, rule, here);
      if (!wrong.empty()) return wrong;
    }
    return {};
  }

  /// Of several choices that all fail, the one that failed farthest in.
  std::string deepest_of(const Json& value, const Json& choices, const std::string& at) const {
    std::string deepest;
    for (const Json& choice : choices) {
      const std::string wrong = mistake(value, choice, at);
      if (depth(wrong) > depth(deepest) || deepest.empty()) deepest = wrong;
    }
    return deepest;
  }

  static long depth(const std::string& wrong) {
    const std::string path = wrong.substr(0, wrong.find(':'));
    return std::count(path.begin(), path.end(), '/');
  }

  static bool is_of(const Json& value, const Json& type) {
    for (const Json& one : type.is_array() ? type : Json::array({type})) {
      const std::string name = one;
      if ((name == "string" && value.is_string()) || (name == "number" && value.is_number()) ||
          (name == "boolean" && value.is_boolean()) || (name == "object" && value.is_object()) ||
          (name == "array" && value.is_array()) || (name == "null" && value.is_null()) ||
          (name == "integer" && value.is_number() && value.get<double>() == std::floor(value.get<double>())))
        return true;
    }
    return false;
  }

  Json root_;
};

}  // namespace caseload::test
