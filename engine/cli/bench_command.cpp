// `caseload bench`: how fast this build is on this machine, beside what was recorded.
// Tested by tests/bench/command_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

#include "bench/peers.hpp"
#include "bench/record.hpp"
#include "bench/scenarios.hpp"
#include "bench/suite.hpp"
#include "cli/commands.hpp"
#include "cli/exit_codes.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"
#include "scenario/suggest.hpp"
#include "store/files.hpp"

namespace caseload::cli {
namespace {

using bench::Case;

/// Those that were named, in the order of the list; all when none was. Says what is no case.
std::optional<std::vector<Case>> chosen(const std::vector<std::string>& names) {
  std::vector<std::string> known;
  for (const Case& one : bench::all_cases()) known.emplace_back(one.name);
  for (const std::string& name : names) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::string near = scenario::nearest(name, known);
    say(fmt::format("error: there is no benchmark '{}'\n{}  'caseload bench --help' lists them\n", shown_name(name),
                    near.empty() ? "" : fmt::format("  did you mean '{}'?\n", near)));
    return std::nullopt;
  }
  std::vector<Case> cases;
  for (const Case& one : bench::all_cases())
    if (names.empty() || std::find(names.begin(), names.end(), one.name) != names.end()) cases.push_back(one);
  return cases;
}

std::vector<bench::Timing> timed(const std::vector<Case>& cases, const BenchArguments& arguments) {
  double usual = 0;
  for (const Case& one : cases) usual += one.seconds;
  const double scale = arguments.seconds > 0 ? arguments.seconds / usual : 1;
  std::vector<bench::Timing> all;
  std::vector<std::string> told;  // each missing peer once
  for (const Case& one : cases) {
    say(fmt::format("{}: {} (about {:.0f} s)\n", one.name, one.what, scale * one.seconds));
    const std::vector<bench::Timing> timings = one.time(one, scale * one.seconds);
    all.insert(all.end(), timings.begin(), timings.end());
    if (!arguments.peers) continue;
    const std::vector<bench::Timing> others = bench::peers(one.name, [&](std::string_view missing) {
      if (std::find(told.begin(), told.end(), missing) != told.end()) return;
      told.emplace_back(missing);
      say(missing);
    });
    all.insert(all.end(), others.begin(), others.end());
  }
  return all;
}

}  // namespace

int bench_command(const BenchArguments& arguments) {
  const auto cases = chosen(arguments.cases);
  if (!cases) return exit_code::usage;
#ifndef NDEBUG
  say("warning: this build checks itself and is slow; for times that mean something: cmake --preset release\n");
#endif
  const bench::Record record{bench::this_machine(), timed(*cases, arguments)};
  if (!arguments.record.empty()) {
    const std::filesystem::path file = std::filesystem::absolute(arguments.record);
    print(arguments.json ? json(record) : markdown(record));  // first, or it is lost if the file cannot be written
    write_files(file.parent_path(), {{file.filename().string(), json(record)}});
    return exit_code::ok;
  }
  const std::optional<bench::Record> recorded = bench::read_record(bench::in_bench("recorded.json"));
  print(arguments.json ? json(record) : table(record, recorded ? &*recorded : nullptr, colour_wanted()));
  return exit_code::ok;
}

}  // namespace caseload::cli
