// What the months of a run say: findings follow the numbers.
#include "report/page/path.hpp"

#include <catch2/catch.hpp>

#include "report/page/words.hpp"
#include "support/hand_made_run.hpp"

using namespace caseload;
using namespace caseload::web;
using Future = std::vector<double>;

namespace {

/// A run with one monthly series, given future by future.
Run run_with(const std::vector<Future>& futures, Measure measure = {"open children", "service", "children", false}) {
  Run run = test::bare_run(futures.size());
  run.estimates.series = {std::move(measure)};
  const std::size_t months = futures.front().size();
  for (std::size_t i = 0; i < months; ++i) {
    run.estimates.months.push_back(Date{(std::chrono::year{2008} / 4 + std::chrono::months{static_cast<int>(i)}) / 1});
    std::vector<double> values;
    for (const Future& future : futures) values.push_back(future[i]);
    run.estimates.month_estimates.push_back(estimate(values));
  }
  test::change_each(run.replications.observations,
                    [&](std::size_t i, Observations& seen) { seen.months = futures[i]; });
  return run;
}

std::string finding_of(const std::vector<Future>& futures) {
  const Run run = run_with(futures);
  const auto path = path_of(run, "open children", "service");
  REQUIRE(path);
  return finding(*path, course_of(*path));
}

/// Twenty futures of twelve months, each a little off the others.
std::vector<Future> around(const Future& mean) {
  std::vector<Future> futures;
  for (int k = 0; k < 20; ++k) {
    Future& future = futures.emplace_back(mean);
    for (double& value : future) value += 0.1 * (k - 9.5);
  }
  return futures;
}

}  // namespace

TEST_CASE("a rise is a rise, and from where to where") {
  CHECK(finding_of(around({100, 105, 110, 115, 120, 125, 130, 135, 140, 145, 150, 160})) ==
        "Open children rise from 100 to 160 in every future");
  CHECK(finding_of(around({160, 150, 140, 130, 120, 115, 110, 108, 106, 104, 102, 100})) ==
        "Open children fall from 160 to 100 in every future");
}

TEST_CASE("a peak is told with its month, and what comes after") {
  CHECK(finding_of(around({50, 60, 90, 140, 180, 160, 120, 90, 70, 60, 55, 50})) ==
        "Open children peak at 180 in Aug\u00a02008, then fall to 50");
}

TEST_CASE("what moves by less than chance explains stays where it is") {
  CHECK(finding_of(around({100, 101, 99, 100, 102, 98, 100, 101, 99, 100, 100, 101})) ==
        "Open children stay near 101 on average");
}

TEST_CASE("a rise that some futures do not share says so") {
  std::vector<Future> futures;
  for (int k = 0; k < 20; ++k) {
    const double end = k < 14 ? 160 : 70;
    futures.push_back({100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, end});
  }
  CHECK(finding_of(futures) == "Open children rise from 100 to 160 in 7 of 10 futures");
}

TEST_CASE("nothing at all is told as nothing") {
  CHECK(finding_of(std::vector<Future>(5, Future(12, 0.0))) == "Open children: none in any future");
}

TEST_CASE("months that nobody observed are left out, and too few are no path") {
  const double nan = std::nan("");
  const auto path =
      path_of(run_with({{nan, 10, 10, nan, 20, 20}, {nan, 10, 10, nan, 20, 20}}), "open children", "service");
  REQUIRE(path);
  CHECK(course_of(*path).last == 20);
  CHECK_FALSE(path_of(run_with({{1, 2}, {1, 2}}), "open children", "service"));
  CHECK_FALSE(path_of(run_with({{nan, nan, nan, nan}, {nan, nan, nan, nan}}), "open children", "service"));
}

TEST_CASE("no finding has more than twelve words") {
  for (const double first : {0.0, 3.0, 90.0, 1e5}) {
    for (const double last : {0.0, 4.0, 91.0, 2e5}) {
      for (const double middle : {0.0, 5.0, 300.0, 1e6}) {
        CHECK(count_words(finding_of(
                  around({first, first, first, middle, middle, middle, middle, last, last, last, last, last}))) <= 12);
      }
    }
  }
}
