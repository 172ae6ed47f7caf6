// The traffic equations: what flows where, and what it asks of each team.   Hides: Eigen.
// Tested by tests/model/offered_load_test.cpp, against closed forms of Jackson networks.
//
// Nobody waits here, so nobody gives up, no step is full and nothing is missed: `gives_up`, `places` with `refused`,
// `while: unallocated` and `missed_adds` are left out. So are the handovers that absences and leavers cause, the
// slowness of starters, overtime, and audits, which are asked once. Every family goes by `next`: `if_been` is ignored, because how
// many have been in a step before is no matter of flows. Tasks that two teams may do (`or_by`) count with the first.
// Where a review with ways of its own (`to`) and the length of a step compete for who ends it, exits_of() in stay.hpp
// says how often each does, as if lengths that vary were exponential.
#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "caseload/model.hpp"
#include "model/lengths.hpp"
#include "model/stay.hpp"
#include "model/workforce.hpp"

namespace caseload {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

Eigen::Index row_of(StepId step) { return static_cast<Eigen::Index>(index(step)); }

/// Families per second of a stream at this moment.
double rate_at(const Model& model, const StreamRow& stream, Instant at) {
  if (stream.by_gap) {
    const double gap = mean_of(stream.gap);
    if (gap <= 0) return 0;  // a cohort that comes all at once is not a flow
    const double first = stream.has_first ? static_cast<double>(stream.first.count()) : gap;
    const double last = first + gap * (static_cast<double>(stream.at_most) - 1);
    return static_cast<double>((at - model.begin).count()) <= last ? 1 / gap : 0;
  }
  double rate = 0;
  for (std::uint32_t i = stream.segments.first; i < stream.segments.last; ++i) {
    if (i == stream.segments.first || model.segments[i].from <= at) rate = model.segments[i].level;
  }
  return rate;
}

struct Demand {
  VectorXd external;   ///< referrals by step [families per second]
  double children{1};  ///< per family, on average over all referrals
};

Demand demand_at(const Model& model, Instant at) {
  Demand demand{.external = VectorXd::Zero(static_cast<Eigen::Index>(model.steps.size()))};
  double families = 0, children = 0;
  for (const StreamRow& stream : model.streams) {
    const double rate = rate_at(model, stream, at);
    demand.external[row_of(stream.to)] += rate;
    families += rate;
    children += rate * mean_of(stream.children);
  }
  if (families > 0) demand.children = children / families;
  return demand;
}

/// Where a family that leaves a step goes next.
struct Routing {
  MatrixXd to_step;   ///< probability by (from, to)
  VectorXd to_close;  ///< probability that the case closes, by step
};

Routing routing_of(const Model& model, double siblings) {
  const auto n = static_cast<Eigen::Index>(model.steps.size());
  Routing routing{MatrixXd::Zero(n, n), VectorXd::Zero(n)};
  for (Eigen::Index from = 0; from < n; ++from) {
    const StepRow& step = model.steps[static_cast<std::size_t>(from)];
    const auto go = [&](Range routes, double of_families) {
      double before = 0;
      for (std::uint32_t i = routes.first; i < routes.last; ++i) {
        const RouteRow& route = model.routes[i];
        const double share = (route.cumulative - before) * of_families;
        before = route.cumulative;
        (route.to == closed ? routing.to_close[from] : routing.to_step(from, row_of(route.to))) += share;
      }
    };
    if (!has_own_ways_out(model, step)) {
      go(step.routes, 1);
      continue;
    }
    const Exits exits = exits_of(model, step, siblings);
    go(step.routes, exits.otherwise);
    for (std::uint32_t i = 0; i < exits.by_task.size(); ++i) {
      const Range own = model.tasks[step.tasks.first + i].routes;
      go(own.empty() ? step.routes : own, exits.by_task[i]);
    }
  }
  return routing;
}

const ReReferralRow& returns_of(const Model& model, Eigen::Index step) {
  const StepRow& row = model.steps[static_cast<std::size_t>(step)];
  return row.has_returns ? row.returns : model.re_referral;
}

/// The same with the families that close and come back.
MatrixXd with_re_referral(const Model& model, const Routing& routing) {
  MatrixXd to_step = routing.to_step;
  for (Eigen::Index from = 0; from < routing.to_close.size(); ++from) {
    const ReReferralRow& again = returns_of(model, from);
    if (again.share > 0) to_step(from, row_of(again.to)) += again.share * routing.to_close[from];
  }
  return to_step;
}

/// @param entries  a year, by step
double re_referrals(const Model& model, const Routing& routing, const VectorXd& entries) {
  double families = 0;
  for (Eigen::Index from = 0; from < entries.size(); ++from) {
    families += returns_of(model, from).share * routing.to_close[from] * entries[from];
  }
  return families;
}

/// Steps that a referred family can come to. The others have no flow, and a loop among them must not make the
/// equations singular.
std::vector<Eigen::Index> reachable(const VectorXd& external, const MatrixXd& to_step) {
  const auto n = external.size();
  std::vector<Eigen::Index> found;
  std::vector<bool> seen(static_cast<std::size_t>(n));
  const auto visit = [&](Eigen::Index step) {
    if (!seen[static_cast<std::size_t>(step)]) found.push_back(step);
    seen[static_cast<std::size_t>(step)] = true;
  };
  for (Eigen::Index step = 0; step < n; ++step) {
    if (external[step] > 0) visit(step);
  }
  for (std::size_t k = 0; k < found.size(); ++k) {
    for (Eigen::Index to = 0; to < n; ++to) {
      if (to_step(found[k], to) > 0) visit(to);
    }
  }
  return found;
}

/// Solves flow = external + to_step^T flow. An empty vector: families circulate for ever.
VectorXd flow_of(const VectorXd& external, const MatrixXd& to_step) {
  const std::vector<Eigen::Index> steps = reachable(external, to_step);
  VectorXd flow = VectorXd::Zero(external.size());
  if (steps.empty()) return flow;
  const auto n = static_cast<Eigen::Index>(steps.size());
  const MatrixXd balance = MatrixXd::Identity(n, n) - to_step(steps, steps).transpose();
  const Eigen::PartialPivLU<MatrixXd> lu{balance};
  constexpr double singular = 1e-12;  // of the condition number's inverse
  if (!(lu.rcond() > singular)) return {};
  const VectorXd solution = lu.solve(external(steps));
  if (!solution.allFinite() || (solution.array() < 0).any()) return {};
  flow(steps) = solution;
  return flow;
}

/// Posts of a team at this moment, with those that events on a date have moved.
double posts_at(const Model& model, TeamId id, Instant at) {
  const TeamRow& team = model.teams[index(id)];
  PostsRow in_force = model.posts[team.posts.first];
  for (std::uint32_t i = team.posts.first; i < team.posts.last; ++i) {
    if (model.posts[i].from <= at) in_force = model.posts[i];
  }
  double posts = in_force.posts > 0 ? in_force.posts - 1 + in_force.last : 0;
  for (const EventRow& event : model.events) {
    if (event.posts == 0 || event.on > at) continue;
    posts += (event.to == id ? 1.0 : event.from == id ? -1.0 : 0.0) * event.posts;
  }
  return std::max(0.0, posts);
}

double hours_there(const Model& model, const TeamRow& team, double posts) {
  const double open_hours = static_cast<double>(model.calendars[team.calendar].per_year().count()) / seconds_per_hour;
  return posts * filled_share(team) * open_hours * (1 - absent_share(model, team)) * team.casework *
         capacity_of_grades(model, team);
}

/// True for steps whose families have a named worker: only these are handed over.
bool has_named_worker(const Model& model, const StepRow& step) {
  return step.team != nobody && !model.teams[index(step.team)].pool;
}

/// A family passes it at once and keeps its worker.
bool is_junction(const StepRow& step) { return !step.plan && step.tasks.empty(); }

/// Adds what the families that enter a step ask of the teams there.
/// @param entries  a year
void ask_for_tasks(const Model& model, const StepRow& step, double entries, double stay, double siblings,
                   std::vector<TeamLoad>& teams) {
  for (std::uint32_t i = step.tasks.first; i < step.tasks.last; ++i) {
    const TaskRow& task = model.tasks[i];
    const TeamId by = task.by == nobody ? step.team : task.by;
    if (by == nobody) continue;
    teams[index(by)].asked += entries * mean_occurrences(model, task, stay) * mean_of(task.effort) * siblings;
  }
}

/// Adds the hours of passing cases on, from the named worker of one team to that of another, on both sides.
/// @param entries  a year, by step
void ask_for_handovers(const Model& model, const VectorXd& entries, const MatrixXd& to_step,
                       std::vector<TeamLoad>& teams) {
  const double new_worker = mean_of(model.handover_new), old_worker = mean_of(model.handover_old);
  if (new_worker <= 0 && old_worker <= 0) return;
  const auto n = entries.size();
  for (std::size_t giver = 0; giver < teams.size(); ++giver) {
    // Families that this team's workers have in hand and that have just been sent to a step.
    VectorXd sent = VectorXd::Zero(n);
    for (Eigen::Index from = 0; from < n; ++from) {
      const StepRow& step = model.steps[static_cast<std::size_t>(from)];
      if (index(step.team) != giver || is_junction(step) || !has_named_worker(model, step)) continue;
      sent += entries[from] * to_step.row(from).transpose();
    }
    // At a junction they are sent on at once. No path leads through more junctions than there are steps, except in a
    // circle, of which these are enough rounds.
    for (Eigen::Index junctions = 0; junctions < n && sent.sum() > 0; ++junctions) {
      VectorXd sent_on = VectorXd::Zero(n);
      for (Eigen::Index to = 0; to < n; ++to) {
        const StepRow& step = model.steps[static_cast<std::size_t>(to)];
        if (is_junction(step)) {
          sent_on += sent[to] * to_step.row(to).transpose();
        } else if (has_named_worker(model, step) && index(step.team) != giver) {
          teams[giver].asked += sent[to] * old_worker;
          teams[index(step.team)].asked += sent[to] * new_worker;
        }
      }
      sent = sent_on;
    }
  }
}

/// Mean of the factors that grades put on the hours a manager gives to a worker.
double supervision_factor(const Model& model, const TeamRow& team) {
  if (team.grades.empty()) return 1;
  double mean = 0, before = 0;
  for (std::uint32_t i = team.grades.first; i < team.grades.last; ++i) {
    const GradeShareRow& share = model.grade_shares[i];
    mean += (share.cumulative - before) * model.grades[index(share.grade)].supervision;
    before = share.cumulative;
  }
  return mean;
}

/// Adds the talks of managers with the people in post, none of them missed.
/// @param children  open in the steady state, by team
void ask_for_supervision(const Model& model, const std::vector<double>& children, std::vector<TeamLoad>& teams) {
  for (std::size_t t = 0; t < teams.size(); ++t) {
    const TeamRow& team = model.teams[t];
    if (team.manager == nobody || !model.teams[index(team.manager)].supervises_every.set) continue;
    const TeamRow& manager = model.teams[index(team.manager)];
    const double talks = seconds_per_year / mean_seconds(manager.supervises_every);
    const double people = teams[t].posts * filled_share(team) * supervision_factor(model, team);
    teams[index(team.manager)].asked +=
        talks * (manager.supervision_per_worker * people + manager.supervision_per_child * children[t]);
  }
}

}  // namespace

OfferedLoad offered_load(const Model& whole, Instant at) {
  const Model& model = rules_at(whole, at);
  OfferedLoad load;
  load.step_entries.resize(model.steps.size());
  load.step_stock.resize(model.steps.size());
  for (std::size_t t = 0; t < model.teams.size(); ++t) {
    const double posts = posts_at(model, TeamId{static_cast<std::uint16_t>(t)}, at);
    load.teams.push_back({.posts = posts, .asked = 0, .there = hours_there(model, model.teams[t], posts)});
  }

  const Demand demand = demand_at(model, at);
  const double siblings = 1 + model.next_child * (demand.children - 1);
  const Routing routing = routing_of(model, siblings);
  const VectorXd flow = flow_of(demand.external, with_re_referral(model, routing));
  if (flow.size() == 0 && !model.steps.empty()) {
    load.finite = false;
    return load;
  }
  std::vector<double> stay;
  for (std::size_t i = 0; i < model.steps.size(); ++i) {
    stay.push_back(mean_stay(model, model.steps[i], siblings));
    if (flow[static_cast<Eigen::Index>(i)] > 0 && std::isinf(stay[i])) load.finite = false;
  }
  if (!load.finite) return load;

  const VectorXd entries = flow * seconds_per_year;
  std::vector<double> children(load.teams.size());
  for (std::size_t i = 0; i < model.steps.size(); ++i) {
    load.step_entries[i] = entries[static_cast<Eigen::Index>(i)];
    if (load.step_entries[i] <= 0) continue;
    load.step_stock[i] = load.step_entries[i] * stay[i] / seconds_per_year;  // Little's law
    ask_for_tasks(model, model.steps[i], load.step_entries[i], stay[i], siblings, load.teams);
    if (model.steps[i].team != nobody) children[index(model.steps[i].team)] += load.step_stock[i] * demand.children;
  }
  ask_for_supervision(model, children, load.teams);
  // Not with_re_referral: a family that comes back after closing has no worker to be handed over from.
  ask_for_handovers(model, entries, routing.to_step, load.teams);
  load.referrals = demand.external.sum() * seconds_per_year + re_referrals(model, routing, entries);
  return load;
}

}  // namespace caseload
