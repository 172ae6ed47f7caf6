// Scenarios with one mistake each, and where it is: for the tests of the reader and of the program.
// A case replaces one line's worth of a good scenario; '^' marks the place that the error must name.
#pragma once

#include <cassert>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caseload::test {

struct BadScenario {
  std::string name;  ///< what is wrong, in words
  std::string yaml;
  int line{}, column{};  ///< from 1; 0: the file as a whole
  std::string key;       ///< of the problem; empty where there is none
  std::string message_part;
};

/// A scenario in which everything is right.
inline const std::string good_scenario = R"(name: Kent
period: {start: 2010-04-01, length: 2 years}
demand:
  referrals: {rate: 26 children per week, children: 1.8, to: intake}
events: [{on: 2011-01-01, referrals: +40 %}]
people: {casework: 80 %}
teams:
  duty: {posts: 7, limit: 20 children}
  legal: {posts: 1, works: pool}
urgency: [court, visit]
steps:
  intake:
    team: duty
    tasks: {decision: {effort: 2 hours}}
    next: {plan: 60 %, closed: rest}
  plan:
    team: duty
    lasts: {exponential: 6 months}
    tasks:
      visit: {effort: 1 hour, every: 4 weeks, urgency: visit}
)";

/// Takes the '^' out of a text and says where it was.
inline BadScenario marked(std::string name, std::string yaml, std::string key, std::string message_part) {
  BadScenario bad{std::move(name), {}, 0, 0, std::move(key), std::move(message_part)};
  const auto mark = yaml.find('^');
  if (mark != yaml.npos) {
    const auto start = yaml.rfind('\n', mark) + 1;  // npos + 1 is 0
    bad.line = 1;
    for (std::size_t i = 0; i < mark; ++i) bad.line += yaml[i] == '\n';
    bad.column = 1;
    for (std::size_t i = start; i < mark; ++i) bad.column += (static_cast<unsigned char>(yaml[i]) & 0xC0) != 0x80;
    yaml.erase(mark, 1);
  }
  bad.yaml = std::move(yaml);
  return bad;
}

/// The good scenario with `by` in place of `what`.
inline std::string good_but(std::string_view what, std::string_view by) {
  std::string yaml = good_scenario;
  const auto at = yaml.find(what);
  assert(at != yaml.npos);
  return yaml.replace(at, what.size(), by);
}

/// @return one for each kind of mistake
inline std::vector<BadScenario> bad_scenarios() {
  std::vector<BadScenario> all;
  const auto text = [&](std::string name, std::string yaml, std::string message) {
    all.push_back(marked(std::move(name), std::move(yaml), {}, std::move(message)));
  };
  const auto but = [&](std::string name, std::string_view what, std::string_view by, std::string key,
                       std::string message) {
    all.push_back(marked(std::move(name), good_but(what, by), std::move(key), std::move(message)));
  };

  // ---- text that is no scenario
  text("an empty file", "", "there is nothing in it");
  text("only comments", "# nothing\n\n", "there is nothing in it");
  text("a list", "^- a\n- b\n", "not a scenario");
  text("one word", "^hello\n", "not a scenario");
  text("a byte that is not UTF-8", "name: K^\xFFnt\n", "byte 0xff is not UTF-8");
  text("an overlong character", "name: K^\xC0\xAFnt\n", "is not UTF-8");
  text("a surrogate", "name: é ^\xED\xA0\x80\n", "is not UTF-8");
  text("a character cut off", "name: K^\xE2\x82", "is not UTF-8");
  text("a control character", "name: K^\x1B[31m\n", "control character U+001B");
  text("a NUL in a key", std::string("na^\0me: Kent\n", 13), "control character U+0000");
  text("a lone carriage return", "name: Kent^\rperiod: x\n", "control character U+000D");
  text("a byte order mark in the middle", "name: K^\xEF\xBB\xBFnt\n", "control character U+FEFF");
  text("a tab in the indentation", "teams:\n^\tduty: {posts: 1}\n", "a tab in the indentation");
  text("a tab after blanks", "teams:\n  ^\tduty: {posts: 1}\n", "a tab in the indentation");
  text("a double quote never closed", "name: ^\"Kent\n", "a quote that is never closed");
  text("a single quote never closed", "name: ^'Kent''s\n", "a quote that is never closed");
  text("a quote whose end is escaped", "name: ^\"Kent\\\"\n", "a quote that is never closed");
  text("a second document", "name: Kent\n^---\nname: Surrey\n", "a second document");
  text("text after the end of the document", "name: Kent\n...\n^name: Surrey\n", "a second document");
  text("an anchor", "name: ^&a Kent\n", "an anchor");
  text("an anchor on a block", "teams: ^&t\n  duty: {posts: 1}\n", "an anchor");
  text("an alias to nothing", "name: ^*a\n", "an alias");
  text("a merge key", "teams:\n  duty:\n    ^<<: {posts: 1}\n", "a merge key");
  text("a tag", "name: ^!!str Kent\n", "a tag");
  text("a tag of one's own", "name: ^!python/object Kent\n", "a tag");
  text("a key that is a list", "^[a, b]: 1\n", "a key that is a list");
  text("a key that is a block", "^{a: b}: 1\n", "a key that is a list or a block");
  text("a brace never closed", "teams: {duty: {posts: 1}\n^", "a '{' that is not closed");
  text("a bracket never closed", "urgency: [a, b\n^", "a '[' that is not closed");
  text("a bracket too many", "urgency: [a, b]^]\n", "a closing bracket");
  text("a colon in a plain text", "name: Kent^: a plan\n", "a ':' where no key can stand");
  text("a line out of line", "name: Kent\n period^: x\n", "a ':' where no key can stand");
  all.push_back({"a line too long", "name: " + std::string(200'000, 'a') + "\n", 1, 1, "", "a line of more than"});
  all.push_back({"a file too large", std::string(2'000'000, '\n'), 0, 0, "", "larger than 1024 KiB"});
  all.push_back({"lists nested 60 deep", "a: " + std::string(60, '[') + std::string(60, ']'), 1, 43, "",
                 "nested more than 40 deep"});
  {
    std::string steep;
    for (std::size_t i = 0; i < 1000; ++i) steep += std::string(i, ' ') + "a:\n";
    all.push_back({"blocks nested 1 000 deep", steep, 41, 41, "", "nested more than 40 deep"});
  }

  // ---- keys
  but("a team given twice", "  legal:", "  ^duty:", "teams.duty", "'duty' is given twice (first at line 8)");
  but("a key given twice", "posts: 7,", "posts: 7, ^posts: 8,", "teams.duty.posts", "'posts' is given twice");
  but("a key given twice, once in quotes", "name: Kent", "name: Kent\n^\"name\": Surrey", "name",
      "'name' is given twice");
  but("an unknown key at the top", "urgency:", "^urgncy:", "urgncy", "there is no setting 'urgncy' in the scenario");
  but("an unknown key in a team", "posts: 1,", "^post: 1, posts: 1,", "teams.legal.post",
      "there is no setting 'post' in a team");
  but("an unknown key in a step", "    lasts:", "    ^last: 1 day\n    lasts:", "steps.plan.last",
      "there is no setting 'last' in a step");
  but("an unknown key in a task", "every:", "^evry: 1 day, every:", "steps.plan.tasks.visit.evry",
      "there is no setting 'evry' in a task");
  but("an unknown key in the period", "length: 2 years", "length: 2 years, ^ende: 1", "period.ende",
      "there is no setting 'ende' in period");
  but("an unknown key in people", "{casework", "{^sicknes: 1, casework", "people.sicknes",
      "there is no setting 'sicknes'");
  but("an unknown key in an event", "{on: 2011", "{^off: 1, on: 2011", "events.1.off", "there is no setting 'off'");
  but("no period", "period: {start: 2010-04-01, length: 2 years}", "description: x", "",
      "the scenario has no 'period'");
  all.back().line = all.back().column = 1;
  but("no start", "start: 2010-04-01, ", "", "period", "'period' has no 'start'");
  all.back().line = 2, all.back().column = 9;
  but("no length", "{start: 2010-04-01, length: 2 years}", "^{start: 2010-04-01}", "period",
      "'period' has no 'length'");
  but("no posts", "{posts: 7, limit: 20 children}", "^{limit: 20 children}", "teams.duty",
      "'teams.duty' has no 'posts'");
  but("no effort", "{effort: 2 hours}", "^{due: 2 days}", "steps.intake.tasks.decision", "has no 'effort'");
  but("a stream without a rate", "{rate: 26 children per week,", "^{", "demand.referrals",
      "'demand.referrals' has no 'rate' or 'every'");
  but("a stream with two rates", "to: intake", "^every: 2 days, to: intake", "demand.referrals",
      "both 'rate' and 'every'");
  but("a key without a value", "casework: 80 %", "^casework:", "people.casework", "'people.casework' has no value");
  but("a name with a dot", "  legal:", "  ^l.egal:", "teams", "the name 'l.egal' holds one of");
  but("a name that means something else", "  plan:\n", "  ^rest:\n", "steps", "'rest' cannot be a name");
  but("a note that is a list", "posts: 1,", "posts: 1, source: ^[a],", "teams.legal.source",
      "expected text, found a list");
  but("a stranger beside value", "posts: 1,", "posts: {value: 1, ^sauce: x},", "teams.legal.posts",
      "'sauce' beside 'value'");
  but("nothing to take away", "posts: 1, works: pool}", "posts: 1, works: pool}\n  spare: ^none", "teams",
      "there is no inherited 'spare' to take away");
  but("teams as a list", "teams:\n  duty: {posts: 7, limit: 20 children}\n  legal: {posts: 1, works: pool}\n",
      "teams: ^[duty]\n", "teams", "expected teams by name");
  but("a team as a number", "legal: {posts: 1, works: pool}", "legal: ^7", "teams.legal", "expected a block");
  but("events as a block", "[{on: 2011-01-01, referrals: +40 %}]", "^{on: 2011-01-01}", "events",
      "expected a list of blocks");
  but("another version", "name: Kent", "name: Kent\ncaseload: ^2", "caseload", "expected 1, the version");
  but("a name that is a list", "name: Kent", "name: ^[Kent]", "name", "expected text, found a list");

  // ---- numbers
  but("negative posts", "posts: 7", "posts: ^-2", "teams.duty.posts",
      "expected a number of posts from 0 to 100000, found '-2'");
  but("too many posts", "posts: 7", "posts: ^100001", "teams.duty.posts", "a number of posts");
  but("leading zeros", "posts: 7", "posts: ^064", "teams.duty.posts",
      "expected a number, perhaps from a date, found '064'");
  but("a hexadecimal number", "posts: 7", "posts: ^0x10", "teams.duty.posts", "found '0x10'");
  but("an octal number", "posts: 7", "posts: ^0o10", "teams.duty.posts", "found '0o10'");
  but("digits apart", "posts: 7", "posts: ^1_000", "teams.duty.posts", "found '1_000'");
  but("an exponent", "posts: 7", "posts: ^1e3", "teams.duty.posts", "found '1e3'");
  but("not a number", "posts: 7", "posts: ^.nan", "teams.duty.posts", "found '.nan'");
  but("infinity", "posts: 7", "posts: ^.inf", "teams.duty.posts", "found '.inf'");
  but("a number that overflows", "posts: 7", "posts: ^" + std::string(400, '9'), "teams.duty.posts",
      "expected a number");
  but("posts as a word", "posts: 7", "posts: ^seven", "teams.duty.posts", "found 'seven'");
  but("posts with a unit", "posts: 7", "posts: ^7 days", "teams.duty.posts", "'days' is not a unit of posts");
  but("posts as a block", "posts: 7", "posts: ^{a: 1}", "teams.duty.posts", "expected a number, or a list");
  but("no posts in the list", "posts: 7", "posts: ^[]", "teams.duty.posts", "an empty list");
  but("posts from a date first", "posts: 7", "posts: [^7 from 2010-01-01, 8]", "teams.duty.posts",
      "the first value holds from the beginning");
  but("posts without a date next", "posts: 7", "posts: [7, ^8]", "teams.duty.posts",
      "only the first value goes without a date");
  but("posts with dates that fall", "posts: 7", "posts: [7, 8 from 2011-01-01, ^9 from 2010-06-01]", "teams.duty.posts",
      "dates must increase");
  but("posts from no date", "posts: 7", "posts: [7, ^8 from 2011-02-30]", "teams.duty.posts",
      "found '8 from 2011-02-30'");
  but("a change of nothing", "posts: 7", "posts: ^+7", "teams.duty.posts", "no value before this one");
  but("fewer posts than none", "posts: 7", "posts: [7, ^-9 from 2011-01-01]", "teams.duty.posts", "found '-2'");
  but("too large a change", "posts: 7", "posts: [7, ^x 15000 from 2011-01-01]", "teams.duty.posts", "found '105000'");

  // ---- durations, efforts, rates, shares, limits
  but("a due date without a unit", "    lasts:", "    due: ^45\n    lasts:", "steps.plan.due",
      "'plan.due' needs a unit");
  but("a duration in an unknown unit", "    lasts:", "    due: ^45 fortnights\n    lasts:", "steps.plan.due",
      "'fortnights' is not a unit of time");
  but("a negative duration", "every: 4 weeks", "every: ^-4 weeks", "steps.plan.tasks.visit.every",
      "expected a duration above 0, found '-4 weeks'");
  but("a duration of nought", "every: 4 weeks", "every: ^0 weeks", "steps.plan.tasks.visit.every",
      "expected a duration above 0");
  but("a duration of ages", "every: 4 weeks", "every: ^4000 years", "steps.plan.tasks.visit.every",
      "at most 1000 years");
  but("a duration that is a list", "every: 4 weeks", "every: ^[4 weeks]", "steps.plan.tasks.visit.every",
      "expected a duration such as");
  but("due from nowhere", "    lasts:", "    due: {within: 3 days, from: ^birth}\n    lasts:", "steps.plan.due.from",
      "there is no step 'birth'");
  but("due within nothing", "    lasts:", "    due: ^{from: referral}\n    lasts:", "steps.plan.due",
      "'plan.due' has no 'within'");
  but("due with a stranger", "    lasts:", "    due: {within: 3 days, ^form: referral}\n    lasts:", "steps.plan.due",
      "there is no 'form' in a due date");
  but("effort without a unit", "effort: 2 hours", "effort: ^2", "steps.intake.tasks.decision.effort",
      "'decision.effort' needs a unit");
  but("effort in days", "effort: 2 hours", "effort: ^2 days", "steps.intake.tasks.decision.effort",
      "'days' is not a unit of effort");
  but("negative effort", "effort: 2 hours", "effort: ^-2 hours", "steps.intake.tasks.decision.effort",
      "expected an effort of at least 0");
  but("endless effort", "effort: 2 hours", "effort: ^2000000 hours", "steps.intake.tasks.decision.effort",
      "at most 100000 hours");
  but("a rate without a unit", "rate: 26 children per week", "rate: ^26", "demand.referrals.rate",
      "'referrals.rate' needs a unit");
  but("a rate of nobody", "rate: 26 children per week", "rate: ^26 per week", "demand.referrals.rate",
      "'per week' is not a rate of families or children");
  but("a rate per nothing", "rate: 26 children per week", "rate: ^26 children", "demand.referrals.rate",
      "is not a rate");
  but("a rate of points", "rate: 26 children per week", "rate: ^26 points per week", "demand.referrals.rate",
      "is not a rate");
  but("a negative rate", "rate: 26 children per week", "rate: ^-26 children per week", "demand.referrals.rate",
      "expected a rate of at least 0");
  but("an absurd rate", "rate: 26 children per week", "rate: ^2000000 families per hour", "demand.referrals.rate",
      "at most a million an hour");
  but("a rate that changes its unit", "rate: 26 children per week",
      "rate: [26 children per week, ^+3 families per week from 2011-01-01]", "demand.referrals.rate",
      "the change is in 'families per week'");
  but("a share above 100 %", "casework: 80 %", "casework: ^120 %", "people.casework",
      "expected a share from 0 % to 100 %, found '120 %'");
  but("a share as a number above 1", "casework: 80 %", "casework: ^80", "people.casework",
      "expected a share from 0 % to 100 %");
  but("a negative share", "casework: 80 %", "casework: ^-1 %", "people.casework", "expected a share");
  but("no casework at all", "casework: 80 %", "casework: ^0 %", "people.casework", "expected a share above 0 %");
  but("a share in days", "casework: 80 %", "casework: ^4 days", "people.casework", "'days' is not a unit of a share");
  but("a limit without a unit", "limit: 20 children", "limit: ^20", "teams.duty.limit", "'duty.limit' needs a unit");
  but("a limit in an unknown unit", "limit: 20 children", "limit: ^20 cases", "teams.duty.limit",
      "'cases' is not a unit of a limit");
  but("a limit of nought", "limit: 20 children", "limit: ^0 children", "teams.duty.limit", "expected a limit above 0");
  but("neither yes nor no", "    lasts:", "    urgent: ^on\n    lasts:", "steps.plan.urgent",
      "expected 'yes', 'no', 'true' or 'false', found 'on'");
  but("an unknown way of working", "works: pool", "works: ^poll", "teams.legal.works",
      "expected 'by case' or 'pool', found 'poll'");
  but("no places", "    lasts:", "    places: ^0\n    lasts:", "steps.plan.places",
      "expected a whole number above 0, found '0'");
  but("half a place", "    lasts:", "    places: ^1.5\n    lasts:", "steps.plan.places",
      "expected a whole number above 0");
  but("a negative weight", "    lasts:", "    points: ^-1\n    lasts:", "steps.plan.points",
      "expected a number from 0 to 1000");

  // ---- children, seasons, events, dates
  but("fewer children than one", "children: 1.8", "children: ^0.8", "demand.referrals.children", "from 1 to 50");
  but("children as a word", "children: 1.8", "children: ^two", "demand.referrals.children",
      "expected a mean number of children");
  but("half children", "children: 1.8", "children: {fixed: ^1.5}", "demand.referrals.children.fixed",
      "whole number of children");
  but("children by a continuous law", "children: 1.8", "children: {^exponential: 2}", "demand.referrals.children",
      "children cannot follow 'exponential'");
  but("bands of half children", "children: 1.8", "children: {bands: [{share: 100 %, low: 1, high: ^2.5}]}",
      "demand.referrals.children.bands.1.high", "whole number of children");
  but("a month that is none", "to: intake", "to: intake, season: {^july: 110 %}", "demand.referrals.season",
      "'july' is not a month");
  but("a negative season", "to: intake", "to: intake, season: {jul: ^-10 %}", "demand.referrals.season.jul",
      "expected a factor");
  but("season without a rate", "rate: 26 children per week, children: 1.8,", "every: 2 days, season: ^{jul: 110 %},",
      "demand.referrals.season", "'season' goes with 'rate'");
  but("at_most with a rate", "to: intake", "to: intake, at_most: ^3", "demand.referrals.at_most",
      "'at_most' goes with 'every'");
  but("first with a rate", "to: intake", "to: intake, first: ^3 days", "demand.referrals.first",
      "'first' goes with 'every'");
  but("an event on no date", "on: 2011-01-01", "on: ^1 January", "events.1.on", "expected a date, found '1 January'");
  but("an event on 31 June", "on: 2011-01-01", "on: ^2011-06-31", "events.1.on", "expected a date");
  but("an event that changes nothing", "referrals: +40 %", "referrals: ^40 %", "events.1.referrals",
      "expected a change such as '+40 %'");
  but("an event below nothing", "referrals: +40 %", "referrals: ^-140 %", "events.1.referrals",
      "expected a change between");
  but("an event that does not last", "referrals: +40 %", "referrals: +40 %, lasting: ^no", "events.1.lasting",
      "expected 'yes' or a duration");
  but("an event with two ends", "referrals: +40 %", "referrals: +40 %, lasting: yes, ^half_life: 3 weeks", "events.1",
      "both 'lasting' and 'half_life'");
  but("an event for no stream", "referrals: +40 %", "referrals: +40 %, streams: [referrals, ^referals]",
      "events.1.streams.2", "there is no stream of demand 'referals'");
  but("a start that is no date", "start: 2010-04-01", "start: ^2010-4-1", "period.start", "expected a date");
  but("a start long ago", "start: 2010-04-01", "start: ^1912-04-15", "period.start",
      "expected a start from 1990 to 2100");
  but("no length of time", "length: 2 years", "length: ^0 years", "period.length", "expected a duration above 0");
  but("a length in working days", "length: 2 years", "length: ^200 working days", "period.length",
      "not in working days");
  but("a report after the end", "events:", "report: {on: ^2013-01-01}\nevents:", "report.on",
      "2013-01-01 is not in the period");
  but("reports out of order", "events:", "report: {on: [2011-01-01, ^2010-06-01]}\nevents:", "report.on.2",
      "dates must increase");
  but("an unknown beginning", "length: 2 years", "length: 2 years, begin: ^full", "period.begin",
      "expected 'empty' or 'steady'");
  but("half a family to begin with", "length: 2 years", "length: 2 years, begin: {plan: ^1.5 families}",
      "period.begin.plan", "a whole number of families");
  but("families in no step to begin with", "length: 2 years", "length: 2 years, begin: {^plans: 15 families}",
      "period.begin.plans", "there is no step 'plans'");

  // ---- distributions
  const auto law = [&](std::string name, std::string_view by, std::string key, std::string message) {
    but(std::move(name), "{exponential: 6 months}", by, "steps.plan.lasts" + key, std::move(message));
  };
  law("an unknown distribution", "{^exponentail: 6 months}", "", "there is no distribution 'exponentail'");
  law("two distributions", "{exponential: 6 months, ^fixed: 6 months}", "", "'fixed' beside 'exponential'");
  law("no distribution", "^{}", "", "expected a distribution");
  law("an exponential of nought", "{exponential: ^0 months}", ".exponential", "the mean must be above 0");
  law("a distribution without a unit", "{exponential: ^6}", ".exponential", "'lasts.exponential' needs a unit");
  law("a missing parameter", "{lognormal: ^{mean: 6 months}}", ".lognormal", "'lognormal' has no 'cv'");
  law("an unknown parameter", "{lognormal: {mean: 6 months, ^sd: 1 month, cv: 1}}", ".lognormal",
      "'lognormal' has no parameter 'sd'");
  law("parameters that are none", "{gamma: ^6 months}", ".gamma", "expected a block with mean, cv");
  law("no variation", "{lognormal: ^{mean: 6 months, cv: 0}}", ".lognormal", "must be above 0");
  law("a p90 below the median", "{lognormal: ^{median: 6 months, p90: 3 months}}", ".lognormal",
      "the p90 must be above the median");
  law("an infinite mean", "{loglogistic: ^{shape: 1, scale: 6 months}}", ".loglogistic", "the shape must be above 1");
  law("half a stage", "{erlang: ^{stages: 1.5, mean: 6 months}}", ".erlang", "stages must be a whole number");
  law("a shape of nought", "{weibull: ^{shape: 0, scale: 6 months}}", ".weibull", "the shape must be");
  law("low above high", "{uniform: ^{low: 6 months, high: 3 months}}", ".uniform", "low must be below high");
  law("a mode outside", "{triangular: ^{low: 1 day, mode: 9 days, high: 3 days}}", ".triangular", "in that order");
  law("a pert without width", "{pert: ^{low: 3 days, mode: 3 days, high: 3 days}}", ".pert", "in that order");
  law("a beta without shape", "{beta: ^{a: 0, b: 1, low: 0 days, high: 3 days}}", ".beta", "a and b must be above 0");
  law("a normal without spread", "{normal: ^{mean: 3 days, sd: 0 days}}", ".normal", "the sd must be above 0");
  law("working days and days at once", "{uniform: {low: 1 working day, high: ^3 days}}", ".uniform.high",
      "working days and other units");
  law("bands that do not add up", "{bands: ^[{share: 33 %, low: 1 day, high: 1 day}]}", ".bands",
      "shares add up to 33 %, not 100 %");
  law("a band upside down", "{bands: [^{share: 100 %, low: 2 days, high: 1 day}]}", ".bands.1",
      "low must not be above high");
  law("a band without an end", "{bands: [^{share: 100 %, low: 2 days}]}", ".bands.1",
      "a band needs 'share', 'low' and 'high'");
  law("a number with a unit", "{lognormal: {mean: 6 months, cv: ^1 day}}", ".lognormal.cv",
      "expected a number without a unit");

  // ---- people
  const auto people = [&](std::string name, std::string_view more, std::string key, std::string message) {
    but(std::move(name), "casework: 80 %", std::string{"casework: 80 %, "} + std::string{more}, "people." + key,
        std::move(message));
  };
  people("an absence without a rate", "sickness: ^{lasting: 3 days}", "sickness",
         "'people.sickness' has no 'days' or 'every'");
  people("an absence of no length", "leave: ^{days: 28 per year}", "leave", "'people.leave' has no 'lasting'");
  people("days without a year", "leave: {days: ^28, lasting: 1 day}", "leave.days", "'leave.days' needs a unit");
  people("more days away than there are", "leave: {days: ^300 per year, lasting: 1 day}", "leave.days",
         "from 0 to 250");
  people("handed over when kept", "leave: {days: 28 per year, lasting: 1 day, handed_over_after: ^3 days}",
         "leave.handed_over_after", "goes with 'while_away: handed over'");
  people("cases that vanish", "leave: {days: 28 per year, lasting: 1 day, while_away: ^lost}", "leave.while_away",
         "expected 'kept', 'handed over' or 'finished first'");
  people("a share of leavers without a year", "leaving: {rate: ^9 %}", "leaving.rate", "'leaving.rate' needs a unit");
  people("leaving in two ways", "leaving: {rate: 9 % per year, ^after: 3 years}", "leaving", "both 'rate' and 'after'");
  people("a vacancy that nothing fills", "vacancy: ^{agency: 70 %}", "vacancy",
         "'people.vacancy' has no 'filled_after'");
  people("a starter who stands still", "starter: {speed: ^0 %, full_after: 3 months}", "starter.speed",
         "expected a share above 0 %");
  people("hours of no calendar", "hours: ^office hour", "hours", "there is no calendar 'office hour'");

  // ---- managers, norms, money
  const auto managed = [&](std::string name, std::string_view by, std::string key, std::string message) {
    but(std::move(name), "works: pool", std::string{"works: pool, "} + std::string{by}, "teams.legal." + key,
        std::move(message));
  };
  managed("a manager of no team", "manages: [^dutie]", "manages.1", "there is no team 'dutie'");
  managed("a manager of itself", "manages: [^legal]", "manages.1", "'legal' cannot manage itself");
  managed("a span over nothing", "span: ^150 children", "span", "'span' goes with 'manages'");
  managed("a span without a unit", "manages: [duty], span: ^150", "span", "'legal.span' needs a unit");
  managed("a span of families", "manages: [duty], span: ^60 families", "span", "'families' is not a unit of children");
  managed("supervision of nobody", "supervision: ^{every: 1 month, per_worker: 2 hours}", "supervision",
          "'supervision' goes with 'manages'");
  managed("supervision of no length", "manages: [duty], supervision: ^{every: 1 month}", "supervision",
          "supervision takes no time");
  managed("supervision once", "manages: [duty], supervision: ^{per_worker: 2 hours}", "supervision", "has no 'every'");
  but("a manager with cases", "works: pool", "manages: ^[duty]", "teams.legal.manages", "works as a pool");
  but("two managers of a team", "works: pool}", "works: pool, manages: [duty]}\n  head: {posts: 1, works: pool, manages: [^duty]}",
      "teams.head.manages.1", "'duty' is managed by 'legal' already");
  but("a task of a manager who is not there", "every:", "by: ^manager, every:", "steps.plan.tasks.visit.by",
      "nobody manages 'duty'");
  but("a team called manager", "works: pool}\nurgency: [court, visit]\nsteps:\n  intake:\n    team: duty\n    tasks: {decision: {",
      "works: pool, manages: [duty]}\n  manager: ^{posts: 1}\nurgency: [court, visit]\nsteps:\n  intake:\n    team: duty\n"
      "    tasks: {decision: {by: manager, ", "teams.manager", "cannot be told from 'by: manager'");
  but("a norm without an end", "urgency:", "norms: {mixed: ^{from: 15 children}}\nurgency:", "norms.mixed", "has no 'to'");
  but("a norm upside down", "urgency:", "norms: {mixed: {from: ^20 children, to: 15 children}}\nurgency:", "norms.mixed.from",
      "'from' is above 'to'");
  but("a norm of no team", "urgency:", "norms: {mixed: {to: 15 children, teams: [^dutie]}}\nurgency:", "norms.mixed.teams.1",
      "there is no team 'dutie'");
  but("nobody lives there", "urgency:", "population: ^0 children\nurgency:", "population", "expected a number of children above 0");
  but("a budget without a unit", "urgency:", "budget: ^5\nurgency:", "budget", "'budget' needs a unit");
  but("a budget in another currency", "urgency:", "budget: ^5 million euros\nurgency:", "budget",
      "'million euros' is not a unit of money");
  but("a budget with separators", "urgency:", "budget: ^36,729 pounds\nurgency:", "budget", "expected a sum such as");
  but("a budget by the week", "urgency:", "budget: ^300 pounds per week\nurgency:", "budget",
      "'pounds per week' is not a unit of money");

  // ---- calendars
  const auto calendar = [&](std::string name, std::string_view of, std::string key, std::string message) {
    but(std::move(name), "teams:\n", "calendars: {rota: " + std::string{of} + "}\nteams:\n", "calendars.rota" + key,
        std::move(message));
  };
  calendar("a day that is none", "{days: [mon, ^tues]}", ".days.2", "expected a day of the week");
  calendar("a day given twice", "{days: [mon, ^mon]}", ".days.2", "'mon' is given twice");
  calendar("an hour that is none", "{days: [mon], from: ^\"25:00\"}", ".from", "expected a time of day");
  calendar("an hour as a number", "{days: [mon], from: ^8}", ".from", "expected a time of day");
  calendar("a night shift", "{days: [mon], from: \"20:00\", until: ^\"08:00\"}", ".until", "closes before it opens");
  but("a calendar that is built in", "teams:\n", "calendars: {office hours: ^{days: [mon]}}\nteams:\n",
      "calendars.office hours", "is built in");

  // ---- names of nothing, and what makes no sense together
  but("a stream to no step", "to: intake", "to: ^intaek", "demand.referrals.to", "there is no step 'intaek'");
  but("a stream to the end", "to: intake", "to: ^closed", "demand.referrals.to", "there is no step 'closed'");
  but("a step of no team", "team: duty\n    tasks", "team: ^dutty\n    tasks", "steps.intake.team",
      "there is no team 'dutty'");
  but("a task by no team", "every:", "by: ^lgeal, every:", "steps.plan.tasks.visit.by", "there is no team 'lgeal'");
  but("no such urgency", "urgency: visit}", "urgency: ^vist}", "steps.plan.tasks.visit.urgency",
      "there is no urgency 'vist'");
  but("no such next step", "{plan: 60 %", "{^plam: 60 %", "steps.intake.next.plam", "there is no step 'plam'");
  but("no step to give up to",
      "    lasts:", "    gives_up: {after: 3 days, to: ^home}\n    lasts:", "steps.plan.gives_up.to",
      "there is no step 'home'");
  but("re-referral to no step",
      "events:", "re-referral: {share: 24 %, after: 4 months, to: ^start}\nevents:", "re-referral.to",
      "there is no step 'start'");
  but("an urgency given twice", "urgency: [court, visit]", "urgency: [visit, court, ^visit]", "urgency.3",
      "'visit' is given twice");
  but("shares that do not add up", "{plan: 60 %, closed: rest}", "^{plan: 60 %, closed: 30 %}", "steps.intake.next",
      "shares add up to 90 %, not 100 %");
  but("shares above 100 %", "{plan: 60 %, closed: rest}", "^{plan: 60 %, intake: 50 %, closed: rest}",
      "steps.intake.next", "shares add up to 110 %, not 100 %");
  but("two rests", "{plan: 60 %, closed: rest}", "{plan: rest, closed: ^rest}", "steps.intake.next.closed",
      "a second 'rest'");
  but("next as a word", "{plan: 60 %, closed: rest}", "^plan", "steps.intake.next", "expected shares by step");
  but("a limit on a pool", "works: pool", "works: pool, limit: ^20 children", "teams.legal.limit",
      "'limit' goes with 'works: by case'");
  but("a task that recurs in a work step", "effort: 2 hours", "effort: 2 hours, every: ^1 week",
      "steps.intake.tasks.decision.every", "a task recurs only in a plan step");
  but("a window without an interval", "effort: 2 hours", "effort: 2 hours, window: ^1 week",
      "steps.intake.tasks.decision.window", "'window' goes with 'every'");
  but("a first without an interval", "effort: 2 hours", "effort: 2 hours, first: ^1 week",
      "steps.intake.tasks.decision.first", "'first' goes with 'every'");
  but("a window longer than the interval", "every: 4 weeks", "every: 4 weeks, window: ^5 weeks",
      "steps.plan.tasks.visit.window", "longer than the interval");
  but("a task that nobody does", "    team: duty\n    tasks: {decision: {", "    tasks: {decision: ^{",
      "steps.intake.tasks.decision", "nobody does 'decision'");
  but("a plan that may never end",
      "    lasts: {exponential: 6 months}\n    tasks:\n      visit: {effort: 1 hour, every: 4 weeks, urgency: visit}",
      "    ^tasks: {visit: {effort: 1 hour, ends: 50 %}}", "steps.plan", "'plan' may never end");
  all.back().line = 17, all.back().column = 5;
  but("families that go round in no time", "  plan:\n",
      "  a: {next: {b: 100 %}}\n  b: {next: {closed: 10 %, ^a: rest}}\n  plan:\n", "steps.b.next.a",
      "families go round and round");
  but("a junction that leads to itself", "  plan:\n", "  a: {next: {^a: 100 %}}\n  plan:\n", "steps.a.next.a",
      "families go round and round");
  but("a circle of tasks without effort", "  plan:\n",
      "  a: {team: duty, tasks: {t: {effort: 0 hours}}, next: {^a: 50 %, closed: rest}}\n  plan:\n", "steps.a.next.a",
      "families go round and round");

  // ---- events that wait, and moves
  const std::string_view event = "{on: 2011-01-01, referrals: +40 %}";
  but("an event without a date", event, "^{referrals: +40 %}", "events.1", "has no 'on' or 'when'");
  but("an event with a date and a condition", event,
      "{on: 2011-01-01, ^when: {children per worker: above 20}, changes: {people.casework: 70 %}}", "events.1",
      "both 'on' and 'when'");
  but("a condition of nothing", event, "{when: ^{team: duty}, changes: {people.casework: 70 %}}", "events.1.when",
      "expected what it waits for");
  but("a condition that does not exist", event, "{when: {^childen per worker: above 20}, changes: {people.casework: 70 %}}",
      "events.1.when", "cannot wait for 'childen per worker'");
  but("two conditions at once", event,
      "{when: {children per worker: above 20, ^children unallocated: above 3}, changes: {people.casework: 70 %}}",
      "events.1.when", "waits for one thing");
  but("a threshold without a side", event, "{when: {children per worker: ^20}, changes: {people.casework: 70 %}}",
      "events.1.when.children per worker", "expected a threshold such as 'above 25'");
  but("a share of children", event, "{when: {children per worker: ^above 20 %}, changes: {people.casework: 70 %}}",
      "events.1.when.children per worker", "expected a threshold such as 'above 25'");
  but("workers over their limit without %", event,
      "{when: {workers over their limit: ^above 40}, changes: {people.casework: 70 %}}",
      "events.1.when.workers over their limit", "expected a threshold such as 'above 100 %'");
  but("a condition of a pool", event, "{when: {children per worker: above 20, team: ^legal}, changes: {people.casework: 70 %}}",
      "events.1.when.team", "a pool's workers hold no families");
  but("a condition of no team", event, "{when: {children per worker: above 20, team: ^dutie}, changes: {people.casework: 70 %}}",
      "events.1.when.team", "there is no team 'dutie'");
  but("spending without a budget", event, "{when: ^{spending: above 100 %}, changes: {people.casework: 70 %}}",
      "events.1.when", "measured against 'budget'");
  but("demand that waits for a condition", event, "{when: {children per worker: above 20}, referrals: ^+40 %}",
      "events.1.referrals", "'referrals' goes with 'on'");
  but("a condition that lasts", event,
      "{when: {children per worker: above 20}, lasting: ^3 months, changes: {people.casework: 70 %}}", "events.1.lasting",
      "'lasting' goes with 'on'");
  but("a condition that changes nothing", event, "^{when: {children per worker: above 20}}", "events.1",
      "the event changes nothing");
  but("a move to where the posts are", event, "{on: 2011-01-01, move: {posts: 1, from: duty, to: ^duty}}",
      "events.1.move.to", "would stay where they are");
  but("a move from no team", event, "{on: 2011-01-01, move: {posts: 1, from: ^dutie, to: legal}}", "events.1.move.from",
      "there is no team 'dutie'");
  but("a move of nothing", event, "{on: 2011-01-01, move: {posts: ^0, from: duty, to: legal}}", "events.1.move.posts",
      "expected a whole number above 0");
  but("a move on a date that happens several times", event,
      "{on: 2011-01-01, move: {posts: 1, from: duty, to: legal}, at_most: ^3}", "events.1.at_most", "goes with 'when'");
  but("at most without a move", event,
      "{when: {children per worker: above 20}, changes: {people.casework: 70 %}, at_most: ^3}", "events.1.at_most",
      "goes with 'move'");
  but("a cost in euros", event, "{on: 2011-01-01, cost: ^500 euros}", "events.1.cost", "'euros' is not a unit of money");
  but("a profile of no month", "rate: 26 children per week", "rate: 26 children per week, profile: {^april: 3}",
      "demand.referrals.profile", "'april' is not a month");
  but("a profile out of order", "rate: 26 children per week",
      "rate: 26 children per week, profile: {2008-05: 3, ^2008-04: 3}", "demand.referrals.profile", "months must increase");
  but("a profile that begins with nothing", "rate: 26 children per week",
      "rate: 26 children per week, profile: {2008-05: ^0}", "demand.referrals.profile.2008-05", "a number above 0");
  but("a list that is settled", "length: 2 years", "length: 2 years, begin: {list: open.csv}, settle: ^1 year",
      "period.settle", "does not go with a list");
  but("a list that is not there", "length: 2 years", "length: 2 years, begin: {list: ^nowhere.csv}", "period.begin.list",
      "there is no file 'nowhere.csv'");
  // ---- tasks and steps of a special kind
  const auto visit = [&](std::string name, std::string_view more, std::string key, std::string message) {
    but(std::move(name), "every: 4 weeks", more, "steps.plan.tasks.visit" + key, std::move(message));
  };
  const auto plan = [&](std::string name, std::string_view more, std::string key, std::string message) {
    but(std::move(name), "    lasts:", "    " + std::string{more} + "\n    lasts:", "steps.plan" + key, std::move(message));
  };
  visit("another team that does not exist", "every: 4 weeks, or_by: ^lgeal", ".or_by", "there is no team 'lgeal'");
  visit("another team that is the same", "every: 4 weeks, by: legal, or_by: ^legal", ".or_by", "'legal' does it anyhow");
  visit("a way out that never comes", "every: 4 weeks, to: ^{intake: 100 %}", ".to", "'to' goes with 'ends'");
  visit("a way out to nowhere", "every: 4 weeks, ends: 10 %, to: {^intaek: 100 %}", ".to.intaek",
        "there is no step 'intaek'");
  visit("a way out in part", "every: 4 weeks, ends: 10 %, to: ^{intake: 60 %}", ".to", "shares add up to 60 %");
  visit("an audit that recurs", "on: 2010-06-01, every: ^4 weeks", ".every", "'every' does not go with 'on'");
  visit("an audit over some time without a date", "every: 4 weeks, over: ^3 months", ".over", "'over' goes with 'on'");
  but("an audit of a work step", "effort: 2 hours", "effort: 2 hours, on: ^2010-06-01",
      "steps.intake.tasks.decision.on", "an audit is of a plan step");
  visit("asked at no time", "every: 4 weeks, while: ^waiting", ".while", "expected 'unallocated'");
  visit("done by a worker who is not there", "every: 4 weeks, while: ^unallocated", ".while",
        "nobody does 'visit': the family has no worker");
  visit("asked once of the unallocated", "by: legal, while: ^unallocated", ".while", "'while' goes with 'every'");
  visit("seen while nobody waits", "every: 4 weeks, by: legal, while: unallocated, window: ^1 week", ".window",
        "'window' does not go with 'while'");
  but("nobody to wait for", "    team: duty\n    tasks: {decision: {effort: 2 hours}}",
      "    team: legal\n    tasks: {decision: {effort: 2 hours}, check: {effort: 1 hour, every: 1 week, by: duty, while: "
      "^unallocated}}",
      "steps.intake.tasks.check.while", "nobody waits for a named worker here");
  but("a work step of visits to the unallocated only", "tasks: {decision: {effort: 2 hours}}",
      "tasks: ^{decision: {effort: 2 hours, every: 1 week, by: legal, while: unallocated}}", "steps.intake.tasks",
      "a work step needs a task that its worker does");
  but("dropped visits of a stay without a length", "effort: 2 hours", "effort: 2 hours, missed_adds: ^1 week",
      "steps.intake.tasks.decision.missed_adds", "'missed_adds' goes with 'every' and a step that 'lasts'");
  plan("refused where there is no end of places", "refused: ^intake", ".refused", "'refused' goes with 'places'");
  plan("refused to no step", "places: 3\n    refused: ^home", ".refused", "there is no step 'home'");
  plan("refused in a circle", "places: 3\n    refused: ^plan", ".refused", "families go round and round");
  but("refused in a circle of two", "  plan:\n",
      "  a: {places: 1, lasts: 1 day, refused: b}\n  b: {next: {^a: 100 %}}\n  plan:\n", "steps.b.next.a",
      "families go round and round");
  plan("memory of no step", "if_been: {in: ^care, next: {closed: 100 %}}", ".if_been.in", "there is no step 'care'");
  plan("memory that leads nowhere", "if_been: ^{in: intake}", ".if_been", "has no 'next'");
  plan("memory that leads to no step", "if_been: {in: intake, next: {^care: 100 %}}", ".if_been.next.care",
       "there is no step 'care'");
  plan("returns to no step", "returns: {share: 40 %, after: 3 months, to: ^birth}", ".returns.to",
       "there is no step 'birth'");
  plan("returns of no share", "returns: ^{after: 3 months}", ".returns", "has no 'share'");
  plan("a cost without a time", "cost: ^900 pounds", ".cost", "'pounds' is not a cost over time");
  plan("a cost in no unit", "cost: ^900", ".cost", "'plan.cost' needs a unit");
  {
    std::string steps;
    for (const std::string name : {"a", "b", "c", "d", "e"})
      steps += "  " + name + ": {lasts: 1 day}\n  from " + name + ": {lasts: 1 day, due: " + (name == "e" ? "^" : "") +
               "{within: 3 days, from: " + name + "}}\n";
    but("clocks that run from too many steps", "  plan:\n", steps + "  plan:\n", "steps.from e.due",
        "clocks run from more than 4 other steps");
  }
  but("office work below nothing", "urgency:", "effort: {admin: ^-20 %}\nurgency:", "effort.admin",
      "a factor from 0 % to 10000 %");
  // ---- grades, feedback, campaigns
  const auto beside = [&](std::string name, const std::string& lines, std::string key, std::string message) {
    but(std::move(name), "urgency:", lines + "\nurgency:", std::move(key), std::move(message));
  };
  beside("a grade of nothing", "grades: {new: {becomes: ^experienced, after: 1 year}}", "grades.new.becomes",
         "there is no grade 'experienced'");
  beside("a grade without its time", "grades: {old: {}, new: {becomes: ^old}}", "grades.new.becomes",
         "'becomes' goes with 'after'");
  beside("a grade that works no hours", "grades: {new: {hours: ^0 %}}", "grades.new.hours", "a share above 0 %");
  but("people of no grade", "{casework: 80 %}", "{casework: 80 %, grades: {^new: 100 %}}", "people.grades.new",
      "there is no grade 'new'");
  but("hired people of no grade", "{casework: 80 %}", "{casework: 80 %, starters: {^new: 100 %}}", "people.starters.new",
      "there is no grade 'new'");
  but("grades that do not add up", "{casework: 80 %}", "{casework: 80 %, grades: ^{new: 90 %}}\ngrades: {new: {}}",
      "people.grades", "shares add up to 90 %, not 100 %");
  but("a cost without its time", "{casework: 80 %}", "{casework: 80 %, cost: ^36729 pounds}", "people.cost",
      "'people.cost' needs a unit");
  but("overtime without its dates", "{casework: 80 %}", "{casework: 80 %, overtime: ^{up_to: 20 %}}", "people.overtime",
      "'people.overtime' has no 'when_due_within'");
  but("recruitment that never succeeds", "{casework: 80 %}",
      "{casework: 80 %, vacancy: {filled_after: 5 months, fails: ^100 %}}", "people.vacancy.fails",
      "nobody would ever be found");
  but("agency workers who stay but never come", "{casework: 80 %}",
      "{casework: 80 %, vacancy: {filled_after: 5 months, agency_stays: ^6 months}}", "people.vacancy.agency_stays",
      "'agency_stays' goes with 'agency'");
  but("posts that are filled somehow", "{casework: 80 %}",
      "{casework: 80 %, vacancy: {filled_after: 5 months, new_posts: ^somehow}}", "people.vacancy.new_posts",
      "expected 'at once' or 'recruited'");
  beside("feedback without its size", "feedback: {above: 20 children, leaving: {strength: ^strong, default: 2 %}}",
         "feedback.leaving.strength", "the size of the effect is not given: 'leaving.strong'");
  beside("feedback from nowhere on", "feedback: {leaving: {strength: ^default, default: 2 %}}",
         "feedback.leaving.strength", "feedback has no 'above'");
  beside("strain in another unit", "feedback: {above: ^20 families}", "feedback.above", "'families' is not a unit of children");
  beside("publicity without an end", "feedback: {applicants: {strength: ^default, default: 30 %}}",
         "feedback.applicants.strength", "publicity has no 'lasting'");
  beside("no such strength", "feedback: {leaving: {strength: ^weak}}", "feedback.leaving.strength",
         "expected 'off', 'default' or 'strong'");
  beside("a campaign for no team", "campaigns: {c: {on: 2011-01-01, people: 9, starts_after: 1 month, teams: [^dutie]}}",
         "campaigns.c.teams.1", "there is no team 'dutie'");
  beside("a campaign for nobody", "campaigns: {c: {on: 2011-01-01, people: ^0, starts_after: 1 month}}",
         "campaigns.c.people", "a whole number above 0");

  // ---- targets
  const auto target = [&](std::string name, const std::string& block, std::string key, std::string message) {
    beside(std::move(name), "targets: [" + block + "]", "targets." + std::move(key), std::move(message));
  };
  target("a target of nothing", "^{at_least: 80 %}", "1", "'targets.1' has no 'measure'");
  target("a target without a bound", "^{measure: open children}", "1", "'targets.1' has no 'at_least' or 'at_most'");
  target("a target with two bounds", "{measure: open children, at_least: 3, ^at_most: 9}", "1",
         "both 'at_least' and 'at_most'");
  target("a target with a misspelt key", "{measure: open children, ^at_mots: 9 children}", "1.at_mots",
         "there is no setting 'at_mots' in a target");
  target("a target of many", "{measure: open children, at_most: ^many}", "1.at_most", "expected a number and its unit");
  target("a target of two numbers", "{measure: open children, at_most: ^9 10 children}", "1.at_most",
         "expected one number and its unit");
  target("a target beyond everything", "{measure: open children, at_most: ^9000000000000000000}", "1.at_most",
         "expected a number that something could reach");
  target("a target of a list", "{measure: ^[open children], at_most: 9}", "1.measure", "expected the name of a measure");
  target("a target with no chance", "{measure: open children, at_most: 9, chance: ^0 %}", "1.chance",
         "a share above 0 %");
  target("a target with more than certainty", "{measure: open children, at_most: 9, chance: ^80}", "1.chance",
         "a share from 0 % to 100 %");
  beside("targets by name", "targets: ^{in time: {measure: open children, at_most: 9}}", "targets", "a list of blocks");

  // ---- about
  const auto expect = [&](std::string name, const std::string& block, std::string key, std::string message) {
    beside(std::move(name), "options: {more: {teams.duty.posts: +3}}\nabout: {expect: [" + block + "]}",
           "about.expect." + std::move(key), std::move(message));
  };
  beside("about in a word", "about: ^Kent", "about", "a block such as");
  beside("about something unknown", "about: {^authorty: Kent}", "about.authorty", "no setting 'authorty' in about");
  beside("a question that is a list", "about: {question: ^[why]}", "about.question", "expected text");
  expect("something expected of nothing", "^{option: more, effect: lower}", "1", "'expect.1' has no 'measure'");
  expect("something expected without an effect", "^{option: more, measure: open children}", "1", "has no 'effect'");
  expect("an effect that is no way to go", "{option: more, measure: open children, effect: ^down}", "1.effect",
         "expected 'lower', 'higher' or 'none'");
  expect("something expected of an option that is none", "{option: ^moer, measure: open children, effect: lower}",
         "1.option", "there is no option 'moer'");
  expect("something held against an option that is none",
         "{option: more, against: ^less, measure: open children, effect: none}", "1.against",
         "there is no option 'less'");
  expect("an option against itself", "^{option: more, against: more, measure: open children, effect: none}", "1",
         "held against itself");
  expect("no option against none", "^{measure: open children, effect: none}", "1", "held against itself");

  // ---- options
  but("an option of no setting", "urgency:", "options: {more: {^teams.duty.psots: +3}}\nurgency:", "teams.duty.psots",
      "there is no setting 'teams.duty.psots'");
  but("an option with a bad value",
      "urgency:", "options: {more: {teams.duty.posts: ^many}}\nurgency:", "teams.duty.posts", "expected a number");
  but("an option that names no team",
      "urgency:", "options: {more: {steps.plan.team: ^dutie}}\nurgency:", "steps.plan.team",
      "there is no team 'dutie'");
  but("an option as a list", "urgency:", "options: {more: ^[1]}\nurgency:", "options.more", "expected changes by path");
  but("options as a list", "urgency:", "options: ^[1]\nurgency:", "options", "expected changes by name");
  but("an option on a date where there is none",
      "urgency:", "options: {more: {people.casework: ^+3 from 2011-01-01}}\nurgency:", "people.casework",
      "cannot change on a date");
  but("an option in another unit",
      "urgency:", "options: {more: {demand.referrals.rate: ^+3 families per day}}\nurgency:", "demand.referrals.rate",
      "is in 'children per week'");
  but("an option that sweeps", "urgency:", "options: {more: {teams.duty.posts: ^7..9}}\nurgency:", "teams.duty.posts",
      "several values");

  // ---- extends
  but("a base that does not exist", "name: Kent", "extends: ^nowhere.yaml\nname: Kent", "extends",
      "there is no file 'nowhere.yaml'");
  but("a base outside", "name: Kent", "extends: ^../../etc/passwd\nname: Kent", "extends",
      "leads out of the scenario's folder");
  but("a base at the root", "name: Kent", "extends: ^/etc/passwd\nname: Kent", "extends",
      "leads out of the scenario's folder");
  but("a base that is a list", "name: Kent", "extends: ^[a.yaml]\nname: Kent", "extends",
      "expected the name of a scenario file");
  return all;
}

}  // namespace caseload::test
