// The table of headline measures at the end of a run.   Tested by tests/report/table_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string_view>

#include "caseload/report.hpp"
#include "report/grid.hpp"
#include "report/text.hpp"
#include "scenario/utf8.hpp"

namespace caseload {
namespace {

using scenario::made_visible;

/// The headline measures of one name: of the service, of its parts, on single days.
struct Group {
  std::string_view name;
  std::vector<std::size_t> members;  ///< indices into Estimates::measures
};

std::vector<Group> headline_groups(const Estimates& estimates) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < estimates.measures.size(); ++i) {
    const Measure& measure = estimates.measures[i];
    if (!measure.headline) continue;
    auto group = std::find_if(groups.begin(), groups.end(), [&](const Group& g) { return g.name == measure.name; });
    if (group == groups.end()) group = groups.insert(groups.end(), Group{measure.name, {}});
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
  if (!date) return where == "service" ? "whole service" : made_visible(where);
  const std::string_view part = where.substr(0, on);
  return part == "service" ? "on " + day(*date) : made_visible(part) + " on " + day(*date);
}

/// Enough decimals to see something: waits may be minutes given in days, stocks may be thousands.
int decimals_for(std::string_view unit, double mean) {
  const double size = std::abs(mean);
  if (unit == "%") return 1;
  if (size > 0 && size < 0.1) return 3;
  if (size > 0 && size < 1) return 2;
  return size >= 100 && unit != "days" && unit != "hours" ? 0 : 1;
}

/// The unit beside the number, unless the measure's name says it.
std::string unit_beside(const Measure& measure) {
  return measure.name.find(measure.unit) != std::string::npos ? "" : made_visible(measure.unit);
}

std::string half_width(const Estimate& e, int decimals) {
  const double width = (e.upper95 - e.lower95) / 2;
  const double least_shown = std::pow(10.0, -decimals);
  // "0.0" would claim that there is no noise.
  return width > 0 && width < least_shown / 2 ? "<" + number(least_shown, decimals) : number(width, decimals);
}

/// One line of the table, as text.
struct Row {
  Cell label;
  std::string mean, unit, half_width, p10, p90, remark;
};

Row row_for(std::string label, const Measure& measure, const Estimate& e, std::size_t replications) {
  Row row{{std::move(label)}, "–", unit_beside(measure), "", "", "", ""};
  if (e.n == 0) {
    row.unit.clear();
    row.remark = "did not occur";
    return row;
  }
  const int decimals = decimals_for(measure.unit, e.mean);
  row.mean = number(e.mean, decimals);
  if (e.n > 1) {
    row.half_width = half_width(e, decimals);
    row.p10 = number(e.p10, decimals);
    row.p90 = number(e.p90, decimals);
  }
  if (e.n < replications) {
    row.remark = fmt::format("occurred in {} of {} futures", number(static_cast<double>(e.n), 0),
                             number(static_cast<double>(replications), 0));
  }
  return row;
}

/// A measure of one place takes one line; one of several takes a line for itself and one for each part below it.
std::vector<Row> rows_of(const Estimates& estimates, std::size_t replications) {
  std::vector<Row> rows;
  const auto add = [&](std::string label, std::size_t i) {
    rows.push_back(row_for(std::move(label), estimates.measures[i], estimates.estimates[i], replications));
  };
  for (const Group& group : headline_groups(estimates)) {
    const std::string name = made_visible(group.name);
    const std::string& first_place = estimates.measures[group.members.front()].where;
    const bool first_is_whole = first_place == "service";
    if (first_is_whole) {
      add(name, group.members.front());
    } else if (group.members.size() == 1) {
      add(fmt::format("{} ({})", name, place_name(first_place)), group.members.front());
      continue;
    } else {
      rows.push_back({{name}, "", "", "", "", "", ""});
    }
    for (std::size_t k = first_is_whole ? 1 : 0; k < group.members.size(); ++k) {
      add("  " + place_name(estimates.measures[group.members[k]].where), group.members[k]);
    }
  }
  return rows;
}

/// Right-aligned in both halves, so that the dashes stand below each other.
std::vector<std::string> ranges_of(const std::vector<Row>& rows) {
  std::size_t low = 0, high = 0;
  for (const Row& row : rows) {
    low = std::max(low, display_width(row.p10));
    high = std::max(high, display_width(row.p90));
  }
  std::vector<std::string> ranges;
  for (const Row& row : rows) {
    ranges.push_back(row.p10.empty() ? "" : fmt::format("{:>{}} – {:>{}}", row.p10, low, row.p90, high));
  }
  return ranges;
}

std::string how_many(const Replications& replications) {
  const std::size_t done = replications.numbers.size();
  std::string text = counted(done, "replication");
  if (done == 1) text = fmt::format("replication {} alone", replications.numbers.front());
  if (replications.interrupted) {
    text += fmt::format(" of {}: interrupted", number(replications.asked.replications, 0));
  }
  const std::size_t failed = replications.failures.size();
  if (failed > 0) {
    text += fmt::format(", {} more failed and {} left out", number(static_cast<double>(failed), 0),
                        failed == 1 ? "is" : "are");
  }
  return text;
}

}  // namespace

std::string table(const Run& run, bool colour) {
  const std::size_t replications = run.replications.numbers.size();
  const std::vector<Row> rows = rows_of(run.estimates, replications);
  const std::vector<std::string> ranges = ranges_of(rows);
  const bool spread = replications > 1;

  Grid grid{
      {{Align::left, 2}, {Align::right, 3}, {Align::left, 1}, {Align::right, 3}, {Align::left, 3}, {Align::left, 3}}};
  grid.add({{how_many(run.replications), Look::quiet},
            {"mean", Look::quiet},
            {""},
            {spread ? "± (95 %)" : "", Look::quiet},
            {spread ? "P10 – P90 over futures" : "", Look::quiet}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    grid.add({row.label, {row.mean}, {row.unit}, {row.half_width}, {ranges[i]}, {row.remark, Look::quiet}});
  }

  const std::string heading =
      fmt::format("{} · seed {}", title(run.scenario), static_cast<std::uint32_t>(run.replications.asked.seed));
  std::string text = dressed(heading, Look::heading, colour) + '\n' + grid.text(colour);
  if (rows.empty()) text += "  No measure of this scenario is a headline; all of them are in the files.\n";
  if (spread) {
    text += dressed("  ± is the noise of simulating: more replications make it smaller.", Look::quiet, colour) + '\n';
    text += dressed("  P10 – P90 is real life: 8 in 10 futures lie between them.", Look::quiet, colour) + '\n';
  } else {
    text += dressed("  One future says what can happen, not what is likely.", Look::quiet, colour) + '\n';
  }
  return text;
}

}  // namespace caseload
