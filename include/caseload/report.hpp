// What people and other programs get to see: the table on the terminal and the files of a run.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caseload/causes.hpp"
#include "caseload/comparison.hpp"
#include "caseload/estimates.hpp"
#include "caseload/scenario.hpp"

namespace caseload {

inline constexpr std::string_view version = "0.1.0";

/// A scenario that can be run, with everything that its results are named and judged by.
struct Ready {
  Scenario scenario;
  Model model;
  std::vector<Measure> measures;
  std::vector<TargetRow> targets;
};
/// Compiles it. Only then is it known what is measured, and whether its targets are about something.
Result<Ready> ready(Scenario);

/// Which scenario was read and how it was changed, as the command line had it.
struct Origin {
  std::string file;
  std::vector<std::string> overrides;
  std::string option;
};

/// What was asked for besides: with the scenario and the replications, all that results depend on.
struct Request {
  std::string command;                 ///< the line that reproduces them
  std::optional<Precision> precision;  ///< the number of replications was chosen to reach it
  double confidence{0.95};             ///< of what is said of targets
  bool controls{};                     ///< means less what luck explains, too
};

/// Everything that the outputs of one run are made of.
struct Run {
  Origin origin;
  Scenario scenario;
  Model model;
  Replications replications;
  Estimates estimates;
  std::string command;  ///< the line that reproduces it
  std::optional<Precision> precision;     ///< the number of replications was chosen to reach it
  std::vector<std::size_t> not_precise;   ///< headlines that did not, indices into the measures
  std::vector<TargetRow> targets;         ///< the scenario's
  std::vector<TargetEstimate> judged;     ///< one per target
  double confidence{0.95};                ///< of these
};
Run run_of(Ready, Origin, Replications, const Request&);

/// "darlington-2009-3f9a1c": a file-safe form of the scenario's file name (or else its name) and a hash of its resolved
/// text and option. The same for every seed and number of replications.
std::string folder_name(const Scenario&);

/// "3f9a1c": that hash.
std::string hash_of(const Scenario&);
/// 64 bits of it, in 16 digits, where there are too many scenarios for six.
std::string id_of(const Scenario&);

/// The table of headline measures and of targets (CONVENTIONS, section 1).
/// @param colour  use ANSI colours
std::string table(const Run&, bool colour);

/// What should be said of a start that has not settled; empty when it has, or when nobody can tell.
std::string warm_up_advice(const Run&);

/// The offered load of each team, as `caseload check` prints it.
std::string load_table(const Model&, const OfferedLoad&, bool colour);

/// The open cases that a steady beginning starts from, by step, as `caseload check` prints them.
std::string stock_table(const Model&, bool colour);

/// The content of results.json.
std::string results_json(const Run&);

/// The offered load on a day.
struct LoadOn {
  Date on{};
  OfferedLoad offered;
};

/// What `caseload check --json` says of a sound scenario, and of a bad one.
std::string check_json(const Scenario&, const Model&, const std::vector<LoadOn>&);
std::string check_json(const Problems&);

/// Options side by side: what is compared, how, by which line.
struct ComparisonRun {
  std::string title;       ///< "Darlington, autumn 2009 · 3 years from 1 Apr 2008"
  Comparison comparison;
  std::uint32_t seed{};
  std::string command;
  std::optional<Precision> precision;
  std::vector<Run> options{};  ///< each of them as a run of its own, without weekly series; for the page
  std::vector<std::vector<PairedReplications::Waits>> waits{};  ///< options x replications
};
/// @param ready, origins  one per name; the first is what the others are compared with
ComparisonRun comparison_of(const std::vector<std::string>& names, std::vector<Ready>, std::vector<Origin> origins,
                            PairedReplications, const Request&);

/// For each headline measure the first option's mean, and of each other option the paired difference with its interval,
/// whether it is clear of chance, and in how many futures the option is best; then the differences in words.
std::string table(const ComparisonRun&, bool colour);
std::string comparison_json(const ComparisonRun&);
/// One row per option and measure.
std::string comparison_csv(const ComparisonRun&);

/// Whether results are of the scenario as its files are today.
struct Freshness {
  enum class State {
    fresh,    ///< they are
    changed,  ///< settings have changed since: `changes`
    unknown   ///< the files cannot be read any more: `why`
  };
  State state{State::fresh};
  std::vector<Change> changes;
  std::string why;
};

/// One self-contained web page: HTML with everything in it, which asks for nothing from anywhere.
std::string page(const Run&, const Freshness& = {});
std::string page(const ComparisonRun&, const Freshness& = {});

/// What a result is due to, by which line.
struct ExplanationRun {
  std::string title;
  Explanation explanation;
  std::uint32_t seed{};
  std::string command;
};
std::string table(const ExplanationRun&, bool colour);
std::string explanation_json(const ExplanationRun&);

/// The log of one replication after the header line, in the columns that process miners and animators read:
/// entity_id,event_type,event,time,timestamp,run_number,pathway,resource_id. `time` is in hours from Model::begin.
std::string events_csv_header();
std::string events_csv(const Model&, Replication, const std::vector<LogEntry>&);

/// Which family a trace follows.
struct FamilyId {
  std::uint32_t number{};
  std::uint16_t stream{};
};

/// What happened to the family, in words: one line for each event, with its date. Empty: it never came.
std::vector<std::string> story(const Model&, const std::vector<LogEntry>&, FamilyId);

/// Two such stories of the same family side by side as one: lines of both begin with two spaces, of the first only with
/// "- ", of the second only with "+ ".
std::vector<std::string> story_difference(const std::vector<std::string>& first, const std::vector<std::string>& second);

/// Writes results.json, results.csv, series.csv, months.csv, scenario.yaml and command.txt into `folder`, which is
/// created. Each file appears whole or not at all. Throws std::filesystem::filesystem_error or std::runtime_error when
/// the disk refuses.
void write_results(const Run&, const std::filesystem::path& folder);
/// Likewise the page, under any name.
void write_page(const std::string& html, const std::filesystem::path& file);
/// Likewise comparison.json, comparison.csv and command.txt.
void write_results(const ComparisonRun&, const std::filesystem::path& folder);

/// The replications of a finished run or comparison, kept beside its results so that these can be told anew, and that more
/// can be added to a run without doing any again. SQLite; the same bytes whether they were done at once or in parts.
void write_replications(const Run&, const std::filesystem::path& file);
void write_replications(const ComparisonRun&, const std::filesystem::path& file);

/// What they left.
struct Stored {
  bool comparison{};
  std::vector<std::string> names;         ///< of the options; a run has one without a name
  std::vector<Origin> origins;
  std::vector<std::string> resolved;      ///< the scenarios
  std::vector<std::uint64_t> lists;       ///< Begin::content of each
  Request asked;
  PairedReplications replications;
};
/// Throws std::runtime_error: there is no such file, it is damaged, it is of another version of the program.
Stored read_stored(const std::filesystem::path& file);

/// What write_replications() left of the same scenario and seed, from the first one on without a gap.
/// @return none when the file is of another scenario, seed or version, or damaged, and why
struct Earlier {
  std::optional<Replications> replications;
  std::string why_not;
};
Earlier read_replications(const Scenario&, const Model&, Seed, const std::filesystem::path& file);

}  // namespace caseload
