// See sweeper.hpp.
#include "cli/sweeper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <map>
#include <mutex>
#include <utility>

#include "cli/interrupt.hpp"
#include "cli/progress.hpp"
#include "cli/reading.hpp"
#include "cli/replicating.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"

namespace caseload::cli {
namespace {

/// What a sweep keeps of a replication: headlines and what targets are about, or everything.
std::vector<Measure> kept_measures(const Ready& ready, bool all) {
  std::vector<Measure> kept;
  for (std::size_t m = 0; m < ready.measures.size(); ++m) {
    const bool target =
        std::any_of(ready.targets.begin(), ready.targets.end(), [m](const TargetRow& t) { return t.measure == m; });
    if (all || ready.measures[m].headline || target) kept.push_back(ready.measures[m]);
  }
  return kept;
}

/// Where the kept columns stand in a row of a point; a point without overtime has no measure of it.
class Columns {
 public:
  Columns(const std::vector<Measure>& kept, const std::vector<Measure>& all) : width_{all.size()} {
    for (const Measure& one : kept) {
      const auto found = std::find_if(all.begin(), all.end(), [&](const Measure& other) {
        return other.name == one.name && other.where == one.where && other.unit == one.unit;
      });
      places_.push_back(found == all.end() ? nowhere : static_cast<std::size_t>(found - all.begin()));
    }
  }

  /// Of one row, or of several one after the other.
  std::vector<double> of(const std::vector<double>& rows) const {
    std::vector<double> kept;
    for (std::size_t row = 0; row < rows.size(); row += width_)
      for (const std::size_t place : places_) kept.push_back(place == nowhere ? std::nan("") : rows[row + place]);
    return kept;
  }
  /// The row that these were kept of; what was not kept is not a number.
  std::vector<double> whole(const std::vector<double>& kept) const {
    std::vector<double> row(width_, std::nan(""));
    for (std::size_t i = 0; i < places_.size(); ++i)
      if (places_[i] != nowhere) row[places_[i]] = kept[i];
    return row;
  }

 private:
  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  std::size_t width_;
  std::vector<std::size_t> places_;
};

/// Of which settings it gives which values.
std::string design_id_of(const std::vector<Factor>& factors, const std::vector<DesignPoint>& points) {
  Scenario all;  // its hash is as good for this as for a scenario
  for (const Factor& factor : factors) all.resolved += factor.name + '\n';
  for (const DesignPoint& point : points) {
    for (const std::string& value : point) all.resolved += value + '\t';
    all.resolved += '\n';
  }
  return id_of(all);
}

/// Replications of a point that were done before, to go on from: none if one of them failed, as there may be no gap.
std::vector<Replications> earlier_of(const SweepPoint& begun, const Columns& columns) {
  if (!begun.failures.empty() || begun.numbers.empty()) return {};
  Replications earlier;
  earlier.numbers = begun.numbers;
  for (const std::vector<double>& measured : begun.measured) {
    Observations known;
    known.values = columns.whole(measured);
    earlier.observations.push_back(std::move(known));
  }
  return {std::move(earlier)};
}

/// How far a sweep is, told by many threads. Points that other processes have begun count as done.
class Gauge {
 public:
  Gauge(bool quiet, std::size_t points, const Ranks::Deal& deal)
      : progress_{quiet ? Progress::Kind::none : loud(), "point"}, points_{points}, deal_{deal} {}

  void tell(std::uint32_t point, double share) {
    const std::lock_guard lock{telling_};
    shares_[point] = share;
    double not_done = 0;
    for (const auto& [number, done] : shares_) not_done += 1 - done;
    progress_.tell(std::max<double>(deal_.dealt(), 1) - not_done, static_cast<std::uint32_t>(points_));
    if (share >= 1) shares_.erase(point);
  }
  void end() { progress_.end(); }

 private:
  static Progress::Kind loud() { return bar_wanted() ? Progress::Kind::bar : Progress::Kind::lines; }

  std::mutex telling_;
  Progress progress_;
  std::size_t points_;
  const Ranks::Deal& deal_;
  std::map<std::uint32_t, double> shares_;  ///< of those under way in this process
};

}  // namespace

Sweeper::Sweeper(const SweepArguments& arguments, const SweepWords& words, const Ready& base)
    : arguments_{arguments}, words_{words}, design_{points_of(words.factors, words.design, arguments.how_many.seed)} {
  about_.origin = origin_of(words.what);
  about_.scenario = base.scenario;
  about_.model = base.model;
  about_.factors = words.factors;
  about_.design = {words.design.type, words.design.size};
  about_.size = design_.size();
  about_.design_id = design_id_of(words.factors, design_);
  about_.measures = kept_measures(base, arguments.all_measures);
  if (arguments.series) {
    about_.series = series_of(base.model);
    about_.months = months_of(base.model);
  }
  about_.seed = arguments.how_many.seed;
  about_.replications = arguments.how_many.replications;
  about_.asked = {command_of(arguments), {}, arguments.how_many.precision.confidence, false};
  if (!arguments.how_many.replications) about_.asked.precision = arguments.how_many.precision;
}

std::vector<std::uint32_t> Sweeper::left(const PointStore& store) const {
  const std::set<std::uint32_t> finished = store.finished();
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t number = arguments_.shard.index - 1; number < design_.size(); number += arguments_.shard.of) {
    if (!finished.contains(number)) numbers.push_back(number);
  }
  return numbers;
}

Sweeper::End Sweeper::finish(const std::vector<std::uint32_t>& left, Ranks::Deal& deal, const PointStore& begun,
                             PointStore& into) {
  catch_interrupts();
  Crew crew{arguments_.how_many.threads};
  Gauge gauge{arguments_.how_many.quiet, left.size(), deal};
  std::mutex storing;
  std::atomic<bool> failed{false};
  const auto work = [&] {
    while (!interrupted() && !failed) {
      const std::optional<std::uint32_t> next = deal.next();
      if (!next) return;
      const std::uint32_t number = left[*next];
      std::unique_lock lock{storing};
      const std::optional<SweepPoint> before = begun.begun(number);
      lock.unlock();
      const Outcome outcome = run(number, before, crew, [&](std::uint32_t replication, std::uint32_t of) {
        gauge.tell(number, 0.99 * replication / of);
        return !interrupted();
      });
      lock.lock();
      if (outcome.is_finished || !outcome.point.numbers.empty()) into.add(outcome.point, outcome.is_finished);
      lock.unlock();
      if (!outcome.is_finished) return;
      gauge.tell(number, 1);
      if (arguments_.stop_on_failure && !outcome.point.failure.empty()) failed = true;
    }
  };
  crew.at_once(work);
  gauge.end();
  if (failed) return End::failed;
  return interrupted() ? End::interrupted : End::complete;
}

Sweeper::Outcome Sweeper::run(std::uint32_t number, const std::optional<SweepPoint>& begun, Crew& crew,
                              const GoOn& go_on) const {
  SweepPoint point;
  point.number = number;
  point.values = design_[number];
  What what = words_.what;
  for (std::size_t f = 0; f < about_.factors.size(); ++f)
    what.overrides.push_back(about_.factors[f].name + "=" + point.values[f]);
  const Result<Ready> ready = read(what);
  if (!ready) {
    point.failure = ready.problems().front().message;
    return {std::move(point), true};
  }
  point.id = id_of(ready->scenario);
  const Columns columns{about_.measures, ready->measures}, series{about_.series, series_of(ready->model)};
  PairedExperiment asked{{&ready->model}, experiment_of(arguments_.how_many)};
  asked.series = about_.series.empty() ? KeptSeries::nothing : KeptSeries::months;
  if (begun) asked.earlier = earlier_of(*begun, columns);
  const std::size_t earlier = asked.earlier.empty() ? 0 : begun->numbers.size();
  asked.crew = &crew;
  const PairedReplications all = replicate(std::move(asked), wanted_of(arguments_.how_many, {ready->measures}), go_on);
  const Replications& done = all.of.front();
  point.numbers = done.numbers;
  point.failures = done.failures;
  std::size_t i = 0;
  for (const Observations& seen : done.observations) {
    point.measured.push_back(i < earlier ? begun->measured[i] : columns.of(seen.values));
    if (!about_.series.empty()) point.series.push_back(i < earlier ? begun->series[i] : series.of(seen.months));
    ++i;
  }
  if (done.interrupted) return {std::move(point), false};
  if (point.numbers.empty()) point.failure = point.failures.empty() ? "nothing was run" : point.failures.front().what;
  return {std::move(point), true};
}

}  // namespace caseload::cli
