// MSER-5 against its definition, a series worked out by hand, and starts whose length is known.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "caseload/estimates.hpp"
#include "estimate/samples.hpp"
#include "support/kept.hpp"

namespace {

using namespace caseload;

/// The definition: the place that leaves the least sum of squares about the mean over the square of the number left.
std::size_t cut_by_definition(const std::vector<double>& series) {
  std::vector<double> batches;
  for (std::size_t i = 0; i + 5 <= series.size(); i += 5) {
    batches.push_back((series[i] + series[i + 1] + series[i + 2] + series[i + 3] + series[i + 4]) / 5);
  }
  double least = std::numeric_limits<double>::infinity();
  std::size_t cut = 0;
  for (std::size_t d = 0; d + 5 <= batches.size(); ++d) {
    const double left = static_cast<double>(batches.size() - d);
    double mean = 0, squares = 0;
    for (std::size_t i = d; i < batches.size(); ++i) mean += batches[i] / left;
    for (std::size_t i = d; i < batches.size(); ++i) squares += (batches[i] - mean) * (batches[i] - mean);
    if (squares / (left * left) >= least) continue;
    least = squares / (left * left);
    cut = 5 * d;
  }
  return cut;
}

std::vector<double> in_fives(const std::vector<double>& batches) {
  std::vector<double> series;
  for (const double x : batches) series.insert(series.end(), {x - 2, x - 1, x, x + 1, x + 2});
  return series;
}

}  // namespace

TEST_CASE("a series worked out by hand is cut where the rule says") {
  // Batches 9 4 1 0 1 0 1 0 1 0. Left after dropping 2 of them: four ones of eight, squares 2 (0.03125 over 64); after
  // three: three of seven, squares 12/7 (0.03499 over 49). With the 4: sum 8 of nine, squares 20 - 64/9, far more.
  const WarmUp found = mser5(in_fives({9, 4, 1, 0, 1, 0, 1, 0, 1, 0}));
  CHECK(found.cut == 10);
  CHECK(found.settled);
  CHECK(found.batches_of == 5);
}

TEST_CASE("a series is cut where the definition of the rule says") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    test::Dice dice{seed};
    std::vector<double> series;
    for (std::size_t i = 0; i < 80 + seed; ++i) {
      series.push_back(20 * std::exp(-static_cast<double>(i) / static_cast<double>(seed)) + dice.normal());
    }
    CHECK(mser5(series).cut == cut_by_definition(series));
  }
}

TEST_CASE("a start that dies away is mostly cut about where it is lost in the noise") {
  // 50 e^(-i / 10) is ten times the noise's deviation at i = 16 and a tenth of it at i = 62. Now and then the end of
  // the series agrees by chance so well that the rule keeps little else: known of it (Hoad, Robinson & Davies,
  // "Automating warm-up length estimation", Journal of the Operational Research Society 61, 2010).
  std::vector<std::size_t> cuts;
  int settled = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    test::Dice dice{seed};
    std::vector<double> series;
    for (int i = 0; i < 300; ++i) series.push_back(100 + 50 * std::exp(-i / 10.0) + dice.normal());
    cuts.push_back(mser5(series).cut);
    settled += mser5(series).settled;
  }
  std::sort(cuts.begin(), cuts.end());
  CHECK(cuts.front() > 16);
  CHECK(cuts[150] < 62);
  CHECK(settled >= 180);
}

TEST_CASE("what is steady from the first day is not cut, and what rises to the end does not settle") {
  CHECK(mser5(std::vector<double>(100, 0.1)).cut == 0);
  CHECK(mser5(std::vector<double>(100, 0.1)).settled);
  std::vector<double> rising;
  for (int i = 0; i < 100; ++i) rising.push_back(i);
  CHECK_FALSE(mser5(rising).settled);
  rising.resize(50);
  CHECK_FALSE(mser5(rising).settled);
}

TEST_CASE("fewer than ten batches are too short to tell") {
  for (const std::size_t weeks : {0U, 4U, 49U}) {
    const WarmUp found = mser5(std::vector<double>(weeks, 1.0));
    CHECK(found.cut == 0);
    CHECK_FALSE(found.settled);
  }
  CHECK(mser5(std::vector<double>(50, 1.0)).settled);
}

TEST_CASE("the weeks at the beginning are averaged over replications") {
  // What one replication has too much the other has too little: the mean is the hand-worked series.
  const std::vector<double> series = in_fives({9, 4, 1, 0, 1, 0, 1, 0, 1, 0});
  Replications replications = test::replications_of({{}, {}});
  test::change_each(replications.observations, [&](std::size_t replication, Observations& seen) {
    for (std::size_t i = 0; i < series.size(); ++i) {
      const double off = i % 7 == 0 ? 64 : -8;
      seen.beginning.push_back(series[i] + (replication == 0 ? off : -off));
    }
  });
  CHECK(warm_up(replications).cut == 10);
  CHECK(warm_up(Replications{}).cut == 0);
}

TEST_CASE("how much the beginning differs is told with its noise over replications") {
  // Twice as much for ten weeks, whatever the level: a change of exactly 100 %.
  Replications replications = test::replications_of(std::vector<std::vector<double>>(12));
  test::change_each(replications.observations, [](std::size_t i, Observations& seen) {
    for (int week = 0; week < 60; ++week) seen.beginning.push_back(static_cast<double>(i + 1) * (week < 10 ? 2 : 1));
  });
  const WarmUp found = warm_up(replications);
  CHECK(found.cut == 10);
  CHECK(found.change.n == 12);
  CHECK(found.change.mean == Approx(1));
  CHECK(found.change.upper95 - found.change.lower95 < 1e-9);
}
