// What one replication saw: a row of numbers, in an order that is the same for every replication of a model.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "caseload/model.hpp"
#include "caseload/time.hpp"

namespace caseload {

/// One thing that is measured, for people and files.
struct Measure {
  std::string name;   ///< "wait for a worker, mean"
  std::string where;  ///< a step, a team, "service", or "service on 2009-10-30"
  std::string unit;   ///< "days", "%", "children", "families", "hours", "per week", ...
  bool headline{};    ///< shown in the table of the terminal
};

/// A family's stay in a step, recorded on request: who came when, with which needs.
struct JourneyStep {
  std::uint32_t family{};  ///< number of the family: the same in every option of a scenario
  std::uint16_t stream{};
  std::uint16_t visit{};   ///< 0 for the first step of the family, and so on
  StepId step{};
  Instant entered{};
  std::uint8_t children{};
  double effort{};         ///< hours of its work tasks, all children, known on entering; 0 for plan steps

  friend bool operator==(const JourneyStep&, const JourneyStep&) = default;
};

struct Observations {
  std::vector<double> values;         ///< one per entry of measures_of(model); NaN where nothing was observed
  std::vector<double> series;         ///< weeks x series_of(model), row-major
  std::vector<JourneyStep> journeys;  ///< in order of time; only when asked for
  std::uint64_t events{};             ///< handled, for benchmarks
};

std::vector<Measure> measures_of(const Model&);
std::vector<Measure> series_of(const Model&);
/// First day of each week of the series; weeks count from Model::start, the last may be cut short and is left out.
std::vector<Date> weeks_of(const Model&);

}  // namespace caseload
