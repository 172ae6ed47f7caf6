// Text to tree: listens to yaml-cpp's parser and refuses what a scenario does not need. The only file with yaml-cpp.
// Tested by tests/scenario/bad_scenarios_test.cpp and bombs_test.cpp.
#include <algorithm>
#include <map>
#include <sstream>
#include <unordered_map>

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include "scenario/node.hpp"
#include "scenario/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace {

constexpr std::size_t most_entries = 10'000;  // of one map or list

/// Thrown through yaml-cpp to end parsing after a mistake that leaves nothing to build on.
struct Stop {};

/// Builds the tree from yaml-cpp's events. It keeps a stack of open lists and maps, so nothing here recurses.
class TreeBuilder final : public YAML::EventHandler {
 public:
  TreeBuilder(const Source& source, Problems& problems) : source_{source}, problems_{problems} {}

  std::optional<Node> root() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) stop(mark, "a second document", "a file holds one scenario: remove '---' and what follows");
  }
  void OnDocumentEnd() override {}

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    stop(mark, "an alias ('*')", "write the value itself, or use 'extends'");
  }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check_plain(mark, anchor, "?");
    static constexpr std::string_view nulls[] = {"null", "Null", "NULL", "~"};
    for (const std::string_view null : nulls) {
      const std::string_view text = from(mark);
      if (!text.starts_with(null)) continue;
      const bool ends =
          text.size() == null.size() || std::string_view{" \t\r\n,]}"}.find(text[null.size()]) != text.npos;
      if (ends) return add(word_node("null", span(mark, count_characters(null))));
    }
    Node nothing;
    const bool after_key = !stack_.empty() && stack_.back().has_key;
    nothing.span = after_key ? stack_.back().key_span : span(mark, 1);
    add(std::move(nothing));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& word) override {
    check_plain(mark, anchor, tag);
    Node node = word_node(word, span(mark, width_at(mark, word)));
    node.quoted = tag != "?";
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check_plain(mark, anchor, tag);
    open(Node::Kind::list, mark);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check_plain(mark, anchor, tag);
    open(Node::Kind::map, mark);
  }
  void OnMapEnd() override { close(); }

  Span span(const YAML::Mark& mark, int width) const {
    const int line = std::clamp(mark.line + 1, 1, source_.lines());
    const std::string_view text = source_.line(line).substr(0, static_cast<std::size_t>(std::max(0, mark.column)));
    return {&source_, line, count_characters(text) + 1, std::max(1, width)};
  }

 private:
  /// A list or map that is not closed yet.
  struct Open {
    Node node;
    bool has_key{};
    bool is_repeated{};  ///< the key
    std::string key;
    Span key_span;
    std::unordered_map<std::string, int> lines{};  ///< of the keys so far
  };

  [[noreturn]] void stop(const YAML::Mark& mark, std::string message, std::string hint) {
    problems_.push_back(problem_at(span(mark, 1), {}, std::move(message), std::move(hint)));
    throw Stop{};
  }

  std::string_view from(const YAML::Mark& mark) const {
    return source_.text().substr(source_.offset(mark.line, mark.column));
  }

  void check_plain(const YAML::Mark& mark, YAML::anchor_t anchor, const std::string& tag) {
    if (anchor != 0) stop(mark, "an anchor ('&')", "write the value where it is needed, or use 'extends'");
    const bool has_tag = (!tag.empty() && tag != "?" && tag != "!") || from(mark).starts_with('!');
    if (has_tag) stop(mark, "a tag ('!')", "leave it out: every key knows what kind of value it takes");
  }

  /// Width of a word on its line. Also finds the quote that yaml-cpp lets the end of the file close.
  int width_at(const YAML::Mark& mark, const std::string& word) {
    const std::string_view text = from(mark);
    if (text.empty() || (text[0] != '"' && text[0] != '\'')) {
      const auto end = word.find('\n');
      return text.starts_with(word.substr(0, end)) ? count_characters(std::string_view{word}.substr(0, end)) : 1;
    }
    const std::size_t end = closing_quote(text);
    if (end == text.size()) stop(mark, "a quote that is never closed", "close it, or leave the quotes out");
    const std::string_view quoted = text.substr(0, end + 1);
    return count_characters(quoted.substr(0, quoted.find('\n')));
  }

  /// Where text that opens with a quote is closed; its size if it is not.
  static std::size_t closing_quote(std::string_view text) {
    const char quote = text[0];
    for (std::size_t i = 1; i < text.size(); ++i) {
      const bool escaped = quote == '"' && text[i] == '\\';
      const bool doubled = quote == '\'' && text.substr(i).starts_with("''");
      if (escaped || doubled) {
        ++i;
      } else if (text[i] == quote) {
        return i;
      }
    }
    return text.size();
  }

  bool expects_key() const { return !stack_.empty() && stack_.back().node.is_map() && !stack_.back().has_key; }

  void open(Node::Kind kind, const YAML::Mark& mark) {
    if (expects_key()) stop(mark, "a key that is a list or a block", "a key is a word");
    if (stack_.size() >= static_cast<std::size_t>(deepest))
      stop(mark, fmt::format("nested more than {} deep", deepest), {});
    Node node;
    node.kind = kind;
    node.span = span(mark, 1);
    stack_.push_back({.node = std::move(node), .key = {}, .key_span = {}});
  }

  void close() {
    Node done = std::move(stack_.back().node);
    stack_.pop_back();
    add(std::move(done));
  }

  void add(Node node) {
    if (stack_.empty()) {
      root_ = std::move(node);
    } else if (expects_key()) {
      take_key(node);
    } else {
      Open& parent = stack_.back();
      check_size(parent.node.list.size() + parent.node.map.size(), node.span);
      if (parent.node.is_list()) {
        parent.node.list.push_back(std::move(node));
      } else {
        if (!parent.is_repeated) parent.node.map.push_back({parent.key, parent.key_span, std::move(node)});
        parent.has_key = false;
      }
    }
  }

  void check_size(std::size_t size, const Span& at) {
    if (size < most_entries) return;
    problems_.push_back(problem_at(at, {}, fmt::format("more than {} entries in one block", most_entries)));
    throw Stop{};
  }

  /// A key that is given twice stays out of the tree, with its value.
  void take_key(const Node& node) {
    Open& map = stack_.back();
    if (!node.is_word() || node.word.empty()) refuse_key(node, "a key without a name", "a key is a word");
    if (node.word == "<<" && !node.quoted) refuse_key(node, "a merge key ('<<')", "use 'extends'");
    map.has_key = true;
    map.key = node.word;
    map.key_span = node.span;
    const auto [first, is_new] = map.lines.emplace(node.word, node.span.line);
    map.is_repeated = !is_new;
    if (!is_new) {
      problems_.push_back(
          problem_at(node.span, path_of(node.word),
                     fmt::format("'{}' is given twice (first at line {})", made_visible(node.word), first->second)));
    }
  }

  [[noreturn]] void refuse_key(const Node& node, std::string message, std::string hint) {
    problems_.push_back(problem_at(node.span, {}, std::move(message), std::move(hint)));
    throw Stop{};
  }

  std::string path_of(const std::string& key) const {
    std::string path;
    for (const Open& open : stack_) {
      if (&open != &stack_.back() && open.has_key) path += open.key + ".";
    }
    return path + key;
  }

  const Source& source_;
  Problems& problems_;
  int documents_{};
  std::vector<Open> stack_;
  std::optional<Node> root_;
};

/// yaml-cpp's words for a mistake, in an author's words; yaml-cpp's own where they will do.
std::string plain_words(const std::string& message) {
  static const std::map<std::string, std::string> words = {
      {YAML::ErrorMsg::END_OF_MAP_FLOW, "a '{' that is not closed here, or a ',' that is missing"},
      {YAML::ErrorMsg::END_OF_SEQ_FLOW, "a '[' that is not closed here, or a ',' that is missing"},
      {YAML::ErrorMsg::END_OF_MAP, "not a 'key: value' of the block above"},
      {YAML::ErrorMsg::END_OF_SEQ, "not a '- item' of the list above"},
      {YAML::ErrorMsg::MAP_VALUE, "a ':' where no key can stand"},
      {YAML::ErrorMsg::MAP_KEY, "a '?' where no key can stand"},
      {YAML::ErrorMsg::FLOW_END, "a closing bracket that nothing opened"},
      {YAML::ErrorMsg::BLOCK_ENTRY, "a '- ' where no list can stand"},
      {YAML::ErrorMsg::EOF_IN_SCALAR, "a quote that is never closed"},
      {YAML::ErrorMsg::UNKNOWN_ANCHOR, "an alias ('*') to an anchor that does not exist"},
      {YAML::ErrorMsg::UNKNOWN_TOKEN, "a character that YAML keeps for itself"},
      {YAML::ErrorMsg::CHAR_IN_SCALAR, "a character that no word can start with"},
  };
  const auto found = words.find(message);
  return found == words.end() ? "not YAML: " + message : found->second;
}

}  // namespace

std::optional<Node> parse(const Source& source, Problems& problems) {
  TreeBuilder builder{source, problems};
  try {
    std::istringstream in{std::string{source.text()}};
    YAML::Parser parser{in};
    if (parser.HandleNextDocument(builder)) parser.HandleNextDocument(builder);
  } catch (const Stop&) {
    return {};
  } catch (const YAML::Exception& error) {
    problems.push_back(problem_at(builder.span(error.mark, 1), {}, plain_words(error.msg),
                                  "quote text that holds ':', '#', ',', '{', '[' or starts with a sign"));
    return {};
  }
  std::optional<Node> root = builder.root();
  if (!root || root->is_nothing()) {
    problems.push_back({{source.name(), 0, 0}, {}, "there is nothing in it", "a scenario starts with 'name:'", {}, 1});
    return {};
  }
  return root;
}

std::optional<Node> parse_value(const Source& source, std::size_t from, const std::string& key, Problems& problems) {
  const std::string text{source.text().substr(from)};
  const Source scratch{source.name(), text};
  Problems found;
  std::optional<Node> node = check_text(scratch, found) ? parse(scratch, found) : std::nullopt;
  const int shift = count_characters(source.text().substr(0, from));
  if (!found.empty() || !node) {
    const Span all{&source, 0, shift + 1, count_characters(text)};
    problems.push_back(
        problem_at(all, key, found.empty() ? "no value" : found.front().message, "quote it if it is text"));
    return {};
  }
  // The scratch text dies here: spans are moved to the override that it was cut from.
  const auto move_spans = [&](auto&& self, Node& moved) -> void {
    moved.span = {&source, 0, moved.span.column + shift, moved.span.width};
    for (Node& item : moved.list) self(self, item);
    for (Entry& entry : moved.map) {
      entry.key_span = {&source, 0, entry.key_span.column + shift, entry.key_span.width};
      self(self, entry.value);
    }
  };
  move_spans(move_spans, *node);
  return node;
}

}  // namespace caseload::scenario
