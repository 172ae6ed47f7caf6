// See quiet.hpp.   Tested by tests/model/quiet_test.cpp.
#include "model/quiet.hpp"

#include <algorithm>

#include "model/referral_rates.hpp"

namespace caseload {
namespace {

/// When the rate of a stream first changes other than by season and opening hours.
Instant first_change_of_rate(const Model& model, ReferralStream stream, const std::vector<DemandEvent>& events) {
  if (stream.every) return never;
  stream.season.clear();
  const std::vector<RateSegment> segments = rate_segments(model, stream, events, WorkCalendar{});
  return segments.size() > 1 ? segments[1].from : never;
}

}  // namespace

Instant first_change(const Scenario& scenario, const Model& model) {
  Instant first = model.end;
  const auto note = [&](Instant at) {
    if (at > model.begin) first = std::min(first, at);
  };
  for (const ReferralStream& stream : scenario.demand) note(first_change_of_rate(model, stream, scenario.events));
  for (const DemandEvent& event : scenario.events) {
    if (!event.when) note(event.on);
  }
  for (const LaterRules& later : model.later) note(later.from);
  for (const TeamRow& team : model.teams) {
    for (std::uint32_t row = team.posts.first + 1; row < team.posts.last; ++row) note(model.posts[row].from);
  }
  for (const CampaignRow& campaign : model.campaigns) note(campaign.on);
  for (const TaskRow& task : model.tasks) {
    if (task.asked == Asked::on_date) note(task.on);
  }
  return first;
}

}  // namespace caseload
