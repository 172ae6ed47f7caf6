// The table of a run, as it stands on the terminal.
#include <catch2/catch.hpp>

#include "report/grid.hpp"
#include "report/text.hpp"
#include "support/hand_made_run.hpp"
#include "support/text.hpp"

namespace {

using namespace caseload;
using support::has;
using support::lines_of;
using test::add_measure;
using test::bare_run;

}  // namespace

TEST_CASE("the table shows headlines, each with its noise and its spread") {
  CHECK(table(test::hand_made_run(), false) ==
        "Kent · 3 years from 1 Apr 2008 · seed 7\n"
        "  3 replications            mean        ± (95 %)   P10 – P90 over futures\n"
        "  wait for a worker, mean    5.0 days        9.0    2.4 –  8.0\n"
        "  done in time\n"
        "    duty                    60.5 %           6.4   60.1 – 60.9              occurred in 2 of 3 futures\n"
        "    care planning            0.3 %           0.5    0.1 –  0.5\n"
        "  ± is the noise of simulating: more replications make it smaller.\n"
        "  P10 – P90 is real life: 8 in 10 futures lie between them.\n");
}

TEST_CASE("one replication has neither noise nor spread to show") {
  Run run = bare_run(1);
  run.replications.numbers = {37};
  add_measure(run, {"open children", "service", "children", true}, {123.4});
  const std::string text = table(run, false);
  CHECK(has(text, "replication 37 alone"));
  CHECK(has(text, "open children           123\n"));
  CHECK_FALSE(has(text, "±"));
  CHECK_FALSE(has(text, "P10"));
}

TEST_CASE("what never occurred has no number") {
  Run run = bare_run(2);
  add_measure(run, {"done in time", "court", "%", true}, {test::nan, test::nan});
  const std::string text = table(run, false);
  CHECK(has(text, "done in time (court)      –"));
  CHECK(has(text, "did not occur"));
  CHECK_FALSE(has(text, "nan"));
}

TEST_CASE("a noise too small to show is not called nought") {
  Run run = bare_run(2);
  add_measure(run, {"busy", "duty", "%", true}, {50, 50.001});
  add_measure(run, {"posts", "duty", "%", true}, {7, 7});
  const auto lines = lines_of(table(run, false));
  CHECK(has(lines[2], "<0.1"));
  CHECK(has(lines[3], " 0.0 "));
}

TEST_CASE("a measure on a day is told with that day") {
  Run run = bare_run(1);
  add_measure(run, {"open children", "service", "children", true}, {300});
  add_measure(run, {"open children", "service on 2009-10-30", "children", true}, {400});
  add_measure(run, {"wait", "on call on Mondays", "days", true}, {1});
  const std::string text = table(run, false);
  CHECK(has(text, "\n    on 30 Oct 2009"));
  CHECK(has(text, "wait (on call on Mondays)"));
}

TEST_CASE("the unit stands beside the number unless the name says it") {
  Run run = bare_run(1);
  add_measure(run, {"children unallocated", "service", "children", true}, {41});
  add_measure(run, {"children referred", "service", "per week", true}, {26});
  const std::string text = table(run, false);
  CHECK_FALSE(has(text, "41.0 children"));
  CHECK(has(text, "26.0 per week"));
}

TEST_CASE("columns line up whatever the letters") {
  Run run = bare_run(2);
  for (const char* const team : {"duty", "Übergang", "児童", "e\xCC\x81quipe"}) {
    add_measure(run, {"wait", team, "days", true}, {1, 2});
  }
  const auto lines = lines_of(table(run, false));
  const std::size_t column = display_width(lines[3].substr(0, lines[3].find("1.5 days")));
  for (std::size_t i = 3; i < 7; ++i) CHECK(display_width(lines[i].substr(0, lines[i].find("1.5 days"))) == column);
}

TEST_CASE("a hostile name is shown, not obeyed") {
  Run run = bare_run(1);
  run.scenario.name = "Kent\x1b]0;owned\x07";
  add_measure(run, {"wait", "duty\x1b[31m\nseed 99", "days", true}, {1});
  const std::string text = table(run, false);
  CHECK_FALSE(has(text, "\x1b"));
  CHECK_FALSE(has(text, "\x07"));
  CHECK(has(text, "duty\\x1b[31m\\x0aseed 99"));
}

TEST_CASE("colours only when asked for, and always switched off again") {
  CHECK_FALSE(has(table(test::hand_made_run(), false), "\x1b"));
  const std::string coloured = table(test::hand_made_run(), true);
  CHECK(has(coloured, "\x1b[1m"));
  for (const std::string& line : lines_of(coloured)) {
    const std::size_t last = line.rfind("\x1b[");
    if (last != std::string::npos) CHECK(line.compare(last, 4, "\x1b[0m") == 0);
  }
}

TEST_CASE("failures and interruptions are said at the top") {
  Run run = bare_run(3);
  run.replications.asked.replications = 100;
  run.replications.interrupted = true;
  run.replications.failures = {{1, "x"}};
  const std::string text = table(run, false);
  CHECK(has(text, "3 replications of 100: interrupted, 1 more failed and is left out"));
}

TEST_CASE("the first line says what the number of replications was chosen for") {
  Run run = test::hand_made_run();
  run.precision = Precision{};
  auto lines = lines_of(table(run, false));
  CHECK(lines[1] == "  3 replications (every headline within 5 %, 95 % confidence)");
  CHECK(has(lines[2], "mean        ± (95 %)"));
  CHECK(has(table(run, false), "  Within 5 %: of the mean, or of the range of 95 % of futures where that is wider.\n"));
  run.precision->relative = 0.025;
  run.not_precise = {0, 2};
  lines = lines_of(table(run, false));
  CHECK(lines[1] == "  3 replications (wanted: every headline within 2.5 %, 95 % confidence)");
  CHECK(has(table(run, false),
            "  2 headlines are not within 2.5 %: wait for a worker, mean; done in time (care planning).\n"));
}

TEST_CASE("many headlines that are not precise are counted, not listed") {
  Run run = test::bare_run(2);
  run.precision = Precision{};
  for (std::size_t i = 0; i < 12; ++i) {
    add_measure(run, {"wait", "team " + std::to_string(i), "days", true}, {1, 9});
    run.not_precise.push_back(i);
  }
  const std::string text = table(run, false);
  CHECK(has(text, "12 headlines are not within 5 %: wait (team 0);"));
  CHECK(has(text, "4 more.\n"));
  CHECK_FALSE(has(text, "wait (team 8)"));
}

TEST_CASE("one future's share of cases has the interval of its cases, with a note") {
  Run run = bare_run(1);
  add_measure(run, {"done in time", "duty", "%", true}, {60});
  add_measure(run, {"open children", "service", "children", true}, {123.4});
  CHECK_FALSE(has(table(run, false), "cases (95 %)"));
  run.estimates.estimates[0].lower95 = 51.25;
  run.estimates.estimates[0].upper95 = 68.1;
  const auto lines = lines_of(table(run, false));
  CHECK(lines[1].ends_with("its cases (95 %)"));
  CHECK(has(lines[2], "60.0 %        51.2 – 68.1"));
  CHECK(lines[4] == "  Its cases (95 %): where the share could lie for as few cases as this one future has.");
}

TEST_CASE("what control variates save is said of the headline that they help most") {
  Run run = bare_run(2);
  add_measure(run, {"wait", "service", "days", true}, {1, 9});
  add_measure(run, {"open children", "service", "children", true}, {100, 120});
  add_measure(run, {"entered", "duty", "families", false}, {10, 12});
  CHECK_FALSE(has(table(run, false), "Control"));
  run.estimates.controlled = {{{}, 1}, {{}, 1}, {{}, 50}};
  CHECK(has(table(run, false), "  Control variates help no headline here.\n"));
  run.estimates.controlled[1].variance_reduction = 1.25;
  CHECK(has(table(run, false), "  Control variates save up to 20 % of the noise's variance, most for open children; means"));
}

TEST_CASE("no line of a grid ends in spaces") {
  Grid grid{{{Align::left, 0}, {Align::right, 2}, {Align::left, 1}}};
  grid.add({{"a"}, {"1"}, {""}});
  grid.add({{"long"}, {"22"}, {"x"}});
  grid.add({{"only"}});
  CHECK(grid.text(false) == "a      1\nlong  22 x\nonly\n");
}
