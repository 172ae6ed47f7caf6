// A service of case managers by hand: what a programmer would write for bench/case_managers.yaml and nothing else.
// Its times are those of that file. Nothing has a name, nobody is ill or leaves, there is one team and one way through,
// draws have no keys, and what is measured is sums.
// Hides: its workers, families and events.   Tested by tests/bench/case_managers_test.cpp, against the engine.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

namespace caseload::bench {

/// What was seen in 156 weeks.
struct ServiceSeen {
  /// Of a task of the scenario, in its order there: visit, record; visit, core group, review.
  struct Task {
    std::uint64_t done{}, in_time{};
    double waited{};  ///< seconds from when it could be done until it was begun, of all that were begun
    std::uint64_t begun{};
  };
  std::array<Task, 5> tasks{};
  std::array<double, 2> open{};  ///< child seconds, by step
  double unallocated{};          ///< child seconds
  double worked{};               ///< seconds of tasks that were done
  std::uint64_t astray{};        ///< tasks whose family has a worker but that nobody will ever do: none, or it is wrong

  /// A task that comes to a worker is one, and that it is done another.
  std::uint64_t events() const {
    std::uint64_t done = 0;
    for (const Task& task : tasks) done += task.done;
    return 2 * done;
  }
};

class CaseManagers {
 public:
  CaseManagers();
  ~CaseManagers();
  /// 156 weeks, empty at first. What it gives hangs on the seed alone; memory is kept from one run to the next.
  ServiceSeen run(std::uint64_t seed);

 private:
  class Service;
  std::unique_ptr<Service> service_;
};

}  // namespace caseload::bench
