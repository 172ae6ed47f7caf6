// See settling.hpp.   Tested by tests/report/settling_test.cpp.
#include "report/settling.hpp"

#include <fmt/format.h>

#include <cmath>

#include "report/text.hpp"

namespace caseload {
namespace {

constexpr std::size_t least_batches = 10;  // with fewer the rule finds anything
constexpr double least_change = 0.02;      // less matters to nobody

std::string day_of(Instant instant) { return day(std::chrono::floor<std::chrono::days>(instant)); }

std::string longer_than(const Beginning& b) {
  return fmt::format("Set period.settle to more than {}{}.", counted(b.weeks, "week"),
                     b.from == Begin::From::empty ? ", or period.begin to steady" : "");
}

bool is_beyond_doubt(const Estimate& change) { return change.n > 1 && (change.lower95 > 0 || change.upper95 < 0); }

}  // namespace

std::string settling_advice(const Beginning& b) {
  const bool own_cases = b.from == Begin::From::snapshot || b.from == Begin::From::list;
  if (b.weeks < least_batches * b.warm_up.batches_of || (own_cases && b.begin == b.start)) return "";
  const Instant settled = b.begin + b.warm_up.cut * std::chrono::weeks{1};
  // The rule finds a cut in mere noise too.
  const bool changes = is_beyond_doubt(b.warm_up.change) && std::abs(b.warm_up.change.mean) >= least_change;
  if (settled > b.start && changes) {
    const std::string early =
        fmt::format("Open children have not settled before counting starts on {}", day_of(b.start));
    if (!b.warm_up.settled) {
      return fmt::format("{}, nor in all of the {} until something changes (MSER-5). {}", early,
                         counted(b.weeks, "week"), longer_than(b));
    }
    return early + fmt::format(": they settle about {} (MSER-5). Set period.settle to {} or more.", day_of(settled),
                               counted(b.warm_up.cut, "week"));
  }
  if ((b.warm_up.settled && settled <= b.start) || !b.change || !is_beyond_doubt(*b.change)) return "";
  return fmt::format("Open children still change when counting starts on {}: by {} % ({} – {}) from the third to the "
                     "last quarter of settling. {}",
                     day_of(b.start), signed_number(b.change->mean, 1), signed_number(b.change->lower95, 1),
                     signed_number(b.change->upper95, 1), longer_than(b));
}

}  // namespace caseload
