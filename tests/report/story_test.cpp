// A family's story in words, and two of them side by side.
#include <catch2/catch.hpp>

#include "caseload/report.hpp"
#include "support/hand_made_run.hpp"

namespace {

using namespace caseload;
using What = LogEntry::What;
using Lines = std::vector<std::string>;

Model small_model() {
  Model model;
  model.begin = test::date(2024, 1, 1);
  model.names.streams = {"police"};
  model.names.steps = {"initial assessment"};
  model.names.tasks = {"visit"};
  model.names.teams = {"duty"};
  return model;
}

LogEntry entry(What what, int hours, Instant due = never) {
  LogEntry e;
  e.what = what;
  e.at = test::date(2024, 1, 1) + std::chrono::hours{hours};
  e.family = 42;
  e.children = 2;
  e.step = StepId{0};
  e.team = TeamId{0};
  e.post = 2;
  e.due = due;
  return e;
}

}  // namespace

TEST_CASE("a story has a line for each event, with its moment") {
  const Instant due = test::date(2024, 1, 9);  // the end of the 8th
  LogEntry other = entry(What::referred, 2);
  other.family = 43;
  LogEntry second = entry(What::allocated, 60);
  second.holder = 1;
  const std::vector<LogEntry> log{entry(What::referred, 9),        other,
                                  entry(What::enters, 9, due),     entry(What::waits, 9),
                                  second,                          entry(What::begins, 61),
                                  entry(What::stops, 62),          entry(What::done, 8 * 24 - 12, due),
                                  entry(What::leaves, 9 * 24, due), entry(What::case_closed, 9 * 24)};
  CHECK(story(small_model(), log, {42, 0}) ==
        Lines{"Mon  1 Jan 2024 09:00  referred: 2 children",
              "Mon  1 Jan 2024 09:00  initial assessment begins, due by 8 Jan 2024",
              "Mon  1 Jan 2024 09:00  waits for a worker",
              "Wed  3 Jan 2024 12:00  allocated to worker 3 of duty (number 2 in the post) after 2.1 days",
              "Wed  3 Jan 2024 13:00  worker 3 of duty works on visit",
              "Wed  3 Jan 2024 14:00  worker 3 of duty puts visit down",
              "Mon  8 Jan 2024 12:00  visit done, in time",
              "Wed 10 Jan 2024 00:00  initial assessment ends, 1.0 days late",
              "Wed 10 Jan 2024 00:00  case closed"});
  CHECK(story(small_model(), log, {42, 1}).empty());
}

TEST_CASE("a story cannot drive a terminal") {
  Model model = small_model();
  model.names.steps = {"\x1b[2Jassessment"};
  const Lines lines = story(model, {entry(What::enters, 0)}, {42, 0});
  REQUIRE(lines.size() == 1);
  CHECK(lines.front().find('\x1b') == std::string::npos);
}

TEST_CASE("two stories are put together by what they have in common") {
  CHECK(story_difference({"a", "b", "c", "d"}, {"a", "c", "x", "d", "e"}) ==
        Lines{"  a", "- b", "  c", "+ x", "  d", "+ e"});
  CHECK(story_difference({}, {"a"}) == Lines{"+ a"});
  CHECK(story_difference({"a"}, {}) == Lines{"- a"});
  CHECK(story_difference({"a", "b"}, {"a", "b"}) == Lines{"  a", "  b"});
}
