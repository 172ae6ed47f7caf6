// A sweep as a NetCDF file with the names that Climate and Forecast conventions ask for: settings are coordinates, so
// that `xarray.open_dataset(...).sel(...)` finds a point.   Tested by tests/store/netcdf_test.cpp,
// tests/cluster/python.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numeric>
#include <set>

#include "caseload/sweep.hpp"
#include "store/dates.hpp"
#include "store/netcdf.hpp"
#include "store/points.hpp"

namespace caseload {
namespace {

using Dimension = NetcdfFile::Dimension;
using Variable = NetcdfFile::Variable;
using Sizes = std::vector<std::size_t>;

constexpr std::array<const char*, 7> statistics{"mean", "sd", "lower95", "upper95", "p10", "p50", "p90"};
constexpr std::size_t longest_statistic = 7, longest_id = 16;

std::array<double, statistics.size()> values_of(const Estimate& e) {
  return {e.mean, e.standard_error * std::sqrt(static_cast<double>(e.n)), e.lower95, e.upper95, e.p10, e.p50, e.p90};
}

/// Names that NetCDF and Python take: letters, digits and '_', each once.
class Names {
 public:
  std::string of(std::string_view words) {
    std::string name;
    for (const char c : words) {
      const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (fits) {
        name += c;
      } else if (!name.empty() && name.back() != '_') {
        name += '_';
      }
    }
    while (name.ends_with('_')) name.pop_back();
    if (name.empty() || (name[0] >= '0' && name[0] <= '9')) name = "x_" + name;
    std::string unique = name;
    for (int i = 2; !taken_.insert(unique).second; ++i) unique = fmt::format("{}_{}", name, i);
    return unique;
  }

 private:
  std::set<std::string> taken_;
};

/// As UDUNITS knows it. Not "days": xarray would make a span of time of each number.
std::string unit_in_udunits(const std::string& unit) {
  if (unit == "%") return "percent";
  if (unit == "days") return "day";
  if (unit == "hours") return "hour";
  if (unit == "per week") return "week-1";
  if (unit == "per year") return "year-1";
  return "1";
}

std::string long_name(const Measure& measure) {
  const bool is_counted = unit_in_udunits(measure.unit) == "1";
  return fmt::format("{}{}{}", measure.name, measure.where == "service" ? "" : " (" + measure.where + ")",
                     is_counted && !measure.unit.empty() ? " [" + measure.unit + "]" : "");
}

std::string unit_after_number(const std::string& level) {
  const std::size_t blank = level.find(' ');
  return blank == std::string::npos ? "" : level.substr(blank + 1);
}

class SweepFile {
 public:
  SweepFile(const SweepRun& run, const std::filesystem::path& file) : run_{run}, file_{file, is_large(run)} {
    say_what_it_is();
    define_settings();
    define_time();
    define_points();
    define_measures();
    file_.end_definitions();
    write_settings();
    write_time();
    write_numbers();
  }

  void write(const SweepPoint& point) {
    const Sizes at = place(point);
    file_.write(count_, at, ones(at), std::array{static_cast<std::int32_t>(point.numbers.size())});
    file_.write(id_, with(at, 0), point.id.substr(0, longest_id));
    if (!is_grid()) write_values(point);
    if (point.measured.empty()) return;
    const std::size_t n = point.measured.size();
    std::vector<double> column(n), by_number(run_.finished.last, std::nan(""));
    for (std::size_t m = 0; m < run_.measures.size(); ++m) {
      for (std::size_t r = 0; r < n; ++r) by_number[point.numbers[r]] = column[r] = point.measured[r][m];
      file_.write(replications_[m], with(at, 0), with(ones(at), by_number.size()), by_number);
      file_.write(summaries_[m], with(at, 0), with(ones(at), statistics.size()), values_of(estimate(column)));
    }
    if (point.series.empty()) return;
    for (std::size_t s = 0; s < run_.series.size(); ++s) {
      for (std::size_t month = 0; month < run_.months.size(); ++month) {
        for (std::size_t r = 0; r < n; ++r) column[r] = point.series[r][month * run_.series.size() + s];
        file_.write(series_[s], with(with(at, month), 0), with(with(ones(at), 1), statistics.size()),
                    values_of(estimate(column)));
      }
    }
  }

  void close() { file_.close(); }

 private:
  static bool is_large(const SweepRun& run) {
    constexpr double limit = 4e9;
    const double cells =
        static_cast<double>(run.size) * static_cast<double>(std::max<std::size_t>(run.finished.last, 1));
    const double months = static_cast<double>(run.size) * static_cast<double>(run.months.size() * statistics.size());
    return 8 * std::max(cells, months) > limit;
  }

  bool is_grid() const { return run_.design.type == Design::Type::grid; }

  void say_what_it_is() {
    const auto say = [&](const char* name, std::string_view text) {
      file_.attribute(NetcdfFile::whole_file, name, text);
    };
    say("Conventions", "CF-1.8");
    say("title", run_.scenario.name);
    say("source", fmt::format("caseload {}, a discrete-event simulation", version));
    say("history", run_.asked.command);
    say("design", name_of(run_.design.type));
    say("scenario_hash", hash_of(run_.scenario));
    say("seed", std::to_string(run_.seed));
  }

  /// In a grid each setting is a dimension with a coordinate; otherwise points are, and settings stand beside them.
  void define_settings() {
    if (!is_grid()) points_ = {file_.dimension("point", run_.size)};
    for (const Factor& factor : run_.factors) {
      const std::string name = names_.of(factor.name);
      const bool has_numbers = factor.levels.empty() || !groups_of(factor).at.empty();
      std::vector<Dimension> over = points_;
      if (is_grid()) over = {file_.dimension(name, factor.levels.size())};
      if (has_numbers) {
        settings_.push_back(file_.numbers(name, over));
      } else {
        std::size_t longest = 1;
        for (const std::string& level : factor.levels) longest = std::max(longest, level.size());
        over.push_back(file_.dimension(names_.of("bytes of " + factor.name), longest));
        settings_.push_back(file_.texts(name, over));
      }
      has_numbers_.push_back(has_numbers);
      file_.attribute(settings_.back(), "long_name", factor.name);
      const std::string unit = factor.levels.empty() ? factor.unit : unit_after_number(factor.levels.front());
      if (has_numbers && !unit.empty()) file_.attribute(settings_.back(), "unit_of_setting", unit);
      if (is_grid()) {
        grid_.push_back(over.front());
      } else {
        beside_ += (beside_.empty() ? "" : " ") + name;
      }
    }
    if (is_grid()) points_ = grid_;
  }

  void define_time() {
    const bool monthly = !run_.months.empty();
    const Dimension ends = file_.dimension("bounds", 2);
    if (monthly) months_ = {file_.dimension("time", run_.months.size())};
    time_ = file_.numbers("time", months_);
    file_.attribute(time_, "standard_name", "time");
    file_.attribute(time_, "long_name",
                    monthly ? "first day of each month" : "first day of the period that is counted");
    file_.attribute(time_, "units", "days since 1970-01-01");
    file_.attribute(time_, "calendar", "standard");
    file_.attribute(time_, "bounds", "time_bounds");
    std::vector<Dimension> over = months_;
    over.push_back(ends);
    time_bounds_ = file_.numbers("time_bounds", over);
  }

  void define_points() {
    number_ = file_.whole_numbers(is_grid() ? "number" : "point", points_);
    file_.attribute(number_, "long_name", "number of the point in design.csv");
    count_ = file_.whole_numbers("replications", points_);
    file_.attribute(count_, "long_name", "replications that were done");
    std::vector<Dimension> over = points_;
    over.push_back(file_.dimension("bytes_of_id", longest_id));
    id_ = file_.texts("id", over);
    file_.attribute(id_, "long_name", "hash of the scenario of the point");
  }

  void define_measures() {
    const Dimension statistic = file_.dimension("statistic", statistics.size());
    statistic_ = file_.texts("statistic", {statistic, file_.dimension("bytes_of_statistic", longest_statistic)});
    file_.attribute(statistic_, "long_name",
                    "over replications: mean, standard deviation, 95 % interval of the mean, quantiles of futures");
    const Dimension replication = file_.dimension("replication", std::max<std::size_t>(run_.finished.last, 1));
    replication_ = file_.whole_numbers("replication", {replication});
    file_.attribute(replication_, "long_name", "number of the replication: the same future at every point");
    for (const Measure& measure : run_.measures) {
      const std::string name = names_.of((measure.where == "service" ? "" : measure.where + " ") + measure.name);
      summaries_.push_back(measured(name, measure, with(points_, statistic)));
      replications_.push_back(measured(names_.of(name + " by replication"), measure, with(points_, replication)));
    }
    for (const Measure& measure : run_.series) {
      const std::string name =
          names_.of((measure.where == "service" ? "" : measure.where + " ") + measure.name + " by month");
      series_.push_back(measured(name, measure, with(with(points_, months_.front()), statistic)));
      file_.attribute(series_.back(), "cell_methods", "time: mean");
    }
  }

  Variable measured(const std::string& name, const Measure& measure, const std::vector<Dimension>& over) {
    const Variable variable = file_.numbers(name, over);
    file_.attribute(variable, "long_name", long_name(measure));
    file_.attribute(variable, "units", unit_in_udunits(measure.unit));
    const std::string beside = beside_ + (months_.empty() ? std::string{beside_.empty() ? "" : " "} + "time" : "");
    if (!beside.empty()) file_.attribute(variable, "coordinates", beside);
    return variable;
  }

  void write_settings() {
    for (std::size_t i = 0; i < statistics.size(); ++i) file_.write(statistic_, Sizes{i, 0}, statistics[i]);
    for (std::size_t f = 0; is_grid() && f < run_.factors.size(); ++f) {
      const std::vector<std::string>& levels = run_.factors[f].levels;
      for (std::size_t i = 0; i < levels.size(); ++i) write_value(f, {i}, levels[i]);
    }
  }

  /// Settings of one point.
  void write_values(const SweepPoint& point) {
    for (std::size_t f = 0; f < run_.factors.size(); ++f) write_value(f, {point.number}, point.values[f]);
  }

  void write_value(std::size_t f, const Sizes& at, const std::string& value) {
    if (has_numbers_[f]) {
      file_.write(settings_[f], at, ones(at), std::array{number_of(value).value_or(std::nan(""))});
    } else {
      file_.write(settings_[f], with(at, 0), value);
    }
  }

  /// Of all points and replications; a point that is not finished has none.
  void write_numbers() {
    Sizes all{run_.size};
    if (is_grid()) {
      all.clear();
      for (const Factor& factor : run_.factors) all.push_back(factor.levels.size());
    }
    std::vector<std::int32_t> numbers(std::max<std::size_t>({run_.size, run_.finished.last, 1}));
    file_.write(count_, Sizes(all.size(), 0), all, numbers);
    std::iota(numbers.begin(), numbers.end(), 0);
    file_.write(number_, Sizes(all.size(), 0), all, numbers);
    file_.write(replication_, {0}, {std::max<std::size_t>(run_.finished.last, 1)}, numbers);
  }

  void write_time() {
    const auto day_number = [](Date date) { return static_cast<double>(date.time_since_epoch().count()); };
    const auto put = [&](const Sizes& at, Date from, Date to) {
      file_.write(time_, at, ones(at), std::array{day_number(from)});
      file_.write(time_bounds_, with(at, 0), with(ones(at), 2), std::array{day_number(from), day_number(to)});
    };
    for (std::size_t i = 0; i < run_.months.size(); ++i) {
      const std::chrono::year_month_day first{run_.months[i]};
      put({i}, run_.months[i], Date{first + std::chrono::months{1}});
    }
    const Period& period = run_.scenario.period;
    if (run_.months.empty()) put({}, period.start, period.end);
  }

  /// Of a point among the dimensions of points.
  Sizes place(const SweepPoint& point) const {
    if (!is_grid()) return {point.number};
    Sizes at(run_.factors.size());
    std::size_t rest = point.number;
    for (std::size_t f = at.size(); f > 0; --f) {
      const std::size_t levels = run_.factors[f - 1].levels.size();
      at[f - 1] = rest % levels;
      rest /= levels;
    }
    return at;
  }

  template <class Value>
  static std::vector<Value> with(std::vector<Value> all, Value last) {
    all.push_back(last);
    return all;
  }
  static Sizes with(Sizes all, int last) { return with(std::move(all), static_cast<std::size_t>(last)); }
  static Sizes ones(const Sizes& like) { return Sizes(like.size(), 1); }

  const SweepRun& run_;
  NetcdfFile file_;
  Names names_;
  std::vector<Dimension> points_, grid_, months_;
  std::vector<Variable> settings_, summaries_, replications_, series_;
  std::vector<bool> has_numbers_;
  std::string beside_;  ///< settings that are no dimensions
  Variable time_{}, time_bounds_{}, number_{}, count_{}, id_{}, statistic_{}, replication_{};
};

}  // namespace

void write_netcdf(const SweepRun& run, const std::filesystem::path& file) {
  SweepFile out{run, file};
  run.each([&](const SweepPoint& point) { return out.write(point), true; });
  out.close();
}

}  // namespace caseload
