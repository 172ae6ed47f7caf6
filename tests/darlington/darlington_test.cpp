// The shipped scenario against what the council reported: 656 open children on 30 October 2009, 21 and then 22 core
// social workers, so about 29.8 children each; with three more posts about 26.
// Source: Darlington Borough Council, report to members on children's social care capacity, data to 30 October 2009.
#include <catch2/catch.hpp>

#include "caseload/caseload.hpp"

using namespace caseload;

namespace {

Estimates darlington(const std::vector<std::string>& overrides = {}, const std::string& option = {}) {
  const auto scenario = read(CASELOAD_SCENARIOS "/darlington-2009.yaml",
                             {.overrides = overrides, .option = option, .library = CASELOAD_SCENARIOS});
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  const Model model = compile(*scenario);
  return estimate(model, replicate(model, {.replications = 60}));
}

double mean(const Estimates& estimates, const std::string& measure, const std::string& where) {
  const Estimate* found = estimates.find(measure, where);
  if (found == nullptr) FAIL("no measure '" + measure + "' at '" + where + "'");
  return found->mean;
}

}  // namespace

TEST_CASE("Darlington has 656 open children on 30 October 2009 when nothing is done") {
  const Estimates estimates = darlington({}, "do nothing");
  const double open = mean(estimates, "children held by teams of named workers", "service on 2009-10-30");
  CHECK(open == Approx(656).epsilon(0.10));
  const double each = mean(estimates, "children per worker", "service on 2009-10-30");
  CHECK(each >= 28.5);
  CHECK(each <= 31.5);
  // Posts were sized for the demand before: nobody was idle, and the caseload was a manageable one (15 to 20, at most a
  // fifth above it).
  const double before = mean(estimates, "children per worker", "service on 2008-10-31");
  CHECK(before >= 15);
  CHECK(before <= 24);
}

TEST_CASE("three more workers bring Darlington near 26 children each") {
  const Estimates estimates = darlington({"teams.care planning.posts=+3"});
  CHECK(mean(estimates, "children per worker", "service on 2009-10-30") == Approx(26).margin(1));
}

TEST_CASE("all options of the Darlington scenario run, and more posts never leave more children to a worker") {
  const std::string on = "service on 2010-10-29";
  const std::vector<std::string> report{"report.on=[2010-10-29]"};
  const double nothing = mean(darlington(report, "do nothing"), "children per worker", on);
  const double three = mean(darlington(report, "three workers"), "children per worker", on);
  const double plan = mean(darlington(report, "council's plan"), "children per worker", on);
  CHECK(three < nothing - 2);
  CHECK(plan < nothing - 2);
}
