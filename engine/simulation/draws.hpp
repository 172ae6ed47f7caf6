// What is drawn, and the key that each draw hangs on. A family's needs hang on the family, its visit and the task;
// a worker's on the post and on how many held it before. Nothing hangs on the order of events, so two options of a
// scenario meet the same families and lose the same workers (common random numbers by construction).
#pragma once

#include <algorithm>
#include <cmath>

#include "random/blocks_ahead.hpp"
#include "random/draw.hpp"
#include "simulation/state.hpp"
#ifdef CASELOAD_POOLED_STREAMS  // only in the benchmark that shows what keyed streams are worth
#include "bench/pooled_streams.hpp"
#endif

namespace caseload {

enum class Purpose : std::uint8_t {
  // of a stream
  gap = 1,
  open_stock,
  // of a family
  children,
  effort,
  delay,
  route,
  stay,
  patience,
  ends,
  returns,
  return_delay,
  age,
  // of a worker
  tenure,
  spell_gap,
  spell_length,
  filled_after,
  agency,
  agency_after,
  handover,
  talk,
  // of a worker, and of people who are won for the service
  grade = 40,
  grade_age,
  own_pace,
  tenure_age,
  round_finds,
  next_round,
  vacant_at_begin,
  vacancy_age,
  agency_at_begin,
  agency_stay,
  reached,
  starts_after,
  // of a family, again: where a task sends it that ends its step, when it is audited
  task_route = 64,
  audit
};

/// @param group   which stream of referrals, which team: kept apart from each other; 16 bits
/// @param detail  which task, which kind of absence; 16 bits
/// @param index   which visit, which of those who held the post; 24 bits
/// @param item    the how-manieth of its kind: occurrence of a task, spell of absence
inline StreamKey key_for(const State& s, Purpose purpose, std::uint32_t group, std::uint32_t detail, std::uint32_t entity,
                         std::uint32_t index, std::uint32_t item) {
  return StreamKey{.seed = s.seed,
                   .replication = s.replication,
                   .entity = entity,
                   .purpose = static_cast<std::uint32_t>(purpose) << 24 | (group & 0xFFU) << 16 | detail,
                   .index = group >> 8U << 24 | index,
                   .item = item};
}

inline Stream stream_of(const StreamKey& key) {
#ifdef CASELOAD_POOLED_STREAMS
  return Stream{bench::pooled_streams.key_for(key)};
#else
  return Stream{key};
#endif
}

/// The same, by way of what has been worked out ahead.
inline Stream stream_ahead([[maybe_unused]] BlocksAhead& ahead, const StreamKey& key) {
#ifdef CASELOAD_POOLED_STREAMS
  return stream_of(key);
#else
  return ahead.stream(key);
#endif
}

inline Stream stream_for(const State& s, Purpose purpose, std::uint32_t group, std::uint32_t detail,
                         std::uint32_t entity, std::uint32_t index, std::uint32_t item) {
  return stream_of(key_for(s, purpose, group, detail, entity, index, item));
}

inline StreamKey key_of_family(const State& s, Purpose purpose, const Family& family, std::uint32_t task = 0,
                               std::uint32_t occurrence = 0) {
  return key_for(s, purpose, family.stream, task, family.number, family.visit, occurrence);
}

inline Stream family_stream(const State& s, Purpose purpose, const Family& family, std::uint32_t task = 0,
                            std::uint32_t occurrence = 0) {
  return stream_of(key_of_family(s, purpose, family, task, occurrence));
}

inline Stream worker_stream(const State& s, Purpose purpose, const Worker& worker, std::uint32_t absence = 0,
                            std::uint32_t spell = 0) {
  return stream_for(s, purpose, static_cast<std::uint32_t>(worker.team), absence, worker.post, worker.hired, spell);
}

/// A draw that costs nothing when the distribution is a single value.
template <class MakeStream>
double draw_with(const Distribution& distribution, MakeStream make_stream) {
  if (const auto* fixed = std::get_if<Fixed>(&distribution)) return fixed->value;
  const auto* exponential = std::get_if<Exponential>(&distribution);
  const auto* log_normal = std::get_if<LogNormal>(&distribution);
  const auto* uniform = std::get_if<Uniform>(&distribution);
  if (!exponential && !log_normal && !uniform) {
    Stream stream = make_stream();
    return draw(distribution, stream);
  }
  // Most draws are of these laws and nearly always need one word: what draw() gives, on a shorter way.
  const std::uint64_t word = make_stream()();
  if (exponential) return exponential->mean * unit_exponential(word, make_stream);
  if (log_normal) return std::exp(log_normal->mu + log_normal->sigma * unit_normal(word, make_stream));
  return uniform->low + (uniform->high - uniform->low) * uniform01(word);
}

/// Rounded to the tick, never negative, never past what an Instant can hold when added to any date of a run.
inline Elapsed to_elapsed(double seconds) {
  constexpr double longest = 1e11;  // three thousand years
  constexpr double half = 0x1.fffffffffffffp-2;  // the number before it: what is just below a half must not become 1
  // What std::llround gives, without a call.
  const double from_zero = seconds > 0 ? seconds : 0;
  const double clamped = from_zero < longest ? from_zero : longest;
  return Elapsed{static_cast<std::int64_t>(clamped + half)};
}

/// The instant a drawn duration after `from`.
template <class MakeStream>
Instant after_duration(const Model& model, Instant from, const DurationDistribution& duration, MakeStream make_stream) {
  const double amount = draw_with(duration.of, make_stream);
  if (duration.unit == Duration::Unit::working_days) return model.working_days.after(from, amount);
  return from + to_elapsed(amount);
}

}  // namespace caseload
