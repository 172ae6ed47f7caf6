// `caseload new`, end to end. Figures of authorities are made up.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "cli/program.hpp"
#include "support/published_folder.hpp"

using namespace caseload::test;

TEST_CASE("a new scenario passes the check, runs, and says what to do next") {
  const Desk desk;
  const Outcome made = desk.caseload("new kent.yaml");
  INFO(made.err);
  CHECK(made.exit_code == 0);
  CHECK(made.out.empty());
  for (const char* next : {"caseload check kent.yaml", "caseload run kent.yaml", "caseload compare kent.yaml"}) {
    CHECK(has(made.err, next));
  }
  CHECK(desk.caseload("check kent.yaml").exit_code == 0);
  CHECK(desk.caseload("run kent.yaml --reps 2 --quiet 'period.length=4 weeks' 'period.settle=1 week'").exit_code == 0);
}

TEST_CASE("a file that is there is written over only with --force") {
  const Desk desk;
  desk.write("kent.yaml", "mine");
  const Outcome refused = desk.caseload("new kent.yaml");
  CHECK(refused.exit_code == 2);
  CHECK(has(refused.err, "kent.yaml"));
  CHECK(has(refused.err, "--force"));
  CHECK(content_of(desk / "kent.yaml") == "mine");
  CHECK(desk.caseload("new kent.yaml --force").exit_code == 0);
  CHECK(has(content_of(desk / "kent.yaml"), "extends: england/2025.yaml"));
}

TEST_CASE("a new scenario goes to standard output for '-', and talk does not") {
  const Desk desk;
  const Outcome outcome = desk.caseload("new -");
  CHECK(outcome.exit_code == 0);
  CHECK(outcome.out.starts_with("# A scenario to begin with"));
  CHECK_FALSE(has(outcome.out, "written"));
  CHECK(has(outcome.err, "caseload check FILE"));
  CHECK(desk.caseload("check -", "'" CASELOAD_PROGRAM "' new - 2>/dev/null |").exit_code == 0);
}

TEST_CASE("a scenario of an authority is made from published tables") {
  const Desk desk;
  const PublishedFolder tables;
  const std::string data = "--data '" + tables.write() + "'";
  const Outcome made = desk.caseload("new ambridge.yaml --authority AMBRIDGE " + data);
  INFO(made.err);
  CHECK(made.exit_code == 0);
  CHECK(has(made.err, "Ambridge, year to March 2025: 10 gaps filled, named in the file"));
  const Outcome check = desk.caseload("check ambridge.yaml");
  INFO(check.err);
  CHECK(check.exit_code == 0);
  CHECK(has(check.out, "Ambridge, from 2024-25"));

  const auto json = nlohmann::json::parse(desk.caseload("new b.yaml --json --authority E99000003 " + data).out);
  CHECK(json["files"][0]["authority"] == "Felpersham");
  CHECK(json["files"][0]["gaps"].empty());
  CHECK(has(desk.caseload("new - --authority felpersham " + data).err, "joint return"));
}

TEST_CASE("a scenario of each authority goes into a folder") {
  const Desk desk;
  const PublishedFolder tables;
  const std::string all = "new --authority all --out here --data '" + tables.write() + "'";
  const Outcome made = desk.caseload(all);
  INFO(made.err);
  CHECK(made.exit_code == 0);
  CHECK(names_in(desk / "here") == std::vector<std::string>{"ambridge.yaml", "borchester.yaml", "felpersham.yaml",
                                                            "penny-hassett-borough-of.yaml"});
  for (const std::string& name : names_in(desk / "here")) {
    CAPTURE(name);
    CHECK(desk.caseload("check here/" + name).exit_code == 0);
  }
  desk.write("here/borchester.yaml", "mine");
  const Outcome again = desk.caseload(all);
  CHECK(again.exit_code == 2);
  CHECK(has(again.err, "nothing was written"));
  CHECK(content_of(desk / "here/borchester.yaml") == "mine");
  CHECK(desk.caseload(all + " --force").exit_code == 0);
}

TEST_CASE("what is wrong with the data is said at once, and nothing is written") {
  const Desk desk;
  PublishedFolder tables;
  tables.leave_out("care.csv");
  tables.leave_out("open.csv");
  const std::string data = "--data '" + tables.write() + "'";
  const Outcome missing = desk.caseload("new kent.yaml --authority Borchester " + data);
  CHECK(missing.exit_code == 2);
  CHECK(has(missing.err, "no file of children looked after"));
  CHECK(has(missing.err, "no file of child protection plans on 31 March by length"));
  CHECK(has(missing.err, "2 errors. Nothing was written."));
  CHECK_FALSE(std::filesystem::exists(desk / "kent.yaml"));

  const PublishedFolder whole;
  const Outcome unknown = desk.caseload("new kent.yaml --authority Borchestr --data '" + whole.write() + "'");
  CHECK(unknown.exit_code == 2);
  CHECK(has(unknown.err, "did you mean Borchester?"));
}

TEST_CASE("options of new that do not go together are all named") {
  const Desk desk;
  const auto error_of = [&](const std::string& arguments) {
    const Outcome outcome = desk.caseload("new " + arguments);
    CHECK(outcome.exit_code == 2);
    return outcome.err;
  };
  CHECK(has(error_of(""), "which file?"));
  CHECK(has(error_of("k.yaml --authority Kent"), "--data FOLDER"));
  CHECK(has(error_of("k.yaml --data ."), "--authority NAME"));
  CHECK(has(error_of("k.yaml --year 2024"), "--year goes with --authority"));
  const std::string both = error_of("k.yaml --authority all");
  CHECK(has(both, "--out DIR"));
  CHECK(has(both, "--data FOLDER"));
  CHECK(has(error_of("k.yaml --out x"), "--out goes with --authority all"));
  CHECK(has(error_of("k.yaml --authority Kent --data . --year twenty"), "--year takes a whole number"));
}
