// `caseload bench`: how fast this build is on this machine.   Tested by tests/cli/bench_test.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "bench/suite.hpp"
#include "bench/table.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/terminal.hpp"

namespace caseload::cli {

int bench_command(const BenchArguments& arguments) {
  std::vector<bench::Case> chosen;
  for (const bench::Case& one : bench::all_cases()) {
    const bool named = std::find(arguments.cases.begin(), arguments.cases.end(), one.name) != arguments.cases.end();
    if (arguments.cases.empty() || named) chosen.push_back(one);
  }
  double shares = 0;
  for (const bench::Case& one : chosen) shares += one.seconds;
  std::vector<bench::Timing> timings;
  for (const bench::Case& one : chosen) {
    say(fmt::format("{} ...\n", one.name));
    const double seconds = arguments.seconds > 0 ? arguments.seconds * one.seconds / shares : one.seconds;
    for (bench::Timing& timing : one.time(one, seconds)) timings.push_back(std::move(timing));
  }
  print(bench::table(timings));
  return exit_code::ok;
}

}  // namespace caseload::cli
