// See starter.hpp.   Tested by tests/scenario/starter_test.cpp.
#include "scenario/starter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "scenario/utf8.hpp"

namespace caseload::scenario {
namespace {

/// With three significant digits and no more: 17.2, 0.835, 2332.
std::string number(double value) {
  const double size = std::abs(value);
  std::string text = fmt::format("{:.{}f}", value, size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3);
  if (text.find('.') != std::string::npos) {
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

std::string percent(double share) { return number(100 * share) + " %"; }

/// In YAML's double quotes.
std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : made_visible(text)) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// 24,035
std::string count(double value) {
  std::string text = fmt::format("{:.0f}", value);
  for (auto at = static_cast<int>(text.size()) - 3; at > 0; at -= 3) text.insert(static_cast<std::size_t>(at), 1, ',');
  return text;
}

/// A value with where it is from.
std::string said(const std::string& value, const std::string& source, const char* quality) {
  return fmt::format("{{value: {}, source: {}, quality: {}}}", value, in_quotes(source), quality);
}

std::string said(const std::string& value, const Known& known, const std::string& derived = {}) {
  return said(value, derived.empty() ? known.source : derived + known.source,
              !known.own        ? "low"
              : derived.empty() ? "high"
                                : "medium");
}

/// Comment lines of at most so many characters; those of an item ("- ...") stand a little to the right.
std::string comment(const std::string& words, std::size_t indent = 0) {
  const std::string text = made_visible(words);
  constexpr std::size_t widest = 120;
  const std::string begin = std::string(indent, ' ') + "# ";
  std::string out, line = begin;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (line.size() > begin.size()) {
      if (line.size() + 1 + word.size() > widest) {
        out += line + '\n';
        line = begin + (text.starts_with("- ") ? "  " : "");
      } else {
        line += ' ';
      }
    }
    line += word;
    at = end + 1;
  }
  return out + line + '\n';
}

std::string bands(const std::vector<Fit::Stay>& stays) {
  std::string out;
  for (const Fit::Stay& stay : stays) {
    out += fmt::format("        - {{share: {}, low: {} days, high: {} days}}\n", percent(stay.share), number(stay.low),
                       number(stay.high));
  }
  return out;
}

/// 2024-25
std::string year_of(const Council& c) { return fmt::format("{}-{:02}", c.year - 1, c.year % 100); }

std::string tenth(double posts) {
  const std::string text = fmt::format("{:.1f}", posts);
  return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::string joined(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < names.size(); ++i)
    out += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
  return out;
}

double over(double a, double b) { return b > 0 ? a / b : 0; }

/// The arithmetic of fitted() (model/fit.hpp) in this authority's numbers.
std::string arithmetic(const Council& c, const Fit& fit) {
  std::string text;
  const auto item = [&text]<class... T>(fmt::format_string<T...> words, T&&... values) {
    text += comment("- " + fmt::format(words, std::forward<T>(values)...));
  };
  item(
      "{} children were referred in the year. Contacts are as many more as in England (its share of contacts becomes "
      "referrals), less the {} that come back by themselves.",
      count(c.referrals.value), percent(c.re_referrals.value));
  item(
      "{} plans started, {:.3f} per referral: enquiries per referral and conferences per enquiry are both {} times "
      "England's.",
      count(c.plan_starts.value), over(c.plan_starts.value, c.referrals.value), number(fit.times.enquiries));
  item(
      "{} plans were open on 31 March, {:.2f} years' starts, which is their mean length. Reviews at 3, 9, 15, ... "
      "months, held "
      "some weeks early, make it {:.1f} months + 6 months x (1 - e1) x (1 + (1 - e2) / e3), e1, e2, e3 being the "
      "chances that "
      "they end the plan; {} of open plans are older than a year.",
      count(c.open_plans.value), over(c.open_plans.value, c.plan_starts.value), fit.first_review,
      percent(c.long_plans.value));
  item("{} children started to be looked after, {:.3f} per referral: ways into care are {} times England's{}.",
       count(c.care_starts.value), over(c.care_starts.value, c.referrals.value), number(fit.times.care),
       fit.times.care > 1 ? ", but those through the court as in England" : "");
  item("{} were looked after on 31 March, {:.2f} years' starts: times in care are {} times those of the rules.",
       count(c.looked_after.value), over(c.looked_after.value, c.care_starts.value), number(fit.times.in_care));
  item("{} full-time equivalents held {} cases, {:.1f} each by the definition of the workforce census.",
       number(c.case_holders.value), count(c.cases.value), over(c.cases.value, c.case_holders.value));
  item(
      "{} were in need on 31 March, those on plans and looked after included. What is left for the step 'child in "
      "need' makes its "
      "times {} times those of the rules.",
      count(c.in_need.value), number(fit.times.child_in_need));
  if (!fit.elsewhere.empty()) {
    item(
        "{} of them are no case of a social worker. Somebody else holds them (family support, personal advisers, ...; "
        "who, nobody "
        "publishes): the step 'in need elsewhere' counts them and asks no hours.",
        count(fit.held_elsewhere));
  } else {
    item(
        "Social workers hold as many cases or more: cases that are not children in need are left out, and caseloads "
        "come out lower.");
  }
  for (const std::string& note : fit.notes) item("{}.", note);
  return text;
}

/// What stands above everything: where it is from, how it was made, what to do next.
std::string head(const Council& c, const Fit& fit) {
  std::string text = comment(fmt::format(
      "{}, {}: from what the Department for Education and the Office for National Statistics publish. Contains public "
      "sector information licensed under the Open Government Licence v3.0.",
      c.name, year_of(c)));
  text += "#\n";
  text += comment(
      "What is not published is England's (england/2025.yaml): hours for each task, ways through the service, shapes "
      "of "
      "times. Put in your own where you know better; `caseload check` says at once whether it still fits together.");
  text +=
      "#\n# How the published figures became settings (a year is taken as a steady state: stock = starts x length):\n";
  text += arithmetic(c, fit);
  if (c.joint.size() > 1) {
    text +=
        "#\n" + comment(fmt::format(
                    "{} report their workforce together: {:.0f} % of it, this authority's share of their children in "
                    "need, are put here.",
                    joined(c.joint), 100 * c.part));
  }
  text += "#\n";
  if (c.gaps.empty()) {
    text += "# Nothing was suppressed or missing.\n";
  } else {
    text += "# Suppressed or missing, and what stands in for it (a gap is never read as zero):\n";
    for (const Gap& gap : c.gaps) text += comment(fmt::format("- {}: {}; {}", gap.what, gap.why, gap.instead));
  }
  text += "#\n# Next: caseload check THIS FILE, caseload run THIS FILE, caseload compare THIS FILE\n";
  return text;
}

std::string people(const Council& c) {
  std::string text = "people:\n";
  text += fmt::format("  sickness: {{days: {}}}\n",
                      said(number(c.sickness.value) + " per year", c.sickness,
                           c.sickness.own ? "derived: days lost over social workers in post, " : ""));
  if (c.turnover.value <= 0) {
    text += "  leaving: none                            # nobody left in the year\n";
  } else {
    text += fmt::format("  leaving: {{rate: {}}}\n", said(percent(c.turnover.value) + " per year", c.turnover));
  }
  const double vacancy = std::clamp(c.vacancy.value, 0.0, 0.6);
  text += "  vacancy:\n";
  if (vacancy < c.vacancy.value)
    text += comment(fmt::format("{} are published; more than 60 % cannot be kept up.", percent(c.vacancy.value)), 4);
  if (c.turnover.value > 0) {
    // The share of vacant posts is rate x length / (1 + rate x length).
    const double months = std::clamp(12 * vacancy / (1 - vacancy) / c.turnover.value, 0.5, 120.0);
    text += comment("So long that this share of posts stands vacant when so many leave; no recruitment time.", 4);
    text += "    filled_after:\n";
    text += fmt::format("      exponential: {} months\n      source: {}\n      quality: {}\n", number(months),
                        in_quotes("derived from vacancies and turnover: " + c.vacancy.source),
                        c.vacancy.own && c.turnover.own ? "medium" : "low");
    const double late = std::exp(-(4 / 52.14 * 12) / months);
    text += fmt::format("    at_begin: {}\n", said(percent(vacancy), c.vacancy));
    text += fmt::format(
        "    agency: {}\n",
        said(percent(std::min(1.0, c.cover.value / late)), c.cover,
             fmt::format("agency workers cover {} of vacancies; more here, since they arrive some weeks late: ",
                         percent(c.cover.value))));
  } else {
    text += fmt::format("    at_begin: {}\n    agency: {}\n", said(percent(vacancy), c.vacancy),
                        said(percent(std::min(1.0, c.cover.value)), c.cover));
  }
  return text;
}

std::string team_posts(const Council& c, const Fit& fit) {
  std::string text;
  text += comment(
      fmt::format("{} full-time equivalents hold cases, agency workers included. Posts are more, {}: {} are vacant and "
                  "agency workers cover "
                  "{} of those. Shared out over the teams by the hours that are asked of each.",
                  number(c.case_holders.value), tenth(fit.workers), percent(c.vacancy.value), percent(c.cover.value)));
  text += "teams:\n";
  for (const Fit::Posts& team : fit.posts) {
    const bool holds = team.team == "assessment" || team.team == "safeguarding" || team.team == "looked after";
    const Known& from = c.case_holders;
    const std::string source = holds ? fmt::format("derived, shared out by hours asked: {}", from.source)
                                     : "assumed: so many that 85 % of their hours are asked";
    text += fmt::format("  {}:\n    posts: {}\n", team.team,
                        said(tenth(team.posts), source, holds && from.own ? "medium" : "low"));
    if (team.limit > 0)
      text += fmt::format("    limit: {}\n", said(fmt::format("{:.0f} children", team.limit),
                                                  "assumed: above what the work makes the mean caseload", "low"));
  }
  return text;
}

std::string routes(const Council& c, const Fit& fit) {
  const std::string referrals = c.referrals.own ? source_of(Table::referrals, c.year) : c.referrals.source;
  const auto source = [](const std::string& text, const char* quality) {
    return fmt::format("      source: {}\n      quality: {}\n", in_quotes(text), quality);
  };
  const char* const plans_quality = c.plan_starts.own ? "medium" : "low";
  std::string text = "steps:\n";
  text += fmt::format(
      "  referral decision:\n    next:\n      no further action: {}\n      strategy discussion: {}\n      in care: {}\n"
      "      single assessment: rest\n",
      percent(fit.referral.nothing), percent(fit.referral.strategy), percent(fit.referral.care));
  text +=
      source(fmt::format(
                 "no further action: {}; the rest as in England, times what makes plan starts and care starts come out",
                 c.no_further_action.source),
             c.no_further_action.own ? "medium" : "low");
  text += fmt::format(
      "  single assessment:\n    next:\n      not in need: {}\n      strategy discussion: {}\n      child in need: "
      "{}\n",
      percent(fit.assessment.not_in_need), percent(fit.assessment.strategy), percent(fit.assessment.child_in_need));
  if (!fit.elsewhere.empty()) text += fmt::format("      in need elsewhere: {}\n", percent(fit.assessment.elsewhere));
  text += fmt::format("      in care: {}\n      closed: rest\n", percent(fit.assessment.care));
  text += source(
      fmt::format("not in need: {} of referrals ({}), over first assessments; the rest in proportion as in England",
                  percent(c.not_in_need.value), c.not_in_need.source),
      c.not_in_need.own ? "medium" : "low");
  text += fmt::format(
      "  strategy discussion:\n    next:\n      section 47 enquiry: rest\n      enquiry and conference: {}\n      in "
      "care: {}\n",
      percent(fit.strategy.conference), percent(fit.strategy.care));
  text += source(fmt::format("derived, so that {:.3f} plans start per referral: {}",
                             c.plan_starts.value / c.referrals.value, c.plan_starts.source),
                 plans_quality);
  text += "  child protection plan:\n    tasks:\n      review conference:\n";
  text += fmt::format("        ends: [{}, {}, {}]\n", percent(fit.ends[0]), percent(fit.ends[1]), percent(fit.ends[2]));
  text += fmt::format(
      "        source: {}\n        quality: {}\n",
      in_quotes(fmt::format("derived, so that the mean plan lasts {:.2f} years and {} of open ones are older than a "
                            "year: {}",
                            c.plan_starts.value > 0 ? c.open_plans.value / c.plan_starts.value : 0,
                            percent(c.long_plans.value), c.open_plans.source)),
      c.open_plans.own && c.plan_starts.own ? "medium" : "low");
  text += fmt::format(
      "    next:\n      pre-proceedings: {}\n      in care: {}\n      child in need: {}\n      closed: rest\n",
      percent(fit.plan.pre_proceedings), percent(fit.plan.care), percent(fit.plan.child_in_need));
  const std::string care = fmt::format("as in England, times what makes {:.3f} care starts per referral: {}",
                                       c.care_starts.value / c.referrals.value, c.care_starts.source);
  text += source(care, "low");
  text += "  child in need:\n    lasts:\n      bands:\n" + bands(fit.child_in_need);
  text += source(fmt::format("derived: England's shape, and a mean so that {} children are in need in all: {}",
                             count(c.in_need.value), c.in_need.source),
                 c.in_need.own ? "medium" : "low");
  text += fmt::format(
      "    next:\n      updated assessment: {}\n      pre-proceedings: {}\n      in care: {}\n      closed: rest\n",
      percent(fit.in_need.updated), percent(fit.in_need.pre_proceedings), percent(fit.in_need.care));
  text += source(care, "low");
  if (!fit.elsewhere.empty()) {
    text +=
        "  in need elsewhere:                       # held by others than social workers; asks no hours of these "
        "teams\n"
        "    lasts:\n      bands:\n" +
        bands(fit.elsewhere);
    text += source(fmt::format("derived: {} children in need less {} cases of social workers ({}); England's shape",
                               count(c.in_need.value), count(c.cases.value), c.cases.source),
                   c.cases.own ? "medium" : "low");
    text += "    next: {closed: rest}\n";
  }
  text += fmt::format("  updated assessment:\n    next:\n      strategy discussion: {}\n      child in need: rest\n",
                      percent(fit.updated_strategy));
  text += source("derived, as for strategy discussions", "low");
  text += "  in care:\n    lasts:\n      bands:\n" + bands(fit.in_care);
  text += source(
      fmt::format("derived: England's shape, and a mean of {:.2f} years: {}",
                  c.care_starts.value > 0 ? c.looked_after.value / c.care_starts.value : 0, c.looked_after.source),
      c.looked_after.own && c.care_starts.own ? "medium" : "low");
  return text;
}

std::string assumptions(const Council& c, const Fit& fit) {
  std::vector<std::string> all;
  all.push_back(
      "The year is taken as a steady state: as many leave each step as enter it, and stocks are starts times lengths");
  all.push_back(
      "What is not published of this authority is as in England: hours for each task, shares of routes, shapes of "
      "times");
  if (!fit.elsewhere.empty())
    all.push_back(
        "Children in need who are no case of a social worker are held by others, and ask no hours of these teams");
  if (c.cases.value >= c.in_need.value) all.push_back("Cases that are not children in need are left out");
  if (fit.hours < 1)
    all.push_back(
        fmt::format("For each child {:.0f} % of the rules' hours are worked: at all of them {:.0f} % of the hours "
                    "there would be asked",
                    100 * fit.hours, 100 * fit.load));
  if (c.joint.size() > 1)
    all.push_back(fmt::format("The workforce that {} report together is split by children in need", joined(c.joint)));
  for (const Gap& gap : c.gaps) all.push_back(fmt::format("{}: {}; {}", gap.what, gap.why, gap.instead));
  for (const std::string& note : fit.notes) all.push_back(note);
  std::string text = "assumptions:\n";
  for (std::size_t i = 0; i < all.size(); ++i)
    text += fmt::format("  - {{id: A{}, text: {}, quality: low, impact: {}}}\n", i + 1, in_quotes(all[i]),
                        i < 2 ? "high" : "medium");
  return text;
}

}  // namespace

std::string starter_text(const Council& c, const Fit& fit) {
  const std::string year = year_of(c);
  std::string text = head(c, fit);
  text += "caseload: 1\n";
  text += fmt::format("name: {}\n", in_quotes(fmt::format("{}, from {}", c.name, year)));
  text +=
      fmt::format("description: {}\n",
                  in_quotes(fmt::format("{} as published for {}, and what more workers would change.", c.name, year)));
  text += fmt::format(
      "about:\n"
      "  authority: {}\n"
      "  question: {}\n"
      "  lever: posts, and how many leave\n"
      "  expect:\n"
      "    - {{option: three more workers, measure: service.children per worker, effect: lower}}\n"
      "    - {{option: a tenth more contacts, measure: service.children per worker, effect: higher}}\n",
      in_quotes(c.name),
      in_quotes(fmt::format("What would three more workers bring {}, and what if a tenth more are referred?", c.name)));
  text += "extends: england/2025.yaml\n";
  text += fmt::format("period: {{start: {}-04-01, length: 2 years, begin: steady, settle: 2 years}}\n", c.year);
  text += fmt::format("report: {{on: [{}-03-31]}}\n", c.year + 1);
  if (c.population.value > 0)
    text += fmt::format("population: {}\n", said(fmt::format("{:.0f} children", c.population.value), c.population));
  text +=
      "\ndemand:\n  contacts:\n    rate: " +
      said(
          fmt::format("{:.0f} children per year", fit.contacts), c.referrals,
          fmt::format(
              "derived: {} referrals over the rules' share of contacts that become referrals, less {} that come back: ",
              count(c.referrals.value), percent(c.re_referrals.value))) +
      "\n";
  text += fmt::format("re-referral:\n  share: {}\n\n", said(percent(c.re_referrals.value), c.re_referrals));
  text += people(c) + "\n";
  if (fit.hours < 1) {
    text +=
        comment(fmt::format("At the rules' hours {:.0f} % of the hours there would be asked, and open cases would grow "
                            "without end. They have not, so "
                            "for each child less is done: {:.0f} % of those hours, with the time with families ({}) "
                            "kept and the rest cut.",
                            100 * fit.load, 100 * fit.hours, percent(Fit::direct)));
    text += fmt::format(
        "effort:\n  direct: {}\n  admin: {}\n\n",
        said(percent(Fit::direct), "Holmes, Munro and Soper, Loughborough for the LGA (2010), of initial assessments",
             "medium"),
        said(percent(fit.admin),
             fmt::format("derived, so that {:.0f} % of the hours are asked", 100 * fit.load * fit.hours), "low"));
  }
  text += team_posts(c, fit) + "\n";
  text += routes(c, fit) + "\n";
  text +=
      "# The law's clocks; how many in time is England's figure of 2024-25, to be replaced by your own "
      "aim.\ntargets:\n";
  text +=
      "  - {name: Assessments within 45 working days, measure: single assessment.done in time, at_least: 85.7 %, "
      "source: \"England, DfE, Children in need 2025, table C2\"}\n";
  text +=
      "  - {name: Conferences within 15 working days, measure: enquiry and conference.done in time, at_least: 81.4 %, "
      "source: \"England, DfE, Children in need 2025, table C4\"}\n";
  const double published = c.case_holders.value > 0 ? c.cases.value / c.case_holders.value : 0;
  if (published > 0)
    text += fmt::format(
        "  - {{name: Caseload no higher than now, measure: service.caseload, at_most: {} children, source: {}}}\n",
        number(published), in_quotes(c.cases.source));
  text +=
      "\noptions:\n"
      "  three more workers: {teams.assessment.posts: +1, teams.safeguarding.posts: +2}\n"
      "  a tenth more contacts: {demand.contacts.rate: +10 %}\n"
      "  a tenth more contacts and three more workers: {demand.contacts.rate: +10 %, teams.assessment.posts: +1, "
      "teams.safeguarding.posts: +2}\n";
  if (c.turnover.value > 0) text += "  a third fewer leavers: {people.leaving.rate: x 0.67}\n";
  text += "\n" + assumptions(c, fit);
  return text;
}

std::string starter_text(const std::string& name) {
  std::string text =
      "# A scenario to begin with: an invented council of 50 000 children that is like England in 2024-25. It runs as "
      "it is.\n"
      "# Put in your own figures, from the top down; what you leave out stays as the rules say.\n"
      "#\n"
      "# From the Department for Education's published tables:  caseload new FILE --authority \"Kent\" --data FOLDER\n"
      "#\n"
      "# Next: caseload check THIS FILE     every mistake at once, and the load of each team\n"
      "#       caseload run THIS FILE       simulate it\n"
      "#       caseload compare THIS FILE   its options side by side, in the same futures\n"
      "caseload: 1\n";
  text += fmt::format("name: {}\n", in_quotes(name));
  text +=
      "description: An invented council of 50 000 children, like England.\n"
      "about:\n"
      "  authority: Any council\n"
      "  question: What would three more workers bring, and what if a tenth more are referred?\n"
      "  lever: posts\n"
      "  expect:                                # what should come out, on the same families\n"
      "    - {option: three more workers, measure: service.children per worker, effect: lower}\n"
      "    - {option: a tenth more contacts, measure: service.children per worker, effect: higher}\n"
      "extends: england/2025.yaml               # rules, hours and ways through the service; say only what differs\n"
      "period: {start: 2025-04-01, length: 2 years, begin: steady, settle: 1 year}\n"
      "population: 50 000 children\n"
      "\n"
      "demand:\n"
      "  contacts:                              # of which 21 % become referrals; those who come back are added by the "
      "rules\n"
      "    rate: {value: 9600 children per year, source: \"England's contacts per child (DfE, Children in need 2025) "
      "for 50 000 children\", quality: low}\n"
      "\n"
      "# Funded full-time posts. In the rules 14.2 % of them have no employee, and agency workers cover most of "
      "these.\n"
      "teams:\n"
      "  assessment: {posts: {value: 30, source: \"England's posts per child, for 50 000 children\", quality: low}}\n"
      "  safeguarding: {posts: {value: 44, source: as assessment, quality: low}}\n"
      "  looked after: {posts: {value: 17, source: as assessment, quality: low}}\n"
      "  hub: {posts: {value: 13, source: assumed, quality: low}}              # screens contacts, holds no cases\n"
      "  legal: {posts: {value: 4, source: assumed, quality: low}}\n"
      "  reviewing officers: {posts: {value: 4, source: assumed, quality: low}}\n"
      "\n"
      "# What may differ from England first: take the # away and put in yours.\n"
      "# re-referral: {share: 22.6 %}\n"
      "# people:\n"
      "#   sickness: {days: 8.9 per year}\n"
      "#   leaving: {rate: 11.8 % per year}\n"
      "\n"
      "targets:\n"
      "  - {name: Assessments within 45 working days, measure: single assessment.done in time, at_least: 85.7 %, "
      "source: \"England, DfE, Children in need 2025, table C2\"}\n"
      "  - {name: Hardly any child without a worker, measure: children unallocated, at_most: 10 children}\n"
      "\n"
      "options:\n"
      "  three more workers: {teams.assessment.posts: +1, teams.safeguarding.posts: +2}\n"
      "  a tenth more contacts: {demand.contacts.rate: +10 %}\n"
      "  a tenth more contacts and three more workers: {demand.contacts.rate: +10 %, teams.assessment.posts: +1, "
      "teams.safeguarding.posts: +2}\n"
      "\n"
      "assumptions:\n"
      "  - {id: A1, text: \"Posts and contacts are England's in proportion, until you put in yours\", quality: low, "
      "impact: high}\n";
  return text;
}

}  // namespace caseload::scenario
