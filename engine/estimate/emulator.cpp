// The emulator in the units of its caller.   Hides: Eigen.   Tested by tests/estimate/emulator_test.cpp.
#include "estimate/emulator.hpp"

#include <cassert>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "random/unit_points.hpp"

namespace caseload {
namespace {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

constexpr std::size_t averaged = 128;     // places over which a factor's mean is taken
constexpr double within95 = 1.959963985;  // standard errors, of a normal distribution

/// Eigen cuts large products by the sizes of the processor's caches, and the last digits would hang on the machine.
[[maybe_unused]] const bool cuts_are_fixed = [] {
  Eigen::setCpuCacheSizes(32 << 10, 256 << 10, 2 << 20);
  return true;
}();

/// The unit of the outcomes in which their mean is 0 and their standard deviation 1.
struct Unit {
  double mean{}, deviation{};  ///< nought when they are all the same

  explicit Unit(const VectorXd& outcomes) : mean(outcomes.mean()) {
    const double off = (outcomes.array() - mean).matrix().norm();
    const bool rounding = off <= 1e-12 * outcomes.norm();
    if (!rounding) deviation = off / std::sqrt(static_cast<double>(outcomes.size() - 1));
  }
  Predicted back(const Predicted& p) const { return {mean + deviation * p.mean, deviation * p.standard_error}; }
};

MatrixXd matrix(std::span<const double> places, std::size_t factors) {
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const auto columns = static_cast<Index>(factors);
  return Eigen::Map<const RowMajor>(places.data(), static_cast<Index>(places.size()) / columns, columns);
}

VectorXd vector(std::span<const double> numbers) {
  return Eigen::Map<const VectorXd>(numbers.data(), static_cast<Index>(numbers.size()));
}

Known in(const Unit& unit, const MatrixXd& places, const VectorXd& means, const VectorXd& variances) {
  if (unit.deviation == 0) return {places, VectorXd::Zero(means.size()), VectorXd::Zero(means.size())};
  return {places, (means.array() - unit.mean).matrix() / unit.deviation, variances / (unit.deviation * unit.deviation)};
}

/// In the middles of cells, so that the mean over each factor is exactly that over its range.
MatrixXd evenly_spread_places(std::size_t factors) {
  MatrixXd places(averaged, static_cast<Index>(factors));
  Index row = 0;
  for (const std::vector<double>& point : sobol_points(averaged, factors)) places.row(row++) = vector(point);
  places.array() += 0.5 / averaged;
  return places;
}

/// Nothing is to be learnt from outcomes that are all the same: any kernel predicts them.
Kernel kernel_for(const Known& known, const Unit& unit) {
  if (unit.deviation == 0) return kernel_of(VectorXd::Zero(known.places.cols() + 3));
  return most_likely_kernel(known);
}

}  // namespace

struct Emulator::Process {
  Unit unit;
  GaussianProcess process;
  MatrixXd everywhere;  ///< places over which means are taken
};

Emulator::Emulator(std::span<const double> places, std::size_t factors, std::span<const double> means,
                   std::span<const double> variances) {
  const std::size_t fewest = 2 * factors + 2;
  if (factors == 0 || means.size() < fewest) {
    throw std::invalid_argument("an emulator of " + std::to_string(factors) + " factors needs at least " +
                                std::to_string(fewest) + " points, found " + std::to_string(means.size()));
  }
  assert(places.size() == means.size() * factors && variances.size() == means.size());
  const Unit unit{vector(means)};
  Known known = in(unit, matrix(places, factors), vector(means), vector(variances));
  const Kernel kernel = kernel_for(known, unit);
  process_ = std::make_unique<Process>(
      Process{unit, GaussianProcess{std::move(known), kernel}, evenly_spread_places(factors)});
}

Emulator::~Emulator() = default;
Emulator::Emulator(Emulator&&) noexcept = default;

Predicted Emulator::at(std::span<const double> place) const {
  return process_->unit.back(process_->process.at(vector(place).transpose()));
}

Predicted Emulator::average_at(std::size_t factor, double place) const {
  MatrixXd places = process_->everywhere;
  places.col(static_cast<Index>(factor)).setConstant(place);
  return process_->unit.back(process_->process.average(places));
}

std::vector<Predicted> Emulator::left_out() const {
  std::vector<Predicted> predictions = process_->process.left_out();
  for (Predicted& prediction : predictions) prediction = process_->unit.back(prediction);
  return predictions;
}

std::vector<double> Emulator::own_variances() const {
  const double unit = process_->unit.deviation * process_->unit.deviation;
  const VectorXd own = process_->process.own_noise() * unit;
  return {own.begin(), own.end()};
}

double Emulator::shared_variance() const {
  const double unit = process_->unit.deviation * process_->unit.deviation;
  return unit * (process_->process.known().noise - process_->process.own_noise()).mean();
}

double Emulator::coverage() const {
  const GaussianProcess& process = process_->process;
  const VectorXd own = process.own_noise();
  double covered = 0;
  Index i = 0;
  for (const Predicted& prediction : process.left_out()) {
    const double deviation = std::hypot(prediction.standard_error, std::sqrt(own(i)));
    if (std::abs(process.known().values(i++) - prediction.mean) <= within95 * deviation) ++covered;
  }
  return covered / static_cast<double>(own.size());
}

}  // namespace caseload
