// The event log as a file, row by row.
#include <catch2/catch.hpp>

#include "caseload/report.hpp"
#include "support/hand_made_run.hpp"

namespace {

using namespace caseload;
using What = LogEntry::What;

/// Two teams of two and three posts, one step of each, one task.
Model small_model() {
  Model model;
  model.begin = test::date(2024, 1, 1);
  model.teams.resize(2);
  model.teams[0].most_posts = 2;
  model.teams[1].most_posts = 3;
  model.names.streams = {"police", "=schools"};
  model.names.steps = {"screening", "assessment, core"};
  model.names.tasks = {"visit"};
  model.names.teams = {"duty", "care"};
  return model;
}

LogEntry entry(What what, int hours, std::uint16_t stream, std::uint32_t family, StepId step = closed) {
  LogEntry e;
  e.what = what;
  e.at = test::date(2024, 1, 1) + std::chrono::hours{hours};
  e.stream = stream;
  e.family = family;
  e.step = step;
  return e;
}

LogEntry by(LogEntry e, std::uint16_t team, std::uint16_t post) {
  e.team = TeamId{team};
  e.post = post;
  return e;
}

}  // namespace

TEST_CASE("each event of the log is a row in the columns that process miners read") {
  const StepId screening{0}, assessment{1};
  const std::string rows = events_csv(
      small_model(), Replication{7},
      {entry(What::referred, 9, 0, 3), entry(What::enters, 9, 0, 3, screening), entry(What::waits, 9, 0, 3, screening),
       by(entry(What::allocated, 33, 0, 3, screening), 0, 1), by(entry(What::begins, 34, 0, 3, screening), 0, 1),
       by(entry(What::done, 36, 0, 3, screening), 0, 1), entry(What::leaves, 36, 0, 3, screening),
       by(entry(What::released, 36, 0, 3, screening), 0, 1), entry(What::enters, 36, 0, 3, assessment),
       by(entry(What::begins, 37, 0, 3, assessment), 1, 2), entry(What::case_closed, 50, 0, 3)});
  CHECK(rows ==
        "police-3,arrival_departure,arrival,9,2024-01-01T09:00:00,7,police,\n"
        "police-3,queue,screening,9,2024-01-01T09:00:00,7,police,\n"
        "police-3,queue,screening: waits for a worker,9,2024-01-01T09:00:00,7,police,\n"
        "police-3,resource_use,screening: has a worker,33,2024-01-02T09:00:00,7,police,2\n"
        "police-3,resource_use,screening: visit,34,2024-01-02T10:00:00,7,police,2\n"
        "police-3,resource_use_end,screening: visit,36,2024-01-02T12:00:00,7,police,2\n"
        "police-3,resource_use_end,screening: has a worker,36,2024-01-02T12:00:00,7,police,2\n"
        "police-3,queue,\"assessment, core\",36,2024-01-02T12:00:00,7,police,\n"
        "police-3,resource_use,\"assessment, core: visit\",37,2024-01-02T13:00:00,7,police,5\n"
        "police-3,arrival_departure,depart,50,2024-01-03T02:00:00,7,police,\n");
}

TEST_CASE("families who were there at the beginning are of the pathway 'open', and no name is a formula") {
  const std::string rows = events_csv(small_model(), Replication{0},
                                      {entry(What::was_there, 0, 2, 11), entry(What::referred, 1, 1, 0)});
  CHECK(rows ==
        "open-11,arrival_departure,arrival,0,2024-01-01T00:00:00,0,open,\n"
        "'=schools-0,arrival_departure,arrival,1,2024-01-01T01:00:00,0,'=schools,\n");
}

TEST_CASE("a family that comes again arrives once and departs once") {
  const std::string rows =
      events_csv(small_model(), Replication{0},
                 {entry(What::referred, 0, 0, 1), entry(What::referred, 1, 0, 2), entry(What::case_closed, 2, 0, 1),
                  entry(What::case_closed, 3, 0, 2), entry(What::came_back, 9, 0, 1), entry(What::case_closed, 10, 0, 1)});
  CHECK(rows ==
        "police-1,arrival_departure,arrival,0,2024-01-01T00:00:00,0,police,\n"
        "police-2,arrival_departure,arrival,1,2024-01-01T01:00:00,0,police,\n"
        "police-1,queue,closed,2,2024-01-01T02:00:00,0,police,\n"
        "police-2,arrival_departure,depart,3,2024-01-01T03:00:00,0,police,\n"
        "police-1,queue,referred again,9,2024-01-01T09:00:00,0,police,\n"
        "police-1,arrival_departure,depart,10,2024-01-01T10:00:00,0,police,\n");
}
