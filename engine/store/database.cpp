// SQLite behind three small classes.   Tested by tests/store/replications_test.cpp.
#include "store/database.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>
#include <stdexcept>

namespace caseload {
namespace {

void check(sqlite3* database, int code) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  const char* const name = sqlite3_db_filename(database, "main");
  throw std::runtime_error(fmt::format("{}: {}", name ? name : "database", sqlite3_errmsg(database)));
}

}  // namespace

Statement::Statement(sqlite3* database, std::string_view sql) {
  check(database, sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement_, nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

Statement& Statement::bind(std::int64_t value) {
  check(sqlite3_db_handle(statement_), sqlite3_bind_int64(statement_, ++bound_, value));
  return *this;
}

Statement& Statement::bind(double value) {
  check(sqlite3_db_handle(statement_), sqlite3_bind_double(statement_, ++bound_, value));
  return *this;
}

Statement& Statement::bind(std::string_view value) {
  check(sqlite3_db_handle(statement_),
        sqlite3_bind_text64(statement_, ++bound_, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind(const std::vector<double>& value) {
  static_assert(sizeof(double) == 8);
  check(sqlite3_db_handle(statement_),
        sqlite3_bind_blob64(statement_, ++bound_, value.empty() ? "" : static_cast<const void*>(value.data()),
                            value.size() * sizeof(double), SQLITE_STATIC));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  check(sqlite3_db_handle(statement_), code);
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(statement_);
  bound_ = 0;
  return false;
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_, column); }

double Statement::real(int column) const { return sqlite3_column_double(statement_, column); }

std::string Statement::text(int column) const {
  const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return text ? std::string{text, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))} : "";
}

std::vector<double> Statement::numbers(int column) const {
  const void* const bytes = sqlite3_column_blob(statement_, column);
  std::vector<double> values(static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)) / sizeof(double));
  if (!values.empty()) std::memcpy(values.data(), bytes, values.size() * sizeof(double));
  return values;
}

Database::Database(const std::filesystem::path& file, Open how) {
  if (how == Open::fresh) std::filesystem::remove(file);
  const int flags = how == Open::existing ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  const int code = sqlite3_open_v2(file.c_str(), &database_, flags, nullptr);
  if (code == SQLITE_OK) return;
  const std::string why = database_ ? sqlite3_errmsg(database_) : "out of memory";
  sqlite3_close(database_);
  throw std::runtime_error(fmt::format("{}: {}", file.string(), why));
}

Database::~Database() { sqlite3_close(database_); }

void Database::try_to(const char* sql) noexcept { sqlite3_exec(database_, sql, nullptr, nullptr, nullptr); }

void Database::execute(const std::string& sql) {
  check(database_, sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr));
}

}  // namespace caseload
