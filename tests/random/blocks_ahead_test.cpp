#include "random/blocks_ahead.hpp"

#include <catch2/catch.hpp>

using namespace caseload;

namespace {

void same_stream(Stream one, Stream other) {
  for (int i = 0; i < 6; ++i) REQUIRE(one() == other());
}

}  // namespace

TEST_CASE("what is worked out ahead are the streams of the keys, in whatever order they are asked for") {
  StreamKey key{.seed = 7, .replication = 0xFFFFFFFF, .purpose = 5u << 24 | 3, .index = 2, .item = 0xABCDEF};
  BlocksAhead ahead;
  for (const std::uint32_t entity :
       {0u, 1u, 1u, 7u, 8u, 17u, 16u, 3u, 8u, 23u, 24u, 4'000'000'000u, 25u, 4'294'967'294u}) {
    key.entity = entity;
    same_stream(ahead.stream(key), Stream{key});
  }
}
