#include "observation/tally.hpp"

#include <algorithm>
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

TEST_CASE("quantiles of very many durations are those of all of them in order") {
  std::uint64_t bits = 1;
  const auto random = [&bits](std::uint64_t n) {
    return static_cast<std::int64_t>((bits = bits * 6364136223846793005u + 1442695040888963407u) >> 33) %
           static_cast<std::int64_t>(n);
  };
  const std::array<double, 5> shares{0.9, 0, 0.5, 0.95, 1};
  for (const int count : {1'999, 2'000, 2'001, 50'000}) {
    for (const std::uint64_t most : {std::uint64_t{1}, std::uint64_t{3}, std::uint64_t{2048}, std::uint64_t{1} << 31}) {
      DurationTally tally;
      std::vector<double> all;
      for (int i = 0; i < count; ++i) {
        const auto seconds = random(2) == 0 ? 0 : random(most) / (1 + random(1000));  // many have not waited at all
        tally.add(Elapsed{seconds});
        all.push_back(static_cast<double>(seconds));
      }
      std::sort(all.begin(), all.end());
      const auto found = tally.quantiles_days(shares);
      for (std::size_t i = 0; i < shares.size(); ++i) {
        const double position = shares[i] * (count - 1);
        const auto below = static_cast<std::size_t>(position);
        const double low = all[below], high = all[std::min(below + 1, all.size() - 1)];
        CHECK(found[i] == (low + (position - static_cast<double>(below)) * (high - low)) / seconds_per_day);
        CHECK(found[i] == tally.quantile_days(shares[i]));
      }
    }
  }
}

TEST_CASE("a mean that keeps no values is the mean of those that a tally keeps") {
  DurationMean mean;
  DurationTally tally;
  CHECK(std::isnan(mean.mean_days()));
  for (const auto seconds : {17s, 0s, 86'399s, 12'345'678s}) mean.add(seconds), tally.add(seconds);
  CHECK(mean.mean_days() == tally.mean_days());
  mean.clear();
  CHECK(std::isnan(mean.mean_days()));
}

TEST_CASE("a share is the percentage of yes") {
  ShareTally share;
  for (const bool yes : {true, false, true, true}) share.add(yes);
  CHECK(share.percent() == Approx(75));
}
