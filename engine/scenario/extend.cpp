// Files, chains of files, and merging.   Tested by tests/scenario/extends_test.cpp.
#include "scenario/extend.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "scenario/text.hpp"
#include "scenario/utf8.hpp"
#include "scenario/value.hpp"

namespace caseload::scenario {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t longest_chain = 16;  // of files that extend each other

/// At most one byte more than a scenario may have, so that check_text can say that there is too much.
std::string read_all(std::istream& in) {
  std::string bytes(most_bytes + 1, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  return bytes;
}

/// It can be read but once, and a comparison wants it for each of its options.
const std::string& standard_input() {
  static const std::string text = read_all(std::cin);
  return text;
}

std::optional<std::string> read_bytes(const std::string& path, Problems& problems) {
  if (path == "-") return standard_input();
  const auto refuse = [&](std::string message) {
    problems.push_back({{path, 0, 0}, {}, std::move(message), {}, {}, 1});
    return std::nullopt;
  };
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status))
    return refuse(error && error != std::errc::no_such_file_or_directory ? error.message() : "no such file");
  if (fs::is_directory(status)) return refuse("this is a folder; a scenario is a file");
  errno = 0;
  std::ifstream in{path, std::ios::binary};
  if (!in) return refuse(fmt::format("cannot be read: {}", std::strerror(errno)));
  std::string bytes = read_all(in);
  if (in.bad()) return refuse("cannot be read to its end");
  return bytes;
}

/// One file after another, from the author's down to the one that extends nothing.
class Chain {
 public:
  Chain(const std::string& library, Sources& sources, Problems& problems)
      : library_{library}, sources_{sources}, problems_{problems} {}

  /// The tree of `text` on top of what it extends. Not recursive: a chain is a list.
  std::optional<Node> load(std::string text, std::string file) {
    std::vector<Node> trees;
    files_.push_back(identity(file));
    while (true) {
      auto tree = parse_text(std::move(text), file);
      if (!tree) return {};
      const Entry* extends = tree->entry("extends");
      const std::optional<Node> base = extends ? std::optional{extends->value} : std::nullopt;
      tree->remove("extends");
      trees.push_back(std::move(*tree));
      if (!base || base->is_none()) break;
      const auto path = find(*base, fs::path{file}.parent_path());
      if (!path || !follow(*base, *path)) break;  // the rest of the author's own file is still worth checking
      auto bytes = read_bytes(*path, problems_);
      if (!bytes) break;
      text = std::move(*bytes);
      file = *path;
    }
    // What a file is about is not what one that extends it is about.
    for (auto base = std::next(trees.begin()); base != trees.end(); ++base) base->remove("about");
    Node whole = std::move(trees.back());
    for (auto own = std::next(trees.rbegin()); own != trees.rend(); ++own)
      whole = merged(std::move(whole), *own, scenario_block());
    return whole;
  }

 private:
  std::optional<Node> parse_text(std::string text, const std::string& file) {
    const std::string name = file == "-" ? "standard input" : file;
    const Source& source = sources_.add(name, without_mark(std::move(text)));
    auto tree = check_text(source, problems_) ? parse(source, problems_) : std::nullopt;
    if (tree && !tree->is_map()) {
      problems_.push_back(problem_at(tree->span, {}, "not a scenario: expected settings such as 'name: Kent'", {}));
      return {};
    }
    return tree;
  }

  bool refuse(const Node& extends, std::string message, std::string hint = {}) {
    problems_.push_back(problem_at(extends.span, "extends", std::move(message), std::move(hint)));
    return false;
  }

  std::optional<std::string> find(const Node& extends, const fs::path& folder) {
    const std::string& name = extends.word;
    const std::string shown = made_visible(name);
    if (!extends.is_word() || name.empty()) {
      refuse(extends, "expected the name of a scenario file", "write 'extends: england/2008.yaml'");
      return {};
    }
    const fs::path path{name};
    const bool leads_out =
        path.is_absolute() || std::any_of(path.begin(), path.end(), [](const fs::path& part) { return part == ".."; });
    if (leads_out || name.find('\\') != name.npos || name.size() > 200) {
      refuse(extends, fmt::format("'{}' leads out of the scenario's folder", shown),
             "name a file beside this one or a shipped scenario");
      return {};
    }
    std::error_code ignored;
    for (const fs::path& place : {folder / path, fs::path{library_} / path}) {
      const bool is_library = library_.empty() && place == path && !folder.empty();
      if (!is_library && fs::is_regular_file(place, ignored)) return place.string();
    }
    refuse(extends, fmt::format("there is no file '{}'", shown),
           library_.empty() ? fmt::format("looked in {}", folder.empty() ? "." : folder.string())
                            : fmt::format("looked in {} and in {}", folder.empty() ? "." : folder.string(), library_));
    return {};
  }

  /// Whether the chain may go on with `path`.
  bool follow(const Node& extends, const std::string& path) {
    const std::string file = identity(path);
    if (std::find(files_.begin(), files_.end(), file) != files_.end()) {
      return refuse(extends, fmt::format("'{}' extends itself, in the end", made_visible(extends.word)));
    }
    if (files_.size() >= longest_chain)
      return refuse(extends, fmt::format("more than {} files that extend each other", longest_chain));
    files_.push_back(file);
    return true;
  }

  static std::string identity(const std::string& path) {
    std::error_code error;
    const fs::path canonical = fs::weakly_canonical(path, error);
    return error ? path : canonical.string();
  }

  const std::string& library_;
  Sources& sources_;
  Problems& problems_;
  std::vector<std::string> files_;  ///< as they are on disk, to find circles
};

void take_away_alternatives(Node& base, const Node& own, const Block& block) {
  for (const Field& field : block.fields) {
    if (field.instead_of.empty()) continue;
    if (own.find(field.name) && !own.find(field.instead_of)) base.remove(field.instead_of);
    if (own.find(field.instead_of) && !own.find(field.name)) base.remove(field.name);
  }
}

void merge_named(Node& base, const Node& own, const Field& field) {
  for (const Entry& entry : own.map) {
    Node* old = base.find(entry.key);
    if (old && entry.value.is_none()) {
      base.remove(entry.key);
    } else if (old && field.block && old->is_map() && entry.value.is_map()) {
      *old = merged(std::move(*old), entry.value, *field.block);
    } else {
      base.set(entry.key, entry.key_span, entry.value);
    }
  }
}

}  // namespace

Node merged(Node base, const Node& own, const Block& block) {
  take_away_alternatives(base, own, block);
  for (const Entry& entry : own.map) {
    const Field* field = block.find(entry.key);
    Node* old = base.find(entry.key);
    const bool both_maps = old && old->is_map() && entry.value.is_map();
    if (!both_maps || !field || !field->merges()) {
      base.set(entry.key, entry.key_span, entry.value);
    } else if (field->repeats == Repeats::by_name) {
      merge_named(*old, entry.value, *field);
    } else {
      *old = merged(std::move(*old), entry.value, *field->block);
    }
  }
  base.span = own.span;
  return base;
}

std::optional<Node> load_text(std::string text, const std::string& file, const std::string& library, Sources& sources,
                              Problems& problems) {
  return Chain{library, sources, problems}.load(std::move(text), file);
}

std::optional<Node> load_file(const std::string& path, const std::string& library, Sources& sources,
                              Problems& problems) {
  auto bytes = read_bytes(path, problems);
  if (!bytes) return {};
  return load_text(std::move(*bytes), path, library, sources, problems);
}

}  // namespace caseload::scenario
