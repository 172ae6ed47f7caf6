// See points.hpp.
#include "store/points.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "store/database.hpp"

namespace caseload {
namespace {

constexpr std::int64_t format_of_points = 2;

constexpr auto tables_of_points = R"(
CREATE TABLE about (format INTEGER, version TEXT, seed INTEGER, size INTEGER, design_id TEXT, command TEXT, confidence REAL,
                    file TEXT, option TEXT, scenario TEXT, list TEXT, design TEXT, design_size INTEGER, replications INTEGER);
CREATE TABLE precision (relative REAL, confidence REAL, least INTEGER, most INTEGER);
CREATE TABLE override (number INTEGER PRIMARY KEY, override TEXT);
CREATE TABLE factor (number INTEGER PRIMARY KEY, name TEXT, low REAL, high REAL, whole INTEGER, unit TEXT);
CREATE TABLE level (factor INTEGER, number INTEGER, level TEXT, PRIMARY KEY (factor, number)) WITHOUT ROWID;
CREATE TABLE measure (number INTEGER PRIMARY KEY, measure TEXT, place TEXT, unit TEXT);
CREATE TABLE series (number INTEGER PRIMARY KEY, measure TEXT, place TEXT, unit TEXT);
CREATE TABLE month (number INTEGER PRIMARY KEY, first_day INTEGER);
CREATE TABLE point (number INTEGER PRIMARY KEY, id TEXT, failure TEXT, finished INTEGER);
CREATE TABLE value (point INTEGER, factor INTEGER, value TEXT, PRIMARY KEY (point, factor)) WITHOUT ROWID;
CREATE TABLE replication (point INTEGER, number INTEGER, measured BLOB, series BLOB, PRIMARY KEY (point, number)) WITHOUT ROWID;
CREATE TABLE failure (point INTEGER, replication INTEGER, what TEXT, PRIMARY KEY (point, replication)) WITHOUT ROWID;
)";

/// Numbers of the days from 1970-01-01.
std::int64_t number_of_day(Date date) { return date.time_since_epoch().count(); }
Date day_of(std::int64_t number) { return Date{std::chrono::days{number}}; }

void write(Statement rows, const std::vector<Measure>& measures) {
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const Measure& one = measures[m];
    rows.bind(static_cast<std::int64_t>(m)).bind(one.name).bind(one.where).bind(one.unit).step();
  }
}

std::vector<Measure> read_measures(Statement rows) {
  std::vector<Measure> measures;
  while (rows.step()) measures.push_back({rows.text(0), rows.text(1), rows.text(2)});
  return measures;
}

/// All or nothing.
class Transaction {
 public:
  explicit Transaction(Database& database) : database_{database} { database_.execute("BEGIN IMMEDIATE"); }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() {
    if (!done_) database_.try_to("ROLLBACK");
  }
  void commit() {
    database_.execute("COMMIT");
    done_ = true;
  }

 private:
  Database& database_;
  bool done_{};
};

}  // namespace

PointStore::PointStore(const std::filesystem::path& file, Open how) {
  const bool existed = std::filesystem::exists(file);
  database_ =
      std::make_unique<Database>(file, how == Open::to_look ? Database::Open::existing : Database::Open::growing);
  database_->execute("PRAGMA busy_timeout = 10000;");
  // A killed program loses nothing that was reported as finished; a machine that loses its power keeps a sound file.
  if (how == Open::to_add) database_->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
  Statement known = database_->prepare("SELECT count(*) FROM sqlite_master WHERE name = 'about'");
  known.step();
  is_new_ = known.number(0) == 0;
  if (is_new_ && existed && std::filesystem::file_size(file) > 0) {
    Statement anything = database_->prepare("SELECT count(*) FROM sqlite_master");
    anything.step();
    if (anything.number(0) > 0) throw std::runtime_error(fmt::format("{}: not a file of a sweep", file.string()));
  }
  if (is_new_) return;
  Statement about = database_->prepare("SELECT format, version FROM about");
  if (!about.step() || about.number(0) != format_of_points || about.text(1) != version) {
    throw std::runtime_error(fmt::format("{}: it is of another version of the program", file.string()));
  }
}

PointStore::~PointStore() = default;

void PointStore::begin(const SweepRun& run) {
  Transaction all{*database_};
  database_->execute(tables_of_points);
  const std::string list = fmt::format("{:x}", run.scenario.period.begin.content);
  database_->prepare("INSERT INTO about VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(format_of_points)
      .bind(version)
      .bind(std::int64_t{run.seed})
      .bind(static_cast<std::int64_t>(run.size))
      .bind(run.design_id)
      .bind(run.asked.command)
      .bind(run.asked.confidence)
      .bind(run.origin.file)
      .bind(run.origin.option)
      .bind(run.scenario.resolved)
      .bind(list)
      .bind(name_of(run.design.type))
      .bind(std::int64_t{run.design.size})
      .bind(std::int64_t{run.replications.value_or(0)})
      .step();
  if (const auto& precision = run.asked.precision) {
    database_->prepare("INSERT INTO precision VALUES (?, ?, ?, ?)")
        .bind(precision->relative)
        .bind(precision->confidence)
        .bind(std::int64_t{precision->least})
        .bind(std::int64_t{precision->most})
        .step();
  }
  Statement override = database_->prepare("INSERT INTO override VALUES (?, ?)");
  for (std::size_t i = 0; i < run.origin.overrides.size(); ++i) {
    override.bind(static_cast<std::int64_t>(i)).bind(run.origin.overrides[i]).step();
  }
  Statement factor = database_->prepare("INSERT INTO factor VALUES (?, ?, ?, ?, ?, ?)");
  Statement level = database_->prepare("INSERT INTO level VALUES (?, ?, ?)");
  for (std::size_t f = 0; f < run.factors.size(); ++f) {
    const auto number = static_cast<std::int64_t>(f);
    const Factor& one = run.factors[f];
    factor.bind(number).bind(one.name).bind(one.low).bind(one.high).bind(std::int64_t{one.whole}).bind(one.unit).step();
    for (std::size_t i = 0; i < run.factors[f].levels.size(); ++i) {
      level.bind(number).bind(static_cast<std::int64_t>(i)).bind(run.factors[f].levels[i]).step();
    }
  }
  write(database_->prepare("INSERT INTO measure VALUES (?, ?, ?, ?)"), run.measures);
  write(database_->prepare("INSERT INTO series VALUES (?, ?, ?, ?)"), run.series);
  Statement month = database_->prepare("INSERT INTO month VALUES (?, ?)");
  for (std::size_t i = 0; i < run.months.size(); ++i)
    month.bind(static_cast<std::int64_t>(i)).bind(number_of_day(run.months[i])).step();
  all.commit();
  is_new_ = false;
}

SweepRun PointStore::about() const {
  SweepRun run;
  Statement about = database_->prepare(
      "SELECT seed, size, command, confidence, file, option, scenario, list, design_id, design, design_size, "
      "replications FROM about");
  if (!about.step()) throw std::runtime_error("the file of the sweep is empty");
  run.design_id = about.text(8);
  run.seed = static_cast<std::uint32_t>(about.number(0));
  run.size = static_cast<std::size_t>(about.number(1));
  run.design = {design_called(about.text(9)).value(), static_cast<std::uint32_t>(about.number(10))};
  if (const std::int64_t asked = about.number(11); asked > 0) run.replications = static_cast<std::uint32_t>(asked);
  run.asked = {about.text(2), {}, about.real(3), false};
  run.origin = {about.text(4), {}, about.text(5)};
  run.scenario.option = about.text(5);
  run.scenario.resolved = about.text(6);
  run.scenario.period.begin.content = std::strtoull(about.text(7).c_str(), nullptr, 16);
  Statement precision = database_->prepare("SELECT relative, confidence, least, most FROM precision");
  if (precision.step()) {
    run.asked.precision =
        Precision{precision.real(0), precision.real(1), static_cast<std::uint32_t>(precision.number(2)),
                  static_cast<std::uint32_t>(precision.number(3))};
  }
  Statement override = database_->prepare("SELECT override FROM override ORDER BY number");
  while (override.step()) run.origin.overrides.push_back(override.text(0));
  Statement factor = database_->prepare("SELECT name, low, high, whole, unit FROM factor ORDER BY number");
  while (factor.step()) {
    run.factors.push_back({factor.text(0), {}, factor.real(1), factor.real(2), factor.number(3) != 0, factor.text(4)});
  }
  run.measures = read_measures(database_->prepare("SELECT measure, place, unit FROM measure ORDER BY number"));
  run.series = read_measures(database_->prepare("SELECT measure, place, unit FROM series ORDER BY number"));
  Statement month = database_->prepare("SELECT first_day FROM month ORDER BY number");
  while (month.step()) run.months.push_back(day_of(month.number(0)));
  Statement level = database_->prepare("SELECT factor, level FROM level ORDER BY factor, number");
  while (level.step()) run.factors.at(static_cast<std::size_t>(level.number(0))).levels.push_back(level.text(1));
  return run;
}

std::set<std::uint32_t> PointStore::numbers(const char* where) const {
  std::set<std::uint32_t> numbers;
  Statement point = database_->prepare(fmt::format("SELECT number FROM point WHERE {}", where));
  while (point.step()) numbers.insert(static_cast<std::uint32_t>(point.number(0)));
  return numbers;
}

std::set<std::uint32_t> PointStore::finished() const { return numbers("finished"); }
std::set<std::uint32_t> PointStore::failed() const { return numbers("finished AND failure <> ''"); }

SweepRun::Finished PointStore::counts() const {
  const auto count = [&](const char* sql) {
    Statement row = database_->prepare(sql);
    row.step();
    return static_cast<std::size_t>(row.number(0));
  };
  return {count("SELECT count(*) FROM point WHERE finished"),
          count("SELECT count(*) FROM point WHERE finished AND failure <> ''"),
          count("SELECT count(*) FROM replication JOIN point ON point.number = point WHERE finished"),
          count("SELECT max(n) FROM (SELECT count(*) AS n FROM replication JOIN point ON point.number = point "
                "WHERE finished GROUP BY point)"),
          count("SELECT max(replication.number) + 1 FROM replication JOIN point ON point.number = point "
                "WHERE finished")};
}

void PointStore::add(const SweepPoint& point, bool is_finished) {
  Transaction all{*database_};
  const std::int64_t number = point.number;
  for (const char* const old : {"DELETE FROM point WHERE number = ?", "DELETE FROM value WHERE point = ?",
                                "DELETE FROM replication WHERE point = ?", "DELETE FROM failure WHERE point = ?"}) {
    database_->prepare(old).bind(number).step();
  }
  database_->prepare("INSERT INTO point VALUES (?, ?, ?, ?)")
      .bind(number)
      .bind(point.id)
      .bind(point.failure)
      .bind(std::int64_t{is_finished})
      .step();
  Statement value = database_->prepare("INSERT INTO value VALUES (?, ?, ?)");
  for (std::size_t f = 0; f < point.values.size(); ++f) {
    value.bind(number).bind(static_cast<std::int64_t>(f)).bind(point.values[f]).step();
  }
  const std::vector<double> no_series;
  Statement replication = database_->prepare("INSERT INTO replication VALUES (?, ?, ?, ?)");
  for (std::size_t i = 0; i < point.numbers.size(); ++i) {
    replication.bind(number)
        .bind(std::int64_t{point.numbers[i]})
        .bind(point.measured[i])
        .bind(point.series.empty() ? no_series : point.series[i])
        .step();
  }
  Statement failure = database_->prepare("INSERT INTO failure VALUES (?, ?, ?)");
  for (const Failure& one : point.failures)
    failure.bind(number).bind(std::int64_t{one.replication}).bind(one.what).step();
  all.commit();
}

SweepPoint PointStore::point(std::uint32_t number) const {
  Statement known = database_->prepare("SELECT 1 FROM point WHERE number = ? AND finished");
  if (!known.bind(std::int64_t{number}).step()) throw std::runtime_error(fmt::format("there is no point {}", number));
  return read(number);
}

std::optional<SweepPoint> PointStore::begun(std::uint32_t number) const {
  Statement known = database_->prepare("SELECT 1 FROM point WHERE number = ? AND NOT finished");
  return known.bind(std::int64_t{number}).step() ? std::optional{read(number)} : std::nullopt;
}

SweepPoint PointStore::read(std::uint32_t number) const {
  const auto of = [&](const char* sql) {
    Statement rows = database_->prepare(sql);
    rows.bind(std::int64_t{number});
    return rows;
  };
  SweepPoint point;
  point.number = number;
  Statement itself = of("SELECT id, failure FROM point WHERE number = ?");
  itself.step();
  point.id = itself.text(0);
  point.failure = itself.text(1);
  Statement value = of("SELECT value FROM value WHERE point = ? ORDER BY factor");
  while (value.step()) point.values.push_back(value.text(0));
  Statement replication = of("SELECT number, measured, series FROM replication WHERE point = ? ORDER BY number");
  while (replication.step()) {
    point.numbers.push_back(static_cast<std::uint32_t>(replication.number(0)));
    point.measured.push_back(replication.numbers(1));
    std::vector<double> series = replication.numbers(2);
    if (!series.empty()) point.series.push_back(std::move(series));
  }
  Statement failure = of("SELECT replication, what FROM failure WHERE point = ? ORDER BY replication");
  while (failure.step()) point.failures.push_back({static_cast<std::uint32_t>(failure.number(0)), failure.text(1)});
  return point;
}

void PointStore::each(bool is_finished, const std::function<bool(const SweepPoint&)>& go_on) const {
  Statement number = database_->prepare("SELECT number FROM point WHERE finished = ? ORDER BY number");
  number.bind(std::int64_t{is_finished});
  while (number.step() && go_on(read(static_cast<std::uint32_t>(number.number(0))))) continue;
}

void PointStore::settle() { database_->execute("PRAGMA wal_checkpoint(TRUNCATE)"); }

void PointStore::each(const std::function<bool(const SweepPoint&)>& go_on) const { each(true, go_on); }
void PointStore::each_begun(const std::function<bool(const SweepPoint&)>& go_on) const { each(false, go_on); }

}  // namespace caseload
