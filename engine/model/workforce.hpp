// Compiles teams: posts over time, absences, leaving and hiring.   Tested by tests/model/workforce_test.cpp.
#pragma once

#include "caseload/model.hpp"
#include "caseload/scenario.hpp"

namespace caseload {

/// The row of one team; its posts and absences are added to the model's tables.
/// @param model     begin, end and calendars are used
/// @param calendar  index into model.calendars
/// @param grades    the scenario's, as in model.grades but without the one of no special grade
TeamRow compile_team(const Team&, std::uint16_t calendar, Model& model, const std::vector<Grade>& grades = {});

/// @param name  empty: no special grade
GradeId grade_of(const std::vector<Grade>& grades, const std::string& name);

/// What a person of those in post at the beginning can do in the mean, beside one who is full time and of no special
/// grade: hours times speed.
double capacity_of_grades(const Model&, const TeamRow&);

/// Share of the time in which a worker of this team is away, over all its absences. Kinds of absence run
/// independently of each other and may overlap.
double absent_share(const Model&, const TeamRow&);

/// Share of the time in which a funded post has somebody in it, agency workers included. 1 for a team whose leavers
/// are never replaced: in the long run nobody would be left, and the question is asked for one moment. Pressure on
/// leaving, by grade or strain, and publicity are left out.
/// Source: alternating renewal theory (Ross, Stochastic Processes, 1996, theorem 3.4.4).
double filled_share(const TeamRow&);

}  // namespace caseload
