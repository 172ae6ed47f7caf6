// When there are replications enough: against the definition, and what it promises over many runs.
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "caseload/estimates.hpp"
#include "estimate/samples.hpp"

namespace {

using namespace caseload;
using test::Dice;
using test::unseen;

const std::vector<Measure> one_headline{{"wait", "service", "days", true}};

using Rows = std::vector<std::vector<double>>;

Rows first_of(const Rows& rows, std::size_t n) { return {rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(n)}; }

std::uint32_t wanted_of(const Rows& rows, const Precision& precision = {},
                        const std::vector<Measure>& measures = one_headline) {
  return wanted({measures}, {test::replications_of(rows)}, precision);
}

/// As a caller does it: until no more are wanted than are done.
std::uint32_t stops_at(const Rows& all, const Precision& precision, const std::vector<Measure>& measures) {
  std::uint32_t done = 0;
  for (;;) {
    const std::uint32_t next = wanted_of(first_of(all, done), precision, measures);
    if (next <= done) return next;
    done = next;
  }
}

std::vector<double> column_of(const Rows& rows, std::size_t measure) {
  std::vector<double> values;
  for (const std::vector<double>& row : rows) values.push_back(row[measure]);
  return values;
}

/// By the definition, from the estimates of each beginning of the rows: 95 % and 5 %.
bool precise(const Rows& rows, std::size_t n) {
  const Estimate e = estimate(column_of(first_of(rows, n), 0));
  const double deviation = e.standard_error * std::sqrt(static_cast<double>(e.n));
  return (e.upper95 - e.lower95) / 2 <= 0.05 * std::max(std::abs(e.mean), 4 * deviation);
}

std::size_t stop_by_definition(const Rows& rows, std::size_t least) {
  for (std::size_t n = least;; ++n) {
    const std::size_t ahead = std::max<std::size_t>(5, n / 20);
    bool stays = true;
    for (std::size_t m = n; m <= n + ahead && stays; ++m) stays = precise(rows, m);
    if (stays) return n + ahead;
  }
}

Rows normal_rows(std::uint64_t seed, std::size_t n, double mean, double deviation) {
  Dice dice{seed};
  Rows rows;
  for (std::size_t i = 0; i < n; ++i) rows.push_back({mean + deviation * dice.normal()});
  return rows;
}

}  // namespace

TEST_CASE("what does not vary needs the least number of replications and those ahead") {
  CHECK(wanted_of(Rows(80, {7.0})) == 55);
  CHECK(wanted_of(Rows(80, {0.0})) == 55);
  CHECK(wanted_of(Rows(300, {7.0}), {0.05, 0.95, 200, 2000}) == 210);  // 200 / 20 ahead
}

TEST_CASE("with fewer than that done, that many are asked for") {
  CHECK(wanted_of({}) == 55);
  CHECK(wanted_of(Rows(54, {7.0})) == 55);
  CHECK(wanted_of({}, {0.05, 0.95, 50, 30}) == 30);
  CHECK(wanted_of({}, {0.05, 0.95, 200, 2000}) == 210);
}

TEST_CASE("there are enough where the definition says so, however many are done already") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    // Deviations from a tenth to the whole of the mean: sooner by the mean, later by the range of futures.
    const Rows rows = normal_rows(seed, 200, 1, 0.05 * static_cast<double>(seed));
    const std::size_t stop = stop_by_definition(rows, 20);
    INFO("seed " << seed << ", stop " << stop);
    for (const std::size_t done : {stop, stop + 1, stop + 20, rows.size()}) {
      CHECK(wanted_of(first_of(rows, done), {0.05, 0.95, 20, 2000}) == stop);
    }
    CHECK(wanted_of(first_of(rows, stop - 1), {0.05, 0.95, 20, 2000}) >= stop);
    CHECK(stops_at(rows, {0.05, 0.95, 20, 200}, one_headline) == stop);
  }
}

TEST_CASE("while there are not, the guess is more than are done, at most twice as many, at most the most") {
  // +1 and -1 by turns about a mean of 2: the deviation of 60 is sqrt(60 / 59), the half-width 2.000995 / sqrt(59),
  // which over 0.001 (4 deviations) is far more than twice as many.
  Rows rows;
  for (int i = 0; i < 60; ++i) rows.push_back({i % 2 == 0 ? 1.0 : 3.0});
  CHECK(wanted_of(rows, {0.001, 0.95, 50, 2000}) == 120);
  CHECK(wanted_of(rows, {0.001, 0.95, 50, 100}) == 100);
  CHECK(wanted_of(rows, {0.001, 0.95, 50, 60}) == 60);
  // At 6 % it is 2.000995 / sqrt(60) / (4 x 0.06) of what is asked: (1.0764)^2 x 60 is 70 at the next whole number, and
  // 5 ahead.
  CHECK(wanted_of(rows, {0.06, 0.95, 50, 2000}) == 75);
}

TEST_CASE("asked again and again while replications are added, the rule says what it says of them all") {
  Dice dice{5};
  Rows rows;
  for (int i = 0; i < 400; ++i) rows.push_back({i % 9 == 0 ? unseen : dice.exponential()});
  const Precision precision{0.05, 0.95, 30, 2000};
  Stopping rule{{one_headline}, precision};
  std::uint32_t said = 0, done = 0;
  for (int times = 0; said > done || times == 0; ++times) {
    Stopping copy = rule;
    done += times % 3 == 0 ? 0U : 7U;
    REQUIRE(done <= rows.size());
    said = rule({test::replications_of(first_of(rows, done))});
    CHECK(said == wanted_of(first_of(rows, done), precision));
    CHECK(copy({test::replications_of(first_of(rows, done))}) == said);
  }
  CHECK(said == stops_at(rows, precision, one_headline));
  CHECK(rule({test::replications_of(rows)}) == said);
}

TEST_CASE("the worst headline of the worst model decides, and measures that are none do not") {
  std::vector<Measure> measures = one_headline;
  measures.push_back({"cost", "service", "pounds", false});
  Rows calm, wild;
  for (int i = 0; i < 300; ++i) {
    calm.push_back({10.0, i % 2 == 0 ? -1.0 : 1.0});
    wild.push_back({i % 2 == 0 ? -1.0 : 1.0, 10.0});
  }
  CHECK(wanted_of(calm, {}, measures) == 55);
  const std::uint32_t needed = wanted_of(wild, {}, measures);
  CHECK(needed > 100);
  CHECK(wanted({measures, measures}, {test::replications_of(calm), test::replications_of(wild)}, {}) == needed);
}

TEST_CASE("a headline that occurs in less than half of the futures is not waited for, and said to be unsure") {
  Rows rows;
  for (int i = 0; i < 60; ++i) rows.push_back({i % 3 == 0 ? (i % 2 == 0 ? -1.0 : 1.0) : unseen});
  CHECK(wanted_of(rows) == 55);
  CHECK(not_precise(one_headline, test::replications_of(rows), {}) == std::vector<std::size_t>{0});
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = {i % 2 == 0 ? (i % 4 == 0 ? -1.0 : 1.0) : unseen};
  CHECK(wanted_of(rows) > 60);
}

TEST_CASE("headlines that stay unsure are named, those that never occur are not") {
  std::vector<Measure> measures(4, one_headline.front());
  measures[3].headline = false;
  Rows rows;
  for (int i = 0; i < 40; ++i) {
    const double toss = i % 2 == 0 ? -1 : 1;
    rows.push_back({5.0, toss, unseen, toss});
  }
  CHECK(not_precise(measures, test::replications_of(rows), {}) == std::vector<std::size_t>{1});
  CHECK(not_precise(measures, test::replications_of({}), {}).empty());
}

TEST_CASE("the precision asked is reached, and intervals after stopping still cover") {
  // Stopped by the mean (a deviation of 20 % needs about 62) and by the range of futures (exponential values need about
  // 100). Of 200 runs all must reach what was asked by their own intervals, and the truth must lie as near as asked in
  // at least 94 %. Of 200 intervals with chance 0.95, between 179 and 199 cover with chance 0.999.
  const Precision precision{0.05, 0.95, 50, 2000};
  for (const bool by_mean : {true, false}) {
    const double mean = by_mean ? 10 : 1, deviation = by_mean ? 2 : 1;
    int reached = 0, near = 0, covered = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
      Dice dice{seed};
      Rows rows;
      for (int i = 0; i < 300; ++i) rows.push_back({by_mean ? 10 + 2 * dice.normal() : dice.exponential()});
      const std::uint32_t stop = stops_at(rows, precision, one_headline);
      const Estimate e = estimate(column_of(first_of(rows, stop), 0));
      reached += precise(rows, stop);
      near += std::abs(e.mean - mean) <= 0.05 * std::max(mean, 4 * deviation);
      covered += e.lower95 <= mean && mean <= e.upper95;
    }
    INFO((by_mean ? "by the mean" : "by the range"));
    CHECK(reached == 200);
    CHECK(near >= 188);
    CHECK(covered >= 179);
    CHECK(covered <= 199);
  }
}
