// `caseload compare`: several models in the same futures.   Tested by tests/cli/compare_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>
#include <utility>

#include "caseload/caseload.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/folder.hpp"
#include "cli/reading.hpp"
#include "cli/replicating.hpp"
#include "cli/terminal.hpp"
#include "cli/tracing.hpp"
#include "experiment/share_out.hpp"
#include "report/text.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

constexpr auto as_it_is = "as it is";

/// What is compared, the first with each other.
struct Candidates {
  std::vector<Ready> ready;
  std::vector<Origin> origins;
  std::vector<std::string> names;
};

/// The option that changes nothing, if there is one, is the scenario as it is and gives it its name.
void drop_unchanged(Candidates& candidates) {
  for (std::size_t i = 1; i < candidates.ready.size();) {
    if (candidates.ready[i].scenario.resolved != candidates.ready.front().scenario.resolved) {
      ++i;
      continue;
    }
    if (candidates.names.front() == as_it_is) candidates.names.front() = candidates.names[i];
    candidates.ready.erase(candidates.ready.begin() + static_cast<std::ptrdiff_t>(i));
    candidates.origins.erase(candidates.origins.begin() + static_cast<std::ptrdiff_t>(i));
    candidates.names.erase(candidates.names.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

/// Several files go by their scenarios' names, or by the files' own where these are the same.
std::vector<std::string> names_of(const std::vector<Ready>& ready, const std::vector<std::string>& files) {
  std::vector<std::string> names;
  for (const Ready& one : ready) names.push_back(one.scenario.name);
  std::vector<std::string> sorted = names;
  std::sort(sorted.begin(), sorted.end());
  const bool distinct = std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end();
  return distinct ? names : files;
}

/// Adds what can be read, or its problems.
void add(const What& what, Candidates& candidates, Problems& problems) {
  Result<Ready> ready = read(what);
  if (ready) {
    candidates.ready.push_back(*std::move(ready));
    candidates.origins.push_back(origin_of(what));
  } else {
    problems.insert(problems.end(), ready.problems().begin(), ready.problems().end());
  }
}

Result<Candidates> files_of(const CompareArguments& arguments) {
  Candidates candidates;
  Problems problems;
  std::vector<std::string> files{arguments.what.file};
  files.insert(files.end(), arguments.others.begin(), arguments.others.end());
  for (const std::string& file : files) add({file, arguments.what.overrides, {}, {}}, candidates, problems);
  if (!problems.empty()) return problems;
  candidates.names = names_of(candidates.ready, files);
  return candidates;
}

Result<Candidates> options_of(const CompareArguments& arguments) {
  Candidates candidates;
  Problems problems;
  add(arguments.what, candidates, problems);
  if (!problems.empty()) return problems;
  candidates.names = {as_it_is};
  const std::vector<std::string> options =
      arguments.options.empty() ? candidates.ready.front().scenario.option_names : arguments.options;
  for (const std::string& option : options) {
    What what = arguments.what;
    what.option = option;
    add(what, candidates, problems);
    candidates.names.push_back(option);
  }
  if (!problems.empty()) return problems;
  drop_unchanged(candidates);
  return candidates;
}

std::string command_of(const CompareArguments& arguments) {
  std::string line = "caseload compare " + shell_quoted(arguments.what.file) + in_words(arguments.others) +
                     in_words(arguments.what.overrides);
  for (const std::string& option : arguments.options) line += " --option " + shell_quoted(option);
  return line + in_words(arguments.how_many);
}

fs::path folder_of(const CompareArguments& arguments, const Candidates& candidates) {
  if (!arguments.out.empty()) return arguments.out;
  return fs::path{"out"} / (folder_name(candidates.ready.front().scenario) + "-compare");
}

PairedReplications replicate_all(const CompareArguments& arguments, const Candidates& candidates) {
  PairedExperiment asked;
  std::vector<std::vector<Measure>> measures;
  for (const Ready& ready : candidates.ready) {
    asked.models.push_back(&ready.model);
    measures.push_back(ready.measures);
  }
  asked.experiment = experiment_of(arguments.how_many);
  asked.waits = true;
  asked.series = KeptSeries::months;
  return replicate_with_progress(std::move(asked), wanted_of(arguments.how_many, measures), arguments.how_many.quiet);
}

ComparisonRun comparison_of(const CompareArguments& arguments, Candidates candidates, PairedReplications replications) {
  Request asked{command_of(arguments), {}, arguments.how_many.precision.confidence, false};
  if (!arguments.how_many.replications) asked.precision = arguments.how_many.precision;
  return caseload::comparison_of(candidates.names, std::move(candidates.ready), std::move(candidates.origins),
                                 std::move(replications), asked);
}

/// Counts a year, and what is on a date, mean the same only over the same time.
bool same_period(const Candidates& candidates) {
  const Model& first = candidates.ready.front().model;
  const auto other = std::find_if(candidates.ready.begin(), candidates.ready.end(), [&](const Ready& ready) {
    return ready.model.start != first.start || ready.model.end != first.end;
  });
  if (other == candidates.ready.end()) return true;
  const auto at = static_cast<std::size_t>(other - candidates.ready.begin());
  say(fmt::format("error: {} and {} count different periods; set period.start and period.length alike\n",
                  shown_name(candidates.names.front()), shown_name(candidates.names[at])));
  return false;
}

}  // namespace

int compare_command(const CompareArguments& arguments) {
  Result<Candidates> candidates = arguments.others.empty() ? options_of(arguments) : files_of(arguments);
  if (!candidates) {
    explain(candidates.problems());
    return exit_code::bad_scenario;
  }
  if (candidates->ready.size() < 2) {
    say("error: nothing to compare with: no option changes this scenario; name another one, or add 'options:'\n");
    return exit_code::usage;
  }
  if (!same_period(*candidates)) return exit_code::bad_scenario;
  if (arguments.trace) return trace(*arguments.trace, candidates->ready, candidates->names, arguments);

  const fs::path folder = folder_of(arguments, *candidates);
  const bool made = fs::create_directories(folder);
  PairedReplications replications = replicate_all(arguments, *candidates);
  explain_failures(replications.of.front(), [&](std::uint32_t number) {
    return fmt::format("caseload run {}{} --replication {} --seed {}", shell_quoted(arguments.what.file),
                       in_words(arguments.what.overrides), number, arguments.how_many.seed);
  });
  const bool cut_short = replications.of.front().interrupted;
  if (replications.of.front().numbers.empty()) {
    if (made) fs::remove(folder);
    return cut_short ? exit_code::interrupted : exit_code::run_failed;
  }
  const ComparisonRun run = comparison_of(arguments, *std::move(candidates), std::move(replications));
  const std::array<std::function<void()>, 3> parts{[&] { write_results(run, folder); },
                                                   [&] { write_replications(run, folder / replications_file); },
                                                   [&] { write_page(page(run), folder / page_file); }};
  share_out(parts.size(), arguments.how_many.threads, [&](std::size_t i) { parts[i](); });
  print(arguments.what.json ? comparison_json(run) : table(run, colour_wanted()) + closing_lines(folder, run.command));
  if (cut_short) say(fmt::format("Interrupted: {} finished.\n", counted(run.comparison.replications, "replication")));
  return cut_short ? exit_code::interrupted : exit_code::ok;
}

}  // namespace caseload::cli
