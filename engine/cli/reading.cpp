// Finds and reads scenarios.   Tested by tests/cli/.
#include "cli/reading.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <utility>

#include "cli/terminal.hpp"
#include "report/text.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

/// Where the shipped scenarios are: known from the build, unless the environment says otherwise.
std::string library() {
  const char* const elsewhere = std::getenv("CASELOAD_SCENARIOS");
  return elsewhere && *elsewhere ? elsewhere : CASELOAD_SCENARIOS;
}

std::string find(const std::string& file) {
  std::error_code ignored;
  if (file == "-" || file.find('/') != std::string::npos || fs::exists(file, ignored)) return file;
  for (const char* const ending : {"", ".yaml"}) {
    const fs::path shipped = fs::path{library()} / (file + ending);
    if (fs::is_regular_file(shipped, ignored)) return shipped.string();
  }
  return file;
}

}  // namespace

Result<Ready> read(const What& what) {
  Result<Scenario> scenario = caseload::read(find(what.file), {what.overrides, what.option, library()});
  if (!scenario) return scenario.problems();
  return ready(*std::move(scenario));
}

Origin origin_of(const What& what) { return {what.file, what.overrides, what.option}; }

void explain(const Problems& problems) {
  for (const Problem& problem : problems) {
    std::string text = to_text(problem);
    if (!text.ends_with('\n')) text += '\n';
    say(text);
  }
  say(fmt::format("{}. Nothing was run.\n", counted(problems.size(), "error")));
}

void mention_options(const Scenario& scenario, const What& what) {
  if (scenario.option_names.empty() || !what.option.empty()) return;
  std::string names;
  for (const std::string& name : scenario.option_names) names += (names.empty() ? "" : ", ") + shown(name);
  say(fmt::format("This scenario offers {}: {}.\n  Choose one with --option {}, or compare them: caseload compare {}\n",
                  counted(scenario.option_names.size(), "option"), names,
                  shell_quoted(shown(scenario.option_names.front())), shell_quoted(shown(what.file))));
}

}  // namespace caseload::cli
