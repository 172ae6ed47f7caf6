// What a sweep says of its settings, for other programs.   Tested by tests/cli/sensitivity_test.cpp.
#include <fmt/format.h>

#include <cmath>
#include <functional>

#include "caseload/sensitivity.hpp"
#include "store/csv.hpp"
#include "store/json.hpp"

namespace caseload {
namespace {

using json::Json;

/// Hands over every number: its factor, what it is, and how sure it is.
void each_number(const Sensitivity& of, const std::function<void(std::size_t, const char*, const Uncertain&)>& take) {
  const Uncertain unknown{0, std::nan(""), std::nan("")};
  for (std::size_t f = 0; f < of.morris.size(); ++f) {
    take(f, "mu_star", of.morris[f].size);
    take(f, "mu", {of.morris[f].mean, unknown.lower95, unknown.upper95});
    take(f, "sigma", of.morris[f].spread);
  }
  for (std::size_t f = 0; f < of.sobol.size(); ++f) {
    take(f, "first", of.sobol[f].first);
    take(f, "total", of.sobol[f].total);
  }
  for (std::size_t f = 0; f < of.pawn.factors.size(); ++f) {
    take(f, "median", of.pawn.factors[f].median);
    take(f, "highest", of.pawn.factors[f].highest);
  }
}

Json json_of(const SweepRun& sweep, const Sensitivity& of) {
  Json one = json::names_of(sweep.measures[of.measure]);
  one["points"] = of.points;
  one["numbers"] = Json::array();
  each_number(of, [&](std::size_t f, const char* what, const Uncertain& number) {
    one["numbers"].push_back({{"factor", sweep.factors[f].name},
                              {"number", what},
                              {"value", json::number(number.value)},
                              {"lower95", json::number(number.lower95)},
                              {"upper95", json::number(number.upper95)}});
  });
  if (!of.pawn.factors.empty()) one["nothing"] = json::number(of.pawn.nothing);
  return one;
}

Json json_of(const SweepRun& sweep, const Discovery& found) {
  Json one = json::names_of(sweep.measures[found.threshold.measure]);
  one["or_equal"] = found.threshold.or_equal;
  one[found.threshold.above ? "above" : "below"] = json::number(found.threshold.bound);
  one["points"] = found.points;
  one["passed"] = found.passed;
  one["box"] = nullptr;
  if (!found.box) return one;
  Json sides = Json::array();
  for (std::size_t f = 0; f < sweep.factors.size(); ++f) {
    const Interval& side = found.box->sides[f];
    if (side.lower <= 0 && side.upper >= 1) continue;
    sides.push_back({{"factor", sweep.factors[f].name},
                     {"from", value_at(sweep.factors[f], side.lower)},
                     {"to", value_at(sweep.factors[f], side.upper)}});
  }
  one["box"] = {{"sides", std::move(sides)},
                {"inside", found.box->inside},
                {"passed", found.box->interesting},
                {"coverage", json::number(found.box->coverage)},
                {"density", json::number(found.box->density)}};
  return one;
}

}  // namespace

std::string sensitivity_json(const SensitivityRun& run) {
  Json measures = Json::array();
  for (const Sensitivity& of : run.of) measures.push_back(json_of(run.sweep, of));
  return json::text_of({{"scenario", run.sweep.scenario.name},
                        {"version", version},
                        {"seed", run.sweep.seed},
                        {"design", name_of(run.sweep.design.type)},
                        {"method", name_of(run.method)},
                        {"measures", std::move(measures)},
                        {"discovery", run.discovery ? json_of(run.sweep, *run.discovery) : Json(nullptr)}});
}

std::string sensitivity_csv(const SensitivityRun& run) {
  std::string text = "measure,where,unit,method,factor,number,value,lower95,upper95\n";
  for (const Sensitivity& of : run.of) {
    const Measure& measure = run.sweep.measures[of.measure];
    each_number(of, [&](std::size_t f, const char* what, const Uncertain& number) {
      text += fmt::format("{},{},{},{},{},{},{},{},{}\n", csv_text(measure.name), csv_text(measure.where),
                          csv_text(measure.unit), name_of(run.method), csv_text(run.sweep.factors[f].name), what,
                          csv_number(number.value), csv_number(number.lower95), csv_number(number.upper95));
    });
  }
  return text;
}

}  // namespace caseload
