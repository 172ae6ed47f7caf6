// Entries of the event log. Where none is asked for, noting costs a branch.
// Tested by tests/simulation/event_log_test.cpp.
#pragma once

#include "simulation/state.hpp"

namespace caseload {

/// What an entry is about besides the family.
struct Noted {
  StepId step{closed};
  const OpenTask* task{};
  const Worker* worker{};
  Instant due{never};
};

void append_to_log(State&, LogEntry::What, const Family&, const Noted&);

inline void note(State& s, LogEntry::What what, const Family& family, const Noted& about) {
  if (s.recording.log) append_to_log(s, what, family, about);
}

/// ... of a task in somebody's hands.
inline void note_work(State& s, LogEntry::What what, const OpenTask& task, const Worker& worker) {
  if (!s.recording.log || task.family == none) return;
  const Family& family = s.families[task.family];
  append_to_log(s, what, family, {.step = family.step, .task = &task, .worker = &worker, .due = task.due});
}

}  // namespace caseload
