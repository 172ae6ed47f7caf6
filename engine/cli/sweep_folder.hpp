// The files of a sweep in its folder, one for each process that runs points.   Tested by tests/cli/sweep_test.cpp.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/arguments.hpp"
#include "store/points.hpp"

namespace caseload::cli {

/// "points.sqlite", or "points-00003-of-00064.sqlite" of a shard.
std::string file_of(const Shard&);
/// Of one of the processes that share the points of `file`: "points-rank-00003.sqlite".
std::filesystem::path file_of_rank(const std::filesystem::path& file, unsigned rank);
/// All files of points in a folder, in order of their names.
std::vector<std::filesystem::path> point_files(const std::filesystem::path& folder);
/// The file and what SQLite keeps beside it.
void remove_points(const std::filesystem::path& file);

/// Why points of one sweep cannot be put beside those of another, for people; empty: they can.
std::string why_not_the_same(const SweepRun& was, const SweepRun& is);
/// The same for those of a sweep that is to have more points or replications.
std::string why_not_to_extend(const SweepRun& was, const SweepRun& is);

/// Adds what `from` has and `into` has not.
void add_missing(PointStore& into, const PointStore& from);
/// Of processes that shared the points of `file`.
void remove_those_of_ranks(const std::filesystem::path& file);
/// Adds what processes have left that shared the points of `file`, and removes their files.
void add_those_of_ranks(PointStore& into, const std::filesystem::path& file);

/// Makes a file of points that of a larger sweep: points keep what they have under the numbers of the new design, and
/// are finished if no more replications are asked for. All or nothing.
/// @param points  of the new design
/// @return what stands against it, for people; empty: done
std::string extend(const std::filesystem::path& file, const SweepRun& about, const std::vector<DesignPoint>& points);

/// Lets a sweep hand over the points of a store, which must outlive it.
void attach(SweepRun&, const PointStore&);

/// Tables, page and the rest of a sweep's files.
void write_sweep(const SweepRun&, const std::filesystem::path& folder, const Freshness& = {});

/// Says what came of it, in words or as JSON.
void tell(const SweepRun&, const std::filesystem::path& folder, bool json);

/// What the shell is told of finished points: says so if some failed.
int code_of(const SweepRun&);

}  // namespace caseload::cli
