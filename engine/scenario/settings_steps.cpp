// The description of `steps` and their tasks.   Tested by tests/scenario/read_test.cpp.
#include "scenario/settings.hpp"
#include "scenario/values.hpp"

namespace caseload::scenario {

namespace {

const Block& task_block() {
  static const Block block =
      Describe<Task>("a task")
          .key("effort", &Task::effort, effort(), required, "worker hours for the first child")
          .key("by", &Task::by, name_of("team"), "the case holder", "a team that does it instead of the case holder")
          .key("urgency", &Task::urgency, name_of("urgency"), "the step's", "name from the scenario's urgencies")
          .key("after", &Task::after, random_duration(Nought::allowed), "none", "delay before it can begin")
          .key("due", &Task::due, duration(Nought::refused), "the step's", "from when it could begin")
          .key("every", &Task::every, duration(Nought::refused), "once", "plan steps: recurs at this interval")
          .key("first", &Task::first, duration(Nought::allowed), "every", "due date of the first occurrence")
          .key("window", &Task::window, duration(Nought::allowed), "half of every",
               "how long before its due date it may be done")
          .key("ends", &Task::ends, chances(), "never",
               "chance that the first, second, ... occurrence ends the step; the last repeats")
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
          .key("urgent", &Step::urgent, yes_or_no(), "no", "allocated at once, over the limit if need be")
          .key("points", &Step::points, points, "1", "weight per child, for limits in points")
          .key("due", due(), "none", "from entering the step, or from the referral",
               [](Step& step, Due due) {
                 step.due = due.within;
                 step.due_from_referral = due.from_referral;
               })
          .key("lasts", &Step::lasts, random_duration(Nought::refused), "none",
               "plan step: its length when no task ends it")
          .key("places", &Step::places, places, "no end", "families at most; one more is refused and leaves")
          .block("gives_up", gives_up_block(), "never", "patience of a family that waits",
                 [](Step& step) -> Step& { return step; })
          .each("tasks", "<task>", task_block(), &Step::tasks, "none", "what is done, by name")
          .key("next", &Step::next, routes(), "{closed: rest}", "shares by step; closed for leaving")
          .done();
  return block;
}

}  // namespace caseload::scenario
