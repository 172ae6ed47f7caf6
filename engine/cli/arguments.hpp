// What the user asked for, as plain data.
// Hides: CLI11.   Tested by tests/cli/usage_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "caseload/estimates.hpp"
#include "caseload/scenario.hpp"
#include "caseload/sensitivity.hpp"

namespace caseload::cli {

/// Which scenario, and how to change it; the same for every command.
struct What {
  std::string file;
  std::vector<std::string> overrides;
  std::string option;
  bool json{};
};

/// How many replications, of which seed, on how many threads.
struct HowMany {
  std::optional<std::uint32_t> replications;  ///< empty: as many as `precision` wants
  Precision precision;
  std::uint32_t seed{1};
  unsigned threads{0};  ///< 0: as many as the machine has
  bool quiet{};
};

/// A family to follow: "1042", or "police 17" of another stream than the first.
struct Trace {
  std::string family;
};

struct NewArguments {
  std::string file;                   ///< to write; "-": standard output; empty with all authorities
  std::string authority;              ///< name or code, or "all"; empty: the plain starter
  std::string data;                   ///< folder of the published tables
  std::optional<std::uint32_t> year;  ///< to March; empty: the latest
  std::string out;                    ///< folder for all authorities
  bool force{};                       ///< write over a file that is there
  bool json{};
};

struct RunArguments {
  What what;
  HowMany how_many;
  std::optional<std::uint32_t> replication;  ///< this one alone
  std::optional<Trace> trace;                ///< instead of results, what happened to a family in `replication`
  std::uint32_t events{};                    ///< write the event log of so many replications
  std::string out;                           ///< empty: out/<folder_name>
  bool extend{};                             ///< add to the replications that are there
  bool check_targets{};
  bool controls{};  ///< control variates
};

struct CompareArguments {
  What what;                         ///< `file` is the first one
  std::vector<std::string> others;   ///< other scenario files; empty: compare the options of the first
  std::vector<std::string> options;  ///< of the first; empty: all
  HowMany how_many;
  std::uint32_t replication{};  ///< for the trace
  std::optional<Trace> trace;   ///< instead of results, what is different for a family
  std::string out;
};

struct WhyArguments {
  What what;
  std::string measure;
  std::vector<std::string> causes;  ///< by name; empty: all
  HowMany how_many;
};

struct CheckArguments {
  What what;
};

/// Which part of a sweep's points a process runs: every `of`-th, beginning with the `index`-th, from 1.
struct Shard {
  std::uint32_t index{1}, of{1};
  bool is_one_of_several() const { return of > 1; }
};

struct SweepArguments {
  What what;  ///< overrides with several values are what is varied
  HowMany how_many;
  bool all_measures{};  ///< keep every measure, not the headlines alone
  bool series{};        ///< keep what every month was like
  bool stop_on_failure{};
  bool resume{}, fresh{}, extend{};
  Shard shard;
  std::uint32_t slurm_shards{};  ///< instead of running, print a job script for so many; 0: run
  std::string out;
};

struct CollectArguments {
  std::vector<std::string> folders;
  std::string out;  ///< empty: the first folder
  bool json{};
};

struct StatusArguments {
  std::string folder;
  bool json{};
};

struct SensitivityArguments {
  std::string folder;
  std::vector<std::string> measures;  ///< empty: headlines of the whole service, unless `when` is given
  std::optional<Method> method;       ///< empty: the one that the design was made for
  std::optional<std::string> when;    ///< "wait for a worker, mean > 14"
  bool json{};
};

struct ReportArguments {
  std::string folder;
  std::string out;  ///< empty: into the folder; "-": standard output
  bool json{};
};

struct BenchArguments {
  std::vector<std::string> cases;  ///< empty: all
  std::uint32_t seconds{};         ///< all cases together; 0: as long as each usually takes
  bool peers{};                    ///< other simulators, too
  std::string record;              ///< write what was measured to this file; empty: nowhere
  bool json{};
};

/// It is JSON, whatever is asked for.
struct SchemaArguments {};

struct ExplainArguments {
  std::string key;   ///< empty: all
  std::string file;  ///< a scenario; empty: none
  bool json{};
  bool markdown{};  ///< the whole reference, for scenarios/README.md
};

struct ListArguments {
  bool json{};
  bool markdown{};  ///< for scenarios/README.md
};

/// Nothing to do but to end the program: help was printed, or a mistake was explained.
struct Done {
  int exit_code{};
};

using Arguments = std::variant<NewArguments, RunArguments, CompareArguments, WhyArguments, CheckArguments,
                               SweepArguments, CollectArguments, StatusArguments, SensitivityArguments, ReportArguments,
                               BenchArguments, SchemaArguments, ExplainArguments, ListArguments, Done>;

/// Prints help and version to standard output, and usage mistakes with a hint to standard error.
Arguments parse(int argc, const char* const* argv);

}  // namespace caseload::cli
