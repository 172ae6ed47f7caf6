// See sweep_folder.hpp.
#include "cli/sweep_folder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/exit_codes.hpp"
#include "cli/folder.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"
#include "store/files.hpp"
#include "store/netcdf.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

/// Settings that are not the same in two scenarios, one to a line.
std::string differences(const SweepRun& was, const SweepRun& is) {
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

bool same(const std::vector<Measure>& some, const std::vector<Measure>& others) {
  return std::equal(some.begin(), some.end(), others.begin(), others.end(), [](const Measure& a, const Measure& b) {
    return a.name == b.name && a.where == b.where && a.unit == b.unit;
  });
}

bool same_replications(const SweepRun& was, const SweepRun& is) {
  const auto& old = was.asked.precision;
  const auto& now = is.asked.precision;
  if (!old || !now) return !old && !now && was.replications == is.replications;
  return old->relative == now->relative && old->confidence == now->confidence && old->least == now->least &&
         old->most == now->most;
}

/// Of each point of an old design its number in a new one.
class Renumbering {
 public:
  explicit Renumbering(const std::vector<DesignPoint>& points) {
    for (std::size_t i = 0; i < points.size(); ++i) numbers_.emplace(points[i], static_cast<std::uint32_t>(i));
  }
  std::optional<std::uint32_t> number_of(const SweepPoint& point) const {
    const auto found = numbers_.find(point.values);
    return found == numbers_.end() ? std::nullopt : std::optional{found->second};
  }

 private:
  std::map<DesignPoint, std::uint32_t> numbers_;
};

}  // namespace

std::string file_of(const Shard& shard) {
  return shard.is_one_of_several() ? fmt::format("points-{:05}-of-{:05}.sqlite", shard.index, shard.of) : points_file;
}

fs::path file_of_rank(const fs::path& file, unsigned rank) {
  return file.parent_path() / fmt::format("{}-rank-{:05}.sqlite", file.stem().string(), rank);
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

std::string why_not_to_extend(const SweepRun& was, const SweepRun& is) {
  if (was.seed != is.seed) return fmt::format("they are of seed {}", was.seed);
  const bool same_factors = std::equal(was.factors.begin(), was.factors.end(), is.factors.begin(), is.factors.end(),
                                       [](const Factor& a, const Factor& b) { return a.name == b.name; });
  if (!same_factors) return "they are of other settings: " + was.asked.command;
  if (std::string why = differences(was, is); !why.empty()) return why;
  return same(was.measures, is.measures) && same(was.series, is.series) ? "" : "they keep other measures";
}

std::string why_not_the_same(const SweepRun& was, const SweepRun& is) {
  if (was.seed != is.seed) return fmt::format("they are of seed {}", was.seed);
  if (was.design_id != is.design_id) return "they are of other settings or values: " + was.asked.command;
  if (was.asked.command != is.asked.command || !same_replications(was, is))
    return "they were asked for otherwise: " + was.asked.command;
  return why_not_to_extend(was, is);
}

void add_missing(PointStore& into, const PointStore& from) {
  const std::set<std::uint32_t> there = into.finished();
  from.each([&](const SweepPoint& point) {
    if (!there.contains(point.number)) into.add(point);
    return true;
  });
  from.each_begun([&](const SweepPoint& point) {
    if (!there.contains(point.number)) into.add(point, false);
    return true;
  });
}

namespace {

std::vector<fs::path> files_of_ranks(const fs::path& file) {
  std::vector<fs::path> files = point_files(file.parent_path());
  const std::string start = file.stem().string() + "-rank-";
  std::erase_if(files, [&](const fs::path& one) { return !one.filename().string().starts_with(start); });
  return files;
}

}  // namespace

void remove_those_of_ranks(const fs::path& file) {
  for (const fs::path& one : files_of_ranks(file)) remove_points(one);
}

void add_those_of_ranks(PointStore& into, const fs::path& file) {
  for (const fs::path& one : files_of_ranks(file)) {
    {
      const PointStore from{one};
      if (!from.is_new()) add_missing(into, from);
    }
    remove_points(one);
  }
}

std::string extend(const fs::path& file, const SweepRun& about, const std::vector<DesignPoint>& points) {
  const fs::path part = file.parent_path() / ("." + file.filename().string() + ".part");
  remove_points(part);
  {
    PointStore old{file};
    const SweepRun was = old.about();
    if (std::string why = why_not_to_extend(was, about); !why.empty()) return why;
    const Renumbering renumbering{points};
    std::size_t lost = 0, all = 0;
    old.each([&](const SweepPoint& point) {
      ++all;
      lost += !renumbering.number_of(point);
      return true;
    });
    if (lost > 0) {
      return fmt::format("{} of {} finished points are not among those of the new design{}", lost, all,
                         about.design.type == Design::Type::lhs ? " (a longer Latin hypercube has other points)" : "");
    }
    PointStore extended{part};
    extended.begin(about);
    const auto add = [&](SweepPoint point, bool is_finished) {
      const std::optional<std::uint32_t> number = renumbering.number_of(point);
      if (!number) return;
      point.number = *number;
      extended.add(point, is_finished);
    };
    const bool no_more = same_replications(was, about);
    old.each([&](const SweepPoint& point) { return add(point, no_more || !point.failure.empty()), true; });
    old.each_begun([&](const SweepPoint& point) { return add(point, false), true; });
    old.settle();
  }
  // A log of the old file beside the new one would be taken for its own.
  for (const char* const end : {"-wal", "-shm"}) fs::remove(file.string() + end);
  fs::rename(part, file);
  return "";
}

void attach(SweepRun& run, const PointStore& store) {
  run.each = [&store](const std::function<bool(const SweepPoint&)>& go_on) { store.each(go_on); };
  run.finished = store.counts();
}

void write_sweep(const SweepRun& run, const fs::path& folder, const Freshness& freshness) {
  write_results(run, folder);
  if (NetcdfFile::is_available()) {
    write_file(folder / netcdf_file, [&](const fs::path& part) { write_netcdf(run, part); });
  } else {
    say("No results.nc: the library of NetCDF is not installed here (Debian: libnetcdf19).\n");
  }
  write_page(page(run, freshness), folder / page_file);
}

void tell(const SweepRun& run, const fs::path& folder, bool json) {
  if (json) {
    sweep_json(run, print);
  } else {
    print(table(run, colour_wanted()) + closing_lines(folder, run.asked.command));
  }
}

int code_of(const SweepRun& run) {
  const SweepRun::Finished& finished = run.finished;
  if (finished.failed == 0) return exit_code::ok;
  say(fmt::format("{} of {} points failed; design.csv says why.\n", finished.failed, finished.points));
  return exit_code::points_failed;
}

}  // namespace caseload::cli
