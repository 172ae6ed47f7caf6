// What the files about people share: who joins and leaves a post, and the times that run faster under strain.
// workforce.cpp, absence.cpp, hiring.cpp and strain.cpp only.
#pragma once

#include "random/residual.hpp"
#include "simulation/draws.hpp"
#include "simulation/service.hpp"

namespace caseload {

inline const TeamRow& team_of(const Model& model, const Worker& worker) { return model.teams[index(worker.team)]; }

inline const AbsenceRow& absence_of(const Model& model, const Worker& worker, std::uint32_t kind) {
  return model.absences[team_of(model, worker).absences.first + kind];
}

inline double in_working_days(const WorkCalendar& calendar, double open_seconds) {
  return open_seconds / static_cast<double>(calendar.working_day().count());
}

/// Who takes a post, and how.
struct Joining {
  GradeId grade{};
  bool agency{};
  bool starter{};
  bool there_before{};  ///< has been there for long when the simulation begins
};

// workforce.cpp
void join(const Model&, State&, std::uint32_t worker, Joining);
/// The person goes for good: the task in hand and all cases go back to the team.
void part(const Model&, State&, std::uint32_t worker);
void presence_changes(const Model&, State&, Worker&, double by);

// hiring.cpp
void open_vacancy(const Model&, State&, std::uint32_t worker);
/// A post that stands vacant when the simulation begins, and has done so for some time.
void vacant_at_begin(const Model&, State&, std::uint32_t worker);
/// The grade of the next person to be hired into the post.
GradeId grade_of_starter(const Model&, const State&, const Worker&);

// strain.cpp
/// The time in post until notice begins to run.
void count_down_tenure(const Model&, State&, std::uint32_t worker, bool there_before);
/// The time until the next spell of absence begins to run.
void count_down_gap(const Model&, State&, std::uint32_t worker, std::uint32_t kind);
/// The strain or the grade has changed: what is left of the tenure and the gaps runs at another pace.
void pace_changes(const Model&, State&, std::uint32_t worker);

}  // namespace caseload
