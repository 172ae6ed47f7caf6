// Every sampler against the closed form of its distribution. Each draw has a stream of its own, as in the engine, so
// these tests also say that draws of neighbouring keys are independent.
#include "random/draw.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>
#include <vector>

namespace caseload {
namespace {

struct Expected {
  std::string name;
  Distribution distribution;
  double mean{}, sd{};
  std::vector<std::pair<double, double>> quantiles;  ///< probability, value
  bool has_fourth_moment{true};                      ///< otherwise the sample's sd has no standard error
};

/// @param cv  standard deviation over mean
LogNormal log_normal_with(double mean, double cv) {
  const double variance = std::log1p(cv * cv);
  return {std::log(mean) - variance / 2, std::sqrt(variance)};
}

// Figures: closed forms evaluated with scipy.stats 1.10, except where a line says otherwise.
const std::vector<Expected> continuous{
    {"exponential(mean=3)",
     Exponential{3},
     3,
     3,
     {{.05, 0.1538798831626516},
      {.5, 2.0794415416798357},
      {.9, 6.907755278982138},
      {.95, 8.98719682066197},
      {.99, 13.815510557964274}}},
    {"gamma(mean=10,cv=.5)",
     Gamma{4, 2.5},
     10,
     5,
     {{.05, 3.4157959918745773},
      {.5, 9.180151872127242},
      {.9, 16.70195767063966},
      {.95, 19.384141319831812},
      {.99, 25.112793787079042}}},
    {"gamma(mean=10,cv=2)",
     Gamma{.25, 40},
     10,
     20,
     {{.05, 0.00016874301681051973},
      {.5, 1.7469520941149361},
      {.9, 30.015714889473465},
      {.95, 48.40464549779051},
      {.99, 97.35541688788125}}},
    {"lognormal(mean=10,cv=.8)",
     log_normal_with(10, .8),
     10,
     8,
     {{.05, 2.4555112731405377},
      {.5, 7.808688094430305},
      {.9, 19.232695629852476},
      {.95, 24.83214409279061},
      {.99, 40.10357620181268}}},
    {"lognormal(mean=10,cv=3)",
     log_normal_with(10, 3),
     10,
     30,
     {{.05, 0.2606301384086717},
      {.5, 3.1622776601683795},
      {.9, 22.10831229515753},
      {.95, 38.36854809292948},
      {.99, 107.91629960044916}}},
    {"lognormal(median=12,p90=40)",
     LogNormal{std::log(12.0), std::log(40.0 / 12) / 1.2815515655446004},
     18.656672662852262,
     22.209769675172367,
     {{.05, 2.5590197752864023}, {.5, 12}, {.9, 40}, {.95, 56.27154639079863}, {.99, 106.7435242760246}}},
    {"weibull(shape=1.5,scale=10)",
     Weibull{1.5, 10},
     9.027452929509336,
     6.129357917546764,
     {{.05, 1.380512665562842},
      {.5, 7.832197687746513},
      {.9, 17.437215135964117},
      {.95, 20.781106375345566},
      {.99, 27.67985365022524}}},
    {"weibull(shape=.7,scale=10)",
     Weibull{.7, 10},
     12.658235060572835,
     18.511714003984487,
     {{.05, 0.1436247940055646},
      {.5, 5.9239011295213375},
      {.9, 32.919329721649405},
      {.95, 47.94226728389652},
      {.99, 88.61226442739193}}},
    {"triangular(2,5,14)",
     Triangular{2, 5, 14},
     7,
     2.5495097567963922,
     {{.05, 3.341640786499874},
      {.5, 6.651530771650466},
      {.9, 10.713664654969003},
      {.95, 11.676209992275549},
      {.99, 12.960769515458672}}},
    {"pert(2,5,14)",
     Beta{2, 4, 2, 14},
     6,
     2.138089935299395,  // a = 1 + 4 (5 - 2) / 12, b = 1 + 4 (14 - 5) / 12
     {{.05, 2.917284696947947},
      {.5, 5.765722045468369},
      {.9, 9.006684495434348},
      {.95, 9.888899816013664},
      {.99, 11.335132599380021}}},
    {"beta(2,5)",
     Beta{2, 5},
     0.2857142857142857,
     0.15971914124998499,
     {{.05, 0.06284989170835438},
      {.5, 0.26444998329566005},
      {.9, 0.5103163065514917},
      {.95, 0.5818034092520259},
      {.99, 0.7056863283197075}}},
    {"uniform(3,9)", Uniform{3, 9}, 6, std::sqrt(3.0), {{.05, 3.3}, {.5, 6}, {.9, 8.4}, {.95, 8.7}, {.99, 8.94}}},
    {"erlang(k=3,mean=12)",
     Gamma{3, 4},
     12,
     6.928203230275509,
     {{.05, 3.2707657886558135},
      {.5, 10.696241254894236},
      {.9, 21.289281351336843},
      {.95, 25.183174487487953},
      {.99, 33.623787659541854}}},
    {"loglogistic(shape=3,scale=10)",
     LogLogistic{3, 10},
     12.09199576156145,
     9.7787296584786,
     {{.05, 3.747561767843155}, {.5, 10}, {.9, 20.800838230519037}, {.95, 26.68401648721946}, {.99, 46.26065009182731}},
     false},
    {"truncated normal(mean=16,sd=3,low=.5)",
     TruncatedNormal{16, 3, .5},
     16.000001911641334,
     2.9999950615885465,
     {{.05, 11.065442411754464},
      {.5, 16.000000448007867},
      {.9, 19.844654900315838},
      {.95, 20.934561054149786},
      {.99, 22.979043756242554}}},
    // Half of a normal: mean sqrt(2/pi), variance 1 - 2/pi, quantile p is that of the whole at (1 + p) / 2.
    {"half normal",
     TruncatedNormal{0, 1, 0},
     std::sqrt(2 / std::numbers::pi),
     std::sqrt(1 - 2 / std::numbers::pi),
     {{.5, 0.6744897501960817}, {.9, 1.6448536269514722}, {.95, 1.959963984540054}}},
    // The tail beyond 3: mean phi(3) / Q(3), sd sqrt(1 + 3 mean - mean^2), quantile p is that of the whole at
    // 1 - (1 - p) Q(3).
    {"normal tail beyond 3 sd",
     TruncatedNormal{0, 1, 3},
     3.283098654930434,
     0.26562979272904685,
     {{.05, 3.0155890347858247}, {.5, 3.2051549205989316}, {.9, 3.642522275831623}, {.95, 3.817172483393699}}},
    // Two thirds uniform on [2, 5], one third exactly 1: mean 8/3, second moment 1/3 + 2/3 * 13.
    {"bands",
     Bands{{{1.0 / 3, 1, 1}, {2.0 / 3, 2, 5}}},
     8.0 / 3,
     std::sqrt(9 - 64.0 / 9),
     {{.5, 2.75}, {.9, 4.55}, {.95, 4.775}}},
};

constexpr std::uint32_t draws = 400'000;

std::vector<double> sample(const Distribution& distribution, std::uint32_t purpose) {
  std::vector<double> x;
  x.reserve(draws);
  for (std::uint32_t i = 0; i < draws; ++i) {
    Stream bits{{.seed = 1, .replication = 0, .entity = i, .purpose = purpose, .index = 0}};
    x.push_back(draw(distribution, bits));
  }
  return x;
}

struct Moments {
  double mean{}, sd{}, error_of_mean{}, error_of_sd{};
};

Moments moments_of(const std::vector<double>& x) {
  const auto n = static_cast<double>(x.size());
  double sum = 0;
  for (const double value : x) sum += value;
  const double mean = sum / n;
  double second = 0, fourth = 0;
  for (const double value : x) {
    const double square = (value - mean) * (value - mean);
    second += square / n;
    fourth += square * square / n;
  }
  const double sd = std::sqrt(second);
  return {mean, sd, sd / std::sqrt(n), std::sqrt((fourth - second * second) / n) / (2 * sd)};
}

double share_up_to(double limit, const std::vector<double>& x) {
  double count = 0;
  for (const double value : x) count += value <= limit;
  return count / static_cast<double>(x.size());
}

// Everywhere below: four standard errors, one false alarm in about 16 000, and the seed is fixed.

TEST_CASE("every continuous distribution has the mean, the sd and the quantiles that its formula gives") {
  std::uint32_t purpose = 0;
  for (const Expected& expected : continuous) {
    CAPTURE(expected.name);
    const auto x = sample(expected.distribution, purpose++);
    const Moments found = moments_of(x);
    CHECK(found.mean == Approx(expected.mean).margin(4 * found.error_of_mean).epsilon(0));
    CHECK(found.error_of_mean < 0.006 * expected.mean);  // ... and the net is fine enough to catch something
    if (expected.has_fourth_moment) {
      CHECK(found.sd == Approx(expected.sd).margin(4 * found.error_of_sd).epsilon(0));
    }
    for (const auto& [p, value] : expected.quantiles) {
      CAPTURE(p);
      CHECK(share_up_to(value, x) == Approx(p).margin(4 * std::sqrt(p * (1 - p) / draws)).epsilon(0));
    }
  }
}

TEST_CASE("Poisson counts have the probabilities of the formula, for small, large and zero means") {
  std::uint32_t purpose = 100;
  for (const double mean : {0.8, 4.0, 30.0}) {  // Boost.Random changes method at 10
    CAPTURE(mean);
    const auto x = sample(Poisson{mean, 1}, purpose++);
    const Moments found = moments_of(x);
    CHECK(found.mean == Approx(1 + mean).margin(4 * found.error_of_mean).epsilon(0));
    CHECK(found.sd == Approx(std::sqrt(mean)).margin(4 * found.error_of_sd).epsilon(0));
    double probability = std::exp(-mean), cumulative = 0;
    for (int k = 0; k < 2 * mean + 3; ++k) {
      cumulative += probability;
      probability *= mean / (k + 1);
      const double error = std::sqrt(cumulative * (1 - cumulative) / draws);
      CHECK(share_up_to(1 + k, x) == Approx(cumulative).margin(4 * error).epsilon(0));
    }
  }
  Stream bits{{}};
  CHECK(draw(Poisson{0, 1}, bits) == 1);
}

TEST_CASE("a truncated normal keeps to its limit, wherever that lies") {
  // Mean by the inverse Mills ratio phi(a) / Q(a), which far out is a + 1/a - 2/a^3.
  const std::vector<std::pair<double, double>> cases{{-30, 0},
                                                     {-1, 0.2875999709391784},
                                                     {0.4, 1.068756171745621},
                                                     {0.6, 1.2150257602375434},
                                                     {8, 8.121368112236068},
                                                     {40, 40 + 1 / 40.0 - 2 / 64000.0}};
  std::uint32_t purpose = 200;
  for (const auto& [low, mean] : cases) {
    CAPTURE(low);
    const auto x = sample(TruncatedNormal{0, 1, low}, purpose++);
    CHECK(*std::min_element(x.begin(), x.end()) >= low);
    const Moments found = moments_of(x);
    CHECK(found.mean == Approx(mean).margin(4 * found.error_of_mean).epsilon(0));
  }
}

TEST_CASE("a fixed value uses no randomness, and a one-point band is exact") {
  Stream bits{{.seed = 3}};
  CHECK(draw(Fixed{2.5}, bits) == 2.5);
  CHECK(draw(Bands{{{1, 3, 3}}}, bits) == 3);
  Stream used{{.seed = 3}}, fresh{{.seed = 3}};
  draw(Fixed{1}, used);
  CHECK(used() == fresh());
}

TEST_CASE("bands whose shares add up to a rounding error less than 1 never fall between two stools") {
  const Bands tenths{{{.1, 1, 1}, {.1, 1, 1}, {.1, 1, 1}, {.1, 1, 1}, {.1, 1, 1}, {.5 - 1e-12, 2, 2}}};
  for (std::uint32_t i = 0; i < 1000; ++i) {
    Stream bits{{.entity = i}};
    const double x = draw(tenths, bits);
    CHECK((x == 1 || x == 2));
  }
}

TEST_CASE("two purposes of one family are independent draws") {
  const auto a = sample(Exponential{1}, 300);
  const auto b = sample(Exponential{1}, 301);
  double product = 0;
  for (std::size_t i = 0; i < a.size(); ++i) product += (a[i] - 1) * (b[i] - 1);
  CHECK(product / draws == Approx(0).margin(4 / std::sqrt(double{draws})));
}

TEST_CASE("a draw that needs one word is the same as by the long way") {
  const LogNormal log_normal{0.3, 0.7};
  const Exponential exponential{2};
  bool same = true;
  std::uint32_t rare = 0;
  for (std::uint32_t entity = 0; entity < 200'000; ++entity) {
    const auto stream = [&] { return Stream{StreamKey{.seed = 3, .entity = entity}}; };
    Stream one = stream(), other = stream();
    const double z = unit_normal(stream()(), [&] { return ++rare, stream(); });
    same = same && std::exp(log_normal.mu + log_normal.sigma * z) == draw(log_normal, one) &&
           exponential.mean * unit_exponential(stream) == draw(exponential, other);
  }
  CHECK(same);
  CHECK(rare > 1000);  // the long way is among them
  CHECK(rare < 10'000);
}

}  // namespace
}  // namespace caseload
