// Control variates against regressions whose answer is known.
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

#include "caseload/estimates.hpp"
#include "estimate/samples.hpp"
#include "support/kept.hpp"

namespace {

using namespace caseload;
using test::Dice;

bool is_plain(const Controlled& controlled, const std::vector<double>& values) {
  const Estimate plain = estimate(values);
  return controlled.variance_reduction == 1 && controlled.with.mean == plain.mean &&
         controlled.with.standard_error == plain.standard_error && controlled.with.upper95 == plain.upper95;
}

/// Values = 3 + 2 luck + noise of deviation `noise`, with standard normal luck.
struct LuckyValues {
  std::vector<double> values, luck;
};
LuckyValues lucky_values(Dice& dice, std::size_t n, double noise) {
  LuckyValues s;
  for (std::size_t i = 0; i < n; ++i) {
    s.luck.push_back(dice.normal());
    s.values.push_back(3 + 2 * s.luck.back() + noise * dice.normal());
  }
  return s;
}

}  // namespace

TEST_CASE("values that luck explains wholly have the mean they have without luck") {
  const std::vector<double> luck{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, -3, 0.5};
  std::vector<double> values;
  for (const double x : luck) values.push_back(3 + 2 * x);
  const Controlled controlled = control(values, luck);
  CHECK(controlled.with.mean == Approx(3).epsilon(1e-12));
  CHECK(controlled.with.standard_error == Approx(0).margin(1e-12));
  CHECK(controlled.with.p50 == estimate(values).p50);
  CHECK(controlled.with.n == values.size());
}

TEST_CASE("one control is the textbook's simple regression at luck nought") {
  // Intercept and its standard error: sums of squares and products, degrees of freedom n - 2; t of 10 is 2.228139.
  Dice dice{5};
  const LuckyValues s = lucky_values(dice, 12, 1);
  const double n = 12, x = estimate(s.luck).mean, y = estimate(s.values).mean;
  double xx = 0, xy = 0, yy = 0;
  for (std::size_t i = 0; i < s.luck.size(); ++i) {
    xx += (s.luck[i] - x) * (s.luck[i] - x);
    xy += (s.luck[i] - x) * (s.values[i] - y);
    yy += (s.values[i] - y) * (s.values[i] - y);
  }
  const double mean = y - xy / xx * x;
  const double error = std::sqrt((yy - xy * xy / xx) / (n - 2) * (1 / n + x * x / xx));
  const Controlled controlled = control(s.values, s.luck);
  CHECK(controlled.with.mean == Approx(mean).epsilon(1e-12));
  CHECK(controlled.with.standard_error == Approx(error).epsilon(1e-12));
  CHECK(controlled.with.upper95 == Approx(mean + 2.2281388520 * error).epsilon(1e-9));
  const double ratio = (yy / (n - 1)) / ((yy - xy * xy / xx) / (n - 2) * (n - 2) / (n - 3));
  CHECK(controlled.variance_reduction == Approx(ratio).epsilon(1e-12));
}

TEST_CASE("controlled means are unbiased, cover as promised and are as much surer as theory says") {
  // The correlation squared is 4 / (4 + 1): the variance falls by 5 (n - 3) / (n - 2) (Lavenberg & Welch, 1981). A
  // thousand samples of 30: the coverage is binomial with standard error 0.007.
  Dice dice{2024};
  int covered = 0;
  std::vector<double> means, plain_means, reductions;
  for (int i = 0; i < 1000; ++i) {
    const LuckyValues s = lucky_values(dice, 30, 1);
    const Controlled controlled = control(s.values, s.luck);
    covered += controlled.with.lower95 <= 3 && 3 <= controlled.with.upper95;
    means.push_back(controlled.with.mean);
    plain_means.push_back(estimate(s.values).mean);
    reductions.push_back(controlled.variance_reduction);
  }
  const Estimate mean = estimate(means), plain = estimate(plain_means);
  CHECK(mean.mean == Approx(3).margin(4 * mean.standard_error).epsilon(0));
  CHECK(covered > 922);
  CHECK(covered < 972);
  const double theory = 5 * 27.0 / 28;
  CHECK(std::pow(plain.standard_error / mean.standard_error, 2) == Approx(theory).epsilon(0.2));  // of 1000 each
  CHECK(estimate(reductions).p50 == Approx(theory).epsilon(0.1));
}

TEST_CASE("luck that explains nothing does not spoil the interval") {
  Dice dice{7};
  int covered = 0;
  for (int i = 0; i < 1000; ++i) {
    std::vector<double> values, luck;
    for (int k = 0; k < 50; ++k) {
      values.push_back(dice.normal());
      for (int control = 0; control < 5; ++control) luck.push_back(dice.normal());
    }
    const Controlled controlled = control(values, luck);
    CHECK(controlled.variance_reduction >= 1);
    covered += controlled.with.lower95 <= 0 && 0 <= controlled.with.upper95;
  }
  CHECK(covered > 922);
}

TEST_CASE("controls that are constant, or follow from others, change nothing") {
  Dice dice{11};
  const LuckyValues s = lucky_values(dice, 40, 1);
  std::vector<double> more;
  for (const double x : s.luck) more.insert(more.end(), {x, 0.1, 5 * x, 0, 7 - x});
  const Controlled one = control(s.values, s.luck), many = control(s.values, more);
  CHECK(many.variance_reduction == Approx(one.variance_reduction));
  CHECK(many.with.mean == Approx(one.with.mean));
  CHECK(many.with.upper95 == Approx(one.with.upper95));
}

TEST_CASE("the plain mean stays where controls cannot help") {
  Dice dice{13};
  const LuckyValues s = lucky_values(dice, 40, 1);
  CHECK(is_plain(control(s.values, {}), s.values));
  CHECK(is_plain(control(s.values, std::vector<double>(40, 0.0)), s.values));
  const std::vector<double> same(40, 7.0);
  CHECK(is_plain(control(same, s.luck), same));
  const LuckyValues few = lucky_values(dice, 10, 1);
  CHECK(is_plain(control(few.values, few.luck), few.values));
  CHECK(control({}, {}).with.n == 0);
}

TEST_CASE("a measure that is not always observed keeps its plain mean") {
  // It is seen in lucky futures only, where luck is 0.8 on average: minus 2 times that would be wrong.
  Dice dice{17};
  LuckyValues s = lucky_values(dice, 60, 0.1);
  for (std::size_t i = 0; i < s.values.size(); ++i) {
    if (s.luck[i] < 0) s.values[i] = test::unseen;
  }
  const Controlled controlled = control(s.values, s.luck);
  CHECK(is_plain(controlled, s.values));
  CHECK(controlled.with.n < 60);
}

TEST_CASE("each value of the observations is controlled by the luck of its replication") {
  Dice dice{19};
  const LuckyValues a = lucky_values(dice, 30, 1), b = lucky_values(dice, 30, 2);
  std::vector<std::vector<double>> rows;
  std::vector<double> luck;
  for (std::size_t i = 0; i < 30; ++i) {
    rows.push_back({a.values[i], b.values[i]});
    luck.insert(luck.end(), {a.luck[i], b.luck[i]});
  }
  Replications replications = test::replications_of(rows);
  test::change_each(replications.observations, [&](std::size_t i, Observations& seen) {
    seen.luck = {a.luck[i], b.luck[i]};
  });
  const std::vector<Controlled> all = control(replications);
  REQUIRE(all.size() == 2);
  CHECK(all[0].with.mean == control(a.values, luck).with.mean);
  CHECK(all[1].with.mean == control(b.values, luck).with.mean);
  CHECK(control(Replications{}).empty());
}
