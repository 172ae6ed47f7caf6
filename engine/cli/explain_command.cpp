// `caseload explain`: what a key means, and what a scenario says of it.   Tested by tests/cli/explain_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/reading.hpp"
#include "cli/terminal.hpp"
#include "report/reference.hpp"
#include "report/text.hpp"

namespace caseload::cli {
namespace {

using scenario::DescribedKey;

std::size_t depth(const DescribedKey& key) {
  return static_cast<std::size_t>(std::count(key.path.begin(), key.path.end(), '.'));
}

/// The outermost of the keys with that name, which goes to the front; says when there is none or more than one.
bool settle(const std::string& name, std::vector<DescribedKey>& keys) {
  if (keys.empty()) {
    const std::string near = scenario::nearest_key(name);
    const std::string hint = name.ends_with(".yaml") ? fmt::format("caseload explain KEY {}", shown(name))
                             : near.empty()          ? "'caseload explain' lists all keys"
                                                     : fmt::format("did you mean {}?", shown(near));
    say(fmt::format("error: there is no key '{}'\n  {}\n", shown_name(name), hint));
    return false;
  }
  const auto as_outer = std::count_if(keys.begin(), keys.end(),
                                      [&](const DescribedKey& key) { return depth(key) == depth(keys.front()); });
  if (as_outer == 1) return true;
  say(fmt::format("error: '{}' could be any of {} keys\n", shown_name(name), keys.size()));
  for (const DescribedKey& key : keys) say(fmt::format("  {}\n", key.path));
  return false;
}

/// What the file is about, extends and offers are keys of it, but no settings of what is simulated.
bool is_setting(const DescribedKey& key) { return key.field->store && !key.path.starts_with("about."); }

/// "england/2008.yaml", of a shipped scenario.
void shorten(std::string& file) {
  const std::string folder = library() + "/";
  if (file.starts_with(folder)) file.erase(0, folder.size());
}

}  // namespace

int explain_command(const ExplainArguments& arguments) {
  if (arguments.markdown) {
    print(reference());
    return exit_code::ok;
  }
  if (arguments.key.empty()) {
    print(arguments.json ? list_of_keys_json() : list_of_keys(colour_wanted()));
    return exit_code::ok;
  }
  std::optional<scenario::Said> said;
  std::vector<DescribedKey> keys = scenario::keys_named(arguments.key);
  if (!arguments.file.empty()) {
    const Result<scenario::Said> found = scenario::look_up(arguments.key, find(arguments.file), library());
    if (found) {
      said = *found;
      keys = {said->key};
      shorten(said->place.file);
    } else if (keys.empty() || is_setting(keys.front()) || !found.problems().front().place.file.empty()) {
      for (const Problem& problem : found.problems()) say(to_text(problem) + '\n');
      return found.problems().front().place.file.empty() ? exit_code::usage : exit_code::bad_scenario;
    }
  }
  if (!settle(arguments.key, keys)) return exit_code::usage;
  const DescribedKey key = keys.front();
  print(arguments.json ? explanation_json(key, said)
                       : explanation(key, {keys.begin() + 1, keys.end()}, said, colour_wanted()));
  return exit_code::ok;
}

}  // namespace caseload::cli
