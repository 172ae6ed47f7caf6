// An authority's published figures without gaps: each its own, or what stands in for it.
// Tested by tests/scenario/starter_test.cpp.
#pragma once

#include <string>
#include <vector>

#include "scenario/published.hpp"

namespace caseload::scenario {

/// A number of an authority and where it is from.
struct Known {
  double value{};
  std::string source;  ///< "DfE, Children in need, year to March 2025, table C1", or what stands in for it
  bool own{};          ///< the authority's; otherwise England's
};

/// A gap in what is published, and what fills it.
struct Gap {
  std::string what, why, instead;
};

/// An authority's figures without gaps. Counts are children, by year or on 31 March; shares are between 0 and 1.
struct Council {
  std::string name, code;
  int year{};
  Known population;                                               ///< 0: not known
  Known referrals, re_referrals, no_further_action, not_in_need;  ///< the last three: shares of referrals
  Known in_need, plan_starts, open_plans;
  Known long_plans;  ///< share of the open plans that are older than a year
  Known care_starts, looked_after;
  Known sickness;  ///< working days a year and worker
  Known turnover;  ///< a year
  Known vacancy;   ///< share of posts
  Known cover;     ///< share of vacancies covered by agency workers
  Known case_holders, cases;
  std::vector<Gap> gaps;
  std::vector<std::string> joint;
  double part{1};
};

/// Fills gaps with England's figures, in proportion. A problem if nothing says how many are referred there.
Result<Council> without_gaps(const Authority&, const Published& england, int year);

}  // namespace caseload::scenario
