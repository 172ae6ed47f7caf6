// A Model is what the engine runs: indices instead of names, ticks instead of units, tables instead of calendars.
// It is immutable and shared by all replications. compile() is the only way to get one.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "caseload/calendar.hpp"
#include "caseload/distribution.hpp"
#include "caseload/scenario.hpp"
#include "caseload/time.hpp"

namespace caseload {

enum class StepId : std::uint16_t {};
enum class TaskId : std::uint16_t {};  ///< index into Model::tasks
enum class TeamId : std::uint16_t {};
enum class StreamId : std::uint16_t {};
enum class GradeId : std::uint8_t {};  ///< 0: no special grade

inline constexpr StepId closed{0xFFFF};     ///< where a case leaves the service
inline constexpr TeamId nobody{0xFFFF};     ///< a step without a team; a task done by whoever holds the case
template <class Id>
constexpr std::size_t index(Id id) {
  return static_cast<std::size_t>(id);
}

/// Half-open range of consecutive indices in one of the Model's tables.
struct Range {
  std::uint32_t first{}, last{};
  std::uint32_t size() const { return last - first; }
  bool empty() const { return first == last; }
};

/// How a limited time is counted from an instant.
struct Clock {
  double amount{};
  Duration::Unit unit{Duration::Unit::seconds};
  bool set{};  ///< false: there is no such clock
};

struct ReReferralRow {
  double share{};
  DurationDistribution after;
  StepId to{};
};

inline constexpr std::uint8_t no_mark = 0xFF;
inline constexpr std::size_t most_marks = 4;  ///< steps that clocks of other steps run from

struct StepRow {
  TeamId team{nobody};
  bool plan{};             ///< lasts until a duration or a task ends it; otherwise until its tasks are done
  bool urgent{};
  bool due_from_referral{};
  std::uint8_t urgency{};  ///< 0 is the most urgent
  double points{1};        ///< per child
  Clock due;
  Range tasks;
  Range routes;
  DurationDistribution lasts;     ///< used if has_lasts
  DurationDistribution patience;  ///< used if has_patience
  bool has_lasts{}, has_patience{};
  StepId gives_up_to{closed};
  std::uint32_t places{std::numeric_limits<std::uint32_t>::max()};  ///< families
  bool refused_elsewhere{};  ///< otherwise a family that finds no place leaves the service
  StepId refused_to{closed};
  std::uint8_t mark{no_mark};      ///< remembered by the family under this number when it enters
  std::uint8_t due_from{no_mark};  ///< its clock runs from that mark
  std::uint64_t is{};              ///< bit of this step in Family::been; 0: nobody asks
  std::uint64_t been{};            ///< bit that makes a family go by `been_routes`
  Range been_routes;
  bool has_returns{};              ///< closed cases come back by `returns`, not by Model::re_referral
  ReReferralRow returns;
  double cost{};        ///< pounds per child and second
  double mean_stock{};  ///< families in it in the steady state of the first rates, from the traffic equations
};

/// When a task is asked for.
enum class Asked : std::uint8_t {
  on_entry,          ///< when its step begins, or after the task before it
  on_date,           ///< of every family that is in the step at an instant
  while_unallocated  ///< again and again as long as the family waits for a named worker
};

/// Two cache lines have what is needed to do a task that recurs and to set it anew.
struct alignas(64) TaskRow {
  StepId step{};
  TeamId by{nobody};       ///< nobody: whoever holds the case
  TeamId or_by{nobody};    ///< another team whose people may do it as well
  Asked asked{};
  std::uint8_t urgency{};
  bool recurs{};
  bool has_after{};
  bool may_be_missed{};  ///< dropped if nobody has begun it when the next is due
  double direct{1};      ///< share of the effort that is spent with the child or family
  Range ends;            ///< into Model::end_probabilities; empty: it does not end its step
  Clock every, window;
  // Here the second line begins.
  Distribution effort;     ///< worker hours, first child
  Elapsed ahead{};         ///< mean delays of the tasks after it in a work step: so much sooner it is planned
  Clock due, first;
  DurationDistribution after;
  Range routes;           ///< where the family goes if the task ends its step; empty: the step's
  Elapsed missed_adds{};  ///< the stay is so much longer if it is missed, where it may be
  Instant on{};           ///< with Asked::on_date
  Elapsed over{};         ///< ... of each at some time within this
};

struct RouteRow {
  double cumulative{};  ///< probability of this route or one before it; the last is exactly 1
  StepId to{closed};
};

struct AbsenceRow {
  Distribution gap;     ///< open seconds from the end of a spell to the next
  Distribution length;  ///< open seconds
  WhileAway while_away{};
  Elapsed handed_over_after{};  ///< open time; longer spells hand over when it has passed
  bool sickness{};              ///< comes sooner under strain
};

struct PostsRow {
  Instant from{};
  std::uint32_t posts{};  ///< a part-time post counts as one
  double last{1};         ///< share of full time of the last of them
};

struct GradeRow {
  double hours{1}, speed{1}, limit{1}, leaving{1}, supervision{1}, cost{1};  ///< see Grade
  bool changes{};
  GradeId becomes{};
  Clock after;
};

struct GradeShareRow {
  double cumulative{};  ///< of this grade and those before it; the last is exactly 1
  GradeId grade{};
};

/// Effects of overload, as Feedback has them; 0: off.
struct FeedbackRow {
  double above{};
  double sickness{}, leaving{}, applicants{}, worker_change{}, manager{}, re_referral{};
  Elapsed publicity_lasts{};
  bool any_strain() const { return sickness > 0 || leaving > 0; }
};

struct CampaignRow {
  Instant on{};
  std::uint32_t people{};
  double reach{};            ///< share that gets through all stages
  std::vector<TeamId> teams;
  Distribution starts_after; ///< seconds
  GradeId grade{};
  double cost{};
};

/// An event that moves posts or waits for a condition. Demand, dated changes, publicity and costs are in other tables.
struct EventRow {
  Instant on{never};         ///< never: waits for its condition
  Condition::Of of{};        ///< ... which is this level ...
  TeamId team{nobody};       ///< ... of this team; nobody: of the whole service
  bool above{};
  double threshold{};        ///< children, or %
  std::uint32_t holding{};   ///< bit in State::holding while the condition holds; 0: it has no changes
  std::uint32_t posts{};     ///< that move; 0: none
  TeamId from{nobody}, to{nobody};
  std::uint32_t at_most{};   ///< how often
  bool publicity{};
  double cost{};             ///< pounds, once
  bool waits() const { return on == never; }
};

/// A family that is there when the simulation begins.
struct OpenCaseRow {
  StepId step{};
  std::uint8_t children{1};
  bool allocated{};
  Instant entered{}, referred{};
};

struct NormRow {
  double from{}, to{};
  std::vector<TeamId> teams;
};

/// Money that is spent once, by an event on a date.
struct OneOffCost {
  Instant on{};
  double pounds{};
};

/// The first cache line has what is needed to begin a task.
struct alignas(64) TeamRow {
  bool pool{};
  Counted limit_of{Counted::families};
  bool has_leaving{}, has_vacancy{}, has_starter{};
  std::uint16_t calendar{};    ///< index into Model::calendars
  TeamId manager{nobody};      ///< the team that oversees this one
  double limit{std::numeric_limits<double>::infinity()};
  double casework{1};
  double overtime{};            ///< share of normal hours
  double overtime_casework{1};  ///< instead of `casework`, on tasks that overtime is worked on
  Clock overtime_within;
  Range posts;                 ///< into Model::posts; the first holds from Model::begin
  std::uint32_t most_posts{};  ///< over the whole run, `room` included
  std::uint32_t room{};        ///< for posts that other teams may give to this one
  Range absences;
  Distribution tenure;         ///< seconds
  Clock notice;
  Distribution filled_after;   ///< seconds
  double agency_share{};
  Distribution agency_after;   ///< seconds
  double starter_speed{1};
  Elapsed full_after{};
  double spread{};
  double cost{};               ///< pounds a year for a full-time post
  Range grades, starters;      ///< into Model::grade_shares; empty: no special grade
  double fails{};
  Distribution again;          ///< seconds
  bool has_agency_stay{};
  Distribution agency_stays;   ///< seconds
  double agency_cost{1};
  bool recruits_new_posts{};
  double vacant_at_begin{};
  std::vector<std::uint32_t> norms;  ///< that it is held against: indices into Model::norms, as often as they name it
  bool held_against{};         ///< its children and people: a norm, a span of its own or of those who oversee it
  double span{};               ///< children that one of this team's people can oversee; 0: not said
  std::vector<TeamId> manages;
  Clock supervises_every;
  double supervision_per_worker{}, supervision_per_child{};  ///< hours
};

/// A stretch of constant referral rate.
struct RateSegment {
  Instant from{};
  double per_second{};  ///< families
  double expected{};    ///< families expected from Model::begin up to `from`
  double level{};       ///< families per second, nights and weekends of the stream's `hours` averaged in
};

struct StreamRow {
  StepId to{};
  Distribution children;
  double mean_children{};
  Range segments;           ///< into Model::segments; empty when `gap` is used
  bool by_gap{};
  Distribution gap;         ///< seconds
  bool has_first{};
  Elapsed first{};          ///< from Model::begin
  std::uint32_t at_most{std::numeric_limits<std::uint32_t>::max()};
};

/// The work that a team is asked to do in the long run against the hours it has, before any simulation.
struct TeamLoad {
  double posts{};
  double asked{};  ///< worker hours a year
  double there{};  ///< worker hours a year that can go on cases
  double load() const { return there > 0 ? asked / there : 0; }
};

struct OfferedLoad {
  std::vector<double> step_entries;       ///< families a year, by step
  std::vector<double> step_stock;         ///< families there on average, if nobody had to wait
  std::vector<TeamLoad> teams;            ///< by team
  double referrals{};                     ///< families a year, re-referrals included
  bool finite{true};                      ///< false: families circulate for ever and the flows have no steady state
};

/// Names, for reports only; the engine never reads them. Same order as the tables.
struct Names {
  std::string scenario, option;
  std::vector<std::string> steps, tasks, teams, streams, grades, campaigns, norms;
  std::vector<std::string> absences;  ///< "sickness", for each of Model::absences
};

/// The tables that hold from an instant on, while these events wait no longer. Same indices, other amounts.
struct LaterRules {
  Instant from{};
  std::uint32_t holding{};  ///< EventRow::holding of those whose condition holds
  std::shared_ptr<const struct Model> model;
};

struct Model {
  Instant begin{};  ///< of the simulation
  Instant start{};  ///< of what is counted
  Instant end{};
  Begin::From begins_from{};
  std::vector<std::uint32_t> open_at_begin;  ///< snapshot: families by step
  std::vector<OpenCaseRow> open_cases;       ///< list: by when they entered their step, then in the list's order
  Instant quiet_until{};                     ///< nothing changes before but by chance and season
  std::vector<Instant> report_on;            ///< increasing, within (start, end]
  std::vector<StepRow> steps;
  std::vector<TaskRow> tasks;
  std::vector<RouteRow> routes;
  std::vector<double> end_probabilities;
  std::vector<TeamRow> teams;
  std::vector<AbsenceRow> absences;
  std::vector<PostsRow> posts;
  std::vector<StreamRow> streams;
  std::vector<RateSegment> segments;
  ReReferralRow re_referral;                 ///< share 0: none
  std::vector<GradeRow> grades;              ///< at least the one of no special grade
  std::vector<GradeShareRow> grade_shares;
  std::vector<CampaignRow> campaigns;
  std::vector<EventRow> events;              ///< in the scenario's order
  std::vector<NormRow> norms;
  std::vector<OneOffCost> one_off_costs;     ///< of events on a date; a campaign has its own
  FeedbackRow feedback;
  std::vector<Instant> publicity;            ///< when events begin that put people off applying
  double population{}, budget{};             ///< children; pounds a year; 0: not said
  double next_child{1};
  bool remembers{};                          ///< something hangs on where a family has been: StepRow::mark, StepRow::is
  Distribution handover_new{Fixed{0}}, handover_old{Fixed{0}};  ///< hours
  std::vector<WorkCalendar> calendars;
  WorkingDays working_days;
  OfferedLoad offered_at_begin;  ///< at the rates and posts of Model::begin
  std::vector<LaterRules> later;  ///< instants increasing, each with every combination; empty unless events change settings
  Names names;
};

/// Turns a validated scenario into tables. Expects what read() guarantees; anything else is a bug of the caller.
Model compile(const Scenario&);

/// The tables that hold at an instant: the model itself, or the last of its later rules that has begun.
/// @param holding  bits of the waiting events whose condition holds
const Model& rules_at(const Model&, Instant, std::uint32_t holding = 0);

/// The traffic equations at one moment: flows, stocks without queues, and the load of each team.
/// @param at  which rates and posts to use
/// Source: Jackson, "Networks of waiting lines", Operations Research 5 (1957), for the flow balance.
OfferedLoad offered_load(const Model&, Instant at);

/// When a clock that starts at `from` runs out. Working days end at midnight; months are calendar months.
Instant when(const Model&, const Clock&, Instant from);

}  // namespace caseload
