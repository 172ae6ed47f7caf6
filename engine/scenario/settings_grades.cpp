// The description of what concerns people but stands beside `people`: grades, feedback and campaigns.
// Tested by tests/scenario/people_test.cpp.
#include "scenario/settings.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

constexpr std::uint32_t most_people = 1'000'000;  // each is drawn

const KindOf<Loop::Strength>& strength() {
  static const auto it = one_of<Loop::Strength>(
      "strength",
      {{"off", Loop::Strength::off}, {"default", Loop::Strength::normal}, {"strong", Loop::Strength::strong}});
  return it;
}

constexpr const char* meaning_of_strength = "whether the effect is there: off, default or strong";

const Block& loop_block() {
  static const Block block = Describe<Loop>("an effect")
                                 .key("strength", &Loop::strength, strength(), "off", meaning_of_strength)
                                 .key("default", &Loop::normal, proportion(), "none", "its size with strength: default")
                                 .key("strong", &Loop::strong, proportion(), "none", "its size with strength: strong")
                                 .done();
  return block;
}

/// The effect of publicity, which has a length of its own.
const Block& applicants_block() {
  static const Block block = Describe<Feedback>("an effect")
                                 .key("strength", strength(), "off", meaning_of_strength,
                                      [](Feedback& f, Loop::Strength read) { f.applicants.strength = read; })
                                 .key("default", share(), "none", "share of applicants lost with strength: default",
                                      [](Feedback& f, double read) { f.applicants.normal = read; })
                                 .key("strong", share(), "none", "share of applicants lost with strength: strong",
                                      [](Feedback& f, double read) { f.applicants.strong = read; })
                                 .key("lasting", &Feedback::publicity_lasts, duration(Nought::refused), "none",
                                      "from the date of an event with publicity")
                                 .done();
  return block;
}

}  // namespace

const Block& grade_block() {
  static const Block block =
      Describe<Grade>("a grade")
          .key("hours", &Grade::hours, share_above_zero(), "100 %", "share of a full-time week")
          .key("speed", &Grade::speed, proportion_above_zero(), "100 %", "share of full speed, on top of a starter's")
          .key("limit", &Grade::limit, proportion_above_zero(), "100 %",
               "share of the team's limit, on top of the hours: a protected caseload")
          .key("leaving", &Grade::leaving, proportion(), "100 %", "factor on the rate of leaving")
          .key("supervision", &Grade::supervision, proportion(), "100 %",
               "factor on the hours that a manager gives to the worker")
          .key("cost", &Grade::cost, proportion(), "100 %", "share of the team's cost of a post")
          .key("becomes", &Grade::becomes, name_of("grade"), "stays what it is", "another grade ...")
          .key("after", &Grade::after, duration(Nought::refused), "none", "... after this time in post")
          .done();
  return block;
}

const Block& feedback_block() {
  static const Block block =
      Describe<Feedback>("feedback")
          .key("above", &Feedback::above, number_of_children(), "none",
               "children per full-time worker; each one more is strain, and so is overtime")
          .block("sickness", loop_block(), "off", "added to the rate of spells of sickness, for each child of strain",
                 [](Feedback& f) -> Loop& { return f.sickness; })
          .block("leaving", loop_block(), "off", "added to the rate of leaving, for each child of strain",
                 [](Feedback& f) -> Loop& { return f.leaving; })
          .block("applicants", applicants_block(), "off", "applicants lost while there is publicity",
                 [](Feedback& f) -> Feedback& { return f; })
          .block("worker change", loop_block(), "off",
                 "added to what is left of a stay each time the family changes worker",
                 [](Feedback& f) -> Loop& { return f.worker_change; })
          .block("manager", loop_block(), "off",
                 "added to the time of a manager's tasks for each time that the span is exceeded by itself",
                 [](Feedback& f) -> Loop& { return f.manager; })
          .block("re-referral", loop_block(), "off",
                 "added to the re-referral of families whose worker is above at closure",
                 [](Feedback& f) -> Loop& { return f.re_referral; })
          .done();
  return block;
}

const Block& campaign_block() {
  static const auto people = whole_number(1, most_people);
  static const Block block =
      Describe<Campaign>("a campaign")
          .key("on", &Campaign::on, a_date(), required, "the date of the campaign")
          .key("people", &Campaign::people, people, required, "reached or registered on that date")
          .key("reach", &Campaign::reach, chances(), "100 %",
               "share of them that gets past each stage, one after the other")
          .key("teams", &Campaign::teams, names_of("team"), "all with named workers", "whose vacant posts they take")
          .key("starts_after", &Campaign::starts_after, random_duration(Nought::allowed), required,
               "from the date to their first day, in the longest vacant post, where an agency worker makes way; with "
               "none vacant they are lost")
          .key("grade", &Campaign::grade, name_of("grade"), "no special one", "their grade")
          .key("cost", &Campaign::cost, pounds(), "none", "once")
          .done();
  return block;
}

}  // namespace caseload::scenario
