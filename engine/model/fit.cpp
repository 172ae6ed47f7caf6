// See fit.hpp.   Tested by tests/england/authorities_test.cpp.
#include "model/fit.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <stdexcept>
#include <utility>
#include <variant>
#include <vector>

#include "caseload/model.hpp"
#include "caseload/scenario.hpp"

namespace caseload {
namespace {

using scenario::Council;
using scenario::Fit;

constexpr double days_per_year = 365.2425;
constexpr double seconds_per_day = 86400;
const std::vector<std::string> case_holders{"assessment", "safeguarding", "looked after"};
const std::vector<std::string> pools{"hub", "legal", "reviewing officers"};

constexpr double most_load = 0.95;  ///< of the hours there, before hours for each child are cut
constexpr double pool_load = 0.85;  ///< of teams that hold no cases, as in scenarios/england-2025.yaml
/// How long before its due date a review is held, for which there are four weeks (simulated, at a load of 80 to 95 %).
constexpr double early = 2.5 / 52.14;  // years
/// Simulated length of an assessment over that of the traffic equations, in which nobody waits.
constexpr double waiting = 1.35;

/// The rules of 2025, with anything for what they leave open.
Scenario rules_of(const std::string& library) {
  const auto rules = read_text(
      "caseload: 1\nname: rules\nextends: england/2025.yaml\nperiod: {start: 2025-04-01, length: 1 year}\n"
      "demand: {contacts: {rate: 1000 children per year}}\n"
      "teams: {assessment: {posts: 1}, safeguarding: {posts: 1}, looked after: {posts: 1}, hub: {posts: 1}, legal: "
      "{posts: 1}, "
      "reviewing officers: {posts: 1}}\n",
      "rules.yaml", {.overrides = {}, .option = {}, .library = library});
  if (!rules) throw std::runtime_error(to_text(rules.problems().front()));
  return *rules;
}

const Step& step_in(const Scenario& rules, const std::string& name) {
  for (const Step& step : rules.steps) {
    if (step.name == name) return step;
  }
  throw std::runtime_error("the rules have no step '" + name + "'");
}

double share(const Scenario& rules, const std::string& from, const std::string& to) {
  for (const Route& route : step_in(rules, from).next) {
    if (route.to == to) return route.share;
  }
  throw std::runtime_error("the rules have no way from '" + from + "' to '" + to + "'");
}

const std::vector<double>& endings(const Scenario& rules) {
  for (const Task& task : step_in(rules, "child protection plan").tasks) {
    if (task.ends.size() >= 3) return task.ends;
  }
  throw std::runtime_error("the rules have no review that ends a plan");
}

double limit_in(const Scenario& rules, const std::string& team) {
  const auto found =
      std::find_if(rules.teams.begin(), rules.teams.end(), [&](const Team& t) { return t.name == team; });
  return found == rules.teams.end() ? 0 : found->limit.amount;
}

/// Lengths of stay of the rules, times a factor.
std::vector<Fit::Stay> stays(const Scenario& rules, const std::string& step, double factor) {
  const auto& lasts = step_in(rules, step).lasts;
  const Bands* const bands = lasts ? std::get_if<Bands>(&lasts->of) : nullptr;
  if (!bands) throw std::runtime_error("the rules have no lengths in bands for '" + step + "'");
  std::vector<Fit::Stay> all;
  for (const Band& band : bands->bands)
    all.push_back({band.share, factor * band.low / seconds_per_day, factor * band.high / seconds_per_day});
  return all;
}

double mean_years(const std::vector<Fit::Stay>& stays) {
  double in_days = 0;
  for (const Fit::Stay& stay : stays) in_days += stay.share * (stay.low + stay.high) / 2;
  return in_days / days_per_year;
}

/// The traffic equations of a text, by name; stocks and entries in children.
struct Flows {
  Model model;
  OfferedLoad load;

  explicit Flows(const std::string& text, const std::string& library)
      : model{[&] {
          const auto scenario = read_text(text, "fitted.yaml", {.overrides = {}, .option = {}, .library = library});
          if (!scenario) throw std::runtime_error(to_text(scenario.problems().front()));
          return compile(*scenario);
        }()},
        load{offered_load(model, model.start)} {
    if (!load.finite) throw std::runtime_error("families circulate for ever");
  }
  double children() const { return mean_of(model.streams.front().children); }
  double entries(const std::string& step) const { return value(load.step_entries, step); }
  double stock(const std::string& step) const { return value(load.step_stock, step); }
  /// Children in the steps of a team.
  double held_by(const std::string& team) const {
    double held = 0;
    for (std::size_t i = 0; i < model.steps.size(); ++i) {
      const TeamId id = model.steps[i].team;
      if (id != nobody && model.names.teams[index(id)] == team) held += load.step_stock[i] * children();
    }
    return held;
  }
  const TeamLoad& team(const std::string& name) const {
    return load.teams[static_cast<std::size_t>(std::find(model.names.teams.begin(), model.names.teams.end(), name) -
                                               model.names.teams.begin())];
  }

 private:
  double value(const std::vector<double>& of, const std::string& step) const {
    const auto found = std::find(model.names.steps.begin(), model.names.steps.end(), step);
    if (found == model.names.steps.end()) return 0;
    return of[static_cast<std::size_t>(found - model.names.steps.begin())] * children();
  }
};

/// The value between low and high at which a falling function comes to `wanted`; an end if it does not.
double solved(double low, double high, double wanted, const std::function<double(double)>& falling) {
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (falling(middle) > wanted ? low : high) = middle;
  }
  return (low + high) / 2;
}

/// Chances that reviews end a plan, from the mean length and the share of open plans that are older than a year.
/// @param years  mean length; reviews at 3, 9, 15, ... months
std::array<double, 3> endings_for(double years, double older, const std::vector<double>& rules) {
  constexpr double least = 0.02, most = 0.98;
  const double first = 0.25 - early, ratio = rules[0] / rules[1];
  // The part of the mean that is lived after the first year, and that between the first review and then.
  const double late = std::min(older * years, std::max(0.0, years - first));
  const double between = years - first - late;
  double e2 =
      solved(least, most, between, [&](double e) { return (1 - ratio * e) * (0.5 + (1 - e) * (0.25 + early)); });
  const double left = (1 - ratio * e2) * (1 - e2);
  const double rounds = (late / left - (0.25 - early)) / 0.5;  // mean number of later reviews that end nothing
  const double e3 = std::clamp(rounds > 0 ? 1 / (1 + rounds) : most, 0.15, most);
  // Where the last one met its bounds the second makes up for it.
  e2 = solved(least, most, years - first, [&](double e) { return (1 - ratio * e) * 0.5 * (1 + (1 - e) / e3); });
  return {ratio * e2, e2, e3};
}

/// Mean length with such endings.
double plan_years(const std::array<double, 3>& ends) {
  return 0.25 - early + 0.5 * (1 - ends[0]) * (1 + (1 - ends[1]) / ends[2]);
}

/// Makes the parts smaller, all alike, until they fit into the room.
void squeeze(double room, std::initializer_list<double*> parts) {
  double sum = 0;
  for (const double* part : parts) sum += *part;
  if (sum <= room) return;
  for (double* part : parts) *part *= std::max(0.0, room) / sum;
}

/// One authority's settings on their way to where the published figures come out.
class Fitting {
 public:
  Fitting(const Council& council, const std::string& library)
      : c_{council}, library_{library}, rules_{rules_of(library)} {
    fit_.contacts = c_.referrals.value / rule("contact screening", "referral decision") * (1 - c_.re_referrals.value);
    fit_.workers = c_.case_holders.value / (1 - std::min(0.6, c_.vacancy.value) * (1 - std::min(1.0, c_.cover.value)));
    for (const std::string& name : case_holders) fit_.posts.push_back({name, std::max(0.1, fit_.workers / 3), 0});
    for (const std::string& name : pools) fit_.posts.push_back({name, std::max(0.1, fit_.workers / 10), 0});
    const std::vector<double>& ends = endings(rules_);
    fit_.ends = plan_length() > 0 ? endings_for(plan_length(), c_.long_plans.value, ends)
                                  : std::array{ends[0], ends[1], ends[2]};
    fit_.first_review = 12 * (0.25 - early);
    fit_.held_elsewhere = std::max(0.0, c_.in_need.value - c_.cases.value);
    first_assessments_ = std::max(0.1, 1 - c_.no_further_action.value);
    elsewhere_share_ = fit_.held_elsewhere > 0 ? 0.3 : 0;
    set_ways();
  }

  /// By the traffic equations, with the settings as they are now.
  Flows flows() const { return Flows{starter_text(c_, fit_), library_}; }

  /// Ways and lengths a step nearer to the published figures.
  void adjust(const Flows& flows) {
    auto& times = fit_.times;
    first_assessments_ = std::max(0.05, flows.entries("single assessment") / flows.entries("referral decision"));
    const auto nearer = [](double& factor, double wanted, double now, double elasticity, double most) {
      if (now > 0) factor = std::clamp(factor * std::pow(wanted / now, elasticity), 0.001, most);
    };
    nearer(times.enquiries, c_.plan_starts.value, flows.entries("child protection plan"), 0.5, 6);
    nearer(times.care, c_.care_starts.value, flows.entries("in care"), 1, 60);

    // Children on plans, looked after and being assessed are held by social workers, whatever the census of them says.
    double not_elsewhere = c_.open_plans.value + c_.looked_after.value;
    for (const char* step : {"single assessment", "updated assessment", "strategy discussion", "section 47 enquiry",
                             "enquiry and conference"}) {
      not_elsewhere += waiting * flows.stock(step);
    }
    for (const char* step : {"pre-proceedings", "proceedings"}) not_elsewhere += flows.stock(step);
    const double room = std::max(0.0, 0.98 * c_.in_need.value - not_elsewhere);
    fit_.held_elsewhere = std::clamp(c_.in_need.value - c_.cases.value, 0.0, room);
    rest_ = c_.in_need.value - fit_.held_elsewhere - not_elsewhere;

    times.in_care = length(c_.looked_after.value, flows.entries("in care"), "in care");
    times.child_in_need = length(rest_, flows.entries("child in need"), "child in need");
    times.elsewhere = length(fit_.held_elsewhere, flows.entries("in need elsewhere"), "child in need");
    // So that those who are held by others are in need for as long as the rest, as far as that goes.
    elsewhere_share_ =
        fit_.held_elsewhere > 0
            ? std::clamp(std::max(0.05, elsewhere_share_) * std::sqrt(times.elsewhere / times.child_in_need), 0.05, 0.8)
            : 0;
    set_ways();
  }

  /// Posts and hours for each child.
  void adjust_work(const Flows& flows) {
    double asked = 0, there = 0;
    for (const std::string& name : case_holders) {
      asked += flows.team(name).asked;
      there += flows.team(name).there;
    }
    const auto tenths = [](double value) { return std::max(0.1, std::round(10 * value) / 10); };
    std::vector<Fit::Posts> posts;
    for (const std::string& name : case_holders) {
      const double part = fit_.workers * (asked > 0 ? flows.team(name).asked / asked : 1.0 / 3);
      const double limit = part > 0 ? std::ceil(1.5 * waiting * flows.held_by(name) / part) : 0;
      posts.push_back({name, tenths(part), limit > limit_in(rules_, name) ? limit : 0});
    }
    for (const std::string& name : pools) {
      const TeamLoad& team = flows.team(name);
      posts.push_back({name, tenths(team.there > 0 ? team.asked / (team.there / team.posts) / pool_load : 0), 0});
    }
    fit_.posts = std::move(posts);

    fit_.load = there > 0 ? asked / there / fit_.hours : 0;
    fit_.hours = fit_.load > most_load ? most_load / fit_.load : 1;
    fit_.admin = std::max(0.0, (fit_.hours - Fit::direct) / (1 - Fit::direct));
  }

  /// Says what did not come out.
  Fit noted(const Flows& flows) {
    const auto off = [](double value, double wanted) { return std::abs(value - wanted) > 0.03 * wanted + 1; };
    const auto note = [this](bool so, const char* text) {
      if (so) fit_.notes.emplace_back(text);
    };
    note(c_.case_holders.value < 10, "So few workers that chance rules: look at ranges rather than means");
    note(off(flows.entries("child protection plan"), c_.plan_starts.value),
         "Plan starts cannot be reached with shares below 90 %");
    note(off(flows.entries("in care"), c_.care_starts.value), "Care starts cannot be reached with shares below 90 %");
    note(plan_length() > 0 && std::abs(plan_years(fit_.ends) - plan_length()) > 0.03 * plan_length(),
         "The mean length of plans cannot be reached with reviews at 3, 9, 15, ... months");
    note(rest_ <= 0, "Those on plans, looked after and being assessed are more than the published children in need");
    note(
        rest_ > 0 && off(fit_.held_elsewhere, std::max(0.0, c_.in_need.value - c_.cases.value)),
        "Those on plans, looked after and being assessed are more than the published cases: caseloads come out higher");
    return fit_;
  }

 private:
  double rule(const char* from, const char* to) const { return share(rules_, from, to); }
  double plan_length() const { return c_.plan_starts.value > 0 ? c_.open_plans.value / c_.plan_starts.value : 0; }

  /// Factor on the rules' lengths that makes such a stock.
  double length(double stock, double starts, const std::string& step) const {
    constexpr double shortest = 0.02, longest = 20;
    return std::clamp(starts > 0 ? stock / starts / mean_years(stays(rules_, step, 1)) : 1, shortest, longest);
  }

  /// Shares and lengths of all steps.
  void set_ways() {
    constexpr double most = 0.9;     // of a step's families, together
    constexpr double whole = 0.995;  // what is written is rounded
    const double enquiries = fit_.times.enquiries, care = fit_.times.care, court = std::min(1.0, care);

    auto& r = fit_.referral;
    r.nothing = std::min(most, c_.no_further_action.value);
    r.strategy = enquiries * rule("referral decision", "strategy discussion");
    r.care = care * rule("referral decision", "in care");
    squeeze(0.95 - r.nothing, {&r.strategy, &r.care});

    auto& a = fit_.assessment;
    a.not_in_need = std::min(most, c_.not_in_need.value / first_assessments_);
    const double rest = (1 - a.not_in_need) / (1 - rule("single assessment", "not in need"));
    a.strategy = enquiries * rule("single assessment", "strategy discussion") * rest;
    a.care = care * rule("single assessment", "in care") * rest;
    const double in_need = rule("single assessment", "child in need") * rest;
    a.elsewhere = in_need * elsewhere_share_;
    a.child_in_need = in_need - a.elsewhere;
    squeeze(whole - a.not_in_need, {&a.strategy, &a.care, &a.elsewhere, &a.child_in_need});

    auto& s = fit_.strategy;
    s.conference = enquiries * rule("strategy discussion", "enquiry and conference");
    s.care = care * rule("strategy discussion", "in care");
    squeeze(most, {&s.conference, &s.care});

    auto& p = fit_.plan;
    p.pre_proceedings = court * rule("child protection plan", "pre-proceedings");
    p.care = care * rule("child protection plan", "in care");
    squeeze(most, {&p.pre_proceedings, &p.care});
    p.child_in_need = std::min(rule("child protection plan", "child in need"), whole - p.pre_proceedings - p.care);

    auto& n = fit_.in_need;
    n.updated = rule("child in need", "updated assessment");
    n.pre_proceedings = court * rule("child in need", "pre-proceedings");
    n.care = care * rule("child in need", "in care");
    squeeze(most - n.updated, {&n.pre_proceedings, &n.care});

    fit_.updated_strategy = std::min(most, enquiries * rule("updated assessment", "strategy discussion"));

    fit_.child_in_need = stays(rules_, "child in need", fit_.times.child_in_need);
    fit_.in_care = stays(rules_, "in care", fit_.times.in_care);
    fit_.elsewhere.clear();
    if (fit_.held_elsewhere > 0) fit_.elsewhere = stays(rules_, "child in need", fit_.times.elsewhere);
  }

  const Council& c_;
  const std::string& library_;
  Scenario rules_;
  Fit fit_;
  double first_assessments_{};  ///< per referral
  double elsewhere_share_{};    ///< of those whom first assessments find in need
  double rest_{};               ///< children in need who are in no other step
};

}  // namespace

Fit fitted(const Council& council, const std::string& library) {
  constexpr int for_ways = 9, for_work = 3;  // each brings what is left of the error down to a third or less
  Fitting fitting{council, library};
  for (int i = 0; i < for_ways; ++i) fitting.adjust(fitting.flows());
  for (int i = 0; i < for_work; ++i) fitting.adjust_work(fitting.flows());
  return fitting.noted(fitting.flows());
}

}  // namespace caseload
