// The work that each team is asked to do against the hours it has.   Tested by tests/report/load_table_test.cpp.
#include <fmt/format.h>

#include "caseload/report.hpp"
#include "report/grid.hpp"
#include "report/text.hpp"

namespace caseload {
namespace {


struct Remark {
  std::string_view words;
  Look look{Look::plain};
};

/// What a load means for those who wait. The words carry it; the colour only repeats them.
Remark remark_on(const TeamLoad& team) {
  if (team.asked > 0 && team.there <= 0) return {"nobody is there to do it", Look::alarm};
  if (team.asked <= 0) return {"no work comes here", Look::quiet};
  if (team.load() > 1) return {"the queue will grow until something gives", Look::alarm};
  if (team.load() >= 0.9) return {"waits will be long and uneven", Look::warning};
  if (team.load() >= 0.75) return {"busy; waits when much comes at once"};
  return {"room to spare", Look::quiet};
}

std::string load_text(const TeamLoad& team) { return team.there > 0 ? number(100 * team.load(), 0) + " %" : "–"; }

std::string posts_text(double posts) {
  return number(posts, posts == static_cast<double>(static_cast<long>(posts)) ? 0 : 1);
}

}  // namespace

std::string load_table(const Model& model, const OfferedLoad& offered, bool colour) {
  if (!offered.finite) {
    return "Families circulate for ever: too few of them ever reach 'closed', so their work has no end and the teams'\n"
           "loads cannot be worked out. Look at the shares under 'next' and at 're-referral'.\n";
  }
  Grid grid{
      {{Align::left, 0}, {Align::right, 3}, {Align::right, 3}, {Align::right, 3}, {Align::right, 3}, {Align::left, 3}}};
  grid.add({{"team", Look::quiet},
            {"posts", Look::quiet},
            {"work asked", Look::quiet},
            {"hours there", Look::quiet},
            {"load", Look::quiet}});
  for (std::size_t i = 0; i < offered.teams.size(); ++i) {
    const TeamLoad& team = offered.teams[i];
    const Remark remark = remark_on(team);
    grid.add({{shown_name(model.names.teams[i])},
              {posts_text(team.posts)},
              {number(team.asked, 0) + " h/yr"},
              {number(team.there, 0) + " h/yr"},
              {load_text(team), remark.look == Look::quiet ? Look::plain : remark.look},
              {std::string{remark.words}, remark.look}});
  }
  return grid.text(colour) +
         fmt::format("referrals: {} families a year, re-referrals included\n", number(offered.referrals, 0));
}

}  // namespace caseload
