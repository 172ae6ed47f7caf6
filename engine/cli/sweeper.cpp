// See sweeper.hpp.
#include "cli/sweeper.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
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

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// Where each of the kept measures stands among those of a point; a point without overtime has no measure of it.
std::vector<std::size_t> places_of(const std::vector<Measure>& kept, const std::vector<Measure>& measures) {
  std::vector<std::size_t> places;
  for (const Measure& one : kept) {
    const auto found = std::find_if(measures.begin(), measures.end(), [&](const Measure& other) {
      return other.name == one.name && other.where == one.where && other.unit == one.unit;
    });
    places.push_back(found == measures.end() ? nowhere : static_cast<std::size_t>(found - measures.begin()));
  }
  return places;
}

/// Of which settings it gives which values.
std::string id_of(const std::vector<Factor>& factors, const std::vector<DesignPoint>& points) {
  Scenario all;  // its hash is as good for this as for a scenario
  for (const Factor& factor : factors) all.resolved += factor.name + '\n';
  for (const DesignPoint& point : points) {
    for (const std::string& value : point) all.resolved += value + '\t';
    all.resolved += '\n';
  }
  return hash_of(all);
}

}  // namespace

SweepWords sorted(const SweepArguments& arguments) {
  SweepWords words{arguments.what, {}};
  words.what.overrides.clear();
  for (const std::string& word : arguments.what.overrides) {
    const std::size_t equals = word.find('=');
    std::vector<std::string> values = several_values(std::string_view{word}.substr(equals + 1));
    if (values.empty()) {
      words.what.overrides.push_back(word);
    } else {
      words.factors.push_back({word.substr(0, equals), std::move(values)});
    }
  }
  return words;
}

SweepWords planned(const SweepPlan& plan, const SweepArguments& arguments) {
  SweepWords words{arguments.what, plan.factors, plan.design};
  const std::filesystem::path beside = std::filesystem::path{arguments.what.file}.parent_path() / plan.base;
  words.what.file = std::filesystem::exists(beside) ? beside.string() : plan.base;
  words.what.option = plan.option;
  words.what.overrides = plan.overrides;
  const std::vector<std::string>& more = arguments.what.overrides;
  words.what.overrides.insert(words.what.overrides.end(), more.begin(), more.end());
  return words;
}

std::string command_of(const SweepArguments& arguments) {
  std::string line = "caseload sweep " + shell_quoted(arguments.what.file) + in_words(arguments.what.overrides);
  if (!arguments.what.option.empty()) line += " --option " + shell_quoted(arguments.what.option);
  return line + in_words(arguments.how_many) + (arguments.all_measures ? " --keep all" : "");
}

Sweeper::Sweeper(const SweepArguments& arguments, const SweepWords& words, const Ready& base)
    : arguments_{arguments}, words_{words}, design_{points_of(words.factors, words.design, arguments.how_many.seed)} {
  about_.origin = origin_of(words.what);
  about_.scenario = base.scenario;
  about_.model = base.model;
  about_.factors = words.factors;
  about_.measures = kept_measures(base, arguments.all_measures);
  about_.seed = arguments.how_many.seed;
  about_.asked = {command_of(arguments), {}, arguments.how_many.precision.confidence, false};
  if (!arguments.how_many.replications) about_.asked.precision = arguments.how_many.precision;
  about_.design = design_.size();
  about_.design_id = id_of(words.factors, design_);
}

std::vector<std::uint32_t> Sweeper::numbers_of_shard() const {
  std::vector<std::uint32_t> numbers;
  for (std::uint32_t number = arguments_.shard.index - 1; number < design_.size(); number += arguments_.shard.of) {
    numbers.push_back(number);
  }
  return numbers;
}

bool Sweeper::finish(PointStore& store) {
  std::vector<std::uint32_t> left = numbers_of_shard();
  const std::set<std::uint32_t> finished = store.finished();
  std::erase_if(left, [&](std::uint32_t number) { return finished.contains(number); });
  catch_interrupts();
  const Progress::Kind loud = bar_wanted() ? Progress::Kind::bar : Progress::Kind::lines;
  Progress progress{arguments_.how_many.quiet ? Progress::Kind::none : loud, "point"};
  std::uint32_t done = 0;
  for (const std::uint32_t number : left) {
    const std::optional<SweepPoint> point = point_of(number);
    if (!point) break;
    store.add(*point);
    progress.tell(++done, static_cast<std::uint32_t>(left.size()));
    if (interrupted()) break;
  }
  progress.end();
  if (!arguments_.how_many.quiet) say(fmt::format("{} in {:.1f} s\n", counted(done, "point"), progress.seconds()));
  return done == left.size();
}

std::optional<SweepPoint> Sweeper::point_of(std::uint32_t number) const {
  SweepPoint point;
  point.number = number;
  What what = words_.what;
  for (std::size_t f = 0; f < about_.factors.size(); ++f) {
    point.values.push_back(design_[number][f]);
    what.overrides.push_back(about_.factors[f].name + "=" + point.values.back());
  }
  const Result<Ready> ready = read(what);
  if (!ready) {
    point.failure = ready.problems().front().message;
    return point;
  }
  point.id = hash_of(ready->scenario);
  PairedExperiment asked{{&ready->model}, experiment_of(arguments_.how_many)};
  asked.series = KeptSeries::nothing;
  const PairedReplications done = replicate(std::move(asked), wanted_of(arguments_.how_many, {ready->measures}),
                                            [](std::uint32_t, std::uint32_t) { return !interrupted(); });
  const Replications& replications = done.of.front();
  if (replications.interrupted) return std::nullopt;
  const std::vector<std::size_t> places = places_of(about_.measures, ready->measures);
  point.numbers = replications.numbers;
  point.failures = replications.failures;
  for (const Observations& seen : replications.observations) {
    std::vector<double>& values = point.measured.emplace_back();
    for (const std::size_t m : places) values.push_back(m == nowhere ? std::nan("") : seen.values[m]);
  }
  if (point.numbers.empty()) point.failure = point.failures.empty() ? "nothing was run" : point.failures.front().what;
  return point;
}

}  // namespace caseload::cli
