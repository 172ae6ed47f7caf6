// Standard output and standard error.   Tested by tests/cli/.
#include "cli/terminal.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

#include "scenario/utf8.hpp"
#include "scenario/width.hpp"

namespace caseload::cli {
namespace {

bool silent = false;

std::string_view environment(const char* name) {
  const char* const value = std::getenv(name);
  return value ? value : "";
}

}  // namespace

void be_silent() { silent = true; }

void print(std::string_view data) {
  if (silent) return;
  const bool written = std::fwrite(data.data(), 1, data.size(), stdout) == data.size() && std::fflush(stdout) == 0;
  if (!written) throw std::runtime_error(std::string{"cannot write to standard output: "} + std::strerror(errno));
}

void say(std::string_view talk) {
  if (!silent) complain(talk);
}

void complain(std::string_view talk) {
  std::fwrite(talk.data(), 1, talk.size(), stderr);
  std::fflush(stderr);
}

std::string shown(std::string_view text) {
  constexpr std::size_t widest = 400;
  return scenario::cut_in_middle(text, widest);
}

std::string shown_whole(std::string_view text) { return scenario::made_visible(text); }

bool colour_wanted() {
  return ::isatty(STDOUT_FILENO) == 1 && environment("NO_COLOR").empty() && environment("TERM") != "dumb";
}

bool bar_wanted() { return ::isatty(STDERR_FILENO) == 1 && environment("TERM") != "dumb"; }

std::string shell_quoted(const std::string& argument) {
  constexpr std::string_view harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./=,:+-%@";
  if (!argument.empty() && argument.find_first_not_of(harmless) == std::string::npos) return argument;
  std::string quoted = "'";
  for (const char c : argument) {
    if (c == '\'') {
      quoted += "'\\''";
    } else {
      quoted += c;
    }
  }
  return quoted + "'";
}

}  // namespace caseload::cli
