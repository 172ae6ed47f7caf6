// The points of a sweep on disk. Each is written whole in one transaction when it is finished, so that whatever kills the
// program, and whenever, what was finished is there and nothing else.   Tested by tests/store/points_test.cpp.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
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
  /// What an existing file is about: origin, factors, design, seed, what was asked, the names of the measures; of the
  /// scenario `resolved`, `option` and the hash of its list alone.
  SweepRun about() const;
  /// Of the points that are finished, failed ones included.
  std::set<std::uint32_t> finished() const;
  /// How many of them failed.
  std::size_t failed() const;
  void add(const SweepPoint&);
  /// A finished one.
  SweepPoint point(std::uint32_t number) const;
  /// Hands over each finished point, by number, so that they need not be in memory together.
  void each(const std::function<void(const SweepPoint&)>& take) const;

 private:
  std::unique_ptr<Database> database_;
  bool is_new_{};
};

/// Estimates of all finished points.
std::vector<PointResult> results_of(const PointStore&, std::size_t measures);

/// Writes design.csv, summary.csv, results.csv, scenario.yaml and command.txt into `folder`. Each file appears whole or not
/// at all.
void write_results(const SweepRun&, const PointStore&, const std::filesystem::path& folder);

}  // namespace caseload
