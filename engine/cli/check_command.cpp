// `caseload check`: every mistake at once, or the load of each team.   Tested by tests/cli/check_test.cpp.
#include <fmt/format.h>

#include <algorithm>

#include "caseload/caseload.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/reading.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"

namespace caseload::cli {
namespace {

bool same(const OfferedLoad& a, const OfferedLoad& b) {
  const auto same_team = [](const TeamLoad& x, const TeamLoad& y) {
    return x.posts == y.posts && x.asked == y.asked && x.there == y.there;
  };
  return a.referrals == b.referrals && std::equal(a.teams.begin(), a.teams.end(), b.teams.begin(), same_team);
}

/// At the beginning; and at the end, if rates or posts are others then.
std::vector<LoadOn> loads_of(const Model& model) {
  const Instant last = model.end - Elapsed{1};
  std::vector<LoadOn> loads{{std::chrono::floor<std::chrono::days>(model.begin), offered_load(model, model.begin)}};
  LoadOn at_end{std::chrono::floor<std::chrono::days>(last), offered_load(model, last)};
  if (!same(loads.front().offered, at_end.offered)) loads.push_back(std::move(at_end));
  return loads;
}

std::string tables(const Scenario& scenario, const Model& model, const std::vector<LoadOn>& loads) {
  std::string text = title(scenario) + '\n';
  for (const LoadOn& load : loads) {
    const bool settling = load.on < scenario.period.start;
    if (loads.size() > 1) {
      text += fmt::format("\nat the rates and posts of {}{}\n", day(load.on), settling ? ", when settling begins" : "");
    }
    text += load_table(model, load.offered, colour_wanted());
  }
  // What settles should begin near where it will be: who looks can tell whether it does.
  const bool settles_from_steady = model.begins_from == Begin::From::steady && model.start > model.begin;
  if (settles_from_steady && loads.front().offered.finite) text += "\n" + stock_table(model, colour_wanted());
  return text;
}

}  // namespace

int check_command(const CheckArguments& arguments) {
  const Result<Ready> ready = read(arguments.what);
  if (!ready) {
    explain(ready.problems());
    if (arguments.what.json) print(check_json(ready.problems()));
    return exit_code::bad_scenario;
  }
  const auto& [scenario, model, measures, targets] = *ready;
  const std::vector<LoadOn> loads = loads_of(model);
  print(arguments.what.json ? check_json(scenario, model, loads) : tables(scenario, model, loads));
  mention_options(scenario, arguments.what);
  return exit_code::ok;
}

}  // namespace caseload::cli
