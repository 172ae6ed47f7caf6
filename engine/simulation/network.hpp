// Plain networks of queues, which queueing theory is about: workers who are always there and do one task in each step,
// for families who come, wait their turn, go on and leave. They have a loop of their own that knows of nothing else. It
// gives what the general one gives (advance() in run.cpp), to the last bit, several times sooner; so each is a check of
// the other.   Tested by tests/simulation/network_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "caseload/model.hpp"
#include "caseload/simulation.hpp"
#include "random/blocks_ahead.hpp"
#include "simulation/future_event_list.hpp"

namespace caseload {

class DurationTally;
struct AskedHours;  // state.hpp, which has a NetworkState

/// What each of a fixed number of players is going to do next, and who is first. A tournament: neighbours play for the
/// sooner, then the winners, and so on. Something new to do changes only the way from the player to the top, and no
/// branch hangs on who wins; on the way through a heap one does on every level. Source: Knuth, The Art of Computer
/// Programming, vol. 3 (1998), section 5.4.1.
class Tournament {
 public:
  /// A second, above it 0 for what ends then and 1 for what begins then, then the order of scheduling, then the player:
  /// one number that is compared.
  using Key = std::uint64_t;
  enum class What : std::uint8_t { ends, begins };

  /// Whether there is room in a key for all of them.
  static bool fits(std::size_t players, std::int64_t last);
  /// Nobody has anything to do by now. What is after second `last` will not come up. Memory is kept.
  void restart(std::size_t players, std::int64_t last);

  Key first() const { return winners_[1]; }
  std::uint32_t player(Key key) const { return static_cast<std::uint32_t>(key & (players_ - 1)); }
  std::int64_t second(Key key) const { return static_cast<std::int64_t>(key >> second_bit_); }
  /// What ends in this second comes before it, what begins does not.
  Key middle_of(std::int64_t second) const {
    return (static_cast<Key>(second) << 1 | static_cast<Key>(What::begins)) << (second_bit_ - 1);
  }

  /// Instead of what the player was going to do.
  void schedule(std::uint32_t player, std::int64_t second, What what) {
    if (second > last_) return has_nothing_to_do(player);
    if (order_ == most_in_order_) renumber();
    const Key time = static_cast<Key>(second) << 1 | static_cast<Key>(what);
    put(player, time << (second_bit_ - 1) | order_++ << player_bits_ | player);
  }
  void has_nothing_to_do(std::uint32_t player) { put(player, never | player); }

 private:
  static constexpr Key never = Key{1} << 63;  // no second reaches this bit

  void put(std::uint32_t player, Key key) {
    Key* const winners = winners_.data();
    std::size_t at = players_ + player;
    winners[at] = key;
    while (at > 1) {
      key = std::min(key, winners[at ^ 1]);
      at /= 2;
      winners[at] = key;
    }
  }
  /// The order of scheduling is counted anew, from those on that are still to come.
  void renumber();

  std::size_t players_{};  ///< a power of 2
  unsigned player_bits_{}, second_bit_{};
  std::int64_t last_{};
  std::uint64_t order_{}, most_in_order_{};
  std::vector<Key> winners_;  ///< of 2i and 2i + 1 at i; the players from `players_` on
};

/// A family in a step of a plain network.
struct Customer {
  std::int64_t entered{};  ///< second since Model::begin
  std::int64_t needs{};    ///< seconds of work
  std::uint32_t number{};  ///< as Family has it
  std::uint32_t visit{};
  std::uint32_t next{};  ///< behind it in its queue; of those who have left, the one that left before
  StepId step{};
  StepId to{};  ///< the step after this one
  std::uint16_t stream{};
  std::uint8_t children{};
};

/// Families who come next by a stream, eight at a time: when, who they are, and what they need in their first step.
struct ComingFamilies {
  struct Family {
    std::int64_t at{};           ///< second since Model::begin
    std::int64_t needs{};        ///< as Customer has it
    double hours{}, siblings{};  ///< of its first task; how many times the first child's
    StepId to{};                 ///< the step after its first
    std::uint8_t children{};
  };
  std::array<Family, BlocksAhead::count> families;
  BlocksAhead routes;

  Family& family(std::uint32_t number) { return families[number % BlocksAhead::count]; }
};

/// A step of a plain network, and what has happened there since the recorder was told.
struct Stage {
  const TaskRow* task{};
  const RouteRow* routes{};  ///< ways out of it
  std::uint32_t ways{};
  std::uint32_t team{};
  DurationTally* wait{};
  DurationTally* stay{};
  AskedHours* asked{};
  std::int64_t entered{}, left{}, children_entered{}, children_left{};
  std::int64_t moment{}, children_moment{};  ///< entries less departures, each times its second
  std::int64_t waiting{}, waiting_moment{};
};

/// A team of a plain network, and who waits for it.
struct Servers {
  std::uint32_t idle{};                ///< the first of those who have nothing to do, a list through Server::serves
  std::uint32_t queue{};               ///< how many wait
  std::uint32_t first{}, last{};       ///< of them, if any do; a list through Customer::next
  std::int64_t busy{}, busy_moment{};  ///< as Stage has them
};

struct Server {
  std::uint32_t serves{};  ///< a customer; of an idle one the next idle one
  std::uint32_t team{};
};

/// What moves in a plain network beside the recorder and the streams of the State. Memory is reused.
struct NetworkState {
  Tournament next;              ///< the next arrival of each stream, then the next end of work of each server
  std::vector<Server> servers;  ///< by player, from the number of streams on
  std::vector<Customer> customers;
  std::vector<Stage> stages;  ///< by step
  std::vector<Servers> teams;
  std::vector<ComingFamilies> coming;  ///< by stream
};

/// Whether nothing is in the model but what run_network() knows of.
bool is_plain_network(const Model&);

inline bool records_anything(const Recording& recording) {
  return recording.journeys || recording.waits || recording.log;
}

/// Goes from start() to where finish() can follow.
/// @param handle  deals with events that do not concern a family: the ends of weeks, dates of reports
/// @return        events handled
std::uint64_t run_network(const Model&, State&, void (*handle)(const Model&, State&, const Event&));

}  // namespace caseload
