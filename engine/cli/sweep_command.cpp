// `caseload sweep`: a scenario at every combination of several values of its settings, in the same futures. Points are
// kept as they finish, so that a sweep that was stopped in any way goes on where it was.   Tested by
// tests/cli/sweep_test.cpp.
#include <fmt/format.h>

#include <filesystem>

#include "caseload/caseload.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/folder.hpp"
#include "cli/reading.hpp"
#include "cli/sweep_folder.hpp"
#include "cli/sweeper.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

/// Every factor must be a setting, and what it is given at its ends a value for it, before anything is run.
Problems mistakes_in(const SweepWords& words) {
  Problems all;
  for (const Factor& factor : words.factors) {
    std::vector<std::string> values = factor.levels;
    if (values.empty()) {
      for (const double end : {factor.low, factor.high}) values.push_back(fmt::format("{:.10g} {}", end, factor.unit));
    }
    for (const std::string& value : values) {
      What what = words.what;
      what.overrides.push_back(factor.name + "=" + value);
      const Result<Ready> ready = read(what);
      if (!ready) all.insert(all.end(), ready.problems().begin(), ready.problems().end());
    }
  }
  return all;
}

fs::path folder_of(const SweepArguments& arguments, const Scenario& scenario) {
  return arguments.out.empty() ? fs::path{"out"} / (folder_name(scenario) + "-sweep") : fs::path{arguments.out};
}

/// Whether the points that are there, if any, are ours to add to; says why not.
bool may_go_on(const SweepArguments& arguments, PointStore& store, const SweepRun& about, const fs::path& file) {
  if (store.is_new()) {
    store.begin(about);
    return true;
  }
  const std::string where = shown_whole(file.string());
  if (const std::string why = why_not_the_same(store.about(), about); !why.empty()) {
    say(fmt::format(
        "error: {} holds points of another sweep: {}\n  choose another folder with --out, or begin anew with --fresh\n",
        where, why));
    return false;
  }
  const std::size_t finished = store.finished().size();
  if (!arguments.resume && finished < about.design && !arguments.shard.is_one_of_several()) {
    say(fmt::format("error: {} holds {} of {} of this sweep; go on with --resume, or begin anew with --fresh\n", where,
                    finished, counted(about.design, "point")));
    return false;
  }
  return true;
}

/// A job script for Slurm: each task of the array runs one shard, and goes on where it was when it is requeued.
std::string slurm_script(const SweepArguments& arguments) {
  const std::string out = arguments.out.empty() ? "" : " --out " + shell_quoted(arguments.out);
  return fmt::format(
      "#!/bin/bash\n"
      "#SBATCH --job-name=caseload\n"
      "#SBATCH --array=1-{0}\n"
      "#SBATCH --requeue\n"
      "#SBATCH --open-mode=append\n"
      "{1}{2} --shard \"$SLURM_ARRAY_TASK_ID/{0}\" --threads \"${{SLURM_CPUS_PER_TASK:-1}}\" --quiet\n"
      "# when all are done: caseload collect {3}\n",
      arguments.slurm_shards, command_of(arguments), out,
      arguments.out.empty() ? "FOLDER" : shell_quoted(arguments.out));
}

int told(const SweepArguments& arguments, const SweepRun& run, const fs::path& folder) {
  print(arguments.what.json ? sweep_json(run) : table(run, colour_wanted()) + closing_lines(folder, run.asked.command));
  return code_of(run);
}

}  // namespace

int sweep_command(const SweepArguments& asked) {
  SweepArguments arguments = asked;
  SweepWords words;
  if (is_sweep_plan(arguments.what.file)) {
    const Result<SweepPlan> plan = read_sweep_plan(arguments.what.file);
    if (!plan) {
      explain(plan.problems());
      return exit_code::bad_scenario;
    }
    words = planned(*plan, arguments);
    if (plan->replications) arguments.how_many.replications = plan->replications;
    if (plan->at_most) arguments.how_many.precision.most = *plan->at_most;
  } else {
    words = sorted(arguments);
  }
  const Result<Ready> base = read(words.what);
  if (!base) {
    explain(base.problems());
    return exit_code::bad_scenario;
  }
  if (words.factors.empty()) {
    say("error: nothing to sweep over; give a setting several values, as in duty.posts=6..12:2 or duty.posts=6,9,12\n");
    return exit_code::usage;
  }
  if (const Problems problems = mistakes_in(words); !problems.empty()) {
    explain(problems);
    return exit_code::bad_scenario;
  }
  if (arguments.slurm_shards > 0) {
    print(slurm_script(arguments));
    return exit_code::ok;
  }
  Sweeper sweeper{arguments, words, *base};
  const fs::path folder = folder_of(arguments, base->scenario);
  const fs::path file = folder / file_of(arguments.shard);
  fs::create_directories(folder);
  if (arguments.fresh) remove_points(file);
  PointStore store{file};
  if (!may_go_on(arguments, store, sweeper.about(), file)) return exit_code::usage;
  const bool complete = sweeper.finish(store);
  if (!complete) {
    say(fmt::format("Interrupted: {} finished.\n  for the rest: {} --resume\n",
                    counted(store.finished().size(), "point"), shown_whole(sweeper.about().asked.command)));
  }
  if (arguments.shard.is_one_of_several()) {
    print(fmt::format("  points  {}\n  when all shards are done: caseload collect {}\n", shown_whole(file.string()),
                      shown_whole(shell_quoted(folder.string()))));
    return complete ? exit_code::ok : exit_code::interrupted;
  }
  SweepRun run = sweeper.about();
  run.points = results_of(store, run.measures.size());
  write_sweep(run, store, folder);
  const int code = told(arguments, run, folder);
  return complete ? code : exit_code::interrupted;
}

}  // namespace caseload::cli
