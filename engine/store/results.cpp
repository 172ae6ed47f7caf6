// The files of a run. Nothing in them depends on threads, on the clock or on the machine: the same command gives the
// same bytes.   Tested by tests/store/results_test.cpp.
#include <cassert>
#include <string_view>

#include "caseload/report.hpp"
#include "store/csv.hpp"
#include "store/dates.hpp"
#include "store/files.hpp"

namespace caseload {
namespace {

/// One row per replication and measure.
void write_rows(const Run& run, const Take& take) {
  const std::vector<std::string> cells = csv_cells_of(run.estimates.measures);
  auto number = run.replications.numbers.begin();
  for (const Observations& seen : run.replications.observations) {
    assert(seen.values.size() == cells.size());
    const std::string replication = std::to_string(*number++) + ',';
    std::string rows;
    for (std::size_t k = 0; k < cells.size(); ++k) rows += replication + cells[k] + csv_number(seen.values[k]) + '\n';
    take(rows);
  }
}

/// One row per week and measure.
std::string series_csv(const Estimates& estimates) {
  const std::vector<std::string> cells = csv_cells_of(estimates.series);
  std::string text = "week,measure,where,unit,mean,p10,p50,p90\n";
  for (std::size_t week = 0; week < estimates.weeks.size(); ++week) {
    const std::string first_day = iso_date(estimates.weeks[week]) + ',';
    for (std::size_t k = 0; k < cells.size(); ++k) {
      const Estimate& e = estimates.series_estimates[week * cells.size() + k];
      text += first_day + cells[k] + csv_number(e.mean) + ',' + csv_number(e.p10) + ',' + csv_number(e.p50) + ',' +
              csv_number(e.p90) + '\n';
    }
  }
  return text;
}

/// One row per month and measure; nothing but the names of the columns when no whole month is counted.
std::string months_csv(const Estimates& estimates) {
  const std::vector<std::string> cells = csv_cells_of(estimates.series);
  std::string text = "month,measure,where,unit,mean,lower95,upper95,p10,p50,p90\n";
  for (std::size_t month = 0; month < estimates.months.size(); ++month) {
    const std::string name = iso_date(estimates.months[month]).substr(0, std::string_view{"2008-04"}.size()) + ',';
    for (std::size_t k = 0; k < cells.size(); ++k) {
      const Estimate& e = estimates.month_estimates[month * cells.size() + k];
      text += name + cells[k];
      for (const double value : {e.mean, e.lower95, e.upper95, e.p10, e.p50}) text += csv_number(value) + ',';
      text += csv_number(e.p90) + '\n';
    }
  }
  return text;
}

/// One row per bin.
std::string histograms_csv(const Estimates& estimates) {
  std::string text = "measure,where,unit,from,to,mean,lower95,upper95,p10,p50,p90\n";
  std::size_t at = 0;
  for (const Histogram& histogram : estimates.histograms) {
    const std::string cells =
        csv_text(histogram.name) + ',' + csv_text(histogram.where) + ',' + csv_text(histogram.unit) + ',';
    for (std::size_t bin = 0; bin < histogram.bins; ++bin, ++at) {
      const Estimate& e = estimates.histogram_estimates[at];
      text += cells + csv_number(histogram.from(bin)) + ',';
      if (bin + 1 < histogram.bins) text += csv_number(histogram.to(bin));
      for (const double value : {e.mean, e.lower95, e.upper95, e.p10, e.p50, e.p90}) text += ',' + csv_number(value);
      text += '\n';
    }
  }
  return text;
}

}  // namespace

void write_page(const std::string& html, const std::filesystem::path& file) {
  write_files(file.has_parent_path() ? file.parent_path() : ".", {{file.filename().string(), html}});
}

void write_results(const Run& run, const std::filesystem::path& folder) {
  write_files(folder, {{"results.json", results_json(run)},
                       {"results.csv", "replication,measure,where,unit,value\n",
                        [&](const Take& take) { write_rows(run, take); }},
                       {"series.csv", series_csv(run.estimates)},
                       {"months.csv", months_csv(run.estimates)},
                       {"histograms.csv", histograms_csv(run.estimates)},
                       {"scenario.yaml", run.scenario.resolved},
                       {"command.txt", run.command + '\n'}});
}

}  // namespace caseload
