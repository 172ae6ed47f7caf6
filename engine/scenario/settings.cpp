// The description of a whole scenario: scenarios/README.md as data. The blocks for people and steps are in files of
// their own.   Tested by tests/scenario/read_test.cpp.
#include "scenario/settings.hpp"

#include <limits>

#include "scenario/draft.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

const Kind& value_or_change() {
  static const Kind kind{.name = "value or change",
                         .example = "+3 from 2010-04-01",
                         .written = "a new value, or a change of the one in force: +3, -2, +40 %, x 1.5"};
  return kind;
}

const Kind& changes_by_path() {
  static const Kind kind{.name = "changes by path",
                         .example = "{teams.duty.posts: +3 from 2010-04-01}",
                         .written =
                             "settings by their paths, each with a new value, or a change of the one in force: +3, -2, "
                             "+40 %, x 1.5; of posts and rates also +3 from 2010-04-01",
                         .shape = shape::by_name(shape::anything())};
  return kind;
}

const Block& period_block() {
  static const Block block =
      Describe<PeriodWords>("period")
          .key("start", &PeriodWords::start, a_date(), required, "first day that is counted")
          .key("length", &PeriodWords::length, duration(Nought::refused), required, "until when")
          .key("begin", &PeriodWords::begin, begin(),
               "steady if there is demand and a step with 'lasts' or a recurring task, otherwise empty",
               "open cases at the beginning. empty: none; steady: as the traffic equations give them for the first "
               "rates; a number of families by step: {child in need: 150 families}; or a list: {list: open-cases.csv}")
          .key("settle", &PeriodWords::settle, duration(Nought::allowed), "none",
               "simulated before the start and not counted; not with a list of open cases")
          .done();
  return block;
}

const Block& report_block() {
  static const Block block =
      Describe<Draft>("report")
          .key("on", &Draft::report_on, dates(), "none", "levels are also reported at the end of these days")
          .done();
  return block;
}

const Block& stream_block() {
  static const auto at_most = whole_number(0, std::numeric_limits<std::uint32_t>::max() - 1);
  static const Block block =
      Describe<ReferralStream>("a stream of demand")
          .key(
              "rate", &ReferralStream::rate, rates(), required,
              "families or children per time; children are divided by the mean of 'children'. Re-referrals come on top")
          .key("every", &ReferralStream::every, random_duration(Nought::refused), "none",
               "instead of a rate: gap between arrivals")
          .instead_of("rate")
          .key("first", &ReferralStream::first, duration(Nought::allowed), "one gap",
               "with 'every': the first arrival after the beginning")
          .key("at_most", &ReferralStream::at_most, at_most, "no end", "with 'every': how many families in all")
          .key("children", &ReferralStream::children, children(), "1",
               "children per family: a mean (1 + Poisson), a fixed number or bands of whole numbers")
          .key("to", &ReferralStream::to, name_of("step"), "the first step", "the step they enter")
          .key("season", &ReferralStream::season, season(), "100 %", "factors on the rate by month")
          .key("profile", &ReferralStream::profile, profile(), "none",
               "instead of 'season', how many came in each calendar month, as published: the rate holds in the first "
               "and follows the others; months between two lie on a straight line, before and after it stays")
          .instead_of("season")
          .key("hours", &ReferralStream::hours, name_of("calendar"), "always", "calendar that arrivals keep to")
          .done();
  return block;
}

const Block& re_referral_block() {
  static const Block block =
      Describe<ReReferral>("re-referral")
          .key("share", &ReReferral::share, share(), required,
               "share of closed families that are referred again (by the flow balance also the share of referrals that "
               "are re-referrals)")
          .key("after", &ReReferral::after, random_duration(Nought::refused), required, "from closure to that referral")
          .key("to", &ReReferral::to, name_of("step"), "the first step", "the step they enter")
          .done();
  return block;
}

const Block& move_block() {
  static const auto posts = whole_number(1, 10'000);
  static const Block block = Describe<Move>("a move")
                                 .key("posts", &Move::posts, posts, required, "how many")
                                 .key("from", &Move::from, name_of("team"), required, "the team that loses them")
                                 .key("to", &Move::to, name_of("team"), required, "the team that gets them")
                                 .done();
  return block;
}

const Block& event_block() {
  static const auto at_most = whole_number(1, std::numeric_limits<std::uint32_t>::max() - 1);
  static const Block block =
      Describe<DemandEvent>("an event")
          .key("on", &DemandEvent::on, a_date(), required, "the date on which it begins")
          .key("when", &DemandEvent::when, condition(), "none",
               "instead of a date, what it waits for: looked at every four weeks from the beginning of the simulation; "
               "its changes hold from one look to the next while this does (at most four such events)")
          .instead_of("on")
          .key("name", &DemandEvent::name, text(), "its date", "what reports call it")
          .key("referrals", &DemandEvent::factor, factor(), "no change", "change of the referral rates")
          .key("streams", &DemandEvent::streams, names_of("stream"), "all", "the streams of demand that it touches")
          .key("over", &DemandEvent::over, duration(Nought::allowed), "at once", "ramp from nothing to the full change")
          .key("lasting", &DemandEvent::lasting, yes_or_duration(), "yes",
               "how long the full change lasts, then back; yes: for good")
          .key("half_life", &DemandEvent::half_life, duration(Nought::refused), "none",
               "after the ramp, the change halves in this time")
          .instead_of("lasting")
          .key("publicity", &DemandEvent::publicity, yes_or_no(), "no", "it puts people off applying (feedback)")
          .changes("changes", "<setting>", value_or_change(),
                   "other settings that are different while it lasts, by path as in options")
          .block("move", move_block(), "none",
                 "posts that go to another team, with the people in them: on its date, or each time its condition "
                 "comes true",
                 [](DemandEvent& event) -> Move& { return event.move.emplace(); })
          .key("at_most", &DemandEvent::at_most, at_most, "no end", "with 'when': how often posts move")
          .key("cost", &DemandEvent::cost, pounds(), "0", "what it costs, once")
          .done();
  return block;
}

const Block& calendar_block() {
  static const auto closed_or_open = one_of<bool>("closed or open", {{"closed", true}, {"open", false}});
  static const Block block =
      Describe<Calendar>("a calendar")
          .key("days", &Calendar::days, weekdays(), required, "days of the week on which it is open")
          .key("from", &Calendar::from, time_of_day(), "\"00:00\"", "opens at this time of day")
          .key("until", &Calendar::until, time_of_day(), "\"24:00\"", "closes at this time of day")
          .key("bank_holidays", &Calendar::england_bank_holidays, closed_or_open, "closed",
               "whether it is closed on England's bank holidays")
          .done();
  return block;
}

const Block& supervision_block() {
  static const Block block = Describe<Supervision>("supervision")
                                 .key("every", &Supervision::every, duration(Nought::refused), required,
                                      "how often a manager talks with each worker")
                                 .key("per_worker", &Supervision::per_worker, fixed_effort(), "0 hours",
                                      "hours of a manager for each talk, times what the worker's grade needs")
                                 .key("per_child", &Supervision::per_child, fixed_effort(), "0 hours",
                                      "and for each child that the worker holds when the talk falls due")
                                 .done();
  return block;
}

const Block& norm_block() {
  static const Block block =
      Describe<Norm>("a norm")
          .key("to", &Norm::to, number_of_children(), required,
               "children to a full-time worker at most; for a single benchmark this alone")
          .key("from", &Norm::from, number_of_children(), "the same", "children to a full-time worker at least")
          .key("teams", &Norm::teams, names_of("team"), "all with named workers", "the teams that it is held against")
          .done();
  return block;
}

const Block& team_block() {
  static const auto works = one_of<Works>("way of working", {{"by case", Works::cases}, {"pool", Works::pool}});
  static const Block block =
      Describe<Team>("a team")
          .key("posts", &Team::posts, posts(), required,
               "funded full-time posts, which may change on dates; of 2.6 the last is a part-time post")
          .key("works", &Team::works, works, "by case",
               "by case: each family has a named worker, who holds several; pool: tasks wait in one queue for whoever "
               "is free")
          .key("limit", &Team::limit, limit(), "none", "a worker below it has room for another family")
          .block("people", people_block(), "the scenario's", "on top of the scenario's people",
                 [](Team& team) -> People& { return team.people; })
          .on_top()
          .key("manages", &Team::manages, names_of("team"), "none",
               "teams whose workers this team's people oversee; only for works: pool, and each team has one team of "
               "managers at most")
          .key("span", &Team::span, number_of_children(), "not said", "children that one manager can oversee")
          .block("supervision", supervision_block(), "none", "talks of a manager with each worker in post",
                 [](Team& team) -> Supervision& { return team.supervision.emplace(); })
          .done();
  return block;
}

const Block& effort_block() {
  static const Block block =
      Describe<Draft>("effort")
          .key("next_child", &Draft::next_child, share(), "100 %",
               "effort for each further child, as a share of the first's")
          .key("handover_new", &Draft::handover_new, effort(), "0 hours", "effort of the worker who takes a case over")
          .key("handover_old", &Draft::handover_old, effort(), "0 hours", "effort of the worker who passes it on")
          .key("direct", &Draft::direct, share(), "100 %",
               "share of every task's effort that is spent with the child or family, where the task does not say")
          .key("admin", &Draft::admin, proportion(), "100 %",
               "factor on the rest of every task's effort: with 140 %, 10 hours of which 20 % are direct become 2 + "
               "1.4 x 8")
          .done();
  return block;
}

const Block& assumption_block() {
  static const Block block = Describe<Assumption>("an assumption")
                                 .key("id", &Assumption::id, text(), required, "short name, such as A1")
                                 .key("text", &Assumption::text, text(), required, "what is assumed")
                                 .key("quality", &Assumption::quality, text(), "none", "how well it is known")
                                 .key("impact", &Assumption::impact, text(), "none", "how much hangs on it")
                                 .done();
  return block;
}

const KindOf<std::uint32_t>& format_version() {
  static const auto it = [] {
    KindOf<std::uint32_t> kind;
    kind.name = "format version";
    kind.example = "1";
    kind.written = "1";
    kind.shape = shape::one_of({"1"});
    kind.read = [](const Value& value, std::uint32_t& version) {
      version = 1;
      return (value.is_word() && value.word() == "1") ||
             value.expected("1, the version of the format that this program reads");
    };
    return kind;
  }();
  return it;
}

}  // namespace

const Block& scenario_block() {
  static const auto self = [](Draft& draft) -> Draft& { return draft; };
  static const Block block =
      Describe<Draft>("the scenario")
          .key("caseload", format_version(), "1", "version of the format", [](Draft&, std::uint32_t) {})
          .key("name", &Draft::name, text(), "the file's name", "what reports call the scenario")
          .key("description", &Draft::description, text(), "none", "what it is for")
          .block_apart("about", about_block(), "not said",
                       "what this file is for; a scenario that extends it is about something else")
          .key_of_text("extends", text(), "none", "a scenario that this one says its differences from")
          .block("period", period_block(), required, "when the simulation runs",
                 [](Draft& d) -> PeriodWords& { return d.words; })
          .block("report", report_block(), "none", "what is reported besides", self)
          .each("demand", "<stream>", stream_block(), &Draft::demand, "none", "streams of families, by name")
          .block("re-referral", re_referral_block(), "none", "families that come back",
                 [](Draft& d) -> ReReferral& { return d.re_referral.emplace(); })
          .list("events", event_block(), &Draft::events,
                "what happens on a date, or when a condition holds, and changes the demand or other settings")
          .each("calendars", "<calendar>", calendar_block(), &Draft::calendars, "always and office hours",
                "opening hours, by name")
          .block("people", people_block(), "never away, never leaving", "what holds for the people of every team",
                 [](Draft& d) -> People& { return d.people; })
          .each("grades", "<grade>", grade_block(), &Draft::grades, "none", "kinds of worker, by name")
          .each("teams", "<team>", team_block(), &Draft::teams, "none", "teams, by name")
          .block("feedback", feedback_block(), "none", "effects of overload and publicity, each off unless switched on",
                 [](Draft& d) -> Feedback& { return d.feedback; })
          .each("campaigns", "<campaign>", campaign_block(), &Draft::campaigns, "none",
                "people won from outside who take vacant posts, by name")
          .key("urgency", &Draft::urgencies, names_of("urgency"), "all alike", "names of urgencies, most urgent first")
          .block("effort", effort_block(), "none", "what holds for the effort of every task", self)
          .each("steps", "<step>", step_block(), &Draft::steps, required, "steps of the pathway, by name")
          .changes("options", "<option>", changes_by_path(),
                   "changes of settings by path, to compare with the scenario as it is")
          .each("norms", "<norm>", norm_block(), &Draft::norms, "none", "caseloads that are held to be right, by name")
          .list("targets", target_block(), &Draft::targets, "what the service should achieve")
          .key("population", &Draft::population, number_of_children(), "not said",
               "children who live there, for rates per 10,000")
          .key("budget", &Draft::budget, pounds(), "not said", "what may be spent in a year")
          .list("assumptions", assumption_block(), &Draft::assumptions, "what had to be assumed")
          .done();
  return block;
}

}  // namespace caseload::scenario
