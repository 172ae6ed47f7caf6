// The command line, verb first.   Tested by tests/cli/usage_test.cpp.
#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>

#include "caseload/report.hpp"
#include "cli/exit_codes.hpp"
#include "cli/terminal.hpp"
#include "scenario/suggest.hpp"

namespace caseload::cli {
namespace {

constexpr std::uint32_t most_replications = 1'000'000;
constexpr std::uint32_t most_threads = 1024;
constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max();

/// CLI11 would read "010" as eight and wrap what is too large; people mean ten and want to be told.
std::uint32_t whole_number(const std::string& option, const std::string& text, std::uint32_t low, std::uint32_t high) {
  std::uint32_t value{};
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stopped != end || value < low || value > high) {
    throw CLI::ValidationError(fmt::format("{} takes a whole number from {} to {}, not '{}'", option, low, high, text));
  }
  return value;
}

template <class Number>
void add_whole_number(CLI::App& command, const std::string& option, Number& into, std::uint32_t low, std::uint32_t high,
                      const std::string& help) {
  command
      .add_option_function<std::string>(
          option, [&into, option, low, high](const std::string& text) { into = whole_number(option, text, low, high); },
          help)
      ->type_name("N");
}

void add_what(CLI::App& command, What& what) {
  command.add_option("FILE", what.file, "scenario (YAML); '-' is standard input")->required()->type_name("");
  command
      .add_option("key=value", what.overrides,
                  "settings to change: any unique end of a path, as in duty.posts=9 or duty.posts=+2")
      ->type_name("");
  command.add_option("--option", what.option, "apply one of the scenario's options first")->type_name("NAME");
  command.add_flag("--json", what.json, "print JSON instead of a table");
}

void check_overrides(const What& what) {
  for (const std::string& text : what.overrides) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
      throw CLI::ValidationError(fmt::format("'{}' is not a setting; write key=value, as in duty.posts=9", text));
    }
  }
}

/// What to say about a first word that is no command.
Done unknown_command(const std::string& word) {
  const bool file = word.ends_with(".yaml") || word.ends_with(".yml");
  const std::string meant = file ? "run " + shown(word) : scenario::nearest(word, {"run", "check"});
  const std::string hint = meant.empty() ? "" : fmt::format("  did you mean: caseload {}\n", meant);
  say(fmt::format("error: there is no command '{}'\n{}  'caseload --help' lists the commands\n", shown(word), hint));
  return {exit_code::usage};
}

}  // namespace

Arguments parse(int argc, const char* const* argv) {
  CLI::App app{"Simulates a child protection service: how long families wait, and what staffing buys.", "caseload"};
  app.set_version_flag("--version", fmt::format("caseload {}", version));
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  caseload check kent.yaml                      every mistake at once, and the load of each team\n"
      "  caseload run kent.yaml duty.posts=9           what nine workers in duty would change\n"
      "  caseload run kent.yaml --option 'more staff'  one of the scenario's own options\n"
      "Exit codes: 0 ok, 1 run failed, 2 usage, 3 bad scenario, 130 interrupted");

  RunArguments run;
  CLI::App& run_command = *app.add_subcommand("run", "simulate a scenario; a table, and files in a folder");
  add_what(run_command, run.what);
  add_whole_number(run_command, "--reps", run.replications, 1, most_replications, "replications (default: 100)");
  add_whole_number(run_command, "--seed", run.seed, 0, most, "seed of the random numbers (default: 1)");
  add_whole_number(run_command, "--threads", run.threads, 1, most_threads,
                   "how many at once (default: all cores); never changes a result");
  add_whole_number(run_command, "--replication", run.replication, 0, most - 1, "run this replication alone");
  run_command.add_option("--out", run.out, "folder for the files (default: out/<scenario>)")->type_name("DIR");
  run_command.add_flag("--quiet", run.quiet, "no progress, no advice");

  CheckArguments check;
  CLI::App& check_command = *app.add_subcommand("check", "find every mistake of a scenario, and the load of each team");
  add_what(check_command, check.what);

  if (argc <= 1) {
    say(app.help());
    return Done{exit_code::usage};
  }
  const std::string first = argv[1];
  const bool word = !first.starts_with('-');
  if (word && first != run_command.get_name() && first != check_command.get_name()) return unknown_command(first);
  try {
    app.parse(argc, argv);
    check_overrides(run.what);
    check_overrides(check.what);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return Done{app.exit(e)};  // --help, --version
    const std::string command = word ? "caseload " + first : "caseload";
    say(fmt::format("error: {}\n  '{} --help' shows how to write it\n", shown(e.what()), command));
    return Done{exit_code::usage};
  }
  if (check_command.parsed()) return check;
  return run;
}

}  // namespace caseload::cli
