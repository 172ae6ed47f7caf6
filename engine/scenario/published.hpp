// What the Department for Education and the Office for National Statistics publish about each authority, read from the
// CSV files of explore-education-statistics as a user downloads them. Files are known by their columns, not their
// names. Tested by tests/scenario/published_test.cpp.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "caseload/result.hpp"

namespace caseload::scenario {

/// A published figure, or why there is none.
struct Figure {
  std::optional<double> value;
  std::string why;  ///< if there is no value: "suppressed (c)", "not in the table" ...; never read as zero
};

/// Kinds of file that a scenario is made from.
enum class Table { in_need, referrals, plans_started, plans_open, looked_after, workforce, population };
inline constexpr std::size_t tables = 7;

/// "DfE, Children in need, year to March 2025, table C1"
std::string source_of(Table, int year);

/// What is read of one authority, or of England. Counts are children unless something else is said.
struct Published {
  Figure population;                                               ///< 0 to 17, in the middle of the year before
  Figure referrals, re_referrals, no_further_action, not_in_need;  ///< in the year
  Figure in_need;  ///< on 31 March, those on plans and looked after included
  Figure plan_starts;
  Figure open_plans;                           ///< on 31 March
  std::array<Figure, 3> open_plans_by_length;  ///< up to 3 months, 3 to 6, 6 to 12
  Figure care_starts, looked_after;
  Figure workers;       ///< in post on 30 September, no agency workers [full-time equivalents]
  Figure days_lost;     ///< to sickness in a year, all workers together
  Figure turnover;      ///< leavers in a year [% of those in post]
  Figure vacancy;       ///< [% of posts]
  Figure cover;         ///< of vacancies by agency workers [%]
  Figure case_holders;  ///< agency workers included [full-time equivalents]
  Figure cases;         ///< children whom they hold

  /// Each figure with its words and the table it is from.
  struct Entry {
    const char* name;
    Table table;
    Figure Published::*figure;
  };
  static const std::vector<Entry>& entries();
};

struct Authority {
  std::string name, code;  ///< code: E10000016
  std::string old_code;    ///< 886
  Published figures;
  std::vector<std::string> joint;  ///< names of all who share its return of the workforce; empty: it has its own
  double part{1};                  ///< of the joint figures that are counts: its part of the children in need
};

struct Publications {
  int year{};  ///< to March
  Published england;
  std::vector<Authority> authorities;  ///< by name
  std::vector<std::string> notes;      ///< which of several files of a kind was taken
};

/// Reads the files of a folder (and of a folder `data` in it, as archives unpack).
/// @param year  empty: the latest one that all tables have
/// @return a problem for each kind of file that is missing, with the publication where it is found, and for whatever
/// cannot be read
Result<Publications> read_publications(const std::string& folder, std::optional<int> year = {});

/// The authority of that name or code, whatever the case of its letters; otherwise a problem with near names.
Result<Authority> find_authority(const Publications&, std::string_view name);

}  // namespace caseload::scenario
