// See event_log.hpp.   Tested by tests/simulation/event_log_test.cpp.
#include "simulation/event_log.hpp"

namespace caseload {

void append_to_log(State& s, LogEntry::What what, const Family& family, const Noted& about) {
  LogEntry entry{.what = what,
                 .at = s.now,
                 .family = family.number,
                 .stream = family.stream,
                 .children = family.children,
                 .step = about.step,
                 .due = about.due};
  if (about.task != nullptr) entry.task = static_cast<std::uint32_t>(about.task->row);
  if (about.worker != nullptr) {
    entry.team = about.worker->team;
    entry.post = about.worker->post;
    entry.holder = about.worker->hired - 1;
  }
  s.log.push_back(entry);
}

}  // namespace caseload
