// `caseload run`: read, compile, replicate, estimate, write, print.   Tested by tests/cli/run_test.cpp.
#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <functional>
#include <utility>

#include "caseload/caseload.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/folder.hpp"
#include "cli/interrupt.hpp"
#include "cli/reading.hpp"
#include "cli/replicating.hpp"
#include "cli/terminal.hpp"
#include "cli/tracing.hpp"
#include "experiment/share_out.hpp"
#include "report/text.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

std::string with_settings(const RunArguments& arguments) {
  std::string line = "caseload run " + shell_quoted(arguments.what.file) + in_words(arguments.what.overrides);
  if (!arguments.what.option.empty()) line += " --option " + shell_quoted(arguments.what.option);
  if (arguments.controls) line += " --control-variates";
  return line;
}

/// The line that runs one replication alone.
std::string alone(const RunArguments& arguments, std::uint32_t replication) {
  return with_settings(arguments) + fmt::format(" --replication {} --seed {}", replication, arguments.how_many.seed);
}

/// The line that gives the same results: without what changes no result (threads, where the files go, how it talks).
std::string command_of(const RunArguments& arguments) {
  return arguments.replication ? alone(arguments, *arguments.replication)
                               : with_settings(arguments) + in_words(arguments.how_many);
}

/// A replication alone has a folder of its own, so that looking at one future does not cost the results of all.
fs::path folder_of(const RunArguments& arguments, const Scenario& scenario) {
  if (!arguments.out.empty()) return arguments.out;
  const std::string which = arguments.replication ? fmt::format("-replication-{}", *arguments.replication) : "";
  return fs::path{"out"} / (folder_name(scenario) + which);
}

/// What an earlier run left, if it was asked to be added to.
std::vector<Replications> earlier_of(const RunArguments& arguments, const Ready& ready, const fs::path& folder) {
  if (!arguments.extend) return {};
  Earlier earlier =
      read_replications(ready.scenario, ready.model, Seed{arguments.how_many.seed}, folder / replications_file);
  if (!earlier.replications) {
    say(fmt::format("Nothing to add to in {}: {}. All replications are done afresh.\n",
                    shown_whole((folder / "").string()), shown(earlier.why_not)));
    return {};
  }
  return {*std::move(earlier.replications)};
}

Replications replications_of(const RunArguments& arguments, const Ready& ready, const fs::path& folder) {
  if (arguments.replication) {
    const HowMany& asked = arguments.how_many;
    return replicate(ready.model, {Seed{asked.seed}, *arguments.replication, 1, 1});
  }
  PairedExperiment asked{{&ready.model}, experiment_of(arguments.how_many), earlier_of(arguments, ready, folder)};
  PairedReplications all = replicate_with_progress(std::move(asked), wanted_of(arguments.how_many, {ready.measures}),
                                                   arguments.how_many.quiet);
  return std::move(all.of.front());
}

Request asked_of(const RunArguments& arguments) {
  Request asked{command_of(arguments), {}, arguments.how_many.precision.confidence, arguments.controls};
  const bool automatic = !arguments.replication && !arguments.how_many.replications;
  if (automatic) asked.precision = arguments.how_many.precision;
  return asked;
}

void write(const RunArguments& arguments, const Run& run, const fs::path& folder) {
  const std::array<std::function<void()>, 3> parts{[&] { write_results(run, folder); },
                                                   [&] { write_page(page(run), folder / page_file); },
                                                   [&] {
                                                     if (!arguments.replication)
                                                       write_replications(run, folder / replications_file);
                                                   }};
  share_out(parts.size(), arguments.how_many.threads, [&](std::size_t i) { parts[i](); });
  if (arguments.events > 0) write_events(run, arguments.events, folder / "events.csv");
}

void explain_interruption(const Run& run, const fs::path& folder) {
  const std::size_t kept = run.replications.numbers.size();
  const std::string where = kept > 0 ? fmt::format("kept in {}", shown_whole(folder.string())) : "nothing was written";
  say(fmt::format("Interrupted: {} finished; {}.\n  for the rest: {}{}\n", counted(kept, "replication"), where,
                  shown_whole(run.command), kept > 0 ? " --extend" : ""));
}

/// Says which targets are missed, and which may be.
bool any_missed(const Run& run) {
  bool missed = false;
  for (std::size_t i = 0; i < run.judged.size(); ++i) {
    using Verdict = TargetEstimate::Verdict;
    const std::string name = shown_name(run.scenario.targets[i].name);
    if (run.judged[i].verdict == Verdict::missed) say(fmt::format("Target missed: {}\n", name));
    if (run.judged[i].verdict == Verdict::open) say(fmt::format("Too few replications to tell: {}\n", name));
    missed |= run.judged[i].verdict == Verdict::missed;
  }
  return missed;
}

int told(const RunArguments& arguments, const Run& run, const fs::path& folder) {
  print(arguments.what.json ? results_json(run) : table(run, colour_wanted()) + closing_lines(folder, run.command));
  const std::string advice = arguments.how_many.quiet ? "" : warm_up_advice(run);
  if (!advice.empty()) say("warning: " + advice + '\n');
  if (arguments.check_targets && any_missed(run)) return exit_code::target_missed;
  return exit_code::ok;
}

}  // namespace

int run_command(const RunArguments& arguments) {
  Result<Ready> ready = read(arguments.what);
  if (!ready) {
    explain(ready.problems());
    return exit_code::bad_scenario;
  }
  if (arguments.trace) return trace(*arguments.trace, *ready, arguments);
  if (!arguments.how_many.quiet) mention_options(ready->scenario, arguments.what);

  const fs::path folder = folder_of(arguments, ready->scenario);
  const bool made = fs::create_directories(folder);  // before the run: an hour's work must have a place to go
  Replications replications = replications_of(arguments, *ready, folder);
  explain_failures(replications, [&](std::uint32_t number) { return alone(arguments, number); });
  const bool anything = !replications.numbers.empty();
  const bool cut_short = replications.interrupted;

  int code = anything ? exit_code::ok : exit_code::run_failed;
  Run run = run_of(*std::move(ready), origin_of(arguments.what), std::move(replications), asked_of(arguments));
  if (anything) {
    write(arguments, run, folder);
    code = told(arguments, run, folder);
  } else if (made) {
    fs::remove(folder);
  }
  if (cut_short) explain_interruption(run, folder);
  return cut_short ? exit_code::interrupted : code;
}

}  // namespace caseload::cli
