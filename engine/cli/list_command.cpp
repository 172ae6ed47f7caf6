// `caseload list`: the scenarios that come with the program.   Tested by tests/cli/list_test.cpp.
#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/reading.hpp"
#include "cli/terminal.hpp"
#include "report/index.hpp"

namespace caseload::cli {

int list_command(const ListArguments& arguments) {
  const std::vector<Shipped> all = shipped_in(library());
  if (all.empty()) {
    say(fmt::format("error: there are no scenarios in {}\n  CASELOAD_SCENARIOS names the folder\n",
                    shown_whole(library())));
    return exit_code::run_failed;
  }
  print(arguments.json ? index_json(all) : arguments.markdown ? index_markdown(all) : index(all, colour_wanted()));
  return exit_code::ok;
}

}  // namespace caseload::cli
