// Tables as the Department for Education publishes them: found by their columns, and no gap read as zero. All figures
// are made up.
#include "scenario/published.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "support/published_folder.hpp"

using namespace caseload;
using namespace caseload::scenario;
using namespace caseload::test;

namespace {

Publications read_all(const PublishedFolder& folder) {
  const auto publications = read_publications(folder.write());
  if (!publications) FAIL(to_text(publications.problems().front()));
  return *publications;
}

Authority authority(const Publications& publications, const std::string& name) {
  const auto found = find_authority(publications, name);
  if (!found) FAIL(to_text(found.problems().front()));
  return *found;
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

bool says(const Problems& problems, const std::string& part) {
  return std::any_of(problems.begin(), problems.end(),
                     [&](const Problem& p) { return to_text(p).find(part) != std::string::npos; });
}

}  // namespace

TEST_CASE("published tables are found by their columns, whatever the files are called") {
  const Publications all = read_all(PublishedFolder{});
  CHECK(all.year == 2025);
  CHECK(all.notes.empty());
  REQUIRE(all.authorities.size() == 4);
  const Published b = authority(all, "Borchester").figures;
  CHECK(b.population.value == 60000);
  CHECK(b.referrals.value == 3000);
  CHECK(b.no_further_action.value == 200);
  CHECK(b.in_need.value == 2000);
  CHECK(b.plan_starts.value == 300);
  CHECK(b.open_plans.value == 240);
  CHECK(b.open_plans_by_length[2].value == 65);
  CHECK(b.care_starts.value == 160);
  CHECK(b.looked_after.value == 400);
  CHECK(b.case_holders.value == 100);
  CHECK(b.cases.value == 1600);
  CHECK(all.england.referrals.value == 63280);
}

TEST_CASE("a byte order mark, quotes, line ends of Windows, thousands and other columns are no matter") {
  PublishedFolder folder;
  folder["referrals.csv"] = "\xEF\xBB\xBF" + replaced(folder["referrals.csv"], "\n", "\r\n");
  folder["starts.csv"] = replaced(folder["starts.csv"], "x,300,70", "x,\"1,300\",70");
  folder["people.csv"] = replaced(folder["people.csv"], "age_group,", "something new,age_group,");
  folder["people.csv"] = replaced(folder["people.csv"], "Children aged", "\"a, b\",Children aged");
  folder["need.csv"] = replaced(folder["need.csv"], "2025,Reporting", "202425,Financial");
  const Publications all = read_all(folder);
  CHECK(authority(all, "Borchester").figures.referrals.value == 3000);
  CHECK(authority(all, "Borchester").figures.plan_starts.value == 1300);
  CHECK(authority(all, "Borchester").figures.population.value == 60000);
  CHECK(authority(all, "Penny Hassett, Borough of").figures.population.value == 15000);
}

TEST_CASE("what is suppressed or missing is never zero, and says why") {
  const Publications all = read_all(PublishedFolder{});
  const Published a = authority(all, "Ambridge").figures;
  for (const auto& [figure, why] :
       std::vector<std::pair<Figure, std::string>>{{a.no_further_action, "suppressed ('c')"},
                                                   {a.care_starts, "not applicable ('z')"},
                                                   {a.workers, "not available ('x')"},
                                                   {a.turnover, "of low reliability ('u')"},
                                                   {a.vacancy, "rounds to zero ('low')"},
                                                   {a.cover, "not applicable ('z')"}}) {
    CHECK_FALSE(figure.value);
    CHECK(figure.why == why);
  }
  PublishedFolder folder;
  folder["workers.csv"] = replaced(folder["workers.csv"], "Ambridge,x,u,k,low", "Ambridge,,-,k,k");
  folder["people.csv"] = replaced(folder["people.csv"], "998,E99000002,Ambridge", "995,E99000009,Elsewhere");
  const Published b = authority(read_all(folder), "Ambridge").figures;
  CHECK(b.workers.why == "empty in the table");
  CHECK(b.turnover.why == "'-' in the table");
  CHECK(b.vacancy.why == "rounds to zero ('k')");
  CHECK(b.population.why == "not in the table");
}

TEST_CASE("a joint return of the workforce is split by children in need") {
  const Publications all = read_all(PublishedFolder{});
  const Authority felpersham = authority(all, "Felpersham"), hassett = authority(all, "Penny Hassett, Borough of");
  CHECK(felpersham.part == Approx(0.75));
  CHECK(hassett.part == Approx(0.25));
  CHECK(felpersham.joint == std::vector<std::string>{"Felpersham", "Penny Hassett, Borough of"});
  CHECK(felpersham.figures.case_holders.value == Approx(90));
  CHECK(hassett.figures.case_holders.value == Approx(30));
  CHECK(hassett.figures.cases.value == Approx(450));
  CHECK(hassett.figures.vacancy.value == Approx(11));  // a rate is that of all of them
  CHECK(authority(all, "Borchester").joint.empty());
}

TEST_CASE("an authority is found by name or code, whatever the case, and near misses are suggested") {
  const Publications all = read_all(PublishedFolder{});
  for (const char* name : {"borchester", "BORCHESTER", " Borchester ", "E99000001", "e99000001", "999"}) {
    CAPTURE(name);
    CHECK(authority(all, name).name == "Borchester");
  }
  const auto hint = [&](const char* name) { return find_authority(all, name).problems().front().hint; };
  CHECK(hint("Borchestre") == "did you mean Borchester?");
  CHECK(hint("hassett") == "did you mean Penny Hassett, Borough of?");
  CHECK(hint("Paris").find("E10000016") != std::string::npos);
}

TEST_CASE("codes that have changed are joined by the older code or the name") {
  PublishedFolder folder;
  folder["workers.csv"] = replaced(folder["workers.csv"], "999,E99000001,Borchester", "990,E99000099,Borchester");
  folder["need.csv"] = replaced(folder["need.csv"], "E99000001,Borchester", "E99000099,County of Borchester");
  const Published b = authority(read_all(folder), "Borchester").figures;
  CHECK(b.case_holders.value == 100);
  CHECK(b.in_need.value == 2000);
}

TEST_CASE("every kind of file that is missing is named at once, with where it is found") {
  PublishedFolder folder;
  for (const char* file : {"need.csv", "workers.csv", "people.csv"}) folder.leave_out(file);
  const auto publications = read_publications(folder.write());
  REQUIRE_FALSE(publications);
  CHECK(publications.problems().size() == 3);
  CHECK(says(publications.problems(), "no file of children in need among 4 CSV files"));
  CHECK(says(publications.problems(), "table B1"));
  CHECK(says(publications.problems(), "csww_indicators"));
  CHECK(says(publications.problems(), "ons_mid-year_population_estimates"));
  CHECK(says(read_publications("/nowhere/at all").problems(), "is no folder"));
}

TEST_CASE("the latest year that all tables have is taken, or the one that is asked for") {
  PublishedFolder folder;
  for (const char* file : {"need.csv", "referrals.csv", "starts.csv", "open.csv", "care.csv", "workers.csv"}) {
    const std::string all = folder[file], rows = all.substr(all.find('\n') + 1);
    folder[file] += replaced(rows, "2025,", "2024,");
  }
  folder["people.csv"] += replaced(folder["people.csv"].substr(folder["people.csv"].find('\n') + 1), "2024,", "2023,");
  folder["referrals.csv"] += PublishedFolder::national("x,1,1,1,1", "2026");  // nobody else has 2026 yet
  const std::string path = folder.write();
  CHECK(read_publications(path)->year == 2025);
  CHECK(read_publications(path, 2024)->year == 2024);
  const auto none = read_publications(path, 2019);
  REQUIRE_FALSE(none);
  CHECK(says(none.problems(), "the year to March 2019 is not in all tables"));
  CHECK(says(none.problems(), "2024, 2025"));
}

TEST_CASE("of two files of a kind the later one is taken, and somebody is told") {
  PublishedFolder folder;
  folder["older.csv"] = replaced(folder["starts.csv"], "2025,", "2024,");
  const Publications all = read_all(folder);
  CHECK(all.year == 2025);
  CHECK(authority(all, "Borchester").figures.plan_starts.value == 300);
  REQUIRE(all.notes.size() == 1);
  CHECK(all.notes.front().find("older.csv") != std::string::npos);
}

TEST_CASE("tables that make no sense are refused, not guessed at") {
  PublishedFolder folder;
  folder["need.csv"] += "\"never closed";
  CHECK(says(read_publications(folder.write()).problems(), "a quote that never closes"));
  PublishedFolder years;
  years["need.csv"] = replaced(years["need.csv"], "2025,", "last year,");
  CHECK(says(read_publications(years.write()).problems(), "no year in time_period: 'last year'"));
  PublishedFolder england;
  england["starts.csv"] = replaced(england["starts.csv"], "x,6180", "x,c");
  CHECK(says(read_publications(england.write()).problems(), "nothing for England in 2025: plans that started"));
  PublishedFolder bands;
  bands["open.csv"] = replaced(bands["open.csv"], "x,4940,1560", "x,4940,c");
  CHECK(says(read_publications(bands.write()).problems(), "nothing for England in 2025: open plans by length"));
}
