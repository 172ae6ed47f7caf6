// Targets under the headlines, as they stand on the terminal.
#include <catch2/catch.hpp>

#include "report/targets_table.hpp"
#include "support/hand_made_run.hpp"
#include "support/text.hpp"

namespace {

using namespace caseload;
using support::has;
using Verdict = TargetEstimate::Verdict;

Run run_with_targets() {
  Run run = test::hand_made_run();
  run.scenario.targets = {{"No long waits", "", false, 7, "days", 0.5, {}},
                          {"In time", "", true, 80, "%", 0.6, {}},
                          {"Cheap", "", false, 80, "%", 0.6, {}}};
  run.targets = {{0, false, 7, 0.5}, {1, true, 80, 0.6}, {2, false, 80.25, 0.6}};
  run.judged = {{2.0 / 3, {0.2, 0.94}, 3, Verdict::open},
                {0, {0, 0.6}, 2, Verdict::missed},
                {1, {0.6, 1}, 3, Verdict::met}};
  return run;
}

}  // namespace

TEST_CASE("each target has its bound, the mean, the share of futures that keep it, and whether that is enough") {
  CHECK(targets_block(run_with_targets(), false) ==
        "  targets                             mean   futures that keep it       (95 %)   wanted\n"
        "    No long waits   at most 7 days     5.0                   67 %    20 – 94 %     50 %   not sure\n"
        "    In time         at least 80 %     60.5                    0 %     0 – 60 %     60 %   missed     occurred "
        "in 2 of 3 futures\n"
        "    Cheap           at most 80.25 %    0.3                  100 %   60 – 100 %     60 %   met\n"
        "  Not sure: too close to tell with so few replications.\n");
}

TEST_CASE("targets stand between the headlines and the notes") {
  const Run run = run_with_targets();
  const std::string text = table(run, false);
  CHECK(text.find("care planning   ") < text.find(targets_block(run, false)));
  CHECK(text.find("met\n") < text.find("± is the noise"));
  CHECK(targets_block(test::hand_made_run(), false).empty());
}

TEST_CASE("nothing is unsure where every target is decided") {
  Run run = run_with_targets();
  run.judged[0].verdict = Verdict::met;
  CHECK_FALSE(has(targets_block(run, false), "sure"));
}

TEST_CASE("one future keeps a target or does not: it has no chance to show") {
  Run run = test::bare_run(1);
  test::add_measure(run, {"wait", "service", "days", true}, {5});
  test::add_measure(run, {"done in time", "duty", "%", true}, {60});
  test::add_measure(run, {"done in time", "court", "%", true}, {test::nan});
  run.scenario.targets.resize(3);
  run.scenario.targets[0].name = "Short waits";
  run.targets = {{0, false, 7, 0.5}, {1, true, 80, 0.6}, {2, true, 80, 0.6}};
  run.judged = {{1, {0.2, 1}, 1, Verdict::open}, {0, {0, 0.8}, 1, Verdict::open}, {test::nan, {0, 1}, 0, Verdict::open}};
  const std::string text = targets_block(run, false);
  CHECK(has(text, "at most 7 days    5.0   kept\n"));
  CHECK(has(text, "at least 80 %    60.0   not kept\n"));
  CHECK(has(text, "–   did not occur\n"));
  CHECK_FALSE(has(text, "(95 %)"));
  CHECK_FALSE(has(text, "not sure"));
}

TEST_CASE("a target's name is shown, not obeyed, and colours repeat what the words say") {
  Run run = run_with_targets();
  run.scenario.targets[1].name = "in\x1b[31m time";
  CHECK(has(targets_block(run, false), "in\\x1b[31m time"));
  CHECK(has(targets_block(run, true), "\x1b[31mmissed\x1b[0m"));
  CHECK(has(targets_block(run, true), "\x1b[33mnot sure\x1b[0m"));
}
