// `caseload collect` puts the shards of a sweep together; `caseload status` says how far they are.
// Tested by tests/cli/shards_test.cpp.
#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "caseload/caseload.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/folder.hpp"
#include "cli/remembered.hpp"
#include "cli/sweep_folder.hpp"
#include "cli/terminal.hpp"
#include "report/grid.hpp"
#include "report/text.hpp"
#include "store/json.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

/// The files of shards in all of these folders; the file that a collection has left counts as one of them.
std::vector<fs::path> files_in(const std::vector<std::string>& folders) {
  std::vector<fs::path> all;
  for (const std::string& folder : folders) {
    const std::vector<fs::path> files = point_files(folder);
    all.insert(all.end(), files.begin(), files.end());
  }
  return all;
}

int nothing_there(const std::vector<std::string>& folders) {
  say(fmt::format("error: no points of a sweep in {}\n", shown_whole(folders.front())));
  return exit_code::run_failed;
}

}  // namespace

int collect_command(const CollectArguments& arguments) {
  const std::vector<fs::path> files = files_in(arguments.folders);
  if (files.empty()) return nothing_there(arguments.folders);
  std::optional<SweepRun> about;
  for (const fs::path& file : files) {
    const PointStore store{file};
    if (store.is_new()) continue;  // its process was stopped before it began
    SweepRun one = store.about();
    if (!about) {
      about = std::move(one);
    } else if (const std::string why = why_not_the_same(one, *about); !why.empty()) {
      say(fmt::format("error: {} and {} are of different sweeps: {}\n", shown_whole(file.string()),
                      shown_whole(files.front().string()), why));
      return exit_code::usage;
    }
  }
  if (!about) return nothing_there(arguments.folders);

  const fs::path folder = arguments.out.empty() ? fs::path{arguments.folders.front()} : fs::path{arguments.out};
  fs::create_directories(folder);
  PointStore whole{folder / points_file};
  if (whole.is_new()) whole.begin(*about);
  if (const std::string why = why_not_the_same(whole.about(), *about); !why.empty()) {
    say(fmt::format("error: {} holds points of another sweep: {}\n", shown_whole((folder / points_file).string()),
                    why));
    return exit_code::usage;
  }
  for (const fs::path& file : files) {
    // The first that has a point gives it, and all say the same of it.
    if (fs::equivalent(file, folder / points_file)) continue;
    const PointStore store{file};
    if (!store.is_new()) add_missing(whole, store);
  }

  const auto [run, freshness] = sweep_in(whole);
  write_sweep(run, folder, freshness);
  tell(run, folder, arguments.json);
  const int code = code_of(run);
  if (run.finished.points == run.size) return code;
  say(fmt::format("{} of {} are not finished yet.\n", run.size - run.finished.points, counted(run.size, "point")));
  return exit_code::points_failed;
}

int status_command(const StatusArguments& arguments) {
  const std::vector<fs::path> files = point_files(arguments.folder);
  if (files.empty()) return nothing_there({arguments.folder});
  std::set<std::uint32_t> finished, failed;  // a point may be in several files
  std::size_t size = 0;
  Grid grid{{{Align::left, 2}, {Align::right, 3}, {Align::right, 3}}};
  grid.add({{"file", Look::quiet}, {"points", Look::quiet}, {"failed", Look::quiet}});
  json::Json rows = json::Json::array();
  for (const fs::path& file : files) {
    const PointStore store{file, PointStore::Open::to_look};
    if (store.is_new()) continue;
    size = store.about().size;
    const std::set<std::uint32_t> here = store.finished(), failed_here = store.failed();
    finished.insert(here.begin(), here.end());
    failed.insert(failed_here.begin(), failed_here.end());
    const std::string name = file.filename().string();
    grid.add({{name}, {std::to_string(here.size())}, {std::to_string(failed_here.size())}});
    rows.push_back({{"file", name}, {"points", here.size()}, {"failed", failed_here.size()}});
  }
  if (arguments.json) {
    print(json::text_of(
        {{"size", size}, {"finished", finished.size()}, {"failed", failed.size()}, {"files", std::move(rows)}}));
  } else {
    const double share = size > 0 ? static_cast<double>(finished.size()) / static_cast<double>(size) : 0;
    print(fmt::format("{} of {} finished ({})\n{}", number(static_cast<double>(finished.size()), 0),
                      counted(size, "point"), percent(share), grid.text(colour_wanted())));
  }
  return exit_code::ok;
}

}  // namespace caseload::cli
