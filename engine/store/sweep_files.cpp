// The files of a sweep: the design, what came out at each point, and every replication.
// Tested by tests/cli/sweep_test.cpp.
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <stdexcept>

#include "caseload/sweep.hpp"
#include "store/csv.hpp"
#include "store/files.hpp"
#include "store/json.hpp"
#include "store/points.hpp"

namespace caseload {
namespace {

namespace fs = std::filesystem;

/// Wide: a column for each factor.
std::string design_csv(const SweepRun& run) {
  std::string text = "point,id,replications,failure";
  for (const Factor& factor : run.factors) text += ',' + csv_text(factor.name);
  text += '\n';
  for (const PointResult& point : run.points) {
    text += fmt::format("{},{},{},{}", point.number, point.id, point.replications, csv_text(point.failure));
    for (const std::string& value : point.values) text += ',' + csv_text(value);
    text += '\n';
  }
  return text;
}

std::vector<std::string> cells_of(const std::vector<Measure>& measures) {
  std::vector<std::string> cells;
  for (const Measure& m : measures)
    cells.push_back(csv_text(m.name) + ',' + csv_text(m.where) + ',' + csv_text(m.unit) + ',');
  return cells;
}

/// Streams a file that may be large, so that no sweep has to fit in memory as text.
void write_lines(const fs::path& file, const std::function<void(std::ofstream&)>& fill) {
  write_file(file, [&](const fs::path& part) {
    std::ofstream out{part, std::ios::binary | std::ios::trunc};
    fill(out);
    out.close();
    if (!out) throw std::runtime_error(fmt::format("cannot write {}", file.string()));
  });
}

/// Tidy: one row per point and measure.
void write_summary(const SweepRun& run, std::ofstream& out) {
  const std::vector<std::string> cells = cells_of(run.measures);
  out << "point,measure,where,unit,n,mean,sd,lower95,upper95,p10,p50,p90\n";
  for (const PointResult& point : run.points) {
    for (std::size_t m = 0; m < point.estimates.size(); ++m) {
      const Estimate& e = point.estimates[m];
      const double sd = e.standard_error * std::sqrt(static_cast<double>(e.n));
      std::string line = fmt::format("{},{}{}", point.number, cells[m], e.n);
      for (const double value : {e.mean, sd, e.lower95, e.upper95, e.p10, e.p50, e.p90})
        line += ',' + csv_number(value);
      out << line << '\n';
    }
  }
}

/// Tidy: one row per point, replication and measure.
void write_replications(const SweepRun& run, const PointStore& store, std::ofstream& out) {
  const std::vector<std::string> cells = cells_of(run.measures);
  out << "point,replication,measure,where,unit,value\n";
  store.each([&](const SweepPoint& point) {
    for (std::size_t i = 0; i < point.numbers.size(); ++i) {
      const std::string start = fmt::format("{},{},", point.number, point.numbers[i]);
      for (std::size_t m = 0; m < cells.size(); ++m)
        out << start << cells[m] << csv_number(point.measured[i][m]) << '\n';
    }
  });
}

}  // namespace

std::string sweep_json(const SweepRun& run) {
  json::Json factors = json::Json::array(), points = json::Json::array();
  for (const Factor& factor : run.factors)
    factors.push_back({{"factor", factor.name},
                       {"values", factor.levels},
                       {"low", factor.low},
                       {"high", factor.high},
                       {"unit", factor.unit}});
  for (const PointResult& point : run.points) {
    json::Json one{
        {"point", point.number}, {"id", point.id}, {"values", point.values}, {"replications", point.replications}};
    one["failure"] = point.failure.empty() ? json::Json(nullptr) : json::Json(point.failure);
    one["measures"] = json::Json::array();
    for (std::size_t m = 0; m < point.estimates.size(); ++m) {
      json::Json measure = json::names_of(run.measures[m]);
      json::add(measure, point.estimates[m]);
      one["measures"].push_back(std::move(measure));
    }
    points.push_back(std::move(one));
  }
  return json::text_of({{"scenario", run.scenario.name},
                        {"version", version},
                        {"seed", run.seed},
                        {"factors", std::move(factors)},
                        {"design", run.design},
                        {"points", std::move(points)}});
}

void write_results(const SweepRun& run, const PointStore& store, const fs::path& folder) {
  write_files(folder, {{"design.csv", design_csv(run)},
                       {"scenario.yaml", run.scenario.resolved},
                       {"command.txt", run.asked.command + '\n'}});
  write_lines(folder / "summary.csv", [&](std::ofstream& out) { write_summary(run, out); });
  write_lines(folder / "results.csv", [&](std::ofstream& out) { write_replications(run, store, out); });
}

}  // namespace caseload
