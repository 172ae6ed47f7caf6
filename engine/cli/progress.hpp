// How far a run is: a bar with the time left on a terminal, a few plain lines in a pipe, nothing when quiet.
// Tested by tests/cli/run_test.cpp.
#pragma once

#include <chrono>
#include <cstdint>

namespace caseload::cli {

class Progress {
 public:
  enum class Kind { none, lines, bar };

  Progress(Kind, std::uint32_t of);

  /// One call at a time.
  void tell(std::uint32_t done);

  /// Leaves the line clean.
  void end();

  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  void draw_bar(std::uint32_t done) const;

  Kind kind_;
  std::uint32_t of_;
  Clock::time_point began_{Clock::now()};
  Clock::time_point told_{began_};
};

}  // namespace caseload::cli
