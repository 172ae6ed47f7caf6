// The replications of a run in a file, so that a later run can add to them. Numbers are kept bit by bit (arrays of
// 64-bit floats, as numpy.frombuffer reads them), for what is estimated from them must not depend on whether they
// were just simulated or read.   Tested by tests/store/replications_test.cpp.
#include <fmt/format.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "caseload/report.hpp"
#include "store/database.hpp"
#include "store/files.hpp"

namespace caseload {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t format_of_replications = 2;

constexpr auto tables_of_replications = R"(
CREATE TABLE about (format INTEGER, version TEXT, comparison INTEGER, seed INTEGER, replications INTEGER, interrupted INTEGER,
                    command TEXT, confidence REAL, controls INTEGER);
CREATE TABLE precision (relative REAL, confidence REAL, least INTEGER, most INTEGER);
CREATE TABLE option (number INTEGER PRIMARY KEY, name TEXT, file TEXT, option TEXT, scenario TEXT, list TEXT);
CREATE TABLE override (option INTEGER, override TEXT);
CREATE TABLE measure (option INTEGER, number INTEGER, measure TEXT, place TEXT, unit TEXT);
CREATE TABLE series (option INTEGER, number INTEGER, measure TEXT, place TEXT, unit TEXT);
CREATE TABLE luck (number INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE replication (option INTEGER, number INTEGER, events INTEGER, measured BLOB, cases BLOB, weeks BLOB, months BLOB,
                          histograms BLOB, beginning BLOB, luck BLOB, PRIMARY KEY (option, number)) WITHOUT ROWID;
CREATE TABLE failure (number INTEGER PRIMARY KEY, what TEXT);
CREATE TABLE wait (option INTEGER, place INTEGER, longer INTEGER, shorter INTEGER);
)";

// --------------------------------------------------------------------------------------------------------- writing

/// What a file is about, of a run or a comparison.
struct Contents {
  bool comparison{};
  std::vector<std::string> names;
  std::vector<const Run*> options;
  std::vector<std::vector<PairedReplications::Waits>> waits;
};

void write_about(Database& database, const Contents& contents) {
  const Run& run = *contents.options.front();
  const Replications& all = run.replications;
  const std::int64_t controls = run.estimates.controlled.empty() ? 0 : 1;
  database.prepare("INSERT INTO about VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(format_of_replications)
      .bind(version)
      .bind(std::int64_t{contents.comparison})
      .bind(static_cast<std::int64_t>(all.asked.seed))
      .bind(std::int64_t{all.asked.replications})
      .bind(std::int64_t{all.interrupted})
      .bind(run.command)
      .bind(run.confidence)
      .bind(controls)
      .step();
  if (run.precision) {
    database.prepare("INSERT INTO precision VALUES (?, ?, ?, ?)")
        .bind(run.precision->relative)
        .bind(run.precision->confidence)
        .bind(std::int64_t{run.precision->least})
        .bind(std::int64_t{run.precision->most})
        .step();
  }
  Statement failure = database.prepare("INSERT INTO failure VALUES (?, ?)");
  for (const Failure& one : all.failures) failure.bind(std::int64_t{one.replication}).bind(one.what).step();
  Statement name = database.prepare("INSERT INTO luck VALUES (?, ?)");
  const std::vector<std::string> luck = luck_of(run.model);
  for (std::size_t i = 0; i < luck.size(); ++i) name.bind(static_cast<std::int64_t>(i)).bind(luck[i]).step();
}

void write_names(Database& database, const std::string& table, std::int64_t option,
                 const std::vector<Measure>& measures) {
  Statement row = database.prepare("INSERT INTO " + table + " VALUES (?, ?, ?, ?, ?)");
  std::int64_t number = 0;
  for (const Measure& measure : measures) {
    row.bind(option).bind(number++).bind(measure.name).bind(measure.where).bind(measure.unit).step();
  }
}

void write_option(Database& database, std::int64_t number, const std::string& name, const Run& run) {
  const std::string list = fmt::format("{:x}", run.scenario.period.begin.content);
  database.prepare("INSERT INTO option VALUES (?, ?, ?, ?, ?, ?)")
      .bind(number)
      .bind(name)
      .bind(run.origin.file)
      .bind(run.scenario.option)
      .bind(run.scenario.resolved)
      .bind(list)
      .step();
  Statement override = database.prepare("INSERT INTO override VALUES (?, ?)");
  for (const std::string& one : run.origin.overrides) override.bind(number).bind(one).step();
  write_names(database, "measure", number, run.estimates.measures);
  write_names(database, "series", number, run.estimates.series);
  Statement row = database.prepare("INSERT INTO replication VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  auto replication = run.replications.numbers.begin();
  for (const Observations& seen : run.replications.observations) {
    row.bind(number)
        .bind(std::int64_t{*replication++})
        .bind(static_cast<std::int64_t>(seen.events))
        .bind(seen.values)
        .bind(seen.of)
        .bind(seen.series)
        .bind(seen.months)
        .bind(seen.histograms)
        .bind(seen.beginning)
        .bind(seen.luck)
        .step();
  }
}

void write_to(const Contents& contents, const fs::path& file) {
  Database database{file, Database::Open::fresh};
  // It becomes what it is called only when it is complete, so it needs no journal.
  database.execute("PRAGMA journal_mode = OFF; BEGIN;");
  database.execute(tables_of_replications);
  write_about(database, contents);
  for (std::size_t i = 0; i < contents.options.size(); ++i) {
    write_option(database, static_cast<std::int64_t>(i), contents.names[i], *contents.options[i]);
  }
  Statement wait = database.prepare("INSERT INTO wait VALUES (?, ?, ?, ?)");
  for (std::size_t option = 0; option < contents.waits.size(); ++option) {
    for (std::size_t i = 0; i < contents.waits[option].size(); ++i) {
      wait.bind(static_cast<std::int64_t>(option))
          .bind(static_cast<std::int64_t>(i))
          .bind(std::int64_t{contents.waits[option][i].longer})
          .bind(std::int64_t{contents.waits[option][i].shorter})
          .step();
    }
  }
  database.execute("COMMIT");
}

// --------------------------------------------------------------------------------------------------------- reading

Observations observations_in(const Statement& row) {
  Observations seen;
  seen.events = static_cast<std::uint64_t>(row.number(2));
  seen.values = row.numbers(3);
  seen.of = row.numbers(4);
  seen.series = row.numbers(5);
  seen.months = row.numbers(6);
  seen.histograms = row.numbers(7);
  seen.beginning = row.numbers(8);
  seen.luck = row.numbers(9);
  return seen;
}

void read_options(Database& database, Stored& stored) {
  Statement option = database.prepare("SELECT name, file, option, scenario, list FROM option ORDER BY number");
  while (option.step()) {
    stored.names.push_back(option.text(0));
    stored.origins.push_back({option.text(1), {}, option.text(2)});
    stored.resolved.push_back(option.text(3));
    stored.lists.push_back(std::strtoull(option.text(4).c_str(), nullptr, 16));
  }
  Statement override = database.prepare("SELECT option, override FROM override ORDER BY rowid");
  while (override.step()) {
    stored.origins.at(static_cast<std::size_t>(override.number(0))).overrides.push_back(override.text(1));
  }
}

void read_rows(Database& database, Stored& stored, const Replications& about) {
  stored.replications.of.assign(stored.names.size(), about);
  for (Replications& of_option : stored.replications.of)
    of_option.observations = Kept{Kept::usual / stored.names.size()};
  Statement row = database.prepare(
      "SELECT option, number, events, measured, cases, weeks, months, histograms, beginning, luck FROM replication "
      "ORDER BY option, number");
  while (row.step()) {
    Replications& all = stored.replications.of.at(static_cast<std::size_t>(row.number(0)));
    all.numbers.push_back(static_cast<std::uint32_t>(row.number(1)));
    all.observations.push_back(observations_in(row));
  }
  if (!stored.comparison) return;
  stored.replications.waits.resize(stored.names.size());
  Statement wait = database.prepare("SELECT option, longer, shorter FROM wait ORDER BY option, place");
  while (wait.step()) {
    stored.replications.waits.at(static_cast<std::size_t>(wait.number(0)))
        .push_back({static_cast<std::uint32_t>(wait.number(1)), static_cast<std::uint32_t>(wait.number(2))});
  }
}

Stored read_from(const fs::path& file) {
  Database database{file, Database::Open::existing};
  Statement about = database.prepare("SELECT format, version FROM about");
  if (!about.step()) throw std::runtime_error("it is empty");
  if (about.number(0) != format_of_replications || about.text(1) != version)
    throw std::runtime_error("it is of another version of the program");
  Statement more =
      database.prepare("SELECT comparison, seed, replications, interrupted, command, confidence, controls FROM about");
  more.step();
  Stored stored;
  stored.comparison = more.number(0) != 0;
  Replications all;
  all.asked.seed = Seed{static_cast<std::uint32_t>(more.number(1))};
  all.asked.replications = static_cast<std::uint32_t>(more.number(2));
  all.interrupted = more.number(3) != 0;
  stored.asked = {more.text(4), {}, more.real(5), more.number(6) != 0};
  Statement precision = database.prepare("SELECT relative, confidence, least, most FROM precision");
  if (precision.step()) {
    stored.asked.precision =
        Precision{precision.real(0), precision.real(1), static_cast<std::uint32_t>(precision.number(2)),
                  static_cast<std::uint32_t>(precision.number(3))};
  }
  Statement failure = database.prepare("SELECT number, what FROM failure ORDER BY number");
  while (failure.step()) all.failures.push_back({static_cast<std::uint32_t>(failure.number(0)), failure.text(1)});
  read_options(database, stored);
  if (stored.names.empty()) throw std::runtime_error("it is empty");
  read_rows(database, stored, all);
  return stored;
}

/// NaN equals NaN here.
bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

bool same(const Observations& a, const Observations& b) {
  return a.events == b.events && same_bits(a.values, b.values) && same_bits(a.of, b.of) &&
         same_bits(a.series, b.series) && same_bits(a.months, b.months) && same_bits(a.histograms, b.histograms) &&
         same_bits(a.beginning, b.beginning) && same_bits(a.luck, b.luck);
}

std::string other(const Scenario& scenario, Seed seed, const Stored& stored) {
  const Seed of = stored.replications.of.front().asked.seed;
  if (of != seed) return fmt::format("it is of seed {}", static_cast<std::uint32_t>(of));
  if (stored.comparison) return "it is of a comparison";
  const bool same_scenario = stored.origins.front().option == scenario.option &&
                             stored.resolved.front() == scenario.resolved &&
                             stored.lists.front() == scenario.period.begin.content;
  return same_scenario ? "" : "it is of another scenario";
}

/// The first ones, up to a hole.
Replications without_holes(Replications all) {
  std::size_t n = 0;
  while (n < all.numbers.size() && all.numbers[n] == n) ++n;
  all.numbers.resize(n);
  all.observations.cut(n);
  all.failures.clear();
  all.interrupted = false;
  return all;
}

}  // namespace

void write_replications(const Run& run, const fs::path& file) {
  const Contents contents{false, {""}, {&run}, {}};
  write_file(file, [&](const fs::path& part) { write_to(contents, part); });
}

void write_replications(const ComparisonRun& run, const fs::path& file) {
  Contents contents{true, run.comparison.names, {}, run.waits};
  for (const Run& option : run.options) contents.options.push_back(&option);
  write_file(file, [&](const fs::path& part) { write_to(contents, part); });
}

Stored read_stored(const fs::path& file) {
  if (!fs::exists(file)) throw std::runtime_error("there are none");
  return read_from(file);
}

Earlier read_replications(const Scenario& scenario, const Model& model, Seed seed, const fs::path& file) {
  try {
    Stored stored = read_stored(file);
    if (std::string why = other(scenario, seed, stored); !why.empty()) return {{}, std::move(why)};
    Replications done = without_holes(std::move(stored.replications.of.front()));
    // Another build of the same version may count otherwise. One replication, done again, tells.
    if (!done.numbers.empty() && !same(run(model, Replication{0}, seed), done.observations.front())) {
      return {{}, "this program gives other results"};
    }
    return {std::move(done), ""};
  } catch (const std::exception& e) {  // std::out_of_range too: of a file that somebody has changed
    return {{}, e.what()};
  }
}

}  // namespace caseload
