// `caseload sensitivity`: which settings of a finished sweep matter, and where it passes a threshold.
// Tested by tests/cli/sensitivity_test.cpp.
#include <fmt/format.h>

#include <filesystem>
#include <optional>

#include "caseload/caseload.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/folder.hpp"
#include "cli/remembered.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"
#include "store/files.hpp"
#include "store/points.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_measures = 6;

/// Headlines of the whole service, as many as people read, unless some were asked for. Says what is no measure.
std::optional<std::vector<std::size_t>> measures_of(const SensitivityArguments& arguments, const SweepRun& run) {
  std::vector<std::size_t> chosen;
  for (const std::string& name : arguments.measures) {
    const Measure* const measure = find_measure(run.measures, name);
    if (!measure) {
      const std::string near = nearest_measure(run.measures, name);
      say(fmt::format("error: there is no measure '{}' in this sweep\n{}", shown_name(name),
                      near.empty() ? "" : fmt::format("  did you mean '{}'?\n", shown(near))));
      return std::nullopt;
    }
    chosen.push_back(static_cast<std::size_t>(measure - run.measures.data()));
  }
  if (!chosen.empty() || arguments.when) return chosen;
  for (std::size_t m = 0; m < run.measures.size() && chosen.size() < most_measures; ++m) {
    const Measure& measure = run.measures[m];
    if (measure.headline && measure.where == "service" && measure.name != "children referred") chosen.push_back(m);
  }
  return chosen;
}

}  // namespace

int sensitivity_command(const SensitivityArguments& arguments) {
  const fs::path folder{arguments.folder}, file = folder / points_file;
  if (!fs::exists(file)) {
    say(fmt::format(
        "error: no points of a sweep in {}\n  'caseload sweep' leaves them in a folder, 'caseload collect' puts "
        "those of shards together\n",
        shown_whole(folder.string())));
    return exit_code::run_failed;
  }
  const PointStore store{file, PointStore::Open::to_look};
  const auto [run, freshness] = sweep_in(store);
  SensitivityRun found{run, arguments.method.value_or(method_for(run.design.type)), {}, {}};
  if (const std::string why = why_not(found.method, run.design.type); !why.empty()) {
    say(fmt::format("error: {}\n", why));
    return exit_code::usage;
  }
  const auto measures = measures_of(arguments, run);
  if (!measures) return exit_code::usage;
  if (arguments.when) {
    const Result<Threshold> threshold = threshold_of(*arguments.when, run.measures);
    if (!threshold) {
      const Problem& problem = threshold.problems().front();
      say(fmt::format("error: --when {}: {}\n{}", shown(*arguments.when), shown(problem.message),
                      problem.hint.empty() ? "" : fmt::format("  {}\n", shown(problem.hint))));
      return exit_code::usage;
    }
    found.discovery = discover(run, *threshold);
  }
  for (const std::size_t measure : *measures) found.of.push_back(sensitivity(run, measure, found.method));
  if (!found.of.empty()) write_files(folder, {{"sensitivity.csv", sensitivity_csv(found)}});
  print(arguments.json ? sensitivity_json(found) : table(found, colour_wanted()));
  if (run.finished.points < run.size)
    say(fmt::format("{} of {} are not finished yet.\n", run.size - run.finished.points, counted(run.size, "point")));
  return exit_code::ok;
}

}  // namespace caseload::cli
