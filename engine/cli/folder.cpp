// See folder.hpp.   Tested by tests/cli/.
#include "cli/folder.hpp"

#include <fmt/format.h>

#include "cli/terminal.hpp"

namespace caseload::cli {

std::string closing_lines(const std::filesystem::path& folder, const std::string& command) {
  return fmt::format("  report  {}\n  files   {}\n  again   {}\n", shown_whole((folder / page_file).string()),
                     shown_whole((folder / "").string()), shown_whole(command));
}

}  // namespace caseload::cli
