// See conservation.hpp. Slow and simple: everything is counted again.
#include "simulation/conservation.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "simulation/service.hpp"

namespace caseload {
namespace {

struct Check {
  const Model& model;  ///< the rules in force
  const State& s;
  std::vector<std::string> violations;

  void equal(double found, double counted, const std::string& what) {
    const double tolerance = 1e-6 * std::max({1.0, std::abs(found), std::abs(counted)});
    if (std::abs(found - counted) > tolerance)
      violations.push_back(what + ": " + std::to_string(found) + ", counted again " + std::to_string(counted));
  }
  void at_most(double part, double whole, const std::string& what) {
    if (part > whole + 1e-6 * std::max(1.0, whole))
      violations.push_back(what + ": " + std::to_string(part) + " of " + std::to_string(whole));
  }
  void holds(bool sound, const std::string& what) {
    if (!sound) violations.push_back(what);
  }
};

bool is_open(const Family& family) { return family.visit_ticket != 0; }

struct Count {
  double families{}, children{}, waiting_families{}, waiting_children{}, waiting{};
  void add(const Family& family) {
    ++families;
    children += family.children;
    waiting += family.waiting;
    if (family.queue_ticket == 0) return;
    ++waiting_families;
    waiting_children += family.children;
  }
};

/// Families open in steps and teams, and the balance of those who came and went.
void check_families(Check& check) {
  const auto& [model, s, violations] = check;
  std::vector<Count> steps(model.steps.size()), teams(model.teams.size());
  Count all;
  for (const Family& family : s.families) {
    if (!is_open(family)) continue;
    all.add(family);
    steps[index(family.step)].add(family);
    const StepRow& step = model.steps[index(family.step)];
    if (step.team != nobody) teams[index(step.team)].add(family);
    const bool in_queue = family.queue_ticket != 0, held = family.worker != none;
    check.holds(by_case(model, step) ? in_queue != held : !in_queue && !held,
                "a family has a worker, or waits for one, or neither where nobody holds cases");
    for (std::uint32_t task = family.first_open; task != none; task = s.tasks[task].next) {
      const OpenTask& open = s.tasks[task];
      check.holds(open.holder == (family.worker & OpenTask::unheld), "a task is not its case holder's");
      check.holds(open.children == family.children, "a task is of another number of children than its family");
    }
  }
  check.equal(s.recorder.families.value(), all.families, "open families");
  check.equal(s.recorder.children.value(), all.children, "open children");
  check.equal(s.recorder.waiting_children.value(), all.waiting_children, "waiting children");
  const double came = s.recorder.brought_forward + static_cast<double>(s.recorder.referred_families);
  const auto went = static_cast<double>(s.recorder.closed + s.recorder.turned_away(model));
  check.equal(came - went, all.families, "families who came less those who went");
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string& name = model.names.steps[i];
    check.equal(s.recorder.steps[i].families.value(), steps[i].families, name + ": open families");
    check.equal(s.recorder.steps[i].children.value(), steps[i].children, name + ": open children");
    check.equal(s.recorder.steps[i].waiting.value(), steps[i].waiting, name + ": waiting families");
    check.equal(s.recorder.steps[i].cost.value(), steps[i].children * model.steps[i].cost, name + ": cost");
  }
  for (std::size_t t = 0; t < teams.size(); ++t) {
    const TeamRecord& team = s.recorder.teams[t];
    const std::string& name = model.names.teams[t];
    check.equal(team.families.value(), teams[t].families, name + ": open families");
    check.equal(team.children.value(), teams[t].children, name + ": open children");
    check.equal(team.waiting_families.value(), teams[t].waiting_families, name + ": waiting families");
    check.equal(team.waiting_children.value(), teams[t].waiting_children, name + ": waiting children");
    double managed = 0;
    for (const TeamId under : model.teams[t].manages) managed += teams[index(under)].children;
    check.equal(team.managed_children.value(), managed, name + ": managed children");
  }
}

/// Each worker's list of cases against the families' word for it.
void check_caseloads(Check& check) {
  const auto& [model, s, violations] = check;
  std::vector<std::uint32_t> lists(s.families.size());
  for (std::uint32_t id = 0; id < s.workers.size(); ++id) {
    const Worker& worker = s.workers[id];
    std::uint32_t families = 0, children = 0;
    double load = 0;
    for (std::uint32_t family = worker.first_case; family != none; family = s.families[family].next_case) {
      ++lists[family];
      ++families;
      children += s.families[family].children;
      load += s.families[family].weight;
      check.holds(s.families[family].worker == id, "a family is in the list of a worker who is not its own");
    }
    check.equal(worker.families, families, "a worker's families");
    check.equal(worker.children, children, "a worker's children");
    check.equal(worker.load, load, "a worker's load");
    check.holds(worker.in_post || families == 0, "a vacant post holds cases");
    check.holds((worker.doing == Worker::Doing::task) == (worker.task != none), "a worker does a task or none");
    check.holds(worker.task == none || s.tasks[worker.task].worker == id, "a task is done by who does it");
    check.holds(worker.task == none || worker.present(), "somebody who is away works");
  }
  for (std::uint32_t family = 0; family < s.families.size(); ++family) {
    const bool held = is_open(s.families[family]) && s.families[family].worker != none;
    check.equal(lists[family], held ? 1 : 0, "workers who have a family");
  }
}

/// The worker whom the tournament gives the next case against a look at everybody.
void check_least_loaded(Check& check) {
  const auto& [model, s, violations] = check;
  for (std::size_t t = 0; t < s.teams.size(); ++t) {
    const TeamState& team = s.teams[t];
    if (model.teams[t].pool) continue;
    std::uint32_t best = none;
    double least = LeastLoaded::out;
    for (std::uint32_t w = team.first_worker; w < team.first_worker + team.workers; ++w) {
      const Worker& worker = s.workers[w];
      if (!worker.present() || worker.on_notice) continue;
      const double load = worker.load / (worker.hours * model.grades[index(worker.grade)].limit);
      if (load < least) std::tie(best, least) = std::pair{w, load};
    }
    const std::uint32_t found = team.takers.empty() ? none : team.first_worker + team.takers.first();
    check.holds(found == best, model.names.teams[t] + ": who has the least load");
    check.holds(team.takers.least() == least, model.names.teams[t] + ": the least load");
  }
}

/// People in post, present, at work, and the hours that they can have worked.
void check_people(Check& check) {
  const auto& [model, s, violations] = check;
  for (std::size_t t = 0; t < s.teams.size(); ++t) {
    const TeamRecord& team = s.recorder.teams[t];
    const TeamRow& row = model.teams[t];
    const std::string& name = model.names.teams[t];
    double posts = 0, in_post = 0, present = 0, busy = 0, over = 0, heads = 0, cost = 0;
    for (std::uint32_t w = s.teams[t].first_worker; w < s.teams[t].first_worker + s.teams[t].workers; ++w) {
      const Worker& worker = s.workers[w];
      posts += worker.funded ? worker.hours : 0;
      in_post += worker.in_post ? worker.hours : 0;
      heads += worker.in_post;
      present += worker.present() ? worker.hours : 0;
      busy += worker.doing == Worker::Doing::task ? worker.hours : 0;
      over += worker.over_limit ? worker.hours : 0;
      cost += worker.cost;
    }
    check.equal(team.posts.value(), posts, name + ": posts");
    check.equal(team.in_post.value(), in_post, name + ": in post");
    check.equal(team.in_post_open.value(), in_post, name + ": in post in open hours");
    check.equal(team.present_open.value(), present, name + ": present");
    check.equal(team.busy_open.value(), busy, name + ": busy");
    check.equal(team.over_limit.value(), over, name + ": over the limit");
    check.equal(team.cost.value(), cost, name + ": cost");
    check.equal(team.funded_cost.value(), posts * row.cost, name + ": cost of funded posts");
    double counted = 0, absent = 0;
    for (const CountLevel& bin : s.recorder.with_children[t].workers) counted += bin.value();
    check.equal(counted, heads, name + ": workers by children");
    for (std::uint32_t kind = row.absences.first; kind < row.absences.last; ++kind) {
      absent += s.recorder.absent_open[kind].value();
    }
    check.equal(present + absent, in_post, name + ": present and absent");

    const std::int64_t open = calendar_of(model, TeamId{static_cast<std::uint16_t>(t)}).open_until(s.now).count();
    double on_cases = 0;
    for (std::size_t served = 0; served <= s.teams.size(); ++served) {
      on_cases += s.recorder.on_cases_open[t * (s.teams.size() + 1) + served].integral(open);
    }
    const double worked = on_cases + team.handovers_open.integral(open) + team.supervision_open.integral(open);
    check.at_most(team.present_open.integral(open), team.in_post_open.integral(open), name + ": hours present");
    check.at_most(team.busy_open.integral(open), team.present_open.integral(open), name + ": hours busy");
    check.at_most(worked + team.other_work_open.integral(open),
                  team.present_open.integral(open) * (1 + row.overtime), name + ": hours worked");
  }
}

/// What the norms hold against each other, which is kept up to date by each change, against a look at their teams.
void check_norms(Check& check) {
  const auto& [model, s, violations] = check;
  for (std::size_t n = 0; n < model.norms.size(); ++n) {
    double children = 0, workers = 0;
    for (const TeamId team : model.norms[n].teams) {
      children += s.recorder.teams[index(team)].children.value();
      workers += s.recorder.teams[index(team)].in_post.value();
    }
    const NormRecord& norm = s.recorder.norms[n];
    check.equal(static_cast<double>(norm.children), children, model.names.norms[n] + ": children");
    check.equal(norm.allowed, model.norms[n].to * workers, model.names.norms[n] + ": children allowed");
    check.holds(norm.above.value() == (children > norm.allowed), model.names.norms[n] + ": above it");
  }
}

}  // namespace

std::vector<std::string> check_conservation(const Model& model, const State& s) {
  Check check{rules_at(model, s.now), s, {}};
  check_families(check);
  check_caseloads(check);
  check_least_loaded(check);
  check_people(check);
  check_norms(check);
  return check.violations;
}

}  // namespace caseload
