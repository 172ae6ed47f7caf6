// The files of a sweep in its folder, one for each process that runs points.   Tested by tests/cli/sweep_test.cpp.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "store/points.hpp"

namespace caseload::cli {

/// "points.sqlite", or "points-003-of-064.sqlite" of a shard.
std::string file_of(const Shard&);
/// All files of points in a folder, in order of their names.
std::vector<std::filesystem::path> point_files(const std::filesystem::path& folder);
/// The file and what SQLite keeps beside it.
void remove_points(const std::filesystem::path& file);

/// Why points of one sweep cannot be put beside those of another, for people; empty: they can.
std::string why_not_the_same(const SweepRun& was, const SweepRun& is);

/// Tables, page and the rest of a sweep's files.
void write_sweep(const SweepRun&, const PointStore&, const std::filesystem::path& folder, const Freshness& = {});

/// What the shell is told of finished points: says so if some failed.
int code_of(const SweepRun&);

}  // namespace caseload::cli
