// See reference.hpp.
#include "report/reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "report/grid.hpp"
#include "report/text.hpp"
#include "scenario/quantity.hpp"
#include "scenario/utf8.hpp"

namespace caseload {
namespace {

using namespace scenario;
using Json = nlohmann::ordered_json;

constexpr std::size_t widest_of_reference = 100;

/// A key of a listing; the block it opens is described here, or was before under another path.
struct Listed {
  DescribedKey key;
  std::string as;  ///< empty: here, or it opens none
};

void list(const Block& block, const std::string& path, std::map<const Block*, std::string>& known,
          std::vector<Listed>& all) {
  for (const Field& field : block.fields) {
    const std::string here = path.empty() ? field.name : path + "." + field.name;
    Listed& listed = all.emplace_back(Listed{{here, &field, &block}, {}});
    if (!field.block) continue;
    const auto [first, is_new] = known.try_emplace(field.block, here);
    if (!is_new) {
      listed.as = first->second;
      continue;
    }
    list(*field.block, field.placeholder.empty() ? here : here + "." + field.placeholder, known, all);
  }
}

std::vector<Listed> listed_keys(const Block& block) {
  std::map<const Block*, std::string> known;
  std::vector<Listed> all;
  list(block, {}, known, all);
  return all;
}

std::string kind_of(const Field& field) {
  if (field.kind && field.repeats == Repeats::no) return field.kind->name;
  const std::string each = field.kind ? field.kind->name : field.block->name;
  switch (field.repeats) {
    case Repeats::no:
      return "block";
    case Repeats::by_name:
      return "by name, each " + each;
    case Repeats::as_list:
      return "list, each " + each;
  }
  return each;
}

/// What may stand there, in words.
std::string written(const Field& field) {
  if (field.kind) return field.kind->written;
  std::string keys;
  for (const std::string& key : field.block->keys()) keys += (keys.empty() ? "" : ", ") + key;
  if (field.repeats == Repeats::by_name) return "names that you choose, each with a block of " + keys;
  return field.repeats == Repeats::as_list ? "a list of blocks of " + keys : "a block of " + keys;
}

/// Any text and any name would do.
bool has_example(const Field& field) { return field.kind && !field.kind->is_text && !field.kind->is_name; }

std::string example(const Field& field) {
  if (!has_example(field)) return {};
  if (field.repeats == Repeats::no) return field.name + ": " + field.kind->example;
  return fmt::format("{}: {{{}: {}}}", field.name, field.placeholder, field.kind->example);
}

/// What options and overrides may do to it besides giving another value.
std::string changes(const Field& field) {
  const Kind* kind = field.kind;
  if (!kind || !field.store || kind->is_text || kind->is_name || kind->is_change) return {};
  if (kind->may_change_on_dates) return "+2, -2, +40 %, x 1.5, +2 from 2010-04-01";
  if (quantity(kind->example)) return "+2, -2, +40 %, x 1.5";
  return kind->name.ends_with("or distribution") ? "+40 %, x 1.5: the whole distribution" : "";
}

Json json_of(const DescribedKey& key) {
  const Field& field = *key.field;
  Json json{{"key", key.path}, {"meaning", field.meaning}, {"kind", kind_of(field)}, {"written", written(field)}};
  if (const std::string text = example(field); !text.empty()) json["example"] = text;
  if (field.kind && !field.kind->words.empty()) json["words"] = field.kind->words;
  json["required"] = field.is_required;
  json["default"] = field.is_required ? Json(nullptr) : Json(field.unless_given);
  if (!field.instead_of.empty()) json["instead_of"] = field.instead_of;
  json["changes_on_dates"] = field.kind && field.kind->may_change_on_dates;
  if (field.block) json["keys"] = field.block->keys();
  return json;
}

std::string dumped(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

std::string place_of(const Place& place) {
  if (place.file.empty()) return {};
  return place.line > 0 ? fmt::format("{} line {}", made_visible(place.file), place.line) : made_visible(place.file);
}

// ------------------------------------------------------------------------------------------- Markdown

/// Words in quotes, and what stands between braces, in the typewriter's hand: "with `every`", "`{fixed: 2}`".
std::string with_code(std::string_view text) {
  std::string marked;
  const auto is_letter = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool opens_quote = text[i] == '\'' && (i == 0 || !is_letter(text[i - 1]));
    const std::size_t end = opens_quote ? text.find('\'', i + 1) : text[i] == '{' ? text.find('}', i) : text.npos;
    if (end == text.npos) {
      marked += text[i];
      continue;
    }
    const std::string_view inner = opens_quote ? text.substr(i + 1, end - i - 1) : text.substr(i, end - i + 1);
    marked += fmt::format("`{}`", inner);
    i = end;
  }
  return marked;
}

/// A cell of a table.
std::string table_cell(std::string_view words) {
  std::string text = with_code(words);
  for (std::size_t at = 0; (at = text.find('|', at)) != text.npos; at += 2) text.replace(at, 1, "\\|");
  return text;
}

/// The default as code where it is one of a few words.
std::string default_cell(const DescribedKey& key) {
  const std::string& words = key.field->unless_given;
  const Kind* kind = key.field->kind;
  const bool is_word = kind && std::find(kind->words.begin(), kind->words.end(), words) != kind->words.end();
  return is_word ? "`" + words + "`" : table_cell(default_of(key));
}

std::string value_cell(const Field& field, const std::string& as) {
  if (field.kind && !field.kind->words.empty()) {
    std::string words;
    for (const std::string& word : field.kind->words) words += (words.empty() ? "`" : ", `") + word + "`";
    return words;
  }
  if (field.kind && field.repeats == Repeats::no)
    return table_cell(field.kind->name) + (has_example(field) ? ", `" + field.kind->example + "`" : "");
  if (field.kind) return fmt::format("by name, `{}`", field.kind->example);
  const std::string kind = field.repeats == Repeats::no        ? "block"
                           : field.repeats == Repeats::by_name ? "by name"
                                                               : "list";
  return as.empty() ? kind : kind + ", as `" + as + "`";
}

/// Whether a value of the kind needs more words than its key has room for.
bool needs_words(const Kind& kind) { return !kind.is_text && kind.words.empty() && kind.written != kind.name; }

/// What may stand as a value of each kind, in the order in which they are met.
std::string table_of_kinds(const Block& block) {
  std::string text = "### Kinds of value\n\n| kind | what may stand there | example |\n|---|---|---|\n";
  std::vector<std::string> known;
  for (const DescribedKey& key : described_keys(block)) {
    const Kind* kind = key.field->kind;
    if (!kind || !needs_words(*kind) || std::find(known.begin(), known.end(), kind->name) != known.end()) continue;
    known.push_back(kind->name);
    if (kind->name.starts_with("name of ")) continue;
    text += fmt::format("| {} | {} | `{}` |\n", kind->name, table_cell(kind->written), kind->example);
  }
  return text;
}

}  // namespace

std::string explanation(const DescribedKey& key, const std::vector<DescribedKey>& others,
                        const std::optional<Said>& said, bool colour) {
  const Field& field = *key.field;
  const bool is_part =
      said && std::count(said->path.begin(), said->path.end(), '.') > std::count(key.path.begin(), key.path.end(), '.');
  std::string text = dressed(made_visible(said ? said->path : key.path), Look::heading, colour) + '\n';
  if (said && said->path != key.path) text += fmt::format("  {} {}\n", is_part ? "part of" : "which is", key.path);
  text += wrapped(field.meaning, widest_of_reference, 2);
  const auto line = [&](std::string_view label, const std::string& words) {
    if (words.empty()) return;
    std::string lines = wrapped(words, widest_of_reference, 12);
    lines.replace(0, 12, fmt::format("  {:<10}", label));
    text += lines;
  };
  line("write", written(field));
  line("example", example(field));
  line("default", default_of(key));
  if (!field.instead_of.empty()) line("not with", field.instead_of);
  line("change", changes(field));
  if (said) {
    std::string now = said->value.empty() ? "not given" : cut_in_middle(said->value, 200);
    if (!said->place.file.empty())
      now += fmt::format(" ({}{})", place_of(said->place), said->from.empty() ? "" : ", " + said->from);
    line("now", now);
    line("source", made_visible(said->source));
    line("quality", made_visible(said->quality));
  }
  if (field.block) {
    Grid grid{{{Align::left, 4}, {Align::left, 2}}};
    for (const Field& inner : field.block->fields) grid.add({{inner.name}, {cut(inner.meaning, 80), Look::quiet}});
    text += '\n' + grid.text(colour);
  }
  if (!others.empty()) {
    std::string list;
    for (const DescribedKey& other : others) list += (list.empty() ? "" : ", ") + other.path;
    line("see also", list);
  }
  return text;
}

std::string explanation_json(const DescribedKey& key, const std::optional<Said>& said) {
  Json json = json_of(key);
  if (said) {
    json["now"] = {{"path", said->path},
                   {"value", said->value.empty() ? Json(nullptr) : Json(said->value)},
                   {"from", said->from.empty() ? said->path : said->from},
                   {"file", said->place.file},
                   {"line", said->place.line},
                   {"source", said->source},
                   {"quality", said->quality}};
  }
  return dumped(json);
}

std::string list_of_keys(bool colour, const Block& block) {
  Grid grid{{{Align::left, 0}, {Align::left, 2}}};
  for (const auto& [key, as] : listed_keys(block)) {
    std::string meaning = key.field->meaning;
    if (!as.empty()) meaning += fmt::format(" (keys as of {})", as);
    grid.add({{key.path}, {cut(meaning, 100), Look::quiet}});
  }
  return grid.text(colour);
}

std::string list_of_keys_json(const Block& block) {
  Json keys = Json::array();
  for (const DescribedKey& key : described_keys(block)) keys.push_back(json_of(key));
  return dumped({{"keys", std::move(keys)}});
}

std::string reference(const Block& block) {
  struct Table {
    std::string path;
    const Block* block;
  };
  std::map<const Block*, std::string> known{{&block, ""}};
  std::vector<Table> tables{{"", &block}};
  std::string text;
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const auto [path, of] = tables[i];
    text += path.empty() ? "### The file\n\n" : fmt::format("### `{}`\n\n", path);
    text += "| key | meaning | value | default |\n|---|---|---|---|\n";
    std::vector<Table> inner;
    for (const Field& field : of->fields) {
      const std::string here = path.empty() ? field.name : path + "." + field.name;
      std::string as;
      if (field.block) {
        const auto [first, is_new] = known.try_emplace(field.block, here);
        if (is_new) {
          inner.push_back({field.placeholder.empty() ? here : here + "." + field.placeholder, field.block});
        } else {
          as = first->second;
        }
      }
      text += fmt::format("| `{}` | {} | {} | {} |\n", field.name, table_cell(field.meaning), value_cell(field, as),
                          default_cell({here, &field, of}));
    }
    text += '\n';
    tables.insert(tables.begin() + static_cast<std::ptrdiff_t>(i) + 1, inner.begin(), inner.end());
  }
  return text + table_of_kinds(block);
}

}  // namespace caseload
