// Several models in the same futures: one after the other in each replication, so that what is compared family by family
// never has to be kept.   Tested by tests/experiment/paired_test.cpp.
#include <cassert>
#include <chrono>
#include <tuple>
#include <utility>

#include "experiment/replicate.hpp"

namespace caseload {
namespace {

using Waits = PairedReplications::Waits;

/// Empties a list and gives its memory back, which `list = {}` would not.
template <class List>
void forget(List& list) {
  list = List();
}

/// Families of both lists, which are in order of stream and family; a family that came in one of them only has nothing
/// to be compared with.
Waits compare_waits(const std::vector<FirstWait>& before, const std::vector<FirstWait>& after) {
  const auto key = [](const FirstWait& wait) { return std::tie(wait.stream, wait.family); };
  constexpr Elapsed a_day = std::chrono::days{1};
  Waits change;
  auto old = before.begin();
  for (const FirstWait& wait : after) {
    while (old != before.end() && key(*old) < key(wait)) ++old;
    if (old == before.end()) break;
    if (key(*old) != key(wait)) continue;
    if (wait.waited > old->waited + a_day) change.longer += wait.children;
    if (wait.waited + a_day < old->waited) change.shorter += wait.children;
  }
  return change;
}

Future run_all(const PairedExperiment& asked, Replication replication, Arena& arena) {
  Future future;
  std::vector<FirstWait> first_waits;
  for (const Model* const model : asked.models) {
    Observations seen = run(*model, replication, asked.experiment.seed, arena, {.waits = asked.waits});
    if (asked.waits) {
      if (future.seen.empty()) first_waits = seen.waits;
      future.waits.push_back(compare_waits(first_waits, seen.waits));
      forget(seen.waits);
    }
    if (asked.series != KeptSeries::all) forget(seen.series);
    if (asked.series == KeptSeries::nothing) forget(seen.months);
    future.seen.push_back(std::move(seen));
  }
  return future;
}

}  // namespace

PairedReplications replicate(PairedExperiment asked, const Wanted& wanted, const GoOn& go_on) {
  assert(!asked.models.empty() && (asked.earlier.empty() || (asked.earlier.size() == asked.models.size() && !asked.waits)));
  PairedReplications all;
  all.of = std::move(asked.earlier);
  all.of.resize(asked.models.size());
  if (asked.waits) all.waits.resize(asked.models.size());
  for (Replications& replications : all.of) {
    replications.asked = asked.experiment;
    if (replications.observations.empty()) replications.observations = Kept{Kept::usual / asked.models.size()};
  }
  const RunAll one = [&](Replication replication, Arena& arena) { return run_all(asked, replication, arena); };
  replicate(asked.experiment, one, wanted, go_on, all, asked.crew);
  return all;
}

}  // namespace caseload
