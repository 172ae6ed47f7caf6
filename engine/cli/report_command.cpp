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
#include "cli/remembered.hpp"
#include "cli/terminal.hpp"
#include "store/json.hpp"
#include "store/points.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

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
    Found found = find({stored.origins[option], stored.resolved[option], stored.lists[option]});
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

Made made_from(const PointStore& store) {
  FoundSweep found = sweep_in(store);
  return {page(found.run, found.freshness), std::move(found.freshness)};
}

/// Throws std::exception: there are no results, or none that can be read.
Made made_from(const fs::path& folder) {
  if (fs::exists(folder / points_file)) return made_from(PointStore{folder / points_file, PointStore::Open::to_look});
  if (!fs::exists(folder / replications_file)) {
    throw std::runtime_error(fmt::format("it has neither {} nor {}", replications_file, points_file));
  }
  return made_from(read_stored(folder / replications_file));
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
  std::optional<Made> found;
  try {
    found = made_from(fs::path{arguments.folder});
  } catch (const std::exception& e) {
    say(fmt::format(
        "error: no results to report on in {}: {}\n  'caseload run', 'compare' and 'sweep' leave them in a folder\n",
        shown(arguments.folder), shown(e.what())));
    return exit_code::run_failed;
  }
  const Made& made = *found;
  if (arguments.out == "-") {
    print(made.page);
    return exit_code::ok;
  }
  const fs::path out = arguments.out.empty() ? fs::path{arguments.folder} / page_file : fs::path{arguments.out};
  write_page(made.page, out);
  print(arguments.json ? in_json(made, out.string()) : fmt::format("  report  {}\n", shown_whole(out.string())));
  mention(made.freshness);
  return exit_code::ok;
}

}  // namespace caseload::cli
