// National figures about the people: what the rules of 2008 give, measured in a council that runs under them.
#include <string>

#include "seeds/fact.hpp"
#include "seeds/futures.hpp"

namespace caseload::seeds {
namespace {

const std::string council = "hartlepool-2009.yaml";

Fact sickness() {
  // Somebody who falls ill on leave counts as on leave: so nobody goes on leave here. Few families, since only people
  // count.
  const Futures futures{council,
                        {{},
                         {"period.length=20 years", "demand.referrals.rate=1 family per week", "people.leave=none",
                          "people.training=none"},
                         40,
                         false}};
  const double office_day = 7.4, weeks_a_year = 365.25 / 7;
  Each days(futures.size()), workers(futures.size());
  for (const std::string team : {"duty", "care planning", "looked after"}) {
    const Each in_post = futures("in post", team);
    days += in_post * futures("hours: sickness", team) * weeks_a_year / office_day;
    workers += in_post;
  }
  const Estimate each = ratio_of(days, workers);
  const double all_employees = 7.4;
  return {"V16",
          "England 2009: days of sickness a worker and year; above all employees (7.4)",
          "11.8 to 12 (± 0.5); 60 %",
          with_interval(each, 1) + "; " + number(100 * (each.mean / all_employees - 1), 0) + " %",
          within(each.mean, 11.3, 12.5) && within(each.mean / all_employees, 1.5, 1.7),
          ""};
}

/// Share of the rounds of recruitment that find nobody: a vacancy takes 1 / (1 - share) rounds of three months, and
/// lasts (by Little's law) as long as vacant posts over people hired in a year.
Estimate rounds_that_fail(const std::string& fails) {
  const double round = 3.0 / 12;
  const Futures futures{
      council,
      {{},
       {"period.length=10 years", "demand.referrals.rate=1 family per week", "people.leaving.rate=30 % per year",
        "people.vacancy.filled_after=3 months", "people.vacancy.fails=" + fails, "people.vacancy.agency=0 %"},
       40,
       false}};
  Each vacant(futures.size()), hired(futures.size());
  for (const std::string team : {"duty", "care planning", "looked after"}) {
    vacant += futures("vacant", team);
    hired += futures("hired", team);
  }
  const Estimate rounds_filled = ratio_of(round * hired, vacant);
  return {.mean = 1 - rounds_filled.mean, .lower95 = 1 - rounds_filled.upper95, .upper95 = 1 - rounds_filled.lower95};
}

Fact recruitment() {
  const Estimate before = rounds_that_fail("40 %"), after = rounds_that_fail("60 %");
  return {"V18",
          "England 2009: recruitment that finds nobody, before and after (x 1.5)",
          "0.40 and 0.60",
          with_interval(before, 2) + " and " + with_interval(after, 2),
          within(before.mean, 0.38, 0.42) && within(after.mean, 0.58, 0.62),
          "share of rounds, from how long posts stand empty"};
}

}  // namespace

std::vector<Fact> workforce_facts() { return {sickness(), recruitment()}; }

}  // namespace caseload::seeds
