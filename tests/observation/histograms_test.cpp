// Bins of times: the due date is the end of one, so that what lies before it was in time.
#include "observation/histograms.hpp"

#include <catch2/catch.hpp>

using namespace caseload;

namespace {

Clock working_days(double n) { return {n, Duration::Unit::working_days, true}; }
Clock seconds(double n) { return {n, Duration::Unit::seconds, true}; }

}  // namespace

TEST_CASE("bins up to a due date divide it") {
  for (const int due : {1, 2, 7, 10, 15, 20, 23, 35, 42, 45, 97, 101, 260'003}) {
    const ClockBins bins = bins_of(working_days(due));
    CHECK(bins.width * bins.due_bins == due);
    CHECK(bins.all <= 301);
    CHECK(bins.all > 2 * bins.due_bins);
    CHECK(bins.all >= 11);
  }
  CHECK(bins_of(working_days(45)).width == 3);
  CHECK(bins_of(working_days(7)).width == 1);
  CHECK(bins_of(Clock{}).all == 0);
}

TEST_CASE("what ends by the due date is in a bin before it, what ends later in one after it") {
  for (const Clock& due :
       {working_days(1), working_days(7), working_days(45), seconds(3 * 86'400), seconds(1800), seconds(86'400)}) {
    const ClockBins bins = bins_of(due);
    const auto last_in_time = static_cast<std::size_t>(bins.due_bins - 1);
    CHECK(bins.bin(0) == last_in_time);
    CHECK(bins.bin(1) == last_in_time + 1);
    CHECK(bins.bin(bins.width) == last_in_time + 1);
    CHECK(bins.bin(bins.width + 1) == std::min<std::size_t>(last_in_time + 2, static_cast<std::size_t>(bins.all - 1)));
    CHECK(bins.bin(-1'000'000'000) == 0);
    CHECK(bins.bin(1'000'000'000) == static_cast<std::size_t>(bins.all - 1));
    for (std::int64_t late = -3 * bins.width; late <= 3 * bins.width; ++late)
      CHECK(bins.bin(late) <= bins.bin(late + 1));
  }
}

TEST_CASE("edges of bins follow each other, and nought stands apart where it should") {
  const Histogram plain{"time taken", "duty", "working days", 3, 5, false, 9};
  CHECK(plain.from(0) == 0);
  CHECK(plain.to(2) == *plain.due);
  const Histogram waits{"wait for a worker", "service", "days", 1, 32, true, {}};
  CHECK(waits.from(0) == 0);
  CHECK(waits.to(0) == 0);
  CHECK(waits.from(1) == 0);
  CHECK(waits.to(1) == 1);
}
