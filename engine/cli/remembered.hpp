// Scenarios as results on disk remember them, and whether their files still say the same.   Tested by
// tests/cli/report_test.cpp.
#pragma once

#include <string>

#include "caseload/sweep.hpp"
#include "store/points.hpp"

namespace caseload::cli {

/// The scenario of results, and whether its files still say the same.
struct Found {
  Ready ready;
  Freshness freshness;
};

/// What results remember of a scenario.
struct Remembered {
  const Origin& origin;
  const std::string& resolved;
  std::uint64_t list{};
};

/// The scenario as its files are today if they still say what they said, otherwise as it is remembered.
/// Throws std::runtime_error when even that cannot be read.
Found find(const Remembered&);

/// A sweep and its finished points, in a store that must outlive it.
struct FoundSweep {
  SweepRun run;
  Freshness freshness;
};
FoundSweep sweep_in(const PointStore&);

}  // namespace caseload::cli
