// The table at the end of a run: headline measures, then targets.   Tested by tests/report/table_test.cpp and
// targets_table_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "caseload/report.hpp"
#include "report/grid.hpp"
#include "report/headlines.hpp"
#include "report/sparkline.hpp"
#include "report/targets_table.hpp"
#include "report/text.hpp"

namespace caseload {
namespace {

/// One line of the table, as text.
struct Row {
  std::string label;
  std::string mean, unit, noise, p10, p90, remark;
};

/// "30.1 – 45.2": what Wilson's interval says of the cases of one future; empty where there is none.
std::string range_of_cases(const Estimate& e, int decimals) {
  if (e.n != 1 || !(e.lower95 < e.upper95)) return "";
  return fmt::format("{} – {}", number(e.lower95, decimals), number(e.upper95, decimals));
}

Row row_for(std::string label, const Measure& measure, const Estimate& e, std::size_t replications) {
  Row row{std::move(label), "–", unit_beside(measure), "", "", "", ""};
  if (e.n == 0) {
    row.unit.clear();
    row.remark = "did not occur";
    return row;
  }
  const int decimals = decimals_for(measure.unit, e.mean);
  row.mean = number(e.mean, decimals);
  row.noise = e.n > 1 ? half_width(e, decimals) : replications == 1 ? range_of_cases(e, decimals) : "";
  if (e.n > 1) {
    row.p10 = number(e.p10, decimals);
    row.p90 = number(e.p90, decimals);
  }
  if (e.n < replications) {
    row.remark = fmt::format("occurred in {} of {} futures", number(static_cast<double>(e.n), 0),
                             number(static_cast<double>(replications), 0));
  }
  return row;
}

std::vector<Row> rows_of(const Estimates& estimates, std::size_t replications) {
  std::vector<Row> rows;
  for (HeadlineRow& line : headline_rows(estimates.measures)) {
    if (line.measure) {
      const std::size_t i = *line.measure;
      rows.push_back(row_for(std::move(line.label), estimates.measures[i], estimates.estimates[i], replications));
    } else {
      rows.push_back({std::move(line.label), "", "", "", "", "", ""});
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

std::string how_many(const Run& run) {
  const Replications& replications = run.replications;
  const std::size_t done = replications.numbers.size();
  std::string text = counted(done, "replication");
  if (done == 1) text = fmt::format("replication {} alone", replications.numbers.front());
  if (replications.interrupted) {
    const std::string of = run.precision ? "" : " of " + number(replications.asked.replications, 0);
    text += of + ": interrupted";
  }
  const std::size_t failed = replications.failures.size();
  if (failed > 0) {
    text += fmt::format(", {} more failed and {} left out", number(static_cast<double>(failed), 0),
                        failed == 1 ? "is" : "are");
  }
  return text;
}

/// Whether the number of replications was enough for what was asked of it.
std::string how_precise(const Run& run) {
  if (!run.precision) return "";
  return fmt::format(" ({}{})", run.not_precise.empty() ? "" : "wanted: ", in_words(*run.precision));
}

/// The headlines that need more replications; what "within 5 %" is of.
std::string precision_notes(const Run& run) {
  if (!run.precision) return "";
  const std::string within = short_number(100 * run.precision->relative);
  std::string text =
      fmt::format("  Within {} %: of the mean, or of the range of 95 % of futures where that is wider.\n", within);
  if (run.not_precise.empty()) return text;
  constexpr std::size_t most_named = 8;
  std::string names;
  for (std::size_t i = 0; i < std::min(run.not_precise.size(), most_named); ++i) {
    names += (i > 0 ? "; " : "") + name_in_words(run.estimates.measures[run.not_precise[i]]);
  }
  if (run.not_precise.size() > most_named) names += fmt::format(" and {} more", run.not_precise.size() - most_named);
  return text + wrapped(fmt::format("{} {} not within {} %: {}.", counted(run.not_precise.size(), "headline"),
                                    run.not_precise.size() == 1 ? "is" : "are", within, names),
                        100, 2);
}

/// What control variates are worth on the headlines.
std::string control_notes(const Run& run) {
  if (run.estimates.controlled.empty()) return "";
  std::size_t best = 0;
  double most = 1;
  for (std::size_t i = 0; i < run.estimates.controlled.size(); ++i) {
    const double reduction = run.estimates.controlled[i].variance_reduction;
    if (!run.estimates.measures[i].headline || reduction <= most) continue;
    most = reduction;
    best = i;
  }
  if (most <= 1) return "  Control variates help no headline here.\n";
  return wrapped(fmt::format("Control variates save up to {} of the noise's variance, most for {}; means less luck are in "
                             "results.json, under controlled.",
                             percent(1 - 1 / most), name_in_words(run.estimates.measures[best])),
                 100, 2);
}

/// What the columns mean, in the order in which people ask.
std::string notes(const Run& run, bool spread, bool cases) {
  std::string text = precision_notes(run) + control_notes(run);
  if (spread) {
    text += "  ± is the noise of simulating: more replications make it smaller.\n"
            "  P10 – P90 is real life: 8 in 10 futures lie between them.\n";
    return text;
  }
  if (cases) text += "  Its cases (95 %): where the share could lie for as few cases as this one future has.\n";
  return text + "  One future says what can happen, not what is likely.\n";
}

}  // namespace

std::string table(const Run& run, bool colour) {
  const std::size_t replications = run.replications.numbers.size();
  const std::vector<Row> rows = rows_of(run.estimates, replications);
  const std::vector<std::string> ranges = ranges_of(rows);
  const bool spread = replications > 1;
  const auto has_noise = [](const Row& row) { return !row.noise.empty(); };
  const bool cases = !spread && std::any_of(rows.begin(), rows.end(), has_noise);

  const std::string heading =
      fmt::format("{} · seed {}", title(run.scenario), static_cast<std::uint32_t>(run.replications.asked.seed));
  std::string text = dressed(heading, Look::heading, colour) + '\n';
  std::string count = how_many(run) + how_precise(run);
  if (run.precision) {  // too long for the column of names
    text += dressed("  " + count, Look::quiet, colour) + '\n';
    count.clear();
  }
  Grid grid{
      {{Align::left, 2}, {Align::right, 3}, {Align::left, 1}, {Align::right, 3}, {Align::left, 3}, {Align::left, 3}}};
  grid.add({{count, Look::quiet},
            {"mean", Look::quiet},
            {""},
            {spread ? "± (95 %)" : cases ? "its cases (95 %)" : "", Look::quiet},
            {spread ? "P10 – P90 over futures" : "", Look::quiet}});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Row& row = rows[i];
    grid.add({{row.label}, {row.mean}, {row.unit}, {row.noise}, {ranges[i]}, {row.remark, Look::quiet}});
  }
  text += grid.text(colour);
  if (rows.empty()) text += "  No measure of this scenario is a headline; all of them are in the files.\n";
  text += targets_block(run, colour);
  text += each_line_dressed(notes(run, spread, cases), Look::quiet, colour);
  return colour ? text + over_time(run.estimates, colour) : text;  // rows of blocks are of no use to a program
}

}  // namespace caseload
