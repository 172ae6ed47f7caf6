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

TEST_CASE("every way that a processor has to work them out gives the same") {
  const StreamKey key{
      .seed = 0xFFFFFFFF, .replication = 7, .purpose = 5u << 24 | 3, .index = 0x87654321, .item = 0xABCDEF};
  for (const BlocksAhead::Way way : BlocksAhead::ways()) {
    for (const std::uint32_t first : {0u, 8u, 4'294'967'288u}) {
      BlocksAhead::Words low, high;
      way(first, key, low, high);
      for (std::uint32_t i = 0; i < BlocksAhead::count; ++i) {
        StreamKey one = key;
        one.entity = first + i;
        Stream stream{one};
        REQUIRE(stream() == low[i]);
        REQUIRE(stream() == high[i]);
      }
    }
  }
}

TEST_CASE("the first words of eight streams are what these begin with") {
  BlocksAhead ahead;
  for (const std::uint32_t first : {0u, 8u, 8u, 800u, 0u}) {
    StreamKey key{.seed = 1, .entity = first, .purpose = 9};
    for (const std::uint64_t word : ahead.first_words(key)) {
      CHECK(Stream{key}() == word);
      ++key.entity;
    }
  }
}
