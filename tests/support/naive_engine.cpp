// See naive_engine.hpp. Written to be obvious, not fast.
#include "support/naive_engine.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <iomanip>
#include <limits>
#include <list>
#include <optional>
#include <sstream>
#include <tuple>

#include "caseload/model.hpp"
#include "random/draw.hpp"
#include "simulation/draws.hpp"
#include "simulation/future_event_list.hpp"

namespace caseload::support {
namespace {

using std::chrono::days;

// ---------------------------------------------------------------------------------------------- dates and clocks

bool is_working_day(Date day) { return std::chrono::weekday{day}.iso_encoding() <= 5 && !is_england_bank_holiday(day); }

Date day_of(Instant t) { return std::chrono::floor<days>(t); }

Elapsed seconds_of(double amount) { return Elapsed{std::llround(amount)}; }

/// The midnight that ends the n-th working day after the day of `t`; a part of a working day counts as a whole one.
Instant working_days_after(Instant t, double amount) {
  const auto n = static_cast<int>(std::ceil(amount - 1e-9));
  Date day = day_of(t);
  for (int counted = 0; counted < n;) counted += is_working_day(day += days{1});
  return day + days{1};
}

Instant months_after(Instant t, double months) {
  const double whole = std::floor(months);
  const std::chrono::year_month_day from{day_of(t)};
  std::chrono::year_month_day to = from + std::chrono::months{static_cast<int>(whole)};
  while (!to.ok()) to = to.year() / to.month() / (to.day() - days{1});
  return std::chrono::sys_days{to} + (t - day_of(t)) + seconds_of((months - whole) * seconds_per_month);
}

/// When a limited time that starts at `t` is over.
Instant after(Instant t, const Duration& length) {
  if (length.unit == Duration::Unit::seconds) return t + seconds_of(length.amount);
  if (length.unit == Duration::Unit::working_days) return working_days_after(t, length.amount);
  return months_after(t, length.amount);
}

/// The due date that follows another one. A working day that ends at midnight is the day before that midnight.
Instant due_after(Instant due, const Duration& every) {
  return every.unit == Duration::Unit::working_days ? after(due - Elapsed{1}, every) : after(due, every);
}

/// The length in seconds where no clock of a case runs: working days are 7/5 of a day, months of mean length.
double plain_seconds(double amount, Duration::Unit unit) {
  if (unit == Duration::Unit::working_days) return amount * 1.4 * seconds_per_day;
  if (unit == Duration::Unit::months) return amount * seconds_per_month;
  return amount;
}

/// Opening hours, looked up day by day.
struct Hours {
  const Calendar& calendar;

  bool open_on(Date day) const {
    return calendar.days[std::chrono::weekday{day}.iso_encoding() - 1] &&
           !(calendar.england_bank_holidays && is_england_bank_holiday(day));
  }
  Elapsed working_day() const { return calendar.until - calendar.from; }
  bool open_at(Instant t) const {
    const Elapsed time = t - day_of(t);
    return open_on(day_of(t)) && calendar.from <= time && time < calendar.until;
  }
  Instant next_open(Instant t) const {
    if (open_at(t)) return t;
    Date day = day_of(t);
    while (!open_on(day) || day + calendar.from < t) day += days{1};
    return day + calendar.from;
  }
  /// The earliest instant by which this much open time has passed; beyond ten years nobody asks.
  Instant after(Instant t, Elapsed work) const {
    if (work <= Elapsed{0}) return t;
    for (Date day = day_of(t); day < day_of(t) + days{3653}; day += days{1}) {
      if (!open_on(day)) continue;
      const Instant from = std::max(t, Instant{day + calendar.from}), until = day + calendar.until;
      if (from >= until) continue;
      if (work <= until - from) return from + work;
      work -= until - from;
    }
    return never;
  }
  Elapsed between(Instant from, Instant until) const {
    Elapsed open{0};
    for (Date day = day_of(from); Instant{day} < until; day += days{1}) {
      if (!open_on(day)) continue;
      const Instant opens = std::max(from, Instant{day + calendar.from});
      const Instant closes = std::min(until, Instant{day + calendar.until});
      if (opens < closes) open += closes - opens;
    }
    return open;
  }
};

// ---------------------------------------------------------------------------------------------- who and what

struct Worker;

struct Family {
  std::string stream;
  std::uint32_t group{}, number{}, visit{};
  unsigned children{};
  std::string step;
  Worker* worker{};
  bool in_queue{};    ///< for a named worker
  bool waiting{};     ///< for a named worker, or for a pool to begin
  bool had_worker{};  ///< in this step
  bool passed_on{};   ///< the next worker takes it over from another
  std::size_t tasks_set{};
  Instant referred{}, entered{}, due{never};
  long arrival{};
  std::vector<long> events;  ///< of this stay
};

struct Job {
  Family* family{};  ///< null: a handover
  const Task* task{};
  std::uint32_t within{}, occurrence{};
  double hours_left{};
  std::size_t urgency{};
  Instant due{never}, planned{never}, ready_since{};
  long arrival{};
  bool ready{}, begun{};
  Worker* doing{};    ///< who works on it
  Worker* kept_by{};  ///< a handover's worker, or the absent one who keeps a pool's task
  std::vector<long> events;
};

struct Worker {
  std::string team;
  std::uint32_t post{}, hired{};
  bool funded{}, in_post{}, agency{}, starter{}, on_notice{}, waits_for_opening{};
  int away{};
  Job* job{};
  Instant joined{}, began{};
  double speed{};
  std::vector<std::uint32_t> spells;
  std::vector<std::size_t> goes_when_done;  ///< absences that wait for the task in hand
  std::vector<long> job_events, person_events, vacancy_events;
  Instant in_post_since{}, present_since{};

  bool present() const { return in_post && away == 0; }
  bool free() const { return present() && job == nullptr && !waits_for_opening; }
};

struct Future {
  Instant at{};
  int rank{};
  long id{};
  std::function<void()> happens;
};

class Engine {
 public:
  Engine(const Scenario& scenario, std::uint32_t replication, std::uint32_t seed)
      : scenario_{scenario}, replication_{replication}, seed_{seed} {}

  NaiveRun run() {
    const Period& period = scenario_.period;
    start_ = Instant{period.start};
    end_ = Instant{period.end} + period.tail;
    const Duration& settle = period.settle;
    begin_ = settle.unit == Duration::Unit::months ? months_after(start_, -settle.amount)
                                                   : start_ - seconds_of(plain_seconds(settle.amount, settle.unit));
    assert(period.begin.from == Begin::From::empty);
    now_ = begin_;
    staff();
    for (std::size_t stream = 0; stream < scenario_.demand.size(); ++stream) plan_arrival(stream, 0, 0);
    for (const Team& team : scenario_.teams) plan_opening(team);
    counting_ = begin_ == start_;
    if (!counting_) at(start_, EventKind::counting_starts, [this] { counting_ = true; });
    bool over = false;
    at(end_, EventKind::horizon_reached, [&] { over = true; });
    decide();
    Instant last = never;
    while (!over) {
      const Future next = future_.front();
      future_.erase(future_.begin());
      now_ = next.at;
      if (now_ == last && next.rank % 2 == 0) ++seen_.happened["two events at once"];
      last = now_;
      everybody_opened_ = next.rank > 2 * static_cast<int>(EventKind::worker_opens);
      next.happens();
      if (!over) decide();
    }
    measure();
    return seen_;
  }

 private:
  // -------------------------------------------------------------------------------------------- words

  const Step& step_named(const std::string& name) const { return *found(scenario_.steps, name); }
  const Team& team_named(const std::string& name) const { return *found(scenario_.teams, name); }
  const Team& team_of(const Worker& w) const { return team_named(w.team); }
  const Step& step_of(const Family& f) const { return step_named(f.step); }
  Hours hours_of(const Team& team) const { return {*found(scenario_.calendars, team.people.hours)}; }

  template <class Named>
  static const Named* found(const std::vector<Named>& all, const std::string& name) {
    const auto at = std::find_if(all.begin(), all.end(), [&](const Named& one) { return one.name == name; });
    assert(at != all.end());
    return &*at;
  }
  template <class Named>
  static std::uint32_t place_of(const std::vector<Named>& all, const std::string& name) {
    return static_cast<std::uint32_t>(found(all, name) - all.data());
  }

  std::size_t urgency_of(const std::optional<std::string>& name) const {
    const auto& all = scenario_.urgencies;
    if (all.empty()) return 0;
    return name ? static_cast<std::size_t>(std::find(all.begin(), all.end(), *name) - all.begin()) : all.size() - 1;
  }
  bool has_named_workers(const Step& step) const {
    return !step.team.empty() && team_named(step.team).works == Works::cases;
  }
  /// The team any of whose free workers does the task; empty if the family's own worker does it.
  std::string anybody_of(const Job& job) const {
    if (job.family == nullptr) return {};
    if (!job.task->by.empty()) return job.task->by;
    const Step& step = step_of(*job.family);
    return has_named_workers(step) ? std::string{} : step.team;
  }

  // -------------------------------------------------------------------------------------------- draws

  Stream bits(Purpose purpose, std::uint32_t group, std::uint32_t detail, std::uint32_t entity, std::uint32_t index,
              std::uint32_t item) const {
    return Stream{{.seed = seed_,
                   .replication = replication_,
                   .entity = entity,
                   .purpose = static_cast<std::uint32_t>(purpose) << 24 | group << 16 | detail,
                   .index = index,
                   .item = item}};
  }
  Stream bits(Purpose purpose, const Family& f, std::uint32_t task = 0, std::uint32_t occurrence = 0) const {
    return bits(purpose, f.group, task, f.number, f.visit, occurrence);
  }
  Stream bits(Purpose purpose, const Worker& w, std::uint32_t absence = 0, std::uint32_t spell = 0) const {
    return bits(purpose, place_of(scenario_.teams, w.team), absence, w.post, w.hired, spell);
  }
  static double drawn(const Distribution& d, Stream stream) { return draw(d, stream); }
  static bool happens(double probability, Stream stream) { return uniform01(stream) < probability; }

  Instant after_drawn(const DurationDistribution& length, Stream stream) const {
    return after(now_, Duration{drawn(length.of, stream), length.unit});
  }
  static Elapsed plain_drawn(const DurationDistribution& length, Stream stream) {
    return seconds_of(plain_seconds(drawn(length.of, stream), length.unit));
  }

  // -------------------------------------------------------------------------------------------- the future

  /// @param late  after all others of its kind
  long at(Instant when, EventKind kind, std::function<void()> happens, bool late = false) {
    future_.push_back({when, 2 * static_cast<int>(kind) + late, ++last_event_, std::move(happens)});
    std::stable_sort(future_.begin(), future_.end(), [](const Future& a, const Future& b) {
      return std::tie(a.at, a.rank, a.id) < std::tie(b.at, b.rank, b.id);
    });
    return last_event_;
  }
  void forget(std::vector<long>& events) {
    std::erase_if(future_,
                  [&](const Future& f) { return std::find(events.begin(), events.end(), f.id) != events.end(); });
    events.clear();
  }

  // -------------------------------------------------------------------------------------------- what is counted

  void count(const std::string& name, const std::string& where) {
    if (counting_) ++counts_[{name, where}];
  }
  double counted_part(Instant from, Instant until) const {
    from = std::max(from, start_);
    return until > from ? static_cast<double>((until - from).count()) : 0;
  }
  double open_part(const Team& team, Instant from, Instant until) const {
    return static_cast<double>(hours_of(team).between(std::max(from, start_), until).count());
  }

  // -------------------------------------------------------------------------------------------- referrals

  void plan_arrival(std::size_t index, std::uint32_t number, double unit_gaps) {
    const ReferralStream& stream = scenario_.demand[index];
    if (stream.at_most && number >= *stream.at_most) return;
    const auto group = static_cast<std::uint32_t>(index);
    const Stream key = bits(Purpose::gap, group, 0, number, 0, 0);
    Instant comes{};
    if (!stream.every) {
      assert(stream.rate.entries.size() == 1 && stream.season.empty() && stream.hours == "always");
      const Rate& rate = stream.rate.entries.front().value;
      const double families =
          rate.counted == Counted::children ? rate.per_second / mean_of(stream.children) : rate.per_second;
      unit_gaps += drawn(Exponential{1}, key);
      comes = begin_ + seconds_of(unit_gaps / families);
    } else if (number == 0 && stream.first) {
      comes = after(begin_, *stream.first);
    } else {
      comes = now_ + plain_drawn(*stream.every, key);
    }
    at(comes, EventKind::arrival, [=, this] {
      const ReferralStream& from = scenario_.demand[index];
      Family& f = families_.emplace_back();
      f.stream = from.name;
      f.group = group;
      f.number = number;
      f.children =
          static_cast<unsigned>(std::clamp(std::round(drawn(from.children, bits(Purpose::children, f))), 1.0, 255.0));
      plan_arrival(index, number + 1, unit_gaps);
      f.referred = now_;
      count("referrals", "service");
      enter(f, from.to);
    });
  }

  // -------------------------------------------------------------------------------------------- pathway

  std::size_t families_in(const std::string& step) const {
    return static_cast<std::size_t>(
        std::count_if(families_.begin(), families_.end(), [&](const Family& f) { return f.step == step; }));
  }

  double job_hours(const Family& f, const Task& task, std::uint32_t within, std::uint32_t occurrence) const {
    return (1 + scenario_.next_child * (f.children - 1)) *
           drawn(task.effort, bits(Purpose::effort, f, within, occurrence));
  }

  void note_visit(const Family& f, const Step& step) {
    double effort = 0;
    for (std::uint32_t i = 0; i < step.tasks.size() && !step.is_plan(); ++i)
      effort += job_hours(f, step.tasks[i], i, 0);
    seen_.visits.push_back({f.number, f.stream, f.visit, step.name, now_, f.children, effort});
  }

  std::string next_of(const Family& f, const Step& step) const {
    std::vector<Route> possible;
    std::copy_if(step.next.begin(), step.next.end(), std::back_inserter(possible),
                 [](const Route& route) { return route.share > 0; });
    Stream stream = bits(Purpose::route, f);
    const double u = uniform01(stream);
    double sum = 0;
    for (const Route& route : possible) {
      if (u < (sum += route.share)) return route.to;
    }
    return possible.back().to;
  }

  void enter(Family& f, const std::string& name) {
    if (name == "closed") return close(f);
    const Step& step = step_named(name);
    count("came", name);
    if (step.places && families_in(name) >= *step.places) {
      count("refused", name);
      ++seen_.happened["refused"];
      lose_worker(f);
      return;  // gone for good
    }
    count("entered", name);
    f.entered = now_;
    f.arrival = ++last_arrival_;
    f.had_worker = false;
    f.due = step.due ? after(step.due_from_referral ? f.referred : now_, *step.due) : never;
    note_visit(f, step);
    if (!step.is_plan() && step.tasks.empty()) {  // a junction
      ++seen_.happened["junction"];
      const std::string to = next_of(f, step);
      if (to == "closed") close(f);
      ++f.visit;
      if (to != "closed") enter(f, to);
      return;
    }
    f.step = name;
    f.tasks_set = 0;
    settle_worker(f, step);
    if (step.is_plan()) {
      if (step.lasts) {
        f.events.push_back(
            at(after_drawn(*step.lasts, bits(Purpose::stay, f)), EventKind::stay_over, [&] { end_step(f); }));
      }
      for (std::uint32_t i = 0; i < step.tasks.size(); ++i) {
        const Task& task = step.tasks[i];
        if (task.every) {
          set_occurrence(f, i, 0, after(now_, task.first ? *task.first : *task.every));
        } else {
          set_once(f, i);
        }
      }
    } else {
      set_once(f, 0);
    }
    if (step.gives_up_after) {
      f.events.push_back(
          at(after_drawn(*step.gives_up_after, bits(Purpose::patience, f)), EventKind::gives_up, [&] { gives_up(f); }));
    }
  }

  void settle_worker(Family& f, const Step& step) {
    const bool named = has_named_workers(step);
    if (f.worker != nullptr && named && f.worker->team == step.team) {
      f.had_worker = true;
      if (counting_) waits_[{"wait, mean", step.name}].push_back(0);
      ++seen_.happened["kept the worker"];
      look_at(step.team);
      return;
    }
    if (Worker* old = f.worker; old != nullptr) {
      lose_worker(f);
      if (named) {
        f.passed_on = true;
        ++seen_.happened["to another team"];
        add_handover(*old, drawn(scenario_.handover_old, bits(Purpose::handover, f, 1)));
      }
    }
    if (named) join_queue(f);
  }

  void leave_step(Family& f) {
    const Step& step = step_of(f);
    const double stay = counted_part(f.entered, now_);
    family_seconds_[step.name] += stay;
    f.waiting = f.in_queue = false;
    forget(f.events);
    // The tasks set last go first: who is freed first chooses first.
    std::vector<Job*> left;
    for (Job& job : jobs_) {
      if (job.family == &f) left.insert(left.begin(), &job);
    }
    for (Job* job : left) drop(*job);
    f.step.clear();
  }

  void end_step(Family& f) {
    const Step& step = step_of(f);
    if (counting_) waits_[{"time in step, mean", step.name}].push_back(static_cast<double>((now_ - f.entered).count()));
    if (f.due != never) {
      count("all", step.name);
      if (now_ <= f.due) count("in time", step.name);
    }
    leave_step(f);
    go_on(f, next_of(f, step));
  }

  void gives_up(Family& f) {
    if (!f.waiting) return;
    const Step& step = step_of(f);
    count("gave up", step.name);
    ++seen_.happened["gave up"];
    leave_step(f);
    go_on(f, step.gives_up_to);
  }

  /// A closure belongs to the visit that ends, the next step to the next visit.
  void go_on(Family& f, const std::string& to) {
    if (to == "closed") close(f);
    ++f.visit;
    if (to != "closed") enter(f, to);
  }

  void close(Family& f) {
    count("closed", "service");
    lose_worker(f);
    if (!scenario_.re_referral || !happens(scenario_.re_referral->share, bits(Purpose::returns, f))) return;
    f.passed_on = false;
    const Instant back = after_drawn(scenario_.re_referral->after, bits(Purpose::return_delay, f));
    at(back, EventKind::family_returns, [&] {
      f.referred = now_;
      count("referrals", "service");
      ++seen_.happened["referred again"];
      enter(f, scenario_.re_referral->to);
    });
  }

  // -------------------------------------------------------------------------------------------- tasks

  Job& new_job(Family& f, std::uint32_t within, std::uint32_t occurrence, Instant due) {
    const Step& step = step_of(f);
    Job& job = jobs_.emplace_back();
    job.family = &f;
    job.task = &step.tasks[within];
    job.within = within;
    job.occurrence = occurrence;
    job.due = job.planned = due;
    job.urgency = urgency_of(job.task->urgency ? job.task->urgency : step.urgency);
    job.hours_left = job_hours(f, *job.task, within, occurrence);
    return job;
  }
  void make_ready(Job& job, Instant when) {
    if (when <= now_) return ready(job);
    ++seen_.happened["task before its time"];
    job.events.push_back(at(when, EventKind::task_ready, [&] { ready(job); }));
  }
  void set_once(Family& f, std::uint32_t within) {
    const Step& step = step_of(f);
    const Task& task = step.tasks[within];
    f.tasks_set = within + 1;
    const Instant when = task.after ? after_drawn(*task.after, bits(Purpose::delay, f, within)) : now_;
    Job& job = new_job(f, within, 0, task.due ? after(when, *task.due) : f.due);
    if (!step.is_plan() && !task.due && job.due != never) {
      double still_to_come = 0;
      for (std::size_t later = within + 1; later < step.tasks.size(); ++later) {
        const auto& delay = step.tasks[later].after;
        if (delay) still_to_come += plain_seconds(mean_of(delay->of), delay->unit);
      }
      job.planned -= seconds_of(still_to_come);
    }
    make_ready(job, when);
  }
  void set_occurrence(Family& f, std::uint32_t within, std::uint32_t occurrence, Instant due) {
    const Task& task = step_of(f).tasks[within];
    const double window = task.window ? plain_seconds(task.window->amount, task.window->unit)
                                      : plain_seconds(task.every->amount / 2, task.every->unit);
    make_ready(new_job(f, within, occurrence, due), due - seconds_of(window));
  }
  void ready(Job& job) {
    Family& f = *job.family;
    const Step& step = step_of(f);
    job.ready = true;
    job.ready_since = now_;
    const bool first = !step.is_plan() && job.within == 0;
    job.arrival = first ? f.arrival : ++last_arrival_;
    if (first && !has_named_workers(step)) f.waiting = true;
    can_be_done(job);
  }
  /// Somebody may now begin it.
  void can_be_done(Job& job) {
    if (const std::string team = anybody_of(job); !team.empty()) return look_at(team);
    if (job.family->worker != nullptr) ask(*job.family->worker);
  }
  void forget_job(Job& job) {
    forget(job.events);
    jobs_.remove_if([&](const Job& one) { return &one == &job; });
  }
  /// The task is not needed any more.
  void drop(Job& job) {
    if (Worker* w = job.doing; w != nullptr) {
      ++seen_.happened["task in hand dropped"];
      put_down(*w);
      pending_absences(*w);
      ask(*w);
    }
    forget_job(job);
  }
  void done(Job& finished) {
    const Job job = finished;
    forget_job(finished);
    if (job.family == nullptr) return;
    Family& f = *job.family;
    const Step& step = step_of(f);
    const std::string where = step.name + ": " + job.task->name;
    count("done", where);
    if (!step.is_plan()) {
      if (f.tasks_set < step.tasks.size()) return set_once(f, static_cast<std::uint32_t>(f.tasks_set));
      return end_step(f);
    }
    if (!job.task->ends.empty()) {
      const double chance = job.task->ends[std::min<std::size_t>(job.occurrence, job.task->ends.size() - 1)];
      if (happens(chance, bits(Purpose::ends, f, job.within, job.occurrence))) {
        ++seen_.happened["task ended a plan"];
        return end_step(f);
      }
    }
    if (!job.task->every) return;
    Instant due = due_after(job.due, *job.task->every);
    if (due <= now_) {
      ++seen_.happened["visit missed"];
      due = after(now_, *job.task->every);
    }
    set_occurrence(f, job.within, job.occurrence + 1, due);
  }
  void add_handover(Worker& w, double hours) {
    if (!w.in_post || hours <= 0) return;
    Job& job = jobs_.emplace_back();
    job.hours_left = hours;
    job.ready = true;
    job.kept_by = &w;
    job.due = job.planned = job.ready_since = now_;
    job.arrival = ++last_arrival_;
    ++seen_.happened["handover hours"];
    ask(w);
  }

  // -------------------------------------------------------------------------------------------- allocation

  double load_of(const Worker& w) const {
    double load = 0;
    for (const Family& f : families_) {
      if (f.worker != &w) continue;
      const Counted of = team_of(w).limit.of;
      load += of == Counted::families ? 1 : of == Counted::children ? f.children : step_of(f).points * f.children;
    }
    return load;
  }

  void join_queue(Family& f) {
    f.in_queue = f.waiting = true;
    look_at(step_of(f).team);
  }

  void lose_worker(Family& f) {
    if (f.worker == nullptr) return;
    look_at(f.worker->team);
    f.worker = nullptr;
  }

  Family* first_in_queue(const std::string& team) {
    Family* first = nullptr;
    const auto place = [&](const Family& f) {
      const Step& step = step_of(f);
      return std::tuple{!step.urgent, step.urgent ? 0 : urgency_of(step.urgency), f.due, f.arrival};
    };
    for (Family& f : families_) {
      if (f.in_queue && step_of(f).team == team && (first == nullptr || place(f) < place(*first))) first = &f;
    }
    return first;
  }

  void allocate(const std::string& team) {
    const double limit = team_named(team).limit.amount;
    while (Family* f = first_in_queue(team)) {
      const bool urgent = step_of(*f).urgent;
      Worker* best = nullptr;
      for (Worker& w : workers_) {
        if (w.team != team || !w.present() || w.on_notice) continue;
        if (!urgent && load_of(w) >= limit) continue;
        if (best == nullptr || load_of(w) < load_of(*best)) best = &w;
      }
      if (best == nullptr) {
        ++seen_.happened["nobody has room"];
        return;
      }
      if (load_of(*best) >= limit) ++seen_.happened["over the limit"];
      give(*f, *best);
    }
  }

  void give(Family& f, Worker& w) {
    if (!f.had_worker && counting_) {
      waits_[{"wait, mean", f.step}].push_back(static_cast<double>((now_ - f.entered).count()));
    }
    f.in_queue = f.waiting = false;
    f.had_worker = true;
    f.worker = &w;
    if (f.passed_on) add_handover(w, drawn(scenario_.handover_new, bits(Purpose::handover, f, 0)));
    f.passed_on = false;
    ask(w);
  }

  // -------------------------------------------------------------------------------------------- work

  void look_at(const std::string& team) {
    if (std::find(look_at_.begin(), look_at_.end(), team) == look_at_.end()) look_at_.push_back(team);
  }
  void ask(Worker& w) {
    if (w.job == nullptr && !w.waits_for_opening && std::find(ask_.begin(), ask_.end(), &w) == ask_.end()) {
      ask_.push_back(&w);
    }
  }

  /// The event has settled what is; now everybody decides. Teams first, then those who were asked, in that order;
  /// then the idle, post by post.
  void decide() {
    for (std::size_t i = 0; i < look_at_.size(); ++i) {
      if (team_named(look_at_[i]).works == Works::cases) allocate(look_at_[i]);
    }
    for (std::size_t i = 0; i < ask_.size(); ++i) choose(*ask_[i]);
    ask_.clear();
    for (const std::string& team : look_at_) {
      for (Worker& w : workers_) {
        if (w.team != team || !w.free() || !anything_for_anybody(team)) continue;
        choose(w);
        if (w.waits_for_opening) break;  // one is enough out of hours
      }
    }
    look_at_.clear();
    // Nobody who could be looked after or could work now is overlooked. Offices open last of all that happens then.
    for (const Team& team : scenario_.teams) {
      if (team.works == Works::cases) allocate(team.name);
      const Hours hours = hours_of(team);
      const bool open = hours.open_at(now_) && (everybody_opened_ || hours.open_at(now_ - Elapsed{1}));
      for (Worker& w : workers_) {
        if (open && w.team == team.name && w.free()) {
          choose(w);
          if (w.job != nullptr) ++seen_.happened["began without being asked"];
        }
      }
    }
    assert(look_at_.empty());
    ask_.clear();
  }

  bool anything_for_anybody(const std::string& team) {
    return std::any_of(jobs_.begin(), jobs_.end(), [&](const Job& job) {
      return job.ready && job.doing == nullptr && job.kept_by == nullptr && anybody_of(job) == team;
    });
  }

  Job* first_job_for(Worker& w) {
    Job* first = nullptr;
    const auto place = [](const Job& job) { return std::tuple{job.urgency, job.planned, job.arrival}; };
    for (Job& job : jobs_) {
      if (!job.ready || job.doing != nullptr) continue;
      const std::string team = anybody_of(job);
      const bool mine = job.kept_by != nullptr ? job.kept_by == &w
                        : !team.empty()        ? team == w.team
                                               : job.family->worker == &w;
      if (mine && (first == nullptr || place(job) < place(*first))) first = &job;
    }
    return first;
  }

  void choose(Worker& w) {
    if (!w.free()) return;
    Job* job = first_job_for(w);
    if (job == nullptr) return;
    const Hours hours = hours_of(team_of(w));
    if (!hours.open_at(now_)) {
      w.waits_for_opening = true;
      ++seen_.happened["waits for opening"];
      w.job_events.push_back(at(hours.next_open(now_), EventKind::worker_opens, [&] {
        w.waits_for_opening = false;
        w.job_events.clear();
        look_at(w.team);
        ask(w);
      }));
      return;
    }
    begin(w, *job);
  }

  /// Each morning, after those who knew of a task, everybody who is free looks for one.
  void plan_opening(const Team& team) {
    const Hours hours = hours_of(team);
    const Instant tomorrow = day_of(now_) + days{1};
    at(
        hours.next_open(tomorrow), EventKind::worker_opens, [&] { plan_opening(team); }, true);
  }

  double speed_of(const Worker& w) const {
    const People& people = team_of(w).people;
    double share = 1;
    if (w.starter && people.starter) {
      const double full = plain_seconds(people.starter->full_after.amount, people.starter->full_after.unit);
      const auto gone = static_cast<double>((now_ - w.joined).count());
      if (gone < std::round(full))
        share = people.starter->speed + (1 - people.starter->speed) * (gone / std::round(full));
    }
    if (share < 1) ++seen_.happened["slow starter"];
    return share * people.casework;
  }

  void begin(Worker& w, Job& job) {
    if (job.family != nullptr && !job.begun) {
      const Step& step = step_of(*job.family);
      if (job.family->waiting && !has_named_workers(step)) {
        job.family->waiting = false;
        if (counting_)
          waits_[{"wait, mean", step.name}].push_back(static_cast<double>((now_ - job.ready_since).count()));
      }
    }
    if (job.begun) ++seen_.happened["taken up again"];
    if (job.family != nullptr && !job.task->by.empty()) ++seen_.happened["by another team"];
    job.begun = true;
    if (job.family != nullptr) job.kept_by = nullptr;
    job.doing = &w;
    w.job = &job;
    w.began = now_;
    w.speed = speed_of(w);
    const Instant over = hours_of(team_of(w)).after(now_, seconds_of(job.hours_left * seconds_per_hour / w.speed));
    w.job_events.push_back(at(over, EventKind::task_done, [&] { job_done(w); }));
  }

  void job_done(Worker& w) {
    Job& job = *w.job;
    put_down(w);
    pending_absences(w);
    ask(w);
    done(job);
  }

  /// The worker stops; what was done of the task is kept.
  Job* put_down(Worker& w) {
    const Team& team = team_of(w);
    if (w.waits_for_opening) look_at(w.team);
    w.waits_for_opening = false;
    forget(w.job_events);
    Job* job = w.job;
    if (job == nullptr) return nullptr;
    busy_seconds_[w.team] += open_part(team, w.began, now_);
    const auto worked = static_cast<double>(hours_of(team).between(w.began, now_).count());
    job->hours_left = std::max(0.0, job->hours_left - worked * w.speed / seconds_per_hour);
    job->doing = nullptr;
    w.job = nullptr;
    return job;
  }

  void pending_absences(Worker& w) {
    const std::vector<std::size_t> kinds = std::exchange(w.goes_when_done, {});
    for (const std::size_t kind : kinds) go_away(w, kind);
  }

  // -------------------------------------------------------------------------------------------- people

  double posts_on(const Team& team, Instant t) const {
    double posts = 0;
    for (const auto& entry : team.posts.entries) {
      if (!entry.from || Instant{*entry.from} <= t) posts = entry.value;
    }
    return posts;
  }

  void staff() {
    for (const Team& team : scenario_.teams) {
      double most = 0;
      for (const auto& entry : team.posts.entries) most = std::max(most, entry.value);
      for (std::uint32_t post = 0; post < most; ++post) {
        Worker& w = workers_.emplace_back();
        w.team = team.name;
        w.post = post;
      }
      for (Worker& w : workers_) {
        if (w.team != team.name || w.post >= posts_on(team, begin_)) continue;
        w.funded = true;
        join(w, false, false);
      }
      for (const auto& entry : team.posts.entries) {
        if (entry.from && Instant{*entry.from} > begin_) {
          at(Instant{*entry.from}, EventKind::posts_change, [&] { posts_change(team); });
        }
      }
    }
  }

  void posts_change(const Team& team) {
    for (Worker& w : workers_) {
      if (w.team != team.name) continue;
      const bool wanted = w.post < posts_on(team, now_);
      if (wanted == w.funded) continue;
      w.funded = wanted;
      ++seen_.happened[wanted ? "post opened" : "post closed"];
      forget(w.vacancy_events);
      if (wanted) join(w, false, true);
      if (!wanted && w.in_post) part(w);
    }
  }

  /// Open time of a length of absence.
  double open_seconds(const Team& team, double amount, Duration::Unit unit) const {
    if (unit == Duration::Unit::working_days) {
      return amount * static_cast<double>(hours_of(team).working_day().count());
    }
    if (unit == Duration::Unit::months) return amount * open_seconds_per_year(team) / 12;
    return amount;
  }
  /// A year of the run's own days, from 40 days before it to 400 after.
  double open_seconds_per_year(const Team& team) const {
    const Hours hours = hours_of(team);
    const Date first = day_of(begin_) - days{40}, last = std::chrono::ceil<days>(end_) + days{400};
    if (hours.between(first, last) == last - first) return seconds_per_year;
    return std::round(static_cast<double>(hours.between(first, last).count()) * days_per_year /
                      static_cast<double>((last - first).count()));
  }

  void plan_absence(Worker& w, std::size_t kind) {
    const Team& team = team_of(w);
    const Absence& absence = team.people.absences[kind];
    const Stream key = bits(Purpose::spell_gap, w, static_cast<std::uint32_t>(kind), w.spells[kind]);
    double gap = 0;
    if (absence.days_per_year) {
      const auto working_day = static_cast<double>(hours_of(team).working_day().count());
      const double spell = open_seconds(team, mean_of(absence.lasting.of), absence.lasting.unit);
      const double days_of_year = open_seconds_per_year(team) / working_day;
      gap = drawn(Exponential{std::max(1.0, (days_of_year / *absence.days_per_year - 1) * spell)}, key);
    } else {
      gap = open_seconds(team, drawn(absence.every->of, key), absence.every->unit);
    }
    w.person_events.push_back(
        at(hours_of(team).after(now_, seconds_of(gap)), EventKind::absence_begins, [&w, kind, this] {
          const bool finishes = team_of(w).people.absences[kind].while_away == WhileAway::finished_first;
          if (finishes && w.job != nullptr) {
            ++seen_.happened["finishes first"];
            w.goes_when_done.push_back(kind);
          } else {
            go_away(w, kind);
          }
        }));
  }

  void join(Worker& w, bool agency, bool starter) {
    const People& people = team_of(w).people;
    ++w.hired;
    w.in_post = true;
    w.agency = agency;
    w.starter = starter;
    w.on_notice = false;
    w.away = 0;
    w.joined = w.in_post_since = w.present_since = now_;
    w.spells.assign(people.absences.size(), 0);
    for (std::size_t kind = 0; kind < people.absences.size(); ++kind) plan_absence(w, kind);
    if (people.leaving && !agency) {
      const Elapsed tenure = plain_drawn(people.leaving->tenure, bits(Purpose::tenure, w));
      w.person_events.push_back(at(now_ + tenure, EventKind::gives_notice, [&] { gives_notice(w); }));
    }
    look_at(w.team);
    ask(w);
  }

  void part(Worker& w) {
    if (Job* job = put_down(w); job != nullptr) {
      ++seen_.happened["left in the middle of a task"];
      if (job->family != nullptr) can_be_done(*job);
    }
    not_present(w);
    in_post_seconds_[w.team] += counted_part(w.in_post_since, now_);
    w.in_post = false;
    w.away = 0;
    w.goes_when_done.clear();
    forget(w.person_events);
    pass_on_cases(w);
    jobs_.remove_if([&](const Job& job) { return job.family == nullptr && job.kept_by == &w; });
  }

  void not_present(Worker& w) {
    if (w.present()) present_seconds_[w.team] += open_part(team_of(w), w.present_since, now_);
  }

  void go_away(Worker& w, std::size_t kind) {
    const Team& team = team_of(w);
    const Absence& absence = team.people.absences[kind];
    const Hours hours = hours_of(team);
    const double drawn_length =
        drawn(absence.lasting.of, bits(Purpose::spell_length, w, static_cast<std::uint32_t>(kind), w.spells[kind]++));
    const Elapsed length = seconds_of(open_seconds(team, drawn_length, absence.lasting.unit));
    if (Job* job = put_down(w); job != nullptr) {
      ++seen_.happened["absent in the middle of a task"];
      job->kept_by = job->family == nullptr || !anybody_of(*job).empty() ? &w : nullptr;
    }
    not_present(w);
    ++w.away;
    if (w.away > 1) ++seen_.happened["absences at once"];
    w.person_events.push_back(at(hours.after(now_, length), EventKind::absence_over, [&w, kind, this] {
      plan_absence(w, kind);
      if (--w.away > 0) return;
      w.present_since = now_;
      look_at(w.team);
      ask(w);
    }));
    pending_absences(w);
    if (absence.while_away != WhileAway::handed_over) return;
    const Elapsed patience =
        seconds_of(open_seconds(team, absence.handed_over_after.amount, absence.handed_over_after.unit));
    if (length <= patience) return;
    if (patience == Elapsed{0}) return pass_on_cases(w);
    w.person_events.push_back(at(hours.after(now_, patience), EventKind::cases_handed_over, [&] { pass_on_cases(w); }));
  }

  void pass_on_cases(Worker& w) {
    for (Job& job : jobs_) {
      if (job.family == nullptr || job.kept_by != &w) continue;
      job.kept_by = nullptr;
      can_be_done(job);
      ++seen_.happened["pool task handed back"];
    }
    for (Family& f : families_) {
      if (f.worker != &w) continue;
      lose_worker(f);
      f.passed_on = true;
      join_queue(f);
      ++seen_.happened["handed over"];
    }
  }

  void gives_notice(Worker& w) {
    const Duration notice = team_of(w).people.leaving->notice;
    if (notice.amount <= 0) return leaves(w);
    w.on_notice = true;
    ++seen_.happened["on notice"];
    w.person_events.push_back(at(after(now_, notice), EventKind::leaves, [&] { leaves(w); }));
  }

  void leaves(Worker& w) {
    const People& people = team_of(w).people;
    count("leavers", w.team);
    ++seen_.happened["left"];
    part(w);
    if (!people.vacancy) return;
    const Instant filled = now_ + plain_drawn(people.vacancy->filled_after, bits(Purpose::filled_after, w));
    const auto cover_share = people.vacancy->agency_share;
    const bool covered = happens(cover_share, bits(Purpose::agency, w));
    const Instant cover = now_ + plain_drawn(people.vacancy->agency_after, bits(Purpose::agency_after, w));
    w.vacancy_events.push_back(at(filled, EventKind::post_filled, [&] {
      if (w.in_post) part(w);
      ++seen_.happened["successor"];
      join(w, false, true);
    }));
    if (!covered || cover >= filled) return;
    w.vacancy_events.push_back(at(cover, EventKind::agency_starts, [&] {
      ++seen_.happened["agency worker"];
      join(w, true, true);
    }));
  }

  // -------------------------------------------------------------------------------------------- at the end

  static double mean(const std::vector<double>& all) {
    double sum = 0;
    for (const double one : all) sum += one;
    return sum / static_cast<double>(all.size());
  }

  void measure() {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const auto period = static_cast<double>((end_ - start_).count());
    const double weeks = period / seconds_per_week, years = period / seconds_per_year;
    auto& out = seen_.measures;
    for (const std::string name : {"referrals", "closed"}) out[{name, "service"}] = counts_[{name, "service"}] / weeks;
    double open = 0;
    for (const Family& f : families_) {
      if (f.step.empty()) continue;
      ++open;
      family_seconds_[f.step] += counted_part(f.entered, end_);
    }
    // Levels are known at the end only, so that is where they are compared, if the scenario reports on its last day.
    const Date last = day_of(end_ - Elapsed{1});
    const bool reported = std::count(scenario_.report_on.begin(), scenario_.report_on.end(), last) > 0;
    const auto at_end = [&](const char* name, const std::string& where, double level) {
      if (reported) out[{name, where + " on " + text_of(last)}] = level;
    };
    at_end("open families", "service", open);
    for (const Step& step : scenario_.steps) {
      const std::string& name = step.name;
      double here = 0, waiting = 0;
      for (const Family& f : families_) {
        here += f.step == name;
        waiting += f.step == name && f.waiting;
      }
      at_end("open families", name, here);
      if (!step.team.empty()) at_end("waiting families", name, waiting);
      out[{"open families", name}] = family_seconds_[name] / period;
      out[{"entered", name}] = counts_[{"entered", name}] / weeks;
      out[{"time in step, mean", name}] = mean(waits_[{"time in step, mean", name}]) / seconds_per_day;
      if (!step.team.empty()) out[{"wait, mean", name}] = mean(waits_[{"wait, mean", name}]) / seconds_per_day;
      const auto share = [&](const char* part, const char* whole) {
        const double all = counts_[{whole, name}];
        return all > 0 ? 100 * counts_[{part, name}] / all : nan;
      };
      if (step.places) out[{"refused", name}] = share("refused", "came");
      if (step.gives_up_after) out[{"gave up", name}] = share("gave up", "entered");
      if (step.due) out[{"done in time", name}] = share("in time", "all");
      for (const Task& task : step.tasks) {
        const std::string where = name + ": " + task.name;
        out[{"done", where}] = counts_[{"done", where}] / weeks;
      }
    }
    for (Worker& w : workers_) {
      if (w.job != nullptr) busy_seconds_[w.team] += open_part(team_of(w), w.began, end_);
      if (w.present()) present_seconds_[w.team] += open_part(team_of(w), w.present_since, end_);
      if (w.in_post) in_post_seconds_[w.team] += counted_part(w.in_post_since, end_);
    }
    for (const Team& team : scenario_.teams) {
      const double busy = busy_seconds_[team.name], present = present_seconds_[team.name];
      out[{"busy", team.name}] = present > 0 ? 100 * busy / present : nan;
      out[{"hours on cases", team.name}] = busy * team.people.casework / seconds_per_hour / years;
      out[{"in post", team.name}] = in_post_seconds_[team.name] / period;
      out[{"leavers", team.name}] = counts_[{"leavers", team.name}] / years;
      double waiting = 0;
      for (const Family& f : families_) waiting += f.in_queue && step_of(f).team == team.name;
      if (team.works == Works::cases) at_end("waiting families", team.name, waiting);
    }
  }

  static std::string text_of(Date date) {
    const std::chrono::year_month_day d{date};
    std::ostringstream text;
    text << std::setfill('0') << static_cast<int>(d.year()) << '-' << std::setw(2) << static_cast<unsigned>(d.month())
         << '-' << std::setw(2) << static_cast<unsigned>(d.day());
    return text.str();
  }

  const Scenario& scenario_;
  std::uint32_t replication_{}, seed_{};
  Instant now_{}, begin_{}, start_{}, end_{};
  std::vector<Future> future_;  ///< in order
  bool counting_{};
  bool everybody_opened_{};  ///< of those who open at this instant because they know of a task
  long last_event_{}, last_arrival_{};
  std::list<Family> families_;  ///< lists, so that nobody moves in memory
  std::list<Job> jobs_;
  std::list<Worker> workers_;
  std::vector<std::string> look_at_;  ///< teams in which something changed
  std::vector<Worker*> ask_;          ///< workers who may have something to do
  mutable NaiveRun seen_;
  std::map<std::pair<std::string, std::string>, int> counts_;
  std::map<std::pair<std::string, std::string>, std::vector<double>> waits_;
  std::map<std::string, double> family_seconds_, busy_seconds_, present_seconds_, in_post_seconds_;
};

}  // namespace

NaiveRun run_naively(const Scenario& scenario, std::uint32_t replication, std::uint32_t seed) {
  return Engine{scenario, replication, seed}.run();
}

}  // namespace caseload::support
