// What one replication saw: a row of numbers, in an order that is the same for every replication of a model.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/model.hpp"
#include "caseload/time.hpp"

namespace caseload {

/// Which way a measure should go, where everybody agrees on it.
enum class Better : std::uint8_t { neither, more, less };

/// One thing that is measured, for people and files.
struct Measure {
  std::string name;   ///< "wait for a worker, mean"
  std::string where;  ///< a step, a team, "service", or "service on 2009-10-30"
  std::string unit;   ///< "days", "%", "children", "families", "hours", "per week", ...
  bool headline{};    ///< shown in the table of the terminal
  Better better{Better::neither};
};

/// The measure that people call "duty.children per worker" or, of the whole service, "children per worker" (also
/// "service.children per worker"); the place may be left out where no other has that measure. On a date: "duty.children
/// per worker on 2009-10-30" or "duty on 2009-10-30.children per worker". Null: there is none.
const Measure* find_measure(const std::vector<Measure>&, std::string_view text);
/// What people may have meant, as find_measure() takes it; empty: nothing is near.
std::string nearest_measure(const std::vector<Measure>&, std::string_view text);
/// "duty.children per worker", or "children per worker" of the service; with " on 2009-10-30" at the end on a date.
std::string full_name(const Measure&);

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

/// How long a family waited for its first named worker, recorded on request: of families who come for the first time in
/// the counted period and come to need one.
struct FirstWait {
  std::uint32_t family{};  ///< number of the family: the same in every option of a scenario
  std::uint16_t stream{};
  std::uint8_t children{};
  Elapsed waited{};        ///< in allocation queues; until the end of the run, if it waits then

  friend bool operator==(const FirstWait&, const FirstWait&) = default;
};

/// Something that happened to a family, recorded on request: the event log.
struct LogEntry {
  enum class What : std::uint8_t {
    referred,    ///< comes for the first time
    came_back,   ///< comes again after its case was closed
    was_there,   ///< was open when the simulation began
    enters,      ///< a step
    waits,       ///< for a named worker of the step's team
    allocated,   ///< has a named worker from now on: `post`
    released,    ///< that worker no longer holds it
    begins,      ///< somebody, `post`, begins to work on a task or goes on with it
    stops,       ///< that person stops before it is done
    done,        ///< that person has done it
    missed,      ///< the task is dropped
    leaves,      ///< the step has ended
    gave_up,     ///< waiting
    refused,     ///< by a step that was full
    case_closed  ///< leaves the service
  };
  What what{};
  Instant at{};
  std::uint32_t family{};
  std::uint16_t stream{};
  std::uint8_t children{};
  StepId step{closed};
  std::uint32_t task{};            ///< index into Model::tasks; only with begins, stops, done and missed
  TeamId team{nobody};             ///< of `post`
  std::uint32_t post{};            ///< of the worker, within the team
  std::uint32_t holder{};          ///< how many have held that post before
  Instant due{never};              ///< of the step (enters, leaves) or of the task

  friend bool operator==(const LogEntry&, const LogEntry&) = default;
};

/// How many cases took how long: bins of equal width from nought on, the last of which holds all that took longer. A step
/// whose due date changes within the run has none.
struct Histogram {
  std::string name;             ///< "time taken" of a step with a due date, "wait for a worker" of a team
  std::string where;            ///< as Measure::where
  std::string unit;             ///< of the width: "working days", "days", "hours", "months"
  double width{};
  std::size_t bins{};
  bool nought_apart{};          ///< the first bin holds what took no time at all, and nothing else
  std::optional<double> due;    ///< what the step has time for, in the same unit; always the end of a bin

  /// A bin holds what took longer than `from` and no longer than `to`; the last one has no end. The first one holds
  /// nought as well.
  double from(std::size_t bin) const { return width * static_cast<double>(nought_apart && bin > 0 ? bin - 1 : bin); }
  double to(std::size_t bin) const { return width * static_cast<double>(nought_apart ? bin : bin + 1); }
};

struct Observations {
  std::vector<double> values;         ///< one per entry of measures_of(model); NaN where nothing was observed
  std::vector<double> of;             ///< how many cases that value is the share of; 0: it is no share of cases
  std::vector<double> series;         ///< weeks x series_of(model), row-major
  std::vector<double> months;         ///< months x series_of(model), row-major: the same series by calendar month
  std::vector<double> histograms;     ///< cases in each bin of each of histograms_of(model), one after the other
  std::vector<double> beginning;      ///< open children, mean of each week from Model::begin to quiet_until(model)
  std::vector<double> luck;           ///< one per entry of luck_of(model)
  std::vector<JourneyStep> journeys;  ///< in order of time; only when asked for
  std::vector<FirstWait> waits;       ///< in order of stream and family; only when asked for
  std::vector<LogEntry> log;          ///< in order of time; only when asked for
  std::uint64_t events{};             ///< handled, for benchmarks
};

std::vector<Measure> measures_of(const Model&);
std::vector<Measure> series_of(const Model&);
std::vector<Histogram> histograms_of(const Model&);
/// First day of each week of the series; weeks count from Model::start, the last may be cut short and is left out.
std::vector<Date> weeks_of(const Model&);
/// First day of each whole calendar month of the counted period.
std::vector<Date> months_of(const Model&);
/// Up to when nothing changes but by chance and season: until the first event, change of rates, rules or posts.
Instant quiet_until(const Model&);

/// Sums of what was drawn less what is drawn on average: families who came, their children, hours asked, days away.
/// Each has mean zero whatever the scenario does with it, so that it can serve as a control variate.
/// Source: Lavenberg & Welch, "A perspective on the use of control variables to increase the efficiency of Monte Carlo
/// simulations", Management Science 27 (1981).
std::vector<std::string> luck_of(const Model&);

/// A target, held against a measure.
struct TargetRow {
  std::size_t measure{};  ///< index into measures_of(model)
  bool at_least{};
  double bound{};         ///< in the measure's unit
  double chance{};
};

/// In the scenario's order; or what is wrong with them: no such measure, another unit.
Result<std::vector<TargetRow>> targets_of(const Scenario&, const std::vector<Measure>&);
/// Every measure of `about.expect` that is none of these. With an option applied, only what is expected of that option is
/// looked at: another one may have measures of its own.
Problems unknown_expected(const Scenario&, const std::vector<Measure>&);

}  // namespace caseload
