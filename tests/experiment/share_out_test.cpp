// Parts of a work: each done once, on as many threads as were asked for.
#include "experiment/share_out.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace caseload;

TEST_CASE("each part is done once") {
  for (const unsigned threads : {1U, 2U, 8U}) {
    for (const std::size_t count : {0U, 1U, 3U, 1000U}) {
      std::vector<std::atomic<int>> done(count);
      share_out(count, threads, [&](std::size_t i) { ++done[i]; });
      for (const std::atomic<int>& times : done) CHECK(times == 1);
    }
  }
}

TEST_CASE("as many parts are done at once as threads were asked for, even on fewer cores") {
  std::atomic<unsigned> inside{0};
  share_out(3, 3, [&](std::size_t) {
    ++inside;
    // Waits for the other two; a machine that gives fewer threads runs into the time limit of the test.
    while (inside < 3) std::this_thread::yield();
  });
  CHECK(inside == 3);
}

TEST_CASE("what a part throws is thrown again") {
  for (const unsigned threads : {1U, 4U}) {
    CHECK_THROWS_WITH(share_out(20, threads,
                                [](std::size_t i) {
                                  if (i == 7) throw std::runtime_error("the disk is full");
                                }),
                      "the disk is full");
  }
}
