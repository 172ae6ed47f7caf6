// Part of the page of a run: what the service costs.   Tested by tests/report/page_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/page/sections.hpp"
#include "report/page/words.hpp"

namespace caseload::web {

Html costs(const Run& run, const std::string& foot) {
  const Estimate* total = observed(run.estimates, "cost", "service");
  if (!total) return {};
  std::vector<Dot> all;
  Table table{"Cost by team and step",
              {{"where", false},
               {"pounds a year", true},
               {"lower 95 %", true},
               {"upper 95 %", true},
               {"P10", true},
               {"P90", true}},
              {},
              ""};
  for (std::size_t i = 0; i < run.estimates.measures.size(); ++i) {
    const Measure& measure = run.estimates.measures[i];
    const Estimate& e = run.estimates.estimates[i];
    if (measure.name != "cost" || measure.unit != "pounds per year" || e.n == 0 ||
        measure.where.find(" on ") != std::string::npos)
      continue;
    const bool whole = measure.where == "service";
    if (!whole && e.mean > 0) all.push_back({measure.where, e.p10, e.mean, e.p90, std::nan("")});
    table.rows.push_back({word_cell(whole ? "whole service" : measure.where), number_cell(e.mean, 0),
                          number_cell(e.lower95, 0), number_cell(e.upper95, 0), number_cell(e.p10, 0),
                          number_cell(e.p90, 0)});
  }
  if (all.empty()) return {};
  std::stable_sort(all.begin(), all.end(), [](const Dot& a, const Dot& b) { return a.middle > b.middle; });
  Figure figure;
  figure.id = "chart-costs";
  const std::string cost = amount(total->mean, "pounds");
  figure.finding =
      first_that_fits({fmt::format("The service costs {} a year, {} most of it", cost, cut(all.front().name)),
                       fmt::format("The service costs {} a year", cost)});
  figure.subtitle = "Pounds a year, mean over the period and over futures; orange: 8 in 10 futures.";
  if (const Estimate* budget = observed(run.estimates, "spending, share of budget", "service")) {
    figure.note = fmt::format("That is {} of the budget (8 in 10 futures: {} %).", amount(budget->mean, "%"),
                              range(budget->p10, budget->p90, "%"));
  }
  figure.plots = {{"", figure.finding + ".", bars(all, "pounds a year"), {}}};
  figure.tables = {std::move(table)};
  return html(figure, foot);
}

}  // namespace caseload::web
