// Numbers, dates and names as people read them.
#include "report/text.hpp"

#include <catch2/catch.hpp>

#include "support/hand_made_run.hpp"

using namespace caseload;
using test::date;

namespace {

std::string length(Date start, Date end, Elapsed tail = Elapsed{0}) {
  Period period;
  period.start = start;
  period.end = end;
  period.tail = tail;
  return length_of(period);
}

}  // namespace

TEST_CASE("numbers have their thousands apart") {
  CHECK(number(0, 0) == "0");
  CHECK(number(999, 0) == "999");
  CHECK(number(1000, 0) == "1 000");
  CHECK(number(1234567.25, 1) == "1 234 567.2");
  CHECK(number(-1234, 0) == "-1 234");
  CHECK(number(-123, 0) == "-123");
  CHECK(number(-0.04, 1) == "0.0");
}

TEST_CASE("one thing is not several") {
  CHECK(counted(1, "error") == "1 error");
  CHECK(counted(0, "error") == "0 errors");
  CHECK(counted(1200, "replication") == "1 200 replications");
}

TEST_CASE("a period is as long as one would say") {
  CHECK(length(date(2008, 4, 1), date(2011, 4, 1)) == "3 years");
  CHECK(length(date(2008, 4, 1), date(2009, 4, 1)) == "1 year");
  CHECK(length(date(2008, 4, 1), date(2009, 10, 1)) == "18 months");
  CHECK(length(date(2024, 1, 1), date(2024, 12, 30)) == "52 weeks");
  CHECK(length(date(2024, 1, 1), date(2024, 1, 11)) == "10 days");
  CHECK(length(date(2024, 1, 1), date(2024, 1, 21), std::chrono::hours{20}) == "500 hours");
  CHECK(length(date(2024, 1, 1), date(2024, 1, 1), std::chrono::minutes{90}) == "90 minutes");
}

TEST_CASE("dates are read without thinking") { CHECK(day(date(2009, 10, 30)) == "30 Oct 2009"); }

TEST_CASE("width is what a terminal shows, not bytes") {
  CHECK(display_width("") == 0);
  CHECK(display_width("duty") == 4);
  CHECK(display_width("Übung – §47") == 11);
  CHECK(display_width("e\xCC\x81t\xC3\xA9") == 3);  // the first accent is a letter of its own
  CHECK(display_width("児童") == 4);
  CHECK(display_width("\xFF\xFE") == 2);
}

TEST_CASE("the title cannot drive a terminal") {
  Scenario scenario = test::bare_run(1).scenario;
  scenario.name = "Kent\x1b[2J";
  scenario.option = "three\xE2\x80\xAEworkers";
  CHECK(title(scenario) == "Kent\\x1b[2J · 3 years from 1 Apr 2008 · option three\\u202eworkers");
}

TEST_CASE("a short number has no more decimals than it needs") {
  CHECK(short_number(80) == "80");
  CHECK(short_number(2e6) == "2 000 000");
  CHECK(short_number(0.25) == "0.25");
  CHECK(short_number(1.0 / 3) == "0.333");
  CHECK(short_number(-1.50) == "-1.5");
  CHECK(short_number(0) == "0");
}

TEST_CASE("a difference has its sign, and none when it rounds to nought") {
  CHECK(signed_number(1.25, 1) == "+1.2");
  CHECK(signed_number(-1.25, 1) == "-1.2");
  CHECK(signed_number(0.01, 1) == "0.0");
  CHECK(signed_number(-0.01, 1) == "0.0");
  CHECK(percent(0.666) == "67 %");
}

TEST_CASE("text is wrapped at words, and a long word has its own line") {
  CHECK(wrapped("one two three", 9, 2) == "  one two\n  three\n");
  CHECK(wrapped("incomprehensible it is", 9, 2) == "  incomprehensible\n  it is\n");
  CHECK(wrapped("", 9, 2).empty());
}
