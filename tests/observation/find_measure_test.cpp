// Measures are found by the names that people give them.
#include <catch2/catch.hpp>

#include <set>

#include "caseload/observations.hpp"

using namespace caseload;

namespace {

const std::vector<Measure> all_measures{
    {.name = "children per worker", .where = "service", .unit = "children"},
    {.name = "children per worker", .where = "duty", .unit = "children"},
    {.name = "wait, mean", .where = "assessment", .unit = "days"},
    {.name = "done in time", .where = "assessment", .unit = "%"},
    {.name = "done in time", .where = "assessment: visit", .unit = "%"},
    {.name = "children per worker", .where = "service on 2009-10-30", .unit = "children"},
    {.name = "children per worker", .where = "duty on 2009-10-30", .unit = "children"},
    {.name = "children per worker", .where = "service on 2010-10-30", .unit = "children"},
    {.name = "waiting children", .where = "duty on 2009-10-30", .unit = "children"},
};

std::ptrdiff_t position(std::string_view text) {
  const Measure* found = find_measure(all_measures, text);
  return found == nullptr ? -1 : found - all_measures.data();
}

}  // namespace

TEST_CASE("a full name is the place and the measure, without the place for the service, with the date at the end") {
  CHECK(full_name(all_measures[0]) == "children per worker");
  CHECK(full_name(all_measures[1]) == "duty.children per worker");
  CHECK(full_name(all_measures[4]) == "assessment: visit.done in time");
  CHECK(full_name(all_measures[5]) == "children per worker on 2009-10-30");
  CHECK(full_name(all_measures[6]) == "duty.children per worker on 2009-10-30");
}

TEST_CASE("every measure is found by its full name, and no two have the same") {
  std::set<std::string> names;
  for (std::size_t i = 0; i < all_measures.size(); ++i) {
    CHECK(position(full_name(all_measures[i])) == static_cast<std::ptrdiff_t>(i));
    CHECK(names.insert(full_name(all_measures[i])).second);
  }
}

TEST_CASE("a measure is also found by the place that tables show, with its date") {
  CHECK(position("service.children per worker") == 0);
  CHECK(position("service on 2009-10-30.children per worker") == 5);
  CHECK(position("service.children per worker on 2010-10-30") == 7);
  CHECK(position("duty on 2009-10-30.children per worker") == 6);
}

TEST_CASE("the place may be left out where only one has the measure") {
  CHECK(position("wait, mean") == 2);
  CHECK(position("waiting children on 2009-10-30") == 8);
  CHECK(position("done in time") == -1);
  CHECK(position("waiting children") == -1);
  CHECK(position("") == -1);
}

TEST_CASE("a mistyped measure is recognised") {
  CHECK(nearest_measure(all_measures, "duty.children per wroker") == "duty.children per worker");
  CHECK(nearest_measure(all_measures, "children per workers") == "children per worker");
  CHECK(nearest_measure(all_measures, "wait mean") == "assessment.wait, mean");
  CHECK(nearest_measure(all_measures, "done in time") == "assessment.done in time");
  CHECK(nearest_measure(all_measures, "happiness") == "");
}
