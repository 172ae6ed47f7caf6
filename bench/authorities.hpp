// Every authority from its published figures (`caseload new --authority`), simulated and laid beside them: does what
// went in come out again? Used by authorities_study.cpp and tests/england/authorities_test.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "caseload/scenario.hpp"
#include "scenario/published.hpp"
#include "scenario/starter.hpp"

namespace caseload::bench {

/// What is compared. Children; caseload is children with a case holder over full-time workers.
enum Compared : std::size_t {
  referrals,
  plan_starts,
  open_plans,
  in_need,
  looked_after,
  with_a_holder,
  case_holders,
  compared
};
extern const std::array<const char*, compared> compared_names;

/// One authority, both ways. NaN: suppressed, or not published.
struct AuthorityRow {
  std::string name, old_code;
  std::array<double, compared> published{}, simulated{};
  double assessments_in_time{}, conferences_in_time{};  ///< simulated [%]
  double load{};                                        ///< of the teams that hold cases, at the rules' hours
  double hours{};                                       ///< what is left of those for each child
};

/// The scenario of an authority, over one counted year. A problem if it cannot be read.
Result<Scenario> scenario_of(const scenario::Council&, const scenario::Fit&, const std::string& library);

AuthorityRow simulated(const scenario::Authority&, const scenario::Published& england, int year,
                       std::uint32_t replications, const std::string& library);

/// Sums over the rows in which the figure was published.
struct Total {
  double published{}, simulated{};
  std::size_t authorities{};
  double ratio() const { return simulated / published; }
};
Total total_of(const std::vector<AuthorityRow>&, Compared);
/// Published and simulated children with a case holder over workers.
Total caseload_of(const std::vector<AuthorityRow>&);

/// Pearson's correlation over the pairs in which both are numbers, and how many they are.
struct Correlation {
  double r{};
  std::size_t pairs{};
};
Correlation correlation(const std::vector<double>& a, const std::vector<double>& b);

/// A column of a table with one row for each year and authority, by `la_code`.
std::map<std::string, double> column_by_code(const std::string& file, int year, const std::string& column);

}  // namespace caseload::bench
