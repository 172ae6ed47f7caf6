// `caseload sweep`: a scenario at every combination of several values of its settings, in the same futures. Points are
// kept as they finish, so that a sweep that was stopped in any way goes on where it was.   Tested by
// tests/cli/sweep_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "caseload/caseload.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/folder.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/reading.hpp"
#include "cli/replicating.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"
#include "store/points.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

/// The settings with one value, and those with several.
struct Words {
  What what;
  std::vector<Factor> factors;
};

Words sorted(const SweepArguments& arguments) {
  Words words{arguments.what, {}};
  words.what.overrides.clear();
  for (const std::string& word : arguments.what.overrides) {
    const std::size_t equals = word.find('=');
    std::vector<std::string> values = several_values(std::string_view{word}.substr(equals + 1));
    if (values.empty()) {
      words.what.overrides.push_back(word);
    } else {
      words.factors.push_back({word.substr(0, equals), std::move(values)});
    }
  }
  return words;
}

std::string command_of(const SweepArguments& arguments) {
  std::string line = "caseload sweep " + shell_quoted(arguments.what.file) + in_words(arguments.what.overrides);
  if (!arguments.what.option.empty()) line += " --option " + shell_quoted(arguments.what.option);
  return line + in_words(arguments.how_many) + (arguments.all_measures ? " --keep all" : "");
}

/// What a sweep keeps of a replication: headlines and what targets are about, or everything.
std::vector<std::size_t> kept_measures(const Ready& ready, bool all) {
  std::vector<std::size_t> kept;
  for (std::size_t m = 0; m < ready.measures.size(); ++m) {
    const bool target =
        std::any_of(ready.targets.begin(), ready.targets.end(), [m](const TargetRow& t) { return t.measure == m; });
    if (all || ready.measures[m].headline || target) kept.push_back(m);
  }
  return kept;
}

std::vector<Measure> chosen(const std::vector<Measure>& measures, const std::vector<std::size_t>& kept) {
  std::vector<Measure> some;
  for (const std::size_t m : kept) some.push_back(measures[m]);
  return some;
}

bool same(const std::vector<Measure>& a, const std::vector<Measure>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Measure& x, const Measure& y) {
    return x.name == y.name && x.where == y.where && x.unit == y.unit;
  });
}

class Sweeper {
 public:
  Sweeper(const SweepArguments& arguments, const Words& words, const Ready& base)
      : arguments_{arguments},
        words_{words},
        all_measures_{base.measures},
        kept_{kept_measures(base, arguments.all_measures)} {
    run_.origin = origin_of(words.what);
    run_.scenario = base.scenario;
    run_.model = base.model;
    run_.factors = words.factors;
    run_.measures = chosen(base.measures, kept_);
    run_.seed = arguments.how_many.seed;
    run_.asked = {command_of(arguments), {}, arguments.how_many.precision.confidence, false};
    if (!arguments.how_many.replications) run_.asked.precision = arguments.how_many.precision;
    design_ = grid(run_.factors);
    run_.design = design_.size();
  }

  const SweepRun& run() const { return run_; }

  /// Runs what is not finished yet. False: interrupted.
  bool finish(PointStore& store) {
    const std::set<std::uint32_t> finished = store.finished();
    const auto all = static_cast<std::uint32_t>(design_.size());
    auto done = static_cast<std::uint32_t>(finished.size());
    const auto before = done;
    catch_interrupts();
    const Progress::Kind loud = bar_wanted() ? Progress::Kind::bar : Progress::Kind::lines;
    Progress progress{arguments_.how_many.quiet ? Progress::Kind::none : loud, "point"};
    for (std::uint32_t number = 0; number < all; ++number) {
      if (finished.contains(number)) continue;
      const std::optional<SweepPoint> point = point_of(number);
      if (!point) break;
      store.add(*point);
      progress.tell(++done - before, all - before);
      if (interrupted()) break;
    }
    progress.end();
    if (!arguments_.how_many.quiet)
      say(fmt::format("{} in {:.1f} s\n", counted(done - before, "point"), progress.seconds()));
    run_.points = store.points();
    return done == all;
  }

 private:
  /// None: interrupted in the middle, after which nothing of it is kept.
  std::optional<SweepPoint> point_of(std::uint32_t number) {
    SweepPoint point;
    point.number = number;
    What what = words_.what;
    for (std::size_t f = 0; f < run_.factors.size(); ++f) {
      point.values.push_back(run_.factors[f].levels[design_[number][f]]);
      what.overrides.push_back(run_.factors[f].name + "=" + point.values.back());
    }
    const Result<Ready> ready = read(what);
    if (!ready) {
      point.failure = ready.problems().front().message;
      return point;
    }
    point.id = hash_of(ready->scenario);
    if (!caseload::cli::same(ready->measures, all_measures_)) {
      point.failure = "it measures other things than the scenario without these settings";
      return point;
    }
    PairedExperiment asked{{&ready->model}, experiment_of(arguments_.how_many)};
    asked.series = KeptSeries::nothing;
    const PairedReplications done = replicate(std::move(asked), wanted_of(arguments_.how_many, {ready->measures}),
                                              [](std::uint32_t, std::uint32_t) { return !interrupted(); });
    const Replications& replications = done.of.front();
    if (replications.interrupted) return std::nullopt;
    point.numbers = replications.numbers;
    point.failures = replications.failures;
    for (const Observations& seen : replications.observations) {
      std::vector<double>& values = point.measured.emplace_back();
      for (const std::size_t m : kept_) values.push_back(seen.values[m]);
    }
    if (point.numbers.empty()) point.failure = point.failures.empty() ? "nothing was run" : point.failures.front().what;
    return point;
  }

  const SweepArguments& arguments_;
  const Words& words_;
  std::vector<Measure> all_measures_;
  std::vector<std::size_t> kept_;
  SweepRun run_;
  std::vector<DesignPoint> design_;
};

/// Every factor must be a setting, and each of its levels a value for it, before anything is run.
Problems mistakes_in(const Words& words) {
  Problems all;
  for (const Factor& factor : words.factors) {
    for (const std::string& level : factor.levels) {
      What what = words.what;
      what.overrides.push_back(factor.name + "=" + level);
      const Result<Ready> ready = read(what);
      if (!ready) all.insert(all.end(), ready.problems().begin(), ready.problems().end());
    }
  }
  return all;
}

/// Why points that are there cannot be gone on with; empty: they can.
std::string why_not(const SweepRun& was, const SweepRun& is) {
  const auto levels = [](const std::vector<Factor>& factors) {
    std::string all;
    for (const Factor& factor : factors) {
      all += factor.name + "=";
      for (const std::string& level : factor.levels) all += level + ",";
      all += ";";
    }
    return all;
  };
  if (was.seed != is.seed) return fmt::format("they are of seed {}", was.seed);
  if (levels(was.factors) != levels(is.factors)) return "they are of other settings or values: " + was.asked.command;
  if (was.asked.command != is.asked.command) return "they were asked for otherwise: " + was.asked.command;
  const std::vector<Change> changes = changes_between(was.scenario.resolved, is.scenario.resolved);
  if (!changes.empty()) {
    std::string text = "the scenario has changed:";
    for (const Change& change : changes)
      text += fmt::format("\n    {}: {} was {}", change.path, change.after, change.before);
    return text;
  }
  const bool same_list = was.scenario.period.begin.content == is.scenario.period.begin.content;
  return same_list ? "" : "the list of open cases has changed";
}

fs::path folder_of(const SweepArguments& arguments, const Scenario& scenario) {
  return arguments.out.empty() ? fs::path{"out"} / (folder_name(scenario) + "-sweep") : fs::path{arguments.out};
}

/// Whether the points that are there, if any, are ours to add to; says why not.
bool may_go_on(const SweepArguments& arguments, PointStore& store, const SweepRun& run, const fs::path& folder) {
  if (store.is_new()) {
    store.begin(run);
    return true;
  }
  const std::string where = shown(folder.string());
  if (const std::string why = why_not(store.about(), run); !why.empty()) {
    say(fmt::format(
        "error: {} holds points of another sweep: {}\n  choose another folder with --out, or begin anew with --fresh\n",
        where, shown(why)));
    return false;
  }
  const std::size_t finished = store.finished().size();
  if (!arguments.resume && finished < run.design) {
    say(fmt::format("error: {} holds {} of {} of this sweep; go on with --resume, or begin anew with --fresh\n", where,
                    finished, counted(run.design, "point")));
    return false;
  }
  return true;
}

}  // namespace

int sweep_command(const SweepArguments& arguments) {
  const Words words = sorted(arguments);
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
  Sweeper sweeper{arguments, words, *base};
  const fs::path folder = folder_of(arguments, base->scenario);
  fs::create_directories(folder);
  if (arguments.fresh) {
    for (const char* const end : {"", "-wal", "-shm"}) fs::remove(folder / (std::string{points_file} + end));
  }
  bool complete = false;
  {
    PointStore store{folder / points_file};
    if (!may_go_on(arguments, store, sweeper.run(), folder)) return exit_code::usage;
    complete = sweeper.finish(store);
  }
  const SweepRun& run = sweeper.run();
  write_results(run, folder);
  write_page(page(run), folder / page_file);
  print(arguments.what.json ? sweep_json(run) : table(run, colour_wanted()) + closing_lines(folder, run.asked.command));
  if (!complete) {
    say(fmt::format("Interrupted: {} of {} finished.\n  for the rest: {} --resume\n", run.points.size(),
                    counted(run.design, "point"), shown(run.asked.command)));
    return exit_code::interrupted;
  }
  const bool failed =
      std::any_of(run.points.begin(), run.points.end(), [](const SweepPoint& point) { return !point.failure.empty(); });
  if (failed) say("Some points failed; design.csv says why.\n");
  return failed ? exit_code::points_failed : exit_code::ok;
}

}  // namespace caseload::cli
