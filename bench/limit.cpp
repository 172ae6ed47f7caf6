// The limit programs.   Tested by tests/bench/limit_test.cpp.
#include "bench/limit.hpp"

#include <algorithm>
#include <limits>
#include <queue>
#include <random>
#include <tuple>
#include <utility>
#include <vector>

#include "bench/hand_draws.hpp"

namespace caseload::bench {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// When those who wait came, first come first served.
class Waiting {
 public:
  bool empty() const { return first_ == end_; }
  void push(double at) {
    if (end_ - first_ == ring_.size()) grow();
    ring_[end_++ & mask()] = at;
  }
  double pop() { return ring_[first_++ & mask()]; }

 private:
  std::size_t mask() const { return ring_.size() - 1; }
  void grow() {
    std::vector<double> wider(2 * ring_.size());
    for (std::size_t i = first_; i < end_; ++i) wider[i - first_] = ring_[i & mask()];
    end_ -= first_;
    first_ = 0;
    ring_.swap(wider);
  }

  std::vector<double> ring_ = std::vector<double>(1024);
  std::size_t first_{}, end_{};
};

template <class Line>
constexpr std::size_t stages_of = Line::stages.size();

template <class Line>
constexpr std::size_t servers_of() {
  std::size_t servers = 0;
  for (const LimitStage& stage : Line::stages) servers += stage.servers;
  return servers;
}

struct Event {
  double at;
  std::size_t what;  ///< a departure from this stage, or the next arrival
};
static_assert(sizeof(Event) == 16);

/// A binary heap with room for every server's departure and the next arrival. The first event that is scheduled after
/// one was taken goes where that one was, which spares moving the last one there and back.
template <std::size_t Most>
class Heap {
 public:
  Heap() { events_.fill({infinity, 0}); }
  bool empty() const { return size_ == 0; }
  Event take() {
    vacant_ = true;
    return events_[1];
  }
  void schedule(double at, std::size_t what) {
    if (vacant_) {
      vacant_ = false;
      sink({at, what});
      return;
    }
    std::size_t place = ++size_;
    while (place > 1 && at < events_[place / 2].at) {
      events_[place] = events_[place / 2];
      place /= 2;
    }
    events_[place] = {at, what};
  }
  void close() {
    if (!vacant_) return;
    vacant_ = false;
    const Event last = events_[size_];
    events_[size_--].at = infinity;
    if (size_ > 0) sink(last);
  }

 private:
  void sink(Event event) {
    std::size_t place = 1;
    for (std::size_t child = 2; child <= size_; child = 2 * place) {
      child += events_[child + 1].at < events_[child].at;  // past the end there is only infinity
      if (event.at <= events_[child].at) break;
      events_[place] = events_[child];
      place = child;
    }
    events_[place] = event;
  }

  std::array<Event, Most + 3> events_;  ///< from 1 on; behind the last one, at infinity
  std::size_t size_{};
  bool vacant_{};
};

template <class Line>
LimitSeen by_heap(std::uint32_t customers, std::uint64_t seed) {
  constexpr std::size_t arrival = stages_of<Line>;
  constexpr double gap = 1 / Line::rate;
  Bits bits{seed};
  Heap<servers_of<Line>() + 1> heap;
  std::array<Waiting, stages_of<Line>> queues;
  std::array<std::size_t, stages_of<Line>> idle;
  for (std::size_t i = 0; i < idle.size(); ++i) idle[i] = Line::stages[i].servers;
  LimitSeen seen;
  double now = 0, present = 0;

  const auto serve = [&](std::size_t stage) {
    const double service = Line::stages[stage].mean_service * ziggurat(bits);
    seen.stages[stage].busy += service;
    heap.schedule(now + service, stage);
  };
  const auto enter = [&](std::size_t stage) {
    ++seen.stages[stage].visits;
    if (idle[stage] > 0) {
      --idle[stage];
      serve(stage);
    } else {
      queues[stage].push(now);
    }
  };

  heap.schedule(gap * ziggurat(bits), arrival);
  while (!heap.empty()) {
    const Event event = heap.take();
    seen.present += present * (event.at - now);
    now = event.at;
    if (event.what == arrival) {
      ++present;
      if (--customers > 0) heap.schedule(now + gap * ziggurat(bits), arrival);
      enter(0);
    } else {
      const std::size_t stage = event.what;
      if (queues[stage].empty()) {
        ++idle[stage];
      } else {
        seen.stages[stage].waited += now - queues[stage].pop();
        serve(stage);
      }
      if (stage + 1 < stages_of<Line> && bits.chance(Line::stages[stage].onward)) {
        enter(stage + 1);
      } else {
        --present;
      }
    }
    heap.close();
  }
  seen.until = now;
  return seen;
}

/// Departures of one stage that are known, the last one first, so that the next one is taken off the end.
template <std::size_t Servers>
class Departures {
 public:
  Departures() { at_[0] = infinity; }
  double next() const { return at_[busy_]; }
  bool all_busy() const { return busy_ == Servers; }
  void take() { --busy_; }
  void add(double at) {
    std::size_t place = ++busy_;
    while (at_[place - 1] < at) {  // stops at infinity
      at_[place] = at_[place - 1];
      --place;
    }
    at_[place] = at;
  }

 private:
  std::size_t busy_{};
  double at_[Servers + 1];  ///< the first one is infinity: nobody leaves an empty stage
};

template <class Line, std::size_t... Stage>
LimitSeen without_heap(std::uint32_t customers, std::uint64_t seed, std::index_sequence<Stage...>) {
  constexpr double gap = 1 / Line::rate;
  Bits bits{seed};
  std::tuple<Departures<Line::stages[Stage].servers>...> departures;
  std::array<Waiting, stages_of<Line>> queues;
  LimitSeen seen;
  double now = 0, present = 0, next_arrival = gap * ziggurat(bits);

  const auto serve = [&]<std::size_t stage>(std::integral_constant<std::size_t, stage>) {
    const double service = Line::stages[stage].mean_service * ziggurat(bits);
    seen.stages[stage].busy += service;
    std::get<stage>(departures).add(now + service);
  };
  const auto enter = [&]<std::size_t stage>(std::integral_constant<std::size_t, stage> here) {
    ++seen.stages[stage].visits;
    if (std::get<stage>(departures).all_busy()) {
      queues[stage].push(now);
    } else {
      serve(here);
    }
  };
  const auto depart = [&]<std::size_t stage>(std::integral_constant<std::size_t, stage> here) {
    std::get<stage>(departures).take();
    if (!queues[stage].empty()) {
      seen.stages[stage].waited += now - queues[stage].pop();
      serve(here);
    }
    if constexpr (stage + 1 < stages_of<Line>) {
      if (bits.chance(Line::stages[stage].onward)) return enter(std::integral_constant<std::size_t, stage + 1>{});
    }
    --present;
  };

  for (;;) {
    double next = next_arrival;
    ((next = std::min(next, std::get<Stage>(departures).next())), ...);
    if (next == infinity) break;
    seen.present += present * (next - now);
    now = next;
    if (next == next_arrival) {
      ++present;
      next_arrival = --customers > 0 ? now + gap * ziggurat(bits) : infinity;
      enter(std::integral_constant<std::size_t, 0>{});
    } else {
      static_cast<void>(((next == std::get<Stage>(departures).next() &&
                          (depart(std::integral_constant<std::size_t, Stage>{}), true)) ||
                         ...));
    }
  }
  seen.until = now;
  return seen;
}

/// When the servers of one stage are free, the first one first, and what they have done.
/// Source: Kiefer & Wolfowitz, "On the theory of queues with many servers", Trans. AMS 78 (1955).
template <std::size_t Servers>
class Recursion {
 public:
  Recursion() { std::fill(free_, free_ + Servers, -1); }

  /// @return  when the customer who had this server before departed: in order of time; below 0: there was none
  double serve(double came, double service, LimitSeen::Stage& seen) {
    const double departed = free_[0];
    const double begins = std::max(came, departed);
    ++seen.visits;
    seen.waited += begins - came;
    seen.busy += service;
    const double free = begins + service;
    std::size_t place = 0;
    while (place + 1 < Servers && free_[place + 1] < free) {
      free_[place] = free_[place + 1];
      ++place;
    }
    free_[place] = free;
    return departed;
  }
  const double* begin() const { return free_; }
  const double* end() const { return free_ + Servers; }

 private:
  double free_[Servers];
};

/// No stage sees anything of those behind it, and all are first come first served: so each is worked through for a
/// batch of customers, and what leaves it, in order of time, are the arrivals at the next.
template <class Line, std::size_t... Stage>
LimitSeen by_recursion(std::uint32_t customers, std::uint64_t seed, std::index_sequence<Stage...>) {
  constexpr std::size_t batch = 1024;
  constexpr double gap = 1 / Line::rate;
  Bits bits{seed};
  std::tuple<Recursion<Line::stages[Stage].servers>...> servers;
  std::array<std::array<double, batch + servers_of<Line>()>, stages_of<Line> + 1> arrivals;
  std::array<std::size_t, stages_of<Line> + 1> count{};
  LimitSeen seen;
  double now = 0;

  const auto leave = [&]<std::size_t stage>(std::integral_constant<std::size_t, stage>, double at) {
    // Written whether it stays or not: a branch that nobody can foresee costs more.
    if constexpr (stage + 1 < stages_of<Line>) {
      arrivals[stage + 1][count[stage + 1]] = at;
      count[stage + 1] += at >= 0 && bits.chance(Line::stages[stage].onward);
    }
    static_cast<void>(at);
  };
  const auto work = [&]<std::size_t stage>(std::integral_constant<std::size_t, stage> here, bool last) {
    auto& these = std::get<stage>(servers);
    for (std::size_t i = 0; i < count[stage]; ++i) {
      const double service = Line::stages[stage].mean_service * ziggurat(bits);
      leave(here, these.serve(arrivals[stage][i], service, seen.stages[stage]));
    }
    count[stage] = 0;
    if (!last) return;
    for (const double at : these) {
      leave(here, at);
      seen.until = std::max(seen.until, at);
    }
  };

  while (customers > 0) {
    const std::size_t more = std::min<std::size_t>(customers, batch);
    customers -= static_cast<std::uint32_t>(more);
    for (std::size_t i = 0; i < more; ++i) arrivals[0][i] = now += gap * ziggurat(bits);
    count[0] = more;
    (work(std::integral_constant<std::size_t, Stage>{}, customers == 0), ...);
  }
  for (const LimitSeen::Stage& stage : seen.stages) seen.present += stage.waited + stage.busy;  // Little's law
  return seen;
}

template <class Line>
LimitSeen by_the_book(std::uint32_t customers, std::uint64_t seed) {
  constexpr std::size_t arrival = stages_of<Line>;
  struct Later {
    bool operator()(const Event& a, const Event& b) const { return a.at > b.at; }
  };
  std::mt19937_64 bits{seed};
  std::exponential_distribution<double> gap{Line::rate};
  std::array<std::exponential_distribution<double>, stages_of<Line>> service;
  std::array<std::bernoulli_distribution, stages_of<Line>> onward;
  std::priority_queue<Event, std::vector<Event>, Later> events;
  std::array<std::queue<double>, stages_of<Line>> queues;
  std::array<std::size_t, stages_of<Line>> idle;
  for (std::size_t i = 0; i < stages_of<Line>; ++i) {
    service[i] = std::exponential_distribution<double>{1 / Line::stages[i].mean_service};
    onward[i] = std::bernoulli_distribution{Line::stages[i].onward};
    idle[i] = Line::stages[i].servers;
  }
  LimitSeen seen;
  double now = 0, present = 0;

  const auto serve = [&](std::size_t stage) {
    const double takes = service[stage](bits);
    seen.stages[stage].busy += takes;
    events.push({now + takes, stage});
  };
  const auto enter = [&](std::size_t stage) {
    ++seen.stages[stage].visits;
    if (idle[stage] == 0) return queues[stage].push(now);
    --idle[stage];
    serve(stage);
  };

  events.push({gap(bits), arrival});
  while (!events.empty()) {
    const Event event = events.top();
    events.pop();
    seen.present += present * (event.at - now);
    now = event.at;
    if (event.what == arrival) {
      ++present;
      if (--customers > 0) events.push({now + gap(bits), arrival});
      enter(0);
      continue;
    }
    const std::size_t stage = event.what;
    if (queues[stage].empty()) {
      ++idle[stage];
    } else {
      seen.stages[stage].waited += now - queues[stage].front();
      queues[stage].pop();
      serve(stage);
    }
    bool goes_on = false;
    if constexpr (stages_of < Line >> 1) goes_on = stage + 1 < stages_of<Line> && onward[stage](bits);
    if (goes_on) {
      enter(stage + 1);
    } else {
      --present;
    }
  }
  seen.until = now;
  return seen;
}

}  // namespace

template <class Line>
LimitSeen limit(Form form, std::uint32_t customers, std::uint64_t seed) {
  constexpr auto stages = std::make_index_sequence<stages_of<Line>>{};
  switch (form) {
    case Form::heap:
      return by_heap<Line>(customers, seed);
    case Form::no_heap:
      return without_heap<Line>(customers, seed, stages);
    case Form::recursion:
      return by_recursion<Line>(customers, seed, stages);
    case Form::standard:
      return by_the_book<Line>(customers, seed);
  }
  return {};
}

template LimitSeen limit<MM1>(Form, std::uint32_t, std::uint64_t);
template LimitSeen limit<MM20>(Form, std::uint32_t, std::uint64_t);
template LimitSeen limit<Network>(Form, std::uint32_t, std::uint64_t);

}  // namespace caseload::bench
