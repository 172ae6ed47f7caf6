// Families come into the service, and some come back.
#include "simulation/draws.hpp"
#include "simulation/event_log.hpp"
#include "simulation/first_waits.hpp"
#include "simulation/prefetch.hpp"
#include "simulation/service.hpp"

namespace caseload {
namespace {

/// When the k-th family of a Poisson stream comes: where the expected number of arrivals reaches the sum of k unit-mean
/// exponential gaps. So a changed rate moves the same families in time instead of bringing other families.
/// Source: Cinlar, Introduction to Stochastic Processes (1975), chapter 4 (time change).
Instant next_poisson_arrival(const Model& model, State& s, std::size_t stream) {
  const StreamRow& row = model.streams[stream];
  StreamState& it = s.streams[stream];
  it.expected += unit_exponential([&] {
    return stream_ahead(it.gaps, key_for(s, Purpose::gap, static_cast<std::uint32_t>(stream), 0, it.arrivals, 0, 0));
  });
  const double expected = it.expected;
  std::uint32_t& at = it.segment;
  while (at + 1 < row.segments.size() && model.segments[row.segments.first + at + 1].expected <= expected) ++at;
  const RateSegment& segment = model.segments[row.segments.first + at];
  if (segment.per_second <= 0) return never;  // only the last segment can be without arrivals here
  const Elapsed into = to_elapsed((expected - segment.expected) / segment.per_second);
  return segment.from + into;
}

Instant next_arrival(const Model& model, State& s, std::size_t stream) {
  const StreamRow& row = model.streams[stream];
  const std::uint32_t number = s.streams[stream].arrivals;
  if (number >= row.at_most) return never;
  if (!row.by_gap) return next_poisson_arrival(model, s, stream);
  if (number == 0 && row.has_first) return model.begin + row.first;
  return s.now + to_elapsed(draw_with(row.gap, [&] {
    return stream_for(s, Purpose::gap, static_cast<std::uint32_t>(stream), 0, number, 0, 0);
  }));
}

void schedule_next(const Model& model, State& s, std::size_t stream) {
  const Instant at = next_arrival(model, s, stream);
  s.events.schedule(at, EventKind::arrival, static_cast<std::uint32_t>(stream));
}

void refer(const Model& model, State& s, std::uint32_t family, StepId to, bool again) {
  const std::uint8_t children = s.families[family].children;
  s.families[family].referred = s.now;
  if (model.remembers) s.memories[family].marks.fill(never);  // no clock of this referral runs from one before it
  ++s.recorder.referred_families;
  s.recorder.referred_children += children;
  s.recorder.piece_referred_children += children;
  s.recorder.re_referrals += again;
  note(s, again ? LogEntry::What::came_back : LogEntry::What::referred, s.families[family], {});
  enter(model, s, family, to);
}

}  // namespace

std::uint32_t new_family(const Model& model, State& s, std::uint16_t stream, std::uint32_t number,
                         const Distribution& children) {
  std::uint32_t slot;
  if (s.free_families.empty()) {
    slot = static_cast<std::uint32_t>(s.families.size());
    s.families.emplace_back();
  } else {
    slot = s.free_families.back();
    s.free_families.pop_back();
    if (!s.free_families.empty()) prefetch_all(s.families[s.free_families.back()]);  // the next one's
  }
  if (model.remembers) {
    s.memories.resize(s.families.size());
    s.memories[slot] = {};
  }
  Family& family = s.families[slot];
  family = Family{.number = number, .stream = stream, .referred = s.now};
  const double drawn = draw_with(children, [&] {
    const StreamKey key = key_of_family(s, Purpose::children, family);
    return stream < s.streams.size() ? stream_ahead(s.streams[stream].children, key) : stream_of(key);
  });
  family.children = static_cast<std::uint8_t>(std::clamp(drawn, 1.0, 255.0) + 0.5);
  return slot;
}

void first_arrivals(const Model& model, State& s) {
  for (std::size_t stream = 0; stream < model.streams.size(); ++stream) schedule_next(model, s, stream);
}

void arrival(const Model& model, State& s, StreamId id) {
  const std::size_t stream = index(id);
  const StreamRow& row = model.streams[stream];
  const std::uint32_t family =
      new_family(model, s, static_cast<std::uint16_t>(stream), s.streams[stream].arrivals, row.children);
  ++s.streams[stream].arrivals;
  if (s.now >= model.start) follow_first_wait(s, family);
  s.luck.children += s.families[family].children - row.mean_children;  // they are whole numbers, none rounded
  schedule_next(model, s, stream);
  refer(model, s, family, row.to, false);
}

void family_returns(const Model& model, State& s, std::uint32_t family) {
  refer(model, s, family, returns_of(model, s.families[family]).to, true);
}

}  // namespace caseload
