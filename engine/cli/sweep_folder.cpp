// See sweep_folder.hpp.
#include "cli/sweep_folder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/exit_codes.hpp"
#include "cli/folder.hpp"
#include "cli/terminal.hpp"

namespace caseload::cli {

namespace fs = std::filesystem;

std::string file_of(const Shard& shard) {
  return shard.is_one_of_several() ? fmt::format("points-{:05}-of-{:05}.sqlite", shard.index, shard.of) : points_file;
}

std::vector<fs::path> point_files(const fs::path& folder) {
  std::vector<fs::path> files;
  if (!fs::is_directory(folder)) return files;
  for (const fs::directory_entry& entry : fs::directory_iterator{folder}) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("points") && name.ends_with(".sqlite")) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

void remove_points(const fs::path& file) {
  for (const char* const end : {"", "-wal", "-shm"}) fs::remove(file.string() + end);
}

/// Why points that are there cannot be gone on with; empty: they can.
std::string why_not_the_same(const SweepRun& was, const SweepRun& is) {
  if (was.seed != is.seed) return fmt::format("they are of seed {}", was.seed);
  if (was.design_id != is.design_id) return "they are of other settings or values: " + was.asked.command;
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

void write_sweep(const SweepRun& run, const PointStore& store, const fs::path& folder, const Freshness& freshness) {
  write_results(run, store, folder);
  write_page(page(run, freshness), folder / page_file);
}

int code_of(const SweepRun& run) {
  const auto failed = std::count_if(run.points.begin(), run.points.end(),
                                    [](const PointResult& point) { return !point.failure.empty(); });
  if (failed == 0) return exit_code::ok;
  say(fmt::format("{} of {} points failed; design.csv says why.\n", failed, run.points.size()));
  return exit_code::points_failed;
}

}  // namespace caseload::cli
