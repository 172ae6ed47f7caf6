// `caseload sweep`: a scenario at every combination of several values of its settings, in the same futures. Points are
// kept as they finish, so that a sweep that was stopped in any way goes on where it was.   Tested by
// tests/cli/sweep_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>

#include "caseload/caseload.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/folder.hpp"
#include "cli/reading.hpp"
#include "cli/sweep_folder.hpp"
#include "cli/sweep_words.hpp"
#include "cli/sweeper.hpp"
#include "cli/terminal.hpp"
#include "experiment/ranks.hpp"
#include "report/text.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

fs::path folder_of(const SweepArguments& arguments, const Scenario& scenario) {
  return arguments.out.empty() ? fs::path{"out"} / (folder_name(scenario) + "-sweep") : fs::path{arguments.out};
}

/// Makes the points that are there, if any, ours to add to; otherwise says why not. An exit code.
int prepare(const SweepArguments& arguments, const Sweeper& sweeper, const fs::path& file) {
  const std::string where = shown_whole(file.string());
  const SweepRun& about = sweeper.about();
  PointStore store{file};
  if (store.is_new()) {
    remove_those_of_ranks(file);  // somebody has taken away the file to which they belonged
    store.begin(about);
    return exit_code::ok;
  }
  add_those_of_ranks(store, file);
  if (const std::string why = why_not_the_same(store.about(), about); !why.empty()) {
    say(fmt::format(
        "error: {} holds points of another sweep: {}\n  choose another folder with --out, or begin anew with "
        "--fresh{}\n",
        where, why, why_not_to_extend(store.about(), about).empty() ? ", or add to them with --extend" : ""));
    return exit_code::usage;
  }
  const std::size_t finished = store.counts().points;
  if (!arguments.resume && !arguments.extend && finished < about.size && !arguments.shard.is_one_of_several()) {
    say(fmt::format("error: {} holds {} of {} of this sweep; go on with --resume, or begin anew with --fresh\n", where,
                    finished, counted(about.size, "point")));
    return exit_code::usage;
  }
  return exit_code::ok;
}

/// Makes the points that are there those of this sweep, if it is a larger one. An exit code.
int extend_points(const Sweeper& sweeper, const fs::path& file) {
  {
    PointStore store{file};
    if (store.is_new()) return exit_code::ok;
    add_those_of_ranks(store, file);
    if (why_not_the_same(store.about(), sweeper.about()).empty()) return exit_code::ok;
  }
  const std::string why = extend(file, sweeper.about(), sweeper.design());
  if (why.empty()) return exit_code::ok;
  say(fmt::format("error: {} cannot be extended: {}\n", shown_whole(file.string()), why));
  return exit_code::usage;
}

/// What the first process does before there are any points to run. An exit code.
int begin(const SweepArguments& arguments, const Sweeper& sweeper, const fs::path& file) {
  fs::create_directories(file.parent_path());
  if (arguments.fresh) remove_points(file);
  if (arguments.extend) {
    if (const int code = extend_points(sweeper, file); code != exit_code::ok) return code;
  }
  return prepare(arguments, sweeper, file);
}

/// The same where an exception would leave the other processes waiting.
int begin_or_say(const SweepArguments& arguments, const Sweeper& sweeper, const fs::path& file) {
  try {
    return begin(arguments, sweeper, file);
  } catch (const std::exception& e) {
    say(fmt::format("error: {}\n", shown(e.what())));
    return exit_code::run_failed;
  }
}

/// A job script for Slurm: each task of the array runs one shard, and goes on where it was when it is requeued.
std::string slurm_script(const SweepArguments& arguments, const fs::path& folder) {
  const std::string out = shell_quoted(folder.string());
  const unsigned threads = std::max(1U, arguments.how_many.threads);
  return fmt::format(
      "#!/bin/bash\n"
      "#SBATCH --job-name=caseload\n"
      "#SBATCH --array=1-{0}\n"
      "#SBATCH --cpus-per-task={1}\n"
      "#SBATCH --requeue\n"
      "#SBATCH --open-mode=append\n"
      "exec {2} --out {3} --shard \"$SLURM_ARRAY_TASK_ID/{0}\" --threads {1}{4} --quiet\n"
      "# when all are done: caseload collect {3}\n",
      arguments.slurm_shards, threads, command_of(arguments), out,
      arguments.stop_on_failure ? " --stop-on-failure" : "");
}

/// Points of this process alone, into the file.
Sweeper::End run_alone(Sweeper& sweeper, Ranks& ranks, const fs::path& file) {
  PointStore store{file};
  const std::vector<std::uint32_t> left = sweeper.left(store);
  Ranks::Deal deal{ranks, static_cast<std::uint32_t>(left.size())};
  return sweeper.finish(left, deal, store, store);
}

/// Points of all processes, each into a file of its own, which the first one puts together at the end.
Sweeper::End run_together(Sweeper& sweeper, Ranks& ranks, const fs::path& file) {
  // What the first process sees is what all see, even where a file takes a while to reach other machines.
  const std::vector<std::uint32_t> left =
      ranks.of_first(ranks.is_first() ? sweeper.left(PointStore{file}) : std::vector<std::uint32_t>{});
  Sweeper::End end = Sweeper::End::failed;
  {
    Ranks::Deal deal{ranks,
                     static_cast<std::uint32_t>(left.size())};  // outlives what goes wrong: others wait for its end
    try {
      const PointStore before{file, PointStore::Open::to_look};
      PointStore mine{file_of_rank(file, ranks.rank())};
      if (mine.is_new()) mine.begin(sweeper.about());
      end = sweeper.finish(left, deal, before, mine);
    } catch (const std::exception& e) {
      // The others go on; what they finish is kept.
      complain(fmt::format("error: process {}: {}\n", ranks.rank(), shown(e.what())));
    }
  }
  const bool failed = ranks.any(end == Sweeper::End::failed), stopped = ranks.any(end == Sweeper::End::interrupted);
  if (ranks.is_first()) {
    PointStore store{file};
    add_those_of_ranks(store, file);
  }
  if (failed) return Sweeper::End::failed;
  return stopped ? Sweeper::End::interrupted : Sweeper::End::complete;
}

int code_at(Sweeper::End end) {
  switch (end) {
    case Sweeper::End::complete:
      return exit_code::ok;
    case Sweeper::End::interrupted:
      return exit_code::interrupted;
    case Sweeper::End::failed:
      break;
  }
  return exit_code::points_failed;
}

/// Files, table and exit code of points that were run.
int finish(const SweepArguments& arguments, const Sweeper& sweeper, Sweeper::End end, const fs::path& file) {
  const fs::path folder = file.parent_path();
  const PointStore store{file};
  SweepRun run = sweeper.about();
  attach(run, store);
  if (end != Sweeper::End::complete) {
    say(fmt::format("{}: {} finished.\n  for the rest: {} --resume\n",
                    end == Sweeper::End::interrupted ? "Interrupted" : "Stopped by a failure",
                    counted(run.finished.points, "point"), shown_whole(run.asked.command)));
  }
  if (arguments.shard.is_one_of_several()) {
    print(fmt::format("  points  {}\n  when all shards are done: caseload collect {}\n", shown_whole(file.string()),
                      shown_whole(shell_quoted(folder.string()))));
    return code_at(end);
  }
  write_sweep(run, folder);
  tell(run, folder, arguments.what.json);
  const int code = code_of(run);
  return end == Sweeper::End::complete ? code : code_at(end);
}

/// What the plan says, where the command line says nothing.
void add(const SweepPlan& plan, SweepArguments& arguments) {
  if (!arguments.how_many.replications) arguments.how_many.replications = plan.replications;
  if (plan.at_most) arguments.how_many.precision.most = *plan.at_most;
  arguments.all_measures = arguments.all_measures || plan.all_measures;
  arguments.series = arguments.series || plan.series;
  arguments.stop_on_failure = arguments.stop_on_failure || plan.stop_on_failure;
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
    add(*plan, arguments);
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
    print(slurm_script(arguments, folder_of(arguments, base->scenario)));
    return exit_code::ok;
  }
  Sweeper sweeper{arguments, words, *base};
  const fs::path file = folder_of(arguments, base->scenario) / file_of(arguments.shard);
  Ranks ranks;
  const int code = ranks.is_first() ? begin_or_say(arguments, sweeper, file) : exit_code::ok;
  if (const std::uint32_t all = ranks.of_first({static_cast<std::uint32_t>(code)}).front(); all != exit_code::ok)
    return static_cast<int>(all);
  const auto began = std::chrono::steady_clock::now();
  const std::size_t before = ranks.is_first() ? PointStore{file}.counts().points : 0;
  const Sweeper::End end = ranks.count() == 1 ? run_alone(sweeper, ranks, file) : run_together(sweeper, ranks, file);
  if (!ranks.is_first()) return code_at(end);
  if (!arguments.how_many.quiet) {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    say(fmt::format("{} in {:.1f} s{}\n", counted(PointStore{file}.counts().points - before, "point"), took.count(),
                    ranks.count() > 1 ? fmt::format(", {} processes", ranks.count()) : ""));
  }
  return finish(arguments, sweeper, end, file);
}

}  // namespace caseload::cli
