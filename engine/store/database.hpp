// Just enough of SQLite: statements with numbers, text and arrays of doubles.
// Hides: SQLite.   Tested by tests/store/replications_test.cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace caseload {

class Statement {
 public:
  Statement(sqlite3*, std::string_view sql);
  ~Statement();
  Statement(Statement&& other) noexcept : statement_{other.statement_} { other.statement_ = nullptr; }

  /// Parameters, in order. What is bound must live until step().
  Statement& bind(std::int64_t);
  Statement& bind(double);
  Statement& bind(std::string_view);
  Statement& bind(const std::vector<double>&);
  /// The next row; false: no more. Afterwards the statement can be bound anew.
  bool step();

  /// Columns of the row, from 0.
  std::int64_t number(int column) const;
  double real(int column) const;
  std::string text(int column) const;
  std::vector<double> numbers(int column) const;

 private:
  sqlite3_stmt* statement_{};
  int bound_{};
};

/// Every failure is a std::runtime_error with the file's name.
class Database {
 public:
  enum class Open {
    existing,  ///< to read
    fresh,     ///< begun anew
    growing    ///< to read and add to; made if it is not there
  };
  Database(const std::filesystem::path&, Open);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void execute(const std::string& sql);
  /// The same where it is no matter whether it can be done.
  void try_to(const char* sql) noexcept;
  Statement prepare(std::string_view sql) { return {database_, sql}; }

 private:
  sqlite3* database_{};
};

}  // namespace caseload
