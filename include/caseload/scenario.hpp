// A scenario in its author's words: validated, but with names rather than indices and units rather than ticks.
// read() is the only way to get one from text; compile() (model.hpp) turns it into what the engine runs.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "caseload/distribution.hpp"
#include "caseload/result.hpp"
#include "caseload/time.hpp"

namespace caseload {

/// A random length of time. In `seconds` (months are folded in at their mean length) or in working days.
struct DurationDistribution {
  Distribution of;
  Duration::Unit unit{Duration::Unit::seconds};  ///< seconds or working_days; never months
};

/// A value that changes on dates: the first entry holds from the beginning, later ones from their date on.
template <class T>
struct Dated {
  struct Entry {
    std::optional<Date> from;  ///< empty only in the first entry
    T value{};
  };
  std::vector<Entry> entries;  ///< not empty, dates increasing
};

/// What is counted: in a rate, in a caseload limit.
enum class Counted { families, children, points };

struct Rate {
  double per_second{};
  Counted counted{Counted::families};  ///< families or children
};

// ---------------------------------------------------------------------------------------------- demand

/// How many came in a calendar month, in whatever is counted: only the proportions matter.
struct MonthCount {
  Date month{};  ///< its first day
  double count{};
};

/// One stream of families into the service. Either `rate` (a Poisson process whose rate may change) or `every`
/// (independent gaps, for which `first` and `at_most` may be given).
struct ReferralStream {
  std::string name;
  std::string to;                              ///< step that its families enter
  Dated<Rate> rate;                            ///< entries empty when `every` is given
  std::optional<DurationDistribution> every;   ///< gap between one arrival and the next
  std::optional<Duration> first;               ///< first arrival, counted from the beginning; default: one gap
  std::optional<std::uint32_t> at_most;        ///< families in all
  Distribution children{Fixed{1}};             ///< per family; whole numbers of at least 1
  std::vector<double> season;                  ///< empty, or 12 factors on the rate, January first
  std::vector<MonthCount> profile;             ///< months increasing; `rate` holds in the first; empty: no such profile
  std::string hours{"always"};                 ///< calendar whose open hours arrivals keep to
};

/// Families that leave the service and come back as a new referral.
struct ReReferral {
  double share{};              ///< probability that a family whose case closes is referred again
  DurationDistribution after;  ///< from closure to that referral
  std::string to;              ///< step that it enters
};

/// What an event may wait for. Looked at every four weeks from the beginning of the simulation.
struct Condition {
  enum class Of {
    children_per_worker,   ///< open children over full-time workers in post, of `team` or of all that hold cases
    children_unallocated,  ///< waiting for a named worker
    workers_over_limit,    ///< % of workers in post
    spending               ///< % of what the budget allows since the period started; never before it
  };
  Of of{};
  std::string team;      ///< empty: the whole service; not with `spending`
  bool above{true};      ///< otherwise below
  double threshold{};
};

/// Posts that go from one team to another, with the people in them: the last posts of the list.
struct Move {
  std::uint32_t posts{};
  std::string from, to;
};

/// Something that happens on a date, or when a condition holds: it multiplies referral rates, changes other settings
/// (see Phase), moves posts.
struct DemandEvent {
  std::string name;
  Date on{};                           ///< not with `when`
  std::optional<Condition> when;       ///< its changes hold while this does, its move happens each time it comes true
  std::optional<Move> move;
  std::uint32_t at_most{std::numeric_limits<std::uint32_t>::max()};  ///< with `when`: how often its move happens
  bool publicity{};                    ///< it puts people off applying (Feedback::applicants)
  double cost{};                       ///< once [pounds]
  std::vector<std::string> streams;    ///< names of the streams it touches; empty: all
  double factor{1};                    ///< 1.4 for "+40 %"
  Duration over;                       ///< ramp from 1 to `factor`, linear; zero: at once
  std::optional<Duration> lasting;     ///< after the ramp, back to 1 when it ends; empty: for good
  std::optional<Duration> half_life;   ///< after the ramp, the excess halves in this time; not with `lasting`
  std::vector<std::string> changes;    ///< paths of the settings that are different while it lasts
};

// ---------------------------------------------------------------------------------------------- teams and people

/// Weekly opening hours, less holidays. "always" (24 hours, 7 days) and "office hours" exist without being declared.
struct Calendar {
  std::string name;
  std::vector<bool> days;  ///< 7, Monday first: open on this day of the week?
  std::chrono::seconds from{};   ///< since midnight
  std::chrono::seconds until{};  ///< since midnight; at most 24 h
  bool england_bank_holidays{true};  ///< closed on them
};

enum class WhileAway {
  kept,           ///< the worker keeps the cases and goes on when back
  handed_over,    ///< they go back to the team's queue, keeping their place in it; the effort done is not lost
  finished_first  ///< the worker finishes the task in hand, then goes
};

/// One kind of absence: sickness, leave, training. Spells begin as a renewal process of their own for each worker.
struct Absence {
  std::string name;
  std::optional<double> days_per_year;         ///< working days lost per worker and year; sets the spells' rate ...
  std::optional<DurationDistribution> every;   ///< ... or else the time from the end of one spell to the next
  DurationDistribution lasting;                ///< length of a spell; in working days unless in hours of a 24/7 team
  WhileAway while_away{WhileAway::kept};
  Duration handed_over_after;                  ///< only with handed_over: spells shorter than this are kept
};

/// A kind of worker: newly qualified, part time, advanced.
struct Grade {
  std::string name;
  double hours{1};        ///< share of a full-time week
  double speed{1};        ///< share of full speed, on top of a starter's
  double limit{1};        ///< share of the team's limit, on top of `hours`: a protected caseload
  double leaving{1};      ///< factor on the rate of leaving
  double supervision{1};  ///< factor on the hours that a manager gives to the worker
  double cost{1};         ///< factor on the team's cost of a post
  std::string becomes;    ///< another grade, after `after` in post; empty: stays what it is
  Duration after;
};

struct GradeShare {
  std::string grade;
  double share{};
};

/// Hours beyond the contract, when work is due.
struct Overtime {
  double up_to{};                   ///< share of normal hours
  Duration when_due_within;         ///< worked on tasks that are due within this or late
  std::optional<double> casework;   ///< share of present hours that goes on such tasks: other work is put off
};

struct Leaving {
  DurationDistribution tenure;  ///< from start to notice; exponential when given as a yearly rate
  Duration notice;              ///< worked without new cases
};

struct Vacancy {
  DurationDistribution filled_after;  ///< from the day a worker leaves to the day the next starts
  double fails{};                     ///< probability that a round of recruitment finds nobody
  std::optional<DurationDistribution> again;  ///< length of the next round; default: `filled_after`
  double agency_share{};              ///< probability that a vacancy is covered until it is filled
  DurationDistribution agency_after{Fixed{0}, Duration::Unit::seconds};  ///< from leaving to the agency worker's start
  std::optional<DurationDistribution> agency_stays;  ///< then the vacancy may be covered again; default: until it is filled
  double agency_cost{1};              ///< factor on the team's cost of a post
  bool recruits_new_posts{};          ///< posts that are added stand vacant first; otherwise filled on their date
  double at_begin{};                  ///< share of posts that are vacant when the simulation begins
};

struct Starter {
  double speed{1};      ///< share of full speed on the first day, rising in a straight line ...
  Duration full_after;  ///< ... to full speed after this
};

struct People {
  std::string hours{"always"};   ///< name of a calendar
  double casework{1};            ///< share of present hours that goes on cases
  double spread{};               ///< coefficient of variation of speed from person to person (lognormal with mean 1)
  double cost{};                 ///< of a full-time post, with on-costs [pounds a year]
  std::vector<GradeShare> grades;    ///< of those in post at the beginning; empty: all of no special grade
  std::vector<GradeShare> starters;  ///< of those who are hired; empty: as `grades`
  std::optional<Overtime> overtime;
  std::vector<Absence> absences;
  std::optional<Leaving> leaving;
  std::optional<Vacancy> vacancy;  ///< empty: a leaver's post stays empty
  std::optional<Starter> starter;
};

enum class Works {
  cases,  ///< each family has a named worker, who holds several at once
  pool    ///< tasks wait in one queue for whoever is free (a front door, a legal team)
};

struct Limit {
  double amount{};  ///< infinity: none
  Counted of{Counted::families};
};

/// Regular talks of a manager with each worker: a task of the managing team.
struct Supervision {
  Duration every;
  double per_worker{};  ///< hours
  double per_child{};   ///< hours for each child that the worker holds
};

struct Team {
  std::string name;
  Dated<double> posts;  ///< funded full-time posts; a fraction is a part-time post, the last of the list
  Works works{Works::cases};
  Limit limit;          ///< a worker below it has room; only for Works::cases
  People people;        ///< the scenario's `people`, with the team's own on top
  std::vector<std::string> manages;  ///< teams whose work this team's people oversee
  double span{};                     ///< children that one of them can oversee; 0: not said
  std::optional<Supervision> supervision;
};

// ---------------------------------------------------------------------------------------------- pathway

struct Route {
  std::string to;  ///< a step, or "closed"
  double share{};  ///< shares of a step add up to 1
};

/// A task of a step. In a work step tasks are done one after the other; in a plan step side by side.
struct Task {
  std::string name;
  Distribution effort{Fixed{0}};                ///< worker hours for the first child [hours]
  std::string by;                               ///< team that does it; empty: whoever holds the case
  std::string or_by;                            ///< a team whose people may do it as well, whoever is first (skill mix)
  std::optional<double> direct;                 ///< share of the effort spent with the child or family
  std::optional<std::string> urgency;           ///< default: the step's
  std::optional<DurationDistribution> after;    ///< delay before it can begin (an appointment, another agency)
  std::optional<Duration> due;                  ///< from when it could begin; default: the step's due date
  std::optional<Duration> every;                ///< plan steps: recurs, due at this interval
  std::optional<Duration> first;                ///< due date of the first occurrence; default: `every`
  std::optional<Duration> window;               ///< how long before its due date it may be done; default: half of `every`
  std::vector<double> ends;                     ///< probability that the 1st, 2nd, ... occurrence ends the step; the last repeats
  std::vector<Route> to;                 ///< where the family goes if this task ends the step; empty: the step's `next`
  std::optional<Date> on;                       ///< asked only once, of every family that is in the step then (an audit)
  Duration over;                                ///< with `on`: of each at some time within this
  bool while_unallocated{};                     ///< asked only while the family waits for a named worker
  std::optional<Duration> missed_adds;          ///< dropped if not begun when the next is due; then the stay is so much longer
};

struct Step {
  std::string name;
  std::string team;                 ///< who holds it; empty: nobody (a pure delay, or a junction)
  std::optional<std::string> urgency;
  bool urgent{};                    ///< allocated at once, over the limit if need be
  double points{1};                 ///< weight per child, for limits in points
  std::optional<Duration> due;      ///< from entering the step ...
  bool due_from_referral{};         ///< ... or from the referral ...
  std::string due_from;             ///< ... or from when the family last entered another step; empty: not so
  std::optional<DurationDistribution> lasts;  ///< plan step: length when no task ends it
  std::optional<std::uint32_t> places;        ///< families at most; one more is refused ...
  std::string refused_to;                     ///< ... and goes there instead; empty: leaves the service
  std::optional<DurationDistribution> gives_up_after;  ///< patience of a family that waits to be allocated or begun
  std::string gives_up_to{"closed"};
  std::vector<Task> tasks;
  std::vector<Route> next;          ///< not empty
  std::string if_been_in;           ///< a family that has been in this step before ...
  std::vector<Route> then_next;     ///< ... goes on like this instead; empty: like others
  std::optional<ReReferral> returns;  ///< of cases closed from here, instead of the scenario's re-referral
  double cost{};                    ///< pounds per child and week

  /// A plan step lasts until a duration or a task ends it; a work step until its tasks are done.
  bool is_plan() const;
};

// ---------------------------------------------------------------------------------------------- the whole

/// A case that is open when the simulation begins, as a council's list has it.
struct OpenCase {
  std::string step;
  std::uint32_t children{1};
  Date entered{};    ///< the step
  Date referred{};
  bool allocated{};  ///< has a named worker
};

struct Begin {
  enum class From { empty, steady, snapshot, list };
  From from{From::empty};
  std::map<std::string, std::uint32_t> open;  ///< snapshot: families in each step
  std::string list;                           ///< list: the file, as its author wrote it
  std::vector<OpenCase> cases;                ///< list: every family, in the order of the file
  std::uint64_t content{};                    ///< list: a hash of the file
};

struct Period {
  Date start{};      ///< from when results are counted
  Date end{};        ///< exclusive
  Elapsed tail{0};   ///< what is left of a length that is not a whole number of days
  Begin begin;
  Duration settle;   ///< simulated before `start` and not counted
};

/// How strongly an effect that is assumed rather than known comes back on the service.
struct Loop {
  enum class Strength { off, normal, strong };
  Strength strength{Strength::off};
  double normal{}, strong{};
  double size() const { return strength == Strength::off ? 0 : strength == Strength::normal ? normal : strong; }
};

/// Effects of overload on those who bear it. Each is off unless the scenario switches it on.
struct Feedback {
  double above{};       ///< children per full-time worker; more of them, or overtime in their place, is strain
  Loop sickness;        ///< added to the rate of spells of sickness, for each child above [share]
  Loop leaving;         ///< added to the rate of leaving, likewise
  Loop applicants;      ///< share of applicants lost while there is publicity
  Duration publicity_lasts;
  Loop worker_change;   ///< added to what is left of a stay, each time the family changes worker [share]
  Loop manager;         ///< added to the time that a manager's tasks take, for each time the span is exceeded by itself [share]
  Loop re_referral;     ///< added to the re-referral of families whose worker is above at closure [share]
};

/// People who are won for the service from outside its vacancies: a campaign, a training scheme.
struct Campaign {
  std::string name;
  Date on{};
  std::uint32_t people{};            ///< reached or registered on that date
  std::vector<double> reach;         ///< share of them that gets past each stage
  std::vector<std::string> teams;    ///< whose vacant posts they take, longest vacant first; empty: all with named workers
  DurationDistribution starts_after; ///< from `on` to their first day
  std::string grade;                 ///< empty: none
  double cost{};                     ///< once [pounds]
};

/// Children to a worker that others hold to be right.
struct Norm {
  std::string name;
  double from{}, to{};               ///< children per full-time worker
  std::vector<std::string> teams;    ///< empty: all with named workers
};

/// A value's source or quality as its author noted it, carried to the report.
struct Note {
  std::string key;      ///< full path of the setting
  std::string value;    ///< as written; empty for a whole block
  std::string source;
  std::string quality;
  Place place;
};

/// What the service should achieve. It is met in a future in which the measure keeps to the bound, and met as a whole
/// when that is so in at least `chance` of futures.
struct Target {
  std::string name;
  std::string measure;   ///< as find_measure() takes it: "initial assessment.done in time", "children per worker"
  bool at_least{};       ///< otherwise at most
  double bound{};
  std::string unit;      ///< of the bound, as written: "%", "days", "children"; empty: the measure's
  double chance{0.5};    ///< share of futures
  Place place;           ///< of the target, and of the name of its measure
};

struct Assumption {
  std::string id, text, quality, impact;
};

/// What should come out of a scenario: a measure under one of its options, held against the same families under another.
struct Expectation {
  enum class Effect { lower, higher, none };
  std::string option, against;  ///< of the scenario's options; empty: the scenario without options
  std::string measure;          ///< as find_measure() takes it: "service.children per worker"
  Effect effect{Effect::none};  ///< of `option`: the measure is lower with it than with `against`, higher, or the same
  Place place;                  ///< of the name of the measure
};

/// What a file is for: whose case, which question, what can be done about it, and what should come out. It belongs to the
/// file that says it: a scenario that extends the file does not inherit it, no option or override changes it, and it is
/// no part of `Scenario::resolved`.
struct About {
  std::string authority;  ///< "Leeds", "England", "Any council"
  std::string question;
  std::string lever;      ///< what differs between the options
  std::vector<Expectation> expect;
};

inline constexpr Date before_all_phases{std::chrono::year{1000} / 1 / 1};
inline constexpr std::size_t most_waiting_events = 4;  ///< with `when` and `changes`: each doubles the phases

/// The scenario as it is from a date on, when events change other settings than referrals. It differs from the scenario
/// in amounts only: the same steps, tasks, teams, streams and dates. Where events wait for a condition there is one for
/// each combination of those that hold, from the same dates and from `before_all_phases`.
struct Phase {
  Date from{};
  std::uint32_t holding{};  ///< bit i: the i-th event with `when` and `changes` holds
  std::shared_ptr<const struct Scenario> scenario;
};

struct Scenario {
  std::string file;                       ///< that it was read from, as given; "-" for standard input
  std::string name;
  std::string description;
  About about;                            ///< empty words: not said
  std::string option;                     ///< which of `options` was applied; empty: none
  std::vector<std::string> option_names;  ///< all that the file offers
  Period period;
  std::vector<Date> report_on;            ///< levels are also reported at the end of these days
  std::vector<ReferralStream> demand;
  std::optional<ReReferral> re_referral;
  std::vector<DemandEvent> events;
  std::vector<Phase> phases;              ///< dates increasing; the last one with `from` at or before now (and what is `holding`) holds
  std::vector<Calendar> calendars;        ///< declared ones, and the two built in
  std::vector<Grade> grades;
  std::vector<Campaign> campaigns;
  std::vector<Norm> norms;
  Feedback feedback;
  double population{};                    ///< children who live there; 0: not said
  double budget{};                        ///< pounds a year; 0: not said
  std::vector<Team> teams;
  std::vector<Step> steps;
  std::vector<std::string> urgencies;     ///< most urgent first; empty: all alike
  double direct{1};                       ///< share of effort spent with the child or family, where a task does not say
  double admin{1};                        ///< factor on the rest of every task's effort
  double next_child{1};                   ///< effort for each further child, as a share of the first's
  Distribution handover_new{Fixed{0}};    ///< hours of the worker who takes a case over
  Distribution handover_old{Fixed{0}};    ///< hours of the worker who passes it on
  std::vector<Note> notes;
  std::vector<Target> targets;
  std::vector<Assumption> assumptions;
  std::string resolved;                   ///< the whole scenario as one YAML text: extends, option and overrides applied
};

/// A setting that two scenarios give different values, as their authors would write them; empty where it is not given.
struct Change {
  std::string path;  ///< "teams.duty.posts"
  std::string before, after;
};

/// From one scenario to another, each as Scenario::resolved has it; notes (`source`, `quality`) count as settings.
std::vector<Change> changes_between(std::string_view resolved_before, std::string_view resolved_after);

/// The value that Scenario::resolved gives a setting, by its path or a unique end of it; empty where it gives none.
std::string value_in(std::string_view resolved, std::string_view path);

/// What to read and how to change it.
struct Reading {
  std::vector<std::string> overrides;  ///< "teams.duty.posts=9", or any unique end of the path: "duty.posts=9"
  std::string option;                  ///< name of an option to apply before the overrides; empty: none
  std::string library;                 ///< folder in which `extends` is looked up after the file's own; may be empty
};

/// Reads, extends, overrides and checks a scenario file ("-" is standard input).
/// Gives every mistake that can be found at once; never throws for what an author wrote.
Result<Scenario> read(const std::string& path, const Reading& = {});

/// The same from text; `file` is the name that places carry and the folder that `extends` starts from.
Result<Scenario> read_text(std::string_view yaml, const std::string& file = "scenario.yaml", const Reading& = {});

}  // namespace caseload
