// What the user asked for, as plain data.
// Hides: CLI11.   Tested by tests/cli/usage_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "caseload/scenario.hpp"

namespace caseload::cli {

/// Which scenario, and how to change it; the same for every command.
struct What {
  std::string file;
  std::vector<std::string> overrides;
  std::string option;
  bool json{};
};

struct RunArguments {
  What what;
  std::uint32_t replications{100};
  std::uint32_t seed{1};
  unsigned threads{0};                       ///< 0: as many as the machine has
  std::optional<std::uint32_t> replication;  ///< this one alone
  std::string out;                           ///< empty: out/<folder_name>
  bool quiet{};
};

struct CheckArguments {
  What what;
};

/// Nothing to do but to end the program: help was printed, or a mistake was explained.
struct Done {
  int exit_code{};
};

using Arguments = std::variant<RunArguments, CheckArguments, Done>;

/// Prints help and version to standard output, and usage mistakes with a hint to standard error.
Arguments parse(int argc, const char* const* argv);

}  // namespace caseload::cli
