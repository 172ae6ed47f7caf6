// The open cases that a service begins with, as the traffic equations give them.
// Tested by tests/report/stock_table_test.cpp.
#include "caseload/report.hpp"
#include "report/grid.hpp"
#include "report/text.hpp"

namespace caseload {

std::string stock_table(const Model& model, bool colour) {
  const double each = model.streams.empty() ? 1 : mean_of(model.streams.front().children);  // as open_stock() draws them
  Grid grid{{{Align::left, 0}, {Align::right, 3}, {Align::right, 3}}};
  grid.add({{"begins with", Look::quiet}, {"families open", Look::quiet}, {"children", Look::quiet}});
  double all = 0;
  const auto row = [&](const std::string& name, double families) {
    grid.add({{name}, {number(families, 0)}, {number(families * each, 0)}});
  };
  for (std::size_t i = 0; i < model.steps.size(); ++i) {
    if (model.steps[i].mean_stock <= 0) continue;
    row(shown_name(model.names.steps[i]), model.steps[i].mean_stock);
    all += model.steps[i].mean_stock;
  }
  row("in all", all);
  return grid.text(colour);
}

}  // namespace caseload
