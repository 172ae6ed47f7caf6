// Targets against counts made by hand; Wilson's intervals themselves are tested in interval_test.cpp.
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "caseload/estimates.hpp"
#include "estimate/samples.hpp"

namespace {

using namespace caseload;
using test::unseen;
using Verdict = TargetEstimate::Verdict;

/// Futures of one measure; the target is at least 80 in at least half of them.
TargetEstimate judged(const std::vector<double>& values, TargetRow target = {0, true, 80, 0.5}) {
  std::vector<std::vector<double>> rows;
  for (const double x : values) rows.push_back({x});
  return judge(target, test::replications_of(rows));
}

std::vector<double> eighties(int good, int bad) {
  std::vector<double> values(static_cast<std::size_t>(good), 85.0);
  values.resize(static_cast<std::size_t>(good + bad), 75.0);
  return values;
}

}  // namespace

TEST_CASE("the share of futures that meet a target is counted, the bound itself included") {
  const TargetEstimate at_least = judged({79, 80, 81, unseen});
  CHECK(at_least.n == 3);
  CHECK(at_least.share == Approx(2.0 / 3));
  CHECK(at_least.interval.lower == wilson(2, 3).lower);
  CHECK(at_least.interval.upper == wilson(2, 3).upper);
  CHECK(judged({79, 80, 81}, {0, false, 80, 0.5}).share == Approx(2.0 / 3));
  CHECK(judged({79, 79.9, 81}, {0, false, 79, 0.5}).share == Approx(1.0 / 3));
}

TEST_CASE("a target is met or missed when the whole interval says so") {
  // Wilson of 20 and chance 0.5: the score test at z = 1.96 asks for |yes - 10| >= 1.96 sqrt(5) = 4.38.
  CHECK(judged(eighties(15, 5)).verdict == Verdict::met);
  CHECK(judged(eighties(14, 6)).verdict == Verdict::open);
  CHECK(judged(eighties(6, 14)).verdict == Verdict::open);
  CHECK(judged(eighties(5, 15)).verdict == Verdict::missed);
}

TEST_CASE("less confidence settles more") {
  std::vector<std::vector<double>> rows;
  for (const double x : eighties(14, 6)) rows.push_back({x});
  // z of 90 % is 1.645: 3.68 is enough.
  CHECK(judge({0, true, 80, 0.5}, test::replications_of(rows), 0.9).verdict == Verdict::met);
}

TEST_CASE("a measure that nobody saw leaves its target open") {
  for (const std::vector<double>& values : {std::vector<double>{}, std::vector<double>{unseen, unseen}}) {
    const TargetEstimate nothing = judged(values, {0, true, 80, 0});
    CHECK(nothing.n == 0);
    CHECK(std::isnan(nothing.share));
    CHECK(nothing.verdict == Verdict::open);
  }
}
