// How long families wait for their first named worker, followed on request.
// Tested by tests/simulation/first_waits_test.cpp.
#pragma once

#include "simulation/state.hpp"

namespace caseload {

/// The family has come for the first time.
inline void follow_first_wait(State& s, std::uint32_t id) {
  if (!s.recording.waits) return;
  if (id >= s.first_wait_of.size()) s.first_wait_of.resize(id + 1);
  s.first_wait_of[id] = {.followed = true};
}

/// Null: nobody asks, the family has had a worker, or it came before counting started.
inline FirstWaitOf* followed_wait(State& s, std::uint32_t id) {
  const bool followed = s.recording.waits && id < s.first_wait_of.size() && s.first_wait_of[id].followed;
  return followed ? &s.first_wait_of[id] : nullptr;
}

/// The family joins an allocation queue.
inline void first_wait_begins(State& s, std::uint32_t id) {
  FirstWaitOf* wait = followed_wait(s, id);
  if (wait == nullptr || wait->entry != none) return;
  const Family& family = s.families[id];
  wait->entry = static_cast<std::uint32_t>(s.first_waits.size());
  s.first_waits.push_back({family.number, family.stream, family.children, Elapsed::zero()});
}

/// It leaves the queue, or the run ends.
inline void first_wait_until_now(State& s, std::uint32_t id) {
  const FirstWaitOf* wait = followed_wait(s, id);
  if (wait != nullptr) s.first_waits[wait->entry].waited += s.now - s.families[id].unallocated_since;
}

/// It has a worker.
inline void first_wait_is_over(State& s, std::uint32_t id) {
  if (FirstWaitOf* wait = followed_wait(s, id)) wait->followed = false;
}

}  // namespace caseload
