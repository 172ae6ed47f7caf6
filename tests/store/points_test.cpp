// Points of a sweep on disk: whole or not at all, bit by bit.
#include "store/points.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <fstream>

#include "support/scratch.hpp"

using namespace caseload;
using test::Scratch;

namespace {

SweepRun about_nothing_much() {
  SweepRun run;
  run.origin = {"kent.yaml", {"a=1", "b=it's"}, "an option"};
  run.scenario.resolved = "caseload: 1\n";
  run.factors = {{"duty.posts", {"6", "9"}}, {"while away", {"kept", "handed over"}}};
  run.measures = {{"wait", "service", "days", true, Better::less}};
  run.design = {Design::Type::sobol, 4};
  run.size = 4;
  run.series = {{"open children", "service", "children"}};
  run.months = {Date{std::chrono::days{14000}}, Date{std::chrono::days{14031}}};
  run.replications = 12;
  run.seed = 7;
  run.asked = {"caseload sweep kent.yaml", Precision{0.02, 0.9, 60, 900}, 0.9, false};
  return run;
}

SweepPoint point(std::uint32_t number) {
  return {number, "3f9a1c", {"6", "kept"}, {0, 2}, {{1.0 / 3}, {std::nan("")}}, {{1, 2}, {3, 4}}, {{1, "broke"}}, ""};
}

}  // namespace

TEST_CASE("what a sweep is about and its points come back as they were") {
  const Scratch scratch;
  {
    PointStore store{scratch / "points.sqlite"};
    CHECK(store.is_new());
    store.begin(about_nothing_much());
    store.add(point(2));
    store.add(point(0));
    CHECK(store.finished() == std::set<std::uint32_t>{0, 2});
  }
  PointStore store{scratch / "points.sqlite"};
  CHECK_FALSE(store.is_new());
  const SweepRun run = store.about();
  CHECK(run.origin.overrides == std::vector<std::string>{"a=1", "b=it's"});
  CHECK(run.origin.option == "an option");
  CHECK(run.factors[1].levels == std::vector<std::string>{"kept", "handed over"});
  CHECK(run.asked.precision->most == 900);
  CHECK(run.measures[0].name == "wait");
  CHECK(run.size == 4);
  CHECK(run.design.type == Design::Type::sobol);
  CHECK(run.design.size == 4);
  CHECK(run.series[0].name == "open children");
  CHECK(run.months == about_nothing_much().months);
  CHECK(run.replications == 12U);
  std::vector<SweepPoint> points;
  store.each([&](const SweepPoint& one) { return points.push_back(one), true; });
  REQUIRE(points.size() == 2);
  CHECK(points[0].number == 0);
  CHECK(points[1].numbers == std::vector<std::uint32_t>{0, 2});
  CHECK(points[1].measured[0][0] == 1.0 / 3);
  CHECK(std::isnan(points[1].measured[1][0]));
  CHECK(points[1].series[1] == std::vector<double>{3, 4});
  CHECK(points[1].failures[0].what == "broke");
  const SweepRun::Finished counts = store.counts();
  CHECK(counts.points == 2);
  CHECK(counts.failed == 0);
  CHECK(counts.replications == 4);
  CHECK(counts.most == 2);
  CHECK(counts.last == 3);
  int seen = 0;
  store.each([&](const SweepPoint&) { return ++seen < 1; });
  CHECK(seen == 1);
}

TEST_CASE("points can be looked at while another process adds to them") {
  const Scratch scratch;
  PointStore adding{scratch / "points.sqlite"};
  adding.begin(about_nothing_much());
  adding.add(point(1));
  const PointStore looking{scratch / "points.sqlite", PointStore::Open::to_look};
  CHECK(looking.finished() == std::set<std::uint32_t>{1});
  SweepPoint broken = point(3);
  broken.failure = "no such team";
  adding.add(broken);
  CHECK(looking.finished() == std::set<std::uint32_t>{1, 3});
  CHECK(looking.counts().failed == 1);
  CHECK(looking.point(3).failure == "no such team");
  CHECK_THROWS(looking.point(2));
}

TEST_CASE("a point that cannot be written whole is not there") {
  const Scratch scratch;
  PointStore store{scratch / "points.sqlite"};
  store.begin(about_nothing_much());
  SweepPoint twice = point(1);
  twice.numbers = {5, 5};  // the second row is refused
  CHECK_THROWS(store.add(twice));
  CHECK(store.finished().empty());
  store.add(point(1));
  CHECK(store.finished().size() == 1);
}

TEST_CASE("what is there of a point can be added to until it is finished, and counts for nothing before") {
  const Scratch scratch;
  PointStore store{scratch / "points.sqlite"};
  store.begin(about_nothing_much());
  store.add(point(1), false);
  CHECK(store.finished().empty());
  CHECK(store.counts().replications == 0);
  CHECK_THROWS(store.point(1));
  REQUIRE(store.begun(1));
  CHECK(store.begun(1)->numbers == std::vector<std::uint32_t>{0, 2});
  CHECK_FALSE(store.begun(2));
  SweepPoint whole = point(1);
  whole.numbers = {0, 2, 3};
  whole.measured.push_back({7});
  whole.series.push_back({5, 6});
  store.add(whole);
  CHECK_FALSE(store.begun(1));
  CHECK(store.point(1).numbers.size() == 3);
  CHECK(store.point(1).failures.size() == 1);
}

TEST_CASE("a file that is something else is left alone") {
  const Scratch scratch;
  std::ofstream{scratch / "points.sqlite"} << "a letter to the council";
  CHECK_THROWS(PointStore{scratch / "points.sqlite"});
  CHECK(test::content_of(scratch / "points.sqlite") == "a letter to the council");
}
