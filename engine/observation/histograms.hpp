// How cases spread over lengths of time: how long a step with a due date took, how long families waited for a worker.
// Tested by tests/observation/histograms_test.cpp.
#pragma once

#include <cstdint>
#include <vector>

#include "caseload/model.hpp"
#include "caseload/observations.hpp"

namespace caseload {

struct Recorder;

/// The bins of a step's clock: `due_bins` of equal width up to its due date, so that what is in one of them was in
/// time.
struct ClockBins {
  std::int64_t width{1};  ///< of a bin: working days, or seconds
  int due_bins{1};
  int all{};  ///< the last one holds all above; 0: the step has no clock
  bool working_days{};

  /// @param late  how long after it was due: working days or seconds, negative before, 0 on the due day or at that
  /// instant
  std::size_t bin(std::int64_t late) const {
    const std::int64_t past = late > 0 ? (late + width - 1) / width : -(-late / width);
    const std::int64_t at = due_bins - 1 + past;
    return static_cast<std::size_t>(at < 0 ? 0 : at < all ? at : all - 1);
  }
};
ClockBins bins_of(const Clock& due);

/// Days that families wait: none at all, each day of a month, longer.
inline constexpr std::size_t wait_bins = 32;

/// Cases in each bin of each of histograms_of(model), one after the other: Observations::histograms.
std::vector<double> tell_histograms(const Model&, const Recorder&);

}  // namespace caseload
