// The table.   Tested by tests/bench/table_test.cpp.
#include "bench/table.hpp"

#include <fmt/format.h>

namespace caseload::bench {
namespace {

std::string time_text(double seconds) {
  if (seconds >= 1) return fmt::format("{:.2f} s", seconds);
  if (seconds >= 1e-3) return fmt::format("{:.1f} ms", 1e3 * seconds);
  return fmt::format("{:.1f} us", 1e6 * seconds);
}

}  // namespace

std::string table(const std::vector<Timing>& timings) {
  std::string text = fmt::format("{:<42}{:>10}{:>14}{:>9}{:>14}{:>9}  {}\n", "case", "time", "ns per event", "best",
                                 "events per s", "MB", "ratio");
  for (const Timing& t : timings) {
    const std::string name = t.way.empty() ? t.name : t.name + ", " + t.way;
    const bool counted = t.events > 0;
    text += fmt::format("{:<42}{:>10}{:>14}{:>9}{:>14}{:>9}  {}\n", name, time_text(t.seconds),
                        counted ? fmt::format("{:.1f}", 1e9 * t.per_event.median) : "",
                        counted ? fmt::format("{:.1f}", 1e9 * t.per_event.lowest) : "",
                        counted ? fmt::format("{:.2f} M", 1e-6 / t.per_event.median) : "",
                        t.megabytes ? fmt::format("{:.0f}", *t.megabytes) : "",
                        t.ratio ? fmt::format("{:.2f} x {} ({:.2f} - {:.2f})", t.ratio->median, t.to, t.ratio->lowest,
                                              t.ratio->highest)
                                : "");
  }
  return text;
}

}  // namespace caseload::bench
