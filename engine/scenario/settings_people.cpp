// The description of `people`: absence, leaving, vacancies and starters.   Tested by tests/scenario/read_test.cpp.
#include <fmt/format.h>

#include "scenario/quantity.hpp"
#include "scenario/settings.hpp"
#include "scenario/units.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

const KindOf<double>& pounds_a_year() {
  static const auto it = kind_of<double>(
      "pounds a year", "36729 pounds per year", "pounds per year",
      shape::like("[0-9][0-9 ]*([.][0-9]+)? *pounds per year", "pounds per year"),
      [](const Value& value, double& read) {
        Quantity found;
        if (!read_quantity(value, "a cost such as '36729 pounds per year'", found)) return false;
        if (found.unit != "pounds per year")
          return needs_unit(value, fmt::format("write '{} pounds per year'", in_words(found.number)));
        read = found.number;
        return (read >= 0 && read <= 1e9) || value.expected("a cost from 0 to 1000000000 pounds per year");
      });
  return it;
}

const Block& absence_block() {
  static const auto while_away =
      one_of<WhileAway>("what becomes of the cases", {{"kept", WhileAway::kept},
                                                      {"handed over", WhileAway::handed_over},
                                                      {"finished first", WhileAway::finished_first}});
  static const Block block =
      Describe<Absence>("an absence")
          .key("days", &Absence::days_per_year, days_per_year(), required, "working days lost per worker and year")
          .key("every", &Absence::every, random_duration(Nought::refused), "none",
               "from the end of one spell to the next, counted in open hours")
          .instead_of("days")
          .key("lasting", &Absence::lasting, random_duration(Nought::refused), required, "length of a spell")
          .key("while_away", &Absence::while_away, while_away, "kept",
               "kept: the cases wait for their worker; handed over: they go back to the queue, in their old place, "
               "with the effort done kept; finished first: the worker finishes the task in hand, then goes")
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
  static const auto new_posts = one_of<bool>("how added posts are filled", {{"at once", false}, {"recruited", true}});
  static const Block block =
      Describe<Vacancy>("vacancy")
          .key("filled_after", &Vacancy::filled_after, random_duration(Nought::allowed), required,
               "from the leaver's last day to the successor's first")
          .key("agency", &Vacancy::agency_share, share(), "0 %",
               "share of vacancies that agency workers cover meanwhile")
          .key("agency_after", &Vacancy::agency_after, random_duration(Nought::allowed), "at once",
               "from the leaver's last day to the agency worker's first")
          .key("fails", &Vacancy::fails, share(), "0 %", "chance that a round of recruitment finds nobody")
          .key("again", &Vacancy::again, random_duration(Nought::refused), "as filled_after",
               "length of the next round, and of each after it")
          .key("agency_stays", &Vacancy::agency_stays, random_duration(Nought::refused), "until the post is filled",
               "an agency worker goes after this; the vacancy may be covered again")
          .key("agency_cost", &Vacancy::agency_cost, proportion(), "100 %",
               "cost of an agency worker as a share of the post's")
          .key("new_posts", &Vacancy::recruits_new_posts, new_posts, "at once",
               "posts that are added: at once, filled on their date; recruited, vacant first")
          .key("at_begin", &Vacancy::at_begin, share(), "0 %",
               "chance of each post to be vacant when the simulation begins")
          .done();
  return block;
}

const Block& overtime_block() {
  static const Block block =
      Describe<Overtime>("overtime")
          .key("up_to", &Overtime::up_to, share(), required,
               "hours beyond the contract, at the same pace, as a share of normal hours; never on handovers")
          .key("when_due_within", &Overtime::when_due_within, duration(Nought::allowed), required,
               "worked on tasks that are due (or planned, see who goes first) within this when they are begun, or late")
          .key("casework", &Overtime::casework, share_above_zero(), "as otherwise",
               "share of present hours that goes on such tasks, as meetings and training are put off")
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
          .key("spread", &People::spread, share(), "0 %",
               "speed differs between people: lognormal with mean 1 and this coefficient of variation")
          .key("cost", &People::cost, pounds_a_year(), "none", "of a full-time post, with on-costs")
          .key("grades", &People::grades, grade_shares(), "all alike",
               "shares by grade of those in post at the beginning: whole people by largest remainder, the first "
               "written in the first posts; agency workers have no grade")
          .key("starters", &People::starters, grade_shares(), "as grades", "shares by grade of those who are hired")
          .block("overtime", overtime_block(), "none", "hours beyond the contract when work is due",
                 [](People& p) -> Overtime& { return p.overtime.emplace(); })
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
