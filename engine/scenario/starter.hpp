// The text of a new scenario: a plain one to change by hand, and one of an authority from what is published about it.
// How its routes, lengths and posts are worked out: model/fit.hpp.   Tested by tests/scenario/starter_test.cpp.
#pragma once

#include <array>
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

/// What a scenario says so that these figures come out (fitted() in model/fit.hpp). Shares are between 0 and 1; what a
/// step's shares leave is its `rest`.
struct Fit {
  double contacts{};  ///< children a year, without those who come back
  struct {
    double nothing, strategy, care;
  } referral{};
  struct {
    double not_in_need, strategy, child_in_need, elsewhere, care;
  } assessment{};
  struct {
    double conference, care;
  } strategy{};
  struct {
    double pre_proceedings, care, child_in_need;
  } plan{};
  struct {
    double updated, pre_proceedings, care;
  } in_need{};
  double updated_strategy{};     ///< share of updated assessments that lead to a strategy discussion
  std::array<double, 3> ends{};  ///< chance that the first, second, a later review ends a plan
  struct Stay {
    double share{}, low{}, high{};  ///< days
  };
  std::vector<Stay> child_in_need, elsewhere, in_care;  ///< elsewhere: empty if nobody is
  double held_elsewhere{};                              ///< children in need whom others than social workers hold
  double first_review{};                                ///< months
  struct Posts {
    std::string team;
    double posts{};
    double limit{};  ///< children to a worker; 0: that of the rules
  };
  struct {
    double enquiries{1};                                ///< enquiries per referral, and conferences per enquiry
    double care{1};                                     ///< ways into care; those through the court at most 1
    double child_in_need{1}, elsewhere{1}, in_care{1};  ///< lengths
  } times;                                              ///< what is beside the rules, as a factor
  std::vector<Posts> posts;
  double workers{};                       ///< posts of the teams that hold cases, all together
  double load{};                          ///< hours asked of these teams by those there, before `hours`
  static constexpr double direct = 0.13;  ///< share of an assessment's hours with the family; source: starter_text()
  double hours{1};                        ///< what is left of the rules' hours for each child
  double admin{1};                        ///< factor on recording that leaves so much
  std::vector<std::string> notes;         ///< what could not be reached
};

/// A commented scenario that runs as it is.
std::string starter_text(const std::string& name);

/// A commented scenario of an authority.
std::string starter_text(const Council&, const Fit&);

}  // namespace caseload::scenario
