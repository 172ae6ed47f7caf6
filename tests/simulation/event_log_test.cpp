// The event log: every entry of small services worked out by hand, and what every log must keep to.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "support/journeys.hpp"

using namespace caseload;
using namespace caseload::support;

namespace {

using What = LogEntry::What;

Observations observe_log(const Model& model, std::uint32_t replication = 0) {
  Arena arena;
  return run(model, Replication{replication}, Seed{1}, arena, {.log = true});
}

Model shipped(const std::string& file) {
  const auto scenario = read(CASELOAD_SCENARIOS + file, {.overrides = {}, .option = {}, .library = CASELOAD_SCENARIOS});
  REQUIRE(scenario);
  return compile(*scenario);
}

std::string word(What what) {
  constexpr const char* words[]{"referred", "came back", "was there", "enters", "waits",   "allocated", "released",
                                "begins",   "stops",     "done",      "missed", "leaves",  "gave up",   "refused",
                                "closed"};
  return words[static_cast<std::size_t>(what)];
}

/// "8 family 1 done look: visit by desk 0, due 24": hours from the beginning.
std::string line_of(const Model& model, const LogEntry& entry) {
  const auto hours = [&](Instant at) { return std::to_string((at - model.begin).count() / 3600); };
  std::string line = hours(entry.at) + " family " + std::to_string(entry.family) + ' ' + word(entry.what);
  if (entry.step != closed) line += ' ' + model.names.steps[index(entry.step)];
  const bool of_task = entry.what == What::begins || entry.what == What::stops || entry.what == What::done ||
                       entry.what == What::missed;
  if (of_task) line += ": " + model.names.tasks[entry.task];
  if (entry.team != nobody) line += " by " + model.names.teams[index(entry.team)] + ' ' + std::to_string(entry.post);
  if (entry.holder != 0) line += " (" + std::to_string(entry.holder) + " before)";
  if (entry.due != never) line += ", due " + hours(entry.due);
  return line;
}

std::vector<std::string> lines_of(const Model& model) {
  std::vector<std::string> lines;
  for (const LogEntry& entry : observe_log(model).log) lines.push_back(line_of(model, entry));
  return lines;
}

using Lines = std::vector<std::string>;

/// What a log of a whole service must keep to, entry by entry.
class Follower {
 public:
  /// Whether the entry can come after those before it.
  bool follows(const LogEntry& entry) {
    if (entry.at < last_) return false;
    last_ = entry.at;
    OneFamily& family = families_[{entry.stream, entry.family}];
    const bool in_step = family.step == entry.step;
    const bool between_steps = family.open && family.step == closed;
    switch (entry.what) {
      case What::referred:
      case What::was_there: return !std::exchange(family.known, true) && !std::exchange(family.open, true);
      case What::came_back: return family.known && !std::exchange(family.open, true);
      case What::enters:
        family.step = entry.step;
        return between_steps;
      case What::leaves:
        family.step = closed;
        return in_step;
      case What::waits: return in_step && !family.worker;
      case What::gave_up:
      case What::missed: return in_step;
      case What::refused: return between_steps;
      case What::allocated: return in_step && !std::exchange(family.worker, who(entry));
      case What::released: return std::exchange(family.worker, std::nullopt) == who(entry);
      case What::begins: return in_step && in_hand_.emplace(who(entry), what(entry)).second;
      case What::stops:
      case What::done: return in_step && taken_from_hand(who(entry)) == what(entry);
      case What::case_closed: return between_steps && std::exchange(family.open, false) && !family.worker;
    }
    return false;
  }

 private:
  using Who = std::tuple<TeamId, std::uint16_t, std::uint32_t>;
  using Work = std::tuple<std::uint16_t, std::uint32_t, StepId, std::uint32_t>;
  struct OneFamily {
    bool known{}, open{};
    StepId step{closed};
    std::optional<Who> worker;
  };
  static Who who(const LogEntry& entry) { return {entry.team, entry.post, entry.holder}; }
  std::optional<Work> taken_from_hand(const Who& person) {
    const auto taken = in_hand_.extract(person);
    return taken ? std::optional{taken.mapped()} : std::nullopt;
  }
  static Work what(const LogEntry& entry) { return {entry.stream, entry.family, entry.step, entry.task}; }

  Instant last_{};
  std::map<std::pair<std::uint16_t, std::uint32_t>, OneFamily> families_;
  std::map<Who, Work> in_hand_;
};

/// Entries of that kind in the counted period, a week.
double per_week(const Model& model, const Observations& seen, What what, const std::string& where) {
  double n = 0;
  for (const LogEntry& entry : seen.log) {
    if (entry.what != what || entry.at < model.start) continue;
    const std::string step = entry.step == closed ? "service" : model.names.steps[index(entry.step)];
    n += where == (what == What::done ? step + ": " + model.names.tasks[entry.task] : step);
  }
  return n / (static_cast<double>((model.end - model.start).count()) / seconds_per_week);
}

}  // namespace

TEST_CASE("the log of two families who share a worker, entry by entry") {
  const Model model = model_of(R"(
caseload: 1
name: two families
period: {start: 2024-01-01, length: 2 weeks, begin: empty}
demand: {calls: {every: 5 hours, first: 1 hour, at_most: 2, to: look}}
teams:
  desk: {posts: 1, limit: 1 family}
  legal: {posts: 1, works: pool}
steps:
  look: {team: desk, due: 1 day, tasks: {visit: {effort: 6 hours}, note: {effort: 2 hours, due: 12 hours}},
         next: {panel: 100 %}}
  panel: {team: legal, tasks: {advice: {effort: 3 hours}}}
)");
  CHECK(lines_of(model) == Lines{
                               "1 family 0 referred",
                               "1 family 0 enters look, due 25",
                               "1 family 0 waits look",
                               "1 family 0 allocated look by desk 0",
                               "1 family 0 begins look: visit by desk 0, due 25",
                               "6 family 1 referred",
                               "6 family 1 enters look, due 30",
                               "6 family 1 waits look",
                               "7 family 0 done look: visit by desk 0, due 25",
                               "7 family 0 begins look: note by desk 0, due 19",
                               "9 family 0 done look: note by desk 0, due 19",
                               "9 family 0 leaves look, due 25",
                               "9 family 0 enters panel",
                               "9 family 0 released panel by desk 0",
                               "9 family 1 allocated look by desk 0",
                               "9 family 1 begins look: visit by desk 0, due 30",
                               "9 family 0 begins panel: advice by legal 0",
                               "12 family 0 done panel: advice by legal 0",
                               "12 family 0 leaves panel",
                               "12 family 0 closed panel",
                               "15 family 1 done look: visit by desk 0, due 30",
                               "15 family 1 begins look: note by desk 0, due 27",
                               "17 family 1 done look: note by desk 0, due 27",
                               "17 family 1 leaves look, due 30",
                               "17 family 1 enters panel",
                               "17 family 1 released panel by desk 0",
                               "17 family 1 begins panel: advice by legal 0",
                               "20 family 1 done panel: advice by legal 0",
                               "20 family 1 leaves panel",
                               "20 family 1 closed panel",
                           });
}

TEST_CASE("the log of a case that is put down, handed over, given up and refused") {
  // The worker goes on leave from hour 10 to 40 and hands over at once: nobody else is there. One place in the step.
  const Model model = model_of(R"(
caseload: 1
name: interrupted
period: {start: 2024-01-01, length: 60 hours, begin: empty}
demand: {calls: {every: 18 hours, first: 4 hours, at_most: 2, to: look}}
people: {leave: {every: 10 hours, lasting: 30 hours, while_away: handed over}}
teams: {desk: {posts: 1, limit: 1 family}}
steps: {look: {team: desk, places: 1, gives_up: {after: 30 hours}, tasks: {visit: {effort: 9 hours}}}}
)");
  CHECK(lines_of(model) == Lines{
                               "4 family 0 referred",
                               "4 family 0 enters look",
                               "4 family 0 waits look",
                               "4 family 0 allocated look by desk 0",
                               "4 family 0 begins look: visit by desk 0",
                               "10 family 0 stops look: visit by desk 0",
                               "10 family 0 released look by desk 0",
                               "10 family 0 waits look",
                               "22 family 1 referred",
                               "22 family 1 refused look",
                               "22 family 1 closed look",
                               "34 family 0 gave up look",
                               "34 family 0 leaves look",
                               "34 family 0 closed look",
                           });
}

TEST_CASE("the log tells of families who were there and who come back") {
  const Model model = model_of(R"(
caseload: 1
name: there before
period: {start: 2024-01-01, length: 90 hours, begin: {plan: 1 family}}
demand: {calls: {every: 90 days, to: plan}}
re-referral: {share: 100 %, after: 5 hours, to: look}
teams: {duty: {posts: 1, works: pool}}
steps:
  plan: {lasts: 80 hours}
  look: {team: duty, tasks: {visit: {effort: 1 hour}}}
)");
  const Lines lines = lines_of(model);
  REQUIRE(lines.size() > 9);
  const int over = std::stoi(lines[2]);  // some time within the 80 hours; minutes are left out
  REQUIRE(over < 80);
  const auto at = [](int hour, const char* what) { return std::to_string(hour) + " family 0 " + what; };
  CHECK(Lines(lines.begin(), lines.begin() + 10) ==
        Lines{at(0, "was there"), at(0, "enters plan"), at(over, "leaves plan"), at(over, "closed plan"),
              at(over + 5, "came back"), at(over + 5, "enters look"), at(over + 5, "begins look: visit by duty 0"),
              at(over + 6, "done look: visit by duty 0"), at(over + 6, "leaves look"), at(over + 6, "closed look")});
}

TEST_CASE("the log tells of tasks that are missed and of persons who follow each other") {
  // The first worker goes at hour 30, the next comes at hour 90. Visits fall due every 24 hours and may be done twelve
  // hours before: that of hour 48 is missed when the next falls due, at hour 72; that of hour 120 lies after the end.
  const Model model = model_of(R"(
caseload: 1
name: missed
period: {start: 2024-01-01, length: 100 hours, begin: empty}
demand: {calls: {every: 90 days, first: 0 hours, at_most: 1, to: plan}}
people: {leaving: {after: 30 hours}, vacancy: {filled_after: 60 hours}}
teams: {desk: {posts: 1, limit: 5 families}}
steps: {plan: {team: desk, lasts: 90 days, tasks: {visit: {effort: 3 hours, every: 1 day, missed_adds: 1 day}}}}
)");
  CHECK(lines_of(model) == Lines{
                               "0 family 0 referred",
                               "0 family 0 enters plan",
                               "0 family 0 waits plan",
                               "0 family 0 allocated plan by desk 0",
                               "12 family 0 begins plan: visit by desk 0, due 24",
                               "15 family 0 done plan: visit by desk 0, due 24",
                               "30 family 0 released plan by desk 0",
                               "30 family 0 waits plan",
                               "72 family 0 missed plan: visit, due 48",
                               "90 family 0 allocated plan by desk 0 (1 before)",
                               "90 family 0 begins plan: visit by desk 0 (1 before), due 72",
                               "93 family 0 done plan: visit by desk 0 (1 before), due 72",
                               "93 family 0 begins plan: visit by desk 0 (1 before), due 96",
                               "96 family 0 done plan: visit by desk 0 (1 before), due 96",
                           });
}

TEST_CASE("a log follows each family through the service without a gap, and agrees with what is measured") {
  for (const char* file : {"/darlington-2009.yaml", "/surrey-2009.yaml", "/birmingham-2009.yaml"}) {
    INFO(file);
    const Model model = shipped(file);
    const Observations seen = observe_log(model, 5);
    Follower follower;
    const auto odd = std::find_if_not(seen.log.begin(), seen.log.end(),
                                      [&](const LogEntry& entry) { return follower.follows(entry); });
    if (odd != seen.log.end()) FAIL("cannot be: " << line_of(model, *odd));
    const std::vector<Measure> measures = measures_of(model);
    for (std::size_t i = 0; i < measures.size(); ++i) {
      const auto& [name, where, unit, headline, better] = measures[i];
      INFO(where << ": " << name);
      if (name == "entered") CHECK(seen.values[i] == Approx(per_week(model, seen, What::enters, where)));
      if (name == "done") CHECK(seen.values[i] == Approx(per_week(model, seen, What::done, where)));
    }
  }
}

TEST_CASE("without being asked for there is no log, and asking changes nothing") {
  const Model model = shipped("/hartlepool-2009.yaml");
  Arena arena;
  const Observations with = run(model, Replication{3}, Seed{1}, arena, {.journeys = true, .waits = true, .log = true});
  const Observations without = run(model, Replication{3}, Seed{1}, arena);
  CHECK_FALSE(with.log.empty());
  CHECK_FALSE(with.waits.empty());
  CHECK(without.log.empty());
  CHECK(without.waits.empty());
  CHECK(with.events == without.events);
  CHECK(with.luck == without.luck);
}
