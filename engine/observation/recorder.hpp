// What a replication counts and measures, by step, by task, by team. The simulation tells it what happens; it knows
// nothing of families, workers or events.   Tested by tests/observation/recorder_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "caseload/model.hpp"
#include "caseload/observations.hpp"
#include "observation/histograms.hpp"
#include "observation/level.hpp"
#include "observation/tally.hpp"

namespace caseload {

/// How a level stood towards the end of the settling period: whether it had settled.
struct Settling {
  double third{}, last{};  ///< integral over the third and the last quarter
  /// In %; NaN if there was nothing.
  double change() const { return third > 0 ? 100 * (last - third) / third : std::numeric_limits<double>::quiet_NaN(); }
};

struct StepRecord {
  CountLevel families, children, waiting;  ///< waiting: families not yet allocated, or not yet begun by a pool
  DurationTally wait;                 ///< from entering to a worker
  DurationTally stay;                 ///< from entering to the end of the step
  ShareTally in_time;                 ///< ended by its due date
  ClockBins clock_bins;
  std::vector<std::uint32_t> taken;   ///< cases by bin of `clock_bins`; empty without a due date
  ShareTally just_in_time, just_late; ///< ended in the last five working days up to it, in the first five after it
  std::uint64_t entered{}, children_entered{}, came{}, refused{}, gave_up{};
  Settling settling;
  std::uint64_t came_again{};         ///< entered, and had been there before; only in steps that are remembered
  Level cost;              ///< of the children in it [pounds a second]
  std::uint64_t piece_children_entered{};  ///< since the last piece of the series ended, as is
  ShareTally piece_in_time;           ///< since the last piece of the series ended
};

/// One cache line.
struct alignas(64) TaskRecord {
  ShareTally in_time;
  DurationMean wait;  ///< from when it could begin to when somebody began it
  std::uint64_t done{};
  std::uint64_t missed{};  ///< dropped because the next fell due
};

/// The first cache line has what each task that is begun changes.
struct alignas(64) TeamRecord {
  Level not_with_families_open;  ///< workers busy on cases but not with families, like handovers_open
  Level overtime_open;           ///< hours beyond the contract, as workers, on the clock of open hours
  Level posts, in_post;                                ///< workers, on the clock of the wall
  Level in_post_open, present_open, busy_open;         ///< workers, on the clock of the team's open hours
  CountLevel families, children;                       ///< open in its steps, allocated or not
  CountLevel waiting_families, waiting_children;       ///< in the allocation queue
  Level agency;                                        ///< those in post who are from an agency
  Level over_limit;                                    ///< workers in post whose load is above their limit
  std::vector<Level> of_grade;                         ///< workers in post; empty unless there are grades
  DurationTally wait;                                  ///< for a named worker
  std::uint64_t leavers{}, hired{};                    ///< employees
  double left{};                                       ///< leavers in full-time equivalents
  double week_waiting_children{};                      ///< integral over the week up to the last piece
  double worst_week_waiting_children{};                ///< highest weekly mean
  Level handovers_open, supervision_open;              ///< workers busy with them, less the share that is no casework
  Level other_work_open;                               ///< what is no casework of those present
  Level over_limit_open;
  Elapsed longest_run_over_limit{};                    ///< of any worker
  Elapsed longest_unallocated{};                       ///< of any family in the allocation queue
  Level cost, agency_cost, funded_cost;                ///< of people in post, of agency workers among them, of posts [pounds a year]
  CountLevel managed_children;                         ///< of a team that manages others
  Level over_span;                                     ///< 1 while it is
  std::uint64_t talks_held{}, talks_missed{};
};

/// Workers in post by the children that they hold, in whole children; the last bin holds all above.
struct CaseloadHistogram {
  static constexpr std::size_t bins = 128;
  std::array<CountLevel, bins> workers;
};

struct NormRecord {
  Level above;              ///< 1 while its teams have more children per worker than it allows
  std::int64_t children{};  ///< open in its teams
  double allowed{};         ///< children that the people in post there may have
};

struct CampaignRecord {
  std::uint64_t started{}, without_post{};  ///< people
};

/// Says of a series that it is a plain sum: of children who came, of pounds.
inline constexpr double no_wholes = std::numeric_limits<double>::quiet_NaN();

/// A value of a series over a week or month, as its pieces are added.
struct SeriesSum {
  double part{}, whole{};
  void add(double more_part, double more_whole) {
    part += more_part;
    whole += more_whole;
  }
  double value() const {
    if (std::isnan(whole)) return part;
    return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN();
  }
};

/// The first midnight after `t` that begins a calendar month.
Instant next_month(Instant t);

/// Every record of one replication, and the weekly and monthly series as they grow.
struct Recorder {
  std::vector<StepRecord> steps;
  std::vector<TaskRecord> tasks;
  std::vector<TeamRecord> teams;
  std::vector<CampaignRecord> campaigns;
  CountLevel families, children;  ///< open in any step
  CountLevel waiting_children;    ///< in any allocation queue
  Settling settling;         ///< of `children`
  double week_waiting_children{}, worst_week_waiting_children{};  ///< as TeamRecord has them
  std::uint64_t referred_families{}, referred_children{}, re_referrals{}, closed{};
  std::uint64_t piece_referred_children{};
  std::vector<CaseloadHistogram> with_children;  ///< by team
  std::vector<Level> on_cases_open;  ///< workers busy on cases, less the share that is no casework: see on_cases()
  std::vector<Level> absent_open;    ///< workers, by Model::absences; each is counted under one kind
  std::vector<NormRecord> norms;
  double spent_once{};               ///< by what happens when a condition comes true [pounds]
  double brought_forward{};          ///< families open, and not by a referral since counting began
  std::vector<double> on_dates;  ///< levels at the end of Model::report_on, in catalogue order
  std::vector<double> series, months;
  std::vector<SeriesSum> week, month;  ///< as they add up, by series
  Instant piece_began{}, week_began{}, month_began{};
  std::vector<double> beginning;     ///< Observations::beginning
  double beginning_marked{};         ///< integral of `children` at the end of its last week

  /// Work of one team on families in the steps of another, or of no team (nobody), on the clock of `doer`.
  Level& on_cases(TeamId doer, TeamId served) {
    const std::size_t column = std::min(static_cast<std::size_t>(served), teams.size());
    return on_cases_open[static_cast<std::size_t>(doer) * (teams.size() + 1) + column];
  }
  /// Empty records of the right sizes for a replication that begins at `now`; memory is kept.
  void reset(const Model&, Instant now);
  /// The counted period begins: forget what was counted, keep the levels.
  void restart(const Model&, Instant now);
  /// A quarter of the settling period is over. Uses the marks of levels, which the series uses only after restart().
  void quarter_settled(Instant now);
  /// What is open now came before anything that is counted.
  void bring_forward(const Model&);
  /// Families that left because a step was full.
  std::uint64_t turned_away(const Model&) const;
  /// Appends a week to `beginning`, whether it is counted or not.
  void early_week_ends(Instant now);
  /// Appends one row to the weekly series.
  void week_ends(const Model&, Instant now);
  /// Appends one row to the monthly series, unless counting started within the month.
  void month_ends(const Model&, Instant now);
  /// Notes the levels on one of Model::report_on.
  void report_date(const Model&);
  /// All measures, in the order of measures_of(model): Observations::values and Observations::of.
  void tell(const Model&, Instant end, std::vector<double>& values, std::vector<double>& of);

 private:
  /// The week or the month ends, or both: what has happened since the last of them is added to either.
  void piece_ends(const Model&, Instant now);
};

}  // namespace caseload
