// `caseload collect` puts the shards of a sweep together; `caseload status` says how far they are.
// Tested by tests/cli/shards_test.cpp.
#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
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
  // Which file has which point; the first that has it gives it, and all say the same of it.
  std::optional<SweepRun> about;
  std::map<std::uint32_t, std::size_t> holder;
  std::vector<std::unique_ptr<PointStore>> stores;
  for (const fs::path& file : files) {
    stores.push_back(std::make_unique<PointStore>(file));
    if (stores.back()->is_new()) continue;  // its process was stopped before it began
    SweepRun one = stores.back()->about();
    if (!about) {
      about = std::move(one);
    } else if (const std::string why = why_not_the_same(one, *about); !why.empty()) {
      say(fmt::format("error: {} and {} are of different sweeps: {}\n", shown_whole(file.string()),
                      shown_whole(files.front().string()), why));
      return exit_code::usage;
    }
    for (const std::uint32_t number : stores.back()->finished()) holder.emplace(number, stores.size() - 1);
  }
  if (!about) return nothing_there(arguments.folders);

  const fs::path folder = arguments.out.empty() ? fs::path{arguments.folders.front()} : fs::path{arguments.out};
  fs::create_directories(folder);
  const fs::path part = folder / ".collected.sqlite";
  remove_points(part);
  {
    PointStore whole{part};
    whole.begin(*about);
    for (const auto& [number, at] : holder) whole.add(stores[at]->point(number));
  }
  stores.clear();
  remove_points(folder / points_file);
  fs::rename(part, folder / points_file);
  remove_points(part);

  PointStore whole{folder / points_file};
  const auto [run, freshness] = sweep_in(whole);
  write_sweep(run, whole, folder, freshness);
  print(arguments.json ? sweep_json(run) : table(run, colour_wanted()) + closing_lines(folder, run.asked.command));
  const int code = code_of(run);
  if (run.points.size() == run.design) return code;
  say(fmt::format("{} of {} are not finished yet.\n", run.design - run.points.size(), counted(run.design, "point")));
  return exit_code::points_failed;
}

int status_command(const StatusArguments& arguments) {
  const std::vector<fs::path> files = point_files(arguments.folder);
  if (files.empty()) return nothing_there({arguments.folder});
  std::set<std::uint32_t> finished;
  std::size_t design = 0, failed = 0;
  Grid grid{{{Align::left, 2}, {Align::right, 3}, {Align::right, 3}}};
  grid.add({{"file", Look::quiet}, {"points", Look::quiet}, {"failed", Look::quiet}});
  json::Json rows = json::Json::array();
  for (const fs::path& file : files) {
    const PointStore store{file, PointStore::Open::to_look};
    if (store.is_new()) continue;
    design = store.about().design;
    const std::set<std::uint32_t> here = store.finished();
    const std::size_t failed_here = store.failed();
    finished.insert(here.begin(), here.end());
    failed += failed_here;
    const std::string name = file.filename().string();
    grid.add({{name}, {std::to_string(here.size())}, {std::to_string(failed_here)}});
    rows.push_back({{"file", name}, {"points", here.size()}, {"failed", failed_here}});
  }
  if (arguments.json) {
    print(json::text_of(
        {{"design", design}, {"finished", finished.size()}, {"failed", failed}, {"files", std::move(rows)}}));
  } else {
    const double share = design > 0 ? static_cast<double>(finished.size()) / static_cast<double>(design) : 0;
    print(fmt::format("{} of {} finished ({})\n{}", number(static_cast<double>(finished.size()), 0),
                      counted(design, "point"), percent(share), grid.text(colour_wanted())));
  }
  return exit_code::ok;
}

}  // namespace caseload::cli
