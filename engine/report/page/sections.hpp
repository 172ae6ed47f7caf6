// What the page of a run says, part by part. Each part is worked out from the run alone, and is empty where the run has
// nothing to say on it.   Tested by tests/report/page_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "report/page/figure.hpp"
#include "report/page/path.hpp"
#include "report/page/spec.hpp"

namespace caseload::web {

/// The answer in three sentences, and the numbers that people ask for first.
Html answer(const Run&);
/// How many futures, how precise, and what to beware of: three things at most.
Html how_sure(const Run&);
/// What each target asks, and in how many futures it is kept.
Html targets(const Run&, const std::string& foot);
/// Demand, work and people by month.
Html over_time(const Run&, const std::string& foot);
/// How long families wait for a worker and steps take, with the lines that law or the scenario draws.
Html waits(const Run&, const std::string& foot);
/// Caseloads, overload, hours and queues by team.
Html teams(const Run&, const std::string& foot);
/// Families on their way through the teams, month by month; empty without months or teams.
Html queue_picture(const Run&, const std::string& foot);
Html costs(const Run&, const std::string& foot);
/// Every value with its source and quality; the assumptions with what hangs on them.
Html assumptions(const Scenario&);
/// What a reader needs to judge the model and to do it again (STRESS-DES).
/// Source of its items: Monks and others, "Strengthening the reporting of empirical simulation studies: introducing the
/// STRESS guidelines", Journal of Simulation 13 (2019).
struct HowMade {
  const Scenario& scenario;
  const Model& model;
  std::size_t futures{};
  std::uint32_t seed{};
  std::string how_many;  ///< how their number was chosen
  std::string command;
  std::string outputs;  ///< what is estimated, in words
};
Html method(const HowMade&);
/// All measures, as results.json has them.
Html every_number(const Run&);

// -------------------------------------------------------------------------------- pieces that parts have in common

/// Events on dates within the counted period, numbered.
std::vector<Mark> marks_of(const Scenario&);
/// What the numbers mean; empty without events.
Html key_to_marks(const Scenario&);

/// The fan of one path, with its table.
Figure fan_figure(const Path&, const std::vector<Level>&, const std::vector<Mark>&);
/// Fans of the same measure in several places. The finding is of the place where it stands worst, or highest, at the
/// end.
Figure fans_figure(const std::string& id, const std::vector<Path>&, const std::vector<std::vector<Level>>&,
                   const std::vector<Mark>&);

/// What a measure is held against: norms, limits and targets of the place.
std::vector<Level> levels_for(const Run&, const Measure&);

/// A headline number with its range over futures.
Html tile(const Measure&, const Estimate&);
inline Html tiles(const Html& inside) { return inside.empty() ? inside : element("div", {{"class", "tiles"}}, inside); }

/// Null unless some future observed it.
const Estimate* observed(const Estimates&, std::string_view measure, std::string_view where);

/// Teams of named workers, by the name that measures have.
std::vector<std::string> teams_of_named_workers(const Run&);

}  // namespace caseload::web
