// The command line, verb first.   Tested by tests/cli/usage_test.cpp.
#include "cli/arguments.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <charconv>
#include <limits>
#include <string_view>

#include "bench/suite.hpp"
#include "caseload/report.hpp"
#include "cli/exit_codes.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"
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

/// "5%", "5 %" or "5": a share, between the two.
double share(const std::string& option, const std::string& text, double low, double high) {
  double percent{};
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, percent);
  std::string_view rest{stopped, static_cast<std::size_t>(end - stopped)};
  if (rest.starts_with(' ')) rest.remove_prefix(1);
  if (error != std::errc{} || (!rest.empty() && rest != "%") || !(percent >= 100 * low && percent <= 100 * high)) {
    throw CLI::ValidationError(
        fmt::format("{} takes a share from {} % to {} %, not '{}'", option, 100 * low, 100 * high, text));
  }
  return percent / 100;
}

void add_share(CLI::App& command, const std::string& option, double& into, double low, double high,
               const std::string& help) {
  command
      .add_option_function<std::string>(
          option, [&into, option, low, high](const std::string& text) { into = share(option, text, low, high); }, help)
      ->type_name("SHARE");
}

void add_seed_and_threads(CLI::App& command, HowMany& how_many) {
  add_whole_number(command, "--seed", how_many.seed, 0, most, "seed of the random numbers (default: 1)");
  add_whole_number(command, "--threads", how_many.threads, 1, most_threads,
                   "how many at once (default: all cores); never changes a result");
  command.add_flag("--quiet", how_many.quiet, "no progress, no advice");
}

void add_how_many(CLI::App& command, HowMany& how_many) {
  command
      .add_option_function<std::string>(
          "--reps",
          [&how_many](const std::string& text) {
            how_many.replications.reset();
            if (text != "auto") how_many.replications = whole_number("--reps", text, 1, most_replications);
          },
          "replications, or auto: until every headline is precise enough (default: auto)")
      ->type_name("N|auto");
  Precision& precision = how_many.precision;
  add_share(command, "--precision", precision.relative, 0.0001, 1,
            "with auto: half-width of every headline beside its mean or the range of futures (default: 5%)");
  add_share(command, "--confidence", precision.confidence, 0.5, 0.999,
            "of that half-width, and of the verdict on targets (default: 95%)");
  add_whole_number(command, "--min-reps", precision.least, 2, most_replications, "with auto: at least (default: 50)");
  add_whole_number(command, "--max-reps", precision.most, 2, most_replications, "with auto: at most (default: 2000)");
  add_seed_and_threads(command, how_many);
}

/// "3/64"
Shard shard(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos)
    throw CLI::ValidationError(fmt::format("--shard takes which of how many, as in 3/64, not '{}'", text));
  Shard shard;
  shard.of = whole_number("--shard", text.substr(slash + 1), 1, 100'000);
  shard.index = whole_number("--shard", text.substr(0, slash), 1, shard.of);
  return shard;
}

/// "family=1042"
void add_trace(CLI::App& command, std::optional<Trace>& trace, const std::string& help) {
  command
      .add_option_function<std::string>(
          "--trace",
          [&trace](const std::string& text) {
            if (!text.starts_with("family=") || text.size() == 7) {
              throw CLI::ValidationError(fmt::format("--trace takes family=NUMBER, not '{}'", text));
            }
            trace = Trace{text.substr(7)};
          },
          help)
      ->type_name("family=N");
}

/// Files, settings and, where the command takes one, a measure, in any order: the words that follow the command's name.
void add_words(CLI::App& command, std::vector<std::string>& words, const std::string& more, const std::string& help) {
  command.add_option("FILE", words, help)->required()->type_name(more);
}

void add_option_and_json(CLI::App& command, What& what) {
  command.add_option("--option", what.option, "apply one of the scenario's options first")->type_name("NAME");
  command.add_flag("--json", what.json, "print JSON instead of a table");
}

constexpr auto files_and_settings =
    "scenario (YAML; '-' is standard input), then settings to change: any unique end of a path, as in duty.posts=9 or "
    "duty.posts=+2";

/// What goes with what in `caseload new`, all mistakes at once.
void check_new(const NewArguments& fresh) {
  const bool all = fresh.authority == "all";
  std::vector<std::string> wrong;
  if (fresh.file.empty() && !all) wrong.push_back("which file? As in: caseload new kent.yaml");
  if (!fresh.file.empty() && all)
    wrong.push_back("--authority all writes into --out DIR, not into " + shown(fresh.file));
  if (all && fresh.out.empty()) wrong.push_back("--authority all needs --out DIR, a folder for the files");
  if (!all && !fresh.out.empty()) wrong.push_back("--out goes with --authority all");
  if (!fresh.authority.empty() && fresh.data.empty())
    wrong.push_back("--authority needs --data FOLDER, where the published CSV files are");
  if (fresh.authority.empty() && !fresh.data.empty()) wrong.push_back("--data needs --authority NAME (or all)");
  if (fresh.authority.empty() && fresh.year) wrong.push_back("--year goes with --authority");
  if (fresh.json && fresh.file == "-") wrong.push_back("--json and '-' would both go to standard output");
  if (!wrong.empty()) throw CLI::ValidationError(fmt::format("{}", fmt::join(wrong, "; ")));
}

/// Takes settings, which have a '=', from the words of a command; what is left is returned.
std::vector<std::string> without_settings(const std::vector<std::string>& words, What& what) {
  std::vector<std::string> others;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    if (equals == 0) throw CLI::ValidationError(fmt::format("'{}' is not a setting; write key=value", word));
    // A file's name may have a '=' too.
    const bool is_file = others.empty() && (word.ends_with(".yaml") || word.ends_with(".yml"));
    (equals == std::string::npos || is_file ? others : what.overrides).push_back(word);
  }
  if (others.empty()) throw CLI::ValidationError("which scenario? The first word is its file");
  what.file = others.front();
  others.erase(others.begin());
  return others;
}

void no_more(const std::vector<std::string>& others) {
  if (others.empty()) return;
  throw CLI::ValidationError(fmt::format("'{}' is not a setting; write key=value, as in duty.posts=9", others.front()));
}

/// What to say about a first word that is no command.
Done unknown_command(const std::string& word) {
  const bool file = word.ends_with(".yaml") || word.ends_with(".yml");
  const std::string meant =
      file ? "run " + shown(word)
           : scenario::nearest(word, {"new", "list", "explain", "schema", "check", "run", "compare", "why", "sweep",
                                      "collect", "status", "sensitivity", "report", "bench"});
  const std::string hint = meant.empty() ? "" : fmt::format("  did you mean: caseload {}\n", meant);
  say(fmt::format("error: there is no command '{}'\n{}  'caseload --help' lists the commands\n", shown_name(word),
                  hint));
  return {exit_code::usage};
}

}  // namespace

Arguments parse(int argc, const char* const* argv) {
  CLI::App app{"Simulates a child protection service: how long families wait, and what staffing buys.", "caseload"};
  app.set_version_flag("--version", fmt::format("caseload {}", version));
  app.require_subcommand(1);
  app.footer(
      "Examples:\n"
      "  caseload new kent.yaml                        a commented scenario to begin with\n"
      "  caseload list                                 the scenarios that are there, and what each asks\n"
      "  caseload check kent.yaml                      every mistake at once, and the load of each team\n"
      "  caseload run kent.yaml duty.posts=9           what nine workers in duty would change\n"
      "  caseload compare kent.yaml                    its options side by side, in the same futures\n"
      "  caseload sweep kent.yaml duty.posts=6..12:2   from too few workers in duty to plenty\n"
      "  caseload why kent.yaml 'wait for a worker, mean'   vacancies? sickness? the surge?\n"
      "Exit codes: 0 ok, 1 run failed, 2 usage, 3 bad scenario, 4 target missed (--check-targets), 5 some points of "
      "a\nsweep failed, 130 interrupted");

  NewArguments fresh;
  CLI::App& new_command = *app.add_subcommand("new", "write a scenario to begin with, plain or from published figures");
  new_command.add_option("FILE", fresh.file, "file to write ('-': standard output)")->type_name("");
  new_command
      .add_option("--authority", fresh.authority,
                  "from the published figures of this authority, by name or code; 'all': a file for each of them")
      ->type_name("NAME");
  new_command
      .add_option("--data", fresh.data, "folder with the CSV files of the Department for Education, as downloaded")
      ->type_name("FOLDER");
  add_whole_number(new_command, "--year", fresh.year, 2000, 2100,
                   "figures of the year to March N (default: the latest in all tables)");
  new_command.add_option("--out", fresh.out, "with --authority all: folder for the files")->type_name("DIR");
  new_command.add_flag("--force", fresh.force, "write over a file that is there");
  new_command.add_flag("--json", fresh.json, "print JSON: what was written, and which gaps were filled");

  RunArguments run;
  std::vector<std::string> words;
  CLI::App& run_command = *app.add_subcommand("run", "simulate a scenario; a table, and files in a folder");
  add_words(run_command, words, "[key=value ...]", files_and_settings);
  add_option_and_json(run_command, run.what);
  add_how_many(run_command, run.how_many);
  add_whole_number(run_command, "--replication", run.replication, 0, most - 1, "run this replication alone");
  add_trace(run_command, run.trace, "say what happened to this family in that replication");
  add_whole_number(run_command, "--events", run.events, 1, most_replications,
                   "write the event log of the first N replications, events.csv");
  run_command.add_flag("--extend", run.extend, "add to the replications that an earlier run left in the folder");
  run_command.add_flag("--check-targets", run.check_targets, "end with 4 when a target of the scenario is missed");
  run_command.add_flag("--control-variates", run.controls, "means less what luck of demand and sickness explains");
  run_command.add_option("--out", run.out, "folder for the files (default: out/<scenario>)")->type_name("DIR");

  CompareArguments compare;
  CLI::App& compare_command =
      *app.add_subcommand("compare", "options of a scenario, or several scenarios, in the same futures");
  add_words(compare_command, words, "[FILE ...] [key=value ...]",
            "one scenario: its options against it; several: each against the first. Then settings to change in all");
  compare_command.add_option("--option", compare.options, "only this one; may be repeated")
      ->type_name("NAME")
      ->allow_extra_args(false);
  compare_command.add_flag("--json", compare.what.json, "print JSON instead of a table");
  add_how_many(compare_command, compare.how_many);
  add_whole_number(compare_command, "--replication", compare.replication, 0, most - 1, "the one that --trace follows");
  add_trace(compare_command, compare.trace, "say what is different for this family in one replication");
  compare_command.add_option("--out", compare.out, "folder for the files (default: out/<scenario>-compare)")
      ->type_name("DIR");

  WhyArguments why;
  CLI::App& why_command = *app.add_subcommand("why", "share a measure out among its causes within the model");
  add_words(why_command, words, "MEASURE [key=value ...]",
            "scenario and measure, as in \"duty.children per worker\"; then settings to change");
  add_option_and_json(why_command, why.what);
  why_command.add_option("--cause", why.causes, "only this one; may be repeated (default: all)")
      ->type_name("NAME")
      ->allow_extra_args(false);
  why.how_many.replications = 50;
  add_whole_number(why_command, "--reps", why.how_many.replications, 2, most_replications,
                   "replications (default: 50)");
  add_seed_and_threads(why_command, why.how_many);

  CheckArguments check;
  CLI::App& check_command = *app.add_subcommand("check", "find every mistake of a scenario, and the load of each team");
  add_words(check_command, words, "[key=value ...]", files_and_settings);
  add_option_and_json(check_command, check.what);

  SweepArguments sweep;
  CLI::App& sweep_command =
      *app.add_subcommand("sweep", "a scenario at every combination of several values of its settings");
  add_words(sweep_command, words, "key=values ...",
            "scenario, then settings: one value for all points, or several, as in duty.posts=6..12:2 or "
            "duty.posts=6,9,12; or the "
            "plan of a sweep (YAML that says caseload_sweep: 1)");
  add_option_and_json(sweep_command, sweep.what);
  add_how_many(sweep_command, sweep.how_many);
  sweep_command
      .add_option_function<std::string>(
          "--keep",
          [&sweep](const std::string& text) {
            if (text != "all" && text != "headlines")
              throw CLI::ValidationError(fmt::format("--keep takes all or headlines, not '{}'", text));
            sweep.all_measures = text == "all";
          },
          "measures to keep of every replication (default: headlines)")
      ->type_name("headlines|all");
  sweep_command.add_flag("--monthly", sweep.series, "keep what every month was like, too");
  sweep_command.add_flag("--stop-on-failure", sweep.stop_on_failure, "end at the first point that fails");
  sweep_command
      .add_option_function<std::string>(
          "--shard", [&sweep](const std::string& text) { sweep.shard = shard(text); },
          "run every N-th point, beginning with the I-th; 'collect' puts shards together")
      ->type_name("I/N");
  CLI::Option* const emit = sweep_command.add_option("--emit", "print a job script instead of running; for: slurm");
  emit->type_name("slurm")->check(CLI::IsMember({"slurm"}));
  add_whole_number(sweep_command, "--shards", sweep.slurm_shards, 1, 100'000, "tasks of that job (default: 16)");
  CLI::Option* const resume =
      sweep_command.add_flag("--resume", sweep.resume, "go on with the points that are not finished");
  CLI::Option* const extend = sweep_command.add_flag(
      "--extend", sweep.extend, "add points or replications to those of a smaller sweep of the same service");
  sweep_command.add_flag("--fresh", sweep.fresh, "begin anew, whatever is there")->excludes(resume)->excludes(extend);
  sweep_command.add_option("--out", sweep.out, "folder for the files (default: out/<scenario>-sweep)")
      ->type_name("DIR");

  CollectArguments collect;
  CLI::App& collect_command = *app.add_subcommand("collect", "put the shards of a sweep together");
  collect_command.add_option("DIR", collect.folders, "folders with files of points")->required();
  collect_command.add_option("--out", collect.out, "folder for the whole (default: the first)")->type_name("DIR");
  collect_command.add_flag("--json", collect.json, "print JSON instead of a table");

  StatusArguments status;
  CLI::App& status_command = *app.add_subcommand("status", "how far a sweep is, while it runs or after");
  status_command.add_option("DIR", status.folder, "folder of the sweep")->required();
  status_command.add_flag("--json", status.json, "print JSON");

  SensitivityArguments sensitivity;
  CLI::App& sensitivity_command =
      *app.add_subcommand("sensitivity", "which settings of a finished sweep matter, and where it passes a threshold");
  sensitivity_command.add_option("DIR", sensitivity.folder, "folder of the sweep")->required();
  sensitivity_command
      .add_option("MEASURE", sensitivity.measures, "of these measures (default: headlines of the whole service)")
      ->type_name("");
  sensitivity_command
      .add_option_function<std::string>(
          "--method",
          [&sensitivity](const std::string& text) {
            for (const Method method : {Method::morris, Method::sobol, Method::pawn})
              if (name_of(method) == text) sensitivity.method = method;
            if (!sensitivity.method)
              throw CLI::ValidationError(fmt::format("--method takes morris, sobol or pawn, not '{}'", text));
          },
          "(default: the one that the design was made for)")
      ->type_name("morris|sobol|pawn");
  sensitivity_command
      .add_option("--when", sensitivity.when, "where in the settings it is so, as in 'wait for a worker, mean > 14'")
      ->type_name("CONDITION");
  sensitivity_command.add_flag("--json", sensitivity.json, "print JSON instead of tables");

  ReportArguments report;
  CLI::App& report_command = *app.add_subcommand("report", "make the web page of a folder of results anew");
  report_command.add_option("DIR", report.folder, "folder that a run or a comparison has left")->required();
  report_command.add_option("--out", report.out, "write the page here instead ('-': standard output)")
      ->type_name("FILE");
  report_command.add_flag("--json", report.json, "print JSON: where the page is, and whether the scenario has changed");

  BenchArguments bench;
  CLI::App& bench_command = *app.add_subcommand("bench", "how fast this build is on this machine: about two minutes");
  std::string cases = "only these (default: all):";
  for (const bench::Case& one : bench::all_cases()) cases += fmt::format("\n  {}: {}", one.name, one.what);
  bench_command.add_option("CASE", bench.cases, cases)->type_name("");
  add_whole_number(bench_command, "--seconds", bench.seconds, 1, 86'400,
                   "how long, all of them together (default: about 120 for all cases)");
  bench_command.add_flag("--peers", bench.peers, "other simulators on the same queues, where they are installed");
  bench_command
      .add_option("--record", bench.record,
                  "write what was measured here, for others to compare with, and print it as Markdown")
      ->type_name("FILE");
  bench_command.add_flag("--json", bench.json, "print JSON instead of a table");

  CLI::App& schema_command = *app.add_subcommand(
      "schema", "the JSON Schema of scenarios, for editors: caseload schema > caseload.schema.json");
  bool is_json_anyway{};
  schema_command.add_flag("--json", is_json_anyway, "as it is");

  ExplainArguments explain;
  CLI::App& explain_command = *app.add_subcommand("explain", "what a key of a scenario means; without one, all keys");
  explain_command.add_option("KEY", explain.key, "any unique end of its path, as in duty.posts")->type_name("");
  explain_command.add_option("SCENARIO", explain.file, "say what this scenario gives it, where, and with which source")
      ->type_name("");
  explain_command.add_flag("--markdown", explain.markdown, "all keys, as scenarios/README.md has them");
  explain_command.add_flag("--json", explain.json, "print JSON instead of text");

  ListArguments list;
  CLI::App& list_command = *app.add_subcommand("list", "the scenarios that come with the program, and what each asks");
  list_command.add_flag("--markdown", list.markdown, "as scenarios/README.md has them");
  list_command.add_flag("--json", list.json, "print JSON instead of text");

  if (argc <= 1) {
    say(app.help());
    return Done{exit_code::usage};
  }
  const std::string first = argv[1];
  const bool word = !first.starts_with('-');
  const bool known =
      !app.get_subcommands([&](const CLI::App* command) { return command->get_name() == first; }).empty();
  if (word && !known) return unknown_command(first);
  try {
    app.parse(argc, argv);
    if (new_command.parsed()) {
      check_new(fresh);
      return fresh;
    }
    if (check_command.parsed()) {
      no_more(without_settings(words, check.what));
      return check;
    }
    if (report_command.parsed()) return report;
    if (bench_command.parsed()) return bench;
    if (schema_command.parsed()) return SchemaArguments{};
    if (explain_command.parsed()) return explain;
    if (list_command.parsed()) return list;
    if (sensitivity_command.parsed()) return sensitivity;
    if (collect_command.parsed()) return collect;
    if (status_command.parsed()) return status;
    if (sweep_command.parsed()) {
      no_more(without_settings(words, sweep.what));
      if (emit->count() == 0 && sweep.slurm_shards > 0)
        throw CLI::ValidationError("--shards goes with --emit slurm; for one of them: --shard 1/16");
      if (emit->count() > 0 && sweep.slurm_shards == 0) sweep.slurm_shards = 16;
      return sweep;
    }
    if (compare_command.parsed()) {
      compare.others = without_settings(words, compare.what);
      if (!compare.others.empty() && !compare.options.empty()) {
        throw CLI::ValidationError("--option is for one scenario; here are several");
      }
      return compare;
    }
    if (why_command.parsed()) {
      const std::vector<std::string> others = without_settings(words, why.what);
      if (others.empty()) throw CLI::ValidationError("which measure? The second word is its name");
      no_more({others.begin() + 1, others.end()});
      why.measure = others.front();
      return why;
    }
    no_more(without_settings(words, run.what));
    if (run.trace && !run.replication) throw CLI::ValidationError("--trace needs --replication: in which future?");
    if (run.extend && run.replication) throw CLI::ValidationError("--extend is for several replications");
    return run;
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return Done{app.exit(e)};  // --help, --version
    const std::string command = word ? "caseload " + first : "caseload";
    say(fmt::format("error: {}\n  '{} --help' shows how to write it\n", shown(e.what()), command));
    return Done{exit_code::usage};
  }
}

}  // namespace caseload::cli
