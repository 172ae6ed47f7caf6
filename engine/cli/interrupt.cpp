// Notes the first SIGINT or SIGTERM.   Tested by tests/cli/interrupt_test.cpp.
#include "cli/interrupt.hpp"

#include <unistd.h>

#include <csignal>
#include <string_view>

namespace caseload::cli {
namespace {

volatile std::sig_atomic_t caught = 0;

/// Only what is allowed inside a signal handler: a flag and write(2).
extern "C" void note_interrupt(int) {
  // The next Ctrl-C stops at once, but not another SIGTERM: timeout(1) sends two, to the program and to its group.
  std::signal(SIGINT, SIG_DFL);
  if (caught != 0) return;
  caught = 1;
  constexpr std::string_view words = "\nStopping after the replications under way (Ctrl-C again stops at once).\n";
  [[maybe_unused]] const auto ignored = ::write(STDERR_FILENO, words.data(), words.size());
}

}  // namespace

void catch_interrupts() {
  std::signal(SIGINT, note_interrupt);
  std::signal(SIGTERM, note_interrupt);  // what a scheduler sends before it takes the machine away
}

bool interrupted() { return caught != 0; }

}  // namespace caseload::cli
