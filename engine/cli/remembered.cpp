// See remembered.hpp.
#include "cli/remembered.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "cli/reading.hpp"
#include "cli/sweep_folder.hpp"

namespace caseload::cli {
namespace {

Ready as_stored(const Remembered& of) {
  Result<Scenario> scenario = read_text(of.resolved, of.origin.file);
  if (!scenario) {
    throw std::runtime_error(
        fmt::format("the scenario of these results cannot be read: {}", scenario.problems().front().message));
  }
  scenario->option = of.origin.option;
  Result<Ready> found = ready(*std::move(scenario));
  if (!found) throw std::runtime_error("the scenario of these results cannot be read");
  return *std::move(found);
}

/// What the program knows of measures that are stored by name.
void complete(std::vector<Measure>& measures, const std::vector<Measure>& all) {
  for (Measure& measure : measures) {
    const auto known = std::find_if(all.begin(), all.end(), [&](const Measure& one) {
      return one.name == measure.name && one.where == measure.where;
    });
    if (known == all.end()) throw std::runtime_error("it measures other things than this program does");
    measure = *known;
  }
}

}  // namespace

Found find(const Remembered& of) {
  const Origin& origin = of.origin;
  if (origin.file == "-") return {as_stored(of), {Freshness::State::unknown, {}, "it came from standard input"}};
  Result<Ready> now = read({origin.file, origin.overrides, origin.option, false});
  if (!now) {
    const Problem& first = now.problems().front();
    const std::string& file = first.place.file.empty() ? origin.file : first.place.file;
    return {as_stored(of), {Freshness::State::unknown, {}, fmt::format("{}: {}", file, first.message)}};
  }
  std::vector<Change> changes = changes_between(of.resolved, now->scenario.resolved);
  if (now->scenario.period.begin.content != of.list) {
    changes.push_back({"period.begin.list", "the list as it was", "the list has changed"});
  }
  if (changes.empty()) return {*std::move(now), {}};
  return {as_stored(of), {Freshness::State::changed, std::move(changes), {}}};
}

FoundSweep sweep_in(const PointStore& store) {
  SweepRun run = store.about();
  Found found = find({run.origin, run.scenario.resolved, run.scenario.period.begin.content});
  complete(run.measures, found.ready.measures);
  complete(run.series, series_of(found.ready.model));
  run.scenario = std::move(found.ready.scenario);
  run.model = std::move(found.ready.model);
  attach(run, store);
  return {std::move(run), std::move(found.freshness)};
}

}  // namespace caseload::cli
