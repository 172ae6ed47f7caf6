// Options side by side, one below the other, and in words.
#include <algorithm>
#include <catch2/catch.hpp>

#include "report/comparison_words.hpp"
#include "report/text.hpp"
#include "support/hand_made_comparison.hpp"
#include "support/text.hpp"

namespace {

using namespace caseload;
using support::has;
using support::lines_of;
using test::hand_made_comparison;
using test::hand_made_comparison_run;

std::size_t longest_line(const std::string& text) {
  std::size_t longest = 0;
  for (const std::string& line : lines_of(text)) longest = std::max(longest, display_width(line));
  return longest;
}

}  // namespace

TEST_CASE("up to four options stand side by side, with what may be chance marked") {
  CHECK(table(hand_made_comparison_run({"do nothing", "three workers"}), false) ==
        "Kent · 3 years from 1 Apr 2008 · seed 7\n"
        "  58 replications of each option, with the same families\n"
        "                            do nothing       best in   three workers (95 %)   best in\n"
        "  wait for a worker, mean          9.4 days     10 %            -1.0 ± 0.1       30 %\n"
        "  open children                  633.0                          -2.0 ± 3.2 ?\n"
        "  done in time\n"
        "    initial assessment            35.0 %        50 %           +10.0 ± 0.8       50 %\n"
        "    in care                       50.0 %        50 %            same             50 %\n"
        "  Differences from 'do nothing' within the same futures; in percentages they are points.\n"
        "  ± is the noise of simulating. ?: may be chance, as many differences are looked at.\n"
        "  Best in: so many futures in a hundred, of all options; those that tie share them.\n"
        "  In the same futures, with three workers: 212 ± 14 more initial assessments in time a year; 31 ± 3\n"
        "  children a year wait more than a day longer for a worker, 340 ± 12 wait less.\n");
}

TEST_CASE("many options, or long names, have a table each") {
  const std::string many = table(hand_made_comparison_run({"a", "b", "c", "d", "e"}), false);
  for (const char* const heading : {"b, compared with a\n", "c, compared with a\n", "d, compared with a\n", "e, compared with a\n"})
    CHECK(has(many, heading));
  CHECK(longest_line(many) <= 100);
  const std::string name = "three more workers in care planning from April 2010";
  const std::string long_names = table(hand_made_comparison_run({name, name + ", again"}), false);
  CHECK(has(long_names, "\n  " + name + ", again, compared with " + name + "\n"));
  CHECK(has(long_names, "first option"));
}

TEST_CASE("a comparison of one option says that there is nothing to compare") {
  CHECK(has(table(hand_made_comparison_run({"alone"}), false), "There is nothing to compare."));
}

TEST_CASE("how the number of replications was chosen is said") {
  ComparisonRun run = hand_made_comparison_run({"a", "b"});
  run.precision = Precision{};
  CHECK(has(table(run, false), "with the same families (every headline within 5 %, 95 % confidence)\n"));
  run.comparison.replications = run.precision->most;
  CHECK(has(table(run, false), "(wanted: every headline within 5 %, 95 % confidence)\n"));
}

TEST_CASE("fewer, less and nothing are told in their own words") {
  Comparison c = hand_made_comparison({"a", "b"});
  c.in_time[1][2] = test::around(-4.25, 1.5);
  c.longer[1] = test::around(0, 0);
  CHECK(in_words(c, 1) ==
        "In the same futures, with b: 4.2 ± 1.5 fewer initial assessments in time a year; 340 ± 12 children a year wait "
        "more than a day less for a worker, none waits longer.");
  c.shorter[1] = test::around(0, 0);
  CHECK(in_words(c, 1).ends_with("; no child waits more than a day longer or less for a worker."));
  c.longer.clear();
  CHECK(in_words(c, 1) == "In the same futures, with b: 4.2 ± 1.5 fewer initial assessments in time a year.");
}

TEST_CASE("what may be chance is not told as a difference") {
  Comparison c = hand_made_comparison({"a", "b"});
  for (Contrast& contrast : c.contrasts[1]) contrast.p_holm = 0.2;
  c.longer.clear();
  CHECK(in_words(c, 1) == "In the same futures, with b: no headline differs by more than chance explains.");
}

TEST_CASE("a step whose plural is not sure keeps its name") {
  Comparison c = hand_made_comparison({"a", "b"});
  c.measures[2].where = "child in need";
  CHECK(has(in_words(c, 1), "212 ± 14 more cases of 'child in need' in time a year"));
  c.measures[2].where = "section 47 enquiry";
  CHECK(has(in_words(c, 1), "more section 47 enquiries in time a year"));
}

TEST_CASE("a measure that only one option could observe has no difference") {
  ComparisonRun run = hand_made_comparison_run({"a", "b"});
  run.comparison.contrasts[1][0].difference = test::nothing();
  run.comparison.estimates[0][0] = test::nothing();
  const std::string text = table(run, false);
  CHECK_FALSE(has(text, "nan"));
  CHECK(has(text, "–"));
}

TEST_CASE("an option's name is shown, not obeyed, in tables and in words") {
  for (const std::string& text : {table(hand_made_comparison_run({"a\x1b[2J", "b\x1b[2J"}), false),
                                  table(hand_made_comparison_run({"a", "b\x1b[2J", "c", "d", "e"}), false)}) {
    CHECK_FALSE(has(text, "\x1b"));
    CHECK(has(text, "b\\x1b[2J"));
  }
}
