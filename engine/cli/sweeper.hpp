// The points of a sweep, run side by side.   Tested by tests/cli/sweep_test.cpp.
#pragma once

#include <optional>
#include <vector>

#include "caseload/sweep.hpp"
#include "cli/sweep_words.hpp"
#include "experiment/ranks.hpp"
#include "store/points.hpp"

namespace caseload::cli {

class Sweeper {
 public:
  /// @param arguments, words  outlive it
  Sweeper(const SweepArguments& arguments, const SweepWords& words, const Ready& base);

  /// What the sweep is about; no points.
  const SweepRun& about() const { return about_; }
  const std::vector<DesignPoint>& design() const { return design_; }
  /// Points of its shard that are not finished in the store.
  std::vector<std::uint32_t> left(const PointStore&) const;

  enum class End {
    complete,
    interrupted,
    failed  ///< at the first point that did, as asked
  };
  /// Runs points of those that are left, until all are dealt out.
  /// @param begun  may have some replications of them; what comes of them is added to `into`
  End finish(const std::vector<std::uint32_t>& left, Ranks::Deal&, const PointStore& begun, PointStore& into);

 private:
  /// A point with the replications that it should have, or with fewer: `go_on` said no.
  struct Outcome {
    SweepPoint point;
    bool is_finished{};
  };
  Outcome run(std::uint32_t number, const std::optional<SweepPoint>& begun, Crew&, const GoOn& go_on) const;

  const SweepArguments& arguments_;
  const SweepWords& words_;
  std::vector<DesignPoint> design_;
  SweepRun about_;
};

}  // namespace caseload::cli
