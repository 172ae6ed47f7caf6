// What a programmer would write by hand, for one model and nothing else, where speed is all that counts: how fast could
// it be? No names, no calendars, no weeks, no named workers: times are doubles, and what is measured is sums.
// Hides: random numbers, queues, event lists.   Tested by tests/bench/limit_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace caseload::bench {

/// How such a program finds out what happens next.
enum class Form {
  heap,     ///< a binary heap of 16-byte events: the plain way, and what the engine is held against
  no_heap,  ///< event by event still, but by this model's own structure: a clock for arrivals and, for each stage, its
            ///< departures in a small sorted array
  recursion,  ///< without events: each customer begins at its arrival or when the first server is free, whichever is
              ///< later
  standard    ///< the heap and the queue of the standard library and its random numbers, as textbooks have it
};

/// One stage: servers with one queue, first come first served, exponential service.
struct LimitStage {
  std::size_t servers{};
  double mean_service{};  ///< hours
  double onward{};        ///< share that goes on to the next stage; the others leave
};

/// One server, busy 90 % of the time.
struct MM1 {
  static constexpr double rate = 30;  ///< arrivals an hour
  static constexpr std::array<LimitStage, 1> stages{{{1, 108.0 / 3600, 0}}};
};
/// Twenty servers, busy 95 % of the time.
struct MM20 {
  static constexpr double rate = 20;
  static constexpr std::array<LimitStage, 1> stages{{{20, 57.0 / 60, 0}}};
};
/// Four stages, each busy 85 % of the time.
struct Network {
  static constexpr double rate = 6;
  static constexpr std::array<LimitStage, 4> stages{
      {{5, 42.5 / 60, 0.5}, {10, 170.0 / 60, 0.4}, {15, 637.5 / 60, 0.3}, {20, 170'000.0 / 3600, 0}}};
};

/// What was seen from the first arrival until the last customer had left.
struct LimitSeen {
  struct Stage {
    std::uint64_t visits{};
    double waited{};  ///< hours, all customers together
    double busy{};    ///< server hours
  };
  std::array<Stage, 4> stages{};
  double present{};  ///< customer hours: the time average of the number present, times `until`
  double until{};    ///< hours

  /// An arrival at a stage is one, and a departure from it another.
  std::uint64_t events() const {
    std::uint64_t visits = 0;
    for (const Stage& stage : stages) visits += stage.visits;
    return 2 * visits;
  }
};

/// `customers` arrive at the first stage, then it drains. Of MM1, MM20 and Network.
template <class Line>
LimitSeen limit(Form, std::uint32_t customers, std::uint64_t seed);

}  // namespace caseload::bench
