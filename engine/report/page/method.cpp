// Part of every page: what the model is and how to run it again.   Tested by tests/report/page_test.cpp.
#include <fmt/format.h>

#include <cmath>

#include "report/page/sections.hpp"
#include "report/page/words.hpp"
#include "report/text.hpp"

namespace caseload::web {
namespace {

std::string length_in_words(const Duration& length) {
  switch (length.unit) {
    case Duration::Unit::working_days:
      return short_number(length.amount) + " working days";
    case Duration::Unit::months:
      return short_number(length.amount) + " months";
    case Duration::Unit::seconds:
      break;
  }
  const double days = length.amount / seconds_per_day;
  return days >= 1 ? short_number(days) + " days" : short_number(length.amount / seconds_per_hour) + " hours";
}

std::string due_in_words(const Step& step) {
  if (!step.due) return "";
  const std::string from = step.due_from_referral  ? " from the referral"
                           : step.due_from.empty() ? ""
                                                   : " from " + step.due_from;
  return length_in_words(*step.due) + from;
}

std::string next_in_words(const Step& step) {
  std::vector<std::string> routes;
  for (const Route& route : step.next)
    routes.push_back(fmt::format("{} {} %", route.to, short_number(100 * route.share)));
  std::string all;
  for (const std::string& route : routes) all += (all.empty() ? "" : ", ") + route;
  return all;
}

std::string tasks_in_words(const Step& step) {
  std::string all;
  for (const Task& task : step.tasks) all += (all.empty() ? "" : ", ") + task.name;
  return all;
}

Html pathway(const Scenario& scenario) {
  Table table{
      "The pathway", {{"step", false}, {"held by", false}, {"tasks", false}, {"due", false}, {"then", false}}, {}, ""};
  for (const Step& step : scenario.steps) {
    table.rows.push_back({word_cell(step.name), word_cell(step.team.empty() ? "nobody" : step.team),
                          word_cell(tasks_in_words(step)), word_cell(due_in_words(step)),
                          word_cell(next_in_words(step))});
  }
  return element("details", {{"class", "data"}, {"open", ""}},
                 element("summary", "The pathway, step by step") + html(table));
}

std::string beginning(const Scenario& scenario) {
  std::string words;
  switch (scenario.period.begin.from) {
    case Begin::From::empty:
      words = "An empty service";
      break;
    case Begin::From::steady:
      words = "Open cases as the traffic equations give them for the first rates";
      break;
    case Begin::From::snapshot:
      words = "Open cases by step, as the scenario gives them";
      break;
    case Begin::From::list:
      words = "The list of open cases " + scenario.period.begin.list;
      break;
  }
  if (scenario.period.settle.amount > 0)
    words += fmt::format("; {} are simulated before counting starts", length_in_words(scenario.period.settle));
  return words + ".";
}

std::string people_in_words(const Scenario& scenario) {
  std::size_t named = 0;
  for (const Team& team : scenario.teams) named += team.works == Works::cases;
  return fmt::format("{}: {} with named workers, {} whose people take from one queue.",
                     counted(scenario.teams.size(), "team"), named, scenario.teams.size() - named);
}

class Facts {
 public:
  Html take() { return element("dl", {{"class", "facts"}}, items_); }
  void add(std::string_view name, std::string_view words) {
    if (!words.empty()) items_ += element("div", element("dt", name) + element("dd", words));
  }

 private:
  Html items_;
};

}  // namespace

Html method(const HowMade& made) {
  const Scenario& s = made.scenario;
  Facts facts;
  facts.add("Purpose", s.description.empty() ? "Not said in the scenario (description)." : s.description);
  facts.add("Outputs", made.outputs);
  facts.add("Aim of the experiment",
            s.option_names.empty()
                ? "One scenario as it is."
                : "What each option changes against the scenario as it is: " + listed(s.option_names) + ".");
  facts.add("Entities", "Families with a number of children, who come by " + counted(s.demand.size(), "stream") +
                            " and leave when their case closes; siblings have one worker.");
  facts.add(
      "Activities",
      fmt::format(
          "{}, each with tasks that cost hours of work. When a task is done depends on the worker's agenda (urgency, "
          "then due date, then arrival), office hours, leave and sickness; nobody draws how long it takes.",
          counted(s.steps.size(), "step")));
  facts.add("Resources", people_in_words(s));
  facts.add("Queues",
            "Families without a named worker wait in their team's queue, urgent ones first, then in order of arrival; "
            "tasks wait in agendas.");
  facts.add("Events", s.events.empty()
                          ? "None."
                          : fmt::format("{}, listed with the charts over time.", counted(s.events.size(), "event")));
  facts.add(
      "Data and assumptions",
      "Each value's source and quality, and the assumptions with their impact, are in the section before this one.");
  facts.add("Beginning", beginning(s));
  facts.add("Run length", fmt::format("{} from {}.", length_of(s.period), day(s.period.start)));
  facts.add(
      "Estimation",
      fmt::format(
          "{}. Intervals of means are Student's corrected for skewness (Hall 1992); P10 and P90 are quantiles over "
          "futures.",
          made.how_many));
  facts.add("Random numbers",
            fmt::format(
                "Counter-based (Philox 4x32-10), seed {}. Every draw hangs on replication, family or post, purpose and "
                "index, so that all options meet the same families.",
                made.seed));
  facts.add("Ties in time", "What frees capacity comes before what asks for it; then in order of planning.");
  facts.add(
      "Software",
      fmt::format("caseload {}, a discrete-event simulation in C++20; results do not depend on the number of threads.",
                  version));
  facts.add("Scenario",
            fmt::format("{}, {} once put together with the rules that it extends (scenario.yaml beside this page).",
                        s.file.empty() ? s.name : s.file, hash_of(s)));
  const Html command =
      element("div", {{"class", "scroll"}, {"role", "region"}, {"tabindex", "0"}, {"aria-label", "Command"}},
              element("code", {{"class", "command"}}, made.command));
  return element("p", "This line gives the same numbers again:") + command + facts.take() + pathway(s);
}

}  // namespace caseload::web
