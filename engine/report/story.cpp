// What happened to one family, in words, and how two such stories differ.   Tested by tests/report/story_test.cpp.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "caseload/report.hpp"
#include "report/text.hpp"

namespace caseload {
namespace {

using What = LogEntry::What;

/// "Tue 4 Nov 2008 09:05"
std::string moment(Instant at) {
  constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  const Date date = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::hh_mm_ss time{at - date};
  return fmt::format("{} {:>11} {:02}:{:02}", days.at(std::chrono::weekday{date}.c_encoding()), day(date),
                     time.hours().count(), time.minutes().count());
}

/// "6.1 days", "3.5 hours", "12 minutes"
std::string length(Elapsed elapsed) {
  const auto seconds = static_cast<double>(elapsed.count());
  if (elapsed >= std::chrono::days{1}) return number(seconds / seconds_per_day, 1) + " days";
  if (elapsed >= std::chrono::hours{1}) return number(seconds / seconds_per_hour, 1) + " hours";
  return counted(static_cast<std::size_t>(seconds / 60), "minute");
}

/// Dues are midnights: the end of the day before.
std::string due_day(Instant due) { return day(std::chrono::floor<std::chrono::days>(due - Elapsed{1})); }

std::string in_time(const LogEntry& entry) {
  if (entry.due == never) return "";
  return entry.at <= entry.due ? ", in time" : ", " + length(entry.at - entry.due) + " late";
}

/// Tells one family's events. Remembers since when it has waited.
class Teller {
 public:
  explicit Teller(const Model& model) : model_{model} {}

  std::string line(const LogEntry& entry) { return moment(entry.at) + "  " + words(entry); }

 private:
  std::string step(const LogEntry& entry) const { return shown_name(model_.names.steps[index(entry.step)]); }
  std::string task(const LogEntry& entry) const { return shown_name(model_.names.tasks[entry.task]); }
  std::string team(const LogEntry& entry) const { return shown_name(model_.names.teams[index(entry.team)]); }

  /// "worker 3 of duty", and which of those who held the post one after the other.
  std::string worker(const LogEntry& entry) const {
    const std::string post = fmt::format("worker {} of {}", entry.post + 1, team(entry));
    return entry.holder == 0 ? post : fmt::format("{} (number {} in the post)", post, entry.holder + 1);
  }

  std::string waited(const LogEntry& entry) {
    if (waits_since_ == never) return "";
    const Elapsed wait = entry.at - waits_since_;
    waits_since_ = never;
    return wait > Elapsed{0} ? fmt::format(" after {}", length(wait)) : "";
  }

  std::string words(const LogEntry& entry) {
    switch (entry.what) {
      case What::referred: return "referred: " + children(entry);
      case What::came_back: return "referred again: " + children(entry);
      case What::was_there: return "already known when the simulation begins: " + children(entry);
      case What::enters:
        return step(entry) + " begins" + (entry.due == never ? "" : ", due by " + due_day(entry.due));
      case What::waits:
        waits_since_ = entry.at;
        return "waits for a worker";
      case What::allocated: return "allocated to " + worker(entry) + waited(entry);
      case What::released: return worker(entry) + " no longer holds the case";
      case What::begins: return worker(entry) + " works on " + task(entry);
      case What::stops: return worker(entry) + " puts " + task(entry) + " down";
      case What::done: return task(entry) + " done" + in_time(entry);
      case What::missed: return task(entry) + " is missed";
      case What::leaves: return step(entry) + " ends" + in_time(entry);
      case What::gave_up: return "gives up waiting";
      case What::refused: return step(entry) + " is full: refused";
      case What::case_closed: return "case closed";
    }
    return {};
  }

  static std::string children(const LogEntry& entry) {
    return entry.children == 1 ? "1 child" : fmt::format("{} children", entry.children);
  }

  const Model& model_;
  Instant waits_since_{never};
};

}  // namespace

std::vector<std::string> story(const Model& model, const std::vector<LogEntry>& log, FamilyId id) {
  Teller teller{model};
  std::vector<std::string> lines;
  for (const LogEntry& entry : log) {
    if (entry.family == id.number && entry.stream == id.stream) lines.push_back(teller.line(entry));
  }
  return lines;
}

std::vector<std::string> story_difference(const std::vector<std::string>& first, const std::vector<std::string>& second) {
  // Lengths of the longest common subsequence of what is left from each pair of places (Wagner & Fischer, 1974).
  std::vector<std::vector<std::size_t>> common(first.size() + 1, std::vector<std::size_t>(second.size() + 1, 0));
  for (std::size_t i = first.size(); i-- > 0;) {
    for (std::size_t j = second.size(); j-- > 0;) {
      common[i][j] = first[i] == second[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::vector<std::string> lines;
  std::size_t i = 0, j = 0;
  while (i < first.size() || j < second.size()) {
    if (i < first.size() && j < second.size() && first[i] == second[j]) {
      lines.push_back("  " + first[i++]);
      ++j;
    } else if (j == second.size() || (i < first.size() && common[i + 1][j] >= common[i][j + 1])) {
      lines.push_back("- " + first[i++]);
    } else {
      lines.push_back("+ " + second[j++]);
    }
  }
  return lines;
}

}  // namespace caseload
