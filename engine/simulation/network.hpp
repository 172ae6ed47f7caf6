// Plain networks of queues, which queueing theory is about: workers who are always there and do one task in each step,
// for families who come, wait their turn, go on and leave. They have a loop of their own that knows of nothing else. It
// gives what the general one gives (advance() in run.cpp), to the last bit, several times sooner; so each is a check of
// the other.   Tested by tests/simulation/network_test.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <deque>
#include <vector>

#include "caseload/model.hpp"
#include "caseload/simulation.hpp"
#include "random/blocks_ahead.hpp"
#include "simulation/future_event_list.hpp"
#include "simulation/tournament.hpp"

namespace caseload {

class DurationTally;
struct AskedHours;  // state.hpp, which has a NetworkState

/// What each of a fixed number of players is going to do next, and who is first.
class WhoIsNext {
 public:
  /// From the top: the second, 0 for what ends then or 1 for what begins then, the order of scheduling, the player. One
  /// number, so that one comparison is enough.
  using Key = Tournament::Key;
  enum class What : std::uint8_t { ends, begins };

  /// Whether there is room in a key for all of them.
  static bool fits(std::size_t players, std::int64_t last);
  /// Nobody has anything to do by now. What is after second `last` will not come up. Memory is kept.
  void restart(std::size_t players, std::int64_t last);

  Key first() const { return keys_.first(); }
  std::uint32_t player(Key key) const { return static_cast<std::uint32_t>(key & (keys_.places() - 1)); }
  std::int64_t second(Key key) const { return static_cast<std::int64_t>(key >> second_bit_); }
  /// What ends in this second comes before it, what begins does not.
  Key middle_of(std::int64_t second) const { return static_cast<Key>(second) << second_bit_ | begins_; }

  /// Instead of what the player was going to do. Gives who is first now.
  Key schedule(std::uint32_t player, std::int64_t second, What what) {
    if (second > last_) return has_nothing_to_do(player);
    if (order_ == begins_) renumber();
    const Key time = static_cast<Key>(second) << second_bit_ | (what == What::begins ? begins_ : 0);
    const Key first = keys_.put(player, time | order_ | player);
    order_ += keys_.places();
    return first;
  }
  /// The same.
  Key has_nothing_to_do(std::uint32_t player) { return keys_.put(player, never | player); }

 private:
  static constexpr Key never = Key{1} << 63;  // no second reaches this bit

  /// The order of scheduling is counted anew, from those on that are still to come.
  void renumber();

  Tournament keys_;  ///< a place for each player
  unsigned second_bit_{};
  Key begins_{};  ///< the bit of What::begins, just below the second
  Key order_{};   ///< of what is scheduled next, in its place
  std::int64_t last_{};
  std::vector<Key> in_order_;  ///< of renumber()
};

struct Stage;
struct Server;

/// A family in a step of a plain network. One cache line.
struct alignas(64) Customer {
  std::int64_t needs{};    ///< seconds of work
  std::int64_t entered{};  ///< second since Model::begin
  Stage* in{};             ///< the step
  Stage* to{};             ///< the step after this one; null: it leaves
  Customer* next{};        ///< behind it in its queue; of those who have left, the one that left before
  std::uint32_t number{};  ///< as Family has it
  std::uint32_t visit{};
  std::uint16_t stream{};
  std::uint8_t children{};
};
static_assert(sizeof(Customer) == 64);

/// A stream, and the families that come next, worked out eight at a time: nothing that has happened changes them.
struct Source {
  template <class Value>
  using Eight = std::array<Value, BlocksAhead::count>;

  std::uint32_t came{};     ///< families
  std::uint32_t told{};     ///< of whom the recorder knows
  std::uint32_t segment{};  ///< as StreamState has them
  double expected{};
  Eight<std::int64_t> at{};  ///< the second in which they come
  Eight<Customer*> coming{};
  Eight<std::uint8_t> children{};
  Eight<double> hours{}, siblings{};  ///< of work; how many times those of the first child
  Eight<double> luck{};               ///< more children than a family has on average
  BlocksAhead gaps, children_ahead, efforts, routes;

  /// Of the next one among the eight.
  std::uint32_t place() const { return came % BlocksAhead::count; }
};

/// Families that have passed a place, and their children; the same, each times its second since Model::begin.
struct Passed {
  std::int64_t families{}, children{};
  std::int64_t moment{}, children_moment{};
  void add(std::int64_t now, std::int64_t of_family) {
    ++families;
    children += of_family;
    moment += now;
    children_moment += now * of_family;
  }
};

/// A team of a plain network, and who waits for it.
struct Servers {
  Server* idle{};        ///< the first of those who have nothing to do, a list through Server::next_idle
  Customer* first{};     ///< of those who wait, a list through Customer::next
  Customer** end{};      ///< where that list ends, for the next to be put
  std::int64_t busy{}, busy_moment{};  ///< more who work; those changes, each times its second
};

/// One of a team, and what it is about.
struct Server {
  Servers* team{};
  Customer* serves{};      ///< unless it has nothing to do
  Server* next_idle{};     ///< then: the next in Servers::idle
  std::uint32_t number{};  ///< in NetworkState::servers
};

/// A way out of a step.
struct WayOut {
  double cumulative{};
  Stage* to{};  ///< null: the case closes
};

/// A step of a plain network, and what has happened there since the recorder was told.
struct Stage {
  Servers* team{};
  const Distribution* effort{};
  const WayOut* ways{};
  std::uint32_t other_ways{};  ///< beside the last
  DurationTally* wait{};
  DurationTally* stay{};
  AskedHours* asked{};
  Passed in, out;
  std::int64_t begun{}, begun_moment{};  ///< tasks; each times its second
};

/// What moves in a plain network beside the recorder. Memory is reused.
struct NetworkState {
  // Two tournaments, whose keys can be compared: the order of scheduling decides only among those of one. In one for
  // all streams and servers each would have the others to beat on its way up.
  WhoIsNext arrivals;              ///< of each stream
  WhoIsNext ends;                  ///< of the work of each server
  std::vector<Server> servers;     ///< of one team after the other
  std::deque<Customer> customers;  ///< do not move
  std::vector<WayOut> ways;        ///< of one step after the other
  std::vector<Stage> stages;       ///< by step
  std::vector<Servers> teams;
  std::vector<Source> sources;  ///< by stream
};

/// Whether nothing is in the model but what run_network() knows of.
bool is_plain_network(const Model&);

inline bool records_anything(const Recording& recording) {
  return recording.journeys || recording.waits || recording.log;
}

/// Goes from start() to where finish() can follow.
/// @param handle  deals with events that do not concern a family: the ends of weeks, dates of reports
/// @return        events handled
std::uint64_t run_network(const Model&, State&, bool (*handle)(const Model&, State&, const Event&));

}  // namespace caseload
