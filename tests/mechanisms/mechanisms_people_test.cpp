// What councils say of their people, switched on against off on the same families: the sign that experience has it.
#include <catch2/catch.hpp>

#include "support/paired.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

/// A team of named workers that is nearly full: new families come, are assessed, and many stay.
std::string council(const std::string& people, const std::string& rest = "", const std::string& length = "4 years") {
  return R"(
caseload: 1
name: council
period: {start: 2008-01-01, length: )" + length + R"(, settle: 1 year, begin: steady}
demand: {referrals: {rate: 9 families per week, children: 1.8, to: assessment}}
people:
  hours: office hours
  casework: 80 %
  leave: {days: 28 per year, lasting: 5 working days}
  )" + people + R"(
teams: {duty: {posts: 16, limit: 18 families}}
urgency: [assessment, plan]
)" + rest + R"(
steps:
  assessment:
    team: duty
    urgency: assessment
    due: 35 working days
    tasks: {visits: {effort: {lognormal: {mean: 12 hours, cv: 0.5}}}, record: {effort: 6 hours, after: 1 week}}
    next: {plan: 40 %, closed: rest}
  plan:
    team: duty
    urgency: plan
    lasts: {exponential: 9 months}
    tasks: {visit: {every: 4 weeks, effort: 2 hours}}
)";
}

const std::string turnover = R"(leaving: {rate: 15 % per year, notice: 1 month}
  vacancy: {filled_after: {uniform: {low: 3 months, high: 6 months}}}
  starter: {speed: 50 %, full_after: 3 months})";

const std::string grades = R"(
grades:
  experienced: {}
  newly qualified: {speed: 60 %, limit: 70 %, becomes: experienced, after: 1 year})";

}  // namespace

TEST_CASE("M08 newly qualified backfill: where vacancies are filled by newly qualified workers, children wait longer") {
  const std::string experienced = turnover + "\n  grades: {experienced: 100 %}";
  const std::string newly = experienced + "\n  starters: {newly qualified: 100 %}";
  const Paired waiting = paired(council(experienced, grades), council(newly, grades), "children unallocated", "service");
  INFO(waiting.off << " -> " << waiting.on);
  CHECK(waiting.above_zero());
  CHECK(paired(council(experienced, grades), council(newly, grades), "time in step, mean", "assessment").above_zero());
}

TEST_CASE("M10 leaving by tenure and workload: overload makes people leave, and early leavers leave posts empty") {
  const std::string feedback = "feedback: {above: 15 children, leaving: {strength: strong, strong: 10 %}}";
  const Paired leavers = paired(council(turnover), council(turnover, feedback), "turnover", "duty");
  INFO(leavers.off << " -> " << leavers.on);
  CHECK(leavers.above_zero());
  // Of the same mean, 6.7 years, but most leave early or not at all for long.
  std::string early = turnover;
  early.replace(early.find("rate: 15 % per year"), 19, "after: {weibull: {shape: 0.5, scale: 40 months}}");
  const auto growing = [&](const std::string& people) {
    std::string yaml = council(people);
    return yaml.replace(yaml.find("posts: 16"), 9, "posts: [16, 32 from 2008-02-01]");
  };
  const Paired young = paired(growing(turnover), growing(early), "leavers", "duty");
  INFO(young.off << " -> " << young.on);
  CHECK(young.above_zero());
}

TEST_CASE("M11 vicious circle: publicity keeps applicants away, overload drives workers out, caseloads rise") {
  const std::string feedback = R"(
feedback:
  above: 15 children
  leaving: {strength: STRENGTH, default: 2 %, strong: 10 %}
  sickness: {strength: STRENGTH, default: 2 %, strong: 6 %}
  applicants: {strength: STRENGTH, default: 30 %, strong: 50 %, lasting: 18 months}
events: [{on: 2008-11-11, publicity: yes}])";
  const auto with = [&](const std::string& strength) {
    std::string text = feedback;
    for (auto at = text.find("STRENGTH"); at != text.npos; at = text.find("STRENGTH")) text.replace(at, 8, strength);
    return council(turnover + "\n  sickness: {days: 12 per year, lasting: {exponential: 6 working days}}", text);
  };
  const Paired vacant = paired(with("off"), with("strong"), "vacant, share of posts", "duty");
  INFO(vacant.off << " -> " << vacant.on);
  CHECK(vacant.above_zero());
  CHECK(paired(with("off"), with("strong"), "children per worker", "duty").above_zero());
  CHECK(paired(with("off"), with("strong"), "absent", "duty").above_zero());
  const Paired mild = paired(with("off"), with("default"), "vacant, share of posts", "duty");
  CHECK(mild.above_zero());
  CHECK(mild.difference < vacant.difference);
}

TEST_CASE("M12 sickness and vacancy together remove nearly a third of a workforce") {
  // A fifth of the posts vacant (6 of 30 months) and 25 of about 225 days sick: 0.80 x (1 - 25/225) = 0.71.
  const std::string both = R"(sickness: {days: 25 per year, lasting: {exponential: 8 working days}}
  leaving: {after: {exponential: 24 months}}
  vacancy: {filled_after: {exponential: 6 months}, at_begin: 20 %})";
  std::string on = council(both, "", "8 years"), off = council("spread: 0 %", "", "8 years");
  const std::string leave = "  leave: {days: 28 per year, lasting: 5 working days}\n";
  on.erase(on.find(leave), leave.size());
  off.erase(off.find(leave), leave.size());
  const Paired available = paired(off, on, "available", "duty", 20);
  INFO(available.off << " -> " << available.on);
  CHECK(available.off == Approx(100));
  CHECK(available.below_zero());
  CHECK(available.on - available.half_width() > 69);
  CHECK(available.on + available.half_width() < 74);
}

TEST_CASE("M24 a campaign brings recruits to the vacant posts of the teams that it is for") {
  const std::string campaign =
      "campaigns: {West Sussex: {on: 2009-01-15, people: 19, reach: 58 %, starts_after: {uniform: {low: 2 months, high: 4 months}}}}";
  const std::string slow = R"(leaving: {rate: 20 % per year}
  vacancy: {filled_after: {uniform: {low: 9 months, high: 15 months}}, at_begin: 20 %})";
  const Paired vacant = paired(council(slow), council(slow, campaign), "vacant", "duty");
  INFO(vacant.off << " -> " << vacant.on);
  CHECK(vacant.below_zero());
  // Some find no post: 11 come on average, to about three vacancies at a time.
  const std::string more = campaign.substr(0, campaign.size() - 2) + ", teams: [legal]}}";
  const auto with_legal = [&](const std::string& rest) {
    std::string yaml = council(slow, rest);
    return yaml.replace(yaml.find("teams: {duty"), 12, "teams: {legal: {posts: 5, works: pool}, duty");
  };
  CHECK(paired(with_legal(""), with_legal(more), "vacant", "legal").below_zero());
  const Paired elsewhere = paired(with_legal(""), with_legal(more), "vacant", "duty");
  CHECK(elsewhere.difference == 0);
}

TEST_CASE("M25 a training scheme delivers two years later, and fewer than began it") {
  const std::string slow = R"(leaving: {rate: 20 % per year}
  vacancy: {filled_after: {uniform: {low: 9 months, high: 15 months}}, at_begin: 20 %})";
  const auto scheme = [&](const std::string& reach, const std::string& length) {
    return council(slow, "campaigns: {course: {on: 2008-01-02, people: 10, reach: " + reach + ", starts_after: 2 years}}", length);
  };
  const Paired before = paired(council(slow, "", "23 months"), scheme("100 %", "23 months"), "vacant", "duty");
  CHECK(before.difference == 0);
  const Paired after = paired(council(slow), scheme("100 %", "4 years"), "vacant", "duty");
  INFO(after.off << " -> " << after.on);
  CHECK(after.below_zero());
  const Paired attrition = paired(scheme("100 %", "4 years"), scheme("[70 %, 60 %]", "4 years"), "without a post", "course");
  INFO(attrition.off << " -> " << attrition.on);
  CHECK(attrition.below_zero());
  CHECK(paired(scheme("100 %", "4 years"), scheme("[20 %, 50 %]", "4 years"), "started", "course").below_zero());
}

TEST_CASE("M30 workers who differ in speed keep families waiting longer than workers who are all alike") {
  const Paired longer = paired(council("spread: 0 %"), council("spread: 40 %"), "time in step, mean", "assessment");
  INFO(longer.off << " -> " << longer.on);
  CHECK(longer.above_zero());
  const Paired late = paired(council("spread: 0 %"), council("spread: 40 %"), "done in time", "assessment");
  CHECK(late.below_zero());
}
