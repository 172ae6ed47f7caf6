// What is said of a start that has not settled, and when nothing is.
#include <catch2/catch.hpp>

#include "report/settling.hpp"
#include "support/hand_made_run.hpp"

namespace {

using namespace caseload;
using test::date;

Estimate change(double mean, double half_width) {
  Estimate e;
  e.mean = mean;
  e.lower95 = mean - half_width;
  e.upper95 = mean + half_width;
  e.n = 100;
  return e;
}

/// Two years of settling before 1 April 2008, then 48 weeks until something changes.
Beginning two_years() {
  Beginning b;
  b.start = date(2008, 4, 1);
  b.begin = b.start - std::chrono::weeks{104};
  b.from = Begin::From::steady;
  b.weeks = 152;
  b.warm_up = {.batches_of = 5, .cut = 40, .change = change(-0.1, 0.02), .settled = true};
  return b;
}

Beginning no_settling() {
  Beginning b = two_years();
  b.begin = b.start;
  b.warm_up.cut = 19;
  return b;
}

}  // namespace

TEST_CASE("a start that settles before counting begins is not spoken of") {
  CHECK(settling_advice(two_years()).empty());
  Beginning just = two_years();
  just.warm_up.cut = 104;
  CHECK(settling_advice(just).empty());
}

TEST_CASE("a start that settles later is told, with the day and what to write") {
  CHECK(settling_advice(no_settling()) ==
        "Open children have not settled before counting starts on 1 Apr 2008: they settle about 12 Aug 2008 (MSER-5). Set "
        "period.settle to 19 weeks or more.");
  Beginning longer = two_years();
  longer.warm_up.cut = 110;
  CHECK(settling_advice(longer).find("Set period.settle to 110 weeks or more.") != std::string::npos);
}

TEST_CASE("a change that matters to nobody, or may be chance, is not spoken of") {
  Beginning b = no_settling();
  b.warm_up.change = change(0.015, 0.002);
  CHECK(settling_advice(b).empty());
  b.warm_up.change = change(-0.05, 0.06);  // as large, but it may be chance
  CHECK(settling_advice(b).empty());
  b.warm_up.change = change(-0.025, 0.02);
  CHECK_FALSE(settling_advice(b).empty());
}

TEST_CASE("a start that never settles is told as such, and an empty one that it could begin steady") {
  Beginning b = no_settling();
  b.warm_up = {.batches_of = 5, .cut = 90, .change = change(-0.1, 0.02), .settled = false};
  CHECK(settling_advice(b) ==
        "Open children have not settled before counting starts on 1 Apr 2008, nor in all of the 152 weeks until something "
        "changes (MSER-5). Set period.settle to more than 152 weeks.");
  b.from = Begin::From::empty;
  CHECK(settling_advice(b).ends_with("Set period.settle to more than 152 weeks, or period.begin to steady."));
}

TEST_CASE("where the rule cannot tell, the change during settling decides") {
  Beginning b = two_years();
  b.warm_up = {.batches_of = 5, .cut = 90, .change = change(-0.1, 0.02), .settled = false};
  CHECK(settling_advice(b).empty());
  const Estimate none = change(0.5, 0.8), some = change(4.2, 2.1);
  b.change = &none;
  CHECK(settling_advice(b).empty());
  b.change = &some;
  CHECK(settling_advice(b) ==
        "Open children still change when counting starts on 1 Apr 2008: by +4.2 % (+2.1 – +6.3) from the third to the last "
        "quarter of settling. Set period.settle to more than 152 weeks.");
}

TEST_CASE("a short series tells nothing, and a council's own cases need not settle") {
  Beginning b = no_settling();
  b.weeks = 49;
  CHECK(settling_advice(b).empty());
  for (const auto from : {Begin::From::snapshot, Begin::From::list}) {
    b = no_settling();
    b.from = from;
    CHECK(settling_advice(b).empty());
  }
}
