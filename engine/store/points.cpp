// See points.hpp.
#include "store/points.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "store/database.hpp"

namespace caseload {
namespace {

constexpr std::int64_t format = 1;

constexpr auto tables = R"(
CREATE TABLE about (format INTEGER, version TEXT, seed INTEGER, design INTEGER, design_id TEXT, command TEXT, confidence REAL,
                    file TEXT, option TEXT, scenario TEXT, list TEXT);
CREATE TABLE precision (relative REAL, confidence REAL, least INTEGER, most INTEGER);
CREATE TABLE override (number INTEGER PRIMARY KEY, override TEXT);
CREATE TABLE factor (number INTEGER PRIMARY KEY, name TEXT, low REAL, high REAL, whole INTEGER, unit TEXT);
CREATE TABLE level (factor INTEGER, number INTEGER, level TEXT, PRIMARY KEY (factor, number)) WITHOUT ROWID;
CREATE TABLE measure (number INTEGER PRIMARY KEY, measure TEXT, place TEXT, unit TEXT);
CREATE TABLE point (number INTEGER PRIMARY KEY, id TEXT, failure TEXT);
CREATE TABLE value (point INTEGER, factor INTEGER, value TEXT, PRIMARY KEY (point, factor)) WITHOUT ROWID;
CREATE TABLE replication (point INTEGER, number INTEGER, measured BLOB, PRIMARY KEY (point, number)) WITHOUT ROWID;
CREATE TABLE failure (point INTEGER, replication INTEGER, what TEXT, PRIMARY KEY (point, replication)) WITHOUT ROWID;
)";

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
  // A killed program loses nothing that was reported as finished; a machine that loses its power keeps a sound file.
  if (how == Open::to_add) database_->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;");
  database_->execute("PRAGMA busy_timeout = 10000;");
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
  if (!about.step() || about.number(0) != format || about.text(1) != version) {
    throw std::runtime_error(fmt::format("{}: it is of another version of the program", file.string()));
  }
}

PointStore::~PointStore() = default;

void PointStore::begin(const SweepRun& run) {
  Transaction all{*database_};
  database_->execute(tables);
  const std::string list = fmt::format("{:x}", run.scenario.period.begin.content);
  database_->prepare("INSERT INTO about VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(format)
      .bind(version)
      .bind(std::int64_t{run.seed})
      .bind(static_cast<std::int64_t>(run.design))
      .bind(run.design_id)
      .bind(run.asked.command)
      .bind(run.asked.confidence)
      .bind(run.origin.file)
      .bind(run.origin.option)
      .bind(run.scenario.resolved)
      .bind(list)
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
  Statement measure = database_->prepare("INSERT INTO measure VALUES (?, ?, ?, ?)");
  for (std::size_t m = 0; m < run.measures.size(); ++m) {
    const Measure& one = run.measures[m];
    measure.bind(static_cast<std::int64_t>(m)).bind(one.name).bind(one.where).bind(one.unit).step();
  }
  all.commit();
  is_new_ = false;
}

SweepRun PointStore::about() const {
  SweepRun run;
  Statement about = database_->prepare(
      "SELECT seed, design, command, confidence, file, option, scenario, list, design_id FROM about");
  if (!about.step()) throw std::runtime_error("the file of the sweep is empty");
  run.design_id = about.text(8);
  run.seed = static_cast<std::uint32_t>(about.number(0));
  run.design = static_cast<std::size_t>(about.number(1));
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
  Statement measure = database_->prepare("SELECT measure, place, unit FROM measure ORDER BY number");
  while (measure.step()) run.measures.push_back({measure.text(0), measure.text(1), measure.text(2)});
  Statement level = database_->prepare("SELECT factor, level FROM level ORDER BY factor, number");
  while (level.step()) run.factors.at(static_cast<std::size_t>(level.number(0))).levels.push_back(level.text(1));
  return run;
}

std::set<std::uint32_t> PointStore::finished() const {
  std::set<std::uint32_t> numbers;
  Statement point = database_->prepare("SELECT number FROM point");
  while (point.step()) numbers.insert(static_cast<std::uint32_t>(point.number(0)));
  return numbers;
}

void PointStore::add(const SweepPoint& point) {
  Transaction all{*database_};
  const std::int64_t number = point.number;
  database_->prepare("INSERT INTO point VALUES (?, ?, ?)").bind(number).bind(point.id).bind(point.failure).step();
  Statement value = database_->prepare("INSERT INTO value VALUES (?, ?, ?)");
  for (std::size_t f = 0; f < point.values.size(); ++f) {
    value.bind(number).bind(static_cast<std::int64_t>(f)).bind(point.values[f]).step();
  }
  Statement replication = database_->prepare("INSERT INTO replication VALUES (?, ?, ?)");
  for (std::size_t i = 0; i < point.numbers.size(); ++i) {
    replication.bind(number).bind(std::int64_t{point.numbers[i]}).bind(point.measured[i]).step();
  }
  Statement failure = database_->prepare("INSERT INTO failure VALUES (?, ?, ?)");
  for (const Failure& one : point.failures)
    failure.bind(number).bind(std::int64_t{one.replication}).bind(one.what).step();
  all.commit();
}

std::size_t PointStore::failed() const {
  Statement count = database_->prepare("SELECT count(*) FROM point WHERE failure <> ''");
  count.step();
  return static_cast<std::size_t>(count.number(0));
}

SweepPoint PointStore::point(std::uint32_t number) const {
  const auto of = [&](const char* sql) {
    Statement rows = database_->prepare(sql);
    rows.bind(std::int64_t{number});
    return rows;
  };
  SweepPoint point;
  point.number = number;
  Statement itself = of("SELECT id, failure FROM point WHERE number = ?");
  if (!itself.step()) throw std::runtime_error(fmt::format("there is no point {}", number));
  point.id = itself.text(0);
  point.failure = itself.text(1);
  Statement value = of("SELECT value FROM value WHERE point = ? ORDER BY factor");
  while (value.step()) point.values.push_back(value.text(0));
  Statement replication = of("SELECT number, measured FROM replication WHERE point = ? ORDER BY number");
  while (replication.step()) {
    point.numbers.push_back(static_cast<std::uint32_t>(replication.number(0)));
    point.measured.push_back(replication.numbers(1));
  }
  Statement failure = of("SELECT replication, what FROM failure WHERE point = ? ORDER BY replication");
  while (failure.step()) point.failures.push_back({static_cast<std::uint32_t>(failure.number(0)), failure.text(1)});
  return point;
}

void PointStore::each(const std::function<void(const SweepPoint&)>& take) const {
  for (const std::uint32_t number : finished()) take(point(number));
}

std::vector<PointResult> results_of(const PointStore& store, std::size_t measures) {
  std::vector<PointResult> results;
  store.each([&](const SweepPoint& point) { results.push_back(result_of(point, measures)); });
  return results;
}

}  // namespace caseload
