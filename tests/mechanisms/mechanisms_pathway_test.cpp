// Mechanisms of the pathway, each switched on against off on the same families: it has the effect that the field says.
#include <cmath>
#include <initializer_list>
#include <utility>

#include "support/paired.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// The text with each first part replaced by the second.
std::string with(std::string text, std::initializer_list<std::pair<std::string, std::string>> changes) {
  for (const auto& [from, to] : changes) {
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string service(const std::string& rate, const std::string& rest, const std::string& length = "1 year") {
  return R"(
caseload: 1
name: mechanism
period: {start: 2009-01-01, length: )" + length + R"(, begin: empty, settle: 1 year}
demand: {referrals: {rate: )" + rate + R"( families per week, children: 1.8}}
)" + rest;
}

/// Referrals are assessed; four in ten of the families get a plan with visits.
std::string assessments_and_plans(const std::string& rate) {
  return service(rate, R"(
people: {hours: office hours, casework: 70 %}
teams: {social work: {posts: 6, limit: 20 children}, family support: {posts: 2, works: pool}}
effort: {next_child: 50 %, direct: 13 %, admin: 100 %}
steps:
  assessment:
    team: social work
    due: 45 working days
    tasks: {assessment: {effort: {lognormal: {mean: 14 hours, cv: 0.6}}}}
    next: {plan: 40 %, closed: rest}
  plan:
    team: social work
    lasts: {exponential: 6 months}
    tasks: {visit: {effort: 2 hours, every: 2 weeks}}
)");
}

}  // namespace

TEST_CASE("M06 longer plans: the same families stay open longer, and more are open") {
  const std::string off = assessments_and_plans("3");
  const std::string on = with(off, {{"{exponential: 6 months}", "{exponential: 8 months}"}});
  CHECK(paired(off, on, "open children", "service").above_zero());
  CHECK(paired(off, on, "busy", "social work").above_zero());
}

TEST_CASE("M13 office work: more recording for each hour with families makes assessments wait") {
  const std::string off = assessments_and_plans("3");
  const std::string on = with(off, {{"admin: 100 %", "admin: 140 %"}});
  CHECK(paired(off, on, "busy", "social work").above_zero());
  CHECK(paired(off, on, "time in step, mean", "assessment").above_zero());
}

TEST_CASE("M21 skill mix: visits by family support shift who does the work, not how much there is") {
  const std::string off = assessments_and_plans("3.5");
  const std::string on = with(off, {{"every: 2 weeks", "every: 2 weeks, or_by: family support"}});
  CHECK(paired(off, on, "time in step, mean", "assessment").below_zero());
  // Where nobody has too much, all the work is done in either case.
  const std::string quiet = assessments_and_plans("1.5");
  const std::string shared = with(quiet, {{"every: 2 weeks", "every: 2 weeks, or_by: family support"}});
  const Paired less = paired(quiet, shared, "hours on cases", "social work");
  const Paired more = paired(quiet, shared, "hours on cases", "family support");
  CHECK(less.below_zero());
  CHECK(more.above_zero());
  CHECK(more.difference > 0.05 * less.off);
  CHECK(std::abs(less.difference + more.difference) < 0.005 * less.off);
}

TEST_CASE("M14 court procedure: more legal work on each matter makes the lawyers the bottleneck") {
  const std::string off = service("2", R"(
people: {hours: office hours, casework: 80 %}
teams: {social work: {posts: 8}, legal: {posts: 2, works: pool}}
EVENTS
steps:
  assessment: {team: social work, tasks: {assessment: {effort: 14 hours}}, next: {proceedings: 40 %, closed: rest}}
  proceedings:
    team: social work
    tasks:
      application: {by: legal, effort: {lognormal: {mean: 22 hours, cv: 0.5}}}
      hearing: {effort: 20 hours, after: 8 weeks}
)", "2 years");
  const std::string law = R"(
events:
  - {on: 2009-04-01, name: Public Law Outline, changes: {steps.proceedings.tasks.application.effort: +60 %}})";
  const std::string before = with(off, {{"EVENTS", ""}}), after = with(off, {{"EVENTS", law}});
  CHECK(paired(before, after, "wait, mean", "proceedings: application").above_zero());
  CHECK(paired(before, after, "time in step, mean", "proceedings").above_zero());
  CHECK(paired(before, after, "busy", "legal").above_zero());
}

TEST_CASE("M16 early help cut: families that it has no place for come back as referrals later") {
  const std::string off = service("6", R"(
steps:
  contact: {next: {early help: 50 %, screening: rest}}
  early help: {lasts: {exponential: 4 months}, places: 80, refused: alone, next: {screening: 10 %, closed: rest}}
  alone: {lasts: {exponential: 6 months}, next: {screening: 40 %, closed: rest}}
  screening: {lasts: 1 day}
)", "2 years");
  const std::string on = with(off, {{"places: 80", "places: 15"}});
  CHECK(paired(off, on, "refused", "early help").above_zero());
  CHECK(paired(off, on, "entered", "screening").above_zero());
}

TEST_CASE("M20 audit of open files: plans rise after it, while as many families come as before") {
  const std::string off = service("4", R"(
teams: {social work: {posts: 30, people: {hours: office hours}}, auditors: {posts: 3, works: pool, people: {hours: office hours}}}
steps:
  child in need:
    team: social work
    lasts: {exponential: 9 months}
    tasks: {visit: {every: 4 weeks, effort: 1 hour}}
  plan: {team: social work, lasts: {exponential: 10 months}}
)");
  const std::string on = with(off, {{"visit: {", "audit: {on: 2009-02-01, over: 3 months, by: auditors, effort: 2 hours,"
                                                 " ends: 8 %, to: {plan: 100 %}}, visit: {"}});
  CHECK(paired(off, on, "open families", "plan").above_zero());
  CHECK(paired(off, on, "hours on cases", "auditors").above_zero());
  CHECK(paired(off, on, "children referred", "service").difference == 0);
}

TEST_CASE("M22 rapid response: families in crisis that find a place there are kept out of care") {
  const std::string off = service("3", R"(
teams: {rapid response: {posts: 6, people: {hours: always}}}
steps:
  crisis: {next: {rapid response: 60 %, care: 20 %, closed: rest}}
  rapid response:
    team: rapid response
    urgent: yes
    places: 1
    refused: care
    lasts: {uniform: {low: 4 weeks, high: 8 weeks}}
    tasks: {visit: {every: 2 days, effort: 2 hours}}
    next: {care: 20 %, closed: rest}
  care: {lasts: {exponential: 2 years}}
)");
  const std::string on = with(off, {{"places: 1", "places: 20"}});
  CHECK(paired(off, on, "entered", "care").below_zero());
  CHECK(paired(off, on, "refused", "rapid response").below_zero());
}

TEST_CASE("M23 threshold agreement: from its date on, partners bring fewer families to be assessed") {
  const std::string off = service("20", R"(
people: {hours: office hours}
teams: {social work: {posts: 6}}
EVENTS
steps:
  contact: {next: {assessment: 35 %, closed: rest}}
  assessment: {team: social work, tasks: {assessment: {effort: 14 hours}}}
)");
  const std::string agreed = R"(
events: [{on: 2009-04-01, name: agreement, changes: {steps.contact.next: {assessment: 22 %, closed: rest}}}])";
  const std::string without = with(off, {{"EVENTS", ""}}), agreement = with(off, {{"EVENTS", agreed}});
  CHECK(paired(without, agreement, "entered", "assessment").below_zero());
  CHECK(paired(without, agreement, "busy", "social work").below_zero());
}

TEST_CASE("M26 repeat removals: mothers who have lost a child to care come back, and lose the next more often") {
  const std::string off = service("2", R"(
re-referral: {share: 5 %, after: {exponential: 1 year}}
steps:
  assessment: {lasts: 6 weeks, next: {care: 30 %, closed: rest}IF_BEEN}
  care: {lasts: 6 months, returns: {share: 30 %, after: {exponential: 18 months}, to: assessment}}
)", "8 years");
  const std::string alike = with(off, {{"IF_BEEN", ", if_been: {in: care, next: {care: 30 %, closed: rest}}"}});
  const std::string repeat = with(off, {{"IF_BEEN", ", if_been: {in: care, next: {care: 70 %, closed: rest}}"}});
  CHECK(paired(alike, repeat, "came again", "care").above_zero());
  CHECK(paired(alike, repeat, "entered", "care").above_zero());
  // Memory that changes nothing changes nothing.
  CHECK(paired(with(off, {{"IF_BEEN", ""}}), alike, "entered", "care").difference == 0);
}

TEST_CASE("M27 hub: triage by two agencies is as slow as the partner who is not there") {
  const std::string off = service("25", R"(
people: {hours: office hours}
teams: {front door: {posts: 2, works: pool}, police: {posts: 2, works: pool}}
steps:
  triage:
    team: front door
    due: 1 working day
    tasks: {police check: {by: police, effort: 1 hour}, decision: {effort: 1 hour}}
)");
  const std::string on = with(off, {{"police: {posts: 2, works: pool}",
                                     "police: {posts: 2, works: pool, people: {leave: {every: {exponential: 60 hours},"
                                     " lasting: {exponential: 5 working days}}}}"}});
  CHECK(paired(off, on, "time in step, mean", "triage").above_zero());
  CHECK(paired(off, on, "done in time", "triage").below_zero());
}

TEST_CASE("M28 neglect drifts unless a review at six or twelve months escalates it") {
  const std::string off = service("3", R"(
teams: {social work: {posts: 20, people: {hours: office hours}}}
steps:
  child in need:
    team: social work
    lasts: {lognormal: {mean: 12 months, cv: 1}}
    tasks: {visit: {every: 4 weeks, effort: 1 hour}REVIEW}
  enquiry: {team: social work, tasks: {enquiry: {effort: 8 hours}}}
)", "2 years");
  const std::string review = ", review: {every: 6 months, effort: 3 hours, ends: [25 %, 25 %, 0 %], to: {enquiry: 100 %}}";
  const std::string drift = with(off, {{"REVIEW", ""}}), escalated = with(off, {{"REVIEW", review}});
  CHECK(paired(drift, escalated, "entered", "enquiry").above_zero());
  CHECK(paired(drift, escalated, "time in step, mean", "child in need").below_zero());
}

TEST_CASE("M29 poor communication: gathering information and contacts made twice keep the front door busy") {
  const std::string off = service("30", R"(
people: {hours: office hours}
teams: {front door: {posts: 2, works: pool}}
steps:
  contact:
    team: front door
    tasks: {information: {effort: {lognormal: {mean: 30 minutes, cv: 0.8}}}, decision: {effort: 45 minutes}}
)");
  const std::string gathering = with(off, {{"mean: 30 minutes", "mean: 1 hour"}});
  const std::string twice = with(off, {{"children: 1.8}", "children: 1.8}, made twice: {rate: 8 families per week}"}});
  for (const std::string& on : {gathering, twice}) {
    CHECK(paired(off, on, "busy", "front door").above_zero());
    CHECK(paired(off, on, "time in step, mean", "contact").above_zero());
  }
}
