// A folder's name: readable, safe everywhere, different for different scenarios.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "caseload/report.hpp"

namespace {

using namespace caseload;

std::string folder_of(const std::string& name, const std::string& resolved = "x", const std::string& option = "") {
  Scenario scenario;
  scenario.name = name;
  scenario.resolved = resolved;
  scenario.option = option;
  return folder_name(scenario);
}

std::string slug_of(const std::string& name) {
  const std::string folder = folder_of(name);
  return folder.substr(0, folder.size() - 7);
}

}  // namespace

TEST_CASE("the slug keeps letters and digits") {
  CHECK(slug_of("Darlington, autumn 2009") == "darlington-autumn-2009");
  CHECK(slug_of("  Kent  ") == "kent");
  CHECK(slug_of("A--B") == "a-b");
  CHECK(slug_of("../../etc/passwd") == "etc-passwd");
}

TEST_CASE("a folder is named after the file where there is one") {
  Scenario scenario;
  scenario.name = "Darlington, autumn 2009";
  scenario.file = "scenarios/darlington-2009.yaml";
  CHECK(folder_name(scenario).starts_with("darlington-2009-"));
  scenario.file = "-";
  CHECK(folder_name(scenario).starts_with("darlington-autumn-2009-"));
}

TEST_CASE("a name without a letter that is safe still gives a folder") {
  CHECK(slug_of("") == "scenario");
  CHECK(slug_of("---") == "scenario");
  CHECK(slug_of("児童") == "scenario");
}

TEST_CASE("the slug of a long name ends after 40 letters, never in a hyphen") {
  CHECK(slug_of(std::string(200, 'a')) == std::string(40, 'a'));
  CHECK(slug_of(std::string(39, 'a') + " b") == std::string(39, 'a'));
}

TEST_CASE("six hexadecimal digits tell scenarios and options apart") {
  const std::string folder = folder_of("Kent");
  const std::string digits = folder.substr(folder.size() - 6);
  CHECK(folder[folder.size() - 7] == '-');
  CHECK(std::all_of(digits.begin(), digits.end(),
                    [](char c) { return std::string{"0123456789abcdef"}.find(c) != std::string::npos; }));
  CHECK(folder_of("Kent") == folder_of("Kent"));
  CHECK(folder_of("Kent", "x") != folder_of("Kent", "y"));
  CHECK(folder_of("Kent", "x", "a") != folder_of("Kent", "x", "b"));
  CHECK(folder_of("Kent", "xa", "") != folder_of("Kent", "x", "a"));
}

TEST_CASE("the name of a folder does not change from one version to the next") {
  // Worked out with another program from the definition of FNV-1a.
  CHECK(folder_of("Kent", "caseload: 1\n") == "kent-c39b7d");
}

TEST_CASE("another content of the list of open cases is another folder") {
  Scenario scenario;
  scenario.period.begin.from = Begin::From::list;
  scenario.period.begin.list = "open-cases.csv";
  scenario.period.begin.content = 1;
  const std::string one = folder_name(scenario);
  scenario.period.begin.content = 2;
  CHECK(folder_name(scenario) != one);
}

TEST_CASE("ids of scenarios are long enough for very many of them") {
  Scenario scenario;
  std::set<std::string> ids;
  for (int i = 0; i < 20'000; ++i) {
    scenario.resolved = "teams: {duty: {posts: " + std::to_string(i) + "}}";
    ids.insert(id_of(scenario));
  }
  CHECK(ids.size() == 20'000);
  CHECK(ids.begin()->size() == 16);
}
