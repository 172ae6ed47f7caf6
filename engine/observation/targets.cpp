// What a scenario's targets ask of its measures, and which measures it expects something of.   Tested by tests/observation/targets_test.cpp.
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "caseload/observations.hpp"
#include "scenario/quantity.hpp"
#include "scenario/units.hpp"
#include "scenario/utf8.hpp"

namespace caseload {
namespace {

using scenario::made_visible;

/// The plural that measures are counted in: "child" is "children".
std::string_view plural(std::string_view unit) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 6> words{{{"child", "children"},
                                                                               {"family", "families"},
                                                                               {"person", "people"},
                                                                               {"worker", "workers"},
                                                                               {"pound", "pounds"},
                                                                               {"working day", "working days"}}};
  for (const auto& [one, many] : words) {
    if (unit == one) return many;
  }
  return unit;
}

/// Whether a bound in this unit is in the measure's, said in fewer words ("pounds" of pounds per year) or in more
/// ("children per worker", which is what the measure is called; "children per week" of children referred).
bool is_measured_in(std::string_view unit, const Measure& measure) {
  if (unit.empty() || unit == measure.unit || unit == measure.name) return true;
  if (measure.unit.starts_with(unit) && std::string_view{measure.unit}.substr(unit.size()).starts_with(" per "))
    return true;
  const std::string_view ending = measure.unit;
  if (!ending.starts_with("per ") || !unit.ends_with(ending)) return false;
  const std::string_view counted = unit.substr(0, unit.size() - ending.size());
  return counted.ends_with(' ') && measure.name.find(counted.substr(0, counted.size() - 1)) != std::string::npos;
}

/// One such unit of time in the other; empty unless both are always of the same length.
std::optional<double> time_in(std::string_view unit, std::string_view other) {
  const scenario::TimeUnit* from = scenario::time_unit(unit);
  const scenario::TimeUnit* to = scenario::time_unit(other);
  if (!from || !to || from->kept_in != Duration::Unit::seconds || to->kept_in != Duration::Unit::seconds) return {};
  return from->factor / to->factor;
}

Problem problem_of(const Target& target, const std::string& key, std::string message, std::string hint) {
  return {target.place, key, std::move(message), std::move(hint), {}, 1};
}

Problem no_measure(const std::vector<Measure>& measures, const std::string& text, const Place& place, std::string key) {
  const std::string near = nearest_measure(measures, text);
  return {place,
          std::move(key),
          "there is no measure '" + made_visible(text) + "'",
          near.empty() ? "scenarios/README.md lists the measures, results.csv those of this scenario"
                       : "did you mean '" + made_visible(near) + "'?",
          {},
          1};
}

/// The bound in the measure's unit; empty if `problems` says why it is in none.
std::optional<double> bound_of(const Target& target, const Measure& measure, const std::string& key,
                               Problems& problems) {
  const std::string_view unit = plural(target.unit);
  const std::string amount = scenario::in_words(target.bound);
  const bool share_or_percent = unit.empty() && measure.unit == "%" && target.bound > 0 && target.bound < 1;
  if (share_or_percent) {
    problems.push_back(problem_of(target, key, "'" + amount + "' could be a share or a percentage",
                                  "write '" + scenario::in_words(100 * target.bound) + " %' or '" + amount + " %'"));
    return {};
  }
  if (is_measured_in(unit, measure)) return target.bound;
  if (const auto factor = time_in(unit, measure.unit)) return target.bound * *factor;
  const scenario::TimeUnit* time = scenario::time_unit(measure.unit);
  const bool both_time = time && scenario::time_unit(unit);
  problems.push_back(problem_of(
      target, key,
      "'" + made_visible(full_name(measure)) + "' is in " + made_visible(measure.unit) + ", the bound in '" +
          made_visible(target.unit) + "'",
      both_time ? "months and working days differ in length: write it in " + made_visible(measure.unit)
                : "write '" + amount + " " + made_visible(measure.unit) + "', or what it should be"));
  return {};
}

}  // namespace

Result<std::vector<TargetRow>> targets_of(const Scenario& scenario, const std::vector<Measure>& measures) {
  std::vector<TargetRow> rows;
  Problems problems;
  for (std::size_t i = 0; i < scenario.targets.size(); ++i) {
    const Target& target = scenario.targets[i];
    const std::string key = "targets." + std::to_string(i + 1);
    const Measure* measure = find_measure(measures, target.measure);
    if (!measure) {
      problems.push_back(no_measure(measures, target.measure, target.place, key + ".measure"));
      continue;
    }
    const auto bound = bound_of(target, *measure, key + (target.at_least ? ".at_least" : ".at_most"), problems);
    if (!bound) continue;
    rows.push_back({static_cast<std::size_t>(measure - measures.data()), target.at_least, *bound, target.chance});
  }
  if (!problems.empty()) return problems;
  return rows;
}

Problems unknown_expected(const Scenario& scenario, const std::vector<Measure>& measures) {
  Problems problems;
  for (std::size_t i = 0; i < scenario.about.expect.size(); ++i) {
    const Expectation& expected = scenario.about.expect[i];
    const bool is_of_option =
        scenario.option.empty() || scenario.option == expected.option || scenario.option == expected.against;
    if (!is_of_option || find_measure(measures, expected.measure)) continue;
    problems.push_back(no_measure(measures, expected.measure, expected.place,
                                  "about.expect." + std::to_string(i + 1) + ".measure"));
  }
  return problems;
}

}  // namespace caseload
