// A list of open cases beside a scenario: what is read, and what is refused with its line and column.
#include <catch2/catch.hpp>
#include <fstream>

#include "caseload/scenario.hpp"
#include "support/scratch.hpp"

using namespace caseload;
using namespace caseload::test;

namespace {

constexpr auto scenario_text =
    "name: list\nperiod: {start: 2024-01-01, length: 1 year, begin: {list: open-cases.csv}}\n"
    "teams: {duty: {posts: 3}, desk: {posts: 1, works: pool}}\n"
    "steps:\n  assess: {team: duty, tasks: {visit: {effort: 4 hours}}, next: {plan: rest}}\n"
    "  screen: {team: desk, tasks: {look: {effort: 1 hour}}}\n"
    "  fork: {next: {plan: 50 %, closed: rest}}\n"
    "  plan: {team: duty, lasts: 3 months}\n";

/// A folder with a scenario and its list.
struct Desk {
  Scratch folder;
  Result<Scenario> read_with(const std::string& list, const std::string& text = scenario_text) const {
    std::ofstream{folder.path() / "kent.yaml"} << text;
    std::ofstream{folder.path() / "open-cases.csv", std::ios::binary} << list;
    return read((folder.path() / "kent.yaml").string());
  }
  Problems problems_with(const std::string& list) const {
    const auto scenario = read_with(list);
    return scenario ? Problems{} : scenario.problems();
  }
  Problem only_problem(const std::string& list) const {
    const Problems problems = problems_with(list);
    for (const Problem& problem : problems) UNSCOPED_INFO(to_text(problem));
    REQUIRE(problems.size() == 1);
    CHECK(problems.front().place.file.ends_with("open-cases.csv"));
    return problems.front();
  }
};

Date date(int year, unsigned month, unsigned d) {
  return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{d}};
}

}  // namespace

TEST_CASE("a list of open cases is read in any order of columns, with defaults for what is not said") {
  const Desk desk;
  const auto scenario = desk.read_with(
      "entered,step,referred,children,allocated\r\n"
      "2023-11-05,plan,2023-08-01,3,no\r\n"
      "\r\n"
      "2023-12-01,assess,,,\r\n"
      "2024-01-01,\"screen\",2023-12-31,\"2\",\n"
      "2023-12-02,\"plan\",,,yes");
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  const Begin& begin = scenario->period.begin;
  CHECK(begin.from == Begin::From::list);
  REQUIRE(begin.cases.size() == 4);
  const auto check = [&](std::size_t i, const char* step, std::uint32_t children, Date entered, Date referred, bool allocated) {
    INFO(i);
    CHECK(begin.cases[i].step == step);
    CHECK(begin.cases[i].children == children);
    CHECK(begin.cases[i].entered == entered);
    CHECK(begin.cases[i].referred == referred);
    CHECK(begin.cases[i].allocated == allocated);
  };
  check(0, "plan", 3, date(2023, 11, 5), date(2023, 8, 1), false);
  check(1, "assess", 1, date(2023, 12, 1), date(2023, 12, 1), true);
  check(2, "screen", 2, date(2024, 1, 1), date(2023, 12, 31), false);
  check(3, "plan", 1, date(2023, 12, 2), date(2023, 12, 2), true);
}

TEST_CASE("two columns are enough, and quotes may hold quotes, commas and line ends") {
  const Desk desk;
  const std::string text = "name: list\nperiod: {start: 2024-01-01, length: 1 year, begin: {list: open-cases.csv}}\n"
                           "steps: {'a \"b\"': {lasts: 3 months}}\n";
  const auto scenario = desk.read_with("step,entered\n\"a \"\"b\"\"\",2023-12-01\n", text);
  if (!scenario) FAIL(to_text(scenario.problems().front()));
  CHECK(scenario->period.begin.cases.at(0).step == "a \"b\"");
  const Problem after_a_break = desk.only_problem("step,entered\n\"pl\nan\",2023-12-01\nplan,2023-12-01\n");
  CHECK(after_a_break.place.line == 2);
  const Problem later = desk.only_problem("step,entered\nplan,\"2023-12-01\"\nplan,\"\n\"\n");
  CHECK(later.place.line == 3);
  CHECK(later.place.column == 6);
}

TEST_CASE("a mistake in a list is told with its line, column, column name and what was meant") {
  const Desk desk;
  const std::string header = "step,children,entered,referred,allocated\nplan,1,2023-12-01,,\n";
  struct Case {
    std::string line;
    int column;
    std::string key, message, hint;
  };
  for (const Case& bad : std::vector<Case>{
           {"plann,1,2023-12-01,,", 1, "step", "there is no step 'plann'", "did you mean 'plan'?"},
           {",1,2023-12-01,,", 1, "step", "'step' has no value", ""},
           {"fork,1,2023-12-01,,", 1, "step", "nobody stays in 'fork'", ""},
           {"plan,0,2023-12-01,,", 6, "children", "from 1 to 255, found '0'", ""},
           {"plan,2.5,2023-12-01,,", 6, "children", "found '2.5'", ""},
           {"plan,1,1/12/2023,,", 8, "entered", "expected a date, found '1/12/2023'", "write it as 2009-07-31"},
           {"plan,1,,,", 8, "entered", "'entered' has no value", ""},
           {"plan,1,2024-01-02,,", 8, "entered", "2024-01-02 is after 2024-01-01, when the simulation begins", ""},
           {"plan,1,2023-12-01,2023-12-02,", 19, "referred", "is after 2023-12-01, when the step was entered", ""},
           {"plan,1,2023-12-01,,maybe", 20, "allocated", "expected 'yes' or 'no', found 'maybe'", ""},
           {"screen,1,2023-12-01,,yes", 22, "allocated", "have no named worker", "write 'no', or nothing"},
           {"plan,1,2023-12-01", 8, "", "expected 5 values, found 3", ""},
           {"plan,1,2023-12-01,,\"no", 20, "", "a quote that never closes", ""}}) {
    INFO(bad.line);
    const Problem problem = desk.only_problem(header + bad.line);
    CHECK(problem.place.line == 3);
    CHECK(problem.place.column == bad.column);
    CHECK(problem.key == bad.key);
    CHECK(problem.message.find(bad.message) != std::string::npos);
    CHECK(problem.hint.find(bad.hint) != std::string::npos);
    CHECK(problem.source_line == bad.line);
  }
  CHECK(desk.only_problem("step,entred\n").hint == "did you mean 'entered'?");
  CHECK(desk.only_problem("step,children\n").message == "the list has no column 'entered'");
  CHECK(desk.only_problem("step,entered,step\n").message == "'step' is given twice");
}

TEST_CASE("all mistakes of a list are told at once, up to fifty") {
  const Desk desk;
  std::string list = "step,entered\n";
  for (int i = 0; i < 60; ++i) list += "plann,2023-13-01\n";
  const Problems problems = desk.problems_with(list);
  REQUIRE(problems.size() == 51);
  CHECK(problems[0].message == "there is no step 'plann'");
  CHECK(problems[1].message == "expected a date, found '2023-13-01'");
  CHECK(problems.back().message == "70 more mistakes up to here");
}

TEST_CASE("a list lies beside the scenario and does not go with settling") {
  const Desk desk;
  const auto error_with = [&](const std::string& period) {
    std::string text = scenario_text;
    const std::string old = "begin: {list: open-cases.csv}";
    text.replace(text.find(old), old.size(), period);
    const auto scenario = desk.read_with("step,entered\n", text);
    REQUIRE_FALSE(scenario);
    return scenario.problems().front();
  };
  CHECK(error_with("begin: {list: /etc/passwd.csv}").message.find("leads out of") != std::string::npos);
  CHECK(error_with("begin: {list: ../open-cases.csv}").message.find("leads out of") != std::string::npos);
  const Problem missing = error_with("begin: {list: nowhere.csv}");
  CHECK(missing.message == "there is no file 'nowhere.csv'");
  CHECK(missing.place.line == 2);
  CHECK(missing.place.column == 59);
  CHECK(error_with("begin: {list: open-cases.csv}, settle: 1 year").message.find("'settle' does not go") != std::string::npos);
}

TEST_CASE("a step may be called list") {
  const auto scenario = read_text("name: x\nperiod: {start: 2024-01-01, length: 1 year, begin: {list: 150 families}}\n"
                                  "steps: {list: {lasts: 3 months}}\n");
  REQUIRE(scenario);
  CHECK(scenario->period.begin.open.at("list") == 150);
}
