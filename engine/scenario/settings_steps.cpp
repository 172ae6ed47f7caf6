// The description of `steps` and their tasks.   Tested by tests/scenario/read_test.cpp.
#include "scenario/settings.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

const Block& task_block() {
  static const auto when_asked = one_of<bool>("when it is asked", {{"unallocated", true}});
  static const Block block =
      Describe<Task>("a task")
          .key("effort", &Task::effort, effort(), required,
               "worker hours for the first child; each further child adds effort.next_child of it")
          .key("by", &Task::by, name_of("team"), "the case holder",
               "a team that does it instead of the case holder: whoever there is free, a pool or not; manager: the "
               "team that manages the step's team")
          .key("or_by", &Task::or_by, name_of("team"), "nobody else",
               "a team whose people may do it as well, at their own speed: whoever comes to it first")
          .key("direct", &Task::direct, share(), "effort.direct",
               "share of the effort that is spent with the child or family; the rest is multiplied by effort.admin")
          .key("urgency", &Task::urgency, name_of("urgency"), "the step's", "name from the scenario's urgencies")
          .key("after", &Task::after, random_duration(Nought::allowed), "none", "delay before it can begin")
          .key("due", &Task::due, duration(Nought::refused), "the step's", "from when it could begin")
          .key("every", &Task::every, duration(Nought::refused), "once", "plan steps: recurs at this interval")
          .key("first", &Task::first, duration(Nought::allowed), "every", "due date of the first occurrence")
          .key("window", &Task::window, duration(Nought::allowed), "half of every",
               "how long before its due date it may be done")
          .key("ends", &Task::ends, chances(), "never",
               "chance that the first, second, ... occurrence ends the step; the last repeats")
          .key("to", &Task::to, routes(), "the step's next",
               "with 'ends': where the family goes if this task ends the step, in shares as in 'next'; goes before "
               "'if_been'")
          .key("on", &Task::on, a_date(), "on entry",
               "plan steps: an audit, asked once, of every family that is in the step at the beginning of this date")
          .key("over", &Task::over, duration(Nought::allowed), "at once",
               "with 'on': of each at a random time within this, if it is still there")
          .key("while", &Task::while_unallocated, when_asked, "always",
               "unallocated: with 'every' and 'by', asked only while the family waits for a named worker, first after "
               "'first', due when the next is asked; what is in hand is finished. No part of a work step's sequence")
          .key("missed_adds", &Task::missed_adds, duration(Nought::allowed), "never dropped",
               "with 'every' and 'lasts': an occurrence that nobody has begun when the next falls due is dropped, and "
               "the stay is so much longer")
          .done();
  return block;
}

const Block& if_been_block() {
  static const Block block =
      Describe<Step>("if_been")
          .key("in", &Step::if_been_in, name_of("step"), required, "a step that the family has been in before")
          .key("next", &Step::then_next, routes(), required, "shares by step for such a family")
          .done();
  return block;
}

const Block& returns_block() {
  static const Block block =
      Describe<ReReferral>("returns")
          .key("share", &ReReferral::share, share(), required, "share of cases closed from here that come back")
          .key("after", &ReReferral::after, random_duration(Nought::refused), required, "from closure to that referral")
          .key("to", &ReReferral::to, name_of("step"), "the first step", "the step they enter")
          .done();
  return block;
}

const Block& gives_up_block() {
  static const Block block = Describe<Step>("gives_up")
                                 .key("after", &Step::gives_up_after, random_duration(Nought::refused), required,
                                      "patience while waiting to be allocated or begun")
                                 .key("to", &Step::gives_up_to, name_of("step"), "closed", "the step they go to")
                                 .done();
  return block;
}

}  // namespace

const Block& step_block() {
  static const auto points = number(0, 1000);
  static const auto places = whole_number(1, 10'000'000);
  static const Block block =
      Describe<Step>("a step")
          .key("team", &Step::team, name_of("team"), "nobody: a pure delay", "who holds it")
          .key("urgency", &Step::urgency, name_of("urgency"), "the last", "name from the scenario's urgencies")
          .key("urgent", &Step::urgent, yes_or_no(), "no",
               "allocated at once: to the least loaded worker, even over the limit")
          .key("points", &Step::points, points, "1", "weight per child, for limits in points")
          .key("due", due(), "none",
               "from entering the step; {within: 45 working days, from: referral}; or from another step: from when the "
               "family last entered that in this referral (this step if it did not)",
               [](Step& step, Due due) {
                 step.due = due.within;
                 step.due_from_referral = due.from_referral;
                 step.due_from = due.from_step;
               })
          .key("lasts", &Step::lasts, random_duration(Nought::refused), "none",
               "plan step: its length when no task ends it")
          .key("places", &Step::places, places, "no end", "families at most; one more is refused and leaves")
          .key("refused", &Step::refused_to, name_of("step"), "leaves the service for good",
               "with 'places': the step that a refused family goes to instead (it may be refused there too); closed: "
               "its case closes, and may come back")
          .block("gives_up", gives_up_block(), "never", "patience of a family that waits",
                 [](Step& step) -> Step& { return step; })
          .each("tasks", "<task>", task_block(), &Step::tasks, "none", "what is done, by name")
          .key("next", &Step::next, routes(), "{closed: rest}", "shares by step, closed for leaving; one may be rest")
          .block("if_been", if_been_block(), "like others",
                 "the 'next' of a family that has been in a step before this visit, in this or an earlier referral",
                 [](Step& step) -> Step& { return step; })
          .block("returns", returns_block(), "the scenario's re-referral",
                 "cases closed from here that come back, instead of re-referral",
                 [](Step& step) -> ReReferral& { return step.returns.emplace(); })
          .key("cost", &Step::cost, pounds_per_week(), "0", "pounds per child and week")
          .done();
  return block;
}

}  // namespace caseload::scenario
