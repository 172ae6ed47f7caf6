// Part of the page of a run: the answer in three sentences, and how sure it is.   Tested by tests/report/page_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/headlines.hpp"
#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {
namespace {

bool many_futures(const Run& run) { return run.replications.numbers.size() > 1; }

/// " (8 in 10 futures: 27.7 to 32.4)", or nothing of a single future.
std::string spread(const Estimate& e, const std::string& unit) {
  if (e.n < 2) return "";
  const std::string tail = unit == "%" || unit == "days" || unit == "hours" ? " " + unit : "";
  return fmt::format(" (8 in 10 futures: {}{})", range(e.p10, e.p90, unit), tail);
}

std::string waits_in_words(const Run& run) {
  const Estimate* half = observed(run.estimates, "wait for a worker, median", "service");
  const Estimate* tenth = observed(run.estimates, "wait for a worker, 90th percentile", "service");
  if (!half || !tenth) return "";
  if (tenth->mean == 0 && tenth->p90 == 0) return "Nearly every family has a named worker at once.";
  const std::string first =
      half->mean < 0.05 ? "Half of families have a named worker at once"
                        : fmt::format("Half of families have a named worker within {}", amount(half->mean, "days"));
  return fmt::format("{}; one in ten waits longer than {}{}.", first, amount(tenth->mean, "days"),
                     spread(*tenth, "days"));
}

/// Of services that name no workers: where the wait is longest.
std::string queues_in_words(const Run& run) {
  const Measure* longest = nullptr;
  const Estimate* wait = nullptr;
  for (std::size_t i = 0; i < run.estimates.measures.size(); ++i) {
    const Measure& measure = run.estimates.measures[i];
    const Estimate& e = run.estimates.estimates[i];
    if (measure.name != "wait, mean" || !measure.headline || e.n == 0 || (wait && e.mean <= wait->mean)) continue;
    longest = &measure;
    wait = &e;
  }
  if (!longest) return "";
  return fmt::format("Families wait longest for {}: {} on average{}.", cut(longest->where),
                     amount(wait->mean, longest->unit), spread(*wait, longest->unit));
}

/// The team whose workers are over their limit most of the time.
struct MostOver {
  std::string team;
  double share{};
};
MostOver most_over_limit(const Run& run) {
  MostOver most;
  for (const std::string& team : teams_of_named_workers(run)) {
    const Estimate* over = observed(run.estimates, "workers over their limit", team);
    if (over && over->mean > most.share) most = {team, over->mean};
  }
  return most;
}

/// The team in which, in a typical future, more than half of the workers are over their limit first.
std::string tips_first(const Run& run) {
  std::optional<Path> first;
  Date when = Date::max();
  for (const std::string& team : teams_of_named_workers(run)) {
    std::optional<Path> path = path_of(run, "workers over their limit", team);
    if (!path) continue;
    const auto tipped = std::find_if(path->estimates.begin(), path->estimates.end(),
                                     [](const Estimate& e) { return e.n > 0 && e.p50 > 50; });
    if (tipped == path->estimates.end()) continue;
    const Date since = path->at[static_cast<std::size_t>(tipped - path->estimates.begin())];
    if (since >= when) continue;
    when = since;
    first = std::move(path);
  }
  if (!first) return "";
  if (when == first->at.front()) {
    return fmt::format(" In {} more than half of the workers are over their limit from the start.",
                       cut(first->measure.where));
  }
  return fmt::format(" {} tips over first: from {} more than half of its workers are over their limit.",
                     sentence(cut(first->measure.where)), first->by_month ? month(when) : "the week of " + day(when));
}

std::string pressure_in_words(const Run& run) {
  const Estimate* held = observed(run.estimates, "children per worker", "service");
  if (!held) return "";
  std::string words = fmt::format("There are {} open children to a worker{}", amount(held->mean, "children"),
                                  spread(*held, "children"));
  const Estimate* over = observed(run.estimates, "workers over their limit", "service");
  const MostOver most = most_over_limit(run);
  if (!over || over->mean < 0.05 || most.team.empty()) return words + ".";
  words += fmt::format(", and at any time {} of workers are over their limit", amount(over->mean, "%"));
  if (teams_of_named_workers(run).size() > 1) {
    words += fmt::format(", most in {} ({})", cut(most.team), amount(most.share, "%"));
  }
  return words + "." + tips_first(run);
}

std::string targets_in_words(const Run& run) {
  if (run.targets.empty() || !many_futures(run)) return "";
  std::vector<std::string> met, missed, open;
  for (std::size_t i = 0; i < run.judged.size(); ++i) {
    using Verdict = TargetEstimate::Verdict;
    const Verdict verdict = run.judged[i].verdict;
    const std::string name =
        fmt::format("“{}” ({})", cut(run.scenario.targets[i].name, 60), futures(run.judged[i].share));
    (verdict == Verdict::met ? met : verdict == Verdict::missed ? missed : open).push_back(name);
  }
  const std::string of =
      run.targets.size() == 1 ? "The target" : fmt::format("Of the {} targets", small_number(run.targets.size()));
  if (run.targets.size() == 1) {
    return fmt::format("{} is {}: {}.", of, met.empty() ? missed.empty() ? "too close to call" : "missed" : "met",
                       listed(met.empty() ? missed.empty() ? open : missed : met));
  }
  std::vector<std::string> parts;
  const auto add = [&](const std::vector<std::string>& names, const char* what) {
    if (!names.empty())
      parts.push_back(fmt::format("{} {} {}: {}", small_number(names.size()), names.size() == 1 ? "is" : "are", what,
                                  listed(names)));
  };
  if (met.empty()) parts.push_back("none is met");
  add(met, "met");
  add(missed, "missed");
  add(open, "too close to call");
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : "; ") + part;
  return fmt::format("{} {}.", of, all);
}

std::string stock_in_words(const Run& run) {
  const auto path = path_of(run, "open children", "service");
  if (path) return finding(*path, course_of(*path)) + ".";
  const Estimate* open = observed(run.estimates, "open children", "service");
  return open ? fmt::format("{} children are open on average{}.", amount(open->mean, "children"),
                            spread(*open, "children"))
              : "";
}

// ------------------------------------------------------------------------------------------------- how sure

std::vector<std::string> caveats(const Run& run) {
  std::vector<std::string> all;
  const std::size_t done = run.replications.numbers.size(), failed = run.replications.failures.size();
  if (run.replications.interrupted)
    all.push_back("The run was interrupted before it had as many futures as it wanted.");
  if (failed > 0) all.push_back(fmt::format("{} of {} futures failed and are left out.", failed, failed + done));
  if (done == 1) all.push_back("This is a single future: it says what can happen, not what is likely.");
  if (!run.not_precise.empty()) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min<std::size_t>(3, run.not_precise.size()); ++i) {
      names.push_back(cut(name_in_words(run.estimates.measures[run.not_precise[i]]), 60));
    }
    all.push_back(fmt::format("{} not as precise as asked: {}{}.",
                              run.not_precise.size() == 1 ? "One headline is" : "Some headlines are", listed(names),
                              run.not_precise.size() > 3 ? " and more" : ""));
  }
  std::size_t weighty = 0;
  const Assumption* first = nullptr;
  for (const Assumption& assumption : run.scenario.assumptions) {
    if (assumption.quality != "low" || assumption.impact != "high") continue;
    if (!first) first = &assumption;
    ++weighty;
  }
  if (first) {
    all.push_back(fmt::format("{} of low quality with high impact {} the result, first of all: {}",
                              counted(weighty, "assumption"), weighty == 1 ? "carries" : "carry",
                              cut(first->text, 240)));
  }
  if (!warm_up_advice(run).empty()) {
    all.push_back(
        "The service had not settled when counting starts: a part of what changes is its way to a steady state, not "
        "the future's doing.");
  }
  const auto queue = path_of(run, "children unallocated", "service");
  if (queue) {
    const Course course = course_of(*queue);
    if (course.rises > 0.8 && course.highest <= 1.1 * course.last) {
      all.push_back("The queue still grows at the end: later years would be worse than these.");
    }
  }
  all.push_back(
      "A projection says what follows if all assumptions hold; what nobody wrote into the scenario does not happen in "
      "it.");
  if (all.size() > 3) all.erase(all.begin() + 2, all.end() - 1);
  return all;
}

std::string noise_in_words(const Run& run) {
  const std::size_t done = run.replications.numbers.size();
  if (done < 2) return "One future was simulated.";
  std::string words = fmt::format("{} futures were simulated", number(static_cast<double>(done), 0));
  if (run.precision)
    words += fmt::format(", {} ({})", run.not_precise.empty() ? "enough" : "as many as were allowed",
                         in_words(*run.precision));
  return words +
         ". What follows “±” or “95 %” is the noise of simulating: more futures make it smaller. “8 in 10 futures” is "
         "real life: "
         "nobody knows which of them will come, and more computing does not change that.";
}

}  // namespace

Html tile(const Measure& measure, const Estimate& e) {
  const Cell value = number_cell(e.mean, measure.unit);
  const std::string unit = unit_beside(measure);
  Html inside = element("p", {{"class", "tile-name"}}, sentence(cut(name_in_words(measure), 60))) +
                element("p", {{"class", "tile-value"}, {"data-value", value.exact}},
                        text(value.shown) + (unit.empty() ? Html{} : element("span", {{"class", "unit"}}, " " + unit)));
  if (e.n > 1) {
    const int decimals = decimals_for(measure.unit, e.mean);
    inside +=
        element("p", {{"class", "tile-note"}},
                fmt::format("±\u00a0{}; 8 in 10 futures: {}\u00a0to\u00a0{}", half_width(e, decimals),
                            web::held_together(number(e.p10, decimals)), web::held_together(number(e.p90, decimals))));
  }
  return element("div", {{"class", "tile"}}, inside);
}

const Estimate* observed(const Estimates& estimates, std::string_view measure, std::string_view where) {
  const Estimate* e = estimates.find(measure, where);
  return e && e->n > 0 ? e : nullptr;
}

Html answer(const Run& run) {
  Html html;
  const std::string first = waits_in_words(run);
  for (const std::string& words :
       {first.empty() ? queues_in_words(run) : first, pressure_in_words(run),
        run.targets.empty() || !many_futures(run) ? stock_in_words(run) : targets_in_words(run)}) {
    if (!words.empty()) html += element("p", {{"class", "answer"}}, words);
  }
  Html all;
  std::size_t shown = 0;
  constexpr std::size_t most = 8;
  for (std::size_t i = 0; i < run.estimates.measures.size() && shown < most; ++i) {
    const Measure& measure = run.estimates.measures[i];
    const bool whole = measure.where == "service" || measure.name == "done in time" || measure.name == "wait, mean" ||
                       measure.name == "busy";
    if (!measure.headline || !whole || run.estimates.estimates[i].n == 0) continue;
    all += tile(measure, run.estimates.estimates[i]);
    ++shown;
  }
  return html + tiles(all);
}

Html how_sure(const Run& run) {
  Html items;
  for (const std::string& caveat : caveats(run)) items += element("li", caveat);
  return element("p", noise_in_words(run)) + element("ul", {{"class", "caveats"}}, items);
}

}  // namespace caseload::web
