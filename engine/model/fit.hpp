// From an authority's published figures to a scenario in which they come out.   Tested by
// tests/england/authorities_test.cpp.
#pragma once

#include <string>

#include "scenario/starter.hpp"

namespace caseload {

/// Chooses routes, lengths of stay, endings of reviews and posts so that, by the traffic equations and from the rules
/// of 2025, the published flows and stocks come out. In turn, until all hold:
///
/// - contacts: referrals over the rules' share of contacts that become referrals, less those that come back;
/// - plan starts per referral: enquiries per referral and conferences per enquiry are multiplied by the same factor;
/// - not in need: their number over that of first assessments; the other ways out share the rest as in England;
/// - care starts per referral: all ways into care are multiplied by one factor, those through the court only if it is
///   below 1 (who comes alone from abroad needs no care order);
/// - open plans = starts x mean length. With reviews at 3, 9, 15, ... months, held `early` before that, the mean is
///   (3 - early) + 6 (1 - e1) (1 + (1 - e2) / e3). e1 / e2 is as in the rules, e2 and e3 so that the mean is open plans
///   over starts and as many are older than a year as are published;
/// - looked after = starts x mean length: lengths of the rules times a factor;
/// - children in need = those being assessed or before a court, on plans, looked after, held by others than social
///   workers, and the rest, in the step `child in need`: lengths of the rules times a factor. Held by others are the
///   children in need less the cases of the workforce census, for as long as the rest where that can be;
/// - posts: those who hold cases over (1 - vacancy x (1 - cover)), shared out by the hours asked of each team; teams
///   that hold no cases have as many that 85 % of their hours are asked;
/// - hours for each child: those of the rules, or less where that would ask more than 95 % of the hours there, as such
///   numbers do not hold for long with more.
///
/// @param library  folder of the shipped scenarios
/// Throws std::runtime_error if the rules cannot be read from there.
scenario::Fit fitted(const scenario::Council&, const std::string& library);

}  // namespace caseload
