// The emulator, against functions that are known everywhere, dense matrices and refits.
#include "estimate/emulator.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <random>
#include <set>
#include <stdexcept>

#include "estimate/sweep_samples.hpp"
#include "random/unit_points.hpp"

using namespace caseload;

namespace {

using test::ishigami;
using test::Spot;
using Function = std::function<double(const Spot&)>;

/// Points of a sweep, each with the standard deviation of its own noise.
struct Sweep {
  std::size_t factors{};
  std::vector<double> places, means, variances;

  void add(const Spot& place, double mean, double deviation) {
    places.insert(places.end(), place.begin(), place.end());
    means.push_back(mean);
    variances.push_back(deviation * deviation);
  }
  Emulator emulator() const { return {places, factors, means, variances}; }
};

Sweep exact(const Function& function, const std::vector<Spot>& at) {
  Sweep sweep{at.front().size(), {}, {}, {}};
  for (const Spot& place : at) sweep.add(place, function(place), 0);
  return sweep;
}

/// Noise that is twice as large at one end of the first factor as at the other.
double deviation_at(const Spot& place, double most) { return most * (1 + place[0]) / 2; }

Sweep noisy(const Function& function, const std::vector<Spot>& at, double most, std::mt19937& bits) {
  Sweep sweep{at.front().size(), {}, {}, {}};
  for (const Spot& place : at) {
    const double deviation = deviation_at(place, most);
    sweep.add(place, function(place) + std::normal_distribution<double>{0, deviation}(bits), deviation);
  }
  return sweep;
}

/// Points that Sobol's sequence comes to later.
std::vector<Spot> held_out(std::size_t after, std::size_t n, std::size_t factors) {
  const std::vector<Spot> all = sobol_points(after + n, factors);
  return {all.begin() + static_cast<std::ptrdiff_t>(after), all.end()};
}

/// Friedman, "Multivariate adaptive regression splines", Annals of Statistics 19 (1991), section 4.3.
double friedman(const Spot& x) {
  return 10 * std::sin(std::numbers::pi * x[0] * x[1]) + 20 * std::pow(x[2] - 0.5, 2) + 10 * x[3] + 5 * x[4];
}

double linear(const Spot& x) { return 3 + 20 * x[0] - 7 * x[1] + 0.01 * x[2]; }

/// Root mean square of the errors at places, in standard deviations of the function there.
double relative_error(const Emulator& emulator, const Function& function, const std::vector<Spot>& at) {
  double errors = 0, sum = 0, squares = 0;
  for (const Spot& place : at) {
    const double y = function(place);
    errors += std::pow(emulator.at(place).mean - y, 2);
    sum += y;
    squares += y * y;
  }
  return std::sqrt(errors / (squares - sum * sum / static_cast<double>(at.size())));
}

Known some_known(std::size_t n, std::size_t factors) {
  Known known{Eigen::MatrixXd(n, factors), Eigen::VectorXd(n), Eigen::VectorXd(n)};
  Eigen::Index i = 0;
  for (const Spot& place : sobol_points(n, factors)) {
    for (std::size_t k = 0; k < factors; ++k) known.places(i, static_cast<Eigen::Index>(k)) = place[k];
    known.values(i) = std::sin(5 * place[0]) + place[1] * place[2] + 0.3 * std::cos(40 * place[2]);
    known.noise(i++) = 0.01 + 0.05 * place[1];
  }
  return known;
}

/// Lengths of a half, one and two for three factors, and so on.
Eigen::VectorXd some_logs() {
  Eigen::VectorXd logs(6);
  logs << std::log(0.5), 0, std::log(2), std::log(0.7), std::log(0.02), std::log(0.6);
  return logs;
}

Known without(const Known& known, Eigen::Index out) {
  const Eigen::Index n = known.values.size();
  Known rest{Eigen::MatrixXd(n - 1, known.places.cols()), Eigen::VectorXd(n - 1), Eigen::VectorXd(n - 1)};
  for (Eigen::Index i = 0, row = 0; i < n; ++i) {
    if (i == out) continue;
    rest.places.row(row) = known.places.row(i);
    rest.values(row) = known.values(i);
    rest.noise(row++) = known.noise(i);
  }
  return rest;
}

/// The process, with the trend as a part of the covariances and every matrix written out. In long double, as the
/// trend's vague prior leaves few digits.
struct Dense {
  using Matrix = Eigen::Matrix<long double, Eigen::Dynamic, Eigen::Dynamic>;
  using Vector = Eigen::Matrix<long double, Eigen::Dynamic, 1>;

  Matrix places;
  Vector values;
  Kernel kernel;
  Matrix inverse;
  long double log_determinant{};

  Dense(const Known& known, const Kernel& with)
      : places(known.places.cast<long double>()), values(known.values.cast<long double>()), kernel(with) {
    Matrix covariances = between(places, places);
    covariances.diagonal() += kernel.own * known.noise.cast<long double>();
    covariances.diagonal().array() += kernel.variance * kernel.nugget;
    inverse = covariances.inverse();
    log_determinant = std::log(covariances.determinant());
  }
  Matrix between(const Matrix& a, const Matrix& b) const {
    Matrix covariances(a.rows(), b.rows());
    for (Eigen::Index i = 0; i < a.rows(); ++i) {
      for (Eigen::Index j = 0; j < b.rows(); ++j) {
        const Vector off = (a.row(i) - b.row(j)).transpose().cwiseQuotient(kernel.lengths.cast<long double>());
        const long double r = off.norm(), s = std::sqrt(5.0L) * r;
        const long double trend = 1e4L * (1 + a.row(i).dot(b.row(j)));
        covariances(i, j) = kernel.variance * (1 + s + 5 * r * r / 3) * std::exp(-s) + trend;
      }
    }
    return covariances;
  }
  double log_likelihood() const { return static_cast<double>(-(values.dot(inverse * values) + log_determinant) / 2); }
  Predicted average(const Eigen::MatrixXd& at) const {
    const Matrix there = at.cast<long double>();
    const Vector to = between(places, there).rowwise().mean(), weights = inverse * to;
    const long double variance = between(there, there).mean() - weights.dot(to);
    return {static_cast<double>(weights.dot(values)), static_cast<double>(std::sqrt(variance))};
  }
};

}  // namespace

TEST_CASE("a linear function is known everywhere from a few points") {
  const Emulator emulator = exact(linear, sobol_points(16, 3)).emulator();
  std::vector<Spot> places = held_out(16, 50, 3);
  places.insert(places.end(), {{0, 0, 0}, {1, 1, 1}, {1, 0, 1}, {0, 1, 0}});
  for (const Spot& place : places) {
    CHECK(emulator.at(place).mean == Approx(linear(place)).margin(1e-6).epsilon(0));
    CHECK(emulator.at(place).standard_error < 0.01);
  }
  CHECK(emulator.average_at(0, 0.25).mean == Approx(linear({0.25, 0.5, 0.5})).margin(1e-6).epsilon(0));
  CHECK(emulator.coverage() == 1);
}

TEST_CASE("a smooth function is met between its points, and exactly at them") {
  const auto [name, function, factors, points, error] =
      GENERATE(table<const char*, double (*)(const Spot&), std::size_t, std::size_t, double>(
          {{"Friedman's", friedman, 5, 200, 0.02}, {"Ishigami's", ishigami, 3, 256, 0.15}}));
  INFO(name);
  const std::vector<Spot> design = sobol_points(points, factors);
  const Emulator emulator = exact(function, design).emulator();
  CHECK(relative_error(emulator, function, held_out(points, 300, factors)) < error);
  CHECK(relative_error(emulator, function, design) < 1e-4);
  CHECK(emulator.coverage() >= 0.9);
}

TEST_CASE("19 of 20 noisy points that were held out lie in the 95 % intervals") {
  std::mt19937 bits{20};
  for (int repetition = 0; repetition < 8; ++repetition) {
    const Emulator emulator = noisy(friedman, sobol_points(100, 5), 2, bits).emulator();
    int inside = 0;
    for (const Spot& place : held_out(100, 500, 5)) {
      const double deviation = deviation_at(place, 2);
      const double seen = friedman(place) + std::normal_distribution<double>{0, deviation}(bits);
      const Predicted predicted = emulator.at(place);
      inside += std::abs(seen - predicted.mean) <= 1.96 * std::hypot(predicted.standard_error, deviation);
    }
    CAPTURE(repetition);
    CHECK(inside >= 450);
    CHECK(inside <= 495);
    CHECK(emulator.coverage() >= 0.88);  // of 100 points: three standard errors below 95 %
  }
}

TEST_CASE("noise that all points share moves the surface, and is told from what each has of its own") {
  // In each future the whole surface lies so much higher or lower, as it does with common random numbers.
  std::mt19937 bits{4};
  for (int repetition = 0; repetition < 5; ++repetition) {
    const double level = std::normal_distribution<double>{0, 3}(bits);
    const std::vector<Spot> all = sobol_points(164, 3);
    Sweep sweep{3, {}, {}, {}};
    std::vector<double> seen;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const double own = std::normal_distribution<double>{0, 0.3}(bits),
                   y = 5 * std::sin(4 * all[i][0]) + all[i][1] + level + own;
      seen.push_back(y);
      if (i < 64) sweep.add(all[i], y, std::hypot(3, 0.3));
    }
    const Emulator emulator = sweep.emulator();
    const double own = emulator.own_variances()[7];
    CHECK(own < 0.5);
    CHECK(emulator.shared_variance() == Approx(9).margin(0.5));
    int inside = 0;
    for (std::size_t i = 64; i < all.size(); ++i) {
      const Predicted said = emulator.at(all[i]);
      inside += std::abs(seen[i] - said.mean) <= 1.96 * std::hypot(said.standard_error, std::sqrt(own));
    }
    CHECK(inside >= 88);
  }
}

TEST_CASE("the process is the one that dense matrices say it is") {
  const Known known = some_known(25, 3);
  const Dense dense{known, kernel_of(some_logs())}, other{known, kernel_of(some_logs() * 0.5)};
  const GaussianProcess process{known, dense.kernel}, with_other{known, other.kernel};
  CHECK(process.log_likelihood() - with_other.log_likelihood() ==
        Approx(dense.log_likelihood() - other.log_likelihood()).epsilon(1e-9));

  Eigen::MatrixXd places(3, 3);
  places << 0.1, 0.7, 0.3, 0.9, 0.2, 0.2, 0.4, 0.4, 1;
  const Predicted mean = process.average(places), expected = dense.average(places);
  CHECK(mean.mean == Approx(expected.mean).epsilon(1e-7));
  CHECK(mean.standard_error == Approx(expected.standard_error).epsilon(1e-6));
}

TEST_CASE("the slopes of the likelihood are those that small steps find") {
  const Known known = some_known(40, 3);
  const Eigen::VectorXd slopes = GaussianProcess{known, kernel_of(some_logs())}.slopes();
  REQUIRE(slopes.size() == 6);
  for (Eigen::Index k = 0; k < slopes.size(); ++k) {
    const double step = 1e-4;
    const auto likelihood = [&](double by) {
      Eigen::VectorXd logs = some_logs();
      logs(k) += by;
      return GaussianProcess{known, kernel_of(logs)}.log_likelihood();
    };
    CAPTURE(k);
    CHECK(slopes(k) == Approx((likelihood(step) - likelihood(-step)) / (2 * step)).epsilon(1e-5));
  }
}

TEST_CASE("the kernel found is more likely than those beside it") {
  const Known known = some_known(80, 3);
  const Kernel kernel = most_likely_kernel(known);
  const double found = GaussianProcess{known, kernel}.log_likelihood();
  for (Eigen::Index k = 0; k < 3; ++k) {
    for (const double factor : {0.5, 2.0}) {
      Kernel beside = kernel;
      beside.lengths(k) *= factor;
      CHECK(GaussianProcess{known, beside}.log_likelihood() < found + 0.5);  // as much may the penalty be worth
    }
  }
}

TEST_CASE("what the others say of a point is what they say when it was never there") {
  const Known known = some_known(30, 3);
  const Kernel kernel = kernel_of(some_logs());
  const std::vector<Predicted> left_out = GaussianProcess{known, kernel}.left_out();
  REQUIRE(left_out.size() == 30);
  for (Eigen::Index i = 0; i < 30; ++i) {
    const Predicted refitted = GaussianProcess{without(known, i), kernel}.at(known.places.row(i));
    const Predicted& closed = left_out[static_cast<std::size_t>(i)];
    CHECK(closed.mean == Approx(refitted.mean).margin(1e-9));
    CHECK(closed.standard_error == Approx(refitted.standard_error).epsilon(1e-9));
  }
}

TEST_CASE("the mean over the other factors is the main effect of an additive function") {
  const auto effect = [](std::size_t k, double x) {  // each about its mean
    if (k == 0) return 3 * (std::sin(std::numbers::pi * x) - 2 / std::numbers::pi);
    if (k == 1) return 4 * (x * x - 1.0 / 3);
    return k == 2 ? 2 * (x - 0.5) : 0.0;
  };
  const auto function = [&](const Spot& x) {
    double sum = 100;
    for (std::size_t k = 0; k < x.size(); ++k) sum += effect(k, x[k]);
    return sum;
  };
  std::mt19937 bits{7};
  const Emulator emulator = noisy(function, sobol_points(128, 4), 0.5, bits).emulator();
  for (std::size_t k = 0; k < 4; ++k) {
    for (const double x : {0.0, 0.2, 0.5, 0.9, 1.0}) {
      CAPTURE(k, x);
      const Predicted mean = emulator.average_at(k, x);
      CHECK(mean.mean == Approx(100 + effect(k, x)).margin(4 * mean.standard_error).epsilon(0));
      CHECK(mean.standard_error < 0.25);
      CHECK(mean.standard_error > 0.02);  // 128 points with noise of about 0.4 cannot know more of a mean
    }
  }
}

TEST_CASE("what is shifted and stretched is predicted shifted and stretched") {
  std::mt19937 bits{3};
  Sweep sweep = noisy(friedman, sobol_points(60, 5), 1, bits);
  const Emulator before = sweep.emulator();
  for (double& mean : sweep.means) mean = 1000 * mean + 7;
  for (double& variance : sweep.variances) variance *= 1e6;
  const Emulator after = sweep.emulator();
  const Spot middle(5, 0.5);
  CHECK(after.at(middle).mean == Approx(1000 * before.at(middle).mean + 7).epsilon(1e-4));
  CHECK(after.at(middle).standard_error == Approx(1000 * before.at(middle).standard_error).epsilon(1e-2));
  CHECK(after.left_out()[9].mean == Approx(1000 * before.left_out()[9].mean + 7).epsilon(1e-4));
}

TEST_CASE("a point counts by its noise") {
  Sweep sweep = exact(ishigami, sobol_points(100, 3));
  sweep.add({0.5, 0.5, 0.5}, 1000, 1e6);
  const Emulator emulator = sweep.emulator();
  CHECK(emulator.at(Spot{0.5, 0.5, 0.5}).mean == Approx(ishigami({0.5, 0.5, 0.5})).margin(2));
}

TEST_CASE("outcomes that are all the same are predicted without error") {
  const auto [value, deviation] = GENERATE(table<double, double>({{0.1, 0}, {0, 0}, {-7e9, 3}}));
  Sweep sweep{2, {}, {}, {}};
  for (const Spot& place : sobol_points(30, 2)) sweep.add(place, value, deviation);
  const Emulator emulator = sweep.emulator();
  const Predicted there = emulator.at(Spot{0.3, 1}), mean = emulator.average_at(1, 0.4);
  CHECK(there.mean == Approx(value));
  CHECK(there.standard_error == 0);
  CHECK(mean.mean == Approx(value));
  CHECK(mean.standard_error == 0);
  CHECK(emulator.left_out()[3].mean == Approx(value));
  CHECK(emulator.left_out()[3].standard_error == 0);
  CHECK(emulator.coverage() == 1);
}

TEST_CASE("points that were simulated twice are met between what they said") {
  Sweep sweep{2, {}, {}, {}};
  for (const Spot& place : sobol_points(20, 2)) {
    const double y = std::sin(3 * place[0]) + place[1];
    sweep.add(place, y, 0);
    sweep.add(place, y + 0.01, 0);
  }
  const Emulator emulator = sweep.emulator();
  for (const Spot& place : sobol_points(20, 2)) {
    const Predicted there = emulator.at(place);
    CHECK(there.mean == Approx(std::sin(3 * place[0]) + place[1] + 0.005).margin(0.01).epsilon(0));
    CHECK(there.standard_error < 0.02);
  }
  CHECK(emulator.coverage() >= 0.9);
}

TEST_CASE("the same points twice over without noise are no trouble") {
  std::vector<Spot> twice = sobol_points(40, 3);
  const std::vector<Spot> once = twice;
  twice.insert(twice.end(), once.begin(), once.end());
  CHECK(relative_error(exact(ishigami, twice).emulator(), ishigami, once) < 1e-3);
}

TEST_CASE("a grid of few levels is met at its points and has the main effects of its levels") {
  std::vector<Spot> grid;
  for (const double a : {0.0, 1.0}) {
    for (const double b : {0.0, 0.5, 1.0}) {
      for (const double c : {0.0, 0.25, 0.5, 0.75, 1.0}) grid.push_back({a, b, c});
    }
  }
  const auto function = [](const Spot& x) { return 5 * x[0] + 2 * x[0] * x[1] + std::sin(3 * x[2]); };
  const Emulator emulator = exact(function, grid).emulator();
  CHECK(relative_error(emulator, function, grid) < 1e-4);
  const double effect = emulator.average_at(0, 1).mean - emulator.average_at(0, 0).mean;
  CHECK(effect == Approx(6).margin(0.05).epsilon(0));
}

TEST_CASE("along a factor that never varied little is known, and nothing breaks") {
  Sweep sweep{2, {}, {}, {}};
  for (const Spot& place : sobol_points(12, 2)) sweep.add({place[0], 0.5}, 3 * place[0], 0.1);
  const Emulator emulator = sweep.emulator();
  CHECK(emulator.at(Spot{0.4, 0.5}).mean == Approx(1.2).margin(0.2));
  CHECK(emulator.at(Spot{0.4, 0.5}).standard_error < 0.3);
  CHECK(emulator.at(Spot{0.4, 1}).standard_error > 3);
  CHECK(std::isfinite(emulator.coverage()));
}

TEST_CASE("where all is noise, the trend is nought within its errors") {
  std::mt19937 bits{11};
  const Emulator emulator = noisy([](const Spot&) { return 50.0; }, sobol_points(200, 4), 5, bits).emulator();
  for (const double x : {0.0, 0.5, 1.0}) {
    const Predicted mean = emulator.average_at(2, x);
    CHECK(mean.mean == Approx(50).margin(4 * mean.standard_error).epsilon(0));
    CHECK(mean.standard_error < 1.5);
  }
  CHECK(emulator.coverage() >= 0.9);
}

TEST_CASE("more points than are needed for the kernel still count") {
  std::mt19937 bits{5};
  const std::vector<Spot> some = sobol_points(100, 5), many = sobol_points(800, 5), others = held_out(800, 200, 5);
  const double with_some = relative_error(noisy(friedman, some, 2, bits).emulator(), friedman, others);
  const double with_many = relative_error(noisy(friedman, many, 2, bits).emulator(), friedman, others);
  CHECK(with_many < 0.1);
  CHECK(with_many < with_some / 1.5);
}

TEST_CASE("the points that decide on the kernel are different ones, and of every kind of place in a plan") {
  const Eigen::Index n = GENERATE(301, 304, 500, 512, 600, 700, 1024, 2000);
  const std::vector<Eigen::Index> spread = evenly_spread(300, n);
  const std::set<Eigen::Index> different{spread.begin(), spread.end()};
  CHECK(different.size() == 300);
  CHECK(*different.rbegin() < n);
  for (const Eigen::Index every : {2, 3, 4, 5, 7, 8}) {
    std::vector<int> of_each(static_cast<std::size_t>(every));
    for (const Eigen::Index i : spread) ++of_each[static_cast<std::size_t>(i % every)];
    CAPTURE(n, every);
    for (const int count : of_each) CHECK(count == Approx(300.0 / static_cast<double>(every)).epsilon(0.25));
  }
}

TEST_CASE("too few points are refused") {
  const std::vector<Spot> places = sobol_points(8, 3);
  CHECK_NOTHROW(exact(linear, places).emulator());
  const Sweep few = exact(linear, {places.begin(), places.end() - 1});
  CHECK_THROWS_AS(few.emulator(), std::invalid_argument);
}

TEST_CASE("an emulator can be handed on") {
  Emulator first = exact(linear, sobol_points(16, 3)).emulator();
  const Emulator second = std::move(first);
  CHECK(second.at(Spot{0, 0, 0}).mean == Approx(3));
}
