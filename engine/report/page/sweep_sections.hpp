// What the page of a sweep says, part by part.   Tested by tests/report/sweep_page_test.cpp and tests/page.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "caseload/sensitivity.hpp"
#include "report/page/figure.hpp"

namespace caseload::web {

/// What the page is drawn from, gathered in one pass over the points.
struct Gathered {
  GroupMeans means;
  std::vector<PointResult> first;  ///< as many as are listed one by one
};
/// @param listed  how many rows a table of points may have
Gathered gather(const SweepRun&, std::size_t listed);

/// Headlines that some factor moves, with the strongest first; then those that stand still.
struct Ranked {
  std::size_t measure{};
  std::vector<MainEffect> effects;
  double relative{};  ///< the strongest effect beside the mean of all levels
};
std::vector<Ranked> ranked(const SweepRun&, const GroupMeans&);

/// Whether values of a factor are drawn from a range, with values of the others that are drawn, too.
bool is_sampled(const SweepRun&);

/// Emulators of measures, where a sample has points enough for one.
using Emulators = std::map<std::size_t, Emulator>;
Emulators emulators_of(const SweepRun&, const std::vector<Ranked>&);

/// What each factor does to a measure: lowest and highest mean of its groups.
Figure tornado(const SweepRun&, const Ranked&);
/// Elementary effects or Sobol' indices of a design that was made for them; without plots for another.
Figure importance(const SweepRun&, const Ranked&);
/// How a measure goes with one factor, through the means of its groups: of a sweep over it alone with its band.
Figure curve(const SweepRun&, const Gathered&, const Ranked&, std::size_t factor);
/// The same as the emulator draws it.
Figure emulated_curve(const SweepRun&, const Emulator&, const Ranked&, std::size_t factor);
/// A measure over the two factors that matter most to it; empty where there are none.
Html heat_map(const SweepRun&, const GroupMeans&, const Ranked&, const std::string& foot);

std::string factor_name(const SweepRun&, std::size_t factor);

}  // namespace caseload::web
