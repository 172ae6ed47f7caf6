// A part of the catalogue: what the service costs. Only where the scenario gives a cost.
// Tested by tests/simulation/money_test.cpp.
#pragma once

#include "observation/recorder.hpp"
#include "observation/where.hpp"

namespace caseload {

inline bool team_costs(const Model& model, std::size_t team) {
  return catalogue::ever(model, [team](const Model& rules) { return rules.teams[team].cost > 0; });
}

inline bool step_costs(const Model& model, std::size_t step) {
  return catalogue::ever(model, [step](const Model& rules) { return rules.steps[step].cost > 0; });
}

/// Whether events or campaigns cost something once.
inline bool costs_once(const Model& model) {
  return !model.one_off_costs.empty() || std::any_of(model.campaigns.begin(), model.campaigns.end(),
                                                     [](const CampaignRow& row) { return row.cost > 0; });
}

/// What they cost in the counted period [pounds].
inline double one_off_costs(const Model& model, const Recorder& r, Instant end) {
  const auto counts = [&](Instant on) { return model.start <= on && on < end; };
  double pounds = r.spent_once;
  for (const OneOffCost& cost : model.one_off_costs) pounds += counts(cost.on) ? cost.pounds : 0;
  for (const CampaignRow& campaign : model.campaigns) pounds += counts(campaign.on) ? campaign.cost : 0;
  return pounds;
}

/// Pounds since counting started, by people in post, steps, events and campaigns.
inline double spent(const Model& model, const Recorder& r, Instant end) {
  const std::int64_t now = end.time_since_epoch().count();
  double pounds = one_off_costs(model, r, end);
  for (const TeamRecord& team : r.teams) pounds += team.cost.integral(now) / seconds_per_year;
  for (const StepRecord& step : r.steps) pounds += step.cost.integral(now);
  return pounds;
}

template <class Emit>
void each_measure_of_money(const Model& model, Recorder& r, Instant end, Emit emit) {
  constexpr std::string_view a_year = "pounds per year";
  const std::int64_t now = end.time_since_epoch().count();
  const double years = static_cast<double>((end - model.start).count()) / seconds_per_year;
  bool any = false, any_team = false;
  double total = 0, funded = 0, agency = 0;
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    if (!team_costs(model, t)) continue;
    const Where here{Where::Kind::team, t};
    const TeamRecord& team = r.teams[t];
    emit("cost", here, a_year, false, team.cost.mean(now));
    emit("cost of funded posts", here, a_year, false, team.funded_cost.mean(now));
    emit("agency cost", here, a_year, false, team.agency_cost.mean(now));
    total += team.cost.mean(now);
    funded += team.funded_cost.mean(now);
    agency += team.agency_cost.mean(now);
    any = any_team = true;
  }
  for (std::size_t i = 0; i < r.steps.size(); ++i) {
    if (!step_costs(model, i)) continue;
    const double cost = r.steps[i].cost.mean(now) * seconds_per_year;
    emit("cost", Where{Where::Kind::step, i}, a_year, false, cost);
    total += cost;
    any = true;
  }
  if (any_team) {
    emit("cost of funded posts", Where{}, a_year, false, funded);
    emit("agency cost", Where{}, a_year, false, agency);
  }
  if (costs_once(model)) {
    const double once = one_off_costs(model, r, end);
    emit("one-off costs", Where{}, "pounds", false, once);
    total += once / years;
    any = true;
  }
  if (!any) return;
  emit("cost", Where{}, a_year, true, total);
  if (model.budget > 0) emit("spending, share of budget", Where{}, "%", true, 100 * total / model.budget);
}

template <class Emit>
void each_cost_on_date(const Model& model, const Recorder& r, Emit emit) {
  double funded = 0;
  bool any = false;
  for (std::size_t t = 0; t < r.teams.size(); ++t) {
    if (!team_costs(model, t)) continue;
    emit("cost of funded posts", Where{Where::Kind::team, t}, "pounds per year", false, r.teams[t].funded_cost.value());
    funded += r.teams[t].funded_cost.value();
    any = true;
  }
  if (any) emit("cost of funded posts", Where{}, "pounds per year", false, funded);
}

}  // namespace caseload
