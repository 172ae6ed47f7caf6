// Part of the page of a run: what becomes of targets.   Tested by tests/report/page_test.cpp.
#include <fmt/format.h>

#include <cmath>

#include "report/headlines.hpp"
#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {
namespace {

using Verdict = TargetEstimate::Verdict;

Cell verdict_cell(Verdict verdict) {
  const char* const kind = verdict == Verdict::met ? "met" : verdict == Verdict::missed ? "missed" : "open";
  const char* const words = verdict == Verdict::open ? "too close to call" : kind;
  return {"", words, element("span", {{"class", std::string{"verdict "} + kind}}, words)};
}

std::string asked_in_words(const TargetRow& target, const Measure& measure) {
  return fmt::format("{}: {} {} {}", name_in_words(measure), target.at_least ? "at least" : "at most",
                     short_number(target.bound), measure.unit);
}

std::string finding_of(const Run& run) {
  std::size_t met = 0, lowest = 0;
  for (std::size_t i = 0; i < run.judged.size(); ++i) {
    met += run.judged[i].verdict == Verdict::met;
    if (run.judged[i].share < run.judged[lowest].share) lowest = i;
  }
  const std::size_t all = run.targets.size();
  const std::string where = cut(run.scenario.targets[lowest].name, 40);
  if (all == 1) return first_that_fits({fmt::format("“{}” is kept {}", where, in_futures(run.judged.front().share))});
  if (met == all) return fmt::format("All {} targets are met", small_number(all));
  const std::string count = met == 0 ? fmt::format("None of {} targets is met", small_number(all))
                                     : fmt::format("{} of {} targets {} met", sentence(small_number(met)),
                                                   small_number(all), met == 1 ? "is" : "are");
  return first_that_fits({fmt::format("{}; “{}” is hardest", count, where), count});
}

}  // namespace

Html targets(const Run& run, const std::string& foot) {
  if (run.targets.empty() || run.replications.numbers.size() < 2) return {};
  std::vector<Dot> dots;
  Table table{"Targets",
              {{"target", false},
               {"what it asks", false},
               {"mean", true},
               {"futures that keep it [%]", true},
               {"lower", true},
               {"upper", true},
               {"wanted [%]", true},
               {"verdict", false}},
              {},
              ""};
  for (std::size_t i = 0; i < run.targets.size(); ++i) {
    const TargetRow& target = run.targets[i];
    const TargetEstimate& judged = run.judged[i];
    const Measure& measure = run.estimates.measures[target.measure];
    const std::string& name = run.scenario.targets[i].name;
    dots.push_back(
        {name, 100 * judged.interval.lower, 100 * judged.share, 100 * judged.interval.upper, 100 * target.chance});
    table.rows.push_back({word_cell(name), word_cell(asked_in_words(target, measure)),
                          number_cell(run.estimates.estimates[target.measure].mean, measure.unit),
                          number_cell(100 * judged.share, 0), number_cell(100 * judged.interval.lower, 0),
                          number_cell(100 * judged.interval.upper, 0), number_cell(100 * target.chance, 0),
                          verdict_cell(judged.verdict)});
  }
  Figure figure;
  figure.id = "chart-targets";
  figure.finding = finding_of(run);
  figure.subtitle = fmt::format(
      "Share of futures that keep each target [%]. Bar: {} % interval; upright tick: the share that is wanted.",
      short_number(100 * run.confidence));
  figure.plots = {{"", figure.finding + ".", web::dots(dots, {0, 100, std::nan(""), "futures that keep it [%]"}), {}}};
  figure.tables = {std::move(table)};
  return html(figure, foot);
}

}  // namespace caseload::web
