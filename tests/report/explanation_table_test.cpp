// What a result is due to, as it stands on the terminal.
#include <catch2/catch.hpp>

#include "support/hand_made_comparison.hpp"
#include "support/text.hpp"

namespace {

using namespace caseload;
using support::has;
using test::hand_made_explanation_run;

}  // namespace

TEST_CASE("causes stand by size, with their noise and what each takes away alone, and add up to the whole") {
  CHECK(table(hand_made_explanation_run(), false) ==
        "Kent · 3 years from 1 Apr 2008 · seed 7\n"
        "  wait for a worker, mean, 58 replications\n"
        "  causes within the model    days   ± (95 %)   switched off alone   ± (95 %)\n"
        "    vacancies                 4.1        0.6                  3.0        0.5\n"
        "    surge                     3.1        0.5                  2.2        0.4\n"
        "    sickness                  1.9        0.4                  1.2        0.3\n"
        "  all of these                9.1        0.8\n"
        "  left without any of them    0.3        0.1\n"
        "  in all                      9.4        0.9\n"
        "  Not in this scenario: admin, newly qualified.\n"
        "  Each cause's share is what it adds, averaged over all orders in which causes can be switched on: they add up.\n"
        "  Alone: what goes away when only this one is switched off; causes that feed each other make it more or less.\n"
        "  This is what makes the model's answer, in the same futures; it is no proof of what happened.\n");
}

TEST_CASE("a measure of a place is named with it") {
  ExplanationRun run = hand_made_explanation_run();
  run.explanation.measure = {"done in time", "initial assessment", "%", true, Better::more};
  run.explanation.absent.clear();
  const std::string text = table(run, false);
  CHECK(has(text, "  done in time (initial assessment), 58 replications\n"));
  CHECK_FALSE(has(text, "Not in this scenario"));
}

TEST_CASE("without causes there is nothing to share out") {
  ExplanationRun run = hand_made_explanation_run();
  run.explanation.causes.clear();
  run.explanation.shares.clear();
  run.explanation.alone.clear();
  run.explanation.absent = {all_causes.begin(), all_causes.end()};
  const std::string text = table(run, false);
  CHECK(has(text, "No cause that can be switched off is in this scenario."));
  CHECK(has(text, "vacancies, sickness, surge, handovers, admin, newly qualified"));
  CHECK_FALSE(has(text, "left without"));
}

TEST_CASE("a measure that never occurred is not explained with numbers") {
  ExplanationRun run = hand_made_explanation_run();
  Explanation& x = run.explanation;
  x.with = x.without = x.difference = test::nothing();
  for (Estimate& e : x.shares) e = test::nothing();
  for (Estimate& e : x.alone) e = test::nothing();
  CHECK_FALSE(has(table(run, false), "nan"));
}
