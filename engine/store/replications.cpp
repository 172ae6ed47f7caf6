// The replications of a run in a file, so that a later run can add to them. Numbers are kept bit by bit (arrays of
// 64-bit floats, as numpy.frombuffer reads them), for what is estimated from them must not depend on whether they
// were just simulated or read.   Tested by tests/store/replications_test.cpp.
#include <fmt/format.h>

#include <cstring>
#include <stdexcept>

#include "caseload/report.hpp"
#include "store/database.hpp"
#include "store/files.hpp"

namespace caseload {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t format = 1;

constexpr auto tables = R"(
CREATE TABLE about (format INTEGER, version TEXT, seed INTEGER, option TEXT, scenario TEXT);
CREATE TABLE measure (number INTEGER PRIMARY KEY, measure TEXT, place TEXT, unit TEXT);
CREATE TABLE series (number INTEGER PRIMARY KEY, measure TEXT, place TEXT, unit TEXT);
CREATE TABLE luck (number INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE replication (number INTEGER PRIMARY KEY, events INTEGER, measured BLOB, cases BLOB, weeks BLOB, months BLOB,
                          beginning BLOB, luck BLOB);
)";

void write_names(Database& database, const std::string& table, const std::vector<Measure>& measures) {
  Statement row = database.prepare("INSERT INTO " + table + " VALUES (?, ?, ?, ?)");
  std::int64_t number = 0;
  for (const Measure& measure : measures) {
    row.bind(number++).bind(measure.name).bind(measure.where).bind(measure.unit).step();
  }
}

void write_to(const Run& run, const fs::path& file) {
  Database database{file, Database::Open::fresh};
  // It becomes what it is called only when it is complete, so it needs no journal.
  database.execute("PRAGMA journal_mode = OFF; BEGIN;");
  database.execute(tables);
  const auto seed = static_cast<std::int64_t>(run.replications.asked.seed);
  database.prepare("INSERT INTO about VALUES (?, ?, ?, ?, ?)")
      .bind(format).bind(version).bind(seed).bind(run.scenario.option).bind(run.scenario.resolved).step();
  write_names(database, "measure", run.estimates.measures);
  write_names(database, "series", run.estimates.series);
  const std::vector<std::string> luck = luck_of(run.model);
  Statement name = database.prepare("INSERT INTO luck VALUES (?, ?)");
  for (std::size_t i = 0; i < luck.size(); ++i) name.bind(static_cast<std::int64_t>(i)).bind(luck[i]).step();

  Statement row = database.prepare("INSERT INTO replication VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
  for (std::size_t i = 0; i < run.replications.numbers.size(); ++i) {
    const Observations& seen = run.replications.observations[i];
    row.bind(std::int64_t{run.replications.numbers[i]}).bind(static_cast<std::int64_t>(seen.events))
        .bind(seen.values).bind(seen.of).bind(seen.series).bind(seen.months).bind(seen.beginning).bind(seen.luck).step();
  }
  database.execute("COMMIT");
}

Observations observations_in(const Statement& row) {
  Observations seen;
  seen.events = static_cast<std::uint64_t>(row.number(1));
  seen.values = row.numbers(2);
  seen.of = row.numbers(3);
  seen.series = row.numbers(4);
  seen.months = row.numbers(5);
  seen.beginning = row.numbers(6);
  seen.luck = row.numbers(7);
  return seen;
}

/// NaN equals NaN here.
bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

bool same(const Observations& a, const Observations& b) {
  return a.events == b.events && same_bits(a.values, b.values) && same_bits(a.of, b.of) && same_bits(a.series, b.series) &&
         same_bits(a.months, b.months) && same_bits(a.beginning, b.beginning) && same_bits(a.luck, b.luck);
}

std::string other(const Scenario& scenario, Seed seed, Statement about) {
  if (!about.step()) return "it is empty";
  if (about.number(0) != format || about.text(1) != version) return "it is of another version of the program";
  if (about.number(2) != static_cast<std::int64_t>(seed)) return fmt::format("it is of seed {}", about.number(2));
  if (about.text(3) != scenario.option || about.text(4) != scenario.resolved) return "it is of another scenario";
  return "";
}

Earlier read_from(const Scenario& scenario, const Model& model, Seed seed, const fs::path& file) {
  Database database{file, Database::Open::existing};
  Earlier earlier;
  earlier.why_not = other(scenario, seed, database.prepare("SELECT format, version, seed, option, scenario FROM about"));
  if (!earlier.why_not.empty()) return earlier;

  Replications done;
  Statement row = database.prepare(
      "SELECT number, events, measured, cases, weeks, months, beginning, luck FROM replication ORDER BY number");
  while (row.step() && row.number(0) == static_cast<std::int64_t>(done.numbers.size())) {
    done.numbers.push_back(static_cast<std::uint32_t>(done.numbers.size()));
    done.observations.push_back(observations_in(row));
  }
  // Another build of the same version may count otherwise. One replication, done again, tells.
  if (!done.numbers.empty() && !same(run(model, Replication{0}, seed), done.observations.front())) {
    earlier.why_not = "this program gives other results";
    return earlier;
  }
  earlier.replications = std::move(done);
  return earlier;
}

}  // namespace

void write_replications(const Run& run, const fs::path& file) {
  write_file(file, [&](const fs::path& part) { write_to(run, part); });
}

Earlier read_replications(const Scenario& scenario, const Model& model, Seed seed, const fs::path& file) {
  if (!fs::exists(file)) return {{}, "there are none"};
  try {
    return read_from(scenario, model, seed, file);
  } catch (const std::runtime_error& e) {
    return {{}, e.what()};
  }
}

}  // namespace caseload
