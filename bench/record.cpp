// Tables and JSON of timings.   Tested by tests/bench/record_test.cpp.
#include "bench/record.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <thread>

#include "bench/scenarios.hpp"
#include "report/grid.hpp"
#include "report/text.hpp"

namespace caseload::bench {
namespace {

using Json = nlohmann::ordered_json;

std::string processor() {
  std::ifstream info{"/proc/cpuinfo"};
  for (std::string line; std::getline(info, line);)
    if (line.starts_with("model name")) return line.substr(std::min(line.find(": ") + 2, line.size()));
  return "unknown";
}

std::string commit() {
  const std::string command = "git -C '" + in_bench("") + "' rev-parse --short HEAD 2>/dev/null";
  FILE* const git = popen(command.c_str(), "r");
  if (!git) return "unknown";
  char line[64] = "";
  const bool found = std::fgets(line, sizeof line, git) != nullptr;
  pclose(git);
  std::string text{line};
  while (text.ends_with('\n')) text.pop_back();
  return found ? text : "unknown";
}

std::string time_text(double seconds) {
  if (seconds >= 1) return fmt::format("{:.2f} s", seconds);
  if (seconds >= 1e-3) return fmt::format("{:.1f} ms", 1e3 * seconds);
  return fmt::format("{:.0f} us", 1e6 * seconds);
}

std::string nanoseconds(double seconds) { return fmt::format("{:.1f}", 1e9 * seconds); }

bool has_events(const Timing& timing) { return timing.counted == "event"; }

std::string per_second(const Timing& timing) {
  if (timing.counted.empty()) return "";
  const double rate = 1 / timing.each.median;
  const std::string noun = timing.counted + "s";
  return rate >= 1e5 ? fmt::format("{:.2f} M {}", 1e-6 * rate, noun) : fmt::format("{} {}", number(rate, 0), noun);
}

/// Three digits, two of small ones.
std::string factor(double ratio) {
  return ratio >= 100     ? fmt::format("{:.0f}", ratio)
         : ratio >= 0.995 ? fmt::format("{:.{}f}", ratio, ratio >= 10 ? 1 : 2)
                          : fmt::format("{:.2g}", ratio);
}

std::string ratio_text(const Timing& timing) {
  if (!timing.ratio) return "";
  const Spread& ratio = *timing.ratio;
  return fmt::format("{} x {} ({} – {})", factor(ratio.median), timing.to, factor(ratio.lowest), factor(ratio.highest));
}

const Timing* same_in(const Record* record, const Timing& timing) {
  if (!record) return nullptr;
  for (const Timing& other : record->timings)
    if (other.name == timing.name && other.way == timing.way && other.counted == timing.counted) return &other;
  return nullptr;
}

std::string recorded_text(const Timing& timing) {
  std::string text = has_events(timing) ? nanoseconds(timing.each.median) + " ns" : time_text(timing.seconds);
  if (timing.ratio) text += fmt::format(", {} x", factor(timing.ratio->median));
  return text;
}

std::string machine_text(const Machine& machine) {
  return fmt::format("{}, {} at once; {}, {}; commit {}, {}", machine.processor, counted(machine.cores, "thread"),
                     machine.compiler, machine.build, machine.commit, machine.date);
}

constexpr auto legend =
    "An event is something that happens to a case or a person: in mm1, mm20 and network an arrival at a stage or a\n"
    "departure from it, in case_managers a task that comes to a worker or is done, elsewhere whatever the engine\n"
    "handles one by one (a task done, a visit that falls due, somebody who falls ill). Times are medians over turns,\n"
    "the best turn in brackets. Ratios are medians of turns side by side, with the lowest and highest: 'by hand' is a\n"
    "program written for that one model and nothing else, 'the network by hand' the one for the case network.\n"
    "MB is the most memory that the whole program held.\n";

Spread spread_of(const Json& json) { return {json.at("median"), json.at("lowest"), json.at("highest")}; }
Json json_of(const Spread& spread) {
  return {{"median", spread.median}, {"lowest", spread.lowest}, {"highest", spread.highest}};
}

Json json_of(const Timing& timing) {
  Json row{{"case", timing.name}, {"way", timing.way}, {"seconds", timing.seconds}};
  row["counted"] = timing.counted;
  row["count"] = timing.count;
  row["seconds_each"] = json_of(timing.each);
  if (!timing.counted.empty()) row["per_second"] = 1 / timing.each.median;
  if (has_events(timing)) row["ns_per_event"] = 1e9 * timing.each.median;
  if (timing.ratio) {
    row["ratio"] = json_of(*timing.ratio);
    row["ratio"]["to"] = timing.to;
  }
  if (timing.megabytes) row["peak_megabytes"] = *timing.megabytes;
  return row;
}

Timing timing_of(const Json& row) {
  Timing timing{row.at("case"),
                row.at("way"),
                row.at("seconds"),
                row.at("counted"),
                row.at("count"),
                spread_of(row.at("seconds_each")),
                {},
                {},
                {}};
  if (const auto ratio = row.find("ratio"); ratio != row.end()) {
    timing.ratio = spread_of(*ratio);
    timing.to = ratio->at("to");
  }
  if (const auto memory = row.find("peak_megabytes"); memory != row.end()) timing.megabytes = memory->get<double>();
  return timing;
}

}  // namespace

Machine this_machine() {
#ifdef __clang__
  const std::string compiler = "clang " __clang_version__;
#else
  const std::string compiler = "g++ " __VERSION__;
#endif
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return {processor(), std::max(1u, std::thread::hardware_concurrency()),
          compiler,    CASELOAD_BUILD,
          commit(),    fmt::format("{:%Y-%m-%d}", std::chrono::system_clock::time_point{today})};
}

std::string json(const Record& record) {
  const Machine& machine = record.machine;
  Json all;
  all["machine"] = {{"processor", machine.processor}, {"threads", machine.cores}, {"compiler", machine.compiler},
                    {"build", machine.build},         {"commit", machine.commit}, {"date", machine.date}};
  all["timings"] = Json::array();
  for (const Timing& timing : record.timings) all["timings"].push_back(json_of(timing));
  return all.dump(2) + '\n';
}

std::optional<Record> read_record(const std::string& file) {
  if (!std::filesystem::exists(file)) return std::nullopt;
  std::ifstream stream{file};
  try {
    const Json all = Json::parse(stream);
    const Json& machine = all.at("machine");
    Record record{{machine.at("processor"), machine.at("threads"), machine.at("compiler"), machine.at("build"),
                   machine.at("commit"), machine.at("date")},
                  {}};
    for (const Json& row : all.at("timings")) record.timings.push_back(timing_of(row));
    return record;
  } catch (const Json::exception& e) {
    throw std::runtime_error(fmt::format("{}: not what 'caseload bench --record' writes: {}", file, e.what()));
  }
}

std::string table(const Record& record, const Record* recorded, bool colour) {
  using enum Align;
  Grid grid{{{left, 0}, {right, 2}, {right, 2}, {right, 2}, {right, 2}, {left, 2}, {left, 2}}};
  grid.add({{"case", Look::quiet},
            {"time", Look::quiet},
            {"ns per event", Look::quiet},
            {"per second", Look::quiet},
            {"MB", Look::quiet},
            {"ratio", Look::quiet},
            {recorded ? "recorded" : "", Look::quiet}});
  std::string_view last;
  for (const Timing& t : record.timings) {
    const bool first = t.name != last;
    last = t.name;
    const std::string name = first ? t.way.empty() ? t.name : t.name + ", " + t.way : "  " + t.way;
    const Timing* const other = same_in(recorded, t);
    grid.add({{name, first ? Look::heading : Look::plain},
              {time_text(t.seconds)},
              {has_events(t) ? fmt::format("{} ({})", nanoseconds(t.each.median), nanoseconds(t.each.lowest)) : ""},
              {per_second(t)},
              {t.megabytes ? number(*t.megabytes, 0) : ""},
              {ratio_text(t)},
              {other ? recorded_text(*other) : "", Look::quiet}});
  }
  std::string text = grid.text(colour) + '\n' + legend + "here: " + machine_text(record.machine) + '\n';
  if (recorded) text += "recorded: " + machine_text(recorded->machine) + '\n';
  return text;
}

std::string markdown(const Record& record) {
  std::string text = machine_text(record.machine) + ":\n\n";
  text += "| case | time | ns per event (best) | per second | MB | ratio |\n|---|---|---|---|---|---|\n";
  std::string_view last;
  for (const Timing& t : record.timings) {
    const bool first = t.name != last;
    last = t.name;
    const std::string name = first ? t.way.empty() ? '`' + t.name + '`' : '`' + t.name + "`, " + t.way : "… " + t.way;
    text +=
        fmt::format("| {} | {} | {} | {} | {} | {} |\n", name, time_text(t.seconds),
                    has_events(t) ? fmt::format("{} ({})", nanoseconds(t.each.median), nanoseconds(t.each.lowest)) : "",
                    per_second(t), t.megabytes ? number(*t.megabytes, 0) : "", ratio_text(t));
  }
  return text;
}

}  // namespace caseload::bench
