// Stories of families and the event log.   Tested by tests/cli/trace_test.cpp.
#include "cli/tracing.hpp"

#include <fmt/format.h>

#include <charconv>
#include <fstream>
#include <optional>
#include <stdexcept>

#include "cli/exit_codes.hpp"
#include "cli/terminal.hpp"
#include "report/text.hpp"
#include "store/files.hpp"

namespace caseload::cli {
namespace {

namespace fs = std::filesystem;

/// "1042" of the first stream, or "police-1042", as the event log writes it. Families who were there when the
/// simulation began are of the stream "open".
std::optional<FamilyId> family_of(const Trace& trace, const Model& model) {
  FamilyId id;
  std::string_view number = trace.family;
  if (const std::size_t dash = trace.family.rfind('-'); dash != std::string::npos) {
    const std::string stream = trace.family.substr(0, dash);
    std::vector<std::string> streams = model.names.streams;
    streams.emplace_back("open");
    while (id.stream < streams.size() && streams[id.stream] != stream) ++id.stream;
    if (id.stream == streams.size()) return std::nullopt;
    number.remove_prefix(dash + 1);
  }
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), id.number);
  if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
  return id;
}

int no_such_family(const Trace& trace, const Model& model) {
  std::string example = model.names.streams.empty() ? "open-0" : model.names.streams.back() + "-0";
  say(fmt::format("error: '{}' is no family; write its number among those of the first stream, or for example {}\n",
                  shown_name(trace.family), shown_name(example)));
  return exit_code::usage;
}

std::vector<std::string> story_of(const Model& model, Seed seed, std::uint32_t replication, FamilyId id) {
  Arena arena;
  return story(model, run(model, Replication{replication}, seed, arena, {.log = true}).log, id);
}

std::string lines_of(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += "  " + line + '\n';
  return text;
}

std::string heading(const Trace& trace, const Scenario& scenario, std::uint32_t replication) {
  return fmt::format("{} · family {} in replication {}\n", title(scenario), shown_name(trace.family), replication);
}

}  // namespace

int trace(const Trace& trace, const Ready& ready, const RunArguments& arguments) {
  const auto id = family_of(trace, ready.model);
  if (!id) return no_such_family(trace, ready.model);
  const auto lines = story_of(ready.model, Seed{arguments.how_many.seed}, *arguments.replication, *id);
  print(heading(trace, ready.scenario, *arguments.replication) +
        (lines.empty() ? "  It does not come in this future.\n" : lines_of(lines)));
  return exit_code::ok;
}

int trace(const Trace& trace, const std::vector<Ready>& all, const std::vector<std::string>& names,
          const CompareArguments& arguments) {
  const Model& first = all.front().model;
  const auto id = family_of(trace, first);
  if (!id) return no_such_family(trace, first);
  const Seed seed{arguments.how_many.seed};
  const auto before = story_of(first, seed, arguments.replication, *id);
  std::string text = heading(trace, all.front().scenario, arguments.replication);
  for (std::size_t i = 1; i < all.size(); ++i) {
    const auto after = story_of(all[i].model, seed, arguments.replication, *id);
    text += fmt::format("- {}\n+ {}\n", shown_name(names.front()), shown_name(names[i]));
    if (before == after) {
      text += before.empty() ? "  It does not come in this future.\n" : "  Nothing is different.\n";
      continue;
    }
    for (const std::string& line : story_difference(before, after)) text += line + '\n';
  }
  print(text);
  return exit_code::ok;
}

void write_events(const Run& run, std::uint32_t replications, const fs::path& file) {
  write_file(file, [&](const fs::path& part) {
    std::ofstream out{part, std::ios::binary | std::ios::trunc};
    out << events_csv_header();
    Arena arena;
    for (std::size_t i = 0; i < run.replications.numbers.size() && i < replications; ++i) {
      const Replication replication{run.replications.numbers[i]};
      const Seed seed = run.replications.asked.seed;
      out << events_csv(run.model, replication, caseload::run(run.model, replication, seed, arena, {.log = true}).log);
    }
    out.close();
    if (!out) throw std::runtime_error(fmt::format("cannot write {}", file.string()));
  });
}

}  // namespace caseload::cli
