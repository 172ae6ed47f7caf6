// Timing in turns: A B A B ..., so that what slows the machine down for a while slows all of them down.
// Hides: clocks and /proc.   Tested by tests/bench/harness_test.cpp.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace caseload::bench {

/// Which time counts: that which this thread was given by the machine, or that which went by.
enum class Time { of_thread, of_wall };
double seconds_now(Time);

/// One of those that take turns.
struct Contender {
  std::string name;
  std::function<std::uint64_t()> work;  ///< gives how many events it was; 1 if there are none to count
};

/// What one contender took, turn by turn.
struct Turns {
  std::vector<double> seconds_per_event;
  double seconds{};      ///< all turns together
  std::uint64_t runs{};  ///< how often it was done, all turns together
  std::uint64_t events{};
};

/// Each once to warm up, and then by turns until `seconds` have gone by on the wall; three turns at least, unless they
/// take twice that. In a turn work is repeated until it has taken a twentieth of a second. If warming up has taken all
/// of the time, it is the only turn.
std::vector<Turns> take_turns(const std::vector<Contender>&, double seconds, Time);

/// Of several: the middle one, and the ends.
struct Spread {
  double median{}, lowest{}, highest{};
};
Spread spread(std::vector<double> values);
/// Turn by turn, so that a slow spell of the machine cancels.
Spread ratio(const Turns& of, const Turns& to);

/// The most memory that the program has held since this was made. Only where the system tells (Linux).
class PeakMemory {
 public:
  PeakMemory();
  std::optional<double> megabytes() const;

 private:
  bool reset_{};
};

}  // namespace caseload::bench
