// `caseload run`: read, compile, replicate, estimate, write, print.   Tested by tests/cli/run_test.cpp.
#include <fmt/format.h>

#include <filesystem>

#include "caseload/caseload.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/reading.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

Experiment experiment_of(const RunArguments& arguments) {
  const bool alone = arguments.replication.has_value();
  return {Seed{arguments.seed}, arguments.replication.value_or(0), alone ? 1 : arguments.replications,
          arguments.threads};
}

/// The line that gives the same results: without what changes no result (threads, where the files go, how it talks).
std::string command_of(const RunArguments& arguments) {
  std::string line = "caseload run " + shell_quoted(arguments.what.file);
  for (const std::string& setting : arguments.what.overrides) line += ' ' + shell_quoted(setting);
  if (!arguments.what.option.empty()) line += " --option " + shell_quoted(arguments.what.option);
  if (arguments.replication) {
    line += fmt::format(" --replication {}", *arguments.replication);
  } else {
    line += fmt::format(" --reps {}", arguments.replications);
  }
  return line + fmt::format(" --seed {}", arguments.seed);
}

/// A replication alone has a folder of its own, so that looking at one future does not cost the results of all.
fs::path folder_of(const RunArguments& arguments, const Scenario& scenario) {
  if (!arguments.out.empty()) return arguments.out;
  const std::string alone = arguments.replication ? fmt::format("-replication-{}", *arguments.replication) : "";
  return fs::path{"out"} / (folder_name(scenario) + alone);
}

Replications replicate_with_progress(const Model& model, const Experiment& experiment, bool quiet) {
  catch_interrupts();
  const Progress::Kind loud = bar_wanted() ? Progress::Kind::bar : Progress::Kind::lines;
  Progress progress{quiet ? Progress::Kind::none : loud, experiment.replications};
  Replications replications = replicate(model, experiment, [&](std::uint32_t done, std::uint32_t) {
    progress.tell(done);
    return !interrupted();
  });
  progress.end();
  if (!quiet) {
    const std::size_t done = replications.numbers.size() + replications.failures.size();
    say(fmt::format("{} in {:.1f} s\n", counted(done, "replication"), progress.seconds()));
  }
  return replications;
}

void explain_failures(const Replications& replications, const RunArguments& arguments) {
  if (replications.failures.empty()) return;
  const Failure& first = replications.failures.front();
  RunArguments alone = arguments;
  alone.replication = first.replication;
  say(fmt::format("warning: {} failed; the first is number {}: {}\n  to run it alone: {}\n",
                  counted(replications.failures.size(), "replication"), first.replication, shown(first.what),
                  shown(command_of(alone))));
}

void explain_interruption(const Run& run, const fs::path& folder) {
  const std::size_t kept = run.replications.numbers.size();
  const std::string where = kept > 0 ? fmt::format("kept in {}", shown(folder.string())) : "nothing was written";
  say(fmt::format("Interrupted: {} of {} finished; {}.\n  for the rest, run it again: {}\n", kept,
                  counted(run.replications.asked.replications, "replication"), where, shown(run.command)));
}

std::string closing_lines(const Run& run, const fs::path& folder) {
  return fmt::format("  files  {}\n  again  {}\n", shown((folder / "").string()), shown(run.command));
}

}  // namespace

int run_command(const RunArguments& arguments) {
  const Result<Scenario> scenario = read(arguments.what);
  if (!scenario) {
    explain(scenario.problems());
    return exit_code::bad_scenario;
  }
  if (!arguments.quiet) mention_options(*scenario, arguments.what);

  const fs::path folder = folder_of(arguments, *scenario);
  const bool made = fs::create_directories(folder);  // before the run: an hour's work must have a place to go

  Run run{*scenario, compile(*scenario), {}, {}, command_of(arguments)};
  run.replications = replicate_with_progress(run.model, experiment_of(arguments), arguments.quiet);
  explain_failures(run.replications, arguments);

  const bool anything = !run.replications.numbers.empty();
  if (anything) {
    run.estimates = estimate(run.model, run.replications);
    write_results(run, folder);
    print(arguments.what.json ? results_json(run) : table(run, colour_wanted()) + closing_lines(run, folder));
  } else if (made) {
    fs::remove(folder);
  }
  if (run.replications.interrupted) {
    explain_interruption(run, folder);
    return exit_code::interrupted;
  }
  return anything ? exit_code::ok : exit_code::run_failed;
}

}  // namespace caseload::cli
