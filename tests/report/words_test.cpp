// How the page says numbers, and how sure they are.
#include "report/page/words.hpp"

#include <catch2/catch.hpp>

using namespace caseload;
using namespace caseload::web;

TEST_CASE("shares of futures are told in words that people use") {
  CHECK(in_futures(1) == "in every future");
  CHECK(in_futures(0.97) == "in almost every future");
  CHECK(in_futures(0.88) == "in 9 of 10 futures");
  CHECK(in_futures(0.52) == "in half of futures");
  CHECK(in_futures(0.06) == "in 1 of 10 futures");
  CHECK(in_futures(0.01) == "in hardly any future");
  CHECK(in_futures(0) == "in no future");
}

TEST_CASE("numbers and their units hold together") {
  CHECK(amount(8.84, "days") == "8.8\u00a0days");
  CHECK(amount(37.04, "%") == "37\u00a0%");
  CHECK(amount(3.04, "%") == "3.0\u00a0%");
  CHECK(amount(637.2, "children") == "637");
  CHECK(amount(1'229'097, "pounds per year") == "1.23\u00a0million\u00a0pounds\u00a0a\u00a0year");
  CHECK(range(27.66, 32.41, "children") == "28 to 32");
  CHECK(range(0, 19.1, "days") == "0.0 to 19.1");
  CHECK(amount(std::nan(""), "days") == "–");
}

TEST_CASE("names are cut between characters, by their width on the page") {
  CHECK(cut("duty") == "duty");
  CHECK(cut("a very long name of a team indeed, it is", 10) == "a very lo…");
  CHECK(cut("児童児童児童児童", 7) == "児童児…");
}

TEST_CASE("a title is the first that has few enough words") {
  const std::string long_one = "one two three four five six seven eight nine ten eleven twelve thirteen";
  CHECK(count_words(long_one) == 13);
  CHECK(count_words("37\u00a0% of workers") == 3);
  CHECK(first_that_fits({long_one, "short"}) == "short");
  CHECK(first_that_fits({long_one}) == long_one);
}

TEST_CASE("what a sentence is about follows from the measure") {
  CHECK(subject_of({"done in time", "initial assessment", "%"}).name == "initial assessments in time");
  CHECK(subject_of({"children unallocated", "service", "children"}).name == "children without a worker");
  CHECK(subject_of({"in post", "duty", "workers"}).name == "workers in post (duty)");
  CHECK(verb(subject_of({"busy", "duty", "%"}), "fall") == "falls");
  CHECK(verb(subject_of({"open children", "service", "children"}), "fall") == "fall");
}
