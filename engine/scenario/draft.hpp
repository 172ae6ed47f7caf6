// A Scenario as far as the text says it: defaults that depend on other settings are still open.
// Hides nothing; complete() closes it, check_*() find what contradicts itself.
// Tested by tests/scenario/read_test.cpp and bad_scenarios_test.cpp.
#pragma once

#include <optional>
#include <string>

#include "caseload/scenario.hpp"
#include "scenario/value.hpp"

namespace caseload::scenario {

/// `period` as written; the end follows from the start and the length.
struct PeriodWords {
  Date start{};
  Duration length;
  std::optional<Begin> begin;
  Duration settle;
};

struct Draft : Scenario {
  PeriodWords words;  ///< of the period
  People people;      ///< the scenario's; those of each team already include them
};

/// Reads a tree into a draft, with every structural mistake in `collected`. Teams get the scenario's people under their
/// own.
Draft fill(const Node& root, Collected&);

/// Fills in what depends on more than one setting: the end, where families enter, the built-in calendars.
Scenario complete(Draft);

/// The same day of a later month, or that month's last day if it is shorter.
Date months_after(Date, int months);

/// Adds every name of a team, step, stream, calendar or urgency that does not exist. The draft may have other mistakes.
void check_names(const Draft&, Collected&);

/// Adds what makes no sense together: a limit on a pool, a window longer than its interval, families that go round in
/// no time. Expects a draft without structural mistakes.
void check_sense(const Draft&, Collected&);

/// What a task's `by` says for the team that manages the step's team.
inline constexpr const char* the_manager = "manager";

/// The team that manages another; null: none. Names that are no team's have none.
const Team* manager_of(const Scenario&, const std::string& team);

/// A tree read as far as it goes, with every mistake that was found.
struct Attempt {
  Draft draft;
  Collected collected;
};
Attempt attempt(const Node& root);

}  // namespace caseload::scenario
