// Settings that make no sense together.   Tested by tests/scenario/bad_scenarios_test.cpp.
#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "scenario/draft.hpp"
#include "scenario/quantity.hpp"
#include "scenario/units.hpp"
#include "scenario/utf8.hpp"

namespace caseload::scenario {

namespace {

constexpr std::size_t most_tasks = 60'000;  // a Model numbers them with 16 bits
constexpr std::size_t most_clock_steps = 4, most_remembered_steps = 64;  // what a family remembers of its way
constexpr std::size_t most_grades = 200;    // likewise, with 8
constexpr int earliest_start = 1990, latest_start = 2100;
constexpr double longest_settle = 100 * seconds_per_year;

/// Where complaints go.
struct Complaints {
  Collected& collected;
  void add(const std::string& path, std::string message, std::string hint = {}) const {
    collected.problems.push_back(problem_at(collected.place(path), path, std::move(message), std::move(hint)));
  }
  bool is_given(const std::string& path) const { return collected.places.contains(path); }
};

void check_period(const Draft& draft, const Complaints& complaints) {
  const int year = static_cast<int>(std::chrono::year_month_day{draft.words.start}.year());
  if (year < earliest_start || year > latest_start) {
    complaints.add("period.start", fmt::format("expected a start from {} to {}, found {}", earliest_start, latest_start,
                                               in_words(draft.words.start)));
  }
  if (draft.words.length.unit == Duration::Unit::working_days) {
    complaints.add("period.length", "the length of a period is not in working days", "days, weeks, months or years");
    return;
  }
  const bool has_list = draft.words.begin && draft.words.begin->from == Begin::From::list;
  if (has_list && draft.words.settle.amount > 0) {
    complaints.add("period.settle", "'settle' does not go with a list of open cases",
                   "write 'settle: none': the list says how things stand on the first day");
  }
  if (in_seconds(draft.words.settle) > longest_settle) complaints.add("period.settle", "expected at most 100 years");
  const Date end = complete(draft).period.end;
  for (const Date day : draft.report_on) {
    if (day < draft.words.start || day >= std::max(end, draft.words.start + std::chrono::days{1})) {
      complaints.add("report.on", fmt::format("{} is not in the period from {} to {}", in_words(day),
                                              in_words(draft.words.start), in_words(end)));
    }
  }
}

void check_demand(const Draft& draft, const Complaints& complaints) {
  for (const ReferralStream& stream : draft.demand) {
    const std::string path = "demand." + stream.name;
    if (!stream.every && stream.first) complaints.add(path + ".first", "'first' goes with 'every', not with 'rate'");
    if (!stream.every && stream.at_most)
      complaints.add(path + ".at_most", "'at_most' goes with 'every', not with 'rate'");
    if (stream.every && !stream.profile.empty())
      complaints.add(path + ".profile", "'profile' goes with 'rate', not with 'every'");
    if (stream.every && !stream.season.empty())
      complaints.add(path + ".season", "'season' goes with 'rate', not with 'every'");
  }
}

void check_condition(const Draft& draft, const Condition& when, const std::string& path, const Complaints& complaints) {
  const bool of_money = when.of == Condition::Of::spending;
  if (of_money && !when.team.empty()) complaints.add(path + ".team", "'team' does not go with 'spending'");
  if (of_money && draft.budget <= 0)
    complaints.add(path, "spending is measured against 'budget', which the scenario does not have",
                   "budget: 5 million pounds per year");
  const auto team = std::find_if(draft.teams.begin(), draft.teams.end(), [&](auto& t) { return t.name == when.team; });
  if (!of_money && team != draft.teams.end() && team->works == Works::pool)
    complaints.add(path + ".team", "a pool's workers hold no families", "name a team that works by case");
}

/// What goes with events on a date does not go with events that wait for a condition, and the other way round.
void check_events(const Draft& draft, const Complaints& complaints) {
  for (std::size_t i = 0; i < draft.events.size(); ++i) {
    const DemandEvent& event = draft.events[i];
    const std::string path = fmt::format("events.{}", i + 1);
    if (event.move && event.move->from == event.move->to)
      complaints.add(path + ".move.to", "the posts would stay where they are");
    if (!event.when) {
      if (complaints.is_given(path + ".at_most")) complaints.add(path + ".at_most", "'at_most' goes with 'when'");
      continue;
    }
    check_condition(draft, *event.when, path + ".when", complaints);
    for (const char* key : {"referrals", "streams", "over", "lasting", "half_life", "publicity", "cost"}) {
      if (complaints.is_given(path + "." + key))
        complaints.add(path + "." + key, fmt::format("'{}' goes with 'on', not with 'when'", key));
    }
    if (complaints.is_given(path + ".at_most") && !event.move)
      complaints.add(path + ".at_most", "'at_most' goes with 'move'");
  }
}

void check_calendars(const Draft& draft, const Complaints& complaints) {
  for (const Calendar& calendar : draft.calendars) {
    const std::string path = "calendars." + calendar.name;
    const bool is_built_in = calendar.name == "always" || calendar.name == "office hours";
    if (is_built_in)
      complaints.add(path, fmt::format("the calendar '{}' is built in", calendar.name), "choose another name");
    const bool has_end = complaints.is_given(path + ".until");
    const auto until = has_end ? calendar.until : std::chrono::seconds{std::chrono::hours{24}};
    if (calendar.from >= until)
      complaints.add(has_end ? path + ".until" : path + ".from", "closes before it opens",
                     "a night shift needs two calendars");
  }
}

void check_people(const People& people, const std::string& path, const Complaints& complaints) {
  for (const Absence& absence : people.absences) {
    const bool pointless = absence.handed_over_after.amount > 0 && absence.while_away != WhileAway::handed_over;
    if (pointless)
      complaints.add(path + "." + absence.name + ".handed_over_after",
                     "'handed_over_after' goes with 'while_away: handed over'");
  }
  if (people.vacancy && people.vacancy->fails >= 1)
    complaints.add(path + ".vacancy.fails", "nobody would ever be found", "expected a share below 100 %");
  if (people.vacancy && people.vacancy->agency_stays && people.vacancy->agency_share <= 0)
    complaints.add(path + ".vacancy.agency_stays", "'agency_stays' goes with 'agency'");
}

void check_grades(const Draft& draft, const Complaints& complaints) {
  if (draft.grades.size() > most_grades)
    complaints.add("grades", fmt::format("more than {} grades", most_grades));
  for (const Grade& grade : draft.grades) {
    const std::string path = "grades." + grade.name;
    if (!grade.becomes.empty() && grade.after.amount == 0)
      complaints.add(path + ".becomes", "'becomes' goes with 'after'", "say after how long in post: 'after: 1 year'");
    if (grade.becomes.empty() && grade.after.amount > 0)
      complaints.add(path + ".after", "'after' goes with 'becomes'", "say which grade it becomes");
  }
}

/// An effect that is switched on needs its size, and most need to know above how many children they begin.
void check_feedback(const Feedback& feedback, const Complaints& complaints) {
  const auto check = [&](const Loop& loop, const std::string& name, bool by_children) {
    const std::string path = "feedback." + name;
    const std::string size = path + (loop.strength == Loop::Strength::strong ? ".strong" : ".default");
    if (loop.strength == Loop::Strength::off) return;
    if (!complaints.is_given(size))
      complaints.add(path + ".strength", fmt::format("the size of the effect is not given: '{}'", short_path(size)),
                     "such as 2 %");
    if (by_children && feedback.above <= 0)
      complaints.add(path + ".strength", "feedback has no 'above'", "say above how many children a worker is under strain");
  };
  check(feedback.sickness, "sickness", true);
  check(feedback.leaving, "leaving", true);
  check(feedback.re_referral, "re-referral", true);
  check(feedback.worker_change, "worker change", false);
  check(feedback.manager, "manager", false);
  check(feedback.applicants, "applicants", false);
  if (feedback.applicants.strength != Loop::Strength::off && feedback.publicity_lasts.amount == 0)
    complaints.add("feedback.applicants.strength", "publicity has no 'lasting'", "such as 18 months");
}

void check_teams(const Draft& draft, const Complaints& complaints) {
  check_people(draft.people, "people", complaints);
  for (const Team& team : draft.teams) {
    const std::string path = "teams." + team.name;
    check_people(team.people, path + ".people", complaints);
    if (team.works == Works::pool && team.limit.amount > 0) {
      complaints.add(path + ".limit", "'limit' goes with 'works: by case', not with a pool",
                     "a pool's workers take one task after the other");
    }
  }
}

/// An audit: asked once, on a date.
void check_audit(const Step& step, const Task& task, const std::string& path, const Complaints& complaints) {
  if (!task.on) {
    if (complaints.is_given(path + ".over")) complaints.add(path + ".over", "'over' goes with 'on'");
    return;
  }
  if (!step.is_plan()) {
    complaints.add(path + ".on", "an audit is of a plan step", "give the step 'lasts', or a task of it 'ends'");
  }
  for (const auto& [key, given] :
       {std::pair{"every", task.every.has_value()}, std::pair{"after", task.after.has_value()},
        std::pair{"while", task.while_unallocated}}) {
    if (given) complaints.add(path + "." + key, fmt::format("'{}' does not go with 'on'", key));
  }
}

bool has_named_workers(const Draft& draft, const std::string& team) {
  return std::any_of(draft.teams.begin(), draft.teams.end(),
                     [&](const Team& one) { return one.name == team && one.works == Works::cases; });
}

/// What is done for families that wait for a named worker.
void check_while_unallocated(const Draft& draft, const Step& step, const Task& task, const std::string& path,
                             const Complaints& complaints) {
  if (!task.while_unallocated) return;
  if (!task.every) complaints.add(path + ".while", "'while' goes with 'every'");
  if (task.by.empty()) {
    complaints.add(path + ".while", fmt::format("nobody does '{}': the family has no worker", made_visible(task.name)),
                   "give the task a 'by'");
  }
  if (!has_named_workers(draft, step.team)) {
    complaints.add(path + ".while", "nobody waits for a named worker here", "give the step a team that works by case");
  }
  for (const auto& [key, given] :
       {std::pair{"ends", !task.ends.empty()}, std::pair{"after", task.after.has_value()},
        std::pair{"window", task.window.has_value()}, std::pair{"missed_adds", task.missed_adds.has_value()}}) {
    if (given) complaints.add(path + "." + key, fmt::format("'{}' does not go with 'while'", key));
  }
}

bool is_by_manager(const Task& task) { return task.by == the_manager; }

void check_managers(const Draft& draft, const Complaints& complaints) {
  for (const Team& team : draft.teams) {
    const std::string path = "teams." + team.name;
    const std::string name = made_visible(team.name);
    if (team.manages.empty()) {
      if (team.span > 0) complaints.add(path + ".span", "'span' goes with 'manages'");
      if (team.supervision) complaints.add(path + ".supervision", "'supervision' goes with 'manages'");
    } else if (team.works != Works::pool) {
      complaints.add(path + ".manages", "a team that manages others works as a pool", "add 'works: pool'");
    }
    if (team.supervision && team.supervision->per_worker + team.supervision->per_child == 0) {
      complaints.add(path + ".supervision", "supervision takes no time", "give it 'per_worker' or 'per_child'");
    }
    for (std::size_t i = 0; i < team.manages.size(); ++i) {
      const std::string here = fmt::format("{}.manages.{}", path, i + 1);
      const Team* manager = manager_of(draft, team.manages[i]);
      if (team.manages[i] == team.name) {
        complaints.add(here, fmt::format("'{}' cannot manage itself", name));
      } else if (manager && manager != &team) {
        complaints.add(here, fmt::format("'{}' is managed by '{}' already", made_visible(team.manages[i]),
                                         made_visible(manager->name)));
      }
    }
  }
}

void check_tasks_by_manager(const Draft& draft, const Complaints& complaints) {
  bool any = false;
  for (const Step& step : draft.steps) {
    for (const Task& task : step.tasks) {
      if (!is_by_manager(task)) continue;
      any = true;
      if (manager_of(draft, step.team)) continue;
      complaints.add("steps." + step.name + ".tasks." + task.name + ".by",
                     step.team.empty() ? "there is no manager: the step has no team"
                                       : fmt::format("nobody manages '{}'", made_visible(step.team)),
                     step.team.empty() ? "give the step a 'team', or name the team that does it"
                                       : "a team of managers says which teams it 'manages'");
    }
  }
  for (const Team& team : draft.teams) {
    if (any && team.name == the_manager)
      complaints.add("teams.manager", "a team called 'manager' cannot be told from 'by: manager'",
                     "choose another name");
  }
}

void check_norms(const Draft& draft, const Complaints& complaints) {
  for (const Norm& norm : draft.norms) {
    if (norm.from > norm.to) complaints.add("norms." + norm.name + ".from", "'from' is above 'to'");
  }
}

void check_task(const Draft& draft, const Step& step, const Task& task, const Complaints& complaints) {
  const std::string path = "steps." + step.name + ".tasks." + task.name;
  check_audit(step, task, path, complaints);
  check_while_unallocated(draft, step, task, path, complaints);
  if (!task.or_by.empty() && task.or_by == task.by) {
    complaints.add(path + ".or_by", fmt::format("'{}' does it anyhow", made_visible(task.or_by)));
  }
  if (!task.to.empty() && task.ends.empty()) complaints.add(path + ".to", "'to' goes with 'ends'");
  if (task.missed_adds && !(task.every && step.lasts)) {
    complaints.add(path + ".missed_adds", "'missed_adds' goes with 'every' and a step that 'lasts'");
  }
  if (task.every && !task.while_unallocated && !step.is_plan()) {
    complaints.add(path + ".every", "a task recurs only in a plan step",
                   "give the step 'lasts', or a task of it 'ends'");
  }
  if (!task.every && task.first) complaints.add(path + ".first", "'first' goes with 'every'");
  if (!task.every && task.window) complaints.add(path + ".window", "'window' goes with 'every'");
  if (task.every && task.window && in_seconds(*task.window) > in_seconds(*task.every)) {
    complaints.add(path + ".window", "the window is longer than the interval 'every'");
  }
  if (task.by.empty() && step.team.empty()) {
    complaints.add(path, fmt::format("nobody does '{}': its step has no team", made_visible(task.name)),
                   "give the step a 'team', or the task a 'by'");
  }
}

/// Whether a task is sure to end its step some day.
bool is_sure_to_end(const Task& task) {
  if (task.ends.empty() || task.on) return false;
  return task.every ? task.ends.back() > 0 || std::find(task.ends.begin(), task.ends.end(), 1.0) != task.ends.end()
                    : task.ends.front() >= 1;
}

void check_steps(const Draft& draft, const Complaints& complaints) {
  std::size_t tasks = 0;
  if (draft.steps.empty()) complaints.add("steps", "the scenario has no step", "give it at least one");
  for (const Step& step : draft.steps) {
    tasks += step.tasks.size();
    for (const Task& task : step.tasks) check_task(draft, step, task, complaints);
    const bool only_while = std::all_of(step.tasks.begin(), step.tasks.end(), std::mem_fn(&Task::while_unallocated));
    if (!step.is_plan() && !step.tasks.empty() && only_while) {
      complaints.add("steps." + step.name + ".tasks", "a work step needs a task that its worker does");
    }
    if (!step.refused_to.empty() && !step.places) {
      complaints.add("steps." + step.name + ".refused", "'refused' goes with 'places'");
    }
    const bool ends =
        !step.is_plan() || step.lasts || std::any_of(step.tasks.begin(), step.tasks.end(), is_sure_to_end);
    if (!ends)
      complaints.add("steps." + step.name, fmt::format("'{}' may never end", made_visible(step.name)),
                     "give it 'lasts', or let a recurring task end it");
  }
  if (tasks > most_tasks) complaints.add("steps", fmt::format("more than {} tasks in all", most_tasks));
}

/// Complains of the first step that is one too many.
void check_memory(const Draft& draft, const Complaints& complaints) {
  std::unordered_set<std::string> clocks, remembered;
  for (const Step& step : draft.steps) {
    const std::string path = "steps." + step.name;
    if (!step.due_from.empty() && clocks.insert(step.due_from).second && clocks.size() == most_clock_steps + 1) {
      complaints.add(path + ".due", fmt::format("clocks run from more than {} other steps", most_clock_steps));
    }
    if (!step.if_been_in.empty() && remembered.insert(step.if_been_in).second &&
        remembered.size() == most_remembered_steps + 1) {
      complaints.add(path + ".if_been", fmt::format("families remember more than {} steps", most_remembered_steps));
    }
  }
}

bool is_nought(const Distribution& distribution) {
  const auto* fixed = std::get_if<Fixed>(&distribution);
  return fixed && fixed->value == 0;
}

/// Whether a family may pass through a step at the instant it comes.
bool takes_no_time(const Step& step) {
  const auto is_instant = [](const Task& task) {
    if (task.while_unallocated || task.on) return true;  // the step does not wait for it
    return is_nought(task.effort) && (!task.after || is_nought(task.after->of)) && !task.every;
  };
  return !step.lasts && std::all_of(step.tasks.begin(), step.tasks.end(), is_instant);
}

/// A way by which a family may leave a step at the instant it comes.
struct Way {
  std::string to, path;  ///< path: of the setting that says so
};

std::vector<Way> ways_at_once(const Step& step) {
  const std::string path = "steps." + step.name;
  std::vector<Way> ways;
  const auto add = [&](const std::vector<Route>& routes, const std::string& key) {
    for (const Route& route : routes) {
      if (route.share > 0) ways.push_back({route.to, path + "." + key + "." + route.to});
    }
  };
  if (takes_no_time(step)) {
    add(step.next, "next");
    add(step.then_next, "if_been.next");
    for (const Task& task : step.tasks) add(task.to, "tasks." + task.name + ".to");
  }
  if (!step.refused_to.empty()) ways.push_back({step.refused_to, path + ".refused"});  // it may be full
  return ways;
}

/// Finds a way round through steps that take no time or may be full: a family on it would keep the simulation at one
/// instant for ever.
/// Depth first, with a stack of our own, because a pathway may be long.
void check_circles(const Draft& draft, const Complaints& complaints) {
  enum class Seen { not_yet, on_the_way, done };
  std::unordered_map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < draft.steps.size(); ++i) index.emplace(draft.steps[i].name, i);
  std::vector<Seen> seen(draft.steps.size(), Seen::not_yet);
  std::vector<std::vector<Way>> ways;
  for (const Step& step : draft.steps) ways.push_back(ways_at_once(step));
  struct Visit {
    std::size_t step, next_way;
  };
  for (std::size_t start = 0; start < draft.steps.size(); ++start) {
    if (seen[start] != Seen::not_yet || ways[start].empty()) continue;
    std::vector<Visit> way{{start, 0}};
    seen[start] = Seen::on_the_way;
    while (!way.empty()) {
      const std::vector<Way>& onward = ways[way.back().step];
      if (way.back().next_way == onward.size()) {
        seen[way.back().step] = Seen::done;
        way.pop_back();
        continue;
      }
      const Way& next = onward[way.back().next_way++];
      const auto to = index.find(next.to);
      if (to == index.end() || ways[to->second].empty()) continue;
      if (seen[to->second] == Seen::on_the_way) {
        complaints.add(next.path,
                       fmt::format("families go round and round from '{}' in no time", made_visible(next.to)),
                       "give one of the steps on the way 'lasts', or a task with effort");
      } else if (seen[to->second] == Seen::not_yet) {
        seen[to->second] = Seen::on_the_way;
        way.push_back({to->second, 0});
      }
    }
  }
}

}  // namespace

void check_sense(const Draft& draft, Collected& collected) {
  const Complaints complaints{collected};
  check_period(draft, complaints);
  check_demand(draft, complaints);
  check_events(draft, complaints);
  check_calendars(draft, complaints);
  check_teams(draft, complaints);
  check_managers(draft, complaints);
  check_tasks_by_manager(draft, complaints);
  check_norms(draft, complaints);
  check_grades(draft, complaints);
  check_feedback(draft.feedback, complaints);
  check_steps(draft, complaints);
  check_memory(draft, complaints);
  check_circles(draft, complaints);
}

}  // namespace caseload::scenario
