// What a sweep varies and how, from the words of the command line or a plan.   Tested by tests/cli/sweep_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "caseload/sweep.hpp"
#include "cli/arguments.hpp"

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

/// Every factor must be a setting, and what it is given values for it, of a range its ends, before anything is run.
Problems mistakes_in(const SweepWords&);

}  // namespace caseload::cli
