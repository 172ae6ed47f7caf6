// What the press and reports say of other councils and of England, each against its own scenario.
// Sources: at the head of each scenario file.
#include <string>

#include "seeds/fact.hpp"
#include "seeds/futures.hpp"

namespace caseload::seeds {
namespace {

using namespace std::chrono_literals;

Fact leeds() {
  const Futures futures{"leeds-2011.yaml", {"hiring", {}, 10, false}};
  const Estimate before = estimate_of(futures("children per worker", "service on 2009-06-30"));
  const Estimate after = estimate_of(futures("children per worker", "service on 2011-06-30"));
  return {"V10",
          "Leeds: children per worker before 66 were hired, and two years later",
          "25, then 20 (± 1)",
          with_interval(before, 1) + ", then " + with_interval(after, 1),
          within(before.mean, 24, 26) && within(after.mean, 19, 21),
          "posts before the hiring are assumed"};
}

Fact north_yorkshire() {
  const Futures futures{"north-yorkshire-2011.yaml", {"21 posts", {}, 30, false}};
  const Estimate rise = ratio_of(futures("children per worker", "service on 2011-01-31"),
                                 futures("children per worker", "service on 2009-01-31"));
  const Estimate cases =
      ratio_of(futures("open children", "service on 2011-01-31"), futures("open children", "service on 2009-01-31"));
  return {"V11",
          "North Yorkshire: open cases and cases per worker, early 2011 over early 2009",
          "2.0 and 1.50 times (± 10 %)",
          with_interval(cases, 2) + " and " + with_interval(rise, 2),
          within(cases.mean, 1.8, 2.2) && within(rise.mean, 1.35, 1.65),
          "threshold and stays are calibrated"};
}

const Futures& care_applications() {
  static const Futures futures{"care-applications-2008.yaml", {{}, {}, 40, true}};
  return futures;
}

Fact rise_of_care_applications() {
  const Each before = care_applications().entries("proceedings", 2008y / 4 / 1, 2009y / 1 / 1);
  const Each after = care_applications().entries("proceedings", 2009y / 4 / 1, 2010y / 1 / 1);
  const Estimate rise = ratio_of(after, before);
  return {"V12",
          "England: care applications, April to December 2009 over 2008",
          "1.461 times (± 2 %)",
          with_interval(rise, 3),
          within(rise.mean, 1.461 * 0.98, 1.461 * 1.02),
          ""};
}

Fact care_applications_of_november() {
  const Estimate month = estimate_of(care_applications().entries("proceedings", 2009y / 11 / 1, 2009y / 12 / 1));
  return {"V13",
          "England: care applications in November 2009",
          "753 (± 5 %)",
          with_interval(month, 0),
          within(month.mean, 753 * 0.95, 753 * 1.05),
          ""};
}

/// Full-time workers who are neither missing from a vacant post nor ill. Leave and training are not looked at.
Each there(const Futures& futures) {
  const double open_hours_a_week = 37;
  Each workers(futures.size());
  for (const std::string team : {"duty", "care planning", "looked after", "legal"}) {
    workers += futures("in post", team) * (1 - futures("hours: sickness", team) / open_hours_a_week);
  }
  return workers;
}

std::vector<Fact> birmingham() {
  const Futures futures{"birmingham-2009.yaml", {{}, {}, 12, false}};
  Each posts(futures.size());
  for (const std::string team : {"duty", "care planning", "looked after", "legal"}) posts += futures("posts", team);
  const Estimate share = estimate_of(100 * there(futures) / posts);
  const double weeks_a_month = 365.25 / 12 / 7;
  const Each a_month = futures("children referred", "service") * weeks_a_month;
  const Estimate each = estimate_of(a_month / there(futures));
  return {{"V14", "Birmingham: posts with somebody there, given vacancies and sickness", "71 % (69 to 74 %)",
           with_interval(share, 1) + " %", within(share.mean, 69, 74), "0.80 x (1 - 25/225)"},
          {"V15", "Birmingham: new cases a month to each who is there", "1.5 to 1.6", with_interval(each, 2),
           within(each.mean, 1.5, 1.6), "800 to 513 or 521 people"}};
}

Fact hartlepool() {
  // Children: Office for National Statistics, mid-2012. Posts: council report, the substantive ones.
  const Futures darlington{"darlington-2009.yaml",
                           {"do nothing", {"population=22730 children", "report.on=[2008-10-31]"}, 1, false}};
  const Futures neighbour{"hartlepool-2009.yaml", {{}, {"report.on=[2009-10-30]"}, 30, false}};
  const auto children_to_a_post = [](const Futures& futures, const std::string& day) {
    double posts = 0;
    for (const std::string team : {"duty", "care planning", "looked after"}) {
      posts += futures("in post", team + " on " + day)[0] + futures("vacant", team + " on " + day)[0];
    }
    return futures.model().population / posts;
  };
  const double here = children_to_a_post(neighbour, "2009-10-30"), there = children_to_a_post(darlington, "2008-10-31");
  const Estimate each = estimate_of(neighbour("children per worker", "service"));
  return {"V17",
          "Child population to a post: Hartlepool and Darlington",
          "875 and 1,082, 1.24 times",
          number(here, 0) + " and " + number(there, 0) + ", " + number(there / here, 2) + " times",
          within(there / here, 1.23, 1.25) && each.mean > 0,
          ""};
}

Fact west_sussex() {
  const std::string campaign = "recruitment campaign";
  const Futures with{"west-sussex-2009.yaml", {"campaign and package", {}, 24, false}};
  const Futures without{"west-sussex-2009.yaml", {"neither", {}, 24, false}};
  const Estimate reach = estimate_of(with("started", campaign) + with("without a post", campaign));
  const auto leavers = [](const Futures& futures) -> Each {
    return futures("leavers", "duty") + futures("leavers", "care planning") + futures("leavers", "looked after");
  };
  const Estimate fewer = estimate_of(leavers(with) - leavers(without));
  return {"V19",
          "West Sussex: of 19 recruits, in children's teams; leavers a year, with the package less without",
          "11 (58 %); fewer",
          with_interval(reach, 1) + "; " + with_interval(fewer, 1),
          within(reach.mean, 10, 12) && fewer.upper95 < 0,
          ""};
}

/// Referrals with early help over those without, in the same futures, in per cent.
Estimate early_help_against_none(const Futures& with, const Futures& without, Date from, Date before) {
  const Estimate ratio =
      ratio_of(with.entries("referral decision", from, before), without.entries("referral decision", from, before));
  return {.mean = 100 * (ratio.mean - 1), .lower95 = 100 * (ratio.lower95 - 1), .upper95 = 100 * (ratio.upper95 - 1)};
}

Fact early_help() {
  const Futures off{"early-help.yaml", {"off", {}, 24, true}};
  const Futures on{"early-help.yaml", {"default", {}, 24, true}};
  const Estimate first_year = early_help_against_none(on, off, 2010y / 4 / 1, 2011y / 4 / 1);
  const Estimate after_third = early_help_against_none(on, off, 2013y / 4 / 1, 2015y / 4 / 1);
  return {"V22",
          "Early help: referrals in its first year and after its third, against none",
          "above, then below",
          "+" + with_interval(first_year, 1) + " %, then " + with_interval(after_third, 1) + " %",
          first_year.lower95 > 0 && after_third.upper95 < 0,
          ""};
}

Fact surrey() {
  const Futures audited{"surrey-2009.yaml", {"audit", {}, 8, false}};
  const Futures unread{"surrey-2009.yaml", {"no audit", {}, 8, false}};
  const auto rise = [&](const std::string& step) {
    return estimate_of(audited("open children", step + " on 2009-06-30") -
                       unread("open children", step + " on 2009-06-30"));
  };
  const Estimate plans = rise("child protection plan"), care = rise("in care");
  const Estimate files = estimate_of(unread("open children", "child in need on 2008-12-31"));
  return {"V23",
          "Surrey: children whose files are read; on plans and in care three months later, with the audit less without",
          "about 3,500; more",
          with_interval(files, 0) + "; +" + with_interval(plans, 0) + " and +" + with_interval(care, 0),
          within(files.mean, 3'325, 3'675) && plans.lower95 > 0 && care.lower95 > 0,
          ""};
}

}  // namespace

std::vector<Fact> council_facts() {
  std::vector<Fact> facts{leeds(),
                          north_yorkshire(),
                          rise_of_care_applications(),
                          care_applications_of_november(),
                          hartlepool(),
                          west_sussex(),
                          early_help(),
                          surrey()};
  for (Fact& fact : birmingham()) facts.push_back(std::move(fact));
  return facts;
}

}  // namespace caseload::seeds
