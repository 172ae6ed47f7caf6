// A shipped scenario, simulated some times over, and what is asked of it afterwards: a value for each replication, so
// that measures can be added, divided and compared in the same futures.   Used by tests/seeds only.
#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <valarray>
#include <vector>

#include "caseload/caseload.hpp"

namespace caseload::seeds {

/// One value for each replication; NaN: nothing was observed. Arithmetic goes element by element; a function must name
/// Each as what it returns, since `auto` would keep the unfinished sum of values that are gone.
using Each = std::valarray<double>;

inline Estimate estimate_of(const Each& values) { return estimate(std::span{std::begin(values), values.size()}); }

/// Sum over replications of one thing over that of another, with the interval that the difference from a constant ratio
/// gives. Source: Cochran, Sampling Techniques (1977), section 2.11 (ratio estimates).
inline Estimate ratio_of(const Each& over, const Each& under) {
  const double ratio = over.sum() / under.sum();
  const double each = under.sum() / static_cast<double>(under.size());
  return estimate_of(ratio + (over - ratio * under) / each);
}

class Futures {
 public:
  struct Asked {
    std::string option;
    std::vector<std::string> overrides;
    std::uint32_t replications{};
    bool journeys{};
  };

  /// @param file  among the shipped scenarios. Seed 1: the same numbers every time.
  Futures(const std::string& file, const Asked& asked) : model_{model_of(file, asked)}, measures_{measures_of(model_)} {
    if (!asked.journeys) {
      seen_ = replicate(model_, {.seed = Seed{1}, .replications = asked.replications}).observations.all();
      return;
    }
    Arena arena;
    for (std::uint32_t i = 0; i < asked.replications; ++i) {
      seen_.push_back(run(model_, Replication{i}, Seed{1}, arena, {.journeys = asked.journeys}));
    }
  }

  const Model& model() const { return model_; }
  std::size_t size() const { return seen_.size(); }

  /// NaN throughout where the scenario measures no such thing.
  Each operator()(const std::string& measure, const std::string& where) const {
    Each values(std::numeric_limits<double>::quiet_NaN(), seen_.size());
    for (std::size_t m = 0; m < measures_.size(); ++m) {
      if (measures_[m].name != measure || measures_[m].where != where) continue;
      for (std::size_t i = 0; i < seen_.size(); ++i) values[i] = seen_[i].values[m];
    }
    return values;
  }

  /// Families who entered the step from the first day to before the last. Ask for journeys.
  Each entries(const std::string& step, Date from, Date before) const {
    const auto to_instant = [](Date day) { return Instant{day}; };
    Each counts(seen_.size());
    for (std::size_t i = 0; i < seen_.size(); ++i) {
      counts[i] = static_cast<double>(
          std::count_if(seen_[i].journeys.begin(), seen_[i].journeys.end(), [&](const JourneyStep& visit) {
            return model_.names.steps[static_cast<std::size_t>(visit.step)] == step &&
                   visit.entered >= to_instant(from) && visit.entered < to_instant(before);
          }));
    }
    return counts;
  }

  /// Mean over replications of a weekly series, with the first days of its weeks.
  struct Weekly {
    std::vector<Date> weeks;
    std::vector<double> mean;
  };
  Weekly weekly(const std::string& measure, const std::string& where) const {
    const std::vector<Measure> series = series_of(model_);
    Weekly weekly{weeks_of(model_), {}};
    const auto found = std::find_if(series.begin(), series.end(),
                                    [&](const Measure& m) { return m.name == measure && m.where == where; });
    if (found == series.end()) return {};
    const auto column = static_cast<std::size_t>(found - series.begin());
    for (std::size_t week = 0; week < weekly.weeks.size(); ++week) {
      double sum = 0;
      for (const Observations& seen : seen_) sum += seen.series[week * series.size() + column];
      weekly.mean.push_back(sum / static_cast<double>(seen_.size()));
    }
    return weekly;
  }

 private:
  static Model model_of(const std::string& file, const Asked& asked) {
    const auto scenario = read(std::string(CASELOAD_SCENARIOS "/") + file,
                               {.overrides = asked.overrides, .option = asked.option, .library = CASELOAD_SCENARIOS});
    if (!scenario) FAIL(file << ": " << to_text(scenario.problems().front()));
    return compile(*scenario);
  }

  Model model_;
  std::vector<Measure> measures_;
  std::vector<Observations> seen_;
};

}  // namespace caseload::seeds
