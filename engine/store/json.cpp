// What other programs read: results, loads and problems as JSON. Keys come in a fixed order, missing numbers are null
// and everything beyond ASCII is escaped, so that the text is safe to show anywhere.
// Tested by tests/store/json_test.cpp.
#include "store/json.hpp"

#include <cmath>

#include "caseload/report.hpp"
#include "store/dates.hpp"

namespace caseload {
namespace {

using json::Json;
using json::number;
using json::text_of;

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

Json precision_of(const Run& run) {
  if (!run.precision) return nullptr;
  Json missed = Json::array();
  for (const std::size_t i : run.not_precise) {
    const Measure& measure = run.estimates.measures[i];
    missed.push_back({{"measure", measure.name}, {"where", measure.where}});
  }
  Json precision = json::wanted(*run.precision);
  precision["reached"] = run.not_precise.empty();
  precision["not_precise"] = std::move(missed);
  return precision;
}

std::string_view verdict_in_words(TargetEstimate::Verdict verdict) {
  switch (verdict) {
    case TargetEstimate::Verdict::met:
      return "met";
    case TargetEstimate::Verdict::missed:
      return "missed";
    case TargetEstimate::Verdict::open:
      return "open";
  }
  return "";
}

Json judged_targets(const Run& run) {
  Json all = Json::array();
  for (std::size_t i = 0; i < run.targets.size(); ++i) {
    const TargetRow& target = run.targets[i];
    const TargetEstimate& judged = run.judged[i];
    const Measure& measure = run.estimates.measures[target.measure];
    all.push_back({{"target", run.scenario.targets[i].name},
                   {"measure", measure.name},
                   {"where", measure.where},
                   {"unit", measure.unit},
                   {target.at_least ? "at_least" : "at_most", number(target.bound)},
                   {"chance", number(target.chance)},
                   {"mean", number(run.estimates.estimates[target.measure].mean)},
                   {"share", number(judged.share)},
                   {"share_lower", number(judged.interval.lower)},
                   {"share_upper", number(judged.interval.upper)},
                   {"confidence", number(run.confidence)},
                   {"n", judged.n},
                   {"verdict", verdict_in_words(judged.verdict)}});
  }
  return all;
}

Json controlled_of(const Controlled& controlled) {
  return {{"mean", number(controlled.with.mean)},
          {"lower95", number(controlled.with.lower95)},
          {"upper95", number(controlled.with.upper95)},
          {"variance_reduction", number(controlled.variance_reduction)}};
}

Json all_measures(const Estimates& estimates) {
  Json all = Json::array();
  for (std::size_t i = 0; i < estimates.measures.size(); ++i) {
    const Estimate& e = estimates.estimates[i];
    Json one = json::names_of(estimates.measures[i]);
    json::add(one, e);
    const auto add_interval = [&](const std::string& name, const Interval& interval) {
      one[name + "_lower95"] = number(interval.lower);
      one[name + "_upper95"] = number(interval.upper);
    };
    add_interval("p10", e.p10_95);
    add_interval("p50", e.p50_95);
    add_interval("p90", e.p90_95);
    if (!estimates.controlled.empty()) one["controlled"] = controlled_of(estimates.controlled[i]);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

namespace json {

Json number(double value) { return std::isfinite(value) ? Json(value + 0.0) : Json(nullptr); }

std::string text_of(const Json& json) {
  constexpr int indent = 1;
  constexpr bool ascii_only = true;
  return json.dump(indent, ' ', ascii_only, Json::error_handler_t::replace) + '\n';
}

Json names_of(const Measure& measure) {
  const Json better = measure.better == Better::neither ? Json(nullptr)
                      : measure.better == Better::more  ? Json("more")
                                                        : Json("less");
  return {{"measure", measure.name}, {"where", measure.where}, {"unit", measure.unit}, {"better", better}};
}

void add(Json& to, const Estimate& e) {
  to["mean"] = number(e.mean);
  to["lower95"] = number(e.lower95);
  to["upper95"] = number(e.upper95);
  to["p10"] = number(e.p10);
  to["p50"] = number(e.p50);
  to["p90"] = number(e.p90);
  to["n"] = e.n;
}

Json wanted(const Precision& precision) {
  return {{"relative", number(precision.relative)},
          {"confidence", number(precision.confidence)},
          {"least", precision.least},
          {"most", precision.most}};
}

}  // namespace json

std::string results_json(const Run& run) {
  Json failures = Json::array();
  for (const Failure& failure : run.replications.failures) {
    failures.push_back({{"replication", failure.replication}, {"what", failure.what}});
  }
  return text_of({{"scenario", run.scenario.name},
                  {"option", run.scenario.option},
                  {"version", version},
                  {"seed", static_cast<std::uint32_t>(run.replications.asked.seed)},
                  {"replications", run.replications.numbers.size()},
                  {"failures", std::move(failures)},
                  {"period", period_of(run.scenario)},
                  {"precision", precision_of(run)},
                  {"targets", judged_targets(run)},
                  {"measures", all_measures(run.estimates)}});
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
