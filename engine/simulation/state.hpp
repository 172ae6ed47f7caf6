// Everything that moves in one replication: families, their open tasks, workers, teams, and what is going to happen.
// One State belongs to one replication at a time; the Model beside it never changes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include "caseload/model.hpp"
#include "caseload/simulation.hpp"
#include "observation/luck.hpp"
#include "observation/recorder.hpp"
#include "random/blocks_ahead.hpp"
#include "simulation/agenda.hpp"
#include "simulation/future_event_list.hpp"
#include "simulation/idle_set.hpp"
#include "simulation/least_loaded.hpp"
#include "simulation/network.hpp"
#include "simulation/wide_pages.hpp"

namespace caseload {

inline constexpr std::uint32_t max_absences = 8;  ///< kinds per team; fixes how events name one of a worker's
inline constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint32_t most_workers = (1u << 24) - 1;

/// The moving entity: siblings travel together and share a worker (DESIGN, D6). Two cache lines, the first of which has
/// what tasks need that fall due or are done, if they need more of it than they have themselves (OpenTask).
struct alignas(64) Family {
  std::uint32_t number{};  ///< among the families of its stream: the key of its draws
  std::uint16_t stream{};  ///< index into Model::streams; one past the last for those open at the beginning
  std::uint8_t children{};
  bool waiting{};          ///< for a worker, or for a pool to begin
  bool seen{};             ///< has had a worker in this step
  bool passed_on{};        ///< another worker held it before: the next one needs a handover
  std::uint16_t queued{};  ///< how many times it has waited for a named worker in this step
  StepId step{};
  std::uint32_t visit{};  ///< how many steps it has entered before this one
  std::uint32_t worker{none};
  std::uint32_t next_task{};                           ///< work step: index into Model::tasks of the task that follows
  std::uint32_t first_open{none};                      ///< its open tasks, a list through OpenTask::next
  std::uint32_t next_case{none}, previous_case{none};  ///< its worker's cases, a list
  std::uint32_t visit_ticket{};                        ///< of events of this stay
  std::uint32_t queue_ticket{};                        ///< of its place in an allocation queue; 0: not in one
  std::uint32_t arrival{};                             ///< order in which it entered the step: its place in any queue
  Instant due{never};                                  ///< of the step
  Instant referred{};
  Instant entered{};
  double weight{};              ///< what it adds to its worker's load
  Instant over{never};          ///< end of its stay in a step that lasts; never: no such end
  Instant unallocated_since{};  ///< while it is in an allocation queue
};
static_assert(sizeof(Family) == 128 && offsetof(Family, referred) == 64);

/// What a family remembers of its way, in models where something hangs on it (Model::remembers).
struct Memory {
  std::array<Instant, most_marks> marks{never, never, never, never};  ///< when it entered steps that clocks run from
  std::uint64_t been{};  ///< bits (StepRow::is) of the remembered steps that it has been in
  bool again{};          ///< had been in its step before
};

/// A task that has been set but not done. One cache line, which a visit that falls due and is done needs of its family.
struct alignas(64) OpenTask {
  enum class Kind : std::uint8_t {
    of_family,
    handover,    ///< concerns only the worker who does it
    supervision  ///< a talk of a manager with a worker
  };
  static constexpr std::uint32_t unheld = most_workers;
  Kind kind : 2 {Kind::of_family};
  bool ready : 1 {};  ///< may be done now
  bool begun : 1 {};  ///< somebody has worked on it
  std::uint8_t urgency{};
  TaskId row{};                        ///< of a family's task
  std::uint32_t set{};                 ///< rises with each that is set; the ticket of what it and its next occurrence
                                       ///< fall due by; 0: done
  std::uint32_t family{none};          ///< of a family's task
  std::uint32_t holder : 24 {unheld};  ///< as Family::worker
  std::uint32_t children : 8 {};       ///< as Family::children
  std::uint32_t next{none};            ///< of the same family, in any order
  union {
    std::uint32_t occurrence{};  ///< of a family's task
    std::uint32_t with;          ///< supervision: the worker
  };
  std::uint32_t arrival{};
  std::uint32_t ticket{};      ///< of its agenda entry or its event
  std::uint32_t worker{none};  ///< who works on it now
  std::uint32_t ahead{};       ///< planned so many seconds before it is due, as more is to come after it
  double hours_left{};
  Instant ready_since{};
  Instant due{never};

  /// @param id  of a worker, or none
  void set_holder(std::uint32_t id) { holder = id & unheld; }
};
static_assert(sizeof(OpenTask) == 64 && (none & OpenTask::unheld) == OpenTask::unheld);

/// A random time that is running, faster or slower than the clock: under strain a spell of sickness comes sooner.
/// `left` is what was left at `since`, at the pace 1.
struct Countdown {
  double left{};  ///< seconds
  double pace{1};
  Instant since{};
  std::uint32_t ticket{};  ///< of the event at its end; 0: not running
};

/// What a worker has worked in the last four weeks, the present one first [open seconds of full time].
struct RecentHours {
  std::array<double, 4> normal{}, overtime{};
  Instant counted_until{};
};

/// What is counted of the hours of somebody who has a task in hand, as full-time workers.
struct CountedWork {
  Level* in{};                 ///< where; null: nothing is in hand
  double there{};              ///< less what is no casework
  double not_with_families{};  ///< that part of it
  double overtime{};
};

/// A post and whoever holds it. The first cache line has what a task that falls due needs, the next one what is needed
/// besides when one is begun and done.
struct alignas(64) Worker {
  enum class Doing : std::uint8_t { nothing, waits_for_opening, task };
  TeamId team{};
  Doing doing{Doing::nothing};
  GradeId grade{};
  bool funded{}, in_post{}, agency{}, on_notice{}, over_limit{}, starter{};
  bool to_choose{};               ///< in State::to_choose
  bool idle{};                    ///< in TeamState::idle
  std::uint8_t away{};            ///< how many kinds of absence at once
  std::uint8_t goes_when_done{};  ///< a bit for each absence that begins when the task in hand is done
  Agenda agenda;
  std::uint32_t task{none};
  std::uint32_t task_ticket{};      ///< of the event that ends what the worker is doing
  std::uint32_t post{};             ///< within the team
  double overtime{};                ///< on the task in hand, as a share of normal hours
  double own_pace{1};               ///< speed of this person beside others of the grade
  // Here the second line begins.
  Instant task_began{};
  double task_speed{};
  double hours{1};     ///< of the person, as a share of full time: counts as so many workers
  double casework{1};  ///< share of the present hours that goes on cases
  CountedWork counted;
  // Here the third.
  std::uint32_t first_case{none};
  std::uint32_t families{}, children{};
  std::uint32_t histogram_bin{none};  ///< where TeamRecord::with_children counts the worker
  double load{};                      ///< in what the team's limit counts
  Instant joined{};
  std::uint32_t hired{};                             ///< how many have held the post before
  std::uint32_t employment{};                        ///< ticket of events that end with the person
  std::uint32_t vacancy{};                           ///< ticket of events that fill the post
  std::uint32_t talk{none};                          ///< the talk with a manager that is asked for, or under way
  double post_hours{1};                              ///< of the post
  std::array<std::uint32_t, max_absences> spells{};  ///< drawn so far, by kind of absence
  double strain{};                                   ///< children too many, as last looked at
  Instant vacant_since{};
  std::uint32_t vacated{};       ///< value of `hired` when the post fell vacant: the key of its rounds of recruitment
  std::uint32_t round{};         ///< of recruitment that are over
  double cost{}, agency_cost{};  ///< as they are in the team's levels [pounds a year]
  Instant over_limit_since{};
  std::array<std::uint8_t, max_absences> away_for{};  ///< kinds of absence under way, the one that began first in front
  RecentHours recent;
  Countdown tenure;                            ///< until notice is given
  std::array<Countdown, max_absences> gaps{};  ///< until the next spell, in open time

  bool present() const { return in_post && away == 0; }
};
static_assert(offsetof(Worker, task_began) == 64 && offsetof(Worker, first_case) == 128);

// How many bytes of a Worker are needed by whom.
inline constexpr std::size_t who_works = offsetof(Worker, first_case);
inline constexpr std::size_t who_holds_cases = offsetof(Worker, vacancy);
inline constexpr std::size_t who_is_absent = offsetof(Worker, recent);

/// The clock of a calendar's open hours, since it was looked at and running last, until it stops for that day.
struct OpenClock {
  Instant from{never}, until{};  ///< at first: never
  Elapsed shown{};               ///< in the beginning
};

/// A team as it is now, with what the rules in force say of it and what is counted of it.
struct alignas(64) TeamState {
  const TeamRow* row{};
  TeamRecord* record{};
  const WorkCalendar* calendar{};
  OpenClock clock;
  Level* on_cases{};  ///< Recorder::on_cases_open of its people, by StepState::served
  Instant overtime_reaches{};  ///< up to when a task must be due for overtime to be worked on it ...
  Instant overtime_reaches_until{Instant::min()};  ///< ... before this
  std::uint32_t first_worker{}, workers{};  ///< its posts: consecutive in State::workers
  std::int32_t moved_here{};                ///< posts that came from other teams less those that went to them
  bool touched{};  ///< something changed that may allow an allocation or give an idle worker something to do
  Agenda queue;    ///< families without a worker
  Agenda pool;     ///< tasks for whoever is free
  IdleSet idle;    ///< workers who are present and have nothing to do, by post
  LeastLoaded takers;                        ///< who may be given a case, by post: load for a full-time worker
};

/// A step, likewise.
struct StepState {
  const StepRow* row{};
  StepRecord* record{};
  TeamState* team{};       ///< null: nobody's
  std::uint32_t served{};  ///< column of TeamState::on_cases
  bool by_case{};          ///< its team gives each family a named worker
};

/// A task that the rules ask for, likewise.
struct TaskKind {
  const TaskRow* row{};
  TaskRecord* record{};
  const StepState* step{};
  TeamState* pool{};    ///< null: whoever holds the case does it
  TeamState* others{};  ///< people of another team may do it as well
};

/// How far a stream of referrals has got, and draws of the families that come next.
struct StreamState {
  std::uint32_t arrivals{};  ///< families so far
  std::uint32_t segment{};   ///< the segment of the last arrival
  double expected{};         ///< sum of unit-mean gaps drawn so far
  BlocksAhead gaps, children, efforts;
};

/// What has become of an event that may wait for a condition.
struct WaitingEvent {
  bool held{};               ///< its condition, when it was last looked at
  std::uint32_t happened{};  ///< how often its posts have moved
};

/// What the occurrences of a task have asked for since its effort was last another; only if the effort is drawn.
struct AskedHours {
  double hours{};
  double times{};  ///< the first child's effort
};

/// Where the wait of a family for its first named worker is written.
struct FirstWaitOf {
  bool followed{};
  std::uint32_t entry{none};  ///< in State::first_waits; none: it has not needed one
};

struct State {
  Instant now{};
  const Model* rules{};     ///< what holds now: the replication's Model, or one of its later rules
  std::uint32_t holding{};  ///< which of its combinations: EventRow::holding of the conditions that hold
  std::uint32_t seed{}, replication{};
  FutureEventList events;
  NetworkState network;
  Recorder recorder;
  std::vector<Family, WidePages<Family>> families;
  std::vector<std::uint32_t> free_families;
  std::vector<OpenTask, WidePages<OpenTask>> tasks;
  std::vector<std::uint32_t> free_tasks;
  std::vector<Worker, WidePages<Worker>> workers;
  std::vector<TeamState> teams;
  std::vector<StepState> steps;
  std::vector<TaskKind> task_kinds;  ///< by row of Model::tasks
  std::vector<Memory> memories;  ///< by family; empty unless Model::remembers
  std::vector<StreamState> streams;
  std::vector<WaitingEvent> waiting_events;  ///< by row of Model::events
  Luck luck;
  std::vector<AskedHours> asked;  ///< by row of Model::tasks; not in `luck` yet
  std::vector<JourneyStep> journeys;
  std::vector<FirstWait> first_waits;
  std::vector<FirstWaitOf> first_wait_of;  ///< by family; shorter if none has come after the last of them
  std::vector<LogEntry> log;
  Recording recording;
  AgendaMemory agenda_memory;            ///< of `workers`, `teams` and `kept`
  Agenda kept;                           ///< empty but in return_pool_tasks()
  bool any_strain{};                     ///< Feedback::any_strain() of the rules
  bool large{};                          ///< does not fit into the nearest cache
  std::uint32_t next_taker{none};        ///< worker, of look_at_taker()
  std::vector<TeamState*> touched;       ///< teams to look at when the event has been handled
  std::vector<std::uint32_t> to_choose;  ///< workers who may begin something when it has
  Instant publicity_until{};             ///< people are put off applying
  std::uint32_t last_ticket{};
  std::uint32_t last_arrival{};

  std::uint32_t new_ticket() { return next(last_ticket); }
  std::uint32_t new_arrival() { return next(last_arrival); }

 private:
  /// Beyond them one ticket would be taken for another.
  static std::uint32_t next(std::uint32_t& last) {
    if (++last == 0) throw std::length_error("more than four thousand million things happen in one replication");
    return last;
  }
};

}  // namespace caseload
