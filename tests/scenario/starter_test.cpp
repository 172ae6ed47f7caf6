// The text of a new scenario. All figures are made up.
#include "scenario/starter.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "caseload/caseload.hpp"
#include "model/fit.hpp"
#include "support/published_folder.hpp"

using namespace caseload;
using namespace caseload::scenario;
using namespace caseload::test;

namespace {

Council council(const PublishedFolder& folder, const std::string& name) {
  const auto all = read_publications(folder.write());
  if (!all) FAIL(to_text(all.problems().front()));
  const auto authority = find_authority(*all, name);
  REQUIRE(authority);
  const auto filled = without_gaps(*authority, all->england, all->year);
  if (!filled) FAIL(to_text(filled.problems().front()));
  return *filled;
}

Result<Scenario> read_back(const std::string& text) {
  return read_text(text, "new.yaml", {.overrides = {}, .option = {}, .library = CASELOAD_SCENARIOS});
}

std::string text_of(const Council& council) { return starter_text(council, fitted(council, CASELOAD_SCENARIOS)); }

std::string replaced_once(std::string text, const std::string& what, const std::string& with) {
  const std::size_t at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), with);
}

}  // namespace

TEST_CASE("the plain starter is a scenario, whatever it is called") {
  for (const char* name : {"kent", "St \"Helens\": a \\ b", "# none", "42"}) {
    CAPTURE(name);
    const auto scenario = read_back(starter_text(name));
    if (!scenario) FAIL(to_text(scenario.problems().front()));
    CHECK(scenario->name == name);
    CHECK(scenario->option_names.size() == 3);
    CHECK(scenario->targets.size() == 2);
    CHECK(offered_load(compile(*scenario), compile(*scenario).start).finite);
  }
}

TEST_CASE("an authority's scenario has its figures, their source, and what to do next") {
  const Council c = council({}, "Borchester");
  CHECK(c.gaps.empty());
  const std::string text = text_of(c);
  const auto scenario = read_back(text);
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  CHECK(scenario->population == 60000);
  CHECK(scenario->re_referral->share == Approx(0.22));
  for (const char* part : {"# Nothing was suppressed or missing.", "caseload check THIS FILE",
                           "Open Government Licence", "DfE, Children in need, year to March 2025, table C1", "table D3",
                           "table B1", "DfE, Children's social work workforce, 30 September 2025",
                           "ONS, mid-year population estimates, 2024", "three more workers", "targets:"}) {
    CAPTURE(part);
    CHECK(text.find(part) != std::string::npos);
  }
}

TEST_CASE("England stands in for what is suppressed, and the file says so in comments and assumptions") {
  const Council c = council({}, "Ambridge");
  std::vector<std::string> gaps;
  for (const Gap& gap : c.gaps) gaps.push_back(gap.what);
  CHECK(gaps == std::vector<std::string>{
                    "referrals with no further action", "plans that started", "open plans by length",
                    "children who started to be looked after", "days lost to sickness", "turnover", "vacancy rate",
                    "vacancies covered by agency workers", "social workers who hold cases", "cases"});
  CHECK(c.no_further_action.value == Approx(4130.0 / 63280));
  CHECK(c.plan_starts.value == Approx(1800 * 6180.0 / 63280));
  CHECK(c.open_plans.value == 130);
  CHECK(c.long_plans.value == Approx(820.0 / 4940));
  CHECK(c.turnover.value == Approx(0.118));
  CHECK(c.vacancy.value == Approx(0.142));
  CHECK(c.case_holders.value == Approx(1200 * 2110.5 / 40240));
  CHECK_FALSE(c.turnover.own);
  const std::string text = text_of(c);
  CHECK(text.find("# - plans that started: suppressed ('c'); England's, per referral\n") != std::string::npos);
  const auto scenario = read_back(text);
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  for (const Gap& gap : c.gaps) {
    CAPTURE(gap.what);
    CHECK(std::any_of(scenario->assumptions.begin(), scenario->assumptions.end(),
                      [&](const auto& a) { return a.text.starts_with(gap.what + ": " + gap.why); }));
  }
  CHECK(text.find("England's, as Ambridge's own is of low reliability ('u')\", quality: low") != std::string::npos);
}

TEST_CASE("bands that are published are enough to know how many plans are older than a year") {
  CHECK(council({}, "Borchester").long_plans.value == Approx(40.0 / 240));
  CHECK(council({}, "Borchester").long_plans.own);
}

TEST_CASE("an authority of which neither referrals nor population is known is refused") {
  PublishedFolder folder;
  folder["referrals.csv"] = replaced_once(folder["referrals.csv"], "Ambridge,x,1800", "Ambridge,x,c");
  const Council by_population = council(folder, "Ambridge");
  CHECK(by_population.referrals.value == Approx(34000 * 63280.0 / 1218301));
  folder["people.csv"] =
      replaced_once(folder["people.csv"], "Children aged 0 to 17 years,34000", "Children aged 0 to 17 years,x");
  const auto all = read_publications(folder.write());
  const auto filled = without_gaps(*find_authority(*all, "Ambridge"), all->england, all->year);
  REQUIRE_FALSE(filled);
  CHECK(filled.problems().front().message.find("neither referrals nor population of Ambridge") != std::string::npos);
}

TEST_CASE("who shares a workforce is told how it was split") {
  const std::string text = text_of(council({}, "Felpersham"));
  CHECK(text.find("Felpersham and Penny Hassett, Borough of report their workforce together: 75 % of it") !=
        std::string::npos);
}

TEST_CASE("a name cannot break out of its comment or its quotes") {
  Council c = council({}, "Borchester");
  c.name = "Bor\nchester: \"[{\\ #\x01 \xff";
  const auto scenario = read_back(text_of(c));
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  CHECK(scenario->name.starts_with("Bor\\x0achester: \"[{\\ #\\x01 \\xff, from"));
}

TEST_CASE("extremes of every figure still give a scenario that can be read") {
  const Council usual = council({}, "Borchester");
  const std::vector<std::pair<Known Council::*, std::vector<double>>> extremes{
      {&Council::referrals, {5, 100'000}},
      {&Council::re_referrals, {0, 0.6}},
      {&Council::no_further_action, {0, 0.9, 1}},
      {&Council::not_in_need, {0, 0.9, 1}},
      {&Council::in_need, {0, 20'000}},
      {&Council::plan_starts, {0, 1, 2500}},
      {&Council::open_plans, {0, 3000}},
      {&Council::long_plans, {0, 0.9}},
      {&Council::care_starts, {0, 2500}},
      {&Council::looked_after, {0, 10'000}},
      {&Council::sickness, {0, 60}},
      {&Council::turnover, {0, 1}},
      {&Council::vacancy, {0, 1}},
      {&Council::cover, {0, 1, 2}},
      {&Council::case_holders, {0, 0.5, 5000}},
      {&Council::cases, {0, 10'000}}};
  for (const auto& [figure, values] : extremes) {
    for (const double value : values) {
      Council c = usual;
      (c.*figure).value = value;
      CAPTURE(value);
      const std::string text = text_of(c);
      const auto scenario = read_back(text);
      if (!scenario) FAIL(to_text(scenario.problems().front()) << '\n' << text);
      CHECK(offered_load(compile(*scenario), compile(*scenario).start).finite);
    }
  }
}
