// The description of `people`: absence, leaving, vacancies and starters.   Tested by tests/scenario/read_test.cpp.
#include "scenario/settings.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

const Block& absence_block() {
  static const auto while_away =
      one_of<WhileAway>("what becomes of the cases", {{"kept", WhileAway::kept},
                                                      {"handed over", WhileAway::handed_over},
                                                      {"finished first", WhileAway::finished_first}});
  static const Block block =
      Describe<Absence>("an absence")
          .key("days", &Absence::days_per_year, days_per_year(), required, "working days lost per worker and year")
          .key("every", &Absence::every, random_duration(Nought::refused), "none",
               "from the end of one spell to the next")
          .instead_of("days")
          .key("lasting", &Absence::lasting, random_duration(Nought::refused), required, "length of a spell")
          .key("while_away", &Absence::while_away, while_away, "kept",
               "kept: the cases wait; handed over: they go back to the queue; finished first: the worker finishes the "
               "task in hand")
          .key("handed_over_after", &Absence::handed_over_after, duration(Nought::allowed), "at once",
               "spells shorter than this are kept")
          .done();
  return block;
}

const Block& leaving_block() {
  static const Block block =
      Describe<Leaving>("leaving")
          .key("rate", &Leaving::tenure, tenure_by_rate(), required, "share of workers who leave in a year")
          .key("after", &Leaving::tenure, random_duration(Nought::refused), "none",
               "time in post until notice is given")
          .instead_of("rate")
          .key("notice", &Leaving::notice, duration(Nought::allowed), "none", "worked without new cases")
          .done();
  return block;
}

const Block& vacancy_block() {
  static const Block block = Describe<Vacancy>("vacancy")
                                 .key("filled_after", &Vacancy::filled_after, random_duration(Nought::allowed),
                                      required, "from the leaver's last day to the successor's first")
                                 .key("agency", &Vacancy::agency_share, share(), "0 %",
                                      "share of vacancies that agency workers cover meanwhile")
                                 .key("agency_after", &Vacancy::agency_after, random_duration(Nought::allowed),
                                      "at once", "from the leaver's last day to the agency worker's first")
                                 .done();
  return block;
}

const Block& starter_block() {
  static const Block block =
      Describe<Starter>("starter")
          .key("speed", &Starter::speed, share_above_zero(), required, "share of full speed on the first day")
          .key("full_after", &Starter::full_after, duration(Nought::allowed), required,
               "rising in a straight line to full speed after this")
          .done();
  return block;
}

/// The absence of that name, to be filled.
auto absence(const char* name) {
  return [name](People& people) -> Absence& {
    Absence& added = people.absences.emplace_back();
    added.name = name;
    return added;
  };
}

}  // namespace

const Block& people_block() {
  static const Block block =
      Describe<People>("people")
          .key("hours", &People::hours, name_of("calendar"), "always", "calendar of their working hours")
          .key("casework", &People::casework, share_above_zero(), "100 %", "share of present hours that goes on cases")
          .block("sickness", absence_block(), "none", "spells of sickness", absence("sickness"))
          .block("leave", absence_block(), "none", "annual leave", absence("leave"))
          .block("training", absence_block(), "none", "days of training", absence("training"))
          .block("leaving", leaving_block(), "nobody leaves", "leaving the post",
                 [](People& p) -> Leaving& { return p.leaving.emplace(); })
          .block("vacancy", vacancy_block(), "the post stays empty", "filling the post of a leaver",
                 [](People& p) -> Vacancy& { return p.vacancy.emplace(); })
          .block("starter", starter_block(), "full speed", "speed of a new worker",
                 [](People& p) -> Starter& { return p.starter.emplace(); })
          .done();
  return block;
}

}  // namespace caseload::scenario
