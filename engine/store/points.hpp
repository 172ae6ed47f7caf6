// The points of a sweep on disk. Each is written whole in one transaction when it is finished, so that whatever kills the
// program, and whenever, what was finished is there and nothing else.   Tested by tests/store/points_test.cpp.
#pragma once

#include <filesystem>
#include <memory>
#include <set>
#include <string>

#include "caseload/sweep.hpp"

namespace caseload {

class Database;

class PointStore {
 public:
  /// Creates the file, or opens one that a sweep has left.
  /// Throws std::runtime_error: the folder cannot be written to, the file is damaged or of another version.
  explicit PointStore(const std::filesystem::path& file);
  ~PointStore();

  bool is_new() const { return is_new_; }
  /// What the sweep is about, in a new file. The points of `run` are not looked at.
  void begin(const SweepRun& run);
  /// What an existing file is about: origin, factors, design, seed, what was asked, the names of the measures; of the
  /// scenario `resolved`, `option` and the hash of its list alone.
  SweepRun about() const;
  /// Of the points that are finished, failed ones included.
  std::set<std::uint32_t> finished() const;
  void add(const SweepPoint&);
  /// All finished points, by number.
  std::vector<SweepPoint> points() const;

 private:
  std::unique_ptr<Database> database_;
  bool is_new_{};
};

}  // namespace caseload
