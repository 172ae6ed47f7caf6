// Part of the page of a run: all measures, as results.json has them.   Tested by tests/page.
#include <fmt/format.h>

#include "report/page/sections.hpp"
#include "report/text.hpp"

namespace caseload::web {

Html every_number(const Run& run) {
  Table table{"All measures",
              {{"measure", false},
               {"where", false},
               {"unit", false},
               {"mean", true},
               {"lower 95 %", true},
               {"upper 95 %", true},
               {"P10", true},
               {"median", true},
               {"P90", true},
               {"futures", true}},
              {},
              "measures"};
  for (std::size_t i = 0; i < run.estimates.measures.size(); ++i) {
    const Measure& measure = run.estimates.measures[i];
    const Estimate& e = run.estimates.estimates[i];
    std::vector<Cell> row{word_cell(measure.name), word_cell(measure.where), word_cell(measure.unit)};
    for (const double value : {e.mean, e.lower95, e.upper95, e.p10, e.p50, e.p90})
      row.push_back(number_cell(value, measure.unit));
    row.push_back(number_cell(static_cast<double>(e.n), 0));
    table.rows.push_back(std::move(row));
  }
  return element("p", fmt::format("{} of which results.json holds the same numbers.",
                                  counted(table.rows.size(), "measure"))) +
         element("details", {{"class", "data"}, {"open", ""}}, element("summary", "All measures") + html(table));
}

}  // namespace caseload::web
