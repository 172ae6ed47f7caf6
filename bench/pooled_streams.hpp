// What other simulators do, to compare with: one generator for all draws of a replication, used in the order in which draws
// happen. Where two options draw in another order, from then on everything is drawn anew. Only bench/pairing.cpp uses it.
#pragma once

#include <cstdint>
#include <map>
#include <tuple>

#include "random/stream.hpp"

namespace caseload::bench {

class PooledStreams {
 public:
  bool on{};

  /// Another run begins.
  void restart() {
    used_ = 0;
    place_.clear();
  }

  /// The place of a draw in the one stream: the next, or the one it had if it is asked for again.
  StreamKey key_for(const StreamKey& key) {
    if (!on) return key;
    const auto [found, is_new] = place_.try_emplace({key.entity, key.purpose, key.index, key.item}, used_);
    if (is_new) ++used_;
    return {.seed = key.seed, .replication = key.replication, .entity = found->second};
  }

 private:
  std::uint32_t used_{};
  std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>, std::uint32_t> place_;
};

inline PooledStreams pooled_streams;

}  // namespace caseload::bench
