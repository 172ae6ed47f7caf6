// The files of a sweep: the design, what came out at each point, and every replication.
// Tested by tests/cli/sweep_test.cpp.
#include <fmt/format.h>

#include <cmath>
#include <fstream>
#include <functional>
#include <stdexcept>

#include "caseload/sweep.hpp"
#include "store/csv.hpp"
#include "store/dates.hpp"
#include "store/files.hpp"
#include "store/json.hpp"
#include "store/points.hpp"

namespace caseload {
namespace {

namespace fs = std::filesystem;

/// Streams a file that may be large, so that no sweep has to fit in memory as text.
class Lines {
 public:
  explicit Lines(const fs::path& file) : out_{file, std::ios::binary | std::ios::trunc} {}

  template <class... Values>
  void put(fmt::format_string<Values...> text, Values&&... values) {
    fmt::format_to(fmt::appender(buffer_), text, std::forward<Values>(values)...);
    if (buffer_.size() > 1U << 16U) flush();
  }
  /// A comma and a number, or nothing after the comma.
  void put_number(double value) { put(",{}", csv_number(value)); }

  void end(const fs::path& file) {
    flush();
    out_.close();
    if (!out_) throw std::runtime_error(fmt::format("cannot write {}: {}", file.string(), "the disk refused"));
  }

 private:
  void flush() {
    out_.write(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
    buffer_.clear();
  }

  std::ofstream out_;
  fmt::memory_buffer buffer_;
};

void write_lines(const fs::path& file, const std::function<void(Lines&)>& fill) {
  write_file(file, [&](const fs::path& part) {
    Lines lines{part};
    fill(lines);
    lines.end(file);
  });
}

/// Wide: a column for each factor.
void write_design(const SweepRun& run, Lines& out) {
  out.put("point,id,replications,failure");
  for (const Factor& factor : run.factors) out.put(",{}", csv_text(factor.name));
  out.put("\n");
  run.each([&](const SweepPoint& point) {
    out.put("{},{},{},{}", point.number, point.id, point.numbers.size(), csv_text(point.failure));
    for (const std::string& value : point.values) out.put(",{}", csv_text(value));
    out.put("\n");
    return true;
  });
}

void put_estimate(Lines& out, const Estimate& e) {
  out.put("{}", e.n);
  const double sd = e.standard_error * std::sqrt(static_cast<double>(e.n));
  for (const double value : {e.mean, sd, e.lower95, e.upper95, e.p10, e.p50, e.p90}) out.put_number(value);
  out.put("\n");
}

/// Tidy: one row per point and measure.
void write_summary(const SweepRun& run, Lines& out) {
  const std::vector<std::string> cells = csv_cells_of(run.measures);
  out.put("point,measure,where,unit,n,mean,sd,lower95,upper95,p10,p50,p90\n");
  run.each([&](const SweepPoint& point) {
    const std::vector<Estimate> estimates = result_of(point, run.measures.size()).estimates;
    for (std::size_t m = 0; m < estimates.size(); ++m) {
      out.put("{},{}", point.number, cells[m]);
      put_estimate(out, estimates[m]);
    }
    return true;
  });
}

/// Tidy: one row per point, month and series.
void write_series(const SweepRun& run, Lines& out) {
  const std::vector<std::string> cells = csv_cells_of(run.series);
  out.put("point,month,measure,where,unit,n,mean,sd,lower95,upper95,p10,p50,p90\n");
  run.each([&](const SweepPoint& point) {
    std::vector<double> values(point.series.size());
    for (std::size_t i = 0; i < run.months.size() * cells.size() && !values.empty(); ++i) {
      for (std::size_t r = 0; r < values.size(); ++r) values[r] = point.series[r][i];
      out.put("{},{},{}", point.number, iso_date(run.months[i / cells.size()]), cells[i % cells.size()]);
      put_estimate(out, estimate(values));
    }
    return true;
  });
}

/// Tidy: one row per point, replication and measure.
void write_replications(const SweepRun& run, Lines& out) {
  const std::vector<std::string> cells = csv_cells_of(run.measures);
  out.put("point,replication,measure,where,unit,value\n");
  run.each([&](const SweepPoint& point) {
    for (std::size_t i = 0; i < point.numbers.size(); ++i) {
      for (std::size_t m = 0; m < cells.size(); ++m) {
        out.put("{},{},{}{}\n", point.number, point.numbers[i], cells[m], csv_number(point.measured[i][m]));
      }
    }
    return true;
  });
}

json::Json json_of(const SweepRun& run, const SweepPoint& point) {
  json::Json one{
      {"point", point.number}, {"id", point.id}, {"values", point.values}, {"replications", point.numbers.size()}};
  one["failure"] = point.failure.empty() ? json::Json(nullptr) : json::Json(point.failure);
  one["measures"] = json::Json::array();
  const std::vector<Estimate> estimates = result_of(point, run.measures.size()).estimates;
  for (std::size_t m = 0; m < estimates.size(); ++m) {
    json::Json measure = json::names_of(run.measures[m]);
    json::add(measure, estimates[m]);
    one["measures"].push_back(std::move(measure));
  }
  return one;
}

}  // namespace

void sweep_json(const SweepRun& run, const std::function<void(std::string_view)>& write) {
  json::Json factors = json::Json::array();
  for (const Factor& factor : run.factors)
    factors.push_back({{"factor", factor.name},
                       {"values", factor.levels},
                       {"low", factor.low},
                       {"high", factor.high},
                       {"unit", factor.unit}});
  std::string head = json::text_of({{"scenario", run.scenario.name},
                                    {"version", version},
                                    {"seed", run.seed},
                                    {"factors", std::move(factors)},
                                    {"design", name_of(run.design.type)},
                                    {"size", run.size}});
  head.resize(head.rfind('\n', head.size() - 2));  // without the brace that closes it
  write(head + ",\n  \"points\": [");
  bool first = true;
  run.each([&](const SweepPoint& point) {
    write(first ? "\n" : ",\n");
    std::string text = json::text_of(json_of(run, point));
    text.pop_back();
    write(text);
    first = false;
    return true;
  });
  write("\n  ]\n}\n");
}

void write_results(const SweepRun& run, const fs::path& folder) {
  write_files(folder, {{"scenario.yaml", run.scenario.resolved}, {"command.txt", run.asked.command + '\n'}});
  write_lines(folder / "design.csv", [&](Lines& out) { write_design(run, out); });
  write_lines(folder / "summary.csv", [&](Lines& out) { write_summary(run, out); });
  write_lines(folder / "results.csv", [&](Lines& out) { write_replications(run, out); });
  if (!run.series.empty()) write_lines(folder / "series.csv", [&](Lines& out) { write_series(run, out); });
}

}  // namespace caseload
