// What people and other programs get to see: the table on the terminal and the files of a run.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/estimates.hpp"
#include "caseload/scenario.hpp"

namespace caseload {

inline constexpr std::string_view version = "0.1.0";

/// Everything that the outputs of one run are made of.
struct Run {
  Scenario scenario;
  Model model;
  Replications replications;
  Estimates estimates;
  std::string command;  ///< the line that reproduces it
};

/// "darlington-2009-3f9a1c": a file-safe form of the scenario's file name (or else its name) and a hash of its resolved
/// text and option. The same for every seed and number of replications.
std::string folder_name(const Scenario&);

/// The table of headline measures (CONVENTIONS, section 1).
/// @param colour  use ANSI colours
std::string table(const Run&, bool colour);

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

/// Writes results.json, results.csv, series.csv, scenario.yaml and command.txt into `folder`, which is created.
/// Each file appears whole or not at all. Throws std::filesystem::filesystem_error or std::runtime_error when the
/// disk refuses.
void write_results(const Run&, const std::filesystem::path& folder);

}  // namespace caseload
