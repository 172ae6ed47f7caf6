// Finds and reads scenarios.   Tested by tests/cli/.
#include "cli/reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <utility>

#include "cli/terminal.hpp"
#include "report/text.hpp"

namespace caseload::cli {

namespace fs = std::filesystem;

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

Result<Ready> read(const What& what) {
  Result<Scenario> scenario = caseload::read(find(what.file), {what.overrides, what.option, library()});
  if (!scenario) return scenario.problems();
  return ready(*std::move(scenario));
}

Origin origin_of(const What& what) { return {what.file, what.overrides, what.option}; }

void explain(const Problems& problems, const char* then) {
  for (const Problem& problem : problems) {
    std::string text = to_text(problem);
    if (!text.ends_with('\n')) text += '\n';
    say(text);
  }
  say(fmt::format("{}. {}\n", counted(problems.size(), "error"), then));
}

void mention_options(const Scenario& scenario, const What& what) {
  if (scenario.option_names.empty() || !what.option.empty()) return;
  constexpr std::size_t most_named = 8;
  const std::vector<std::string>& options = scenario.option_names;
  std::string names;
  for (std::size_t i = 0; i < std::min(options.size(), most_named); ++i) {
    names += (i > 0 ? ", " : "") + shown_name(options[i]);
  }
  if (options.size() > most_named) names += fmt::format(" and {} more", options.size() - most_named);
  // What cannot be shown as it is cannot be typed from what is shown.
  const std::string& first = options.front();
  say(wrapped(fmt::format("This scenario offers {}: {}.", counted(options.size(), "option"), names), 100, 0) +
      fmt::format("  Choose one with --option {}, or compare them: caseload compare {}\n",
                  shown_name(first) == first ? shell_quoted(first) : "NAME", shown_whole(shell_quoted(what.file))));
}

}  // namespace caseload::cli
