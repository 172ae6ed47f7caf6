// A scenario whose author is no friend: nothing it says drives the terminal, floods it, or becomes a formula in a file.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "cli/program.hpp"
#include "scenario/utf8.hpp"
#include "scenario/width.hpp"
#include "support/csv_reader.hpp"

namespace {

using namespace caseload::test;
using caseload::scenario::display_width;
using caseload::scenario::made_visible;

const std::string escapes = R"(\e[2J\e]0;owned\a)", turned = R"(\u202Eevil\u2066)", many(10'000, 'x');

/// Names of blocks may have a hundred characters and no line ends; texts may be of ten thousand characters.
std::string hostile_scenario() {
  const std::string team = "\"+team " + escapes + turned + "\"", pool = "\"@SUM(A1) 児童児童児童児童児童児童児童児童\"";
  const std::string step = R"("-step, \"quoted\" \r )" + escapes + "\"", stream = "\"+stream " + escapes + "\"";
  const std::string other = "\"Z\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301" + turned + "\"";
  const auto without_comma = [](std::string name) { return name.erase(name.find(','), 1); };
  const std::string first = without_comma(step);
  return "caseload: 1\n"
         "name: \"=HYPERLINK(1)\\r\\nline two, " +
         escapes + turned + many +
         "\"\n"
         "period: {start: 2024-01-01, length: 8 weeks, begin: steady, settle: 4 weeks}\n"
         "report: {on: [2024-02-02]}\n"
         "people: {sickness: {days: 10 per year, lasting: 2 working days}}\n"
         "demand:\n  ? " +
         stream + "\n  : {rate: 9 families per day, children: 1.8, to: " + first +
         "}\n"
         "teams:\n  ? " +
         team + "\n  : {posts: 5, limit: 3 families}\n  ? " + pool +
         "\n  : {posts: 1, works: pool}\n"
         "steps:\n  ? " +
         first + "\n  :\n    team: " + team +
         "\n    due: 2 days\n"
         "    tasks:\n      ? \"@task " +
         escapes +
         "\"\n      : {effort: {exponential: 3 hours}}\n"
         "    next:\n      ? " +
         other +
         "\n      : 20 %\n      closed: rest\n"
         "  ? " +
         other + "\n  : {team: " + pool +
         ", due: 1 week, tasks: {opinion: {effort: 1 hour}}}\n"
         "targets:\n"
         "  - {name: \"target " +
         escapes + many +
         "\", measure: children per worker, at_most: 0.1 children}\n"
         "assumptions:\n"
         "  - {id: A1, text: \"text " +
         escapes + many + "\", source: \"source " + turned + many +
         "\"}\n"
         "options:\n  ? \"+option " +
         escapes +
         "\"\n  : {effort.next_child: 80 %}\n"
         "  ? \"@児童児童児童児童児童児童児童児童児童児童児童児童児童児童児童児童\"\n  : {effort.next_child: 90 %}\n";
}

/// No line drives a terminal, and none is wider than two of them.
void check_harmless(const std::string& text, std::size_t widest = 170) {
  std::istringstream in{text};
  for (std::string line; std::getline(in, line);) {
    INFO(made_visible(line));
    CHECK(made_visible(line) == line);
    CHECK(display_width(line) <= widest);
  }
}

void check_harmless(const Outcome& outcome, int exit_code) {
  INFO(outcome.err.substr(0, 2'000));
  CHECK(outcome.exit_code == exit_code);
  check_harmless(outcome.out);
  check_harmless(outcome.err, 420);  // an error is a sentence, and may take a few lines
}

/// Every record has a cell for each column; no cell could be taken for a formula, and all of `columns` are numbers.
void check_csv(const std::filesystem::path& file, const std::set<std::string>& texts) {
  INFO(file.filename());
  const std::vector<Record> records = read_csv(content_of(file));
  REQUIRE(records.size() > 1);
  for (const Record& record : records) {
    REQUIRE(record.size() == records.front().size());
    for (std::size_t i = 0; i < record.size(); ++i) {
      const bool is_text = &record == &records.front() || texts.contains(records.front()[i]);
      INFO(made_visible(record[i]));
      if (is_text) CHECK((record[i].empty() || std::string{"=+-@\t\r\n"}.find(record[i].front()) == std::string::npos));
      if (!is_text) CHECK(record[i].find_first_not_of("0123456789+-.eT:") == std::string::npos);
    }
  }
}

const std::set<std::string> names{"measure", "where", "unit", "option", "entity_id", "event_type", "event", "pathway"};

/// Whether any cell of the file is this.
bool has_cell(const std::filesystem::path& file, const std::string& cell) {
  for (const Record& record : read_csv(content_of(file))) {
    if (std::find(record.begin(), record.end(), cell) != record.end()) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("nothing that a hostile scenario is called drives the terminal or floods it") {
  const Desk desk;
  desk.write("h.yaml", hostile_scenario());
  check_harmless(desk.caseload("check h.yaml"), 0);
  check_harmless(desk.caseload("run h.yaml --reps 4 --check-targets"), 4);
  check_harmless(desk.caseload("run h.yaml --replication 1"), 0);
  check_harmless(desk.caseload("run h.yaml --replication 1 --trace family=3"), 0);
  check_harmless(desk.caseload("compare h.yaml --reps 4"), 0);
  check_harmless(desk.caseload("compare h.yaml --trace family=3"), 0);
  check_harmless(desk.caseload("why h.yaml 'children per worker' --reps 3"), 0);
}

TEST_CASE("options are named, cut where they are long, and only one that can be typed is suggested") {
  const Desk desk;
  desk.write("h.yaml", hostile_scenario());
  const std::string talk = desk.caseload("check h.yaml").err;
  CHECK(has(talk, "This scenario offers 2 options: +option \\x1b[2J\\x1b]0;owned\\x07,\n@児童"));
  CHECK(has(talk, "童児…."));
  CHECK(has(talk, "--option NAME,"));
  std::string options = "options:\n";
  for (int i = 0; i < 30; ++i) options += "  option " + std::to_string(i) + ": {teams.duty.posts: +1}\n";
  desk.write("many.yaml",
             content_of(desk / "small.yaml").substr(0, content_of(desk / "small.yaml").find("options:")) + options);
  CHECK(has(desk.caseload("check many.yaml").err,
            "30 options: option 0, option 1, option 2, option 3, option 4, option 5, option\n6, option 7 and 22 more.\n"
            "  Choose one with --option 'option 0',"));
}

TEST_CASE("mistakes are told in a few lines, whatever stands around them") {
  const Desk desk;
  const std::string said = "\\x1b" + many;
  desk.write("bad.yaml", "caseload: 1\nname: \"\\e[2J" + many + "\"\nperiod: {start: \"\\e" + many + "\", length: \"" +
                             many + "\"}\nteams: {\"" + many + "\": {posts: 1}}\nsteps: {a: {team: \"\\u202E" + many +
                             "\"}}\n");
  check_harmless(desk.caseload("run bad.yaml"), 3);
  for (const std::string& command :
       std::vector<std::string>{"run small.yaml " + many + "=1", "run small.yaml --option " + many, many, "run " + many,
                                "why small.yaml " + many, "why small.yaml busy --cause " + many,
                                "run small.yaml --" + many, "run small.yaml --reps " + many,
                                "run small.yaml --replication 1 --trace family=" + many, "report " + many}) {
    const Outcome outcome = desk.caseload(command);
    INFO(command.substr(0, 40));
    CHECK(outcome.exit_code != 0);
    CHECK(outcome.out.empty());
    check_harmless(outcome.err, 900);
  }
}

TEST_CASE("every table of numbers is read back cell by cell, and no name in it becomes a formula") {
  const Desk desk;
  desk.write("h.yaml", hostile_scenario());
  desk.write("other.yaml", hostile_scenario() + "events: []\n");
  REQUIRE(desk.caseload("run h.yaml --reps 3 --events 2 --out run").exit_code == 0);
  REQUIRE(desk.caseload("compare h.yaml --reps 3 --out options").exit_code == 0);
  REQUIRE(desk.caseload("compare h.yaml small.yaml --reps 3 --out files").exit_code == 3);  // other periods
  std::string half = hostile_scenario();
  half.replace(half.find("9 families"), 1, "5").replace(half.find("=HYPERLINK"), 1, "+");
  desk.write("half.yaml", half);
  REQUIRE(desk.caseload("compare h.yaml half.yaml --reps 3 --out files").exit_code == 0);
  std::set<std::string> found;
  for (const char* const folder : {"run", "options", "files"}) {
    for (const std::string& name : names_in(desk / folder)) {
      if (!name.ends_with(".csv")) continue;
      found.insert(name);
      check_csv(desk / folder / name, names);
    }
  }
  CHECK(found == std::set<std::string>{"comparison.csv", "events.csv", "histograms.csv", "months.csv", "results.csv",
                                       "series.csv"});
  CHECK(has_cell(desk / "run/results.csv", "'+team \x1b[2J\x1b]0;owned\x07\u202Eevil\u2066"));
  CHECK(has_cell(desk / "run/histograms.csv", "'-step \"quoted\" \r \x1b[2J\x1b]0;owned\x07"));
  CHECK(has_cell(desk / "run/events.csv", "'+stream \x1b[2J\x1b]0;owned\x07"));
  CHECK(has_cell(desk / "options/comparison.csv", "'+option \x1b[2J\x1b]0;owned\x07"));
  CHECK(has_cell(desk / "files/comparison.csv",
                 "'=HYPERLINK(1)\r\nline two, \x1b[2J\x1b]0;owned\x07\u202Eevil\u2066" + many));
}

TEST_CASE("files for programs have names whole") {
  const Desk desk;
  desk.write("h.yaml", hostile_scenario());
  REQUIRE(desk.caseload("run h.yaml --reps 3 --out run").exit_code == 0);
  const auto results = nlohmann::json::parse(content_of(desk / "run/results.json"));
  CHECK(results["scenario"] == "=HYPERLINK(1)\r\nline two, \x1b[2J\x1b]0;owned\x07\u202Eevil\u2066" + many);
  REQUIRE(desk.caseload("compare h.yaml --reps 3 --out compared").exit_code == 0);
  CHECK(nlohmann::json::parse(content_of(desk / "compared/comparison.json"))["scenario"] == results["scenario"]);
  CHECK(results["targets"][0]["target"] == "target \x1b[2J\x1b]0;owned\x07" + many);
}
