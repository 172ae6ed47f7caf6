#include "observation/tally.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace caseload;
using namespace std::chrono_literals;

TEST_CASE("a tally of durations knows its mean, its quantiles and how many were above zero") {
  DurationTally tally;
  for (const auto days : {4, 0, 2, 0, 9}) tally.add(24h * days);
  CHECK(tally.count() == 5);
  CHECK(tally.mean_days() == Approx(3));
  CHECK(tally.share_above_zero() == Approx(0.6));
  CHECK(tally.quantile_days(0.5) == Approx(2));
  CHECK(tally.quantile_days(0.0) == Approx(0));
  CHECK(tally.quantile_days(1.0) == Approx(9));
  CHECK(tally.quantile_days(0.9) == Approx(4 + 0.6 * 5));  // type 7: position 3.6 of 0 0 2 4 9
}

TEST_CASE("an empty tally has nothing to say") {
  DurationTally tally;
  CHECK(std::isnan(tally.mean_days()));
  CHECK(std::isnan(tally.quantile_days(0.5)));
  CHECK(std::isnan(tally.share_above_zero()));
  CHECK(std::isnan(ShareTally{}.percent()));
}

TEST_CASE("tallies can be put together and used again") {
  DurationTally a, b;
  a.add(24h);
  b.add(72h);
  a.append(b);
  CHECK(a.mean_days() == Approx(2));
  a.clear();
  CHECK(a.count() == 0);
  a.add(48h);
  CHECK(a.mean_days() == Approx(2));
}

TEST_CASE("a share is the percentage of yes") {
  ShareTally share;
  for (const bool yes : {true, false, true, true}) share.add(yes);
  CHECK(share.percent() == Approx(75));
}
