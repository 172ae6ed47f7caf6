// How far a run is: a bar with the time left on a terminal, a few plain lines in a pipe, nothing when quiet.
// Tested by tests/cli/run_test.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace caseload::cli {

class Progress {
 public:
  enum class Kind { none, lines, bar };

  /// @param noun  what is counted
  explicit Progress(Kind, std::string_view noun = "replication");

  /// One call at a time. `of` may grow: how many are needed shows while they are done.
  /// @param done  what is under way counts as the share of it that is done
  void tell(double done, std::uint32_t of);

  /// Leaves the line clean.
  void end();

  double seconds() const;

 private:
  using Clock = std::chrono::steady_clock;

  void draw_bar(double done, std::uint32_t of) const;

  Kind kind_;
  std::string_view noun_;
  Clock::time_point began_{Clock::now()};
  Clock::time_point told_{began_};
};

}  // namespace caseload::cli
