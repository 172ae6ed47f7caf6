// How lucky a replication was.   Tested by tests/simulation/luck_test.cpp.
#include "simulation/draws.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

/// Families that a stream's rates bring on average from Model::begin to Model::end.
double expected_families(const Model& model, const StreamRow& stream) {
  if (stream.segments.empty()) return 0;
  const RateSegment& last = model.segments[stream.segments.last - 1];
  return last.expected + last.per_second * static_cast<double>((model.end - last.from).count());
}

}  // namespace

void settle_hours_asked(const Model& model, State& s) {
  for (std::size_t row = 0; row < model.tasks.size(); ++row) {
    const Distribution& effort = model.tasks[row].effort;
    // A fixed effort would leave rounding behind.
    if (!std::holds_alternative<Fixed>(effort)) s.luck.hours += s.asked[row].hours - mean_of(effort) * s.asked[row].times;
    s.asked[row] = {};
  }
}

void settle_families(const Model& model, State& s) {
  for (std::size_t stream = 0; stream < model.streams.size(); ++stream) {
    if (model.streams[stream].by_gap) continue;
    s.luck.families += s.streams[stream].arrivals - expected_families(model, model.streams[stream]);
  }
}

}  // namespace caseload
