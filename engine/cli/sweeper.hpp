// The points of a sweep, run one after the other.   Tested by tests/cli/sweep_test.cpp.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "caseload/sweep.hpp"
#include "cli/arguments.hpp"
#include "store/points.hpp"

namespace caseload::cli {

/// The settings of a sweep that have one value, those that have several, and how these are put together.
struct SweepWords {
  What what;
  std::vector<Factor> factors;
  Design design{};
};
/// Of a scenario and words of the command line.
SweepWords sorted(const SweepArguments&);
/// Of a plan, with words of the command line for all points. Relative files are looked up beside the plan first.
SweepWords planned(const SweepPlan&, const SweepArguments&);

/// The line that gives the same results: without what changes none (threads, shards, where the files go).
std::string command_of(const SweepArguments&);

class Sweeper {
 public:
  /// @param arguments, words  outlive it
  Sweeper(const SweepArguments& arguments, const SweepWords& words, const Ready& base);

  /// What the sweep is about; no points.
  const SweepRun& about() const { return about_; }

  /// Runs what is not finished yet of its shard, and adds each point to the store. False: interrupted.
  bool finish(PointStore&);

 private:
  /// None: interrupted in the middle, after which nothing of it is kept.
  std::optional<SweepPoint> point_of(std::uint32_t number) const;
  std::vector<std::uint32_t> numbers_of_shard() const;

  const SweepArguments& arguments_;
  const SweepWords& words_;
  std::vector<DesignPoint> design_;
  SweepRun about_;
};

}  // namespace caseload::cli
