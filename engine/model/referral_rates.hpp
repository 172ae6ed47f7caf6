// The rate of a Poisson stream over the whole run as a table of constant stretches.
// Hides: how dates, seasons, events and opening hours combine.   Tested by tests/model/referral_rates_test.cpp.
#pragma once

#include <vector>

#include "caseload/model.hpp"
#include "caseload/scenario.hpp"

namespace caseload {

/// Stretches from model.begin on, the last without end; one only if nothing changes the rate. A ramp or a decay is
/// followed day by day, at its value in the middle of the day. Opening hours squeeze the families of the whole run
/// into the open time, so that the mean rate is the one the author gave.
/// @param model  begin, end and working_days are used
/// @param hours  of the stream
std::vector<RateSegment> rate_segments(const Model& model, const ReferralStream&, const std::vector<DemandEvent>&,
                                       const WorkCalendar& hours);

}  // namespace caseload
