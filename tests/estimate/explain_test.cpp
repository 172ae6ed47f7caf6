// Shapley values by hand and by brute force over all orders.
#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>
#include <vector>

#include "caseload/causes.hpp"
#include "estimate/samples.hpp"

namespace {

using namespace caseload;

/// Causes are switched on one after the other in every order; each gets what changes at its turn, on average.
std::vector<double> over_all_orders(const std::vector<double>& values, std::size_t causes) {
  std::vector<std::size_t> order(causes);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> shares(causes, 0.0);
  double orders = 0;
  do {
    std::size_t on = 0;
    for (const std::size_t cause : order) {
      shares[cause] += values[on | std::size_t{1} << cause] - values[on];
      on |= std::size_t{1} << cause;
    }
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  for (double& share : shares) share /= orders;
  return shares;
}

}  // namespace

TEST_CASE("two causes share what they do together") {
  // Alone they add 2 and 3; together 9, so that 4 is shared: 2 + 2 and 3 + 2.
  const std::vector<double> shares = shapley(std::vector<double>{1, 3, 4, 10});
  REQUIRE(shares.size() == 2);
  CHECK(shares[0] == Approx(4));
  CHECK(shares[1] == Approx(5));
}

TEST_CASE("shares are the mean over all orders and add up to the whole") {
  test::Dice dice{1953};
  for (const std::size_t causes : {1U, 2U, 3U, 6U}) {
    std::vector<double> values(std::size_t{1} << causes);
    for (double& x : values) x = 10 * dice.normal();
    const std::vector<double> shares = shapley(values), expected = over_all_orders(values, causes);
    REQUIRE(shares.size() == causes);
    for (std::size_t i = 0; i < causes; ++i) CHECK(shares[i] == Approx(expected[i]).margin(1e-12));
    CHECK(std::accumulate(shares.begin(), shares.end(), 0.0) == Approx(values.back() - values.front()).margin(1e-12));
  }
  CHECK(shapley(std::vector<double>{7}).empty());
}

TEST_CASE("a cause without effect gets exactly nothing, causes alike get alike") {
  // Bit 1 changes nothing; bits 0 and 2 may change places.
  const std::vector<double> shares = shapley(std::vector<double>{0.1, 0.7, 0.1, 0.7, 0.7, 1.9, 0.7, 1.9});
  CHECK(shares[1] == 0);
  CHECK(shares[0] == Approx(0.9));
  CHECK(shares[2] == Approx(0.9));
}

TEST_CASE("a difference is explained future by future") {
  // Sets: none, vacancies, surge, both. The shares within the futures are 4 and 5, then 6 and 6; the third future was
  // not observed without the surge and is left out.
  const std::vector<std::vector<double>> none{{0, 1}, {0, 2}, {0, 3}}, vacancies{{0, 3}, {0, 6}, {0, test::unseen}},
      surge{{0, 4}, {0, 6}, {0, 9}}, both{{0, 10}, {0, 14}, {0, 15}};
  const Measure measure{"wait", "duty", "days", true};
  const std::vector<Replications> done{test::replications_of(none), test::replications_of(vacancies),
                                       test::replications_of(surge), test::replications_of(both)};
  const Explanation e = explain({Cause::vacancies, Cause::surge}, done, measure, 1);
  CHECK(e.measure.name == "wait");
  CHECK(e.absent == std::vector<Cause>{Cause::sickness, Cause::handovers, Cause::admin, Cause::newly_qualified});
  CHECK(e.replications == 3);
  CHECK(e.with.mean == 12);
  CHECK(e.without.mean == 1.5);
  CHECK(e.difference.n == 2);
  CHECK(e.difference.mean == 10.5);
  CHECK(e.shares[0].mean == Approx(5));
  CHECK(e.shares[1].mean == Approx(5.5));
  CHECK(e.shares[0].standard_error == Approx(1));
  CHECK(e.alone[0].mean == Approx((6 + 8) / 2.0));  // both less surge
  CHECK(e.alone[1].mean == Approx((7 + 8) / 2.0));  // both less vacancies
}

TEST_CASE("with no causes there is nothing to share") {
  const Explanation e = explain({}, {test::replications_of({{5}, {6}})}, {"wait", "duty", "days", true}, 0);
  CHECK(e.shares.empty());
  CHECK(e.absent.size() == all_causes.size());
  CHECK(e.difference.mean == 0);
  CHECK(e.with.mean == 5.5);
}
