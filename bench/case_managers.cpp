// See case_managers.hpp.
#include "bench/case_managers.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <utility>
#include <vector>

#include "bench/hand_draws.hpp"

namespace caseload::bench {
namespace {

/// Seconds since the first Monday began.
using Time = std::uint32_t;
constexpr Time hour = 3600, day = 24 * hour, week = 7 * day, until = 156 * week;
constexpr Time opens = 9 * hour, closes = 17 * hour, open_hours = closes - opens;
constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();
constexpr std::uint64_t nothing = std::numeric_limits<std::uint64_t>::max();

constexpr std::uint32_t workers = 18, limit = 19;  // children
constexpr double gap = week / 13.0, mean_children = 1.8, next_child = 0.5, to_plan = 0.25;
constexpr Time due_within = 2 * week;

enum Row : std::uint8_t { visit, record, plan_visit, core_group, review };
constexpr bool of_plan(std::uint8_t row) { return row >= plan_visit; }
constexpr std::array<double, 5> hours{5, 5.5, 1.5, 2, 3};
// Of tasks that recur.
constexpr std::array<Time, 5> first{0, 0, 2 * week, 2 * week, 13 * week}, every{0, 0, 2 * week, 6 * week, 26 * week},
    window{0, 0, week, 3 * week, 2 * week};
constexpr std::array<double, 3> ends{0.10, 0.35, 0.50};

constexpr bool is_working_day(Time number) { return number % 7 < 5; }
/// The end of so much work that begins in open hours and is not over today: whole days are a matter of counting.
Time works_until(Time now, Time work) {
  const Time today = now / day;
  const Time worked = (today / 7 * 5 + today % 7) * open_hours + (now - today * day - opens) + work;
  const Time days = (worked - 1) / open_hours;
  return (days / 5 * 7 + days % 5) * day + opens + (worked - days * open_hours);
}

/// The lowest of some numbers that change one at a time.
class Lowest {
 public:
  Lowest() { tree_.fill(nothing); }
  std::uint64_t get() const { return tree_[1]; }
  void set(std::uint32_t which, std::uint64_t to) {
    std::size_t place = leaves + which;
    tree_[place] = to;
    while ((place /= 2) > 0) tree_[place] = std::min(tree_[2 * place], tree_[2 * place + 1]);
  }

 private:
  static constexpr std::size_t leaves = std::bit_ceil(workers);
  std::array<std::uint64_t, 2 * leaves> tree_;
};

struct Task {
  std::uint64_t place{};  ///< in its worker's agenda, or 0: not in one
  Time ready{}, due{};
  double seconds{};
  std::uint32_t family{}, next{none};  ///< of the family
  std::uint32_t occurrence{};
  std::uint8_t row{};
};

struct Due {
  Time at{};
  std::uint32_t task{};
};

struct Family {
  std::uint32_t worker{none}, tasks{none}, children{};
  Time due{};
  bool on_plan{};
};

/// Tasks in order, the first one last, where it is taken from. What has been dropped is passed over there.
class Agenda {
 public:
  struct Entry {
    std::uint64_t place{};
    std::uint32_t task{};
  };
  void add(std::uint64_t place, std::uint32_t task) {
    entries_.push_back({place, task});
    std::size_t at = entries_.size() - 1;
    for (; at > 0 && entries_[at - 1].place < place; --at) entries_[at] = entries_[at - 1];
    entries_[at] = {place, task};
  }
  /// None if there is nothing to do.
  std::uint32_t first(const std::vector<Task>& tasks) {
    while (!entries_.empty() && tasks[entries_.back().task].place != entries_.back().place) entries_.pop_back();
    return entries_.empty() ? none : entries_.back().task;
  }
  void remove_first() { entries_.pop_back(); }
  void clear() { entries_.clear(); }

 private:
  std::vector<Entry> entries_;
};

struct Worker {
  Agenda agenda;
  std::uint32_t task{none}, children{};
  bool waits_for_opening{};

  void begin() {
    agenda.clear();
    task = none;
    children = 0;
    waits_for_opening = false;
  }
};

/// One that is free, or one more.
template <class T>
std::uint32_t take_place(std::vector<T>& all, std::vector<std::uint32_t>& free) {
  if (free.empty()) {
    all.emplace_back();
    return static_cast<std::uint32_t>(all.size() - 1);
  }
  const std::uint32_t place = free.back();
  free.pop_back();
  return place;
}

/// What changes in steps, times how long it stands.
class Level {
 public:
  void change(Time now, double by) {
    sum_ += value_ * (now - since_);
    since_ = now;
    value_ += by;
  }
  double sum_until(Time end) { return change(end, 0), sum_; }

 private:
  double value_{}, sum_{};
  Time since_{};
};

}  // namespace

class CaseManagers::Service {
 public:
  ServiceSeen run(std::uint64_t seed) {
    begin(seed);
    for (;;) {
      const Time due = todays_.empty() ? until : static_cast<Time>(todays_.back() >> 32);
      const auto works = static_cast<Time>(std::min(next_.get() >> worker_bits, std::uint64_t{until}));
      const Time at = std::min({due, works, next_arrival_});
      if (at >= tomorrow_) {
        if (tomorrow_ >= until) break;
        begin_day();
      } else if (now_ = at; at == works) {
        stop_or_open(static_cast<std::uint32_t>(next_.get() & ((1U << worker_bits) - 1)));
      } else if (at == due) {
        const std::uint32_t task = days_[now_ / day][static_cast<std::uint32_t>(todays_.back())].task;
        todays_.pop_back();
        if (tasks_[task].family != none && tasks_[task].ready == at) becomes_ready(task);
      } else {
        arrive();
      }
    }
    for (std::size_t step = 0; step < open_.size(); ++step) seen_.open[step] = open_[step].sum_until(until);
    seen_.unallocated = unallocated_.sum_until(until);
    for (std::uint32_t id = 0; id < tasks_.size(); ++id) seen_.astray += is_astray(id);
    return seen_;
  }

 private:
  static constexpr unsigned worker_bits = 5;
  static_assert(workers <= 1U << worker_bits);

  void begin(std::uint64_t seed) {
    bits_ = Bits{seed};
    seen_ = {};
    now_ = tomorrow_ = closes_ = 0;
    next_ = {};
    for (auto& list : days_) list.clear();
    todays_.clear();
    tasks_.clear();
    families_.clear();
    free_tasks_.clear();
    free_families_.clear();
    for (Worker& worker : workers_) worker.begin();
    queue_.clear();
    queued_ = 0;
    arrivals_ = 0;
    open_ = {};
    unallocated_ = {};
    next_arrival_ = after_gap();
  }

  Time after_gap() { return now_ + static_cast<Time>(gap * ziggurat(bits_) + 0.5); }
  double normal() {
    return std::sqrt(2 * ziggurat(bits_)) * std::cos(2 * std::numbers::pi * bits_.unit());  // Box & Muller (1958)
  }
  /// With a standard deviation of half the mean.
  double lognormal(double mean) {
    static const double variance = std::log(1.25), sd = std::sqrt(variance);
    return mean * std::exp(sd * normal() - variance / 2);
  }
  std::uint32_t drawn_children() {
    static const double no_more = std::exp(1 - mean_children);
    std::uint32_t children = 1;
    for (double left = bits_.unit(); left > no_more; left *= bits_.unit()) ++children;  // Poisson (Knuth)
    return children;
  }

  void begin_day() {
    tomorrow_ += day;
    const std::vector<Due>& todays = days_[tomorrow_ / day - 1];
    for (std::size_t i = todays.size(); i-- > 0;) todays_.push_back(std::uint64_t{todays[i].at} << 32 | i);
    std::sort(todays_.begin(), todays_.end(), std::greater{});
    closes_ = is_working_day(tomorrow_ / day - 1) ? tomorrow_ - day + closes : 0;
  }

  void arrive() {
    next_arrival_ = after_gap();
    const std::uint32_t id = take_place(families_, free_families_);
    Family& family = families_[id];
    family = {.children = drawn_children(), .due = now_ + due_within};
    open_[0].change(now_, family.children);
    set_task(id, visit, 0, now_, family.due);
    unallocated_.change(now_, family.children);
    queue_.push_back(id);
    allocate();
  }

  void allocate() {
    while (queued_ < queue_.size()) {
      std::uint32_t to = 0;
      for (std::uint32_t i = 1; i < workers; ++i)
        if (workers_[i].children < workers_[to].children) to = i;
      if (workers_[to].children >= limit) return;
      const std::uint32_t id = queue_[queued_++];
      Family& family = families_[id];
      unallocated_.change(now_, -static_cast<double>(family.children));
      family.worker = to;
      workers_[to].children += family.children;
      put_on_agenda(family.tasks);
    }
    queue_.clear();
    queued_ = 0;
  }

  /// @param in_place_of  a task that is done; none: it is one more
  void set_task(std::uint32_t family, std::uint8_t row, std::uint32_t occurrence, Time ready, Time due,
                std::uint32_t in_place_of = none) {
    std::uint32_t id = in_place_of;
    if (id == none) {
      id = take_place(tasks_, free_tasks_);
      tasks_[id].next = std::exchange(families_[family].tasks, id);
    }
    Task& task = tasks_[id];
    task.place = 0;
    task.family = family;
    task.row = row;
    task.occurrence = occurrence;
    task.due = due;
    task.ready = ready;
    const double first_child = of_plan(row) ? hours[row] : lognormal(hours[row]);
    task.seconds = hour * first_child * (1 + next_child * (families_[family].children - 1));
    if (ready <= now_) return becomes_ready(id);
    if (ready >= until) return;
    std::vector<Due>& same_day = days_[ready / day];
    same_day.push_back({ready, id});
    if (ready >= tomorrow_) return;
    const std::uint64_t mine = std::uint64_t{ready} << 32 | (same_day.size() - 1);
    todays_.insert(std::lower_bound(todays_.begin(), todays_.end(), mine, std::greater{}), mine);
  }
  void becomes_ready(std::uint32_t id) {
    tasks_[id].ready = now_;
    if (families_[tasks_[id].family].worker != none) put_on_agenda(id);
  }
  void put_on_agenda(std::uint32_t id) {
    Task& task = tasks_[id];
    // More is to come after a visit of an assessment: it is planned two days sooner, as that takes two on average.
    const Time planned = task.row == visit ? task.due - 2 * day : task.due;
    task.place = std::uint64_t{!of_plan(task.row)} << 63 | std::uint64_t{planned} << 31 | ++arrivals_;
    const std::uint32_t worker = families_[task.family].worker;
    workers_[worker].agenda.add(task.place, id);
    if (workers_[worker].task == none && !workers_[worker].waits_for_opening) choose(worker);
  }

  void choose(std::uint32_t id) {
    Worker& worker = workers_[id];
    const std::uint32_t next = worker.agenda.first(tasks_);
    if (next == none) return next_.set(id, nothing);
    if (now_ >= closes_ || now_ + open_hours < closes_) {
      Time opening = now_ < closes_ ? now_ / day : now_ / day + 1;
      while (!is_working_day(opening)) ++opening;
      worker.waits_for_opening = true;
      return next_.set(id, std::uint64_t{opening * day + opens} << worker_bits | id);
    }
    worker.agenda.remove_first();
    Task& task = tasks_[next];
    task.place = 0;
    worker.task = next;
    ++seen_.tasks[task.row].begun;
    seen_.tasks[task.row].waited += now_ - task.ready;
    const auto work = static_cast<Time>(task.seconds + 0.5);
    const Time done = now_ + work <= closes_ ? now_ + work : works_until(now_, work);
    next_.set(id, std::uint64_t{done} << worker_bits | id);
  }

  void stop_or_open(std::uint32_t id) {
    Worker& worker = workers_[id];
    if (worker.waits_for_opening) {
      worker.waits_for_opening = false;
      return choose(id);
    }
    const std::uint32_t done = worker.task;
    ServiceSeen::Task& of_its_kind = seen_.tasks[tasks_[done].row];
    ++of_its_kind.done;
    of_its_kind.in_time += now_ <= tasks_[done].due;
    seen_.worked += tasks_[done].seconds;
    follow(done);  // while the worker has it still, so that what comes on the agenda waits for what else does
    worker.task = none;
    choose(id);
  }

  void follow(std::uint32_t id) {
    const Task task = tasks_[id];
    switch (task.row) {
      case visit:
        return set_task(task.family, record, 0, now_ + day + static_cast<Time>(2 * day * bits_.unit() + 0.5),
                        families_[task.family].due, id);
      case record:
        drop_tasks(task.family);
        return bits_.chance(to_plan) ? begin_plan(task.family) : close(task.family);
      case review:
        if (bits_.chance(ends[std::min<std::size_t>(task.occurrence, ends.size() - 1)])) {
          drop_tasks(task.family);
          return close(task.family);
        }
        break;
      default:
        break;
    }
    Time due = task.due + every[task.row];
    if (due <= now_) due = now_ + every[task.row];
    set_task(task.family, task.row, task.occurrence + 1, due - window[task.row], due, id);
  }

  void begin_plan(std::uint32_t id) {
    Family& family = families_[id];
    family.on_plan = true;
    open_[0].change(now_, -static_cast<double>(family.children));
    open_[1].change(now_, family.children);
    for (const std::uint8_t row : {plan_visit, core_group, review}) {
      const Time due = now_ + first[row];
      set_task(id, row, 0, due > window[row] ? due - window[row] : 0, due);
    }
  }
  bool is_astray(std::uint32_t id) const {
    const Task& task = tasks_[id];
    if (task.family == none || task.place != 0 || task.ready >= until) return false;
    const std::uint32_t worker = families_[task.family].worker;
    return worker != none && workers_[worker].task != id;
  }
  void drop_tasks(std::uint32_t id) {
    for (std::uint32_t task = std::exchange(families_[id].tasks, none); task != none; task = tasks_[task].next) {
      tasks_[task].place = 0;
      tasks_[task].family = none;
      free_tasks_.push_back(task);
    }
  }
  void close(std::uint32_t id) {
    Family& family = families_[id];
    open_[family.on_plan].change(now_, -static_cast<double>(family.children));
    workers_[family.worker].children -= family.children;
    free_families_.push_back(id);
    allocate();
  }

  Bits bits_{0};
  ServiceSeen seen_;
  Time now_{}, tomorrow_{}, next_arrival_{};
  Time closes_{};                                       ///< today; 0: it does not open
  Lowest next_;                                         ///< when each worker is done or opens, and who
  std::array<std::vector<Due>, until / day + 1> days_;  ///< in the order in which they were scheduled
  std::vector<std::uint64_t> todays_;                   ///< when, and which of today's: the first one last
  std::vector<Task> tasks_;
  std::vector<Family> families_;
  std::vector<std::uint32_t> free_tasks_, free_families_;
  std::array<Worker, workers> workers_;
  std::vector<std::uint32_t> queue_;  ///< families without a worker
  std::size_t queued_{};              ///< the first of them
  std::uint32_t arrivals_{};
  std::array<Level, 2> open_;
  Level unallocated_;
};

CaseManagers::CaseManagers() : service_{std::make_unique<Service>()} {}
CaseManagers::~CaseManagers() = default;

ServiceSeen CaseManagers::run(std::uint64_t seed) { return service_->run(seed); }

}  // namespace caseload::bench
