// `caseload report`: the page of a folder of results, made anew without simulating anything.
// Tested by tests/cli/report_test.cpp.
#include <fmt/format.h>

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <utility>

#include "caseload/caseload.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/folder.hpp"
#include "cli/reading.hpp"
#include "cli/terminal.hpp"
#include "store/json.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

/// The scenario of an option, and whether its files still say the same.
struct Found {
  Ready ready;
  Freshness freshness;
};

Ready as_stored(const Stored& stored, std::size_t option) {
  Result<Scenario> scenario = read_text(stored.resolved[option], stored.origins[option].file);
  if (!scenario) {
    throw std::runtime_error(
        fmt::format("the scenario of these results cannot be read: {}", scenario.problems().front().message));
  }
  scenario->option = stored.origins[option].option;
  Result<Ready> found = ready(*std::move(scenario));
  if (!found) throw std::runtime_error("the scenario of these results cannot be read");
  return *std::move(found);
}

Found find(const Stored& stored, std::size_t option) {
  const Origin& origin = stored.origins[option];
  if (origin.file == "-")
    return {as_stored(stored, option), {Freshness::State::unknown, {}, "it came from standard input"}};
  Result<Ready> now = read({origin.file, origin.overrides, origin.option, false});
  if (!now) {
    const Problem& first = now.problems().front();
    return {as_stored(stored, option),
            {Freshness::State::unknown,
             {},
             fmt::format("{}: {}", first.place.file.empty() ? origin.file : first.place.file, first.message)}};
  }
  std::vector<Change> changes = changes_between(stored.resolved[option], now->scenario.resolved);
  if (now->scenario.period.begin.content != stored.lists[option]) {
    changes.push_back({"period.begin.list", "the list as it was", "the list has changed"});
  }
  if (changes.empty()) return {*std::move(now), {}};
  return {as_stored(stored, option), {Freshness::State::changed, std::move(changes), {}}};
}

/// Of all options: changed if any has.
void add(Freshness& all, const std::string& option, Freshness one) {
  for (Change& change : one.changes) {
    if (!option.empty()) change.path = fmt::format("{} (with {})", change.path, option);
    all.changes.push_back(std::move(change));
  }
  if (all.state == Freshness::State::changed) return;
  if (one.state != Freshness::State::fresh) {
    all.state = one.state;
    all.why = std::move(one.why);
  }
}

struct Made {
  std::string page;
  Freshness freshness;
};

Made made_from(Stored stored) {
  Made made;
  std::vector<Ready> ready;
  for (std::size_t option = 0; option < stored.names.size(); ++option) {
    Found found = find(stored, option);
    add(made.freshness, stored.names[option], std::move(found.freshness));
    ready.push_back(std::move(found.ready));
  }
  if (stored.comparison) {
    made.page = page(comparison_of(stored.names, std::move(ready), std::move(stored.origins),
                                   std::move(stored.replications), stored.asked),
                     made.freshness);
  } else {
    made.page = page(run_of(std::move(ready.front()), std::move(stored.origins.front()),
                            std::move(stored.replications.of.front()), stored.asked),
                     made.freshness);
  }
  return made;
}

std::string in_json(const Made& made, const std::string& file) {
  json::Json changes = json::Json::array();
  for (const Change& change : made.freshness.changes) {
    changes.push_back({{"setting", change.path}, {"then", change.before}, {"now", change.after}});
  }
  const bool known = made.freshness.state != Freshness::State::unknown;
  return json::text_of(
      {{"report", file},
       {"fresh", known ? json::Json(made.freshness.state == Freshness::State::fresh) : json::Json(nullptr)},
       {"why", made.freshness.why},
       {"changes", std::move(changes)}});
}

void mention(const Freshness& freshness) {
  if (freshness.state == Freshness::State::changed) {
    say("warning: the scenario has changed since these results were made; the page says what\n");
  } else if (freshness.state == Freshness::State::unknown) {
    say(fmt::format("warning: nobody can tell whether the scenario is still what it was: {}\n", shown(freshness.why)));
  }
}

}  // namespace

int report_command(const ReportArguments& arguments) {
  const fs::path file = fs::path{arguments.folder} / replications_file;
  std::optional<Stored> stored;
  try {
    stored = read_stored(file);
  } catch (const std::exception& e) {
    say(fmt::format(
        "error: no results to report on in {}: {}\n  'caseload run' and 'caseload compare' leave them in a folder, as "
        "{}\n",
        shown(arguments.folder), shown(fs::exists(file) ? e.what() : "it has no " + std::string{replications_file}),
        replications_file));
    return exit_code::run_failed;
  }
  const Made made = made_from(*std::move(stored));
  if (arguments.out == "-") {
    print(made.page);
    return exit_code::ok;
  }
  const fs::path out = arguments.out.empty() ? fs::path{arguments.folder} / page_file : fs::path{arguments.out};
  write_page(made.page, out);
  print(arguments.json ? in_json(made, out.string()) : fmt::format("  report  {}\n", shown(out.string())));
  mention(made.freshness);
  return exit_code::ok;
}

}  // namespace caseload::cli
