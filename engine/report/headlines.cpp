// See headlines.hpp.   Tested by tests/report/table_test.cpp.
#include "report/headlines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload {
namespace {

using scenario::made_visible;

/// The headline measures of one name: of the service, of its parts, on single days.
struct Group {
  std::string_view name;
  std::vector<std::size_t> members;  ///< indices of measures
};

std::vector<Group> headline_groups(const std::vector<Measure>& measures) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (!measures[i].headline) continue;
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.name == measures[i].name; });
    if (group == groups.end()) group = groups.insert(groups.end(), Group{measures[i].name, {}});
    group->members.push_back(i);
  }
  return groups;
}

/// "2009-10-30" as a day; empty for anything else.
std::optional<Date> day_from_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int digits[3]{};
  for (std::size_t i = 0, part = 0; i < text.size(); ++i) {
    if (i == 4 || i == 7) {
      ++part;
    } else if (text[i] < '0' || text[i] > '9') {
      return std::nullopt;
    } else {
      digits[part] = digits[part] * 10 + (text[i] - '0');
    }
  }
  const std::chrono::year_month_day date{std::chrono::year{digits[0]},
                                         std::chrono::month{static_cast<unsigned>(digits[1])},
                                         std::chrono::day{static_cast<unsigned>(digits[2])}};
  return date.ok() ? std::optional{Date{date}} : std::nullopt;
}

/// "duty", "whole service", "on 30 Oct 2009", "duty on 30 Oct 2009".
std::string place_name(std::string_view where) {
  const std::size_t on = where.rfind(" on ");
  const auto date = on == std::string_view::npos ? std::nullopt : day_from_iso(where.substr(on + 4));
  if (!date) return where == "service" ? "whole service" : shown_name(where);
  const std::string_view part = where.substr(0, on);
  return part == "service" ? "on " + day(*date) : shown_name(part) + " on " + day(*date);
}

}  // namespace

std::vector<HeadlineRow> headline_rows(const std::vector<Measure>& measures) {
  std::vector<HeadlineRow> rows;
  for (const Group& group : headline_groups(measures)) {
    const std::size_t first = group.members.front();
    const bool first_is_whole = measures[first].where == "service";
    if (!first_is_whole && group.members.size() == 1) {
      rows.push_back({shown_name(name_in_words(measures[first])), first});
      continue;
    }
    rows.push_back({shown_name(group.name), first_is_whole ? std::optional{first} : std::nullopt});
    for (std::size_t k = first_is_whole ? 1 : 0; k < group.members.size(); ++k) {
      rows.push_back({"  " + place_name(measures[group.members[k]].where), group.members[k]});
    }
  }
  return rows;
}

std::string name_in_words(const Measure& measure) {
  const std::string name = shown_name(measure.name);
  return measure.where == "service" ? name : fmt::format("{} ({})", name, place_name(measure.where));
}

int decimals_for(std::string_view unit, double mean) {
  const double size = std::abs(mean);
  if (unit == "%") return 1;
  if (size > 0 && size < 0.1) return 3;
  if (size > 0 && size < 1) return 2;
  return size >= 100 && unit != "days" && unit != "hours" ? 0 : 1;
}

std::string unit_beside(const Measure& measure) {
  return measure.name.find(measure.unit) != std::string::npos ? "" : made_visible(measure.unit);
}

std::string half_width(const Estimate& e, int decimals) {
  const double width = (e.upper95 - e.lower95) / 2;
  const double least_shown = std::pow(10.0, -decimals);
  // "0.0" would claim that there is no noise.
  return width > 0 && width < least_shown / 2 ? "<" + number(least_shown, decimals) : number(width, decimals);
}

std::string in_words(const Precision& precision) {
  return fmt::format("every headline within {} %, {} % confidence", short_number(100 * precision.relative),
                     short_number(100 * precision.confidence));
}

}  // namespace caseload
