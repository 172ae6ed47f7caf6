// Options side by side against numbers worked out by hand.
#include "caseload/comparison.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "estimate/samples.hpp"
#include "support/kept.hpp"

namespace {

using namespace caseload;
using test::unseen;

const Measure wait{"wait", "duty", "days", true, Better::less};
const Measure in_time{"done in time", "duty", "%", true, Better::more};
const Measure open{"open", "duty", "children", false, Better::neither};

using Rows = std::vector<std::vector<double>>;

/// By option, replications x measures; all options have the same measures.
Comparison compared(const std::vector<Measure>& measures, const std::vector<Rows>& options) {
  PairedReplications done;
  std::vector<std::string> names;
  for (const Rows& rows : options) {
    done.of.push_back(test::replications_of(rows));
    names.push_back("option " + std::to_string(names.size()));
  }
  return compare(names, std::vector(options.size(), measures), done, 3);
}

/// Bonferroni on every set of hypotheses that holds this one: closed testing, which Holm's procedure abridges (Marcus,
/// Peritz & Gabriel, Biometrika 63, 1976).
double adjusted_by_definition(const std::vector<double>& p, std::size_t one) {
  double adjusted = 0;
  for (unsigned set = 1; set < 1U << p.size(); ++set) {
    if ((set >> one & 1U) == 0) continue;
    double least = 1, count = 0;
    for (std::size_t i = 0; i < p.size(); ++i) {
      if ((set >> i & 1U) == 0) continue;
      least = std::min(least, p[i]);
      ++count;
    }
    adjusted = std::max(adjusted, std::min(1.0, count * least));
  }
  return adjusted;
}

}  // namespace

TEST_CASE("an option is compared with the first within each future") {
  // Differences -1 -2 -1: mean -4/3, standard error 1/3, t = -4. With two degrees of freedom the two tails of t are
  // 1 - |t| / sqrt(t^2 + 2).
  const Comparison c = compared({wait}, {{{10}, {12}, {14}}, {{9}, {10}, {13}}});
  REQUIRE(c.contrasts.size() == 2);
  CHECK(c.contrasts[0].empty());
  const Contrast& contrast = c.contrasts[1][0];
  CHECK(contrast.difference.mean == Approx(-4.0 / 3));
  CHECK(contrast.difference.standard_error == Approx(1.0 / 3));
  CHECK(contrast.p == Approx(1 - 4 / std::sqrt(18.0)).epsilon(1e-10));
  CHECK(contrast.p_holm == contrast.p);
  // Variances 4 and 13/3, of the difference 1/3.
  CHECK(contrast.variance_reduction == Approx(25));
  CHECK(c.estimates[0][0].mean == 12);
  CHECK(c.estimates[1][0].mean == Approx(32.0 / 3));
  CHECK(c.replications == 3);
  CHECK(c.names[1] == "option 1");
}

TEST_CASE("a future that one option did not observe is left out of the comparison, not of the means") {
  const Comparison c = compared({wait}, {{{10}, {12}, {14}, {90}}, {{9}, {10}, {13}, {unseen}}});
  CHECK(c.contrasts[1][0].difference.n == 3);
  CHECK(c.contrasts[1][0].variance_reduction == Approx(25));
  CHECK(c.estimates[0][0].n == 4);
  CHECK(c.best[1][0].share == 1);
}

TEST_CASE("no difference at all has p = 1, a constant one p = 0, one future none") {
  const Comparison same = compared({wait}, {{{1}, {5}}, {{1}, {5}}});
  CHECK(same.contrasts[1][0].p == 1);
  CHECK_FALSE(same.contrasts[1][0].clear());
  CHECK(std::isinf(same.contrasts[1][0].variance_reduction));
  const Comparison constant = compared({wait}, {{{1}, {5}}, {{2}, {6}}});
  CHECK(constant.contrasts[1][0].p == 0);
  CHECK(constant.contrasts[1][0].clear());
  CHECK(std::isnan(compared({wait}, {{{2}, {2}}, {{2}, {2}}}).contrasts[1][0].variance_reduction));
  const Comparison once = compared({wait}, {{{1}}, {{2}}});
  CHECK(std::isnan(once.contrasts[1][0].p));
  CHECK_FALSE(once.contrasts[1][0].clear());
}

TEST_CASE("p-values are adjusted for all contrasts of headlines together and for no others") {
  const Rows first{{1, 1, 1}, {2, 2, 2}, {3, 3, 3}};
  const Rows near{{1, 3, 2}, {3, 3, 2}, {3, 5, 3}}, far{{5, 2, 5}, {6, 3, 5}, {7, 5, 9}};
  const Comparison c = compared({wait, in_time, open}, {first, near, far});
  const std::vector<double> expected =
      holm({c.contrasts[1][0].p, c.contrasts[1][1].p, c.contrasts[2][0].p, c.contrasts[2][1].p});
  CHECK(c.contrasts[1][0].p_holm == expected[0]);
  CHECK(c.contrasts[1][1].p_holm == expected[1]);
  CHECK(c.contrasts[2][0].p_holm == expected[2]);
  CHECK(c.contrasts[2][1].p_holm == expected[3]);
  CHECK(std::isnan(c.contrasts[1][2].p_holm));
  CHECK(c.contrasts[2][0].p == 0);  // four more, always
}

TEST_CASE("Holm's example comes out, and what is not a number does not count") {
  // Smallest first: 4 x 0.005, 3 x 0.01, 2 x 0.03, and 1 x 0.04, which may not be less than the one before.
  const std::vector<double> adjusted = holm({0.01, unseen, 0.04, 0.03, 0.005});
  CHECK(adjusted[0] == Approx(0.03));
  CHECK(std::isnan(adjusted[1]));
  CHECK(adjusted[2] == Approx(0.06));
  CHECK(adjusted[3] == Approx(0.06));
  CHECK(adjusted[4] == Approx(0.02));
  CHECK(holm({}).empty());
}

TEST_CASE("Holm's adjustment is closed testing by Bonferroni") {
  test::Dice dice{1979};
  for (int i = 0; i < 50; ++i) {
    std::vector<double> p;
    for (int k = 0; k < 7; ++k) p.push_back(std::pow(dice.uniform(), 3));
    if (i % 5 == 0) p[3] = p[1];
    const std::vector<double> adjusted = holm(p);
    for (std::size_t k = 0; k < p.size(); ++k) CHECK(adjusted[k] == Approx(adjusted_by_definition(p, k)));
  }
}

TEST_CASE("options that tie for the best share the future") {
  // Waits: the first is best in future 0, ties with the second in 1, all tie in 2; the third is best in 3.
  const Comparison c =
      compared({wait, open},
               {{{1, 1}, {2, 1}, {3, 1}, {9, 1}}, {{4, 1}, {2, 1}, {3, 1}, {9, 1}}, {{4, 1}, {5, 1}, {3, 1}, {8, 1}}});
  CHECK(c.best[0][0].share == Approx((1 + 0.5 + 1.0 / 3) / 4));
  CHECK(c.best[1][0].share == Approx((0.5 + 1.0 / 3) / 4));
  CHECK(c.best[2][0].share == Approx((1.0 / 3 + 1) / 4));
  CHECK(c.best[2][0].interval.upper == Approx(wilson(4.0 / 3, 4).upper));
  CHECK(std::isnan(c.best[0][1].share));
  CHECK(std::isnan(c.best[0][1].interval.lower));
  const Comparison more = compared({in_time}, {{{80}, {90}}, {{85}, {95}}});
  CHECK(more.best[0][0].share == 0);
  CHECK(more.best[1][0].share == 1);
}

TEST_CASE("measures are matched by name and place, in the order of the first option") {
  PairedReplications done;
  done.of = {test::replications_of({{1, 2, 3}}), test::replications_of({{30, 10}})};
  Measure elsewhere = wait;
  elsewhere.where = "care";
  const Comparison c = compare({"a", "b"}, {{wait, elsewhere, open}, {open, wait}}, done, 1);
  REQUIRE(c.measures.size() == 2);
  CHECK(c.measures[0].name == "wait");
  CHECK(c.measures[0].where == "duty");
  CHECK(c.measures[1].name == "open");
  CHECK(c.contrasts[1][0].difference.mean == 9);
  CHECK(c.contrasts[1][1].difference.mean == 27);
}

TEST_CASE("shares of cases become cases a year, waits children a year") {
  // Three years. In time: 80 % of 50 and 90 % of 60 are 40 and 54 cases; 1/3 of 3 and 2/3 of 3 are 1 and 2, whatever
  // the last bits of the percentage.
  PairedReplications done;
  done.of = {test::replications_of({{80, 7}, {100.0 / 3, 7}, {unseen, 7}}),
             test::replications_of({{90, 7}, {200.0 / 3, 7}, {50, 7}})};
  const std::vector<std::vector<double>> first{{50, 0}, {3, 0}, {0, 0}}, option{{60, 0}, {3, 0}, {4, 0}};
  test::change_each(done.of[0].observations, [&](std::size_t i, Observations& seen) { seen.of = first[i]; });
  test::change_each(done.of[1].observations, [&](std::size_t i, Observations& seen) { seen.of = option[i]; });
  done.waits = {{}, {{6, 30}, {0, 30}, {3, 33}}};
  const Comparison c = compare({"a", "b"}, {{in_time, open}, {in_time, open}}, done, 3);
  CHECK(c.in_time[0].empty());
  CHECK(c.in_time[1][0].n == 2);
  CHECK(c.in_time[1][0].mean == Approx((14.0 / 3 + 1.0 / 3) / 2));
  CHECK(c.in_time[1][1].n == 0);
  CHECK(c.longer[0].n == 0);
  CHECK(c.longer[1].mean == Approx(1));
  CHECK(c.shorter[1].mean == Approx(31.0 / 3));
  CHECK(compared({open}, {{{1}}, {{2}}}).in_time[1][0].n == 0);
}
