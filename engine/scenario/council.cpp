// See council.hpp.
#include "scenario/council.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace caseload::scenario {
namespace {

/// Fills the gaps of one authority.
class Filler {
 public:
  Filler(Council& council, const Authority& authority, const Published& england)
      : council_{council}, of_{authority.figures}, england_{england} {}

  /// The authority's own figure, or else what stands in for it.
  Known fill(Figure Published::*figure, double factor, double instead, const std::string& how) {
    const Published::Entry& entry = entry_of(figure);
    const Figure& own = of_.*figure;
    if (own.value) return {*own.value * factor, source_of(entry.table, council_.year), true};
    return gap(entry.name, own.why, instead, how);
  }
  /// Likewise, of a count over another count.
  Known ratio(Figure Published::*part, Figure Published::*whole, const std::string& name, const std::string& how) {
    const Figure& a = of_.*part;
    const Figure& b = of_.*whole;
    const double instead = england(part) / england(whole);
    if (a.value && b.value && *b.value > 0)
      return {*a.value / *b.value, source_of(entry_of(part).table, council_.year), true};
    return gap(name,
               !a.value   ? a.why
               : !b.value ? b.why
                          : fmt::format("nobody in '{}'", entry_of(whole).name),
               instead, how);
  }
  Known gap(const std::string& what, const std::string& why, double instead, const std::string& how) {
    council_.gaps.push_back({what, why, how});
    return {instead, fmt::format("{}, as {}'s own is {}", how, council_.name, why), false};
  }
  double england(Figure Published::*figure) const { return *(england_.*figure).value; }
  double england(Figure Published::*part, Figure Published::*whole) const { return england(part) / england(whole); }

 private:
  static const Published::Entry& entry_of(Figure Published::*figure) {
    const auto& all = Published::entries();
    return *std::find_if(all.begin(), all.end(), [&](const auto& entry) { return entry.figure == figure; });
  }

  Council& council_;
  const Published& of_;
  const Published& england_;
};

using P = Published;

/// Share of the open plans that are older than a year: what the bands up to a year leave.
std::optional<double> older_than_a_year(const Published& of) {
  if (!of.open_plans.value || *of.open_plans.value <= 0) return {};
  double left = *of.open_plans.value;
  for (const Figure& band : of.open_plans_by_length) {
    if (!band.value) return {};
    left -= *band.value;
  }
  return std::clamp(left / *of.open_plans.value, 0.0, 0.9);
}

}  // namespace

Result<Council> without_gaps(const Authority& authority, const Published& england, int year) {
  Council c;
  c.name = authority.name;
  c.code = authority.code;
  c.year = year;
  c.joint = authority.joint;
  c.part = authority.part;
  Filler f{c, authority, england};
  if (!authority.figures.referrals.value && !authority.figures.population.value) {
    return Problems{{{},
                     {},
                     fmt::format("neither referrals nor population of {} are published for {}", authority.name, year),
                     "another year? --year",
                     {},
                     1}};
  }
  c.population = f.fill(&P::population, 1, 0, "left out: no rates per 10,000 children");
  c.referrals = f.fill(&P::referrals, 1, c.population.value * f.england(&P::referrals, &P::population),
                       "England's referrals per child");
  const double referrals = c.referrals.value;
  c.re_referrals = f.ratio(&P::re_referrals, &P::referrals, "re-referrals", "England's share of referrals");
  c.no_further_action =
      f.ratio(&P::no_further_action, &P::referrals, "referrals with no further action", "England's share of referrals");
  c.not_in_need =
      f.ratio(&P::not_in_need, &P::referrals, "referrals assessed and not in need", "England's share of referrals");
  c.in_need = f.fill(&P::in_need, 1, referrals * f.england(&P::in_need, &P::referrals), "England's, per referral");
  c.plan_starts =
      f.fill(&P::plan_starts, 1, referrals * f.england(&P::plan_starts, &P::referrals), "England's, per referral");
  c.open_plans = f.fill(&P::open_plans, 1, c.plan_starts.value * f.england(&P::open_plans, &P::plan_starts),
                        "England's mean length of a plan");
  if (const auto own = older_than_a_year(authority.figures)) {
    c.long_plans = {*own, source_of(Table::plans_open, year), true};
  } else {
    std::string why = authority.figures.open_plans.why;
    for (const Figure& band : authority.figures.open_plans_by_length) {
      if (why.empty() && !band.value) why = band.why;
    }
    c.long_plans = f.gap("open plans by length", why.empty() ? "none" : why, *older_than_a_year(england),
                         "England's share older than a year");
  }
  c.care_starts =
      f.fill(&P::care_starts, 1, referrals * f.england(&P::care_starts, &P::referrals), "England's, per referral");
  c.looked_after = f.fill(&P::looked_after, 1, c.care_starts.value * f.england(&P::looked_after, &P::care_starts),
                          "England's mean time in care");
  c.sickness = f.ratio(&P::days_lost, &P::workers, "days lost to sickness", "England's, per worker");
  c.turnover = f.fill(&P::turnover, 0.01, f.england(&P::turnover) / 100, "England's");
  c.vacancy = f.fill(&P::vacancy, 0.01, f.england(&P::vacancy) / 100, "England's");
  c.cover = f.fill(&P::cover, 0.01, f.england(&P::cover) / 100, "England's");
  c.case_holders = f.fill(&P::case_holders, 1, c.in_need.value * f.england(&P::case_holders, &P::in_need),
                          "England's, per child in need");
  c.cases =
      f.fill(&P::cases, 1, c.in_need.value * f.england(&P::cases, &P::in_need), "England's share of children in need");
  return c;
}

}  // namespace caseload::scenario
