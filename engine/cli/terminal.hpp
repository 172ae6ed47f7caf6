// The two ways out: data to standard output, talk to standard error.   Tested by tests/cli/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace caseload::cli {

/// Data. Throws std::runtime_error when it cannot be written (a full disk).
void print(std::string_view data);

/// Talk.
void say(std::string_view talk);

/// From now on print() and say() do nothing: one of many processes, another of which speaks for all.
void be_silent();

/// What must be heard from whichever process it happens to.
void complain(std::string_view talk);

/// Someone else's words, harmless on a terminal, and of what is long the ends.
std::string shown(std::string_view text);

/// Likewise whole, however long: paths and command lines that are to be copied.
std::string shown_whole(std::string_view text);

/// Whether tables may be coloured: standard output is a terminal and NO_COLOR is not set.
bool colour_wanted();

/// Whether the person can watch a bar move: standard error is a terminal that can go back in a line.
bool bar_wanted();

/// As a shell reads it back: in quotes when it needs them.
std::string shell_quoted(const std::string& argument);

}  // namespace caseload::cli
