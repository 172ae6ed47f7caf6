// See targets_table.hpp.   Tested by tests/report/targets_table_test.cpp.
#include "report/targets_table.hpp"

#include <fmt/format.h>

#include <cassert>
#include <cmath>

#include "report/grid.hpp"
#include "report/headlines.hpp"
#include "report/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload {
namespace {

using scenario::made_visible;
using Verdict = TargetEstimate::Verdict;

constexpr std::size_t widest_target_name = 50;  ///< of a target; files have it whole

Cell verdict_on(const TargetEstimate& judged) {
  switch (judged.verdict) {
    case Verdict::met:
      return {"met"};
    case Verdict::missed:
      return {"missed", Look::alarm};
    case Verdict::open:
      return {"not sure", Look::warning};
  }
  return {};
}

std::string bound_in_words(const TargetRow& target, const Measure& measure) {
  const std::string bound = fmt::format("{} {}", target.at_least ? "at least" : "at most", short_number(target.bound));
  return bound + " " + made_visible(measure.unit);
}

/// Of many futures: the share that keeps to the bound.
std::vector<Cell> shares(const TargetRow& target, const TargetEstimate& judged, std::size_t replications) {
  std::string remark;
  if (judged.n < replications) {
    remark = fmt::format("occurred in {} of {} futures", number(static_cast<double>(judged.n), 0),
                         number(static_cast<double>(replications), 0));
  }
  return {{percent(judged.share)},
          {fmt::format("{} – {}", number(100 * judged.interval.lower, 0), percent(judged.interval.upper))},
          {percent(target.chance)},
          verdict_on(judged),
          {remark, Look::quiet}};
}

std::vector<Cell> line_for(const Run& run, std::size_t i) {
  const TargetRow& target = run.targets[i];
  const TargetEstimate& judged = run.judged[i];
  const Measure& measure = run.estimates.measures[target.measure];
  const Estimate& e = run.estimates.estimates[target.measure];
  std::vector<Cell> line{{"  " + cut(run.scenario.targets[i].name, widest_target_name)},
                         {bound_in_words(target, measure)},
                         {judged.n > 0 ? number(e.mean, decimals_for(measure.unit, e.mean)) : "–"}};
  const std::size_t replications = run.replications.numbers.size();
  if (judged.n == 0) {
    line.push_back({"did not occur", Look::quiet});
  } else if (replications == 1) {
    line.push_back({judged.share > 0 ? "kept" : "not kept"});
  } else {
    for (Cell& cell : shares(target, judged, replications)) line.push_back(std::move(cell));
  }
  return line;
}

}  // namespace

std::string targets_block(const Run& run, bool colour) {
  if (run.targets.empty()) return "";
  assert(run.judged.size() == run.targets.size() && run.scenario.targets.size() == run.targets.size());
  const bool spread = run.replications.numbers.size() > 1;
  Grid grid{{{Align::left, 2},
             {Align::left, 3},
             {Align::right, 3},
             {spread ? Align::right : Align::left, 3},
             {Align::right, 3},
             {Align::right, 3},
             {Align::left, 3},
             {Align::left, 3}}};
  grid.add({{"targets"},
            {""},
            {"mean", Look::quiet},
            {spread ? "futures that keep it" : "in this future", Look::quiet},
            {spread ? fmt::format("({} %)", short_number(100 * run.confidence)) : "", Look::quiet},
            {spread ? "wanted" : "", Look::quiet}});
  bool unsure = false;
  for (std::size_t i = 0; i < run.targets.size(); ++i) {
    grid.add(line_for(run, i));
    unsure |= run.judged[i].n > 0 && run.judged[i].verdict == Verdict::open;
  }
  std::string text = grid.text(colour);
  if (spread && unsure) {
    text += dressed("  Not sure: too close to tell with so few replications.", Look::quiet, colour) + '\n';
  }
  return text;
}

}  // namespace caseload
