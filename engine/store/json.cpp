// What other programs read: results, loads and problems as JSON. Keys come in a fixed order, missing numbers are null
// and everything beyond ASCII is escaped, so that the text is safe to show anywhere.
// Hides: nlohmann-json.   Tested by tests/store/json_test.cpp.
#include <cmath>
#include <nlohmann/json.hpp>

#include "caseload/report.hpp"
#include "store/dates.hpp"

namespace caseload {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) { return std::isfinite(value) ? Json(value + 0.0) : Json(nullptr); }

std::string text_of(const Json& json) {
  constexpr int indent = 1;
  constexpr bool ascii_only = true;
  return json.dump(indent, ' ', ascii_only, Json::error_handler_t::replace) + '\n';
}

Json period_of(const Scenario& scenario) {
  return {{"start", iso_date(scenario.period.start)}, {"end", iso_instant(scenario.period.end + scenario.period.tail)}};
}

Json problem_of(const Problem& problem) {
  return {{"file", problem.place.file}, {"line", problem.place.line}, {"column", problem.place.column},
          {"key", problem.key},         {"message", problem.message}, {"hint", problem.hint}};
}

Json load_of(const Model& model, const LoadOn& load) {
  Json teams = Json::array();
  for (std::size_t i = 0; i < load.offered.teams.size(); ++i) {
    const TeamLoad& team = load.offered.teams[i];
    teams.push_back({{"team", model.names.teams[i]},
                     {"posts", number(team.posts)},
                     {"asked", number(team.asked)},
                     {"there", number(team.there)},
                     {"load", team.there > 0 ? number(team.load()) : Json(nullptr)}});
  }
  return {{"on", iso_date(load.on)},
          {"finite", load.offered.finite},
          {"referrals", number(load.offered.referrals)},
          {"teams", std::move(teams)}};
}

}  // namespace

std::string results_json(const Run& run) {
  Json failures = Json::array();
  for (const Failure& failure : run.replications.failures) {
    failures.push_back({{"replication", failure.replication}, {"what", failure.what}});
  }
  Json measures = Json::array();
  for (std::size_t i = 0; i < run.estimates.measures.size(); ++i) {
    const Measure& measure = run.estimates.measures[i];
    const Estimate& e = run.estimates.estimates[i];
    measures.push_back({{"measure", measure.name},
                        {"where", measure.where},
                        {"unit", measure.unit},
                        {"mean", number(e.mean)},
                        {"lower95", number(e.lower95)},
                        {"upper95", number(e.upper95)},
                        {"p10", number(e.p10)},
                        {"p50", number(e.p50)},
                        {"p90", number(e.p90)},
                        {"n", e.n}});
  }
  return text_of({{"scenario", run.scenario.name},
                  {"option", run.scenario.option},
                  {"version", version},
                  {"seed", static_cast<std::uint32_t>(run.replications.asked.seed)},
                  {"replications", run.replications.numbers.size()},
                  {"failures", std::move(failures)},
                  {"period", period_of(run.scenario)},
                  {"measures", std::move(measures)}});
}

std::string check_json(const Scenario& scenario, const Model& model, const std::vector<LoadOn>& loads) {
  Json all = Json::array();
  for (const LoadOn& load : loads) all.push_back(load_of(model, load));
  Json stock = Json::array();  // that a steady beginning starts from
  for (std::size_t i = 0; i < model.steps.size() && model.begins_from == Begin::From::steady; ++i) {
    stock.push_back({{"step", model.names.steps[i]}, {"families", number(model.steps[i].mean_stock)}});
  }
  return text_of({{"scenario", scenario.name},
                  {"option", scenario.option},
                  {"options", scenario.option_names},
                  {"version", version},
                  {"period", period_of(scenario)},
                  {"problems", Json::array()},
                  {"loads", std::move(all)},
                  {"begins_with", std::move(stock)}});
}

std::string check_json(const Problems& problems) {
  Json all = Json::array();
  for (const Problem& problem : problems) all.push_back(problem_of(problem));
  return text_of({{"version", version}, {"problems", std::move(all)}});
}

}  // namespace caseload
