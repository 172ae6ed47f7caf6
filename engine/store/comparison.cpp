// Comparisons and explanations for other programs: JSON, CSV, files.   Tested by tests/store/comparison_test.cpp.
#include "caseload/report.hpp"
#include "store/csv.hpp"
#include "store/files.hpp"
#include "store/json.hpp"

namespace caseload {
namespace {

using json::Json;
using json::number;
using json::text_of;

/// An estimate that is there, or null.
Json estimate_or_null(const Estimate& e) {
  if (e.n == 0) return nullptr;
  Json one = Json::object();
  json::add(one, e);
  return one;
}

Json contrast_of(const Contrast& contrast) {
  Json one = Json::object();
  json::add(one, contrast.difference);
  one["p"] = number(contrast.p);
  one["p_holm"] = number(contrast.p_holm);
  one["clear"] = contrast.clear();
  one["variance_reduction"] = number(contrast.variance_reduction);
  return one;
}

Json best_of(const Best& best) {
  return {{"share", number(best.share)},
          {"lower95", number(best.interval.lower)},
          {"upper95", number(best.interval.upper)}};
}

/// What an option makes of a measure. The first is what the others are compared with.
Json option_of(const Comparison& c, std::size_t option, std::size_t m) {
  Json one = {{"option", c.names[option]}};
  json::add(one, c.estimates[option][m]);
  const bool first = option == 0;
  one["difference"] = first ? Json(nullptr) : contrast_of(c.contrasts[option][m]);
  one["more_in_time_a_year"] = first ? Json(nullptr) : estimate_or_null(c.in_time[option][m]);
  one["best"] = best_of(c.best[option][m]);
  return one;
}

Json all_measures(const Comparison& c) {
  Json all = Json::array();
  for (std::size_t m = 0; m < c.measures.size(); ++m) {
    Json one = json::names_of(c.measures[m]);
    one["headline"] = c.measures[m].headline;
    one["options"] = Json::array();
    for (std::size_t option = 0; option < c.names.size(); ++option) one["options"].push_back(option_of(c, option, m));
    all.push_back(std::move(one));
  }
  return all;
}

/// Children a year who wait more than a day longer, or less, than with the first option.
Json waits_of(const Comparison& c) {
  Json all = Json::array();
  for (std::size_t option = 1; option < std::min(c.longer.size(), c.shorter.size()); ++option) {
    all.push_back({{"option", c.names[option]},
                   {"children_longer_a_year", estimate_or_null(c.longer[option])},
                   {"children_shorter_a_year", estimate_or_null(c.shorter[option])}});
  }
  return all;
}

/// Cells of a row, after a comma each.
std::string cells(std::initializer_list<double> values) {
  std::string text;
  for (const double value : values) text += ',' + csv_number(value);
  return text;
}

std::string empty_cells(std::size_t count) { return std::string(count, ','); }

std::string contrast_cells(const Comparison& c, std::size_t option, std::size_t m) {
  if (option == 0) return empty_cells(6);
  const Contrast& contrast = c.contrasts[option][m];
  const Estimate& d = contrast.difference;
  return cells({d.mean, d.lower95, d.upper95, contrast.p, contrast.p_holm, contrast.variance_reduction});
}

std::string in_time_cells(const Comparison& c, std::size_t option, std::size_t m) {
  if (option == 0) return empty_cells(3);
  const Estimate& more = c.in_time[option][m];
  return cells({more.mean, more.lower95, more.upper95});
}

}  // namespace

std::string comparison_json(const ComparisonRun& run) {
  const Comparison& c = run.comparison;
  return text_of({{"title", run.title},
                  {"scenario", run.options.empty() ? Json(nullptr) : Json(run.options.front().scenario.name)},
                  {"version", version},
                  {"seed", run.seed},
                  {"replications", c.replications},
                  {"precision", run.precision ? json::wanted(*run.precision) : Json(nullptr)},
                  {"options", c.names},
                  {"waits", waits_of(c)},
                  {"measures", all_measures(c)}});
}

std::string comparison_csv(const ComparisonRun& run) {
  const Comparison& c = run.comparison;
  std::string text =
      "option,measure,where,unit,n,mean,lower95,upper95,p10,p50,p90,difference,difference_lower95,difference_upper95,p,"
      "p_holm,variance_reduction,best,best_lower95,best_upper95,more_in_time,more_in_time_lower95,"
      "more_in_time_upper95\n";
  for (std::size_t option = 0; option < c.names.size(); ++option) {
    for (std::size_t m = 0; m < c.measures.size(); ++m) {
      const Measure& measure = c.measures[m];
      const Estimate& e = c.estimates[option][m];
      const Best& best = c.best[option][m];
      text += csv_text(c.names[option]) + ',' + csv_text(measure.name) + ',' + csv_text(measure.where) + ',' +
              csv_text(measure.unit) + ',' + std::to_string(e.n) +
              cells({e.mean, e.lower95, e.upper95, e.p10, e.p50, e.p90}) + contrast_cells(c, option, m) +
              cells({best.share, best.interval.lower, best.interval.upper}) + in_time_cells(c, option, m) + '\n';
    }
  }
  return text;
}

std::string explanation_json(const ExplanationRun& run) {
  const Explanation& x = run.explanation;
  Json causes = Json::array();
  for (std::size_t i = 0; i < x.causes.size(); ++i) {
    causes.push_back({{"cause", name_of(x.causes[i])},
                      {"share", estimate_or_null(x.shares[i])},
                      {"alone", estimate_or_null(x.alone[i])}});
  }
  Json absent = Json::array();
  for (const Cause cause : x.absent) absent.push_back(name_of(cause));
  return text_of({{"title", run.title},
                  {"version", version},
                  {"seed", run.seed},
                  {"replications", x.replications},
                  {"measure", json::names_of(x.measure)},
                  {"with", estimate_or_null(x.with)},
                  {"without", estimate_or_null(x.without)},
                  {"difference", estimate_or_null(x.difference)},
                  {"causes", std::move(causes)},
                  {"absent", std::move(absent)}});
}

void write_results(const ComparisonRun& run, const std::filesystem::path& folder) {
  write_files(folder, {{"comparison.json", comparison_json(run)},
                       {"comparison.csv", comparison_csv(run)},
                       {"command.txt", run.command + '\n'}});
}

}  // namespace caseload
