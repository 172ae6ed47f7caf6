// The points of a sweep on disk. Each is written whole in one transaction when it is finished, so that whatever kills
// the program, and whenever, what was finished is there and nothing else.   Tested by tests/store/points_test.cpp.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "caseload/sweep.hpp"

namespace caseload {

class Database;

class PointStore {
 public:
  enum class Open {
    to_add,  ///< makes the file if it is not there
    to_look  ///< while another process may be adding to it
  };
  /// Throws std::runtime_error: the folder cannot be written to, the file is damaged or of another version.
  explicit PointStore(const std::filesystem::path& file, Open = Open::to_add);
  ~PointStore();

  bool is_new() const { return is_new_; }
  /// What the sweep is about, in a new file. The points of `run` are not looked at.
  void begin(const SweepRun& run);
  /// What an existing file is about: origin, factors, design, seed, what was asked, the names of measures and series;
  /// of the scenario `resolved`, `option` and the hash of its list alone. No points.
  SweepRun about() const;
  /// Of the points that are finished, failed ones included.
  std::set<std::uint32_t> finished() const;
  /// Those of them that failed.
  std::set<std::uint32_t> failed() const;
  SweepRun::Finished counts() const;
  /// In place of what there was of it.
  /// @param is_finished  otherwise it has fewer replications than it should, and they can be added to
  void add(const SweepPoint&, bool is_finished = true);
  /// A finished one.
  SweepPoint point(std::uint32_t number) const;
  /// One that is not finished, if something is there of it.
  std::optional<SweepPoint> begun(std::uint32_t number) const;
  /// Hands over each finished point, by number, so that they need not be in memory together; until told that it is
  /// enough.
  void each(const std::function<bool(const SweepPoint&)>& go_on) const;
  /// The same for those that are not finished.
  void each_begun(const std::function<bool(const SweepPoint&)>& go_on) const;

  /// Puts everything into the one file, so that it can be copied or replaced.
  void settle();

 private:
  std::set<std::uint32_t> numbers(const char* where) const;
  SweepPoint read(std::uint32_t number) const;
  void each(bool is_finished, const std::function<bool(const SweepPoint&)>& go_on) const;

  std::unique_ptr<Database> database_;
  bool is_new_{};
};

/// Writes design.csv, summary.csv, results.csv, series.csv where series are kept, scenario.yaml and command.txt into
/// `folder`. Each file appears whole or not at all.
void write_results(const SweepRun&, const std::filesystem::path& folder);

/// A NetCDF file of the same: settings are coordinates, the points of a grid stand at its corners. The same sweep gives
/// the same bytes.
void write_netcdf(const SweepRun&, const std::filesystem::path& file);

}  // namespace caseload
