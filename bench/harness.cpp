// Clocks, turns and memory.   Tested by tests/bench/harness_test.cpp.
#include "bench/harness.hpp"

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <algorithm>
#include <cassert>
#include <ctime>
#include <fstream>
#include <sstream>
#include <utility>

namespace caseload::bench {
namespace {

constexpr double shortest_turn = 0.05;
constexpr std::size_t fewest_turns = 3;

void add_turn(Turns& to, const Contender& contender, Time time) {
  const double began = seconds_now(time);
  double seconds = 0;
  std::uint64_t events = 0;
  do {
    events += contender.work();
    ++to.runs;
    seconds = seconds_now(time) - began;
  } while (seconds < shortest_turn);
  to.seconds_per_event.push_back(seconds / static_cast<double>(events));
  to.seconds += seconds;
  to.events += events;
}

}  // namespace

double seconds_now(Time time) {
  timespec now{};
  clock_gettime(time == Time::of_thread ? CLOCK_THREAD_CPUTIME_ID : CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

std::vector<Turns> take_turns(const std::vector<Contender>& contenders, double seconds, Time time) {
  std::vector<Turns> all(contenders.size());
  const double began = seconds_now(Time::of_wall);
  const auto over = [&](double limit) { return seconds_now(Time::of_wall) - began >= limit; };
  const auto once_each = [&] {
    for (std::size_t i = 0; i < contenders.size(); ++i) add_turn(all[i], contenders[i], time);
  };
  once_each();
  if (over(seconds)) return all;
  std::fill(all.begin(), all.end(), Turns{});  // that was to warm up
  for (std::size_t turn = 0; turn == 0 || !over(turn < fewest_turns ? 2 * seconds : seconds); ++turn) once_each();
  return all;
}

Spread spread(std::vector<double> values) {
  assert(!values.empty());
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  const double median = values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  return {median, values.front(), values.back()};
}

Spread ratio(const Turns& of, const Turns& to) {
  assert(of.seconds_per_event.size() == to.seconds_per_event.size());
  std::vector<double> ratios;
  for (std::size_t i = 0; i < of.seconds_per_event.size(); ++i)
    ratios.push_back(of.seconds_per_event[i] / to.seconds_per_event[i]);
  return spread(std::move(ratios));
}

PeakMemory::PeakMemory() {
#ifdef __GLIBC__
  malloc_trim(0);  // what an earlier case has freed is not this one's
#endif
  std::ofstream reset{"/proc/self/clear_refs"};
  reset << "5" << std::flush;
  reset_ = static_cast<bool>(reset);
}

std::optional<double> PeakMemory::megabytes() const {
  if (!reset_) return std::nullopt;
  std::ifstream status{"/proc/self/status"};
  for (std::string line; std::getline(status, line);) {
    if (!line.starts_with("VmHWM:")) continue;
    double kilobytes = 0;
    std::istringstream{line.substr(6)} >> kilobytes;
    return kilobytes * 1024 / 1e6;
  }
  return std::nullopt;
}

}  // namespace caseload::bench
