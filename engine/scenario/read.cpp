// read() and read_text(): from text to a validated Scenario, step by step.   Tested by tests/scenario/read_test.cpp.
#include <algorithm>
#include <filesystem>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "caseload/scenario.hpp"
#include "scenario/change.hpp"
#include "scenario/draft.hpp"
#include "scenario/extend.hpp"
#include "scenario/open_cases.hpp"
#include "scenario/phases.hpp"
#include "scenario/settings.hpp"
#include "scenario/suggest.hpp"
#include "scenario/utf8.hpp"

namespace caseload {

namespace {

using namespace scenario;

constexpr std::size_t most_options = 100;   // each is tried: a file cannot make that take for ever
constexpr std::size_t most_problems = 200;  // nobody reads more

auto order(const Problem& problem) { return std::tie(problem.place.file, problem.place.line, problem.place.column); }

/// In the order of the text. One mistake that was met on several ways counts once.
Problems tidied(Problems problems) {
  std::stable_sort(problems.begin(), problems.end(),
                   [](const Problem& a, const Problem& b) { return order(a) < order(b); });
  Problems tidy;
  for (Problem& problem : problems) {
    const auto same = [&](const Problem& other) {
      return order(other) == order(problem) && other.message == problem.message;
    };
    if (tidy.size() < most_problems && std::none_of(tidy.begin(), tidy.end(), same)) tidy.push_back(std::move(problem));
  }
  return tidy;
}

void add(const Problems& more, Problems& problems) { problems.insert(problems.end(), more.begin(), more.end()); }

std::string no_option(const std::string& name) { return fmt::format("there is no option '{}'", made_visible(name)); }

std::string hint_for_no_option(const std::string& name, const std::vector<std::string>& options) {
  return options.empty() ? "the scenario has no options" : suggestion(name, options);
}

/// Takes `options` out of a tree.
std::vector<Entry> take_options(Node& root, Problems& problems) {
  const Node* options = root.find("options");
  if (!options || options->is_none()) {
    root.remove("options");
    return {};
  }
  std::vector<Entry> taken;
  if (!options->is_map()) {
    problems.push_back(problem_at(options->span, "options",
                                  "expected changes by name, such as {more workers: {teams.duty.posts: +3}}"));
  }
  for (const Entry& option : options->map) {
    if (!is_note(option.key)) taken.push_back(option);
  }
  if (taken.size() > most_options) {
    problems.push_back(problem_at(options->span, "options", fmt::format("more than {} options", most_options)));
    taken.clear();
  }
  root.remove("options");
  return taken;
}

/// Takes `about` out of a tree and reads it. `options` are null if what they should be is not known.
About take_about(Node& root, const std::vector<Entry>* options, Problems& problems) {
  About about;
  const Node* written = root.find("about");
  if (!written) return about;
  Collected collected;
  if (!written->is_none()) read_block(Value{*written, "about", collected, Opens::block}, about_block(), &about);
  root.remove("about");
  std::vector<std::string> names;
  for (const Entry& option : options ? *options : std::vector<Entry>{}) names.push_back(option.key);
  const bool is_whole = collected.problems.empty();
  for (std::size_t i = 0; i < about.expect.size(); ++i) {
    const Expectation& expected = about.expect[i];
    const std::string path = fmt::format("about.expect.{}", i + 1);
    const auto check = [&](const std::string& option, const std::string& at) {
      if (!options || option.empty() || std::find(names.begin(), names.end(), option) != names.end()) return;
      collected.problems.push_back(
          problem_at(collected.place(at), at, no_option(option), hint_for_no_option(option, names)));
    };
    check(expected.option, path + ".option");
    check(expected.against, path + ".against");
    if (is_whole && expected.option == expected.against) {
      collected.problems.push_back(problem_at(collected.place(path), path, "an option is held against itself",
                                              "name two different ones; left out, it is the scenario without options"));
    }
  }
  add(collected.problems, problems);
  return about;
}

/// Tries every option on a copy, so that one with a mistake is found before somebody runs it. Applies the chosen one.
bool apply_options(Node& root, const std::vector<Entry>& options, const std::string& chosen, Problems& problems) {
  std::vector<std::string> names;
  for (const Entry& option : options) names.push_back(option.key);
  Node with_chosen = root;
  for (const Entry& option : options) {
    Node with_option = root;
    if (apply_option(with_option, option, problems)) add(attempt(with_option).collected.problems, problems);
    if (option.key == chosen) with_chosen = std::move(with_option);
  }
  if (!chosen.empty() && std::find(names.begin(), names.end(), chosen) == names.end()) {
    problems.push_back({{}, {}, no_option(chosen), hint_for_no_option(chosen, names), {}, 1});
    return false;
  }
  root = std::move(with_chosen);
  return true;
}

/// The scenario's people are read once more for every team: notes of those parts count once.
std::vector<Note> once_each(std::vector<Note> notes) {
  std::set<std::tuple<std::string, std::string, int, int>> general;
  const auto place_under = [](const Note& note, std::string key) {
    return std::tuple{std::move(key), note.place.file, note.place.line, note.place.column};
  };
  for (const Note& note : notes) general.insert(place_under(note, note.key));
  std::erase_if(notes, [&](const Note& note) {
    const auto people = note.key.starts_with("teams.") ? note.key.find(".people") : std::string::npos;
    return people != std::string::npos && general.contains(place_under(note, note.key.substr(people + 1)));
  });
  return notes;
}

Result<Scenario> assemble(std::optional<Node> tree, const std::string& file, const Reading& reading, Sources& sources,
                          Problems problems) {
  if (!tree) return tidied(std::move(problems));
  Node root = std::move(*tree);
  const bool says_options = root.find("options") != nullptr;
  const std::size_t before = problems.size();
  const std::vector<Entry> options = take_options(root, problems);
  // A misspelt 'options:' is complained of by itself, and not for each name that is missing then.
  const bool knows_options =
      problems.size() == before && (says_options || !is_misspelt(root, scenario_block(), "options"));
  About about = take_about(root, knows_options ? &options : nullptr, problems);
  if (!root.find("name"))
    root.set("name", root.span,
             word_node(file == "-" ? "standard input" : std::filesystem::path{file}.stem().string(), root.span));
  Attempt last = attempt(root);
  add(last.collected.problems, problems);
  apply_options(root, options, reading.option, problems);
  for (const std::string& text : reading.overrides) override_setting(root, text, sources, problems);
  if (!reading.option.empty() || !reading.overrides.empty()) {
    last = attempt(root);
    add(last.collected.problems, problems);
  }
  if (!problems.empty()) return tidied(std::move(problems));

  Scenario scenario = complete(std::move(last.draft));
  scenario.phases = phases_of(root, scenario, problems);
  scenario.file = file;
  scenario.about = std::move(about);
  if (scenario.period.begin.from == Begin::From::list)
    read_open_cases(scenario, last.collected.place("period.begin.list"), problems);
  if (!problems.empty()) return tidied(std::move(problems));
  scenario.option = reading.option;
  for (const Entry& option : options) scenario.option_names.push_back(option.key);
  scenario.notes = once_each(std::move(last.collected.notes));
  scenario.resolved = to_yaml(root);
  return scenario;
}

}  // namespace

Result<Scenario> read(const std::string& path, const Reading& reading) {
  Sources sources;
  Problems problems;
  auto tree = load_file(path, reading.library, sources, problems);
  return assemble(std::move(tree), path, reading, sources, std::move(problems));
}

Result<Scenario> read_text(std::string_view yaml, const std::string& file, const Reading& reading) {
  Sources sources;
  Problems problems;
  auto tree = load_text(std::string{yaml}, file, reading.library, sources, problems);
  return assemble(std::move(tree), file, reading, sources, std::move(problems));
}

}  // namespace caseload
