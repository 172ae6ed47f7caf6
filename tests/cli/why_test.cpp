// `caseload why`, end to end.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace caseload::test;
using Json = nlohmann::json;

namespace {

constexpr auto two_causes =
    "caseload: 1\n"
    "name: Two causes\n"
    "period: {start: 2024-01-01, length: 26 weeks, begin: empty}\n"
    "demand: {referrals: {rate: 6 families per week, to: assessment}}\n"
    "events: [{on: 2024-03-01, referrals: +60 %}]\n"
    "people:\n"
    "  hours: office hours\n"
    "  sickness: {days: 30 per year, lasting: {exponential: 10 days}}\n"
    "teams: {duty: {posts: 3, limit: 6 families}}\n"
    "steps: {assessment: {team: duty, tasks: {work: {effort: {exponential: 12 hours}}}}}\n";

}  // namespace

TEST_CASE("shares of causes add up to the whole difference, and what is not there is said") {
  const Desk desk;
  desk.write("two.yaml", two_causes);
  const Outcome outcome = desk.caseload("why two.yaml 'wait for a worker, mean' --reps 30 --json");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const Json it = Json::parse(outcome.out);
  double sum = 0;
  for (const Json& cause : it["causes"]) sum += cause["share"]["mean"].get<double>();
  REQUIRE(it["causes"].size() == 2);
  CHECK(sum == Approx(it["difference"]["mean"].get<double>()));
  CHECK(it["difference"]["lower95"].get<double>() > 0);
  CHECK(it["absent"].size() == 4);
}

TEST_CASE("a cause that does nothing gets a share around zero") {
  const Desk desk;
  // Handovers happen only when somebody leaves or is away for long, and here nobody hands anything over.
  desk.write("two.yaml", std::string{two_causes} + "effort: {handover_new: 2 hours}\n");
  const Outcome outcome = desk.caseload("why two.yaml 'wait for a worker, mean' --reps 20 --cause handovers --cause surge --json");
  INFO(outcome.err);
  REQUIRE(outcome.exit_code == 0);
  const Json causes = Json::parse(outcome.out)["causes"];
  REQUIRE(causes.size() == 2);
  CHECK(causes[0]["cause"] == "handovers");
  CHECK(causes[0]["share"]["lower95"].get<double>() <= 0);
  CHECK(causes[0]["share"]["upper95"].get<double>() >= 0);
  CHECK(causes[1]["cause"] == "surge");
  CHECK(causes[1]["share"]["lower95"].get<double>() > 0);
}

TEST_CASE("what is asked of `why` in error is explained") {
  const Desk desk;
  desk.write("two.yaml", two_causes);
  const Outcome measure = desk.caseload("why two.yaml 'wait for a worker, maen'");
  CHECK(measure.exit_code == 2);
  CHECK(has(measure.err, "did you mean 'wait for a worker, mean'?"));
  const Outcome cause = desk.caseload("why two.yaml 'wait for a worker, mean' --cause sicknes");
  CHECK(cause.exit_code == 2);
  CHECK(has(cause.err, "did you mean 'sickness'?"));
  CHECK(desk.caseload("why two.yaml").exit_code == 2);
}
