// `caseload sensitivity`, end to end.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace caseload::test;
using Json = nlohmann::json;

namespace {

void sweep(const Desk& desk, const std::string& design) {
  desk.write("plan.yaml",
             "caseload_sweep: 1\n"
             "base: small.yaml\n"
             "design: {" +
                 design +
                 "}\n"
                 "factors:\n"
                 "  duty.posts: {from: 3, to: 6}\n"
                 "  demand.referrals.rate: {uniform: [12, 22], unit: families per day}\n"
                 "  legal.posts: {from: 2, to: 4}\n"
                 "replications: {count: 6}\n");
  REQUIRE(desk.caseload("sweep plan.yaml --out s --quiet").exit_code == 0);
}

double number_of(const Json& measure, const std::string& factor, const std::string& what) {
  for (const Json& one : measure["numbers"])
    if (one["factor"] == factor && one["number"] == what) return one["value"];
  FAIL("no " << what << " of " << factor);
  return 0;
}

}  // namespace

TEST_CASE("each design gets the method that it was made for, and lawyers do not make families wait") {
  const struct {
    std::string design, method, number;
  } cases[] = {{"type: morris, trajectories: 10", "morris", "mu_star"},
               {"type: saltelli, blocks: 32", "sobol", "total"},
               {"type: lhs, points: 100", "pawn", "median"}};
  for (const auto& one : cases) {
    INFO(one.design);
    const Desk desk;
    sweep(desk, one.design);
    const Outcome outcome = desk.caseload("sensitivity s 'open children' --json");
    INFO(outcome.err);
    REQUIRE(outcome.exit_code == 0);
    const Json found = Json::parse(outcome.out);
    CHECK(found["method"] == one.method);
    REQUIRE(found["measures"].size() == 1);
    const double posts = number_of(found["measures"][0], "duty.posts", one.number),
                 legal = number_of(found["measures"][0], "legal.posts", one.number);
    CHECK(posts > 2 * legal);
    CHECK(has(content_of(desk / "s/sensitivity.csv"), "open children,service,children," + one.method + ",duty.posts,"));
    CHECK(has(desk.caseload("sensitivity s").out, "duty.posts"));
    CHECK(desk.caseload("sensitivity s --json").out == desk.caseload("sensitivity s --json").out);
  }
}

TEST_CASE("a region of the settings is told in words") {
  const Desk desk;
  sweep(desk, "type: sobol, points: 128");
  const Outcome outcome = desk.caseload("sensitivity s --when 'open children > 60'");
  INFO(outcome.out);
  REQUIRE(outcome.exit_code == 0);
  CHECK(has(outcome.out, "open children above 60 children at "));
  CHECK(has(outcome.out, "That is where\n"));
  CHECK(has(outcome.out, "duty.posts is "));
}

TEST_CASE("what does not fit or is not there is refused in words") {
  const Desk desk;
  sweep(desk, "type: sobol, points: 16");
  const auto refused = [&](const std::string& words, int code, const std::string& why) {
    const Outcome outcome = desk.caseload("sensitivity " + words);
    INFO(outcome.err);
    CHECK(outcome.exit_code == code);
    CHECK(has(outcome.err, why));
    CHECK(outcome.out.empty());
  };
  refused("s --method morris", 2, "elementary effects need trajectories");
  refused("s --method sobl", 2, "--method takes morris, sobol or pawn");
  refused("s 'opn children'", 2, "did you mean 'open children'?");
  refused("s --when 'open children > many'", 2, "there is no number");
  refused("nowhere", 1, "no points of a sweep in nowhere");
  CHECK_FALSE(std::filesystem::exists(desk / "s/sensitivity.csv"));
}
