// The text of a new scenario: a plain one to change by hand, and one of an authority from what is published about it.
// How its routes, lengths and posts are worked out: model/fit.hpp.   Tested by tests/scenario/starter_test.cpp.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "scenario/council.hpp"

namespace caseload::scenario {

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
