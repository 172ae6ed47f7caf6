// One replication: run(model, replication, seed) is a pure function; same three in, same bits out, on any thread.
#pragma once

#include <cstdint>
#include <memory>

#include "caseload/model.hpp"
#include "caseload/observations.hpp"

namespace caseload {

enum class Seed : std::uint32_t {};
enum class Replication : std::uint32_t {};

struct State;  // everything that moves; engine/simulation/state.hpp

/// The memory of one replication, reused by the next: once warm, a replication allocates nothing while it runs.
/// What an earlier replication left in it never changes the results of a later one.
class Arena {
 public:
  Arena();
  ~Arena();
  Arena(Arena&&) noexcept;
  Arena& operator=(Arena&&) noexcept;
  State& state() { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

struct Recording {
  bool journeys{};  ///< fill Observations::journeys
  bool waits{};     ///< fill Observations::waits
  bool log{};       ///< fill Observations::log
};

Observations run(const Model&, Replication, Seed, Arena&, Recording = {});
Observations run(const Model&, Replication, Seed);

}  // namespace caseload
